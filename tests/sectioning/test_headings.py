"""Headings of all kinds, and what is said of the text around them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.article import ParagraphKind as Kind
from briefing.sectioning.find import find_sections
from tests.sectioning.articles import article_of

ROOF = ("The school roof leaked all winter.", "Pupils sat under umbrellas, the head said.")
RIVER = ("River levels rose again on Friday.", "The river authority expects them to fall.")


def test_a_heading_that_leads_on_is_lower_than_those_beside_it() -> None:
    article = article_of(
        [
            (Kind.HEADING, "The Roof", 2),
            ROOF[0],
            (Kind.HEADING, "Causes:", 2),
            ROOF[1],
            (Kind.HEADING, "The River", 2),
            *RIVER,
        ]
    )
    assert [(s.title, s.level) for s in find_sections(article)] == [
        ("The Roof", 1),
        ("Causes", 2),
        ("The River", 1),
    ]
    assert find_sections(article)[1].why == "The heading “Causes:” stands here."


def test_where_all_headings_have_a_colon_they_are_of_one_level() -> None:
    article = article_of(
        [(Kind.HEADING, "The Roof:", 2), *ROOF, (Kind.HEADING, "The River:", 2), *RIVER]
    )
    assert [(s.title, s.level) for s in find_sections(article)] == [
        ("The Roof", 1),
        ("The River", 1),
    ]


def test_a_line_above_the_first_heading_is_told_of() -> None:
    article = article_of(
        ["To: the council", (Kind.HEADING, "The Roof", 2), *ROOF, (Kind.HEADING, "The River", 2),
         *RIVER]
    )  # fmt: skip
    roof, river = find_sections(article)
    assert roof.paragraphs == ("p1", "p3", "p4")
    assert roof.why == "The article opens with a line or two, and the heading “The Roof” follows."
    assert river.why == "The heading “The River” stands here."


@pytest.mark.parametrize(
    ("language", "whole", "opening"),
    [
        (None, "Article", "Introduction"),
        ("en-GB", "Article", "Introduction"),
        ("de-AT", "Artikel", "Einleitung"),
        ("es", "Artículo", "Introducción"),
        ("uk", "Стаття", "Вступ"),
        ("xx", "Article", "Introduction"),
    ],
)
def test_what_has_no_title_is_named_in_the_articles_language(
    language: str | None, whole: str, opening: str
) -> None:
    untitled = replace(article_of(ROOF), language=language)
    assert [s.title for s in find_sections(untitled)] == [whole]
    headed = replace(article_of([*ROOF, (Kind.HEADING, "X", 2), *RIVER]), language=language)
    assert [s.title for s in find_sections(headed)] == [opening, "X"]
    assert find_sections(replace(untitled, title="The Roof"))[0].title == "The Roof"
