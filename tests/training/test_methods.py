"""The published methods find what is plain, on texts of which the right answer is sure."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from training import methods

SENTENCES = (
    ("The ferry left the harbour at six.", "Its captain blamed the tide and the harbour wall."),
    ("A second ferry waits in the harbour.", "No captain has sailed her since the tide turned."),
    ("The captain of the ferry watched the tide.", "Every harbour has a ferry like this."),
    ("Bakers raised the price of bread.", "Flour costs more, and the oven burns dear gas."),
    ("Bread from that oven sells out by noon.", "The flour comes from a mill, the gas does not."),
    ("An oven needs gas, and bread needs flour.", "So bakers count each loaf of bread."),
    ("The orchestra lost its violins.", "The conductor had a concert to play on Friday."),
    ("Violins were lent for the concert.", "The orchestra and its conductor were moved."),
    ("At the concert the violins shone.", "The conductor bowed, the orchestra stood."),
)
"""Three matters of three paragraphs each, which share no word of weight."""

TEXTS = [" ".join(own) for own in SENTENCES]
TRUE = [3, 6]


def three_directions() -> np.ndarray:
    """Vectors of nine paragraphs: three of each of three directions, each a little apart."""
    noise = np.random.default_rng(5).normal(size=(9, 3)) * 0.05
    return (np.repeat(np.eye(3), 3, axis=0) + noise).astype(np.float32)


def test_c99_cuts_where_the_words_change() -> None:
    assert methods.c99(SENTENCES, 3) == TRUE


def test_c99_stops_by_itself_after_the_cuts_that_raise_the_density_most() -> None:
    found = methods.c99([own for own in SENTENCES for _ in range(2)])
    assert set(found) <= {6, 12}
    assert found


def test_bayesian_segmentation_cuts_where_the_words_change() -> None:
    assert methods.bayesian(TEXTS, 3) == TRUE
    assert methods.bayesian(TEXTS, 1) == []


def test_a_drawn_stretch_is_as_likely_as_its_words_are_one_after_the_other() -> None:
    columns, times = [np.array([0, 1]), np.array([0])], [np.array([2, 1]), np.array([1])]
    worth = methods._drawn(columns, times, vocabulary=2, prior=0.5)
    # Each word's chance is (times so far + 1/2) / (words so far + 1).
    first = (0.5 / 1) * (1.5 / 2) * (0.5 / 3)
    assert np.exp(worth[0, 1]) == pytest.approx(first)
    assert np.exp(worth[1, 2]) == pytest.approx(0.5)
    assert np.exp(worth[0, 2]) == pytest.approx(first * (2.5 / 4))


def test_deep_tiling_cuts_at_the_deepest_gaps() -> None:
    vectors = np.repeat(three_directions(), 4, axis=0)
    sentences = np.split(vectors, 9)
    assert methods.deep_tiling(sentences, 3, block=4) == TRUE
    assert set(TRUE) <= set(methods.deep_tiling(sentences, block=4))


def test_kernel_change_points_are_where_the_mean_changes() -> None:
    assert methods.kernel_changes(three_directions(), 3) == TRUE


def test_the_penalty_of_kernel_change_points_tells_how_many_parts_there_are() -> None:
    noise = np.random.default_rng(1).normal(size=(60, 5)) * 0.1
    vectors = np.repeat(np.eye(5)[:4], 15, axis=0) + noise
    assert methods.kernel_changes(vectors.astype(np.float32)) == [15, 30, 45]


def test_text_tiling_cuts_between_paragraphs_where_the_words_change() -> None:
    pytest.importorskip("nltk")
    texts = [" ".join(3 * TEXTS[row : row + 1]) for row in range(9)]
    texts = [text for start in (0, 3, 6) for text in (*texts[start : start + 3],) * 3]
    found = methods.text_tiling(texts)
    assert {9, 18} <= set(found)  # nltk's cutoff lets more through
    assert found == sorted(set(found))


def test_text_tiling_leaves_a_text_whole_that_is_too_short_for_it() -> None:
    pytest.importorskip("nltk")
    assert methods.text_tiling(["A line.", "Another."]) == []


def test_the_search_for_cuts_finds_what_trying_all_finds() -> None:
    worth = np.random.default_rng(3).normal(size=(7, 7))
    found = methods.best_cuts(worth, 6)
    for parts, (score, cut) in enumerate(found, 1):
        assert len(cut) == parts - 1
        assert sum(worth[a, b] for a, b in pairwise([0, *cut, 6])) == pytest.approx(score)
    three = max(worth[0, a] + worth[a, b] + worth[b, 6] for b in range(2, 6) for a in range(1, b))
    assert found[2][0] == pytest.approx(three)


def test_titles_in_the_lists_order_and_in_any_order() -> None:
    fits = np.array([[0, 9, 0], [0, 8, 1], [1, 0, 7], [0, 1, 9], [6, 2, 0], [7, 0, 1]], dtype=float)
    assert methods.in_any_order(fits) == [1, 1, 2, 2, 0, 0]
    assert methods.in_list_order(fits[:, [1, 2, 0]]) == [0, 0, 1, 1, 2, 2]
    assert methods.in_list_order(fits) == [0, 1, 2, 2, 2, 2]


def test_a_title_that_fits_nowhere_is_left_out_of_any_order() -> None:
    fits = np.array([[5, -9, 1], [4, -9, 0], [0, -9, 6]], dtype=float)
    assert methods.in_any_order(fits) == [0, 0, 2]


def test_fewer_paragraphs_than_titles_leave_the_last_without() -> None:
    assert methods.in_list_order(np.ones((2, 5))) == [0, 1]


def test_a_right_cut_has_no_error_and_cutting_nowhere_misses_each() -> None:
    gold = methods.labels(TRUE, 9)
    assert gold == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert methods.pk(gold, gold) == methods.window_diff(gold, gold) == 0.0
    nowhere = [0] * 9
    assert methods.pk(gold, nowhere) == methods.window_diff(gold, nowhere) == 4 / 7


def test_window_diff_counts_cuts_that_pk_does_not_see() -> None:
    gold, found = [0, 0, 0, 1, 1, 1], [0, 0, 1, 2, 2, 2]
    assert methods.window_diff(gold, found) == 2 / 4
    assert methods.pk(gold, found) == 1 / 4


def test_texts_too_short_for_pk_have_none() -> None:
    assert methods.pk([0, 1], [0, 1]) is None


def test_equal_and_random_cuts_have_the_number_asked_for() -> None:
    assert methods.equal_lengths(9, 3) == TRUE
    assert methods.equal_lengths(2, 5) == [1]
    cut = methods.at_random(9, 4, "a seed")
    assert len(cut) == 3
    assert cut == methods.at_random(9, 4, "a seed")
