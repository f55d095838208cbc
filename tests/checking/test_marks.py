"""The commas and dashes that set a phrase off go with it only if they set off nothing else."""

import pytest

from briefing.checking.removable import removable_phrases
from briefing.checking.render import write_out

pytestmark = pytest.mark.model


def without_each(grammar, text):
    ((sentence,),) = grammar.parse([text])
    everything = frozenset(range(len(sentence.tokens)))
    return {
        write_out(text, sentence, everything - p.tokens)
        for p in removable_phrases(sentence)
        if len(p.tokens) < len(everything)
    }


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        (
            "The ferry ran aground off Arnsel, killing the pilot, harbour officials said.",
            "The ferry ran aground off Arnsel, harbour officials said.",
        ),
        (
            "Shaken by the loss of the union, which has 90 members, Alda Reyes closed the mill.",
            "Shaken by the loss of the union, Alda Reyes closed the mill.",
        ),
        (
            "The board met in May, which was late, and the union left the hall.",
            "The board met in May, and the union left the hall.",
        ),
        (
            "The harbour board, which met on Monday, approved a budget.",
            "The harbour board approved a budget.",
        ),
        (
            "The singer won wide support - even from her friend, Alda Reyes - after the vote.",
            "The singer won wide support after the vote.",
        ),
    ],
)
def test_a_comma_that_is_needed_still_stays(grammar, text, shorter):
    assert shorter in without_each(grammar, text)


@pytest.mark.parametrize(
    "text",
    [
        "The singer won wide support - even from her friend, Alda Reyes - after the vote.",
        "Most settlers needed money; even with help from the state, the poor could not leave.",
        "Anselm Roe, head of the union - a body of 90 welders - left the hall on Monday.",
    ],
)
def test_marks_of_two_kinds_set_nothing_off(grammar, text):
    for shorter in without_each(grammar, text):
        assert ";," not in shorter
        assert shorter.count(" - ") in (0, 2)
        assert "support Alda" not in shorter
        assert not shorter.startswith("Anselm Roe -")


def test_an_aside_in_a_subject_behind_a_clause_takes_both_its_commas(grammar):
    text = "When the first ferry sank, Alda Reyes, a welder in Arnsel, was standing on the pier."
    shorter = "When the first ferry sank, Alda Reyes was standing on the pier."
    assert shorter in without_each(grammar, text)
