"""What a person changed in a document elsewhere, as differences that can be taken over or left.

A difference names bullets and sections by id. A bullet that is new there has a key of its own,
``new1`` and so on, by which the order of the document is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from briefing.article import Span
from briefing.brief import Brief
from briefing.editing.edits import (
    AddBullet,
    Compound,
    Edit,
    MoveBullet,
    RemoveBullet,
    RenameSection,
    SetText,
    SetTitle,
    next_bullet_id,
)


@dataclass(frozen=True, slots=True)
class Reworded:
    """A bullet has other words."""

    bullet: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Added:
    """A bullet is new at ``place``; ``evidence`` is that of the one it was parted from, if any."""

    key: str
    place: str
    text: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """A bullet is not in the document any more."""

    bullet: str
    text: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A bullet stands elsewhere: at another ``place``, or in another order there."""

    bullet: str
    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A section has another title."""

    section: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Retitled:
    """The whole has another title."""

    old: str
    new: str


Difference = Reworded | Added | Gone | Moved | Renamed | Retitled


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment that somebody wrote on a bullet, by its id or its key."""

    bullet: str
    text: str


@dataclass(frozen=True, slots=True)
class Returned:
    """How a document differs from the brief that it was made from.

    ``order`` has for each place the ids and keys of its bullets as the document orders them.
    """

    differences: tuple[Difference, ...] = ()
    order: tuple[tuple[str, tuple[str, ...]], ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.differences or self.remarks)


def told_in_short(returned: Returned) -> str:
    """How many bullets were changed and how, in a few words; empty if nothing differs."""
    kinds = [type(d) for d in returned.differences]
    titles = kinds.count(Renamed) + kinds.count(Retitled)
    parts = [
        (kinds.count(Reworded), "bullet changed", "bullets changed"),
        (kinds.count(Added), "new", "new"),
        (kinds.count(Gone), "gone", "gone"),
        (kinds.count(Moved), "moved", "moved"),
        (titles, "title changed", "titles changed"),
    ]
    return ", ".join(f"{n} {one if n == 1 else many}" for n, one, many in parts if n)


def taken_over(
    brief: Brief, returned: Returned, accepted: Collection[Difference]
) -> tuple[Edit, tuple[str, ...]]:
    """One edit that takes the accepted differences over, and the ids of bullets with new words.

    What became pointless meanwhile, because a bullet or section is gone, is passed over.
    """
    steps: list[Edit] = []
    touched: list[str] = []
    known: dict[str, str] = {}
    for difference in _arranged(accepted):
        edit = _edit(brief, returned, difference, known)
        if edit is None:
            continue
        if isinstance(difference, Added):
            known[difference.key] = next_bullet_id(brief)
            touched.append(known[difference.key])
        elif isinstance(difference, Reworded):
            touched.append(difference.bullet)
        brief, _ = edit.apply(brief)
        steps.append(edit)
    return Compound(tuple(steps)), tuple(touched)


def _arranged(accepted: Iterable[Difference]) -> list[Difference]:
    """The differences so that each finds its place: moves and new ones stand behind the rest."""
    last = (Moved, Added)
    some = list(accepted)
    return [
        *(d for d in some if not isinstance(d, last)),
        *(d for d in some if isinstance(d, last)),
    ]


def _edit(
    brief: Brief, returned: Returned, difference: Difference, known: dict[str, str]
) -> Edit | None:
    bullets = {b.id for _, row in brief.places() for b in row}
    places = {place for place, _ in brief.places()}
    match difference:
        case Reworded(bullet=bullet, new=new) if bullet in bullets:
            return SetText(bullet, new)
        case Gone(bullet=bullet) if bullet in bullets:
            return RemoveBullet(bullet)
        case Moved(bullet=bullet, place=place) if bullet in bullets and place in places:
            return MoveBullet(bullet, place, _index(brief, returned, place, bullet, known))
        case Added(key=key, place=place, text=text, evidence=evidence) if place in places:
            index = _index(brief, returned, place, key, known)
            return AddBullet(place, index, text, evidence)
        case Renamed(section=section, new=new) if section in places:
            return RenameSection(section, new)
        case Retitled(new=new):
            return SetTitle(new)
        case _:
            return None


def _index(brief: Brief, returned: Returned, place: str, key: str, known: dict[str, str]) -> int:
    """Where in its place the bullet belongs: behind the nearest that stands before it there."""
    order = next((keys for there, keys in returned.order if there == place), ())
    present = [b.id for b in brief.bullets_at(place) if b.id != key]
    before = order[: order.index(key)] if key in order else order
    for other in reversed(before):
        bullet = known.get(other, other)
        if bullet in present:
            return present.index(bullet) + 1
    return 0
