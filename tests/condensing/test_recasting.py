"""One statement as two and two as one, so that each part is as true as the whole."""

import pytest

from briefing.condensing.recasting import divided, joined

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "The west quay was built in 1954 and lengthened in 1978.",
            "The west quay was built in 1954.",
            "The west quay was lengthened in 1978.",
        ),
        (
            "The harbour board, which met on Tuesday, voted to close the pier until May.",
            "The harbour board voted to close the pier until May.",
            "The harbour board met on Tuesday.",
        ),
        (
            "Landings have fallen by half, while the number of passengers has risen by a quarter.",
            "Landings have fallen by half.",
            "The number of passengers has risen by a quarter.",
        ),
        (
            "The board may close the pier and sell the ferry.",
            "The board may close the pier.",
            "The board may sell the ferry.",
        ),
        (
            "The council opened the bridge; the ferry stopped.",
            "The council opened the bridge.",
            "The ferry stopped.",
        ),
        (
            "The council opened the bridge. It cost 4 million crowns.",
            "The council opened the bridge.",
            "It cost 4 million crowns.",
        ),
    ],
)
def test_a_statement_of_two_parts_becomes_two(grammar, text, first, second):
    assert divided(text, grammar.parse([text])[0]) == (first, second)


@pytest.mark.parametrize(
    "text",
    [
        "Ferries may stop running in spring.",
        "The mayor said the pier is closed and the ferry stops in May.",
        "If it rains, the fair ends and the tents are taken down.",
        "In 2025, the board closed the pier and the ferry stopped.",
        "The board did not close the pier and sell the ferry.",
        "The council built and opened the bridge in 1954.",
        "No firm, which has debts, is allowed to bid.",
    ],
)
def test_nothing_is_divided_whose_parts_would_say_more_than_the_whole(grammar, text):
    assert divided(text, grammar.parse([text])[0]) is None


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (
            "The board surveyed the quay.",
            "The board wants a new slip.",
            "The board surveyed the quay and wants a new slip.",
        ),
        (
            "The quay was built in 1954.",
            "The breakwater has settled.",
            "The quay was built in 1954; the breakwater has settled.",
        ),
        ("Roe left in May.", "Skarholm won.", "Roe left in May; Skarholm won."),
        ("Is it so?", "The board thinks so.", "Is it so? The board thinks so."),
    ],
)
def test_two_statements_become_one_with_one_subject_or_side_by_side(grammar, first, second, both):
    one, other = grammar.parse([first, second])
    assert joined(first, one, second, other) == both


def test_what_was_divided_by_its_subject_can_be_joined_again(grammar):
    text = "The west quay was built in 1954 and was lengthened in 1978."
    first, second = divided(text, grammar.parse([text])[0])
    one, other = grammar.parse([first, second])
    assert joined(first, one, second, other) == text
