"""Ctrl-C, wherever it strikes."""

from __future__ import annotations

import signal


def was_interrupted(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind the error; libraries that load turn it into errors of their own."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


def leave_ctrl_c_to_others() -> None:
    """Ignore Ctrl-C in this process: the one that started it ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
