"""Where the topic changes in a text without headings.

The cut is the exact best one of a semi-Markov model (Sarawagi and Cohen, 2004) over gaps in
meaning between neighbouring blocks (Hearst, 1997, with sentence embeddings beside words), the
wording of a paragraph's opening, and the kernel change-point criterion within each part.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from briefing.sectioning.evidence import SHORT_STRETCH, Material
from briefing.sectioning.search import Integers, Scores, best_unlabelled
from briefing.sectioning.weights import fitted, weighted

_USUAL_WORDS = 450.0  # of a section: what a reader takes in before wanting a new heading
_SLACK_WORDS = 50.0
_NEVER = -1e9


def cut_by_topic(material: Material) -> list[list[int]]:
    """The indices of the texts of each part, in order; one part if the topic does not change."""
    count = len(material.texts)
    if count < 2:
        return [list(range(count))]
    weights = fitted().plain
    worth = weighted(material.openings, weights)
    # No part is longer than that, so that time is in proportion to a text's length.
    band = np.full((min(count, SHORT_STRETCH), count), _NEVER)
    for row in range(len(band)):
        length = row + 1
        starts = np.arange(count - row)
        score = weighted(part_measures(material, starts, length), weights)
        band[row, : count - row] = score + worth[: count - row]
    cuts = [0, *best_unlabelled(band), count]
    return [list(range(a, b)) for a, b in pairwise(cuts)]


def part_measures(material: Material, starts: Integers, length: int) -> dict[str, Scores]:
    """What the parts of ``length`` texts from ``starts`` on show of being one section."""
    measures = {
        f"together_{kind}": material.held(kind, starts, length) / length for kind in material.summed
    }
    words = material.summed_words[starts + length] - material.summed_words[starts]
    uneven = np.log((words + _SLACK_WORDS) / _USUAL_WORDS)
    measures["uneven"] = uneven**2
    measures["long"] = uneven
    measures["single"] = np.full(len(starts), float(length == 1))
    measures["part"] = np.ones(len(starts))
    return measures
