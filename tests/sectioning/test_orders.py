"""How probable each title is agrees with counting every cut in every order."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, permutations

import numpy as np
import pytest

from briefing.sectioning.orders import (
    ABSENT,
    ANY_ORDER,
    AS_LISTED,
    MOST_SETS,
    ONE_ELSEWHERE,
    PRESENT,
    label_probabilities,
    one_elsewhere,
)
from briefing.sectioning.search import Scores


def scores_of(seed: int, boundaries: int, labels: int) -> Scores:
    scores = np.random.default_rng(seed).normal(size=(boundaries, boundaries, labels))
    scores[np.tril_indices(boundaries)] = -1e9
    return scores


def readings(labels: int) -> Iterator[tuple[tuple[int, ...], float]]:
    """Every order of every set of labels, and its prior probability."""
    listed = tuple(range(labels))
    moved = one_elsewhere(labels)
    for used in range(1, labels + 1):
        present = math.exp(used * PRESENT + (labels - used) * ABSENT)
        for order in permutations(listed, used):
            prior = ANY_ORDER / math.factorial(used)
            prior += AS_LISTED * (order == tuple(sorted(order)))
            left = [tuple(label for label in whole if label in order) for whole in moved]
            prior += ONE_ELSEWHERE * left.count(order) / len(moved)
            yield order, prior * present


def counted(scores: Scores) -> Scores:
    last, labels = scores.shape[0] - 1, scores.shape[2]
    probable = np.zeros((last, labels))
    for order, prior in readings(labels):
        for inner in combinations(range(1, last), len(order) - 1):
            edges = (0, *inner, last)
            stretches = list(zip(order, edges, edges[1:], strict=False))
            odds = prior * math.exp(sum(scores[a, b, label] for label, a, b in stretches))
            for label, start, end in stretches:
                probable[start:end, label] += odds
    shares: Scores = probable / probable.sum(axis=1, keepdims=True)
    return shares


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("labels", [2, 3, 4])
def test_the_probabilities_are_those_of_all_cuts_in_all_orders(seed: int, labels: int) -> None:
    scores = scores_of(seed, 6, labels)
    assert label_probabilities(scores) == pytest.approx(counted(scores), abs=1e-6)


def test_a_single_title_stands_over_everything() -> None:
    assert label_probabilities(scores_of(1, 5, 1)) == pytest.approx(np.ones((4, 1)))


def test_without_evidence_the_lists_order_is_what_is_probable() -> None:
    probable = label_probabilities(
        scores_of(0, 9, 3) * 0.0 + np.tril(np.full((9, 9), -1e9))[..., None]
    )
    assert probable[0].argmax() == 0
    assert probable[-1].argmax() == 2


def test_clear_evidence_overrules_the_lists_order() -> None:
    scores = np.zeros((10, 10, 3))
    scores[np.tril_indices(10)] = -1e9
    for start, end, label in ((0, 3, 2), (3, 6, 0), (6, 9, 1)):
        scores[start, end, label] = 12.0
    assert label_probabilities(scores).argmax(axis=1).tolist() == [2] * 3 + [0] * 3 + [1] * 3


@pytest.mark.parametrize("labels", [MOST_SETS + 1, 20])
def test_more_titles_than_all_orders_can_be_summed_for_keep_their_places(labels: int) -> None:
    scores = np.zeros((labels * 2 + 1,) * 2 + (labels,))
    scores[np.tril_indices(len(scores))] = -1e9
    order = [*range(3, labels), 0, 1, 2]
    for place, label in enumerate(order):
        scores[2 * place, 2 * place + 2, label] = 9.0
    probable = label_probabilities(scores)
    assert probable.sum(axis=1) == pytest.approx(np.ones(labels * 2))
    assert probable.argmax(axis=1).tolist() == [label for label in order for _ in range(2)]


def test_scores_far_apart_neither_run_over_nor_vanish() -> None:
    probable = label_probabilities(scores_of(5, 12, 4) * 400.0)
    assert np.isfinite(probable).all()
    assert probable.sum(axis=1) == pytest.approx(np.ones(11))
