"""Where the topic changes in a text without headings.

A semi-Markov model (Sarawagi and Cohen, 2004) over gaps in meaning between neighbouring blocks
(Hearst, 1997, with sentence embeddings beside words), the wording of a paragraph's opening, and the
kernel change-point criterion within each part. Of all cuts the one is taken that puts the fewest
pairs of paragraphs wrongly together or wrongly apart, as far as can be expected (the loss of
Binder, 1978, over the model's probabilities), and not the single most probable one.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from briefing.sectioning.evidence import SHORT_STRETCH, Material
from briefing.sectioning.search import Integers, Scores, best_unlabelled
from briefing.sectioning.weights import fitted, weighted

_USUAL_WORDS = 450.0  # of a section: what a reader takes in before wanting a new heading
_SLACK_WORDS = 50.0
_FEWEST_WORDS = 45  # of a part: nineteen of twenty sections that a person made have more
_CLOSE_WORDS = 140.0  # of a section, on average, in a text of few sections
_FEW_PARTS = 8  # beyond so many, one more for each ``_USUAL_WORDS``
_DEAREST, _HALVINGS = 16.0, 7  # nats that a part may cost at most; steps in search of the cost
_FARTHEST_PAIR = 60
_WORTH_A_PART = 1e-6  # of two cuts that gain the same the one with fewer parts
_NEVER = -1e9


def cut_by_topic(material: Material) -> list[list[int]]:
    """The indices of the texts of each part, in order; one part if the topic does not change."""
    count = len(material.texts)
    if count < 2:
        return [list(range(count))]
    weights = fitted().without_list(float(material.words.mean()))
    worth = weighted(material.openings, weights)
    # No part is longer than that, so that time is in proportion to a text's length.
    band = np.full((min(count, SHORT_STRETCH), count), _NEVER)
    for row in range(len(band)):
        length = row + 1
        starts = np.arange(count - row)
        score = weighted(part_measures(material, starts, length), weights)
        band[row, : count - row] = score + worth[: count - row]
    gains = pair_gains(few_enough(band, _most_parts(float(material.words.sum()))))
    cuts = [0, *best_unlabelled(_without_crumbs(gains, material)), count]
    return [list(range(a, b)) for a, b in pairwise(cuts)]


def _most_parts(words: float) -> float:
    """How many parts an outline of a text of so many words can have."""
    return min(1.0 + words / _CLOSE_WORDS, _FEW_PARTS + words / _USUAL_WORDS)


def _without_crumbs(gains: Scores, material: Material) -> Scores:
    """The gains of ``pair_gains``, none for a stretch of too few words to have a title.

    The longest stretch from each text on stays, so that there is always a cut.
    """
    longest, count = gains.shape
    kept = gains.copy()
    for row in range(longest - 1):
        starts = np.arange(count - row)
        words = material.summed_words[starts + row + 1] - material.summed_words[starts]
        kept[row, starts[words < _FEWEST_WORDS]] = _NEVER
    return kept


def few_enough(band: Scores, most: float) -> Scores:
    """The probabilities of ``part_probabilities``, with no more than ``most`` parts expected.

    Sections of a short report are short. In a long one as many would be no outline, so there each
    part is charged the least cost that keeps them few.
    """
    probable = part_probabilities(band)
    if probable.sum() <= most:
        return probable
    low, high = 0.0, _DEAREST
    for _ in range(_HALVINGS):
        cost = (low + high) / 2
        if part_probabilities(band - cost).sum() > most:
            low = cost
        else:
            high = cost
    return part_probabilities(band - high)


def part_probabilities(band: Scores) -> Scores:
    """The probability of each stretch to be a part, over all cuts into any number of parts.

    ``band`` has shape (longest, texts); ``band[n - 1, i]`` is the log odds of a part of n texts
    from i on, very low where the text is shorter. The result has the same shape.
    """
    longest, count = band.shape
    ahead = np.full(count + 1, -np.inf)
    ahead[0] = 0.0
    for end in range(1, count + 1):
        lengths = np.arange(1, min(longest, end) + 1)
        ahead[end] = np.logaddexp.reduce(ahead[end - lengths] + band[lengths - 1, end - lengths])
    behind = np.full(count + 1, -np.inf)
    behind[count] = 0.0
    for start in reversed(range(count)):
        lengths = np.arange(1, min(longest, count - start) + 1)
        behind[start] = np.logaddexp.reduce(behind[start + lengths] + band[lengths - 1, start])
    probable = np.zeros_like(band)
    for row in range(longest):
        starts = np.arange(count - row)
        logs = ahead[starts] + band[row, starts] + behind[starts + row + 1] - ahead[count]
        probable[row, starts] = np.exp(np.minimum(logs, 0.0))
    return probable


def pair_gains(probable: Scores) -> Scores:
    """What each stretch gains as a part: its pairs' odds of being together less those of not.

    Pairs of texts farther apart than ``_FARTHEST_PAIR`` do not count. Shapes are as of
    ``part_probabilities``.
    """
    longest, count = probable.shape
    gains = np.full_like(probable, -_WORTH_A_PART)
    begun, ended = np.zeros(count + 1), np.zeros(count + 1)
    together: dict[int, Scores] = {}
    for apart in reversed(range(1, longest)):
        parts = probable[apart, : count - apart]
        begun[: count - apart] += parts  # those of more than ``apart`` texts
        ended[apart + 1 :] += parts
        if apart <= _FARTHEST_PAIR:
            chance = begun.cumsum()[: count - apart] - ended.cumsum()[apart:count]
            together[apart] = np.concatenate([[0.0], np.cumsum(2.0 * chance - 1.0)])
    for apart, sums in together.items():
        for row in range(apart, longest):
            starts = np.arange(count - row)
            gains[row, starts] += sums[starts + row + 1 - apart] - sums[starts]
    for row in range(longest):
        gains[row, count - row :] = _NEVER
    return gains


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
