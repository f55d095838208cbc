"""A contents list on top of an article is found in whatever format the article comes.

In each the list's lines are no paragraphs of the body, its titles come without numbers, leaders
and pages, and where the body has the listed titles as headings these carry the sections.
"""

from __future__ import annotations

from email.message import EmailMessage
from itertools import chain
from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.brief import SectionOrigin
from briefing.reading.contents import CONTENTS_LIST
from briefing.reading.origins import PastedOrigin
from briefing.reading.registry import read_article, read_origin
from briefing.sectioning.find import find_sections
from tests.reading.articles import left_out, pieces
from tests.reading.listed import (
    BODY,
    HEADLINE,
    PAGES,
    SECTIONS,
    TITLES,
    bare,
    body,
    book,
    chapter,
    in_control,
    in_field,
    links,
    open_document,
    open_index,
    open_paragraphs,
    plain,
    read,
    rich_text,
    rtf,
    typeset,
    typeset_lines,
    webpage,
    with_list,
    word,
    word_entries,
)
from tests.reading.printing import printed

HEADED = pytest.mark.parametrize("headed", [False, True], ids=["no headings", "headings"])


def holds(article: Article, *, headed: bool, aside: bool = False) -> None:
    """The list is known and left out, and nothing but the list.

    One that stands ``aside``, in a part of its own, is not shown among what was left out.
    """
    assert article.contents == TITLES
    assert pieces(article) == body(headed=headed)
    listed = [text for reason, text in left_out(article) if reason == CONTENTS_LIST]
    for title in () if aside else TITLES:
        assert any(title in text for text in listed)
    assert find_sections(article)[0].origin is (
        SectionOrigin.HEADING if headed else SectionOrigin.CONTENTS
    )
    assert [section.title for section in find_sections(article)] == list(TITLES)


# Plain text and Markdown


@HEADED
@pytest.mark.parametrize("label", ["", "Contents", "Go to:", "What you need to know"])
def test_plain_text(tmp_path: Path, label: str, headed: bool) -> None:
    lines = [*filter(None, [label]), *(f"- {title}" for title in TITLES)]
    holds(read(tmp_path, "a.txt", plain(lines, headed=headed)), headed=headed)


MARKDOWN = {
    "bullets": "\n".join(f"- {t}" for t in TITLES),
    "numbers": "\n".join(f"{n}. {t}" for n, t in enumerate(TITLES, 1)),
    "links": "\n".join(f"* [{t}](#s{n})" for n, t in enumerate(TITLES)),
    "links in bold": "\n".join(f"* [**{t}**](#s{n})" for n, t in enumerate(TITLES)),
    "numbered links": "\n".join(f"{n}. [{t}](#s{n})" for n, t in enumerate(TITLES)),
    "links with numbers": "\n".join(f"- [{n}. {t}](#s{n})" for n, t in enumerate(TITLES, 1)),
    "label in bold": "**Contents**\n\n" + "\n".join(f"- {t}" for t in TITLES),
    "label as heading": "## In this article\n\n" + "\n".join(f"- {t}" for t in TITLES),
    "label and links": "Jump to:\n\n" + "\n".join(f"- [{t}](#s{n})" for n, t in enumerate(TITLES)),
    "bar of links": " | ".join(f"[{t}](#s{n})" for n, t in enumerate(TITLES)),
    "links with spaces": "Go to: " + " ".join(f"[{t}](#s{n})" for n, t in enumerate(TITLES)),
    "two levels": "## Contents\n\n"
    + "\n".join(f"{'    ' if n in {1, 3} else ''}- [{t}](#s{n})" for n, t in enumerate(TITLES)),
    "titles on lines": "Contents  \n" + "  \n".join(TITLES),
    "links on lines": "  \n".join(f"[{t}](#s{n})" for n, t in enumerate(TITLES)),
}


