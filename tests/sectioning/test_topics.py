"""The cut without a list is the one with the fewest pairs wrong, as trying every cut shows."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations, pairwise

import numpy as np
import pytest

from briefing.sectioning.evidence import Material
from briefing.sectioning.search import Scores, best_unlabelled
from briefing.sectioning.topics import (
    cut_by_topic,
    few_enough,
    pair_gains,
    part_probabilities,
)

COUNT = 7


def band_of(seed: int) -> Scores:
    band = np.random.default_rng(seed).normal(scale=1.5, size=(COUNT, COUNT))
    for row in range(COUNT):
        band[row, COUNT - row :] = -1e9
    return band


def cuts() -> Iterator[tuple[int, ...]]:
    for parts in range(COUNT):
        for inner in combinations(range(1, COUNT), parts):
            yield (0, *inner, COUNT)


def odds(band: Scores, edges: tuple[int, ...]) -> float:
    return math.exp(sum(band[b - a - 1, a] for a, b in pairwise(edges)))


def together(edges: tuple[int, ...]) -> set[tuple[int, int]]:
    return {pair for a, b in pairwise(edges) for pair in combinations(range(a, b), 2)}


@pytest.mark.parametrize("seed", range(4))
def test_the_probability_of_a_part_is_that_of_all_cuts_that_have_it(seed: int) -> None:
    band = band_of(seed)
    total = sum(odds(band, edges) for edges in cuts())
    expected = np.zeros((COUNT, COUNT))
    for edges in cuts():
        for a, b in pairwise(edges):
            expected[b - a - 1, a] += odds(band, edges) / total
    assert part_probabilities(band) == pytest.approx(expected)


@pytest.mark.parametrize("seed", range(6))
def test_the_cut_taken_has_the_fewest_pairs_wrong_that_can_be_expected(seed: int) -> None:
    band = band_of(seed)
    total = sum(odds(band, edges) for edges in cuts())

    def wrong(found: tuple[int, ...]) -> float:
        return sum(odds(band, e) / total * len(together(e) ^ together(found)) for e in cuts())

    taken = (0, *best_unlabelled(pair_gains(part_probabilities(band))), COUNT)
    assert wrong(taken) == pytest.approx(min(wrong(edges) for edges in cuts()), abs=1e-4)


@pytest.mark.parametrize("most", [2.0, 3.5])
def test_a_text_gets_no_more_parts_than_an_outline_can_have(most: float) -> None:
    eager = band_of(1)
    eager[0] += 6.0
    assert part_probabilities(eager).sum() > most + 1
    assert most - 0.5 < few_enough(eager, most).sum() <= most


def test_a_text_with_few_parts_is_left_as_it_is() -> None:
    band = band_of(2)
    assert few_enough(band, 99.0) == pytest.approx(part_probabilities(band))


def test_no_part_is_a_crumb() -> None:
    long = "The mill was sold to a brewer from the coast, who wants to make malt in it. " * 4
    material = Material.of([long, "It rained.", long, "Nobody came.", long, "So it goes."], None)
    for part in cut_by_topic(material):
        assert sum(len(material.texts[row].split()) for row in part) > 40


def test_a_text_that_is_one_crumb_is_one_part() -> None:
    assert cut_by_topic(Material.of(["It rained.", "Nobody came."], None)) == [[0, 1]]
