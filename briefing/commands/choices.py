"""The options that ``make`` and ``batch`` share."""

from __future__ import annotations

import argparse

from briefing.commands.document_choices import add_document_options
from briefing.errors import UsageError
from briefing.settings import OWN_TEMPLATES, Options


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how a briefing is made."""
    default = Options()
    parser.add_argument(
        "--template",
        metavar="NAME|FILE",
        help=f"house style for .docx: {', '.join(OWN_TEMPLATES)}, or a Word file of your own",
    )
    add_document_options(parser)
    parser.add_argument(
        "--model",
        default=default.model,
        metavar="NAME|FOLDER",
        help="the language model (default: the installed default model), also server:NAME for one "
        "on a server; `extract` uses no language model",
    )
    parser.add_argument(
        "--bullets",
        type=_number,
        default=default.bullets,
        metavar="N",
        help=f"at most N bullets a section (default {default.bullets})",
    )
    parser.add_argument(
        "--words",
        type=_number,
        default=default.words,
        metavar="N",
        help=f"at most N words a bullet (default {default.words})",
    )
    parser.add_argument(
        "--key-points-words",
        type=_number,
        default=default.key_points_words,
        metavar="N",
        help=f"length of the key points together (default {default.key_points_words})",
    )
    parser.add_argument(
        "--keep-quotes",
        action="store_true",
        help="prefer sentences that quote somebody, and leave no quoted word out",
    )


def options_of(args: argparse.Namespace) -> Options:
    """The options that the command line gave. Raises UsageError for a limit that cannot work."""
    if args.words < 5:
        raise UsageError("--words needs at least 5: a sentence has a subject and a verb.")
    return Options(
        model=args.model,
        bullets=args.bullets,
        words=args.words,
        key_points_words=args.key_points_words,
        keep_quotes=args.keep_quotes,
    )


def _number(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number above 0")
    return number