@HEADED
@pytest.mark.parametrize("listed", MARKDOWN.values(), ids=MARKDOWN.keys())
def test_markdown(tmp_path: Path, listed: str, headed: bool) -> None:
    parts = [f"## {t}" if kind is Kind.HEADING else t for kind, t in body(headed=headed)]
    text = "\n\n".join([f"# {HEADLINE}", listed, *parts])
    article = read(tmp_path, "a.md", text)
    assert article.title == HEADLINE
    holds(article, headed=headed)


# Web pages

LINKS = links()
ITEMS = "".join(f"<li>{link}</li>" for link in LINKS)
PAGES_OF = {
    "a list in a nav": f"<nav><ul>{ITEMS}</ul></nav>",
    "a list in a nav with its label": f"<nav><h2>In this article</h2><ol>{ITEMS}</ol></nav>",
    "a list under a label": f"<h2>Contents</h2><ul>{ITEMS}</ul>",
    "a list under a label in bold": f"<p><b>Jump to:</b></p><ul>{ITEMS}</ul>",
    "a list under Go to": f"<p>Go to:</p><ul>{ITEMS}</ul>",
    "a list without links": f"<h3>Contents</h3><ul>{''.join(f'<li>{t}</li>' for t in TITLES)}</ul>",
    "a bar in a nav": f"<nav>{' '.join(LINKS)}</nav>",
    "a bar in a nav without spaces": f"<nav>{''.join(LINKS)}</nav>",
    "a bar in a nav with bars": f"<nav>{' | '.join(LINKS)}</nav>",
    "a bar in a paragraph": f"<p>{' '.join(LINKS)}</p>",
    "a bar in a paragraph with dots": f"<p>{' · '.join(LINKS)}</p>",
    "a bar in spans": f"<div>{''.join(f'<span>{link}</span>' for link in LINKS)}</div>",
    "a label and a bar": f"<p>In this article: {' '.join(LINKS)}</p>",
    "a label in bold and a bar": f"<p><strong>Jump to</strong> {' '.join(LINKS)}</p>",
    "a label over a bar": f"<p>On this page</p><p>{' '.join(LINKS)}</p>",
    "a label and a bar with slashes": f"<p>Skip to: {' / '.join(LINKS)}</p>",
    "a label and links on lines": f"<p>Contents<br>{'<br>'.join(LINKS)}</p>",
    "links on lines": f"<p>{'<br>'.join(LINKS)}</p>",
    "a label and titles on lines": f"<p><b>Contents</b><br>{'<br>'.join(TITLES)}</p>",
    "a label and numbered titles on lines": "<p>In this article<br>"
    + "<br>".join(f"{n}. {t}" for n, t in enumerate(TITLES, 1))
    + "</p>",
    "cells of a table": f"<table><tr>{''.join(f'<td>{link}</td>' for link in LINKS)}</tr></table>",
    "definitions": f"<dl><dt>In this article</dt>{''.join(f'<dd>{e}</dd>' for e in LINKS)}</dl>",
    "paragraphs": "<p><strong>In this article</strong></p>"
    + "".join(f"<p>{t}</p>" for t in TITLES),
    "a list with a button that hides it": "<div class='toc'><p>Contents <a href='#'>hide</a></p>"
    f"<nav><ul>{ITEMS}</ul></nav></div>",
    "divs": f"<div class='box'>{''.join(f'<div>{link}</div>' for link in LINKS)}</div>",
    "divs under a label": "<div><div>Inside this story</div>"
    f"{''.join(f'<div>{link}</div>' for link in LINKS)}</div>",
    "details": f"<details open><summary>Table of contents</summary><ul>{ITEMS}</ul></details>",
    "two levels": f"<div><p>Contents</p><ul><li>{LINKS[0]}<ul><li>{LINKS[1]}</li></ul></li>"
    f"<li>{LINKS[2]}<ul><li>{LINKS[3]}</li></ul></li><li>{LINKS[4]}</li></ul></div>",
    "numbers in spans": "<div class='toc'><p>Contents</p><ul>"
    + "".join(
        f"<li><a href='#s{n}'><span>{n}</span> <span>{t}</span></a></li>"
        for n, t in enumerate(TITLES, 1)
    )
    + "</ul></div>",
    "a table of contents in an aside": f"<aside><h4>On this page</h4><ul>{ITEMS}</ul></aside>",
    "links with the page's address": "<nav aria-label='Contents'><ul>"
    + "".join(f"<li>{e}</li>" for e in links(address="https://bell.example.org/tower#s{n}"))
    + "</ul></nav>",
}


