"""Reversible edits of a brief: each makes a new brief, and the edit that takes it back.

Edits name bullets and sections by id, so that they stay valid when other edits come between.
Indexes that have become too large are clamped. The number for the next id never goes down, not
even when an edit is taken back: an id that was once used is never given again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from briefing.article import Span
from briefing.brief import (
    KEY_POINTS,
    Brief,
    Bullet,
    BulletOrigin,
    EngineNote,
    Section,
    Timings,
    Verdict,
)
from briefing.editing.filling import fill
from briefing.errors import EditError

NOT_CHECKED = "not checked yet"
"""The only reason of a bullet whose present words were not yet held against the article."""


class Edit(Protocol):
    """A change of a brief that can be taken back."""

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """The changed brief, and the edit that takes the change back. Raises EditError."""
        ...


def is_unchecked(bullet: Bullet) -> bool:
    """Whether the bullet's present words were not yet held against the article."""
    return bullet.reasons == (NOT_CHECKED,)


@dataclass(frozen=True, slots=True)
class SetText:
    """Give a bullet other words.

    A bullet of the machine becomes the person's and keeps what the machine wrote; given those
    words again, it is the machine's again. The verdict is open until the next check; the
    evidence stays as the best guess until then.
    """

    bullet: str
    text: str

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such bullet."""
        place, index, old = _find(brief, self.bullet)
        return _put(brief, place, index, _reworded(old, self.text)), ReplaceBullet(old)


@dataclass(frozen=True, slots=True)
class AddBullet:
    """Put a new bullet of the person's at ``index`` of ``place``.

    The new bullet's id is ``next_bullet_id`` of the brief that the edit is applied to.
    """

    place: str
    index: int
    text: str = ""
    evidence: tuple[Span, ...] = ()
    level: int = 0

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such place."""
        draft = Bullet(
            id="",
            text=self.text,
            evidence=self.evidence,
            reasons=(NOT_CHECKED,),
            level=self.level,
        )
        numbered, (bullet,) = brief.numbered([draft])
        return _insert(numbered, self.place, self.index, bullet), RemoveBullet(bullet.id)


@dataclass(frozen=True, slots=True)
class RemoveBullet:
    """Take a bullet out."""

    bullet: str

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such bullet."""
        place, index, bullet = _find(brief, self.bullet)
        rest = tuple(b for b in brief.bullets_at(place) if b.id != self.bullet)
        return brief.with_bullets(place, rest), InsertBullet(place, index, bullet)


@dataclass(frozen=True, slots=True)
class MoveBullet:
    """Put a bullet at ``index`` of ``place``, counted after it was taken from where it was."""

    bullet: str
    place: str
    index: int

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such bullet or place."""
        place, index, bullet = _find(brief, self.bullet)
        _bullets_at(brief, self.place)
        rest = tuple(b for b in brief.bullets_at(place) if b.id != self.bullet)
        moved = _insert(brief.with_bullets(place, rest), self.place, self.index, bullet)
        return moved, MoveBullet(self.bullet, place, index)


@dataclass(frozen=True, slots=True)
class RenameSection:
    """Give a section another title."""

    section: str
    title: str

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such section."""
        old = _section(brief, self.section)
        renamed = brief.with_section(replace(old, title=self.title))
        return renamed, RenameSection(self.section, old.title)


@dataclass(frozen=True, slots=True)
class SetTitle:
    """Give the briefing another title; None stands for the article's own."""

    title: str | None

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Never fails."""
        return replace(brief, title=self.title), SetTitle(brief.title)


@dataclass(frozen=True, slots=True)
class SetChecked:
    """Note what the checker said of a bullet's words ``text``."""

    bullet: str
    text: str
    verdict: Verdict
    score: float
    reasons: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if the bullet is gone or has other words by now."""
        place, index, old = _find(brief, self.bullet)
        if old.text != self.text:
            raise EditError("The bullet has changed since it was checked; check it again.")
        new = replace(
            old,
            verdict=self.verdict,
            score=self.score,
            reasons=self.reasons,
            evidence=self.evidence,
        )
        return _put(brief, place, index, new), ReplaceBullet(old)


@dataclass(frozen=True, slots=True)
class SetSections:
    """Take the cut of the article that the machine found, before anything was condensed."""

    sections: tuple[Section, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if a present section has bullets that would be lost."""
        if any(section.bullets for section in brief.sections):
            raise EditError("The sections have bullets already; remove those first.")
        next_id = max(brief.next_id, len(self.sections) + 1)
        new = replace(brief, sections=self.sections, next_id=next_id)
        return new, SetSections(brief.sections)


