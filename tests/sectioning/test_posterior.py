"""What is probable agrees with counting every segmentation."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from briefing.sectioning.posterior import likeliest_cut, posterior


@pytest.mark.parametrize("seed", range(4))
def test_the_probabilities_are_those_of_all_cuts_together(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(7, 7, 3))
    scores[np.tril_indices(7)] = -1e9
    share = np.zeros((6, 3))
    total = 0.0
    for inner in combinations(range(1, 6), 2):
        edges = (0, *inner, 6)
        odds = np.exp(sum(scores[edges[k], edges[k + 1], k] for k in range(3)))
        total += odds
        for k in range(3):
            share[edges[k] : edges[k + 1], k] += odds
    found = posterior(scores)
    assert found.total == pytest.approx(np.log(total))
    assert found.probable == pytest.approx(share / total)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("labels", [1, 2, 4])
def test_the_likeliest_cut_gains_most_of_all(seed: int, labels: int) -> None:
    gains = np.random.default_rng(seed).normal(size=(7, labels))
    cuts = [(0, *inner, 7) for inner in combinations(range(1, 7), labels - 1)]
    most = max(
        sum(gains[edges[k] : edges[k + 1], k].sum() for k in range(labels)) for edges in cuts
    )
    inner, gain = likeliest_cut(gains)
    assert gain == pytest.approx(most)
    edges = [0, *inner, 7]
    assert sum(gains[edges[k] : edges[k + 1], k].sum() for k in range(labels)) == pytest.approx(
        most
    )