@HEADED
@pytest.mark.parametrize("listed", PAGES_OF.values(), ids=PAGES_OF.keys())
def test_web_page(tmp_path: Path, listed: str, headed: bool) -> None:
    page = webpage(listed, headed=headed).replace(
        "<head>", "<head><link rel='canonical' href='https://bell.example.org/tower'>"
    )
    article = read(tmp_path, "a.html", page)
    assert article.title == HEADLINE
    holds(article, headed=headed)


@pytest.mark.parametrize(
    "listed",
    [
        PAGES_OF["a list in a nav"],
        PAGES_OF["a list under a label"],
        PAGES_OF["a bar in a nav"],
        PAGES_OF["a label and a bar"],
    ],
    ids=["nav", "label", "bar", "label and bar"],
)
def test_links_whose_targets_were_lost_are_still_a_contents_list(
    tmp_path: Path, listed: str
) -> None:
    holds(read(tmp_path, "a.html", webpage(listed, targets=False)), headed=False)


def test_a_heading_that_the_list_leads_to_belongs_to_the_article(tmp_path: Path) -> None:
    """A first heading as large as the title is easily taken for a part of the page."""
    page = webpage(PAGES_OF["a list in a nav"], headed=True)
    page = page.replace(f"<h1>{HEADLINE}</h1>", f"<p class='title'>{HEADLINE}</p>")
    page = page.replace("<h2", "<h1").replace("</h2>", "</h1>")
    article = read(tmp_path, "a.html", page)
    assert article.contents == TITLES
    assert [p.text for p in article.paragraphs if p.kind is Kind.HEADING] == list(TITLES)


@HEADED
@pytest.mark.parametrize(
    "listed",
    [PAGES_OF["a list under a label"], PAGES_OF["a label and a bar"], PAGES_OF["a bar in a nav"]],
    ids=["list", "label and bar", "bar"],
)
@pytest.mark.parametrize("how", ["mail", "clipboard"])
def test_formatted_mail_and_clipboard(tmp_path: Path, listed: str, how: str, headed: bool) -> None:
    parts = (
        f"<h2 id='s{n}'>{t}</h2><p>{a}</p><p>{b}</p>"
        if headed
        else f"<p id='s{n}'>{a}</p><p>{b}</p>"
        for n, (t, a, b) in enumerate(SECTIONS, 1)
    )
    fragment = f"{listed}{''.join(parts)}"
    if how == "clipboard":
        article = read_origin(PastedOrigin("", fragment))
    else:
        message = EmailMessage()
        message["From"] = "Anna Berg <anna@example.org>"
        message["Subject"] = HEADLINE
        message.set_content("See the other part.")
        message.add_alternative(f"<html><body>{fragment}</body></html>", subtype="html")
        article = read(tmp_path, "a.eml", bytes(message))
    holds(article, headed=headed)


@HEADED
@pytest.mark.parametrize("how", ["mail", "clipboard"])
def test_plain_mail_and_clipboard(tmp_path: Path, how: str, headed: bool) -> None:
    text = plain(["In this article", *(f"• {t}" for t in TITLES)], headed=headed)
    if how == "clipboard":
        article = read_origin(PastedOrigin(text, ""))
    else:
        message = EmailMessage()
        message["From"] = "Anna Berg <anna@example.org>"
        message["Subject"] = HEADLINE
        message.set_content(text.removeprefix(f"{HEADLINE}\n\n"), cte="quoted-printable")
        article = read(tmp_path, "a.eml", bytes(message))
    holds(article, headed=headed)


