"""The searches find what trying every segmentation finds."""

from __future__ import annotations

from itertools import combinations, permutations

import numpy as np
import pytest

from briefing.sectioning.search import MOST_LABELS, Scores, best_labelled, best_unlabelled


def scores_of(seed: int, boundaries: int, labels: int) -> Scores:
    return np.random.default_rng(seed).normal(size=(boundaries, boundaries, labels))


def worth(scores: Scores, cuts: tuple[int, ...], labels: tuple[int, ...], broken: float) -> float:
    total = 0.0
    before = -1
    for label, start, end in zip(labels, cuts, cuts[1:], strict=False):
        total += float(scores[start, end, label]) - (broken if label != before + 1 else 0.0)
        before = label
    return total


def best_of_all(scores: Scores, broken: float) -> float:
    last, labels = scores.shape[0] - 1, scores.shape[2]
    return max(
        worth(scores, (0, *inner, last), order, broken)
        for used in range(1, labels + 1)
        for inner in combinations(range(1, last), used - 1)
        for order in permutations(range(labels), used)
    )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("broken", [0.0, 0.7, 2.0])
def test_the_best_labelled_cut_is_the_best_of_all(seed: int, broken: float) -> None:
    scores = scores_of(seed, boundaries=7, labels=4)
    cut = best_labelled(scores, break_cost=broken)
    assert cut.score == pytest.approx(best_of_all(scores, broken))


def test_the_segments_told_are_worth_the_score_told() -> None:
    scores = scores_of(9, boundaries=12, labels=5)
    cut = best_labelled(scores, break_cost=0.4)
    labels = tuple(label for label, _, _ in cut.segments)
    cuts = (0, *(end for _, _, end in cut.segments))
    assert cuts[-1] == 11
    assert all(a == b for (_, _, a), (_, b, _) in zip(cut.segments, cut.segments[1:], strict=False))
    assert worth(scores, cuts, labels, 0.4) == pytest.approx(cut.score)


def test_no_label_is_used_twice_even_if_the_beam_is_narrow() -> None:
    scores = scores_of(3, boundaries=30, labels=10)
    cut = best_labelled(scores, break_cost=0.0, width=4)
    labels = [label for label, _, _ in cut.segments]
    assert len(labels) == len(set(labels))
    assert cut.segments[-1][2] == 29


def test_a_costly_break_keeps_the_order() -> None:
    scores = scores_of(5, boundaries=14, labels=6) + 10.0
    cut = best_labelled(scores, break_cost=1e3)
    assert [label for label, _, _ in cut.segments] == list(range(6))


def test_more_labels_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="labels"):
        best_labelled(np.zeros((3, 3, MOST_LABELS + 1)), break_cost=0.0)


@pytest.mark.parametrize("seed", range(6))
def test_the_best_unlabelled_cut_is_the_best_of_all(seed: int) -> None:
    scores = scores_of(seed, boundaries=9, labels=1)[:, :, 0]
    band = np.full((8, 8), -np.inf)
    for length in range(1, 9):
        for start in range(9 - length):
            band[length - 1, start] = scores[start, start + length]
    found = best_unlabelled(band)
    by_trying = max(
        ((0, *inner, 8) for count in range(8) for inner in combinations(range(1, 8), count)),
        key=lambda cuts: worth(scores[:, :, None], cuts, (0,) * (len(cuts) - 1), 0.0),
    )
    assert found == list(by_trying[1:-1])
