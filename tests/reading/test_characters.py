"""What a reader cannot see goes; what a script needs to be written right stays."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.characters import without_private
from briefing.reading.cleaning import fold
from briefing.reading.registry import read_article


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("har\u00adbour", "harbour"),
        ("har\u200bbour", "harbour"),
        ("\ufeffThe har\u2060bour\ufeff", "The harbour"),
        ("of\u200cfice of\u200dfice", "office office"),
        ("a\u00a0b\u202fc\u2009d\u3000e", "a b c d e"),
        ("a \u200b b", "a b"),
        ("the pay is \u202e000,01\u202c pounds", "the pay is 000,01 pounds"),
        ("\u2066isolated\u2069 and \u202aembedded\u202c", "isolated and embedded"),
        ("left\u200e to\u200f right", "left to right"),
        ("seen\U000e0068\U000e0069\U000e0064\U000e0065", "seen"),
        ("a\ufe0f\U000e0101\U000e0102\U000e0103b", "a\ufe0fb"),
        ("the \ufb01sh in the o\ufb03ce", "the fish in the office"),
        ("picture\ufffc here", "picture here"),
        ("\u3164name", "name"),
    ],
)
def test_what_cannot_be_seen_is_dropped(text: str, cleaned: str) -> None:
    assert fold(text) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم خانه\u200cای بخرم",  # Persian needs its non-joiners
        "क्\u200dष क्\u200cष",  # Hindi shows other letters with and without them
        "سعر الخبز 5\u200f دراهم (خمسة)\u200e",  # marks of direction beside numbers
        "family 👨\u200d👩\u200d👧 and ❤\ufe0f",
        "the flag 🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f of Scotland",
        "ภาษา\u200bไทย",  # parts words in a script without spaces
        "葛\U000e0100城市",  # says which form of the character a name has
        "\uf900\ufa0e",  # ideographs for compatibility: a person may write a name so
        "שָׁלוֹם",
        "m² and № 5, ½ and ﷼",
        "日本語、中文。한국어",
    ],
)
def test_what_a_script_needs_is_kept(text: str) -> None:
    assert fold(text) == text


@pytest.mark.parametrize("text", ["Zoë ging über die Brücke", "phở ngon", "ガギグ", "한국", "й"])
def test_letters_with_separate_accents_are_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == text


def test_characters_for_private_use_are_dropped_or_shown_as_missing() -> None:
    assert without_private("\uf0b7 The first \uf04a") == " The first "
    assert without_private("the o\ue001ce") == "the o\ufffdce"
    assert without_private("plain") == "plain"


@given(st.text())
def test_cleaning_once_is_enough(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_an_article_is_cleaned_wherever_its_text_stands(tmp_path: Path) -> None:
    file = tmp_path / "a.html"
    file.write_text(
        "<html lang='en'><head><meta charset='utf-8'><title>The har&shy;bour</title></head><body>"
        "<h2>What \u202eclosed\u202c</h2><p>The har\u200bbour \ue005 was closed on Monday, the "
        "mayor said to the council.</p></body></html>",
        "utf-8",
    )
    article = read_article(file)
    assert article.title == "The harbour"
    assert [p.text for p in article.paragraphs] == [
        "What closed",
        "The harbour was closed on Monday, the mayor said to the council.",
    ]
