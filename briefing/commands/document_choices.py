"""The options that say what the document is like that a briefing becomes."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace

from briefing.exporting.presets import OUTLINES, usual
from briefing.settings import DocumentOptions, EvidenceForm, Paper, Part, Preset

_LEAVE_OUT = "none"


def add_document_options(parser: argparse.ArgumentParser) -> None:
    """Add the options; those that are not given are the preset's."""
    group = parser.add_argument_group("the document")
    group.add_argument(
        "--preset",
        type=Preset,
        choices=list(Preset),
        default=Preset.FULL,
        help="what the document is for: "
        + "; ".join(f"{preset}: {outline.name}" for preset, outline in OUTLINES.items())
        + f" (default {Preset.FULL})",
    )
    group.add_argument(
        "--with",
        type=_parts,
        default=frozenset(),
        dest="with_parts",
        metavar="PART,…",
        help=f"parts to put in as well: {', '.join(Part)}",
    )
    group.add_argument(
        "--without",
        type=_parts,
        default=frozenset(),
        dest="without_parts",
        metavar="PART,…",
        help="parts to leave out",
    )
    group.add_argument(
        "--evidence",
        type=EvidenceForm,
        choices=list(EvidenceForm),
        default=None,
        help="how a .docx shows the words of the article behind a statement "
        f"(default: the preset's, mostly {EvidenceForm.FOOTNOTES})",
    )
    group.add_argument(
        "--marking",
        default="",
        metavar="TEXT",
        help="handling marking for the top and bottom of each page, such as TLP:AMBER",
    )
    group.add_argument(
        "--paper",
        type=Paper,
        choices=list(Paper),
        default=None,
        help="size of the pages (default: the template's)",
    )
    for name, what in (
        ("to-person", "for whom the document is"),
        ("from-person", "who sends it"),
        ("purpose", "what it is for"),
        ("dated", "its date (default: today)"),
    ):
        group.add_argument(
            f"--{name}",
            default="",
            metavar="TEXT",
            help=f"{what}; `{_LEAVE_OUT}` leaves the line out",
        )
    group.add_argument(
        "--field",
        type=_field,
        action="append",
        default=[],
        metavar="LABEL=TEXT",
        help="another line below the title, such as Meeting=Council of 14 September",
    )


def document_options_of(args: argparse.Namespace) -> DocumentOptions:
    """The options for the document that the command line gave."""
    options = usual(args.preset)
    return replace(
        options,
        parts=(options.parts | args.with_parts) - args.without_parts,
        evidence=args.evidence or options.evidence,
        marking=args.marking,
        paper=args.paper,
        recipient=_line(args.to_person),
        sender=_line(args.from_person),
        purpose=_line(args.purpose),
        dated=_line(args.dated),
        fields=_fields(args.field),
    )


def _line(text: str) -> str | None:
    return None if text == _LEAVE_OUT else text


def _fields(given: list[tuple[str, str]]) -> Mapping[str, str]:
    return dict(given)


def _field(text: str) -> tuple[str, str]:
    label, mark, value = text.partition("=")
    if not mark or not label.strip():
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form LABEL=TEXT")
    return label.strip(), value.strip()


def _parts(text: str) -> frozenset[Part]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    try:
        return frozenset(Part(name) for name in names)
    except ValueError:
        known = ", ".join(Part)
        raise argparse.ArgumentTypeError(f"“{text}” has a part that is none of {known}") from None
