"""``briefing open``: the window."""

from __future__ import annotations

import argparse
from typing import Any

from briefing.settings import Options


def add_parser(commands: Any) -> None:  # noqa: ANN401 (argparse names no type for it)
    """Add the command to the parser."""
    parser = commands.add_parser("open", help="open the window", description="Open the window.")
    parser.add_argument("file", nargs="?", metavar="FILE", help="an article or a saved .briefing")


def run(args: argparse.Namespace) -> int:
    """Open the window and wait until it is closed."""
    # Qt takes its time to load and needs system libraries that the command line does without.
    from briefing.desktop.app import run as run_window  # noqa: PLC0415

    return run_window(args.file, Options())
