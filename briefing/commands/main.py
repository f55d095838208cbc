"""The ``briefing`` command: picks the sub-command and turns errors into one line."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from briefing import __version__
from briefing.commands.articles import told
from briefing.commands.output import drop_output, flush_output, stand_in_for_closed_streams
from briefing.commands.stopping import was_interrupted
from briefing.errors import BriefingError, UsageError

DONE, FAILED, USAGE, SOME_FAILED = 0, 1, 2, 3

_COMMANDS = ("open", "make", "batch", "check", "models", "doctor")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of a usage text and a line."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of the whole command line, or of the command ``only``.

    The window must be there in under a second: its command does not wait for the others' modules.
    """
    parser = _Parser(
        prog="briefing",
        description="Turns an article into a short, checkable Word briefing, on this machine "
        "alone. Without a command it opens the window.",
    )
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    parser.add_argument(
        "--debug", action="store_true", help="show where an error came from (for bug reports)"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name in (only,) if only in _COMMANDS else _COMMANDS:
        import_module(f"briefing.commands.{name}").add_parser(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give the exit code: 0 done, 1 failed, 2 usage, 3 some failed."""
    stand_in_for_closed_streams()
    given = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in given
    given = [a for a in given if a != "--debug"] or ["open"]
    try:
        code = _run(given)
        flush_output()
    except UsageError as error:
        return _complain(f"briefing: {error}", USAGE, debug=debug)
    except BriefingError as error:
        return _complain(f"briefing: {told(error)}", FAILED, debug=debug)
    except KeyboardInterrupt:
        return _complain("briefing: stopped", FAILED, debug=debug)
    except BrokenPipeError:
        drop_output()
        return FAILED
    except Exception as error:  # noqa: BLE001 (a person must never see a traceback unasked)
        if was_interrupted(error):
            return _complain("briefing: stopped", FAILED, debug=debug)
        where = "" if debug else "; run it again with --debug and report what it prints"
        return _complain(
            f"briefing: something went wrong ({type(error).__name__}: {error}){where}",
            FAILED,
            debug=debug,
        )
    return code


def _run(given: list[str]) -> int:
    parser = build_parser(only=given[0])
    try:
        args = parser.parse_args(given)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else USAGE
    return int(import_module(f"briefing.commands.{args.command}").run(args))


def _complain(sentence: str, code: int, *, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    print(" ".join(sentence.split()), file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
