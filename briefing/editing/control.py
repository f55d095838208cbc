"""A person's say over what the program writes: locks, wishes for a section, another wording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.brief import Brief, Bullet, Wishes
from briefing.editing.edits import Compound, Edit, ReplaceBullet
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

    The words are the program's, the choice is the person's: the bullet is locked by it.
    """

    bullet: str
    draft: Bullet

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such bullet."""
        return ReplaceBullet(replace(self.draft, id=self.bullet, locked=True)).apply(brief)


def _all(brief: Brief) -> Iterator[Bullet]:
    for _, bullets in brief.places():
        yield from bullets
