"""The rows in which the briefing is shown: plain data, made anew from the document each time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from itertools import zip_longest
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from briefing.brief import KEY_POINTS, Bullet, BulletOrigin, Section, Verdict
from briefing.desktop.document import Document, SectionState
from briefing.desktop.length_gauge import minutes
from briefing.desktop.section_words import section_tip, stale_tip
from briefing.editing.edits import is_unchecked


class RowKind(Enum):
    """What a row shows."""

    TITLE = auto()
    HEAD = auto()
    BULLET = auto()
    HINT = auto()
    """What to do where there is no bullet."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the briefing.

    ``key`` is unique among the rows and stays the same as long as the row shows the same thing;
    for a bullet it is the bullet's id. ``place`` is where it belongs (a section's id, the key
    points, empty for the title). ``note`` is what is said beside or below the text. ``stale``
    marks the head of a section that can do with condensing: its paragraphs have changed since, or
    nothing was written for it yet. ``tip`` is what more is known of a section. ``limit`` is the
    most words that a bullet should have.
    """

    kind: RowKind
    key: str
    place: str
    text: str
    note: str = ""
    bullet: Bullet | None = None
    busy: bool = False
    stale: bool = False
    tip: str = ""
    limit: int = 0

    @property
    def is_editable(self) -> bool:
        """Whether a person can change the text."""
        if self.kind is RowKind.HEAD:
            return self.place != KEY_POINTS
        return self.kind is not RowKind.HINT

    @property
    def level(self) -> int:
        """How deep the bullet stands, as in ``Bullet``; 0 for what is no bullet."""
        return self.bullet.level if self.bullet is not None else 0

    @property
    def verdict(self) -> str:
        """The verdict's name, which is also its icon's and its colour's; empty if none is shown."""
        if self.bullet is None or not self.bullet.text.strip():
            return ""
        return "unchecked" if is_unchecked(self.bullet) else self.bullet.verdict.value


_NONE: Mapping[str, Row] = MappingProxyType({})


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("Rows", text)


def head_key(place: str) -> str:
    """The key of the row that heads a place."""
    return f"head:{place}"


def is_movable_head(row: Row) -> bool:
    """Whether the row heads a section; the key points always stand first."""
    return row.kind is RowKind.HEAD and row.place != KEY_POINTS


def rows_of(document: Document, known: Mapping[str, Row] = _NONE) -> list[Row]:
    """All rows of a document from top to bottom; none while it is empty.

    ``known`` are earlier rows of the same document and options by their keys; those that are
    still right are taken over, so that a keystroke costs little in a long briefing.
    """
    if document.is_empty:
        return []
    brief = document.brief
    rows = [Row(RowKind.TITLE, "title", "", brief.shown_title)]
    limit = document.options.key_points_words
    used = sum(word_count(b.text) for b in brief.key_points)
    note = tr("{used} of {limit} words").format(used=used, limit=limit) if used else ""
    rows.append(Row(RowKind.HEAD, head_key(KEY_POINTS), KEY_POINTS, tr("Key points"), note))
    is_done = not _is_at_work(document)
    rows += _body(document, KEY_POINTS, brief.key_points, known, is_done=is_done)
    for section, following in zip_longest(brief.sections, brief.sections[1:]):
        state = document.state_of(section)
        stale = document.is_outdated(section)
        tips = (stale_tip(section), section_tip(section)) if stale else (section_tip(section),)
        rows.append(
            Row(
                RowKind.HEAD,
                head_key(section.id),
                section.id,
                section.title,
                _state_note(section, state),
                busy=state is SectionState.WORKING,
                stale=stale,
                tip="\n".join(tips),
            )
        )
        if section.paragraphs or section.bullets:
            is_done = state in {SectionState.DONE, SectionState.LEFT}
            rows += _body(document, section.id, section.bullets, known, is_done=is_done)
        else:  # nothing is to come either
            text = _nothing_there(section, following)
            rows.append(Row(RowKind.HINT, f"hint:{section.id}", section.id, text))
    return rows


def _body(
    document: Document,
    place: str,
    bullets: tuple[Bullet, ...],
    known: Mapping[str, Row],
    *,
    is_done: bool,
) -> list[Row]:
    limit = _limit(document, place)
    if bullets:
        return [
            row
            if (row := known.get(b.id)) is not None
            and row.bullet is b
            and (row.place, row.limit) == (place, limit)
            else Row(RowKind.BULLET, b.id, place, b.text, bullet_note(b, limit), b, limit=limit)
            for b in bullets
        ]
    if is_done:
        text = tr("Nothing here yet. Click to write a bullet.")
    elif place == KEY_POINTS:
        text = tr("Chosen from the sections when all of them are done.")
    else:
        return []
    return [Row(RowKind.HINT, f"hint:{place}", place, text)]


