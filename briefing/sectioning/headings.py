"""Sections from the headings in the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.article import Paragraph, ParagraphKind

_LONGEST_JOINED = 90
_LINE = 25


@dataclass(slots=True)
class Part:
    """A heading with the ids of the paragraphs under it."""

    title: str
    level: int
    paragraphs: list[str] = field(default_factory=list)


def cut_by_headings(paragraphs: Sequence[Paragraph], opening_title: str) -> list[Part]:
    """One part for each heading that has text of its own, in order; levels begin at 1.

    Text above the first heading stands under ``opening_title``; a line or two there (who reports
    to whom, a date) goes with the first part. A heading that has only
    sub-headings is put in front of their titles ("Condition: West quay"), and one with nothing
    below it is left out.
    """
    levels = [p.level or 1 for p in paragraphs if p.kind is ParagraphKind.HEADING]
    highest = min(levels, default=1)
    parts = [Part(opening_title, 1)]
    for paragraph in paragraphs:
        if paragraph.kind is ParagraphKind.HEADING:
            parts.append(Part(paragraph.text, (paragraph.level or 1) - highest + 1))
        elif paragraph.kind.belongs_to_section:
            parts[-1].paragraphs.append(paragraph.id)
    found = _with_text(parts)
    if not found:
        return []
    opening, *others = found
    if opening.title == opening_title and others and _is_a_line(opening, paragraphs):
        return [
            replace(others[0], paragraphs=opening.paragraphs + others[0].paragraphs),
            *others[1:],
        ]
    return found


def _is_a_line(part: Part, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the part is but a line or two and no whole sentence."""
    texts = [p.text for p in paragraphs if p.id in part.paragraphs]
    words = sum(len(text.split()) for text in texts)
    return words <= _LINE and not any(text.endswith((".", "!", "?", "”")) for text in texts)


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
        kept.append(Part(title, part.level - len(above), part.paragraphs))
    return kept
