"""What is pasted is read with its structure where the clipboard has it, else as plain text."""

from __future__ import annotations

import hashlib

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.errors import NoArticle
from briefing.reading.origins import PastedOrigin
from briefing.reading.registry import read_origin
from tests.reading.articles import pieces

FIRST = "The ferry to Holm will stop for good at the end of March, the county said on Tuesday."
SECOND = "Those who live on the island were told of it by a notice on the door of the shop."
THIRD = "A bus will not help them, for there is no bridge, and there never was one."


def paste(text: str = "", html: str = "") -> Article:
    return read_origin(PastedOrigin(text, html))


def windows(fragment: str, before: str = "<html><body>", after: str = "</body></html>") -> str:
    """Formatted text as Windows puts it into the clipboard."""
    return (
        "Version:0.9\r\nStartHTML:0000000105\r\nEndHTML:0000000999\r\nStartFragment:0000000141\r\n"
        "EndFragment:0000000900\r\nSourceURL:https://paper.example/story?id=1\r\n"
        f"{before}<!--StartFragment-->{fragment}<!--EndFragment-->{after}"
    )


def test_plain_text_is_read_like_a_text_file() -> None:
    article = paste(f"The ferry\n\n{FIRST}\n\n- {SECOND}\n- {THIRD}\n")
    assert article.title == "The ferry"
    assert pieces(article) == [(Kind.TEXT, FIRST), (Kind.LIST, SECOND), (Kind.LIST, THIRD)]
    assert article.source == "clipboard"
    assert article.url is None


def test_a_fragment_keeps_its_headings_and_lists() -> None:
    html = f"<h2>Now</h2><p>{FIRST}</p><h2>Later</h2><ul><li>{SECOND}</li></ul><p>{THIRD}"
    article = paste(f"Now\n{FIRST}\nLater\n{SECOND}\n{THIRD}", html)
    assert pieces(article) == [
        (Kind.HEADING, "Now"),
        (Kind.TEXT, FIRST),
        (Kind.HEADING, "Later"),
        (Kind.LIST, SECOND),
        (Kind.TEXT, THIRD),
    ]
    assert article.sha256 == hashlib.sha256(html.encode()).hexdigest()


def test_what_windows_writes_around_a_fragment_is_no_text_but_tells_the_address() -> None:
    html = windows(f"<p>{FIRST}</p><p>{SECOND}</p>", before="<html><body><p>Not selected.</p>")
    article = paste(f"{FIRST}\r\n{SECOND}", html)
    assert pieces(article) == [(Kind.TEXT, FIRST), (Kind.TEXT, SECOND)]
    assert article.url == "https://paper.example/story?id=1"


def test_words_lists_titles_and_captions_are_told() -> None:
    item = (
        '<p class="MsoListParagraph{0}" style="text-indent:-18pt;mso-list:l0 level1 lfo1">'
        '<![if !supportLists]><span style="font-family:Symbol"><span style="mso-list:Ignore">'
        '{1}<span style="font:7pt">&nbsp;&nbsp; </span></span></span><![endif]>{2}<o:p></o:p></p>'
    )
    html = windows(
        '<p class="MsoTitle">The ferry<o:p></o:p></p><h1>What stops</h1>'
        f'<p class="MsoNormal">{FIRST}<o:p></o:p></p>'
        + item.format("CxSpFirst", "·", SECOND)
        + item.format("CxSpLast", "2.", THIRD)
        + '<p class="MsoCaption">Figure 1: The last ferry at the quay</p>'
        '<p class="MsoQuote">Nobody asked us, said the woman who keeps the shop by the quay.</p>'
        '<p class="MsoFooter">Page 3</p>',
        before='<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>'
        '<meta name=Generator content="Microsoft Word 15"><style>p {margin:0}</style></head><body>',
    )
    article = paste("", html)
    assert article.title == "The ferry"
    assert pieces(article) == [
        (Kind.HEADING, "What stops"),
        (Kind.TEXT, FIRST),
        (Kind.LIST, SECOND),
        (Kind.LIST, THIRD),
        (Kind.CAPTION, "Figure 1: The last ferry at the quay"),
        (Kind.QUOTE, "Nobody asked us, said the woman who keeps the shop by the quay."),
    ]


def test_google_docs_bold_wrapper_makes_no_headings() -> None:
    html = (
        '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">'
        f'<p dir="ltr"><span style="font-weight:700">What stops</span></p><p dir="ltr"><span '
        f'style="font-weight:400">{FIRST}</span></p><p dir="ltr"><span style="font-weight:700">'
        f'What follows</span></p><p dir="ltr"><span>{SECOND}</span></p><p><span>{THIRD}</span></p>'
        f"<p><span>{FIRST}</span></p></b>"
    )
    assert [kind for kind, _ in pieces(paste("", html))] == [
        Kind.HEADING,
        Kind.TEXT,
        Kind.HEADING,
        Kind.TEXT,
        Kind.TEXT,
        Kind.TEXT,
    ]


@pytest.mark.parametrize("html", ["<img src='x.png'>", "<p>The ferry</p>", "<table></table>", " "])
def test_the_text_is_taken_where_the_formatted_form_says_less(html: str) -> None:
    article = paste(f"{FIRST}\n{SECOND}", html)
    assert pieces(article) == [(Kind.TEXT, FIRST), (Kind.TEXT, SECOND)]
    assert article.sha256 == hashlib.sha256(f"{FIRST}\n{SECOND}".encode()).hexdigest()


def test_formatted_text_that_nests_too_deeply_gives_way_to_the_text() -> None:
    article = paste(FIRST, "<div>" * 5000 + FIRST)
    assert pieces(article) == [(Kind.TEXT, FIRST)]


@pytest.mark.parametrize(("text", "html"), [("", ""), (" \n", ""), ("", "<img src='x.png'>")])
def test_an_empty_clipboard_is_said(text: str, html: str) -> None:
    with pytest.raises(NoArticle) as error:
        paste(text, html)
    assert "clipboard" in str(error.value)
    assert str(error.value).endswith(".")


def test_nothing_that_pasted_text_names_is_fetched() -> None:
    html = f'<p>{FIRST}</p><img src="http://127.0.0.1:9/x.png"><link href="http://127.0.0.1:9/">'
    assert pieces(paste(FIRST, html)) == [(Kind.TEXT, FIRST)]