# Word

WORD = {
    "a content control": [in_control(in_field(word_entries(style="toc1")))],
    "a content control without a label": [in_control(in_field(word_entries(style="toc1")), "")],
    "a content control in another language": [
        in_control(in_field(word_entries(style="toc1")), "Inhaltsverzeichnis")
    ],
    "a content control with numbers": [
        in_control(in_field(word_entries(style="toc1", numbered=True)))
    ],
    "a field": in_field(word_entries(style="toc1")),
    "a field without styles": in_field(word_entries()),
    "a field of plain words": in_field(word_entries(form="text")),
    "a field without pages": in_field(word_entries(), r'TOC \n \h \z \t "Heading 1,1"'),
    "styles alone": bare(word_entries(style="toc1", form="text")),
    "styles and links": bare(word_entries(style="toc1")),
}


@HEADED
@pytest.mark.parametrize("listed", WORD.values(), ids=WORD.keys())
def test_word(tmp_path: Path, listed: list[str], headed: bool) -> None:
    article = read(tmp_path, "a.docx", with_list(word(headed=headed), *listed))
    assert article.title == HEADLINE
    holds(article, headed=headed)


def test_a_field_of_word_with_two_levels_gives_the_upper_ones_titles(tmp_path: Path) -> None:
    upper = word_entries(style="toc1")
    lower = word_entries(["North side", "South side"], style="toc2")
    listed = in_field([upper[0], *lower, *upper[1:]])
    holds(read(tmp_path, "a.docx", with_list(word(), *listed)), headed=False)


@HEADED
@pytest.mark.parametrize(
    ("style", "label"),
    [
        *((style, label) for style in ("List Bullet", "List Number") for label in ("Contents", "")),
        ("", "Contents"),
        ("", "On this page"),
    ],
)
def test_a_list_that_was_typed_in_word(
    tmp_path: Path, style: str, label: str, headed: bool
) -> None:
    document = word(headed=headed)
    before = document.paragraphs[1]
    if label:
        before.insert_paragraph_before(label)
    for title in TITLES:
        paragraph = before.insert_paragraph_before(title)
        if style:
            paragraph.style = document.styles[style]
    holds(read(tmp_path, "a.docx", with_list(document)), headed=headed)


@HEADED
@pytest.mark.parametrize(
    "form", ["{n}. {t}", "{t}\t{page}", "{n}.\t{t}\t{page}", "{t} .... {page}"]
)
def test_lines_with_numbers_and_pages_that_were_typed_in_word(
    tmp_path: Path, form: str, headed: bool
) -> None:
    document = word(headed=headed)
    before = document.paragraphs[1]
    for n, (title, page) in enumerate(zip(TITLES, PAGES, strict=True), 1):
        before.insert_paragraph_before(form.format(n=n, t=title, page=page))
    holds(read(tmp_path, "a.docx", with_list(document)), headed=headed)


@HEADED
def test_a_list_that_is_one_paragraph_in_word(tmp_path: Path, headed: bool) -> None:
    document = word(headed=headed)
    document.paragraphs[1].insert_paragraph_before("\n".join(["Contents", *TITLES]))
    holds(read(tmp_path, "a.docx", with_list(document)), headed=headed)


@HEADED
@pytest.mark.parametrize("label", ["Contents", ""])
def test_links_that_were_typed_in_word(tmp_path: Path, label: str, headed: bool) -> None:
    """Paragraphs that are links to bookmarks, as a pasted web page leaves them."""
    listed = bare(word_entries())
    if label:
        listed = [*bare(word_entries([label], form="text")), *listed]
        listed[0] = listed[0].replace("<w:tab/>", "").replace(f">{PAGES[0]}<", "><")
    holds(read(tmp_path, "a.docx", with_list(word(headed=headed), *listed)), headed=headed)


# OpenDocument, rich text, books

