"""The score of a statement: how likely it is that its source says it, from what each check knows.

A logistic regression over a few measures that only ever count in one direction, so that none of
them can be turned round by texts of another kind. Its numbers (``resources/verifier.json``) are
described in ``training/verifier.md``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefing.checking.doubts import Kind
from briefing.resources import resource

MEASURES = ("pairs", "words", "likeness", "verifier")
"""What is measured of each sentence; without the embedding model only the first two are."""

_STEEPEST = 6.0
"""Logits beyond this say no more: the verifier was never asked about surer things."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What is known of one sentence of a statement, beside the doubts.

    ``pairs`` is the share of its neighbouring words that stand so in the article, ``words`` that
    of its words which the evidence has, ``likeness`` that to the nearest sentence, each from 0 to
    1; ``verifier`` is the verifier's logit. The last two are None without an embedding model.
    """

    pairs: float
    words: float
    likeness: float | None = None
    verifier: float | None = None

    @property
    def values(self) -> tuple[float, ...]:
        """The measures that there are, in the order of ``MEASURES``."""
        if self.likeness is None or self.verifier is None:
            return self.pairs, self.words
        held = max(-_STEEPEST, min(_STEEPEST, self.verifier))
        return self.pairs, self.words, self.likeness, held


@dataclass(frozen=True)
class Scale:
    """What each measure and each kind of doubt counts for, in logits, and where a verdict turns.

    ``trusted`` is the score from which on a statement without doubts is called supported;
    ``wrong_word`` the logit from which on the verifier's mark on a word is shown.
    """

    start: float
    measures: tuple[float, ...]
    doubts: dict[str, float]
    trusted: float
    wrong_word: float

    def score(self, measures: Measures, doubted: Collection[Kind]) -> float:
        """How likely it is that the source says the sentence, 0 to 1."""
        pairs = zip(self.measures, measures.values, strict=True)
        logit = self.start + sum(weight * value for weight, value in pairs)
        logit -= sum(self.doubts.get(kind, 0.0) for kind in doubted)
        return 1 / (1 + math.exp(-logit))


@lru_cache(maxsize=2)
def load_scale(name: str) -> Scale:
    """The scale ``"full"`` for all measures, or ``"plain"`` for those without a model."""
    kept: dict[str, Any] = json.loads(resource("verifier.json").read_text("utf-8"))[name]
    return Scale(
        start=kept["start"],
        measures=tuple(kept["measures"].values()),
        doubts=kept["doubts"],
        trusted=kept["trusted"],
        wrong_word=kept["wrong_word"],
    )
