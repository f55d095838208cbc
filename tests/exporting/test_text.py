"""Text fits into every format, and says what it said."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.exporting.text import (
    breakable,
    cleaned,
    is_right_to_left,
    listed,
    quoted,
    runs_right_to_left,
    said_date,
    said_iso_date,
    shortened,
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\0b\x07c\x7fd", "abcd"),
        ("one\x0btwo\x0cthree\r\nfour\tfive", "one two three four five"),
        ("  two  spaces ", "two spaces"),
        ("half \ud83d end", "half � end"),
        ("\ud83d\ude00", "😀"),
        ("1\u202e23\u202c4", "1234"),
        ("8.6\u00a0million, क्‍ष, می‌خواهم", "8.6\u00a0million, क्‍ष, می‌خواهم"),
        ("\ufeffstart\ufffe", "start"),
        ("", ""),
    ],
)
def test_text_is_cleaned_of_what_is_no_text(raw, clean):
    assert cleaned(raw) == clean


def test_a_short_text_is_not_shortened():
    assert shortened("A survey found corrosion.", 25) == "A survey found corrosion."


@pytest.mark.parametrize("most", [30, 60, 100, 170])
def test_a_long_text_loses_its_middle_at_words(most):
    text = "The harbour authority may close the northern terminal in October, it said, " * 5
    short = shortened(text.strip(), most)
    assert len(short) <= most
    head, tail = short.split(" … ")
    assert text.startswith(head)
    assert text.strip().endswith(tail)
    assert text[len(head)] in " ,"


def test_a_text_without_spaces_is_shortened_too():
    short = shortened("港" * 500, 100)
    assert 80 < len(short) <= 100


def test_dates_are_said_as_people_write_them():
    assert said_date(date(2026, 8, 9)) == "9 August 2026"
    assert said_iso_date("2026-08-19T10:11:12Z") == "19 August 2026"
    assert said_iso_date("last summer") == "last summer"
    assert said_iso_date("2026-13-01") == "2026-13-01"


def test_words_with_quotation_marks_get_single_ones():
    assert quoted("It may close.") == "“It may close.”"
    assert quoted('"It may," she said.') == '‘"It may," she said.’'


def test_things_are_listed():
    assert [listed(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_direction_is_told_by_letters_and_by_language():
    assert is_right_to_left("Port מספר 3")
    assert not is_right_to_left("Порт 3 港口")
    assert runs_right_to_left("he-IL")
    assert not runs_right_to_left("en")
    assert not runs_right_to_left(None)


def test_only_words_longer_than_a_line_can_break():
    assert breakable("A usual sentence, with a usual address.") == (
        "A usual sentence, with a usual address."
    )
    long = "https://example.org/" + "a" * 100
    assert breakable(long).replace("\u200b", "") == long
    assert max(map(len, breakable(long).split("\u200b"))) <= 40
