"""Edits of several bullets at once: deeper or less deep, taken out, moved, put in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.brief import DEEPEST, KEY_POINTS, Brief, Bullet
from briefing.editing.edits import Compound, Edit, MoveBullet, RemoveBullet, ReplaceBullet
from briefing.errors import EditError

_GONE = "The bullets are no longer in the briefing; nothing was changed."


@dataclass(frozen=True, slots=True)
class Indent:
    """Make bullets ``step`` levels deeper (1) or less deep (-1), as far as levels reach."""

    bullets: tuple[str, ...]
    step: int

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if none of the bullets is there."""
        found = in_order(brief, self.bullets)
        if not found:
            raise EditError(_GONE)
        first = {held[0].id for _, held in brief.places() if held}  # these have none above them
        wanted = [b for b in found if self.step < 0 or b.id not in first]
        changed = (replace(b, level=min(max(b.level + self.step, 0), DEEPEST)) for b in wanted)
        return Compound(tuple(ReplaceBullet(b) for b in changed)).apply(brief)


@dataclass(frozen=True, slots=True)
class PutIn:
    """Put drafts in at ``index`` of ``place``, with ids from the brief's counter on."""

    place: str
    index: int
    drafts: tuple[Bullet, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such place."""
        try:
            old = brief.bullets_at(self.place)
        except KeyError as error:
            raise EditError("The section is no longer in the briefing.") from error
        numbered, new = brief.numbered(self.drafts)
        index = min(max(self.index, 0), len(old))
        filled = numbered.with_bullets(self.place, (*old[:index], *new, *old[index:]))
        return filled, Compound(tuple(RemoveBullet(b.id) for b in reversed(new)))


@dataclass(frozen=True, slots=True)
class TakeOut:
    """Take several bullets out; those that are gone already do not matter."""

    bullets: tuple[str, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if none of the bullets is there."""
        found = in_order(brief, self.bullets)
        if not found:
            raise EditError(_GONE)
        return Compound(tuple(RemoveBullet(b.id) for b in reversed(found))).apply(brief)


def in_order(brief: Brief, ids: Sequence[str]) -> tuple[Bullet, ...]:
    """Those of the bullets that are in the brief, from top to bottom."""
    wanted = set(ids)
    return tuple(b for _, held in brief.places() for b in held if b.id in wanted)


def moved_to(brief: Brief, ids: Sequence[str], place: str, index: int) -> Edit:
    """The edit that puts bullets side by side at ``index`` of ``place``, in their order.

    ``index`` is counted with all bullets where they are. Raises KeyError without such a place.
    """
    wanted = set(ids)
    below = (b.id for b in brief.bullets_at(place)[max(index, 0) :] if b.id not in wanted)
    anchor = next(below, None)
    moves: list[Edit] = []
    for bullet in in_order(brief, ids):
        rest = [b.id for b in brief.bullets_at(place) if b.id != bullet.id]
        move = MoveBullet(bullet.id, place, len(rest) if anchor is None else rest.index(anchor))
        brief, _ = move.apply(brief)
        moves.append(move)
    return Compound(tuple(moves))


def moved_by(brief: Brief, ids: Sequence[str], step: int) -> Edit | None:
    """The edit that moves bullets together one up (-1) or down (1), also into another section.

    Those that lie apart come together. None if there is no way further.
    """
    found = in_order(brief, ids)
    if not found:
        return None
    place, index, _ = brief.find(found[0].id if step < 0 else found[-1].id)
    held = brief.bullets_at(place)
    # Down: over the next bullet, so before the one after that.
    target = index - 1 if step < 0 else index + 2
    if 0 <= target <= len(held):
        return moved_to(brief, ids, place, target)
    places = [KEY_POINTS, *(s.id for s in brief.sections)]
    other = places.index(place) + step
    if not 0 <= other < len(places):
        return None
    there = brief.bullets_at(places[other])
    return moved_to(brief, ids, places[other], 0 if step > 0 else len(there))
