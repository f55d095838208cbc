"""What a document is for: the parts of each preset, their order, and what a person fills in.

A part that the article does not answer stays empty and is marked so; nothing is made up for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from briefing.settings import (
    ALL_PARTS,
    OWN_TEMPLATES,
    DocumentOptions,
    EvidenceForm,
    Part,
    Preset,
)

PLAIN = OWN_TEMPLATES[0]
"""The template that is taken unless another is named; it has every style."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the outline: ``heading`` above it, empty if it needs none or brings its own.

    ``part`` is what the brief gives there, None if that is nothing. ``prompt`` leaves a place to a
    person, and tells what belongs there. ``within`` puts the titles of sections one level below the
    heading. ``by_article`` gives each of several articles a heading of its own instead.
    """

    heading: str
    part: Part | None = None
    prompt: str = ""
    within: bool = False
    by_article: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """What a preset asks for.

    ``name`` is for a person; ``fields`` are the labels of its lines below the title, in order;
    ``most_lines`` is how many lines its headings and statements may take, None for no limit;
    ``template`` is the one of the program's that it looks best in.
    """

    name: str
    about: str
    fields: tuple[str, ...]
    slots: tuple[Slot, ...]
    most_lines: int | None = None
    template: str = PLAIN


TO, FROM, DATE, PURPOSE = "To", "From", "Date", "Purpose"
_FIELDS = (TO, FROM, DATE, PURPOSE)
_KEY_POINTS = Slot("Key points", Part.KEY_POINTS)
_SECTIONS = Slot("", Part.SECTIONS)
_TABLES = (
    Slot("Key figures", Part.FIGURES),
    Slot("Who said what", Part.SPEAKERS),
    Slot("Dates and deadlines", Part.DATES),
    Slot("Abbreviations", Part.ABBREVIATIONS),
)

OUTLINES: Mapping[Preset, Outline] = MappingProxyType(
    {
        Preset.FULL: Outline(
            "Full briefing",
            "Key points, all sections with their evidence, tables and how it was made",
            _FIELDS,
            (_KEY_POINTS, _SECTIONS, *_TABLES),
        ),
        Preset.NOTE: Outline(
            "One-page note",
            "Key points and the first statements of each section, on one page",
            (DATE,),
            (_KEY_POINTS, _SECTIONS),
            most_lines=32,
        ),
        Preset.SUBMISSION: Outline(
            "Submission",
            "Issue, recommendation, timing, background, argument, handling",
            (TO, FROM, DATE),
            (
                Slot("Issue", Part.KEY_POINTS),
                Slot("Recommendation", prompt="What you ask the reader to decide"),
                Slot("Timing", Part.DATES, prompt="By when a decision is needed, and why"),
                Slot("Background", Part.SECTIONS, within=True),
                Slot("Key figures", Part.FIGURES),
                Slot("Who said what", Part.SPEAKERS),
                Slot("Argument", prompt="Why this recommendation, and what speaks against it"),
                Slot("Handling", prompt="Who is told, when and how; communication and risks"),
                Slot("Abbreviations", Part.ABBREVIATIONS),
            ),
            template="submission",
        ),
        Preset.MEETING: Outline(
            "Meeting brief",
            "Purpose, key points, background, lines to take, questions to expect",
            (TO, FROM, DATE, "Meeting", "With", "Place"),
            (
                Slot("Purpose of the meeting", prompt="What the meeting is to achieve"),
                _KEY_POINTS,
                Slot("Lines to take", prompt="What to say"),
                Slot("Questions to expect", prompt="What may be asked, and the answer"),
                Slot("Background", Part.SECTIONS, within=True),
                *_TABLES,
            ),
        ),
        Preset.DIGEST: Outline(
            "Press digest",
            "Each article with its publisher and date, and its most important statements",
            (DATE,),
            (Slot("Key points", Part.KEY_POINTS, by_article=True),),
            template="newsroom",
        ),
    }
)
"""The outline of each preset, in the order in which they are offered."""

_LEFT_OUT: Mapping[Preset, frozenset[Part]] = {
    Preset.NOTE: frozenset({Part.FIGURES, Part.SPEAKERS, Part.DATES, Part.ABBREVIATIONS}),
    Preset.DIGEST: frozenset(
        {Part.SECTIONS, Part.FIGURES, Part.SPEAKERS, Part.DATES, Part.ABBREVIATIONS}
    ),
}


def usual(preset: Preset) -> DocumentOptions:
    """The options that a preset begins with."""
    return DocumentOptions(
        preset=preset,
        parts=ALL_PARTS - _LEFT_OUT.get(preset, frozenset()),
        # Footnotes would take the page that the note is to fit on, and comments do not print.
        evidence=EvidenceForm.COMMENTS if preset is Preset.NOTE else EvidenceForm.FOOTNOTES,
    )


def field_value(label: str, options: DocumentOptions) -> str | None:
    """What was given for a line below the title: None to leave it out, "" to fill it in later."""
    known = {
        TO: options.recipient,
        FROM: options.sender,
        DATE: options.dated,
        PURPOSE: options.purpose,
    }
    return known[label] if label in known else options.fields.get(label, "")


def field_labels(options: DocumentOptions) -> tuple[str, ...]:
    """The lines below the title: the preset's, what was given for To and Purpose, and others."""
    own = OUTLINES[options.preset].fields
    given = [label for label in _FIELDS if label not in own and field_value(label, options)]
    return (*own, *given, *(label for label in options.fields if label not in (*own, *given)))
