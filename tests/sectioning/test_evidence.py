"""What is measured of paragraphs is what it is said to be, however it is worked out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from briefing.engine.types import FloatArray
from briefing.sectioning.evidence import SHORT_STRETCH, Material, across, unit

LONG = SHORT_STRETCH + 60


def at_random(texts: Sequence[str]) -> FloatArray:
    rows = np.random.default_rng(len(texts)).normal(size=(len(texts), 6)) + 0.5
    return unit(rows.astype(np.float32))


def numbered(count: int) -> Material:
    ways = ("Ship {} came in on Monday.", "It had {} crates of tea. Nobody weighed them.")
    return Material.of([ways[row % 2].format(row % 7) for row in range(count)], at_random)


@pytest.mark.parametrize("count", [1, 2, 5, LONG])
@pytest.mark.parametrize("reach", [1, 2, 3])
def test_a_gap_is_the_cosine_of_what_is_before_with_what_follows(count: int, reach: int) -> None:
    vectors = at_random(["."] * count)
    found = across(vectors, reach)
    assert found[0] == 0.0
    for row in range(1, count):
        before = vectors[max(0, row - reach) : row].sum(axis=0)
        after = vectors[row : row + reach].sum(axis=0)
        cosine = before @ after / np.linalg.norm(before) / np.linalg.norm(after)
        assert found[row] == pytest.approx(cosine, abs=1e-5)


@pytest.mark.parametrize("count", [1, 2, 5, LONG])
def test_what_a_stretch_holds_is_the_square_of_the_sum_of_its_rows(count: int) -> None:
    material = numbered(count)
    for kind, (sums, _) in material.summed.items():
        rows = np.diff(sums, axis=0)
        for length in {1, 2, count // 2, SHORT_STRETCH, SHORT_STRETCH + 1, count}:
            starts = np.arange(max(0, count - length + 1))
            if length and len(starts):
                squares = [float((rows[s : s + length].sum(axis=0) ** 2).sum()) for s in starts]
                assert material.held(kind, starts, length) == pytest.approx(squares, abs=1e-5)


def test_each_stem_is_first_where_it_stands_first() -> None:
    texts = ["Ships came.", "Crates and ships went.", "Tea, crates, ships."]
    material = Material.of(texts, None)
    first = {word: material.first_rows[word] for word in ("ship", "crat", "tea")}
    assert first == {"ship": 0, "crat": 1, "tea": 2}
