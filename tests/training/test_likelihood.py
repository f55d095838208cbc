"""The sums that weights are fitted by are those that the program decides by."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import numpy as np
import pytest
import torch

from tests.sectioning.test_orders import readings, scores_of
from training.likelihood import sum_with_list, sum_without_list


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("labels", [2, 3, 4])
def test_with_a_list_all_cuts_in_all_orders_are_summed(seed: int, labels: int) -> None:
    scores = scores_of(seed, 6, labels)
    total = 0.0
    for order, prior in readings(labels):
        for inner in combinations(range(1, 5), len(order) - 1):
            edges = (0, *inner, 5)
            stretches = zip(order, edges, edges[1:], strict=False)
            total += prior * math.exp(sum(scores[a, b, label] for label, a, b in stretches))
    found = sum_with_list(torch.tensor(scores, dtype=torch.float64)).item()
    assert found == pytest.approx(math.log(total), abs=1e-5)


def test_without_a_list_all_cuts_into_any_number_of_parts_are_summed() -> None:
    scores = np.random.default_rng(3).normal(size=(6, 6))
    total = 0.0
    for parts in range(5):
        for inner in combinations(range(1, 5), parts):
            edges = (0, *inner, 5)
            total += math.exp(sum(scores[a, b] for a, b in pairwise(edges)))
    found = sum_without_list(torch.tensor(scores, dtype=torch.float64)).item()
    assert found == pytest.approx(math.log(total))