PAGED = [f"{t}\t{p}" for t, p in zip(TITLES, PAGES, strict=True)]
OPEN = {
    "an index": open_index(),
    "an index without links": open_index(linked=False),
    "an index without a label": open_index(label=""),
    "an index with automatic styles": open_index(styled=False),
    "typed lines": open_paragraphs(["Contents", *PAGED]),
    "a typed list": "<text:p>In this article</text:p><text:list>"
    + "".join(f"<text:list-item><text:p>{t}</text:p></text:list-item>" for t in TITLES)
    + "</text:list>",
    "a typed list without a label": "<text:list>"
    + "".join(f"<text:list-item><text:p>{t}</text:p></text:list-item>" for t in TITLES)
    + "</text:list>",
}


@HEADED
@pytest.mark.parametrize("listed", OPEN.values(), ids=OPEN.keys())
def test_open_document(tmp_path: Path, listed: str, headed: bool) -> None:
    article = read(tmp_path, "a.odt", open_document(listed, headed=headed))
    assert article.title == HEADLINE
    holds(article, headed=headed)


FIELD = r"{\field{\*\fldinst TOC \\o \"1-3\" \\h}{\fldrslt "
RICH = {
    "styles": r"\pard\s10 Contents\par" + "".join(rf"\pard\s9 {rtf(e)}\par" for e in PAGED),
    "styles without a label": "".join(rf"\pard\s9 {rtf(e)}\par" for e in PAGED),
    "a field": FIELD + "".join(rf"\pard\s0 {rtf(e)}\par" for e in PAGED) + "}}",
    "a field of links": FIELD
    + "".join(
        rf'\pard\s9 {{\field{{\*\fldinst HYPERLINK \\l "_Toc{n}"}}{{\fldrslt {rtf(t)}\tab '
        rf"{{\field{{\*\fldinst PAGEREF _Toc{n} \\h}}{{\fldrslt {page}}}}}}}}}\par"
        for n, (t, page) in enumerate(zip(TITLES, PAGES, strict=True), 1)
    )
    + "}}",
    "typed lines": r"\pard Contents\par" + "".join(rf"\pard {rtf(e)}\par" for e in PAGED),
    "bullets": r"\pard Contents\par"
    + "".join(rf"\pard{{\pntext \'b7\tab}}\ls1 {rtf(t)}\par" for t in TITLES),
}


@HEADED
@pytest.mark.parametrize("listed", RICH.values(), ids=RICH.keys())
def test_rich_text(tmp_path: Path, listed: str, headed: bool) -> None:
    article = read(tmp_path, "a.rtf", rich_text(listed, headed=headed))
    assert article.title == HEADLINE
    holds(article, headed=headed)


NAV = '<nav epub:type="toc"><h1>Contents</h1><ol>{0}</ol></nav>'
NAV_ITEMS = "".join(f'<li><a href="c1.xhtml#s{n}">{t}</a></li>' for n, t in enumerate(TITLES, 1))
NCX = (
    "<navMap>"
    + "".join(
        f'<navPoint id="n{n}"><navLabel><text>{n}. {t}</text></navLabel>'
        f'<content src="c1.xhtml#s{n}"/></navPoint>'
        for n, t in enumerate(TITLES, 1)
    )
    + "</navMap>"
)


@HEADED
def test_the_navigation_page_of_a_book(tmp_path: Path, headed: bool) -> None:
    data = book({"c1.xhtml": chapter(headed=headed)}, nav=NAV.format(NAV_ITEMS))
    holds(read(tmp_path, "a.epub", data), headed=headed, aside=True)


def test_the_places_of_one_chapter_on_a_books_navigation_page(tmp_path: Path) -> None:
    """The book has one chapter; what the list says of it stands one level below."""
    inner = f'<li><a href="c1.xhtml">{HEADLINE}</a><ol>{NAV_ITEMS}</ol></li>'
    data = book({"c1.xhtml": chapter()}, nav=NAV.format(inner))
    holds(read(tmp_path, "a.epub", data), headed=False, aside=True)


