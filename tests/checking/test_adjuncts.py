"""A plain past statement stays true without when or why it happened; another may not."""

import pytest

from briefing.checking.removable import removable_phrases
from briefing.checking.trees import text_of

pytestmark = pytest.mark.model


def removable(grammar, text):
    ((sentence,),) = grammar.parse([text])
    return [text_of(sentence, p.tokens) for p in removable_phrases(sentence)]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (
            "The council closed the eastern pier as the storm drove waves over its wall.",
            "as the storm drove waves over its wall",
        ),
        (
            "The ferry has lost its licence following a fire in the engine room.",
            "following a fire in the engine room",
        ),
        (
            "The mill sacked forty workers because the price of timber fell.",
            "because the price of timber fell",
        ),
    ],
)
def test_the_closing_adjunct_of_what_has_happened_may_go(grammar, text, phrase):
    assert phrase in removable(grammar, text)


@pytest.mark.parametrize(
    "text",
    [
        "The council will close the pier when the storm drives waves over its wall.",
        "The council did not close the pier because the storm frightened it.",
        "The council closed the pier only after the storm broke its wall.",
        "The first arrest came hours after the fire.",
        "All ferries stopped when the wind rose.",
        "The gates close when the alarm rings.",
        "The ferry sailed after Monday.",
    ],
)
def test_conditions_and_limits_are_no_adjuncts(grammar, text):
    assert removable(grammar, text) == []


def test_the_bare_age_of_a_person_may_go(grammar):
    assert ", 61 ," in removable(grammar, "Anselm Roe, 61, bought the mill on Friday.")
