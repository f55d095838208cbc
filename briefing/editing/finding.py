"""Finding words in a briefing, and putting others in their place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from briefing.brief import Brief
from briefing.editing.edits import Compound, Edit, RenameSection, SetText, SetTitle

TITLE = "title"
"""The place of the briefing's title, where a bullet's or a section's id stands else."""


@dataclass(frozen=True)
class Query:
    """What is looked for; an empty ``words`` is nowhere."""

    words: str
    match_case: bool = False
    whole_words: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The query as a pattern; any white space stands for any other."""
        inner = r"\s+".join(re.escape(part) for part in re.split(r"\s+", self.words))
        if self.whole_words:
            inner = rf"(?<!\w){inner}(?!\w)"
        return re.compile(inner, re.NOFLAG if self.match_case else re.IGNORECASE)

    def ranges(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words begin and end in a text."""
        if self.words:
            yield from (m.span() for m in self.pattern.finditer(text) if m.end() > m.start())


@dataclass(frozen=True, slots=True)
class Hit:
    """A place in the briefing: a bullet's or section's id or ``TITLE``, and where in its text."""

    owner: str
    start: int
    end: int


def texts(brief: Brief) -> Iterator[tuple[str, str]]:
    """All that a person can change, from top to bottom: whose text, and the text."""
    yield TITLE, brief.shown_title
    yield from ((b.id, b.text) for b in brief.key_points)
    for section in brief.sections:
        yield section.id, section.title
        yield from ((b.id, b.text) for b in section.bullets)


def hits(brief: Brief, query: Query) -> tuple[Hit, ...]:
    """Every place where the words stand, from top to bottom."""
    return tuple(
        Hit(owner, start, end) for owner, text in texts(brief) for start, end in query.ranges(text)
    )


def replaced(brief: Brief, chosen: Iterable[Hit], words: str) -> Edit:
    """The edit that puts ``words`` at these places; a title is not emptied by it."""
    by_owner: dict[str, list[Hit]] = {}
    for hit in chosen:
        by_owner.setdefault(hit.owner, []).append(hit)
    found = dict(texts(brief))
    steps = []
    for owner, own in by_owner.items():
        edit = _edit(brief, owner, _with(found[owner], own, words))
        if edit is not None:
            steps.append(edit)
    return steps[0] if len(steps) == 1 else Compound(tuple(steps))


def _with(text: str, own: Sequence[Hit], words: str) -> str:
    for hit in sorted(own, key=lambda h: h.start, reverse=True):
        text = text[: hit.start] + words + text[hit.end :]
    return text


def _edit(brief: Brief, owner: str, text: str) -> Edit | None:
    is_section = any(s.id == owner for s in brief.sections)
    if owner != TITLE and not is_section:
        return SetText(owner, text)
    if not text.strip():
        return None
    return RenameSection(owner, text) if is_section else SetTitle(text)