@dataclass(frozen=True, slots=True)
class FillSection:
    """Put the machine's drafts into a section, in place of what the machine wrote before.

    Every bullet that a person wrote, edited or moved there is kept unchanged, in its place.
    ``made_from`` is which paragraphs the drafts were made of, None for those that the section has
    now: a person may have changed the section meanwhile.
    """

    section: str
    drafts: tuple[Bullet, ...]
    made_from: tuple[str, ...] | None = None

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such section."""
        old = _section(brief, self.section)
        numbered, bullets = fill(brief, old.bullets, self.drafts, section=old)
        stale = self.made_from is not None and self.made_from != old.paragraphs
        new = numbered.with_section(
            replace(
                old,
                bullets=bullets,
                condensed=True,
                condensed_from=self.made_from if stale else None,
            )
        )
        return new, RestorePlace(
            self.section, old.bullets, condensed=old.condensed, condensed_from=old.condensed_from
        )


@dataclass(frozen=True, slots=True)
class FillKeyPoints:
    """Put the machine's key points in place of those that it wrote before; as ``FillSection``."""

    drafts: tuple[Bullet, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Never fails."""
        numbered, bullets = fill(brief, brief.key_points, self.drafts, section=None)
        return replace(numbered, key_points=bullets), RestorePlace(KEY_POINTS, brief.key_points)


@dataclass(frozen=True, slots=True)
class NoteEngine:
    """Note which model wrote the bullets, and how long it took."""

    engine: EngineNote
    timings: Timings = field(default_factory=Timings)

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Never fails."""
        noted = replace(brief, engine=self.engine, timings=self.timings)
        return noted, NoteEngine(brief.engine, brief.timings)


@dataclass(frozen=True, slots=True)
class Compound:
    """Several edits as one: all of them, or none if one does not fit."""

    edits: tuple[Edit, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if one of the edits does not fit."""
        inverses: list[Edit] = []
        for edit in self.edits:
            brief, inverse = edit.apply(brief)
            inverses.insert(0, inverse)
        return brief, Compound(tuple(inverses))


# --- what takes edits back -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class InsertBullet:
    """Put back a bullet with the id that it had."""

    place: str
    index: int
    bullet: Bullet

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if the place is gone or the bullet is there already."""
        if any(self.bullet.id == b.id for _, bullets in brief.places() for b in bullets):
            raise EditError("The bullet is in the briefing already; nothing was changed.")
        return _insert(brief, self.place, self.index, self.bullet), RemoveBullet(self.bullet.id)


@dataclass(frozen=True, slots=True)
class ReplaceBullet:
    """Put a bullet in place of the one with the same id, wherever that is."""

    bullet: Bullet

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such bullet."""
        place, index, old = _find(brief, self.bullet.id)
        return _put(brief, place, index, self.bullet), ReplaceBullet(old)


@dataclass(frozen=True, slots=True)
class RestorePlace:
    """Put back all bullets of a place.

    ``condensed`` and ``condensed_from`` are left alone where ``condensed`` is None.
    """

    place: str
    bullets: tuple[Bullet, ...]
    condensed: bool | None = None
    condensed_from: tuple[str, ...] | None = None

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if the place is gone or a bullet is elsewhere by now."""
        old = _bullets_at(brief, self.place)
        elsewhere = {b.id for place, bs in brief.places() if place != self.place for b in bs}
        if any(b.id in elsewhere for b in self.bullets):
            raise EditError("A bullet is in another section by now; nothing was changed.")
        new = brief.with_bullets(self.place, self.bullets)
        if self.condensed is None:
            return new, RestorePlace(self.place, old)
        was = brief.section(self.place)
        new = new.with_section(
            replace(
                new.section(self.place),
                condensed=self.condensed,
                condensed_from=self.condensed_from,
            )
        )
        return new, RestorePlace(
            self.place, old, condensed=was.condensed, condensed_from=was.condensed_from
        )


# --- helpers -------------------------------------------------------------------------------------


def next_bullet_id(brief: Brief) -> str:
    """The id that the next new bullet of the brief will have."""
    return f"b{brief.next_id}"


def _find(brief: Brief, bullet: str) -> tuple[str, int, Bullet]:
    try:
        return brief.find(bullet)
    except KeyError as error:
        raise EditError("The bullet is no longer in the briefing; nothing was changed.") from error


def _section(brief: Brief, section: str) -> Section:
    try:
        return brief.section(section)
    except KeyError as error:
        raise EditError("The section is no longer in the briefing; nothing was changed.") from error


def _bullets_at(brief: Brief, place: str) -> tuple[Bullet, ...]:
    return brief.key_points if place == KEY_POINTS else _section(brief, place).bullets


def _insert(brief: Brief, place: str, index: int, bullet: Bullet) -> Brief:
    bullets = _bullets_at(brief, place)
    index = min(max(index, 0), len(bullets))
    return brief.with_bullets(place, (*bullets[:index], bullet, *bullets[index:]))


def _put(brief: Brief, place: str, index: int, bullet: Bullet) -> Brief:
    bullets = brief.bullets_at(place)
    return brief.with_bullets(place, (*bullets[:index], bullet, *bullets[index + 1 :]))


def _reworded(old: Bullet, text: str) -> Bullet:
    if text == old.text:
        return old
    new = replace(old, text=text, verdict=Verdict.CHECK, score=0.0, reasons=(NOT_CHECKED,))
    if old.origin is not BulletOrigin.HUMAN:
        return replace(
            new,
            origin=BulletOrigin.HUMAN,
            machine_text=old.text,
            machine_origin=old.origin,
        )
    if text == old.machine_text and old.machine_origin is not None:
        return replace(new, origin=old.machine_origin, machine_text=None, machine_origin=None)
    return new
