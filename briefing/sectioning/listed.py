"""Sections from a contents list whose titles do not stand in the body.

A semi-Markov conditional random field (Sarawagi and Cohen, 2004), in the manner of Bayesian text
segmentation (Eisenstein and Barzilay, 2008): the body is cut into contiguous segments, and each
title stands over at most one. The list's order is a prior that the evidence can overrule
(``orders``). The paragraphs go where they belong with the highest probability over all cuts and
orders, so that the expected number under a wrong title is the smallest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from briefing.sectioning.evidence import Embed, Material
from briefing.sectioning.matching import Matching, match
from briefing.sectioning.orders import label_probabilities
from briefing.sectioning.search import MOST_LABELS, Integers, Scores, best_labelled
from briefing.sectioning.weights import fitted, weighted

_SLACK = 3.0  # paragraphs: a section of one is no odd one
_MOST_BOUNDARIES = 160
_WORTH_ONE = 0.05  # paragraphs to be expected under a title, for it to get any
_DECIDING_WIDTH = 200
_SURE = 3.0  # times as probable as under any other title, or the person is told of that one
_NEVER = -1e9


@dataclass(slots=True)
class Assigned:
    """The indices of the paragraphs under one title, in the text's order.

    ``rival`` is the index of the title that they may well belong under instead, if there is one.
    """

    rows: list[int] = field(default_factory=list)
    rival: int | None = None


def assign_to_titles(
    material: Material, titles: Sequence[str], embed: Embed | None
) -> list[Assigned]:
    """For each title, the paragraphs that belong under it.

    Every paragraph is under one title; a title may be left with none.
    """
    count = len(material.texts)
    found = [Assigned() for _ in titles]
    if not titles or not count:
        return found
    weights = fitted().under_titles(float(material.words.mean()))
    matching = match(material, titles, embed)
    if len(titles) > MOST_LABELS:
        # Titles beyond what the search can tell apart stay empty: those that fit nowhere well.
        likeness = weighted(matching.fits, weights).max(axis=0)
        usable = np.sort(np.argsort(-likeness, kind="stable")[:MOST_LABELS])
        matching = match(material, [titles[index] for index in usable], embed)
    else:
        usable = np.arange(len(titles))
    worth = weighted(material.openings, weights) + weighted(matching.opens, weights).max(axis=1)
    boundaries = likely_boundaries(worth, count)
    scores = segment_scores(material, matching, boundaries, weights)
    probable = label_probabilities(scores)
    sizes = np.diff(boundaries)
    for label, start, end in most_expected(probable, sizes):
        chances = sizes[start:end] @ probable[start:end] / sizes[start:end].sum()
        others = np.delete(np.arange(len(chances)), label)
        rival = int(others[chances[others].argmax()]) if len(others) else label
        found[int(usable[label])] = Assigned(
            list(range(int(boundaries[start]), int(boundaries[end]))),
            int(usable[rival]) if chances[label] < _SURE * chances[rival] else None,
        )
    return found


def likely_boundaries(worth: Scores, count: int) -> Integers:
    """The boundaries that are looked at: all of a short text, the likeliest of a long one.

    One in every stretch stays, wherever the likeliest are, so that no long stretch is without.
    """
    if count <= _MOST_BOUNDARIES:
        return np.arange(count + 1)
    likeliest = 1 + np.argsort(-worth[1:], kind="stable")[: _MOST_BOUNDARIES // 2]
    stretches = np.array_split(np.arange(1, count), _MOST_BOUNDARIES // 2)
    spread = [int(stretch[worth[stretch].argmax()]) for stretch in stretches]
    return np.unique(np.concatenate([[0, count], likeliest, spread]))


def span_measures(
    material: Material, titles: int, starts: Integers, ends: Integers
) -> dict[str, Scores]:
    """What the stretches from each of ``starts`` to each of ``ends`` show of holding together.

    ``starts`` is a column, ``ends`` a row; the measures, the same under any title, are a grid.
    """
    lengths = np.maximum(ends - starts, 1)
    measures: dict[str, Scores] = {}
    for kind, (sums, own) in material.summed.items():
        products = sums[starts[:, 0]] @ sums[ends[0]].T
        measures[f"together_{kind}"] = (own[starts] + own[ends] - 2 * products) / lengths
    usual = len(material.texts) / titles
    odd = np.log((lengths + _SLACK) / (usual + _SLACK))
    measures["uneven"] = odd**2
    measures["uneven_long"] = np.maximum(odd, 0.0) ** 2
    measures["length"] = np.log(lengths / usual)
    measures["single"] = (lengths == 1).astype(float)
    measures["segment"] = np.ones(lengths.shape)
    return measures


def segment_scores(
    material: Material, matching: Matching, boundaries: Integers, weights: dict[str, float]
) -> Scores:
    """What the stretch from boundary i to boundary j is worth under title k, as [i, j, k]."""
    starts, ends = boundaries[:, None], boundaries[None, :]
    fit = weighted(matching.fits, weights)
    labels = fit.shape[1]
    sums = np.vstack([np.zeros(labels), np.cumsum(fit, axis=0)])[boundaries]
    together = weighted(span_measures(material, labels, starts, ends), weights)
    scores: Scores = sums[None, :, :] - sums[:, None, :] + together[:, :, None]
    scores += weights.get("density", 0.0) * matching.density(starts, ends)
    first = boundaries[:-1]
    opens = weighted(matching.opens, weights)[first]
    scores[:-1] += (opens + weighted(material.openings, weights)[first][:, None])[:, None, :]
    scores[np.tril_indices(len(boundaries))] = _NEVER
    return scores


def most_expected(probable: Scores, sizes: Integers) -> tuple[tuple[int, int, int], ...]:
    """Label, first and last boundary of each segment of the cut with most pieces right.

    ``probable`` has shape (pieces, labels), ``sizes`` counts the paragraphs of each piece.
    """
    pieces, labels = probable.shape
    above = np.vstack([np.zeros(labels), np.cumsum(probable * sizes[:, None], axis=0)])
    gains = above[None, :, :] - above[:, None, :] - _WORTH_ONE
    gains[np.tril_indices(pieces + 1)] = _NEVER
    return best_labelled(gains, break_cost=0.0, width=_DECIDING_WIDTH).segments
