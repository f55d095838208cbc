"""What a person is told about a reading: how far it is, and why it was ended."""

from __future__ import annotations

import signal
from pathlib import Path

from briefing.reading.origins import AddressOrigin, FileOrigin, Origin, PastedOrigin
from briefing.settings import ReadingLimits

_SMALLER = "save the article's text alone and read that"


def name_of(origin: Origin) -> str:
    """The origin as a sentence begins with it: the file's name or the address, in quotes."""
    match origin:
        case FileOrigin(path=path):
            return f"“{Path(path).name or path}”"
        case AddressOrigin(address=address):
            return f"“{address}”"
        case PastedOrigin():
            return "The pasted text"


def how_far(origin: Origin, done: int, total: int) -> str:
    """Which part of how many is being read, for a progress bar."""
    is_pdf = isinstance(origin, FileOrigin) and origin.path.lower().endswith(".pdf")
    return f"Reading {'page' if is_pdf else 'part'} {min(done + 1, total)} of {total}"


def too_slow(origin: Origin, limits: ReadingLimits) -> str:
    """The sentence for a reading that took longer than it was allowed."""
    unit = "second" if limits.seconds == 1 else "seconds"
    return (
        f"{name_of(origin)} took longer than {limits.seconds:g} {unit} to read; "
        f"allow it more time, or {_SMALLER}."
    )


def too_big(origin: Origin, limits: ReadingLimits) -> str:
    """The sentence for a reading that took more memory than it was allowed."""
    return (
        f"{name_of(origin)} took more than {limits.megabytes:,} MB of memory to read; "
        f"allow it more memory, or {_SMALLER}."
    )


def too_deep(origin: Origin) -> str:
    """The sentence for a file whose pieces lie inside one another without end."""
    return f"{name_of(origin)} is nested too deeply to be read; {_SMALLER}."


def unexpected(origin: Origin, error: Exception) -> str:
    """The sentence for a file that a reader was not prepared for."""
    told = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return (
        f"{name_of(origin)} could not be read ({told}); "
        "open it in the program that made it, save it again and read that."
    )


def ended(origin: Origin, code: int) -> str:
    """The sentence for a reading process that ended by itself, with this exit code."""
    if hasattr(signal, "SIGKILL") and code == -signal.SIGKILL:
        return (
            f"{name_of(origin)} could not be read: the computer ended the reading, most likely "
            f"for want of memory; close other programs and try again, or {_SMALLER}."
        )
    return (
        f"{name_of(origin)} brought the reading to a stop and is probably damaged; "
        "open it in the program that made it, save it again and read that."
    )
