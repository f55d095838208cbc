"""Rich text: its words in any code page, its styles, and nothing that is hidden in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.errors import InputUnreadable, NoArticle
from briefing.reading.registry import read_article
from tests.reading.articles import left_out, pieces

TEXT = "The ferry to Hallow Isle will run twice a day from May, the harbour board said on Monday."
MORE = "Two more boats are to follow once the new pier has been paid for."
SHEET = r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s2 heading 2;}{\s9 toc 1;}{\s7 Title;}}"


def read(folder: Path, body: str, head: str = r"\ansi\ansicpg1252") -> Article:
    file = folder / "article.rtf"
    file.write_bytes(rf"{{\rtf1{head}{body}}}".encode("latin-1"))
    return read_article(file)


def test_styles_and_outline_levels_tell_headings(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        rf"{SHEET}\pard\s1 The boats\par\pard {TEXT}\par\pard\s2 The price\par\pard {MORE}\par"
        rf"\pard\outlinelevel0 The pier\par\pard {MORE}\par",
    )
    assert pieces(article) == [
        (Kind.HEADING, "The boats"),
        (Kind.TEXT, TEXT),
        (Kind.HEADING, "The price"),
        (Kind.TEXT, MORE),
        (Kind.HEADING, "The pier"),
        (Kind.TEXT, MORE),
    ]
    assert [p.level for p in article.paragraphs if p.kind is Kind.HEADING] == [1, 2, 1]


def test_a_number_or_a_note_within_a_heading_leaves_it_a_heading(tmp_path: Path) -> None:
    number = r"{\listtext\pard\plain 1.\tab}\ls1"
    note = r"{\footnote\pard\plain\s0 See the plan.}"
    article = read(
        tmp_path,
        rf"{SHEET}\pard\s1{number} The boats\par\pard {TEXT}\par\pard\s1 The price{note}\par"
        rf"\pard {MORE}\par",
    )
    assert pieces(article) == [
        (Kind.HEADING, "The boats"),
        (Kind.TEXT, TEXT),
        (Kind.HEADING, "The price"),
        (Kind.CAPTION, "See the plan."),
        (Kind.TEXT, MORE),
    ]


def test_the_title_and_author_become_metadata(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        rf"{SHEET}{{\info{{\title An older title}}{{\author Ada Quill}}{{\operator X}}}}"
        rf"\pard\s7 A ferry for Hallow\par\pard {TEXT}\par",
    )
    assert article.title == "A ferry for Hallow"
    assert article.authors == ("Ada Quill",)
    assert pieces(article) == [(Kind.TEXT, TEXT)]


def test_list_items_lose_their_markers(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        rf"{TEXT}\par{{\listtext\'95\tab}}twelve crowns\par{{\pntext 2.\tab}}six\par "
        r"\bullet  for dogs\par",
    )
    assert pieces(article)[1:] == [
        (Kind.LIST, "twelve crowns"),
        (Kind.LIST, "six"),
        (Kind.LIST, "for dogs"),
    ]


def test_tables_become_rows(tmp_path: Path) -> None:
    rows = (
        r"\trowd\pard\intbl Year\cell Boats\cell\row\pard\intbl 1990\cell 2\par new\cell\row\pard "
    )
    assert pieces(read(tmp_path, rf"{TEXT}\par{rows}{MORE}\par")) == [
        (Kind.TEXT, TEXT),
        (Kind.TABLE, "Year | Boats"),
        (Kind.TABLE, "1990 | 2 new"),
        (Kind.TEXT, MORE),
    ]


def test_what_is_no_text_of_the_document_is_left_out(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        rf"{{\fonttbl{{\f0 Arial;}}}}{{\colortbl;\red0;}}{{\header Gazette\par}}"
        r"{\*\generator Writer;}{\*\unheardof Secret}{\pict\wmetafile8 0102}"
        rf"{TEXT}{{\v hidden}}{{\deleted gone}}{{\*\annotation Check}}\par",
    )
    assert pieces(article) == [(Kind.TEXT, TEXT)]


def test_the_words_of_a_link_are_kept_and_its_address_is_not(tmp_path: Path) -> None:
    link = r'{\field{\*\fldinst HYPERLINK "http://example.org"}{\fldrslt the timetable}}'
    article = read(tmp_path, rf"The board has published {link} for this year.\par")
    assert pieces(article) == [(Kind.TEXT, "The board has published the timetable for this year.")]


def test_footnotes_stand_as_captions_below_their_paragraph(tmp_path: Path) -> None:
    note = r"{\super 1{\footnote\pard Weather permitting.}}".replace("1{", "{")
    assert pieces(read(tmp_path, rf"{TEXT}{note}\par {MORE}\par")) == [
        (Kind.TEXT, TEXT),
        (Kind.CAPTION, "Weather permitting."),
        (Kind.TEXT, MORE),
    ]


def test_a_table_of_contents_is_taken_out(tmp_path: Path) -> None:
    entries = r"\pard\s9 The boats\tab 1\par The price\tab 2\par"
    article = read(tmp_path, rf"{SHEET}{entries}\pard {TEXT}\par")
    assert article.contents == ("The boats", "The price")
    assert pieces(article) == [(Kind.TEXT, TEXT)]


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (r"caf\'e9 and \ldblquote tea\rdblquote", "café and “tea”"),
        (r"\u1055?\u1088?\u1080?", "При"),
        (r"\uc2\u8364\'80\'80 ten", "€ ten"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\fonttbl{\f1\fcharset204 Arial;}}{\f1 \'cf\'f0\'e8}", "При"),
        (r"{\fonttbl{\f1\fcharset128 Mincho;}}{\f1 \'8d\'60}", "港"),
        (r"braces \{ and \\ slashes\~here", r"braces { and \ slashes here"),
    ],
)
def test_characters_of_all_kinds_are_read(tmp_path: Path, written: str, read_as: str) -> None:
    article = read(tmp_path, rf"{TEXT} {written}\par")
    assert article.paragraphs[0].text == f"{TEXT} {read_as}"


def test_bytes_of_another_kind_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "article.rtf"
    file.write_bytes(b"PK\x03\x04")
    with pytest.raises(InputUnreadable, match=r"article\.rtf"):
        read_article(file)


def test_groups_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match="damaged"):
        read(tmp_path, "{" * 100_000)


@pytest.mark.parametrize(
    "body", ["}}}}}}", "{" * 90, r"\bin999999999 x", r"\u", "\\", r"\'", r"{\*", r"\cell\row\intbl"]
)
def test_broken_rich_text_does_no_harm(tmp_path: Path, body: str) -> None:
    with pytest.raises(NoArticle):
        read(tmp_path, body)
    assert read(tmp_path, rf"{TEXT}\par {body}").paragraphs[0].text == TEXT


def test_an_unknown_code_page_is_taken_for_western_european(tmp_path: Path) -> None:
    article = read(tmp_path, rf"{TEXT} caf\'e9\par", head=r"\ansi\ansicpg12")
    assert article.paragraphs[0].text == f"{TEXT} café"


def test_page_headers_and_the_contents_list_can_be_put_back(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        rf"{SHEET}{{\header\pard Hallow Gazette\par}}{{\footer\pard Press office\par}}"
        rf"\pard\s9 The boats\tab 1\par\pard\s9 The pier\tab 2\par\pard {TEXT}\par",
    )
    assert pieces(article) == [(Kind.TEXT, TEXT)]
    assert article.contents == ("The boats", "The pier")
    assert left_out(article) == [
        ("page header", "Hallow Gazette"),
        ("contents list", "The boats 1"),
        ("contents list", "The pier 2"),
        ("page footer", "Press office"),
    ]


def test_a_list_without_written_markers_is_a_list(tmp_path: Path) -> None:
    article = read(tmp_path, rf"\pard {TEXT}\par\pard\ls1 twelve crowns\par\pard {MORE}\par")
    assert [p.kind for p in article.paragraphs] == [Kind.TEXT, Kind.LIST, Kind.TEXT]


def test_bold_lines_are_headings_where_the_writer_used_no_styles(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        rf"\pard\b The boats\b0\par\pard {TEXT}\par\pard{{\b The pier}}\par\pard {MORE}\par",
    )
    assert pieces(article) == [
        (Kind.HEADING, "The boats"),
        (Kind.TEXT, TEXT),
        (Kind.HEADING, "The pier"),
        (Kind.TEXT, MORE),
    ]
