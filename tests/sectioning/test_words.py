"""Stems, sentences, and openings that lean on what stands before."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from briefing.sectioning.words import (
    dependence,
    rare_word_vectors,
    split_sentences,
    stem,
    stems,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [("sanction", "Sanctions"), ("prepare", "preparing"), ("minister's", "ministers")],
)
def test_forms_of_a_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_small_words_are_left_out() -> None:
    assert stems("What the council has to say about it") == [stem("council")]


def test_text_without_spaces_gives_pairs_of_characters() -> None:
    assert stems("港口开放") == ["港口", "口开", "开放"]


def test_sentences_end_at_full_stops_but_not_after_titles_and_initials() -> None:
    text = "Dr. Alder met J. Pell at noon. “It was brief,” she said. Was it? It was 3.5 minutes!"
    assert split_sentences(text) == [
        "Dr. Alder met J. Pell at noon.",
        "“It was brief,” she said.",
        "Was it?",
        "It was 3.5 minutes!",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He insisted on a second vote.",
        "This follows a week of rain.",
        "Such levels may be a risk.",
        "However, she cautioned that nothing was proved.",
        "“We had no choice,” he remarked.",
    ],
)
def test_a_pronoun_leans_on_what_stands_before(text: str) -> None:
    assert dependence(text) == 1.0


@pytest.mark.parametrize(
    "text",
    [
        "Consequently, the board has told households to boil water.",
        "Despite these promises, the mill was sold.",
        "“Nobody asked us,” said Jon Pell, a miller.",
        "Alder also warned of frost.",
    ],
)
def test_a_connective_or_a_quotation_leans_a_little(text: str) -> None:
    assert 0.0 < dependence(text) < 1.0


@pytest.mark.parametrize(
    "text", ["The council met on Friday.", "Heavy rain fell.", "Thistles grow there."]
)
def test_a_plain_opening_stands_alone(text: str) -> None:
    assert dependence(text) == 0.0


def test_vectors_have_length_one_and_tell_what_is_shared() -> None:
    counts = [Counter(stems(t)) for t in ("bridge salt", "bridge salt crack", "ferry", "moon")]
    vectors = rare_word_vectors(counts)
    assert np.linalg.norm(vectors[:2], axis=1) == pytest.approx(1.0)
    assert vectors[0] @ vectors[1] == pytest.approx(1.0)
    assert not vectors[2].any()
