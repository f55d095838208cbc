"""The styles of a house template are found by name, by what they do and by their use."""

from __future__ import annotations

import copy
import io
from datetime import date
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from briefing.exporting import render
from briefing.exporting.docx_template import styles_of_template
from briefing.settings import DocumentOptions
from tests.exporting.briefs import short_brief
from tests.exporting.wordml import W, faults

TODAY = date(2026, 11, 23)


def written(template: Path) -> WordDocument:
    return docx.Document(io.BytesIO(render(short_brief(), ".docx", TODAY, template=template)))


def bulleted(document: WordDocument, name: str) -> None:
    """A list style of the house's own, with bullets."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    like = document.styles["List Bullet"].element.pPr.numPr
    style.element.get_or_add_pPr().append(copy.deepcopy(like))


def own_names(path: Path) -> Path:
    """A house with styles under its own names, used in its text, beside Word's unused ones."""
    document = docx.Document()
    bulleted(document, "MoF Bullet")
    for name, level in (("MoF Kop", 0), ("MoF Subkop", 1)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        outline = style.element.get_or_add_pPr().makeelement(W + "outlineLvl", {})
        outline.set(W + "val", str(level))
        style.element.pPr.append(outline)
    document.styles.add_style("MoF Titel", WD_STYLE_TYPE.PARAGRAPH)
    for name in ("MoF Titel", "MoF Kop", "MoF Subkop", "MoF Bullet"):
        document.add_paragraph("sample", style=name)
    document.save(path)
    return path


def test_styles_that_the_house_uses_go_before_words_own(tmp_path):
    found = styles_of_template(own_names(tmp_path / "house.docx"))
    assert found.mapping["Title"] == "MoF Titel"
    assert found.mapping["Heading 1"] == "MoF Kop"
    assert found.mapping["Heading 2"] == "MoF Subkop"
    assert found.mapping["Heading 3"] == "heading 3"
    assert found.mapping["List Bullet"] == "MoF Bullet"
    document = written(tmp_path / "house.docx")
    assert document.paragraphs[0].style.name == "MoF Titel"
    assert {"MoF Kop", "MoF Bullet"} < {p.style.name for p in document.paragraphs}
    assert not {"Title", "Heading 1", "List Bullet"} & {p.style.name for p in document.paragraphs}


def test_words_own_styles_serve_where_the_house_does_not_use_others(tmp_path):
    document = docx.Document()
    bulleted(document, "Spare Bullet")
    document.save(tmp_path / "house.docx")
    mapping = styles_of_template(tmp_path / "house.docx").mapping
    assert mapping["List Bullet"] == "List Bullet"
    assert mapping["Heading 1"] == "heading 1"


def test_a_person_can_set_the_mapping_right(tmp_path):
    path = own_names(tmp_path / "house.docx")
    chosen = {"Title": "heading 1", "List Bullet": "No such style"}
    found = styles_of_template(path, chosen)
    assert found.mapping["Title"] == "heading 1"
    assert found.mapping["List Bullet"] == "MoF Bullet"
    assert "MoF Kop" in found.choices
    options = DocumentOptions(styles=chosen)
    data = render(short_brief(), ".docx", TODAY, template=path, options=options)
    assert docx.Document(io.BytesIO(data)).paragraphs[0].style.name == "Heading 1"


def test_a_list_style_without_bullets_is_passed_over(tmp_path):
    document = docx.Document()
    style = document.styles["List Bullet"].element
    style.pPr.remove(style.pPr.numPr)
    document.save(tmp_path / "house.docx")
    data = render(short_brief(), ".docx", TODAY, template=tmp_path / "house.docx")
    assert faults(data, foreign=True) == []
    made = docx.Document(io.BytesIO(data))
    bullets = [p for p in made.paragraphs if p.style.name == "Briefing List Bullet"]
    assert len(bullets) == 11
    number = bullets[0].style.element.find(f".//{W}numId").get(W + "val")
    assert number in {n.get(W + "numId") for n in made.part.numbering_part.element.iter(W + "num")}


def test_a_style_of_the_house_with_the_id_of_another_is_left_alone(tmp_path):
    document = docx.Document()
    style = document.styles.add_style("Proof", WD_STYLE_TYPE.PARAGRAPH)
    style.element.set(W + "styleId", "Evidence")
    style.font.size = Pt(44)
    document.save(tmp_path / "house.docx")
    made = written(tmp_path / "house.docx")
    assert made.styles["Evidence"].style_id == "BriefingEvidence"
    assert made.styles["Proof"].font.size == Pt(44)
