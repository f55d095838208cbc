"""The noun phrases that a sentence's tree vouches for."""

from __future__ import annotations

import pytest

from briefing.engine.types import Grammar
from briefing.sectioning.phrases import Phrase
from briefing.sectioning.proper_names import Names
from briefing.sectioning.tree_phrases import is_sentence, tree_phrases

pytestmark = pytest.mark.model


def found(grammar: Grammar, text: str) -> dict[str, Phrase]:
    names = Names([text])
    return {
        " ".join(phrase.words): phrase
        for sentence in grammar.parse([text])[0]
        for phrase in tree_phrases(sentence, text, names)
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nobody noticed the closure of the bridge.", "closure of the bridge"),
        ("The council has dropped its plan to close the library.", "plan to close the library"),
        ("The loss hit fishermen and traders.", "fishermen and traders"),
        ("A slump in the oil and gas industry hurt the town.", "oil and gas industry"),
        ("The parish insisted on building heated lofts.", "building heated lofts"),
        ("Some 98 displaced families sleep in the gym.", "displaced families"),
        ("The river flooded the old railway station.", "old railway station"),
    ],
)
def test_phrases_are_whole(grammar: Grammar, sentence: str, expected: str) -> None:
    assert expected in found(grammar, sentence)


@pytest.mark.parametrize(
    ("sentence", "unwanted"),
    [
        ("A slump in the oil and gas industry hurt the town.", "gas industry"),
        ("She is the most highly paid manager in the county.", "paid manager"),
        ("Critics accused the mayor of fraud.", "mayor of fraud"),
        ("The reform cost 300 million crowns.", "million crowns"),
        ("The Royal Bank of Skarra closed.", "Royal Bank"),
    ],
)
def test_no_half_of_a_phrase_is_one(grammar: Grammar, sentence: str, unwanted: str) -> None:
    assert unwanted not in found(grammar, sentence)


def test_articles_numbers_and_weak_adjectives_do_not_open_a_phrase(grammar: Grammar) -> None:
    phrases = found(grammar, "The largest fish market has several other problems.")
    assert "fish market" in phrases
    assert not any(text.split()[0] in ("largest", "several", "other") for text in phrases)


def test_who_somebody_is_is_told_from_what_stands_beside(grammar: Grammar) -> None:
    text = "Petra Lund, a retired welder, wrote to the council. A girl who saw it ran away."
    phrases = found(grammar, text)
    assert phrases["retired welder"].role
    assert phrases["girl"].role
    assert not phrases["council"].role


def test_a_caption_is_no_sentence(grammar: Grammar) -> None:
    caption, sentence = grammar.parse(["Happy days: skaters on the lake in 1962", "They skated."])
    assert not is_sentence(caption[0])
    assert is_sentence(sentence[0])
