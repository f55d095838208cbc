"""The body of a document: what the outline of a preset asks for, filled from the brief."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from unicodedata import east_asian_width

from briefing.brief import Brief, Bullet, Section, SectionOrigin, Verdict
from briefing.exporting.blocks import Blank, Block, BulletItem, Heading, Meta, Note, NoteKind
from briefing.exporting.note_tables import Number, note_table
from briefing.exporting.presets import OUTLINES, Slot
from briefing.exporting.sources import source_line, source_name
from briefing.exporting.text import cleaned, counted, said_iso_date
from briefing.gathering import prefix_of
from briefing.settings import DocumentOptions, Part

_LINE_CHARACTERS = 88
"""Characters of a line of the program's templates, when most words are of Latin letters."""

_LEAST_OF_ARTICLE = 3
"""Statements of an article of several that has no key point."""

_BELOW, _HEADING_LINES = 0.3, 2.2

_DOUBTS = {Verdict.CHECK: "To check", Verdict.UNSUPPORTED: "Not supported"}


def body(
    brief: Brief, shown: Brief, title: str, options: DocumentOptions, number: Number
) -> Iterator[Block]:
    """The blocks between the lines below the title and the evidence.

    ``shown`` is what ``statements_of`` gives for the brief; ``title`` is the document's. Evidence
    is numbered in the order of the statements.
    """
    outline = OUTLINES[options.preset]
    filled = _Filled(brief, shown, title, number)
    for slot in outline.slots:
        if slot.by_article and brief.article.members and slot.part in options.parts:
            yield from filled.by_article(with_sections=Part.SECTIONS in options.parts)
        else:
            blocks = list(filled.part(slot)) if slot.part in options.parts else []
            # What the article says of it does not answer what is asked of the person.
            blank = [Blank(slot.prompt)] if slot.prompt else []
            yield from _with_heading(slot, [*blocks, *blank])
    left = _count(brief.sections) - _count(shown.sections)
    if outline.most_lines is not None and left and Part.SECTIONS in options.parts:
        more = counted(left, "further statement is", "further statements are")
        yield Note(f"{more} in the full briefing.", NoteKind.SECTION)


def _count(sections: Iterable[Section]) -> int:
    return sum(len(section.bullets) for section in sections)


def statements_of(brief: Brief, options: DocumentOptions) -> Brief:
    """The brief with those statements alone that the document shows.

    Where the preset has room for some only, these are the key points, then the first statement of
    each section, then the second, and so on.
    """
    if Part.KEY_POINTS not in options.parts:
        brief = replace(brief, key_points=())
    if is_by_article(brief, options):
        return _by_article(brief, options)
    if Part.SECTIONS not in options.parts:
        return replace(brief, sections=tuple(replace(s, bullets=()) for s in brief.sections))
    most = OUTLINES[options.preset].most_lines
    return brief if most is None else _within(brief, most)


def is_by_article(brief: Brief, options: DocumentOptions) -> bool:
    """Whether the document goes through several articles, one after the other."""
    slots = OUTLINES[options.preset].slots
    return bool(brief.article.members) and any(slot.by_article for slot in slots)


def _by_article(brief: Brief, options: DocumentOptions) -> Brief:
    """All sections if they are asked for; else a few statements where there is no key point."""
    if Part.SECTIONS in options.parts:
        return brief
    told = {_article_of(bullet) for bullet in brief.key_points}
    left = {member.prefix: _LEAST_OF_ARTICLE for member in brief.article.members}
    sections = []
    for section in brief.sections:
        prefix = prefix_of(next(iter(section.paragraphs), ""))
        most = 0 if prefix in told else min(left.get(prefix, 0), 1)
        kept = section.bullets[:most]
        if kept:
            left[prefix] -= 1
        sections.append(replace(section, bullets=kept))
    return replace(brief, sections=tuple(sections))


def _article_of(bullet: Bullet) -> str | None:
    """The prefix of the article that a statement rests on, None without evidence."""
    return prefix_of(bullet.evidence[0].paragraph) if bullet.evidence else None


def _within(brief: Brief, most: float) -> Brief:
    left = most - sum(_lines(bullet.text) for bullet in brief.key_points)
    taken: dict[str, list[Bullet]] = {section.id: [] for section in brief.sections}
    full: set[str] = set()
    for rank in range(max((len(s.bullets) for s in brief.sections), default=0)):
        for section in brief.sections:
            if rank < len(section.bullets) and section.id not in full:
                needed = _lines(section.bullets[rank].text) + (0 if rank else _HEADING_LINES)
                if needed > left:
                    full.add(section.id)
                    continue
                left -= needed
                taken[section.id].append(section.bullets[rank])
    sections = (replace(s, bullets=tuple(taken[s.id])) for s in brief.sections)
    return replace(brief, sections=tuple(sections))