def _limit(document: Document, place: str) -> int:
    """The most words of a bullet there."""
    wished = None if place == KEY_POINTS else document.brief.section(place).wishes.words
    return wished or document.options.words


def _is_at_work(document: Document) -> bool:
    at_work = {SectionState.WAITING, SectionState.WORKING}
    return not document.brief.sections or any(
        document.state_of(s) in at_work for s in document.brief.sections
    )


def _state_note(section: Section, state: SectionState) -> str:
    match state:
        case SectionState.WAITING:
            return tr("waiting")
        case SectionState.WORKING:
            return tr("condensing …")
        case _ if not section.paragraphs and not section.bullets:
            return tr("empty")
        case SectionState.LEFT:
            return tr("not condensed")
        case SectionState.DONE if section.is_stale:
            return tr("changed")
        case SectionState.DONE:
            number = len(section.bullets)
            return tr("1 bullet") if number == 1 else tr("{n} bullets").format(n=number)


def bullet_note(bullet: Bullet, limit: int) -> str:
    """What is to be said below a bullet: what the check found, and whether it is too long.

    That it is not checked yet is said only beside something else: while a person types, a line
    that comes and goes would make all below it jump. The mark and the status line say it always.
    """
    notes = []
    words = word_count(bullet.text)
    if words > limit:
        notes.append(tr("{words} words, limit {limit}").format(words=words, limit=limit))
    if is_unchecked(bullet):
        notes += [verdict_name(bullet)] if notes else []
    elif bullet.verdict is not Verdict.SUPPORTED and bullet.text.strip():
        notes.insert(0, ": ".join([verdict_name(bullet), "; ".join(bullet.reasons)]).strip(": "))
    return "  ·  ".join(notes)


def verdict_name(bullet: Bullet) -> str:
    """The verdict in a person's words."""
    if is_unchecked(bullet):
        return tr("Not checked yet")
    return {
        Verdict.SUPPORTED: tr("The article says this"),
        Verdict.CHECK: tr("Please check"),
        Verdict.UNSUPPORTED: tr("Not in the article"),
    }[bullet.verdict]


def origin_name(bullet: Bullet) -> str:
    """Who worded the bullet, in a person's words, and whether it is locked."""
    name = _worded_by(bullet)
    return tr("{name}; locked").format(name=name) if bullet.locked else name


def _worded_by(bullet: Bullet) -> str:
    match bullet.origin:
        case BulletOrigin.MODEL:
            return tr("Shortened by the language model")
        case BulletOrigin.EXTRACT:
            return tr("The article's own words")
        case BulletOrigin.HUMAN:
            return tr("Edited by you") if bullet.machine_text else tr("Written by you")


def _nothing_there(section: Section, following: Section | None) -> str:
    """What a section without any paragraph says, above the one that follows."""
    if following is not None and following.level > section.level:
        return tr("The text is in the sections below. Click to write a bullet.")
    return tr("Nothing in the article stands under this title. Click to write a bullet.")


def bullet_tip(bullet: Bullet) -> str:
    """All that is known of a bullet, a line each."""
    lines = [verdict_name(bullet)]
    if not is_unchecked(bullet):
        lines += [f"•  {reason}" for reason in bullet.reasons]
    words = word_count(bullet.text)
    if bullet.machine_text is not None:
        lines.append(tr("The program wrote: “{text}”").format(text=bullet.machine_text))
    lines += [origin_name(bullet), tr("1 word") if words == 1 else tr("{n} words").format(n=words)]
    return "\n".join(lines)


def counts_text(document: Document) -> str:
    """How long the briefing is, and how much of it needs a look."""
    bullets = [b for _, held in document.brief.places() for b in held if b.text.strip()]
    words = total_words(document)
    waiting = sum(is_unchecked(b) for b in bullets)
    doubtful = sum(b.verdict is not Verdict.SUPPORTED for b in bullets) - waiting
    number = len(bullets)
    parts = [tr("1 bullet") if number == 1 else tr("{n} bullets").format(n=number)]
    parts.append(tr("1 word") if words == 1 else tr("{n} words").format(n=words))
    if words:
        parts.append(tr("{n} min to read").format(n=minutes(words)))
    if doubtful:
        parts.append(tr("{n} to check").format(n=doubtful))
    if waiting:
        parts.append(tr("{n} not checked yet").format(n=waiting))
    changed = sum(s.is_stale and document.is_outdated(s) for s in document.brief.sections)
    if changed:
        one, many = tr("1 section has changed"), tr("{n} sections have changed")
        parts.append(one if changed == 1 else many.format(n=changed))
    return "  ·  ".join(parts)


def total_words(document: Document) -> int:
    """How many words all bullets have together."""
    return sum(word_count(b.text) for _, held in document.brief.places() for b in held)


@lru_cache(maxsize=16_384)
def word_count(text: str) -> int:
    """How many words a text has, as a person counts them: what spaces part."""
    return len(text.split())
