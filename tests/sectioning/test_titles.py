"""Parts of an article get titles such as an editor would write with its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from briefing.engine.types import Embedder, Grammar
from briefing.sectioning.evidence import Material
from briefing.sectioning.part_phrases import phrases_of_parts
from briefing.sectioning.titles import title_parts
from briefing.sectioning.word_kinds import Kind, kind_of

HARBOUR = (
    (
        "Dredging of the outer harbour at Tollund will stop in March, two years early.",
        "The port authority said that the mud was fouled with tin from old ship paint.",
        "Without dredging, large grain ships can enter the harbour only on spring tides.",
    ),
    (
        "Oyster farmers in the bay say that they have lost half of their crop since the autumn.",
        "“My shells open and there is nothing in them,” said Marit Osk, who has farmed for years.",
        "A state laboratory found tin in the flesh of oysters from four of the nine farms.",
        "Osk and three other oyster farmers have asked for compensation.",
    ),
    (
        "The fire brigade has another worry: the night train to Varn.",
        "Since the tunnel was widened, the night train runs with sleeping cars of wood and glass.",
        "No fire engine fits into the railway tunnel, and the nearest hydrant is a mile away.",
        "The railway says that smoke alarms have been fitted in every sleeping car.",
    ),
)
"""Three parts of an article of our own, each a few paragraphs."""


def titles_of(
    parts: Sequence[Sequence[str]], embedder: Embedder | None, grammar: Grammar | None = None
) -> list[str]:
    embed = embedder.embed if embedder else None
    material = Material.of([text for part in parts for text in part], embed)
    rows = iter(range(len(material.texts)))
    found = [[next(rows) for _ in part] for part in parts]
    phrases = phrases_of_parts(material, found, grammar.parse if grammar else None)
    return title_parts(material, found, phrases, embed)


def words_of(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}


@pytest.mark.model
def test_titles_say_what_their_parts_are_about(embedder: Embedder) -> None:
    harbour, oysters, train = titles_of(HARBOUR, embedder)
    assert words_of(harbour) & {"harbour", "dredging"}
    assert "oyster" in oysters.casefold()
    assert words_of(train) & {"train", "tunnel", "fire"}


@pytest.mark.model
def test_titles_are_phrases_of_two_to_six_of_the_parts_words(embedder: Embedder) -> None:
    for title, part in zip(titles_of(HARBOUR, embedder), HARBOUR, strict=True):
        words = title.split()
        assert 2 <= len(words) <= 6
        assert words_of(title) - {"and"} <= words_of(" ".join(part))
        assert title[0].isupper()
        assert words[1].islower()
        assert kind_of(words[0].casefold()) not in (Kind.DETERMINER, Kind.PREPOSITION, Kind.NUMBER)
        assert kind_of(words[-1].casefold()) is Kind.NOUN


def test_without_an_embedder_repeated_words_decide() -> None:
    harbour, oysters, train = titles_of(HARBOUR, None)
    assert words_of(harbour) & {"harbour", "dredging"}
    assert "oyster" in oysters.casefold()
    assert words_of(train) & {"train", "tunnel", "car"}


@pytest.mark.parametrize("with_model", [False, pytest.param(True, marks=pytest.mark.model)])
def test_parts_that_say_the_same_get_different_titles(
    with_model: bool, request: pytest.FixtureRequest
) -> None:
    embedder = request.getfixturevalue("embedder") if with_model else None
    titles = titles_of([HARBOUR[1], HARBOUR[1], HARBOUR[1]], embedder)
    assert len({title.casefold() for title in titles}) == 3


def test_parts_without_any_phrase_are_told_apart_by_their_opening() -> None:
    assert titles_of([["So it was."], ["So it was."], ["1994"]], None) == [
        "So it was",
        "So it was (2)",
        "1994",
    ]


def test_titles_do_not_change_from_one_time_to_the_next() -> None:
    assert titles_of(HARBOUR, None) == titles_of(HARBOUR, None)


@pytest.mark.model
def test_titles_by_trees_are_whole_phrases_of_the_text(
    embedder: Embedder, grammar: Grammar
) -> None:
    titles = titles_of(HARBOUR, embedder, grammar)
    text = " ".join(sentence for part in HARBOUR for sentence in part).casefold()
    assert all(title.casefold() in text for title in titles)
    assert "oyster" in titles[1].casefold()
    assert len(set(titles)) == 3


LUND = (
    ("Petra Lund runs the ferry to Skarra.", "Petra Lund bought the ferry from her uncle in May."),
    ("Petra Lund has raised the fares.", "Fares for lorries doubled, and Petra Lund is unmoved."),
)


@pytest.mark.model
def test_who_is_in_every_part_is_the_title_of_none(embedder: Embedder, grammar: Grammar) -> None:
    ferry, fares = titles_of(LUND, embedder, grammar)
    assert "Lund" not in ferry + fares
