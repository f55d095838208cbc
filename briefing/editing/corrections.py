"""Corrections of what was read: which paragraphs count, where they begin, and what they are.

The article's words never change: they are what every statement is held against. Each correction
takes along what rests on the article (see ``refitting``), and is taken back exactly, as far as
nothing else has changed the same thing meanwhile.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.article import Article, LeftOut, Paragraph, ParagraphKind, Row
from briefing.brief import Brief, Bullet, Section
from briefing.editing.edits import Edit
from briefing.editing.refitting import refitted
from briefing.errors import EditError
from briefing.gathering import prefix_of

BY_HAND = "by you"
"""The reason of a paragraph that the person left out."""

CORRECTED = "c"
"""What the ids of paragraphs begin with that a correction made; the brief's counter follows."""

DEEPEST_LEVEL = 6
"""The lowest heading."""


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Leave paragraphs out of the article."""

    paragraphs: tuple[str, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if none of them is in the article."""
        wanted = _kept(brief.article, self.paragraphs)
        return _mapped(brief, wanted, lambda p: Row(p, BY_HAND))


@dataclass(frozen=True, slots=True)
class PutBack:
    """Put paragraphs back that were left out."""

    paragraphs: tuple[str, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if none of them is left out."""
        left_out = {item.paragraph.id for item in brief.article.left_out}
        wanted = left_out.intersection(self.paragraphs)
        if not wanted:
            raise EditError("Nothing of this is left out; choose a passage that is.")
        return _mapped(brief, wanted, Row)


@dataclass(frozen=True, slots=True)
class SetKind:
    """Say what paragraphs are; ``level`` counts for headings alone, 1 is the highest."""

    paragraphs: tuple[str, ...]
    kind: ParagraphKind
    level: int = 1

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if none is in the article, or the level is none."""
        if not 1 <= self.level <= DEEPEST_LEVEL:
            raise EditError(f"A heading's level is a number from 1 to {DEEPEST_LEVEL}.")
        level = self.level if self.kind is ParagraphKind.HEADING else None
        wanted = _kept(brief.article, self.paragraphs)
        return _mapped(brief, wanted, lambda p: Row(replace(p, kind=self.kind, level=level)))


@dataclass(frozen=True, slots=True)
class Merge:
    """Make one paragraph of several that follow one another; of one, with the next.

    What was left out between them stands behind the whole. The first tells kind and page.
    """

    paragraphs: tuple[str, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if nothing follows, or something kept lies between."""
        article = brief.article
        wanted = _kept(article, self.paragraphs)
        numbers = [n for n, p in enumerate(article.paragraphs) if p.id in wanted]
        first, last = numbers[0], max(numbers[-1], numbers[0] + 1)
        if last >= len(article.paragraphs):
            raise EditError("No paragraph follows that this one could be merged with.")
        if len(numbers) > 1 and len(numbers) != last - first + 1:
            raise EditError("Only paragraphs that follow one another can be merged.")
        parts = article.paragraphs[first : last + 1]
        if prefix_of(parts[0].id) != prefix_of(parts[-1].id):
            raise EditError("The paragraphs are of two articles; merge those of one.")
        text = parts[0].text
        for part in parts[1:]:
            text = _put_together(text, part.text)
        whole = replace(parts[0], id=next_paragraph_id(brief, parts[0].id), text=text)
        gone = {p.id for p in parts}
        rows = [
            Row(whole) if row.paragraph.id == parts[0].id else row
            for row in article.rows
            if row.paragraph.id == parts[0].id or row.paragraph.id not in gone
        ]
        return _with_rows(replace(brief, next_id=brief.next_id + 1), rows)


@dataclass(frozen=True, slots=True)
class Split:
    """Make two paragraphs of one, the second beginning with the character number ``at``."""

    paragraph: str
    at: int

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such paragraph, or nothing on a side."""
        (wanted,) = _kept(brief.article, (self.paragraph,))
        old = brief.article.by_id[wanted]
        at = max(self.at, 0)
        texts = old.text[:at].rstrip(), old.text[at:].lstrip()
        if not all(texts):
            raise EditError("There is no text on one side; put the caret inside the paragraph.")
        parts = [
            Row(replace(old, id=next_paragraph_id(brief, wanted, n), text=text))
            for n, text in enumerate(texts)
        ]
        rows: list[Row] = []
        for row in brief.article.rows:
            rows.extend(parts if row.paragraph.id == wanted else [row])
        return _with_rows(replace(brief, next_id=brief.next_id + 2), rows)


# --- what takes corrections back -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Trace:
    """What a correction did to a brief: each thing as it was left, and as it had been.

    ``cut`` is there only where the sections themselves went or came; ``layout`` is all the
    sections without bullets; ``bullets`` are all, the untouched ones too, since taking back must
    not touch those either.
    """

    cut: tuple[tuple[Section, ...], tuple[Section, ...]] | None
    layout: tuple[tuple[Section, ...], tuple[Section, ...]]
    bullets: tuple[tuple[Bullet, Bullet], ...]

    @classmethod
    def between(cls, before: Brief, after: Brief) -> _Trace:
        if [s.id for s in before.sections] != [s.id for s in after.sections]:
            return cls((after.sections, before.sections), ((), ()), ())
        was = {b.id: b for _, bullets in before.places() for b in bullets}
        now = [b for _, bullets in after.places() for b in bullets]
        return cls(
            cut=None,
            layout=(_layout(after), _layout(before)),
            bullets=tuple((b, was[b.id]) for b in now),
        )


@dataclass(frozen=True, slots=True)
class RestoreRows:
    """Take a correction back: give the article the paragraphs that it had.

    What the correction changed in sections and bullets becomes what it was; what has changed
    otherwise since is fitted to the article like all else.
    """

    paragraphs: tuple[Paragraph, ...]
    left_out: tuple[LeftOut, ...]
    trace: _Trace

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Never fails."""
        article = replace(brief.article, paragraphs=self.paragraphs, left_out=self.left_out)
        new = self._restored(brief, refitted(brief, article))
        return new, _taking_back(brief, new)

    def _restored(self, present: Brief, new: Brief) -> Brief:
        if self.trace.cut is not None:
            left, had = self.trace.cut
            return replace(new, sections=had) if present.sections == left else new
        bullets = {pair[0].id: pair for pair in self.trace.bullets}
        here, (left, had) = _layout(present), self.trace.layout
        is_laid_out_so = [(s.id, s.paragraphs) for s in here] == [
            (s.id, s.paragraphs) for s in left
        ]
        before = {s.id: s for s in had} if is_laid_out_so else {}
        untouched = {s.id for s in here if s in left}
        now = {b.id: b for _, held in present.places() for b in held}

        def restored(bullet: Bullet) -> Bullet:
            was_left, was = bullets.get(bullet.id, (None, bullet))
            return was if now[bullet.id] == was_left else bullet

        def laid_out(section: Section) -> Section:
            if section.id not in before:
                return section
            if section.id in untouched:
                return replace(before[section.id], bullets=section.bullets)
            return section.with_paragraphs(before[section.id].paragraphs)

        return replace(
            new,
            key_points=tuple(restored(b) for b in new.key_points),
            sections=tuple(
                replace(laid_out(s), bullets=tuple(restored(b) for b in s.bullets))
                for s in new.sections
            ),
        )


def _layout(brief: Brief) -> tuple[Section, ...]:
    return tuple(replace(s, bullets=()) for s in brief.sections)


def _taking_back(before: Brief, after: Brief) -> RestoreRows:
    trace = _Trace.between(before, after)
    return RestoreRows(before.article.paragraphs, before.article.left_out, trace)


# --- helpers -------------------------------------------------------------------------------------


def next_paragraph_id(brief: Brief, paragraph: str, number: int = 0) -> str:
    """The id of a paragraph that the next correction makes of ``paragraph``.

    ``number`` counts them from 0.
    """
    return f"{prefix_of(paragraph)}{CORRECTED}{brief.next_id + number}"


def can_merge(article: Article, paragraphs: Sequence[str]) -> bool:
    """Whether these paragraphs can be made one, or the only one of them merged with the next."""
    wanted = set(paragraphs)
    numbers = [n for n, p in enumerate(article.paragraphs) if p.id in wanted]
    if len(numbers) == 1:
        numbers.append(numbers[0] + 1)
    if not numbers or numbers[-1] >= len(article.paragraphs):
        return False
    first, last = (prefix_of(article.paragraphs[n].id) for n in (numbers[0], numbers[-1]))
    return numbers[-1] - numbers[0] + 1 == len(numbers) and first == last


def _kept(article: Article, paragraphs: Iterable[str]) -> set[str]:
    wanted = article.by_id.keys() & set(paragraphs)
    if not wanted:
        raise EditError("The paragraph is no longer in the article; nothing was changed.")
    return wanted


def _mapped(
    brief: Brief, wanted: set[str], change: Callable[[Paragraph], Row]
) -> tuple[Brief, Edit]:
    rows = [change(r.paragraph) if r.paragraph.id in wanted else r for r in brief.article.rows]
    return _with_rows(brief, rows)


def _with_rows(brief: Brief, rows: Iterable[Row]) -> tuple[Brief, Edit]:
    """The brief on the corrected article, and the edit that takes the correction back."""
    article = brief.article.with_rows(rows)
    new = refitted(brief, article)
    if _headings(article) != _headings(brief.article) and _is_only_cut(brief):
        new = replace(new, sections=())  # the sections are found anew, below the right headings
    return new, _taking_back(brief, new)


def _headings(article: Article) -> list[tuple[str, int | None]]:
    return [(p.id, p.level) for p in article.paragraphs if p.kind is ParagraphKind.HEADING]


def _is_only_cut(brief: Brief) -> bool:
    """Whether the sections are as the program found them, and nothing is in them yet."""
    found = [f"s{number}" for number, _ in enumerate(brief.sections, 1)]
    return [s.id for s in brief.sections] == found and not any(
        s.bullets or s.condensed for s in brief.sections
    )


def _put_together(left: str, right: str) -> str:
    """Two texts as one, with a space between them where the script has spaces."""
    if not left or not right:
        return f"{left}{right}"
    wide = all(unicodedata.east_asian_width(c) in {"W", "F"} for c in (left[-1], right[0]))
    hyphenated = left[-1] == "-" and left[-2:-1].isalpha() and right[0].islower()
    return f"{left}{right}" if wide or hyphenated else f"{left} {right}"
