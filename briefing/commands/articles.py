"""Which article the command line names, what its reading may take, and its password."""

from __future__ import annotations

import argparse
import getpass
import math
import re
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from briefing.errors import (
    BriefingError,
    InputMissing,
    InputUnreadable,
    LimitReached,
    NoArticle,
    PasswordNeeded,
    UsageError,
)
from briefing.reading.origins import AddressOrigin, FileOrigin, Origin, PastedOrigin
from briefing.settings import ReadingLimits

STANDARD_INPUT = "-"

LEAST_MEGABYTES = 200
"""The libraries of the readers alone take half of it."""

_MOST_INPUT = 20_000_000
_MOST_NAME = 80
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


def add_reading_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say what the reading of an article may take."""
    default = ReadingLimits()
    parser.add_argument(
        "--read-seconds",
        type=_seconds,
        default=default.seconds,
        metavar="N",
        help=f"how long the reading of an article may take (default {default.seconds:g})",
    )
    parser.add_argument(
        "--read-megabytes",
        type=_megabytes,
        default=default.megabytes,
        metavar="N",
        help="how much memory the reading of an article may take "
        f"(default {default.megabytes}); a large file may need more",
    )
    parser.add_argument(
        "--password-file",
        metavar="FILE",
        help="a text file whose first line is the password of a protected article",
    )


def limits_of(args: argparse.Namespace) -> ReadingLimits:
    """What the command line allows the reading of one article."""
    return ReadingLimits(args.read_seconds, args.read_megabytes)


def password_of(args: argparse.Namespace) -> str:
    """The password that the command line names, empty if none. Raises InputMissing, UsageError."""
    if args.password_file is None:
        return ""
    try:
        with Path(args.password_file).open(encoding="utf-8-sig") as file:
            password = file.readline(10_000).rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise InputMissing(
            f"The password file {args.password_file} cannot be read; give a text file (UTF-8) "
            "whose first line is the password."
        ) from error
    if not password:
        raise UsageError(f"the first line of the password file {args.password_file} is empty.")
    return password


def is_address(given: str) -> bool:
    """Whether an article is given by its address on the web; only then the network is used."""
    return re.match(r"https?://", given, re.IGNORECASE) is not None


def origin_of(given: str, password: str = "") -> Origin:
    """Where the article lies that the command line names: a file or an address on the web."""
    return AddressOrigin(given) if is_address(given) else FileOrigin(given, password)


def pasted_origin() -> PastedOrigin:
    """The text on standard input, read to its end.

    Raises NoArticle if there is nothing, InputUnreadable if it is too much or not text.
    """
    if sys.stdin is None:
        raise NoArticle("Standard input is closed; name the article's file.")
    if sys.stdin.isatty():
        end = "Ctrl-Z and Enter" if sys.platform == "win32" else "Ctrl-D"
        print(f"Paste the article's text, then press Enter and {end}.", file=sys.stderr)
    data = sys.stdin.buffer.read(_MOST_INPUT + 1)
    if len(data) > _MOST_INPUT:
        raise InputUnreadable(
            f"Standard input holds more than {_MOST_INPUT / 1e6:.0f} MB; "
            "give the article's text alone."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise InputUnreadable("Standard input is no text in UTF-8; name the article's file.")
    if not text.strip():
        raise NoArticle("Standard input is empty; paste or send an article's text.")
    starts_as_page = re.match(r"\s*<(!doctype html|html)\b", text, re.IGNORECASE)
    return PastedOrigin("", text) if starts_as_page else PastedOrigin(text)


def with_password_asked(origin: Origin, error: PasswordNeeded) -> FileOrigin:
    """The same origin with the password that the person types. Raises ``error`` if nobody can."""
    if not isinstance(origin, FileOrigin) or not (_is_terminal(sys.stdin)):
        raise error
    try:
        password = getpass.getpass(f"Password for {Path(origin.path).name}: ")
    except EOFError:
        raise error from None
    if not password:
        raise error
    return replace(origin, password=password)


def told(error: BriefingError) -> str:
    """The error's sentence, with the option that the person can answer it by."""
    sentence = str(error)
    match error:
        case LimitReached():
            way = "--read-seconds and --read-megabytes allow it more"
        case PasswordNeeded():
            way = "--password-file names a file with the password"
        case _:
            return sentence
    return f"{sentence.rstrip('.')} ({way})."


def name_for(title: str | None, address: str) -> str:
    """A file name without ending for an article from the web: its title, else its address."""
    parts = urlsplit(address)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2].rpartition(".")
    for candidate in (title or "", last[0] or last[2], parts.hostname or ""):
        name = " ".join(_NOT_IN_NAMES.sub(" ", candidate).split())[:_MOST_NAME].strip(" .")
        if name:
            return name
    return "briefing"


def _is_terminal(stream: object) -> bool:
    return stream is not None and bool(getattr(stream, "isatty", lambda: False)())


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not (math.isfinite(seconds) and seconds > 0):
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds above 0")
    return seconds


def _megabytes(text: str) -> int:
    if not text.isdecimal() or int(text) < LEAST_MEGABYTES:
        raise argparse.ArgumentTypeError(
            f"{text} is not a whole number of megabytes, {LEAST_MEGABYTES} or more"
        )
    return int(text)
