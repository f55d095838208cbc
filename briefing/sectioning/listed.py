"""Sections from a contents list whose titles do not stand in the body.

A semi-Markov model in the manner of Bayesian text segmentation (Eisenstein and Barzilay, 2008)
and of semi-Markov conditional random fields (Sarawagi and Cohen, 2004): the body is cut into
contiguous segments, each title stands over at most one, and the best cut is searched for by what
each segment is worth under its title (``evidence``). The list's order is a prior that the
evidence can overrule: each place where the order is broken costs a little, and together they
never cost more than a fixed amount, for a list that is in no order at all.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.sectioning.evidence import Embed, Material
from briefing.sectioning.search import MOST_LABELS, Cut, Integers, Scores, best_labelled

_BREAK = 0.7
_NO_ORDER = 2.0
_PRESENT = 1.0  # what a segment must be worth: a title without text stays empty rather than filled
# Squared log of a segment's length to the mean length, both blurred by some paragraphs. The weight
# is less than textbooks ask for, because sections of news are uneven: one sentence is no odd one.
_LENGTH = 0.3
_SLACK = 3.0
_MOST_BOUNDARIES = 160
_NEVER = -1e9


def assign_to_titles(
    material: Material, titles: Sequence[str], embed: Embed | None
) -> list[list[int]]:
    """For each title, the indices of the paragraphs that belong under it, in the text's order.

    Every paragraph is under one title; a title may be left with none.
    """
    count = len(material.texts)
    found: list[list[int]] = [[] for _ in titles]
    if not titles or not count:
        return found
    fit, opens = material.fits(titles, embed)
    # Titles beyond what the search can tell apart stay empty: those that fit nowhere well.
    usable = np.sort(np.argsort(-fit.max(axis=0), kind="stable")[:MOST_LABELS])
    fit, opens = fit[:, usable], opens[:, usable]
    boundaries = _boundaries(material.openings + opens.max(axis=1), count)
    cut = _best_cut(_segment_scores(material, fit, opens, boundaries))
    for label, start, end in cut.segments:
        found[int(usable[label])].extend(range(int(boundaries[start]), int(boundaries[end])))
    return found


def _boundaries(worth: Scores, count: int) -> Integers:
    """The boundaries that are looked at: all of a short text, the likeliest of a long one.

    One in every stretch stays, wherever the likeliest are, so that no long stretch is without.
    """
    if count <= _MOST_BOUNDARIES:
        return np.arange(count + 1)
    likeliest = 1 + np.argsort(-worth[1:], kind="stable")[: _MOST_BOUNDARIES // 2]
    stretches = np.array_split(np.arange(1, count), _MOST_BOUNDARIES // 2)
    spread = [int(stretch[worth[stretch].argmax()]) for stretch in stretches]
    return np.unique(np.concatenate([[0, count], likeliest, spread]))


def _segment_scores(material: Material, fit: Scores, opens: Scores, boundaries: Integers) -> Scores:
    """What the stretch from boundary i to boundary j is worth under title k, as [i, j, k]."""
    count, labels = fit.shape
    sums = np.vstack([np.zeros(labels), np.cumsum(fit, axis=0)])[boundaries]
    lengths = np.maximum(boundaries[None, :] - boundaries[:, None], 1)
    uneven = (lengths + _SLACK) / (count / labels + _SLACK)
    together = material.cohesion(boundaries) - _LENGTH * np.log(uneven) ** 2 - _PRESENT
    scores: Scores = sums[None, :, :] - sums[:, None, :] + together[:, :, None]
    starts = boundaries[:-1]
    scores[:-1] += (opens[starts] + material.openings[starts][:, None])[:, None, :]
    scores[np.tril_indices(len(boundaries))] = _NEVER
    return scores


def _best_cut(scores: Scores) -> Cut:
    ordered = best_labelled(scores, break_cost=_BREAK)
    free = best_labelled(scores, break_cost=0.0)
    return free if free.score - _NO_ORDER > ordered.score else ordered
