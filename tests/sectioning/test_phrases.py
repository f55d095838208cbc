"""The noun phrases of a sentence, whole and nothing but noun phrases."""

from __future__ import annotations

import pytest

from briefing.sectioning.phrases import noun_phrases
from briefing.sectioning.proper_names import Names


def phrases(sentence: str, *around: str) -> list[str]:
    names = Names([sentence, *around])
    return [" ".join(phrase.words) for phrase in noun_phrases(sentence, names)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council approved the new budget.", ["council", "new budget"]),
        ("Ministers approve the ferry timetable.", ["ministers", "ferry timetable"]),
        ("Union delegates vote on the pay offer tonight.", ["union delegates", "pay offer"]),
        ("A tram stop stands by the old mill.", ["tram stop", "old mill"]),
        ("People living in the valley want flood walls.", ["valley", "flood walls"]),
        ("It is the largest fish market.", ["fish market"]),
        ("The county's road contracts were expensive.", ["road contracts"]),
        ("It began offering special fares to students.", ["special fares", "students"]),
        ("In 1994 some 300 tonnes of salt were lost.", ["salt"]),
        ("We thought about it for three days.", []),
    ],
)
def test_phrases_end_in_a_noun_and_hold_no_verb(sentence: str, expected: list[str]) -> None:
    assert phrases(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nobody noticed the closure of the bridge.", "closure of the bridge"),
        ("They fear a ban on night flights.", "ban on night flights"),
        ("The loss hit fishermen and market traders.", "fishermen and market traders"),
        ("There is a dispute over the fence.", "dispute over the fence"),
    ],
)
def test_phrases_tied_together_are_phrases_too(sentence: str, expected: str) -> None:
    assert expected in phrases(sentence)


@pytest.mark.parametrize(
    ("sentence", "unwanted"),
    [
        ("The court convicted the mayor of fraud.", "mayor of fraud"),
        ("It blamed the council for the delay.", "council for the delay"),
    ],
)
def test_what_belongs_to_the_verb_is_not_tied(sentence: str, unwanted: str) -> None:
    assert unwanted not in phrases(sentence)


def test_a_surname_is_completed_where_the_article_gives_the_first_name() -> None:
    assert "Hilda Marsk" in phrases("Critics of Marsk stayed away.", "Hilda Marsk said nothing.")


def test_a_title_before_a_name_is_dropped() -> None:
    assert "Ada Holm" in phrases("It was Dr Ada Holm who found it.")


def test_the_first_word_of_a_sentence_is_no_name_for_its_capital() -> None:
    assert "ferries" in phrases("Ferries stayed in port.", "No ferries ran.")
    assert "Skarra" in phrases("Skarra has no doctor.", "The ferry to Skarra is late.")


def test_whose_name_stands_beside_a_phrase_is_known() -> None:
    sentence = "“It leaks,” said the harbour master, Petra Lund."
    found = {" ".join(p.words): p for p in noun_phrases(sentence, Names([sentence]))}
    assert found["harbour master"].role
    assert found["Petra Lund"].person


def test_a_sentence_without_spaces_has_no_phrase() -> None:
    assert (
        phrases("这个城市的新港口在去年春天开放并且很快就成为了这个地区最重要的贸易中心之一") == []
    )
