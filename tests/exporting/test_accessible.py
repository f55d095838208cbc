"""Documents can be read by ear and with weak eyes, in every format that has pages."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx.shared import RGBColor

from briefing.exporting import render
from briefing.exporting.presets import usual
from briefing.resources import resource
from briefing.settings import OWN_TEMPLATES, EvidenceForm, Part, Preset
from tests.exporting.accessible import barriers, contrast
from tests.exporting.test_docx import ALL
from tests.exporting.test_note_tables import noted

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("name", OWN_TEMPLATES)
@pytest.mark.parametrize("preset", Preset)
def test_nothing_stands_in_the_way_in_any_template_and_preset(name, preset):
    options = replace(usual(preset), parts=frozenset(Part))
    data = render(noted(), ".docx", TODAY, template=Path(name), options=options)
    assert barriers(data) == []


@pytest.mark.parametrize("brief", ALL)
@pytest.mark.parametrize("evidence", EvidenceForm)
def test_nothing_stands_in_the_way_in_any_briefing(brief, evidence):
    options = replace(usual(Preset.FULL), evidence=evidence, marking="TLP:RED")
    assert barriers(render(brief(), ".docx", TODAY, options=options)) == []


def test_the_checker_finds_what_it_looks_for():
    document = docx.Document()
    document.add_heading("Third", 3)
    document.add_paragraph()
    document.add_table(rows=2, cols=2)
    document.styles["Normal"].font.color.rgb = RGBColor(0xBB, 0xBB, 0xBB)
    buffer = io.BytesIO()
    document.save(buffer)
    found = barriers(buffer.getvalue())
    for words in (
        "heading 3 after 0",
        "an empty paragraph",
        "a table without a row of heads",
        "a table without a name",
        "Normal is too faint",
    ):
        assert words in found


@pytest.mark.parametrize("preset", Preset)
def test_a_pdf_is_tagged_and_has_a_title_and_a_language(preset):
    options = replace(usual(preset), parts=frozenset(Part))
    data = render(noted(), ".pdf", TODAY, options=options)
    pdf = pypdfium2.PdfDocument(data)
    assert pdfium.FPDFCatalog_IsTagged(pdf.raw)
    assert pdf.get_metadata_value("Title").startswith("Port Ellery")
    assert b"pdfuaid" in data
    assert re.search(rb"/Lang\s*\(en\)", data)
    pdf.close()


def test_the_words_of_the_web_page_can_be_told_from_their_ground():
    style = resource("templates/plain/page.css").read_text("utf-8")
    for colour in re.findall(r"(?<![\w-])color: #([0-9a-f]{3,6})\b", style):
        whole = colour if len(colour) == 6 else "".join(c * 2 for c in colour)
        assert contrast(whole, "e7eaf0") >= 4.5
