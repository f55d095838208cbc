"""Sections from the headings in the body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from briefing.article import Paragraph, ParagraphKind
from briefing.reading.related import is_related_label

_LONGEST_JOINED = 90
_LINE = 25
_CRUMB = 6  # words: fewer under a heading, and no sentence, are no section
_SMALL = 25  # words: a run of sub-sections no longer than this each goes into the one above
_FEWEST_SMALL = 4
_MOST_MERGED = 200

_COLONS = ":："
_SENTENCE_ENDS = (".", "!", "?", "”")

_FURNITURE = re.compile(
    r"^(?:advertisements?|sponsored(?: content)?|promoted(?: stories)?"
    r"|share(?: this(?: (?:story|article|page))?)?|comments?"
    r"|sign up.*|newsletter|subscribe.*|follow us.*|anzeige|werbung|publicité)\s*[:.…]?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Part:
    """A heading with the ids of the paragraphs under it.

    ``heading`` is the heading as it stands in the article, empty for text above the first.
    ``opened`` tells that lines from above the heading are among the paragraphs.
    """

    title: str
    level: int
    paragraphs: list[str] = field(default_factory=list)
    heading: str = ""
    opened: bool = False


def is_furniture(heading: str) -> bool:
    """Whether a heading belongs to the page and not to the article ("More on this story")."""
    return is_related_label(heading) or bool(_FURNITURE.match(heading.strip()))


def cut_by_headings(paragraphs: Sequence[Paragraph], opening_title: str) -> list[Part]:
    """One part for each heading that has text of its own, in order; levels begin at 1.

    Text above the first heading stands under ``opening_title``; a line or two there (who reports
    to whom, a date) goes with the first part. A heading that has only
    sub-headings is put in front of their titles ("Condition: West quay"), and one with nothing
    below it is left out. Headings of the page itself ("Advertisement") head nothing. A few words
    under a heading are no section: they go to the one before. A run of sub-sections of a line or
    two each goes into the section above them. A colon at a heading's end is no part of the title.
    """
    texts = {p.id: p.text for p in paragraphs}
    paragraphs = [
        p for p in paragraphs if p.kind is not ParagraphKind.HEADING or not is_furniture(p.text)
    ]
    levels = _levels(paragraphs)
    highest = min(levels.values(), default=1)
    parts = [Part(opening_title, 1)]
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.HEADING:
            level = levels[paragraph.id] - highest + 1
            title = paragraph.text.rstrip(_COLONS).rstrip() or paragraph.text
            parts.append(Part(title, level, heading=paragraph.text))
        elif paragraph.kind.belongs_to_section:
            parts[-1].paragraphs.append(paragraph.id)
    found = _with_text(parts)
    if not found:
        return []
    opening, *others = found
    if not opening.heading and others and _is_a_line(opening, texts):
        found = [
            replace(others[0], paragraphs=opening.paragraphs + others[0].paragraphs, opened=True),
            *others[1:],
        ]
    return _without_crumbs(found, texts)


def _levels(paragraphs: Sequence[Paragraph]) -> dict[str, int]:
    """The level of each heading by its id.

    A heading with a colon at its end ("Causes:") leads into what follows: among headings without
    one it is lower than they are.
    """
    headings = [p for p in paragraphs if p.kind is ParagraphKind.HEADING]
    leading = Counter(p.level or 1 for p in headings if p.text.endswith(tuple(_COLONS)))
    all_of_level = Counter(p.level or 1 for p in headings)
    levels: dict[str, int] = {}
    for place, heading in enumerate(headings):
        level = heading.level or 1
        lower = (
            place
            and heading.text.endswith(tuple(_COLONS))
            and leading[level] * 2 < all_of_level[level]
        )
        levels[heading.id] = level + 1 if lower else level
    return levels


def _without_crumbs(parts: Sequence[Part], texts: Mapping[str, str]) -> list[Part]:
    """The parts, those of a few words joined to their neighbours."""
    kept: list[Part] = []
    for _, group in groupby(parts, key=lambda part: part.level):
        run = list(group)
        above = kept[-1] if kept else None
        is_small = (
            above is not None
            and above.level < run[0].level
            and len(run) >= _FEWEST_SMALL
            and all(_words(part, texts) <= _SMALL for part in run)
            and sum(_words(part, texts) for part in (above, *run)) <= _MOST_MERGED
        )
        for part in run:
            if kept and (is_small or (_words(part, texts) < _CRUMB and not _is_said(part, texts))):
                kept[-1] = replace(kept[-1], paragraphs=kept[-1].paragraphs + part.paragraphs)
            else:
                kept.append(part)
    return kept


def _words(part: Part, texts: Mapping[str, str]) -> int:
    return sum(len(texts[paragraph].split()) for paragraph in part.paragraphs)


def _is_said(part: Part, texts: Mapping[str, str]) -> bool:
    """Whether the part has a whole sentence, however short."""
    return any(texts[paragraph].endswith(_SENTENCE_ENDS) for paragraph in part.paragraphs)


def _is_a_line(part: Part, texts: Mapping[str, str]) -> bool:
    """Whether the part is but a line or two and no whole sentence."""
    return _words(part, texts) <= _LINE and not _is_said(part, texts)


def _with_text(parts: Sequence[Part]) -> list[Part]:
    """The parts that have text; empty headings above them go into their titles."""
    kept: list[Part] = []
    above: list[Part] = []
    for part in parts:
        while above and above[-1].level >= part.level:
            above.pop()
        if not part.paragraphs:
            above.append(part)
            continue
        joined = ": ".join([*(empty.title for empty in above), part.title])
        title = joined if len(joined) <= _LONGEST_JOINED else part.title
        kept.append(Part(title, part.level - len(above), part.paragraphs, part.heading))
    return kept