def _with_heading(slot: Slot, blocks: list[Block]) -> Iterator[Block]:
    if blocks:
        if slot.heading:
            yield Heading(slot.heading, 1, slot.part)
        yield from blocks


class _Filled:
    """What a brief gives for the parts of an outline; ``shown`` has what of it is to be seen."""

    def __init__(self, brief: Brief, shown: Brief, title: str, number: Number) -> None:
        self._brief = brief
        self._title = title
        self._shown = shown
        self._number = number

    def part(self, slot: Slot) -> Iterator[Block]:
        """The blocks of a part, without the heading above it."""
        match slot.part:
            case Part.KEY_POINTS:
                yield from self._bullets(self._shown.key_points)
            case Part.SECTIONS:
                yield from self._sections(1 if slot.within else 0)
            case Part():
                yield from note_table(self._brief.notes, slot.part, self._number)

    def by_article(self, *, with_sections: bool) -> Iterator[Block]:
        """Each article under its title, with its source and its statements."""
        points = self._shown.key_points
        yield from self._bullets(b for b in points if _article_of(b) is None)
        for member in self._brief.article.members:
            name = cleaned(member.details.title or "") or source_name(member.source)
            yield Heading(name, 1)
            if where := source_line(member.details):
                yield Meta("Source", where)
            if member.details.url:
                yield Meta("Address", cleaned(member.details.url))
            if member.accessed:
                yield Meta("Accessed", said_iso_date(cleaned(member.accessed)))
            yield from self._bullets(b for b in points if _article_of(b) == member.prefix)
            own = [
                index
                for index, section in enumerate(self._brief.sections)
                if prefix_of(next(iter(section.paragraphs), "")) == member.prefix
            ]
            if with_sections:
                yield from self._sections(1, own)
            else:
                for index in own:
                    yield from self._bullets(self._shown.sections[index].bullets)

    def _sections(self, below: int, only: Sequence[int] | None = None) -> Iterator[Block]:
        level = below
        sections = self._brief.sections
        for index in range(len(sections)) if only is None else only:
            section = sections[index]
            bullets = self._shown.sections[index].bullets
            deeper = any(s.bullets for s in _below(self._shown.sections, index))
            if section.bullets and not bullets and not deeper:
                continue  # there was no room for it
            level = min(max(section.level, 1) + below, level + 1)
            yield Heading(section_title(section, self._title), level, Part.SECTIONS, section.id)
            items = list(self._bullets(bullets))
            yield from items
            if not items and not _is_parent(sections, index):
                yield Note(_why_empty(section), NoteKind.SECTION)

    def _bullets(self, bullets: Iterable[Bullet]) -> Iterator[BulletItem]:
        for bullet in bullets:
            if text := cleaned(bullet.text):
                yield BulletItem(
                    text,
                    self._number(bullet.evidence),
                    _DOUBTS.get(bullet.verdict, ""),
                    "; ".join(reason for r in bullet.reasons if (reason := cleaned(r))),
                    bullet.id,
                )


def _below(sections: tuple[Section, ...], index: int) -> Iterator[Section]:
    """The sections inside the one at ``index``."""
    for section in sections[index + 1 :]:
        if section.level <= sections[index].level:
            return
        yield section


def _is_parent(sections: tuple[Section, ...], index: int) -> bool:
    """Whether a section has no text of its own, because its parts follow."""
    return not sections[index].paragraphs and next(_below(sections, index), None) is not None


def _why_empty(section: Section) -> str:
    if not section.paragraphs:
        return "Nothing in the article stands under this title."
    if section.condensed:
        return "No statement was taken from this section."
    return "This section has not been condensed."


def section_title(section: Section, document_title: str = "") -> str:
    """The title to show above a section."""
    title = cleaned(section.title)
    if section.origin is SectionOrigin.WHOLE and title in {"", document_title}:
        return "Summary"
    return title or "Untitled section"


def _lines(text: str) -> float:
    """The lines that a statement takes on a page, with what is left free below it."""
    width = sum(2 if east_asian_width(c) in "WF" else 1 for c in cleaned(text))
    return math.ceil(width / _LINE_CHARACTERS) + _BELOW
