"""Markdown, HTML, JSON and PDF say the same as the Word document, each in its own way."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from briefing import __version__
from briefing.brief import Brief
from briefing.codec import brief_from_json
from briefing.errors import OutputError, UsageError
from briefing.exporting import FORMATS, export, render
from briefing.exporting.markdown import escaped
from briefing.exporting.registry import for_mail
from briefing.settings import DocumentOptions
from tests.exporting.briefs import TEXTS, article, long_brief, short_brief
from tests.exporting.test_docx import ALL, arabic_brief, odd_brief

TODAY = date(2026, 11, 23)
REFERENCES = Path(__file__).parent / "references"


def text_of(brief: Brief, ending: str) -> str:
    return render(brief, ending, TODAY).decode("utf-8")


def with_text(text: str) -> Brief:
    first = short_brief().key_points[0]
    return short_brief().with_bullets("key_points", [replace(first, text=text)])


class Page(HTMLParser):
    """The elements of a page; every element that is opened must be closed."""

    EMPTY = frozenset({"meta"})

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


# --- reference files --------------------------------------------------------------------------


@pytest.mark.parametrize("ending", [".md", ".html", ".json"])
def test_the_file_is_the_one_that_was_looked_at(ending):
    """To change these on purpose: write the new file, read the difference, commit it."""
    shown = text_of(short_brief(), ending)
    style = re.compile(r"<style>.*?</style>", re.DOTALL)  # the look may change by itself
    shown = style.sub("<style></style>", shown).replace(__version__, "VERSION")
    assert shown == (REFERENCES / f"short{ending}").read_text("utf-8")


# --- Markdown ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, 8.6 million (about a third)", "plain text, 8.6 million (about a third)"),
        ("*a* _b_ `c` [d](e) <f> ~g~ h|i \\", r"\*a\* \_b\_ \`c\` \[d\](e) \<f\> \~g\~ h\|i \\"),
        ("AT&T &amp; &#35;", r"AT&T \&amp; \&#35;"),
        ("# one", r"\# one"),
        ("- one", r"\- one"),
        ("+ one", r"\+ one"),
        ("1. one", r"1\. one"),
        ("14) one", r"14\) one"),
        ("1968 was", "1968 was"),
        ("8.6 million", "8.6 million"),
        ("---", r"\---"),
        ("===", r"\==="),
        ("#tag", "#tag"),
        ("-5 degrees", "-5 degrees"),
    ],
)
def test_marks_of_markdown_in_the_text_stay_text(text, shown):
    assert escaped(text) == shown


def test_markdown_has_a_footnote_for_every_number():
    text = text_of(short_brief(), ".md")
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    given = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert sorted(set(used), key=int) == given


# --- HTML -------------------------------------------------------------------------------------


@pytest.mark.parametrize("brief", ALL)
def test_the_page_is_whole_and_reads_by_ear(brief):
    page = Page(text_of(brief(), ".html"))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("main") == tags.count("h1") == tags.count("title") == 1
    html = page.elements[0][1]
    assert html["lang"]
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(set(ids)) == len(ids)
    links = [a["href"] for tag, a in page.elements if tag == "a"]
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert not {"script", "img", "link", "iframe"} & set(tags)


def test_text_is_never_taken_for_html():
    evil = '<script>alert("x")</script> & <img src=x onerror=y> \'"'
    brief = replace(with_text(evil), title=evil)
    page = Page(text_of(brief, ".html"))
    assert "script" not in [tag for tag, _ in page.elements]
    assert "img" not in [tag for tag, _ in page.elements]
    assert page.text.count(evil) == 3


def test_a_language_cannot_leave_its_attribute():
    brief = replace(short_brief(), article=replace(article(), language='en" onload="x'))
    assert Page(text_of(brief, ".html")).elements[0][1]["lang"] == 'en" onload="x'


def test_a_page_from_right_to_left_says_so():
    assert Page(text_of(arabic_brief(), ".html")).elements[0][1]["dir"] == "rtl"
    lines = text_of(odd_brief(), ".html").splitlines()
    assert [line for line in lines if 'dir="auto"' in line and "الميناء" in line]
    assert not [line for line in lines if 'dir="auto"' in line and "港口" in line]


# --- JSON -------------------------------------------------------------------------------------


@pytest.mark.parametrize("brief", [short_brief, long_brief, arabic_brief])
def test_json_is_read_back_as_the_same_brief(brief):
    assert brief_from_json(json.loads(text_of(brief(), ".json"))) == brief()


def test_half_a_character_does_not_move_the_evidence():
    shown = json.loads(text_of(with_text("Half \ud83d end"), ".json"))
    assert shown["key_points"][0]["text"] == "Half � end"


# --- PDF --------------------------------------------------------------------------------------


@pytest.fixture
def pages(tmp_path, pages_of):
    def read(brief: Brief) -> list[str]:
        path = tmp_path / "brief.pdf"
        path.write_bytes(render(brief, ".pdf", TODAY))
        return pages_of(path)

    return read


def test_the_pdf_of_a_short_article_is_one_page_with_all_of_it(pages):
    (page,) = pages(short_brief())
    for words in (
        "Port Ellery weighs closing its northern ferry terminal",
        "19 August 2026",
        "Repair is put at 8.6 million crowns.",
        "No statement was taken from this section.",
        "“The council is due to vote on 14 September.” paragraph 6, page 2",
        "Page 1 of 1",
    ):
        assert words in page


def test_the_pdf_is_tagged_and_says_that_readers_by_ear_may_trust_it():
    data = render(short_brief(), ".pdf", TODAY)
    assert data.startswith(b"%PDF-1.7")
    assert b"/StructTreeRoot" in data
    assert b"pdfuaid:part" in data


def test_every_page_of_a_long_pdf_has_its_number(pages):
    printed = pages(long_brief(300))
    assert len(printed) > 9
    assert all(f"Page {n} of {len(printed)}" in page for n, page in enumerate(printed, 1))


def test_the_pdf_shows_other_scripts_and_never_reads_text_as_markup(pages):
    text = "Ελλάδα, Лимит, #let x = 1; *b* _i_ $x$ @y <z> \\ // c"
    (page,) = pages(with_text(text))
    assert text in page


def test_a_language_that_is_no_code_does_no_harm(pages):
    strange = replace(short_brief(), article=replace(article(), language="x-klingon-long"))
    assert pages(strange)


def test_characters_that_no_font_has_are_named():
    with pytest.raises(OutputError) as caught:
        render(with_text("A sign of no script: \u0378."), ".pdf", TODAY)
    assert "No font on this computer has the characters “U+0378”" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_equal_briefs_give_equal_pdfs():
    assert render(short_brief(), ".pdf", TODAY) == render(short_brief(), ".pdf", TODAY)


# --- all --------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", FORMATS)
def test_the_ending_picks_the_format_in_any_case(tmp_path, ending):
    path = tmp_path / f"note{ending.upper()}"
    export(short_brief(), path, TODAY)
    assert path.read_bytes() == render(short_brief(), ending, TODAY)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("name", ["note.odt", "note", ".docx", "note.docx.exe"])
def test_an_unknown_ending_is_answered_with_the_known_ones(tmp_path, name):
    with pytest.raises(UsageError, match=r"\.docx, \.json, \.md, \.html, \.txt, \.pdf"):
        export(short_brief(), tmp_path / name, TODAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", FORMATS)
def test_without_a_day_it_is_dated_today(ending):
    assert render(short_brief(), ending)


@pytest.mark.parametrize("ending", [".md", ".html", ".json"])
@pytest.mark.parametrize("brief", ALL)
def test_no_control_character_reaches_a_file(brief, ending):
    shown = text_of(brief(), ending)
    assert not re.search("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff\u202e]", shown)


def test_the_evidence_is_quoted_in_full_where_there_is_room():
    long = TEXTS[0].split(" The terminal,")[0]
    assert long in text_of(short_brief(), ".md")
    assert long in text_of(short_brief(), ".html")


# --- plain text --------------------------------------------------------------------------------


def test_plain_text_is_wrapped_numbered_and_whole():
    text = render(short_brief(), ".txt", TODAY).decode("utf-8")
    lines = text.splitlines()
    assert lines[0] == "PORT ELLERY WEIGHS CLOSING ITS NORTHERN FERRY TERMINAL"
    assert "Date: 23 November 2026" in lines
    assert "- Repair is put at 8.6 million crowns. [2]" in lines
    assert "[2] “Repair is put at 8.6 million crowns.” (paragraph 3, page 1)" in lines
    assert max(map(len, lines)) <= 76
    assert "\n\n\n" not in text


@pytest.mark.parametrize("brief", ALL)
def test_plain_text_takes_any_briefing(brief):
    assert render(brief(), ".txt", TODAY).decode("utf-8").endswith("\n")


def test_a_mail_has_the_page_and_the_text():
    mail = for_mail(short_brief(), TODAY, options=DocumentOptions(marking="TLP:GREEN"))
    assert mail.html.startswith("<!DOCTYPE html>")
    assert mail.text.startswith("TLP:GREEN\n\nPORT ELLERY")
    assert mail.text.endswith("\n\nTLP:GREEN")
