"""What others make of a Word document: LibreOffice prints it, pandoc and mammoth read it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import mammoth
import pytest

from briefing.exporting import export, render
from briefing.exporting.presets import usual
from briefing.settings import EvidenceForm, Preset
from briefing.storing.word import brief_in_word
from tests.exporting.briefs import long_brief, short_brief
from tests.exporting.test_docx import doubtful_brief, packed
from tests.exporting.test_note_tables import noted

TODAY = date(2026, 11, 23)


@pytest.mark.slow
def test_libreoffice_opens_it_and_prints_one_page(tmp_path, pdf_of_libreoffice, pages_of):
    export(short_brief(), tmp_path / "ferry.docx", TODAY)
    (page,) = pages_of(pdf_of_libreoffice(tmp_path / "ferry.docx"))
    for words in (
        "Port Ellery weighs closing its northern ferry terminal",
        "Published",
        "19 August 2026",
        "• Repair is put at 8.6 million crowns.2",
        "No statement was taken from this section.",
        "“The council is due to vote on 14 September.” The Ellery Courier, paragraph 6, page 2",
        "Page 1 of 1",
    ):
        assert words in page
    assert "Error" not in page


@pytest.mark.slow
def test_libreoffice_prints_many_pages_with_header_and_numbers(
    tmp_path: Path, pdf_of_libreoffice, pages_of
):
    export(long_brief(300), tmp_path / "long.docx", TODAY)
    pages = pages_of(pdf_of_libreoffice(tmp_path / "long.docx"))
    assert 12 <= len(pages) <= 16
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, 1))
    assert all("Port Ellery weighs closing" in page for page in pages)
    assert "Point 300: " in pages[-2] + pages[-1]


@pytest.mark.slow
def test_libreoffice_keeps_the_brief_inside(tmp_path, libreoffice):
    export(short_brief(), tmp_path / "ferry.docx", TODAY)
    kept = brief_in_word(libreoffice(tmp_path / "ferry.docx", "docx"))
    assert kept is not None
    assert kept.sections == short_brief().sections


@pytest.fixture
def pandoc(tmp_path):
    """A function that reads a document with pandoc, as its own form of Markdown."""
    program = shutil.which("pandoc")
    if program is None:
        pytest.skip("pandoc is not installed")

    def read(data: bytes) -> str:
        path = tmp_path / "read.docx"
        path.write_bytes(data)
        done = subprocess.run(
            [program, str(path), "--track-changes=all", "--wrap=none", "-t", "markdown-smart"],
            check=True,
            capture_output=True,
        )
        assert done.stderr == b""
        return done.stdout.decode("utf-8")

    return read


@pytest.mark.parametrize("evidence", [EvidenceForm.FOOTNOTES, EvidenceForm.ENDNOTES])
def test_pandoc_reads_headings_lists_and_notes(pandoc, evidence):
    text = pandoc(packed(short_brief(), evidence=evidence))
    assert "# What it costs\n" in text
    assert "-   Repair is put at 8.6 million crowns.[^2]\n" in text
    assert re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE) == [str(n) for n in range(1, 10)]
    assert "[^3]: “The council is due to vote on 14 September.” The Ellery Courier," in text


def test_pandoc_reads_comments_on_their_statements(pandoc):
    text = pandoc(packed(doubtful_brief(), evidence=EvidenceForm.COMMENTS))
    assert text.count(".comment-start") == text.count(".comment-end") == 10
    assert "Repair is put at 8.6 million crowns.[]{.comment-end" in text


def read_by_mammoth(data: bytes) -> str:
    """The document as HTML; what mammoth has no element for it may say, and nothing else."""
    styles = "p[style-name='Title'] => h1.title:fresh\ncomment-reference => sup"
    result = mammoth.convert_to_html(io.BytesIO(data), style_map=styles)
    assert all(m.message.startswith("Unrecognised") for m in result.messages)
    # Of bookmarks it makes anchors; by these the program finds its statements again.
    return re.sub(r'<a id="_briefing_[bs][0-9]+"></a>', "", str(result.value))


@pytest.mark.parametrize("evidence", [EvidenceForm.FOOTNOTES, EvidenceForm.ENDNOTES])
def test_mammoth_reads_headings_lists_tables_and_notes(evidence):
    page = read_by_mammoth(packed(noted(), evidence=evidence))
    assert page.startswith('<h1 class="title">Port Ellery weighs')
    assert "<h1>What it costs</h1><ul><li>Repair is put at 8.6 million crowns." in page
    assert page.count("<ul>") == 4
    assert page.count("<table>") == 4
    assert "<thead><tr><th><p>Figure</p></th>" in page
    notes = re.findall(r'<li id="(?:foot|end)note-(\d+)"><p> “', page)
    assert len(notes) >= 8


def test_mammoth_reads_comments():
    page = read_by_mammoth(packed(doubtful_brief(), evidence=EvidenceForm.COMMENTS))
    assert len(re.findall(r'<dt id="comment-\d+">', page)) == 10
    assert "No statement" in page


def test_mammoth_reads_a_submission_with_its_places_to_fill_in():
    data = render(short_brief(), ".docx", TODAY, options=usual(Preset.SUBMISSION))
    page = read_by_mammoth(data)
    assert "<h1>Recommendation</h1><p>[to be filled in: what you ask the reader to decide]" in page
