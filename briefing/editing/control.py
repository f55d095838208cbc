"""A person's say over what the program writes: locks, wishes for a section, another wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.brief import Brief, Bullet, BulletOrigin, Verdict, Wishes
from briefing.editing.edits import (
    NOT_CHECKED,
    Compound,
    Edit,
    InsertBullet,
    RemoveBullet,
    ReplaceBullet,
)
from briefing.errors import EditError


@dataclass(frozen=True, slots=True)
class SetLocked:
    """Lock bullets, so that the program leaves them as they are, or unlock them."""

    bullets: tuple[str, ...]
    locked: bool

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if none of the bullets is there."""
        found = [b for b in _all(brief) if b.id in self.bullets]
        if not found:
            raise EditError("The bullet is no longer in the briefing; nothing was changed.")
        changed = (replace(b, locked=self.locked) for b in found if b.locked is not self.locked)
        return Compound(tuple(ReplaceBullet(b) for b in changed)).apply(brief)


@dataclass(frozen=True, slots=True)
class SetWishes:
    """Say what a section is to have otherwise than all, from the next condensing on."""

    section: str
    wishes: Wishes

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such section."""
        try:
            old = brief.section(self.section)
        except KeyError as error:
            raise EditError("The section is no longer in the briefing.") from error
        wished = brief.with_section(replace(old, wishes=self.wishes))
        return wished, SetWishes(self.section, old.wishes)


@dataclass(frozen=True, slots=True)
class TakeOffer:
    """Give a bullet what the program offers in its stead: another wording, or another statement.

    The words are the program's, the choice is the person's: the bullet is locked by it. What the
    program wrote first is kept, as it is when a person edits, so that it can be brought back.
    """

    bullet: str
    draft: Bullet

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such bullet."""
        old = _find(brief, self.bullet)
        first, origin = old.machine_text, old.machine_origin
        if first is None and old.origin is not BulletOrigin.HUMAN:
            first, origin = old.text, old.origin
        if first == self.draft.text:
            first = origin = None
        taken = replace(
            self.draft,
            id=old.id,
            locked=True,
            level=old.level,
            machine_text=first,
            machine_origin=origin,
        )
        return ReplaceBullet(taken).apply(brief)


@dataclass(frozen=True, slots=True)
class PutInstead:
    """Put drafts in the place of bullets, where the first of these is: two for one, one for two.

    The first draft takes the first bullet's id; all are locked, since a person wanted them so.
    """

    bullets: tuple[str, ...]
    drafts: tuple[Bullet, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if one of the bullets is gone."""
        first, *rest = self.bullets
        old = _find(brief, first)
        place, index, _ = brief.find(first)
        drafts = [replace(d, id=old.id, locked=True, level=old.level) for d in self.drafts]
        numbered, new = brief.numbered(drafts[1:])
        steps: list[Edit] = [ReplaceBullet(drafts[0])]
        steps += [RemoveBullet(bullet) for bullet in rest]
        steps += [InsertBullet(place, index + n, bullet) for n, bullet in enumerate(new, 1)]
        return Compound(tuple(steps)).apply(numbered)


@dataclass(frozen=True, slots=True)
class BringBack:
    """Give a bullet again what the program wrote first; its verdict is open until it is checked."""

    bullet: str

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such bullet or nothing to bring back."""
        old = _find(brief, self.bullet)
        if old.machine_text is None or old.machine_origin is None:
            raise EditError("The bullet has no earlier wording of the program's.")
        first = replace(
            old,
            text=old.machine_text,
            origin=old.machine_origin,
            machine_text=None,
            machine_origin=None,
            verdict=Verdict.CHECK,
            score=0.0,
            reasons=(NOT_CHECKED,),
        )
        return ReplaceBullet(first).apply(brief)


def _find(brief: Brief, bullet: str) -> Bullet:
    try:
        return brief.find(bullet)[2]
    except KeyError as error:
        raise EditError("The bullet is no longer in the briefing; nothing was changed.") from error


def _all(brief: Brief) -> Iterator[Bullet]:
    for _, bullets in brief.places():
        yield from bullets
