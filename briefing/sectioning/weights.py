"""What each measure of ``evidence`` and ``matching`` counts for, as fitted (``training/``)."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache

import numpy as np

from briefing.resources import resource
from briefing.sectioning.search import Scores

_USUAL_WORDS = 60.0
_FARTHEST = 1.5


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds in nats for one unit of each measure; a measure without one counts for nothing.

    The first number of each is for paragraphs of 60 words, the second what is added to it where
    they are twice as long and taken off where they are half as long: a short paragraph of a news
    report tells less by its meaning than a long one of a textbook.
    """

    listed: dict[str, tuple[float, float]]
    plain: dict[str, tuple[float, float]]

    def under_titles(self, words: float) -> dict[str, float]:
        """The weights for an article with a list, whose paragraphs have ``words`` as a mean."""
        return _at(self.listed, words)

    def without_list(self, words: float) -> dict[str, float]:
        """The weights for an article without a list."""
        return _at(self.plain, words)


def doublings(words: float) -> float:
    """How many times 60 words must be doubled to give ``words``, within what was fitted."""
    return float(np.clip(math.log2(max(words, 1.0) / _USUAL_WORDS), -_FARTHEST, _FARTHEST))


def _at(weights: dict[str, tuple[float, float]], words: float) -> dict[str, float]:
    far = doublings(words)
    return {name: usual + far * longer for name, (usual, longer) in weights.items()}


@cache
def fitted() -> Weights:
    """The weights that come with the program."""
    data = json.loads(resource("sectioning.json").read_text(encoding="utf-8"))
    return Weights(
        listed={name: (usual, longer) for name, (usual, longer) in data["listed"].items()},
        plain={name: (usual, longer) for name, (usual, longer) in data["plain"].items()},
    )


def weighted(measures: dict[str, Scores], weights: dict[str, float]) -> Scores:
    """The sum of measures of one shape, each by its weight."""
    total = np.zeros_like(next(iter(measures.values())), dtype=np.float64)
    for name, values in measures.items():
        weight = weights.get(name, 0.0)
        if weight:
            total += weight * values
    return total
