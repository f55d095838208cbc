"""Abbreviations and their long forms, in brackets behind one another, either way round."""

from __future__ import annotations

import pytest

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.checking.source import parse_source
from briefing.engine.grammar import SimpleGrammar
from briefing.noting.abbreviations import abbreviations


def found_in(*texts: str) -> list[tuple[str, str]]:
    paragraphs = tuple(
        Paragraph(f"p{n}", ParagraphKind.TEXT, text) for n, text in enumerate(texts, 1)
    )
    source = parse_source(Article("a.txt", "0" * 64, paragraphs), SimpleGrammar())
    rows = abbreviations(source)
    for row in rows:
        assert row.short in source.article.words_of(row.words)
        assert row.long in source.article.words_of(row.words)
        assert row.words.end <= row.evidence.end
    return [(row.short, row.long) for row in rows]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("The World Ferry Board (WFB) met.", "WFB", "World Ferry Board"),
        ("The WFB (World Ferry Board) met.", "WFB", "World Ferry Board"),
        ("Many local action groups (LAGs) met.", "LAGs", "local action groups"),
        ("The Office of Pier Affairs (OPA) met.", "OPA", "Office of Pier Affairs"),
        ("The Bureau of Salt and Fish (BSF) met.", "BSF", "Bureau of Salt and Fish"),
        ("A “marine protected area” (MPA) was named.", "MPA", "marine protected area"),
        ("The Harbour Users' Board (HUB), of 1921, met.", "HUB", "Harbour Users' Board"),
        ("It fell by the gross tidal product (GTP; see below).", "GTP", "gross tidal product"),
    ],
)
def test_a_short_form_and_its_long_form(text, short, long):
    assert found_in(text) == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor (SPD) left early.",
        "The bridge (see A12) is shut.",
        "The cost rose (EUR 3 million) again.",
        "She met Anna Roe (AB) there.",
        "It was a long way (VERY long) to go.",
    ],
)
def test_what_stands_in_brackets_is_not_always_a_short_form(text):
    assert found_in(text) == []


def test_an_abbreviation_is_told_once_where_it_is_first_explained():
    rows = found_in("The World Ferry Board (WFB) met.", "The World Ferry Board (WFB) went.")
    assert rows == [("WFB", "World Ferry Board")]
