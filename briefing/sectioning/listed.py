"""Sections from a contents list whose titles do not stand in the body.

A semi-Markov conditional random field (Sarawagi and Cohen, 2004), in the manner of Bayesian text
segmentation (Eisenstein and Barzilay, 2008): the body is cut into contiguous segments, and each
title stands over at most one. The list's order is a prior that the evidence can overrule: each
place where the order is broken costs a little, and together they never cost more than a fixed
amount, for a list that is in no order at all. The best cut with that cost and the best one
without give the two orders that are weighed; the paragraphs then go where they belong with the
highest probability over both.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from briefing.sectioning.evidence import Embed, Material
from briefing.sectioning.matching import Matching, match
from briefing.sectioning.posterior import likeliest_cut, posterior
from briefing.sectioning.search import MOST_LABELS, Cut, Integers, Scores, best_labelled
from briefing.sectioning.weights import fitted, weighted

_BREAK = 1.5
_NO_ORDER = 2.0
_PRESENT = 2.0  # what a segment must be worth: a title without text stays empty, not filled
_SLACK = 3.0  # paragraphs: a section of one is no odd one
# The odds were fitted to a textbook's paragraphs. Of short ones the probabilities are trusted less,
# and the best single cut more: up to this much, for paragraphs of as few words. Both set by hand.
_SINGLE_BEST = 0.5
_FEW_WORDS = 30.0
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
    weights = fitted().listed
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
    few = min(1.0, _FEW_WORDS / float(material.words.mean()))
    cut = best_assignment(scores, np.diff(boundaries), single_best=_SINGLE_BEST * few**2)
    for label, start, end in cut:
        found[int(usable[label])].extend(range(int(boundaries[start]), int(boundaries[end])))
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
    """What the stretches from ``starts`` to ``ends`` show of holding together under any title."""
    lengths = np.maximum(ends - starts, 1)
    measures: dict[str, Scores] = {}
    for kind, (sums, own) in material.summed.items():
        products = _products(sums, starts, ends)
        measures[f"together_{kind}"] = (own[starts] + own[ends] - 2 * products) / lengths
    usual = len(material.texts) / titles
    measures["uneven"] = np.log((lengths + _SLACK) / (usual + _SLACK)) ** 2
    return measures


def _products(sums: Scores, starts: Integers, ends: Integers) -> Scores:
    """Inner products of the rows at ``starts`` with those at ``ends`` (which may be a grid)."""
    if starts.ndim == 2 and starts.shape[1] == 1:
        result: Scores = sums[starts[:, 0]] @ sums[ends[0]].T
        return result
    paired: Scores = np.einsum("ij,ij->i", sums[starts], sums[ends])
    return paired


def segment_scores(
    material: Material, matching: Matching, boundaries: Integers, weights: dict[str, float]
) -> Scores:
    """What the stretch from boundary i to boundary j is worth under title k, as [i, j, k]."""
    starts, ends = boundaries[:, None], boundaries[None, :]
    fit = weighted(matching.fits, weights)
    labels = fit.shape[1]
    sums = np.vstack([np.zeros(labels), np.cumsum(fit, axis=0)])[boundaries]
    together = weighted(span_measures(material, labels, starts, ends), weights) - _PRESENT
    scores: Scores = sums[None, :, :] - sums[:, None, :] + together[:, :, None]
    scores += weights.get("density", 0.0) * matching.density(starts, ends)
    first = boundaries[:-1]
    opens = weighted(matching.opens, weights)[first]
    scores[:-1] += (opens + weighted(material.openings, weights)[first][:, None])[:, None, :]
    scores[np.tril_indices(len(boundaries))] = _NEVER
    return scores


def best_assignment(
    scores: Scores, sizes: Integers, single_best: float
) -> tuple[tuple[int, int, int], ...]:
    """Label, first and last boundary of each segment of the assignment with most to expect.

    ``sizes`` counts the paragraphs between neighbouring boundaries. ``single_best`` is added to the
    probability of what the best single cut says.
    """
    cuts = _likely_orders(scores)
    labels = scores.shape[2]
    orders = [tuple(label for label, _, _ in cut.segments) for cut, _ in cuts]
    found = [posterior(scores[:, :, list(order)]) for order in orders]
    logs = np.array([p.total - cost for p, (_, cost) in zip(found, cuts, strict=True)])
    shares = np.exp(logs - logs.max())
    shares /= shares.sum()
    expected = np.zeros((len(sizes), labels))
    for order, share, one in zip(orders, shares, found, strict=True):
        expected[:, list(order)] += share * one.probable
    best = cuts[int(logs.argmax())][0]
    for label, start, end in best.segments:
        expected[start:end, label] += single_best
    expected *= sizes[:, None]
    tried = [likeliest_cut(expected[:, list(order)]) for order in orders]
    at = max(range(len(tried)), key=lambda index: tried[index][1])
    edges = [0, *tried[at][0], len(sizes)]
    return tuple(
        (label, start, end)
        for label, start, end in zip(orders[at], edges[:-1], edges[1:], strict=True)
    )


def _likely_orders(scores: Scores) -> list[tuple[Cut, float]]:
    """The best cut that minds the list's order and the best that does not, with their costs."""
    ordered = best_labelled(scores, break_cost=_BREAK)
    free = best_labelled(scores, break_cost=0.0)
    before = [-1, *(label for label, _, _ in ordered.segments)]
    breaks = sum(b != a + 1 for a, b in itertools.pairwise(before))
    if [s[0] for s in ordered.segments] == [s[0] for s in free.segments]:
        return [(free, 0.0)]
    return [(ordered, min(_BREAK * breaks, _NO_ORDER)), (free, _NO_ORDER)]
