"""A phrase that takes back or restricts what is said is no aside, and stays."""

import pytest

from briefing.checking.removable import removable_phrases
from briefing.checking.trees import text_of

pytestmark = pytest.mark.model


def removable(grammar, text):
    ((sentence,),) = grammar.parse([text])
    return [text_of(sentence, p.tokens) for p in removable_phrases(sentence)]


@pytest.mark.parametrize(
    "text",
    [
        "The fund paid the mayor 40,000 crowns, which she denies.",
        "The trial lowered blood pressure and may not hold for older patients.",
        "The yard sold two ships, which the union disputes.",
        "The board approved the plan, which may yet be dropped.",
        "Roe took the money – a claim that his lawyers call absurd.",
        "The mayor, who has not been charged, left the town on Friday.",
    ],
)
def test_denials_and_restrictions_stay_beside_what_they_limit(grammar, text):
    assert removable(grammar, text) == []


def test_an_aside_on_something_else_may_still_go(grammar):
    found = removable(
        grammar, "The yard, which employs 600 people in two towns, sold a ship on Friday."
    )
    assert any("employs" in phrase for phrase in found)
