"""What may stand in a bullet's stead: its sentence in other words, or another statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.brief import Bullet, Verdict
from briefing.checking.source import SourceSentence
from briefing.checking.trees import word_count
from briefing.condensing.statements import CAPTION, FRAGMENT
from briefing.condensing.wording import Prepared, Wording, weight

MOST_OTHERS = 5
"""Other statements of a section that are offered."""

_MOST_WORDINGS = 6
"""Wordings of one sentence that are offered."""

_LEAST = 0.3
"""A wording that keeps less than this share of the sentence's substance is not offered."""


@dataclass(frozen=True, slots=True)
class Offers:
    """Drafts for a person to choose from: other ``wordings``, and ``others`` that say else.

    Wordings stand by their length, the longest first, ``others`` by their worth.
    """

    wordings: tuple[Bullet, ...] = ()
    others: tuple[Bullet, ...] = ()

    @classmethod
    def of(cls, bullet: Bullet, wordings: Iterable[Bullet], others: Iterable[Bullet]) -> Offers:
        """Those drafts that the article says and that are not what the bullet says already."""
        sorted_ = sorted(wordings, key=lambda b: -word_count(b.text))
        return cls(_told_apart(sorted_, bullet), _told_apart(others, bullet))


def carries(bullet: Bullet, sentence: SourceSentence) -> bool:
    """Whether the bullet rests on the sentence, beyond a name that it took from there.

    Its own sentence comes first in a bullet's evidence; of others it has half at least.
    """
    own = sentence.span
    for number, span in enumerate(bullet.evidence):
        if span.paragraph != own.paragraph:
            continue
        shared = min(span.end, own.end) - max(span.start, own.start)
        if shared > 0 and (number == 0 or 2 * shared >= own.end - own.start):
            return True
    return False


def is_statement(prepared: Prepared) -> bool:
    """Whether a sentence says something at all, if not by itself: no caption, no fragment."""
    return not {FRAGMENT, CAPTION} & set(prepared.problems)


def varied(prepared: Prepared, row: Sequence[Wording]) -> list[Wording]:
    """The wordings that keep most at each length, spread from the longest to the shortest."""
    best: dict[int, Wording] = {}
    for wording in row:
        known = best.get(wording.words)
        if weight(prepared, wording.kept) < _LEAST:
            continue
        if known is None or weight(prepared, wording.kept) > weight(prepared, known.kept):
            best[wording.words] = wording
    ordered = [best[words] for words in sorted(best, reverse=True)]
    if len(ordered) <= _MOST_WORDINGS:
        return ordered
    step = (len(ordered) - 1) / (_MOST_WORDINGS - 1)
    return [ordered[round(n * step)] for n in range(_MOST_WORDINGS)]


def _told_apart(drafts: Iterable[Bullet], bullet: Bullet) -> tuple[Bullet, ...]:
    """The drafts that the article says and that are not what the bullet says already, each once."""
    found: dict[str, Bullet] = {}
    for draft in drafts:
        if draft.text != bullet.text and draft.verdict is not Verdict.UNSUPPORTED:
            found.setdefault(draft.text, draft)
    return tuple(found.values())
