"""What is different between two states of a briefing: by bullet, and by word in a bullet."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from briefing.brief import Brief, Bullet, BulletOrigin
from briefing.editing.edits import Edit

_WORD = re.compile(r"\s+|\w+(?:[’'-]\w+)*|.")


class Fate(StrEnum):
    """What has become of words or of a bullet."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are in both texts, or in one alone."""

    text: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class Change:
    """What has become of a bullet or title; ``where`` is its section's title, now or then."""

    fate: Fate
    owner: str
    where: str
    pieces: tuple[Piece, ...]


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Two texts woven into one, word by word: what has gone stands before what came for it."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    result: list[Piece] = []
    gone = came = ""
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = "".join(before[a:b])
        # A space alone between words that differ is no common ground.
        if kind == "equal" and (same.strip() or a == 0 or b == len(before)):
            result += [*_changed(gone, came), Piece(same, Fate.SAME)]
            gone = came = ""
        else:
            gone, came = gone + same, came + "".join(after[c:d])
    return (*result, *_changed(gone, came))


def _changed(gone: str, came: str) -> list[Piece]:
    both = (Piece(gone, Fate.GONE), Piece(came, Fate.NEW))
    return [piece for piece in both if piece.text]


def new_ranges(old: str, new: str) -> Iterator[tuple[int, int]]:
    """Where in ``new`` the words stand that ``old`` has not."""
    position = 0
    for piece in pieces(old, new):
        if piece.fate is Fate.GONE:
            continue
        end = position + len(piece.text)
        if piece.fate is Fate.NEW and piece.text.strip():
            yield position, end
        position = end


def changes(old: Brief, new: Brief) -> tuple[Change, ...]:
    """All that is different, in the order of ``new``; what has gone comes last."""
    was, now = _bullets(old), _bullets(new)
    result = list(_titles(old, new))
    stays = [b for b in was if b in now]
    order = {owner: n for n, owner in enumerate(stays)}
    unmoved = _longest_run([order[b] for b in now if b in order])
    for owner, (where, place, bullet) in now.items():
        if owner not in was:
            result.append(Change(Fate.NEW, owner, where, (Piece(bullet.text, Fate.NEW),)))
            continue
        _, old_place, before = was[owner]
        if before.text != bullet.text:
            woven = pieces(before.text, bullet.text)
            result.append(Change(Fate.CHANGED, owner, where, woven))
        elif old_place != place or order[owner] not in unmoved:
            result.append(Change(Fate.MOVED, owner, where, (Piece(bullet.text, Fate.SAME),)))
    for owner, (where, _, bullet) in was.items():
        if owner not in now:
            result.append(Change(Fate.GONE, owner, where, (Piece(bullet.text, Fate.GONE),)))
    return tuple(result)


def as_the_program_wrote(brief: Brief) -> Brief:
    """The brief with the program's wording wherever there is one, without what a person wrote."""

    def first(bullets: tuple[Bullet, ...]) -> tuple[Bullet, ...]:
        return tuple(
            replace(b, text=b.text if b.machine_text is None else b.machine_text)
            for b in bullets
            if b.machine_text is not None or b.origin is not BulletOrigin.HUMAN
        )

    for place, held in brief.places():
        brief = brief.with_bullets(place, first(held))
    return brief


@dataclass(frozen=True, slots=True)
class GoBack:
    """Make the briefing again what it was in another state."""

    brief: Brief

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Never fails; no id is given twice."""
        return replace(self.brief, next_id=max(brief.next_id, self.brief.next_id)), GoBack(brief)


def _bullets(brief: Brief) -> dict[str, tuple[str, str, Bullet]]:
    titles = {section.id: section.title for section in brief.sections}
    return {b.id: (titles.get(p, ""), p, b) for p, held in brief.places() for b in held}


def _titles(old: Brief, new: Brief) -> Iterator[Change]:
    if old.shown_title != new.shown_title:
        woven = pieces(old.shown_title, new.shown_title)
        yield Change(Fate.CHANGED, "title", "", woven)
    was = {s.id: s for s in old.sections}
    now = {s.id: s for s in new.sections}
    for section in new.sections:
        before = was.get(section.id)
        if before is None:
            title = (Piece(section.title, Fate.NEW),)
            yield Change(Fate.NEW, section.id, section.title, title)
        elif before.title != section.title:
            woven = pieces(before.title, section.title)
            yield Change(Fate.CHANGED, section.id, section.title, woven)
    for section in old.sections:
        if section.id not in now:
            title = (Piece(section.title, Fate.GONE),)
            yield Change(Fate.GONE, section.id, section.title, title)


def _longest_run(numbers: list[int]) -> set[int]:
    """A longest part of the numbers that rises: these have not moved, the others have.

    Patience sorting: ``tails[n]`` is the place of the least number that ends a run of n + 1.
    """
    tails: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(tails, number, key=lambda n: numbers[n])
        before.append(tails[length - 1] if length else -1)
        tails[length : length + 1] = [at]
    result, at = set(), tails[-1] if tails else -1
    while at >= 0:
        result.add(numbers[at])
        at = before[at]
    return result
