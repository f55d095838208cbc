"""``python -m briefing`` is the ``briefing`` command."""

import sys

from briefing.commands.main import main

if __name__ == "__main__":
    sys.exit(main())
