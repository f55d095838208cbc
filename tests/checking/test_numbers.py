"""Numbers are one value however they are written."""

import pytest

from briefing.checking.numbers import find_numbers, missing_numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("nearly 3,000 homes", 3000),
        ("three thousand homes", 3000),
        ("3k homes", 3000),
        ("4.5 million crowns", 4_500_000),
        ("$4.5bn", 4_500_000_000),
        ("two hundred and six", 206),
        ("twenty-one lorries", 21),
        ("the 2nd pier", 2),
        ("a 10-month refit", 10),
    ],
)
def test_a_number_has_its_value_in_digits_and_in_words(text, value):
    assert [n.value for n in find_numbers(text)] == [value]


def test_a_number_knows_where_it_stands():
    text = "Some 1,250 people and two dogs"
    assert [text[n.start : n.end] for n in find_numbers(text)] == ["1,250", "two"]


def test_one_as_a_pronoun_is_no_number():
    assert find_numbers("the one that got away") == []


def test_only_numbers_that_the_source_lacks_are_missing():
    missing = missing_numbers(
        "About 3,000 of 4,100 homes lost power on the first day.",
        "Three thousand homes lost power on the first day.",
    )
    assert [n.text for n in missing] == ["4,100"]