def test_the_title_page_is_no_entry_of_a_books_contents(tmp_path: Path) -> None:
    front = f'<li><a href="c1.xhtml">{HEADLINE}</a></li>'
    data = book({"c1.xhtml": chapter()}, nav=NAV.format(front + NAV_ITEMS))
    holds(read(tmp_path, "a.epub", data), headed=False, aside=True)


@HEADED
def test_the_older_contents_list_of_a_book(tmp_path: Path, headed: bool) -> None:
    data = book({"c1.xhtml": chapter(headed=headed)}, ncx=NCX)
    holds(read(tmp_path, "a.epub", data), headed=headed, aside=True)


@HEADED
@pytest.mark.parametrize(
    "listed",
    [
        f"<h2>Contents</h2><ul>{ITEMS}</ul>",
        f"<div><p>Contents</p>{''.join(f'<p>{link}</p>' for link in LINKS)}</div>",
        f"<ol>{ITEMS}</ol>",
    ],
    ids=["labelled list", "labelled paragraphs", "list"],
)
def test_a_list_within_a_chapter(tmp_path: Path, listed: str, headed: bool) -> None:
    inside = chapter(headed=headed).replace("</h1>", f"</h1>{listed}", 1)
    holds(read(tmp_path, "a.epub", book({"c1.xhtml": inside})), headed=headed)


# PDF

LEADER = "#box(width: 1fr, repeat[.])"
PDF = {
    "leaders": "Contents\n\n" + typeset_lines(f"{{t}} {LEADER} {{page}}"),
    "leaders without a label": typeset_lines(f"{{t}} {LEADER} {{page}}"),
    "numbers and leaders": "Contents\n\n" + typeset_lines(f"{{n}}. {{t}} {LEADER} {{page}}"),
    "pages at the right": "Contents\n\n" + typeset_lines("{t} #h(1fr) {page}"),
    "a heading and pages at the right": '#text(size: 14pt, weight: "bold")[Contents]\n\n'
    + typeset_lines("{t} #h(1fr) {page}"),
    "a page of its own": "#pagebreak()\nContents\n\n"
    + typeset_lines(f"{{t}} {LEADER} {{page}}")
    + "\n\n#pagebreak()",
    "bullets under a label": "In this article\n\n" + typeset_lines("- {t}").replace("\n\n", "\n"),
    "lines under a label": "In this article\n\n" + typeset_lines("{t}"),
    "bullets": typeset_lines("- {t}").replace("\n\n", "\n"),
}


@HEADED
@pytest.mark.parametrize("tagged", [True, False], ids=["tags", "no tags"])
@pytest.mark.parametrize("listed", PDF.values(), ids=PDF.keys())
def test_pdf(tmp_path: Path, listed: str, tagged: bool, headed: bool) -> None:
    file = printed(tmp_path, typeset(listed, headed=headed), tagged=tagged)
    article = read_article(file)
    assert article.title == HEADLINE
    holds(article, headed=headed)


@pytest.mark.parametrize("tagged", [True, False], ids=["tags", "no tags"])
def test_the_outline_that_a_pdf_program_prints(tmp_path: Path, tagged: bool) -> None:
    file = printed(
        tmp_path, typeset("#outline(title: none)\n#pagebreak()", headed=True), tagged=tagged
    )
    holds(read_article(file), headed=True)


# Whatever the format: a title without text


def test_a_listed_title_that_the_text_never_comes_to_is_an_empty_section(tmp_path: Path) -> None:
    titles = [*TITLES[:3], "Fish Prices in the Antipodes", *TITLES[3:]]
    article = read(tmp_path, "a.txt", plain(["Contents", *(f"- {t}" for t in titles)]))
    sections = find_sections(article)
    assert [section.title for section in sections] == titles
    assert sections[3].paragraphs == ()
    assert "nothing in the text was found to belong to it" in sections[3].why
    assigned = list(chain.from_iterable(section.paragraphs for section in sections))
    assert sorted(assigned) == sorted(p.id for p in article.paragraphs)
    assert len(assigned) == len(BODY)
