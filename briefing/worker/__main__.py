"""Start the worker: ``python -m briefing.worker``."""

from __future__ import annotations

import logging
import os
import sys

from briefing.worker.loop import Inbox, Loop, leave


def main() -> None:
    """Serve requests from standard input until it ends.

    Libraries print now and then; their output goes to standard error, so that nothing but events
    comes out of standard output.
    """
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    Loop(Inbox(sys.stdin.buffer, on_end=leave), output).run()


if __name__ == "__main__":
    main()
