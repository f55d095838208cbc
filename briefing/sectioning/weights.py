"""What each measure of ``evidence`` and ``matching`` counts for, as fitted (``training/``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np

from briefing.resources import resource
from briefing.sectioning.search import Scores


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds in nats for one unit of each measure; a measure without one counts for nothing."""

    listed: dict[str, float]
    plain: dict[str, float]


@cache
def fitted() -> Weights:
    """The weights that come with the program."""
    data = json.loads(resource("sectioning.json").read_text(encoding="utf-8"))
    return Weights(listed=data["listed"], plain=data["plain"])


def weighted(measures: dict[str, Scores], weights: dict[str, float]) -> Scores:
    """The sum of measures of one shape, each by its weight."""
    total = np.zeros_like(next(iter(measures.values())), dtype=np.float64)
    for name, values in measures.items():
        weight = weights.get(name, 0.0)
        if weight:
            total += weight * values
    return total
