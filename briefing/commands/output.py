"""The streams that a command was started with: standard output may be closed, broken or full."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefing.errors import OutputError

if TYPE_CHECKING:  # this is loaded before anything can be interrupted: nothing slow comes first
    from briefing.brief import Brief


def stand_in_for_closed_streams() -> None:
    """Have something to complain to, and no file opened later in the place of a closed stream."""
    with contextlib.suppress(OSError):
        while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
            pass
        os.close(number)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 (to the end of the program)


def check_output() -> None:
    """Refuse a standard output that is closed, before any work is done. Raises OutputError."""
    if sys.stdout is None:
        raise OutputError("Standard output is closed; name a file with -o.")


def write_output(data: bytes) -> None:
    """Write to standard output. Raises OutputError, and BrokenPipeError if nobody reads on."""
    check_output()
    with _told():
        sys.stdout.buffer.write(data)
        sys.stdout.flush()


def flush_output() -> None:
    """Find out now that the output cannot be written, not when Python ends. Raises as above."""
    if sys.stdout is not None:
        with _told():
            sys.stdout.flush()


def print_line(text: str) -> None:
    """Print a line, if there is an output at all. Raises as above."""
    with _told():
        print(text)


def tell_notes(brief: Brief, given: str) -> None:
    """Say on standard error what is to be known of how the article was read, if anything."""
    for note in brief.article.notes:
        print(f"briefing: {given}: {note}", file=sys.stderr)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        reason = error.strerror or type(error).__name__
        raise OutputError(
            f"Standard output cannot be written ({reason}); send it elsewhere."
        ) from error


def drop_output() -> None:
    """Have nowhere to write to: what is left unwritten would be told again when Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
