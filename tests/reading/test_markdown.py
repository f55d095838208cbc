"""Markdown: its structure becomes kinds, its markup goes, its words stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.reading.registry import read_article
from tests.reading.articles import pieces

TEXT = "The mill was sold on Friday for 2.1 million crowns to a firm that makes felt."


def read(folder: Path, text: str) -> Article:
    file = folder / "article.md"
    file.write_text(text, encoding="utf-8")
    return read_article(file)


def test_the_only_heading_of_the_first_level_on_top_is_the_title(tmp_path: Path) -> None:
    article = read(tmp_path, f"# The mill\n\n{TEXT}\n\n## The buyer\n\n{TEXT}\n")
    assert article.title == "The mill"
    assert pieces(article) == [(Kind.TEXT, TEXT), (Kind.HEADING, "The buyer"), (Kind.TEXT, TEXT)]
    assert article.paragraphs[1].level == 2


def test_several_headings_of_the_first_level_are_all_headings(tmp_path: Path) -> None:
    article = read(tmp_path, f"# Mill\n\n{TEXT}\n\n# Buyer\n\n{TEXT}\n")
    assert article.title is None
    assert [p.level for p in article.paragraphs if p.kind is Kind.HEADING] == [1, 1]


def test_underlined_headings_are_headings(tmp_path: Path) -> None:
    article = read(tmp_path, f"The mill\n========\n\nThe buyer\n---------\n\n{TEXT}\n")
    assert article.title == "The mill"
    assert pieces(article)[0] == (Kind.HEADING, "The buyer")


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    article = read(tmp_path, f"{TEXT}\n{TEXT}\n\n{TEXT}\n")
    assert pieces(article) == [(Kind.TEXT, f"{TEXT} {TEXT}"), (Kind.TEXT, TEXT)]


def test_lists_quotes_tables_and_code_keep_their_kind(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        f"{TEXT}\n\n- felt\n- wool\n  - fine wool\n\n1. first\n2. second\n\n"
        "> I shall miss the noise.\n\n"
        "| Year | Looms |\n| --- | ---: |\n| 1960 | 40 |\n\n```\nprint(1)\n```\n",
    )
    assert pieces(article)[1:] == [
        (Kind.LIST, "felt"),
        (Kind.LIST, "wool"),
        (Kind.LIST, "fine wool"),
        (Kind.LIST, "first"),
        (Kind.LIST, "second"),
        (Kind.QUOTE, "I shall miss the noise."),
        (Kind.TABLE, "Year | Looms"),
        (Kind.TABLE, "1960 | 40"),
        (Kind.CODE, "print(1)"),
    ]


def test_markup_goes_and_words_stay(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        'The **mill** on _Weir Lane_ was [sold](https://example.org "deed") for ~~2~~ `3` million; '
        "a\\*b &amp; <b>snake_case_name</b> stayed.[^1]\n\n[^1]: The deed is public.\n",
    )
    assert article.paragraphs[0].text == (
        "The mill on Weir Lane was sold for 3 million; a*b & snake_case_name stayed."
    )
    assert article.paragraphs[1].kind is Kind.CAPTION


def test_a_picture_gives_its_description_as_a_caption(tmp_path: Path) -> None:
    article = read(tmp_path, f"![The mill in snow](mill.jpg)\n\n{TEXT}\n")
    assert pieces(article) == [(Kind.CAPTION, "The mill in snow"), (Kind.TEXT, TEXT)]


def test_front_matter_gives_title_authors_and_date(tmp_path: Path) -> None:
    facts = ['title: "The mill is sold"', "authors: [Ann Pell, Jon Ode]", "date: 2026-03-04"]
    front = "\n".join(["---", *facts, "lang: en", "---"])
    article = read(tmp_path, f"{front}\n{TEXT}\n")
    assert article.title == "The mill is sold"
    assert article.authors == ("Ann Pell", "Jon Ode")
    assert article.published == "2026-03-04"
    assert article.language == "en"
    assert pieces(article) == [(Kind.TEXT, TEXT)]


@pytest.mark.parametrize("key", ["url", "canonical_url", "link", "source"])
def test_the_address_in_the_front_matter_is_kept(tmp_path: Path, key: str) -> None:
    article = read(tmp_path, f"---\n{key}: https://example.org/ferry\n---\n{TEXT}\n")
    assert article.url == "https://example.org/ferry"
    assert read(tmp_path, f"---\n{key}: the island paper\n---\n{TEXT}\n").url is None


def test_the_title_of_the_front_matter_is_not_repeated_as_a_heading(tmp_path: Path) -> None:
    article = read(tmp_path, f"---\ntitle: The mill\n---\n# The Mill\n\n{TEXT}\n")
    assert pieces(article) == [(Kind.TEXT, TEXT)]


def test_a_rule_on_top_is_no_front_matter(tmp_path: Path) -> None:
    article = read(tmp_path, f"---\n\n{TEXT}\n\n---\n\n{TEXT}\n")
    assert pieces(article) == [(Kind.TEXT, TEXT), (Kind.TEXT, TEXT)]


def test_comments_and_scripts_are_no_text(tmp_path: Path) -> None:
    article = read(tmp_path, f"<!-- draft -->\n\n<script>\nalert(1)\n</script>\n\n{TEXT}\n")
    assert pieces(article) == [(Kind.TEXT, TEXT)]


def test_deeply_nested_quotes_are_read_in_time(tmp_path: Path) -> None:
    article = read(tmp_path, f"{TEXT}\n\n{'>' * 20_000} deep\n\n{'[' * 20_000}\n")
    assert pieces(article)[0] == (Kind.TEXT, TEXT)


def test_a_linked_list_on_top_is_the_contents_even_if_short(tmp_path: Path) -> None:
    listed = "[TOC]\n\n- [The buyer](#the-buyer)\n- [The gate](#the-gate)\n\n"
    article = read(
        tmp_path, f"# The mill\n\n{listed}## The buyer\n\n{TEXT}\n\n## The gate\n\n{TEXT}\n"
    )
    assert article.contents == ("The buyer", "The gate")
    assert [left.reason for left in article.left_out] == ["contents list"] * 3
    assert [text for kind, text in pieces(article) if kind is Kind.HEADING] == [
        "The buyer",
        "The gate",
    ]


def test_struck_out_words_are_not_kept(tmp_path: Path) -> None:
    article = read(tmp_path, f"{TEXT} It costs ~~two **large**~~ three million.\n")
    assert pieces(article) == [(Kind.TEXT, f"{TEXT} It costs three million.")]
