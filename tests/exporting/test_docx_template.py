"""A house template keeps its look, and a template that could do harm is refused."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.shared import Mm, Pt

from briefing.errors import InputError, InputMissing, InputUnreadable, UsageError
from briefing.exporting import render
from briefing.exporting.docx_own import own_template
from briefing.exporting.docx_parts import add_field
from briefing.exporting.presets import PLAIN
from briefing.settings import OWN_TEMPLATES, DocumentOptions, EvidenceForm
from tests.exporting.briefs import short_brief
from tests.exporting.test_docx import arabic_brief, odd_brief
from tests.exporting.wordml import W, faults, parts

TODAY = date(2026, 11, 23)


def house(path: Path) -> Path:
    """A letterhead: its own font, margins, header, numbering and text."""
    document = docx.Document()
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(13)
    document.styles["Heading 1"].font.name = "Georgia"
    document.sections[0].left_margin = Mm(40)
    document.sections[0].header.paragraphs[0].text = "Ministry of Ferries"
    document.add_paragraph("Dear colleague,")
    document.add_paragraph("one", style="List Number")
    document.add_page_break()
    document.save(path)
    return path


def repacked(path: Path, change: Callable[[str, bytes], bytes], **more: bytes) -> Path:
    """The same file with parts changed and others added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, data in more.items():
            new.writestr(name, data)
    path.write_bytes(buffer.getvalue())
    return path


def same(_: str, data: bytes) -> bytes:
    return data


def written(template: Path) -> WordDocument:
    return docx.Document(io.BytesIO(render(short_brief(), ".docx", TODAY, template=template)))


def refusal(template: Path) -> str:
    with pytest.raises(InputError) as caught:
        written(template)
    assert template.name in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_the_house_keeps_its_fonts_margins_and_header(tmp_path):
    document = written(house(tmp_path / "house.docx"))
    assert document.styles["Normal"].font.name == "Georgia"
    assert round(document.sections[0].left_margin.mm) == 40
    assert [p.text for p in document.sections[0].header.paragraphs] == ["Ministry of Ferries"]
    assert document.styles["Title"].font.size == docx.Document().styles["Title"].font.size


def test_its_own_text_goes_and_the_briefing_stands_there(tmp_path):
    document = written(house(tmp_path / "house.docx"))
    assert document.paragraphs[0].text.startswith("Port Ellery weighs")
    assert "Dear colleague," not in [p.text for p in document.paragraphs]
    assert all(p.text.strip() for p in document.paragraphs)


def test_styles_that_it_lacks_are_added_upon_its_own(tmp_path):
    document = written(house(tmp_path / "house.docx"))
    evidence = document.styles["Evidence"]
    assert evidence.base_style.name == "Normal"
    assert evidence.font.name is None
    ids = [style.style_id for style in document.styles]
    assert len(set(ids)) == len(ids)
    defaults = [s for s in document.styles.element.iter(W + "style") if s.get(W + "default") == "1"]
    assert len(defaults) == 4


def test_the_evidence_is_numbered_beside_the_lists_of_the_house(tmp_path):
    path = house(tmp_path / "house.docx")
    before = len(docx.Document(path).part.numbering_part.element.findall(W + "num"))
    document = written(path)
    numbering = document.part.numbering_part.element
    number = document.styles["Evidence"].element.find(f".//{W}numId").get(W + "val")
    nums = {n.get(W + "numId"): n for n in numbering.findall(W + "num")}
    assert len(nums) == before + 1
    kind = nums[number].find(W + "abstractNumId").get(W + "val")
    (abstract,) = (
        a for a in numbering.findall(W + "abstractNum") if a.get(W + "abstractNumId") == kind
    )
    assert abstract.find(f".//{W}numFmt").get(W + "val") == "decimal"
    order = [child.tag for child in numbering if child.tag in {W + "abstractNum", W + "num"}]
    assert order == sorted(order, key=(W + "abstractNum", W + "num").index)


def test_a_house_without_header_gets_page_numbers(tmp_path):
    docx.Document().save(tmp_path / "bare.docx")
    document = written(tmp_path / "bare.docx")
    assert document.sections[0].footer.paragraphs[0].text == "Page 1 of 1"


def test_a_dotx_serves_too(tmp_path):
    def as_template(name: str, data: bytes) -> bytes:
        return data.replace(b"document.main+xml", b"template.main+xml") if "Types" in name else data

    path = repacked(house(tmp_path / "house.docx"), as_template).rename(tmp_path / "house.dotx")
    assert written(path).styles["Normal"].font.name == "Georgia"


def test_a_briefing_serves_as_template_for_the_next(tmp_path):
    path = tmp_path / "last.docx"
    path.write_bytes(render(short_brief(), ".docx", TODAY))
    document = written(path)
    plain = docx.Document(path)
    assert [p.text for p in document.paragraphs] == [p.text for p in plain.paragraphs]
    assert len(list(document.styles)) == len(list(plain.styles))


def test_nothing_of_the_last_briefing_is_left_in_the_next(tmp_path):
    path = tmp_path / "last.docx"
    last = short_brief().with_bullets("key_points", [])
    secret = replace(last.sections[0].bullets[0], text="A secret of the last briefing.")
    last = replace(last.with_bullets("s1", [secret]), title="The last briefing")
    for form in EvidenceForm:
        path.write_bytes(render(last, ".docx", TODAY, options=DocumentOptions(evidence=form)))
        data = render(short_brief(), ".docx", TODAY, template=path)
        assert faults(data) == []
        text = b"".join(parts(data).values())
        assert b"secret of the last" not in text
        assert b"The last briefing" not in text


def test_the_last_page_keeps_the_header_that_it_has_from_the_first(tmp_path):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ministry of Ferries"
    document.add_section()
    document.add_paragraph("Second part")
    document.save(tmp_path / "house.docx")
    header = written(tmp_path / "house.docx").sections[0].header
    assert [p.text for p in header.paragraphs] == ["Ministry of Ferries"]


def test_footnotes_are_counted_through_though_the_house_begins_anew_on_each_page(tmp_path):
    document = docx.Document()
    section = document.sections[0]._sectPr
    rule = section.makeelement(W + "footnotePr", {})
    rule.append(section.makeelement(W + "numRestart", {W + "val": "eachPage"}))
    section.insert(0, rule)
    document.save(tmp_path / "house.docx")
    made = written(tmp_path / "house.docx")
    assert next(made.sections[0]._sectPr.iter(W + "numRestart"), None) is None


def test_a_marking_stands_on_pages_of_a_house_beside_its_own_header(tmp_path):
    template = house(tmp_path / "house.docx")
    options = DocumentOptions(marking="TLP:RED")
    data = render(short_brief(), ".docx", TODAY, template=template, options=options)
    assert faults(data, foreign=True) == []
    section = docx.Document(io.BytesIO(data)).sections[0]
    assert [p.text for p in section.header.paragraphs] == ["TLP:RED", "Ministry of Ferries"]
    assert [p.text for p in section.footer.paragraphs] == ["Page 1 of 1", "TLP:RED"]


# --- the program's own --------------------------------------------------------------------------


@pytest.mark.parametrize("evidence", EvidenceForm)
@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_word_finds_nothing_to_repair_in_the_programs_own(name, evidence):
    options = DocumentOptions(evidence=evidence, marking="TLP:AMBER")
    for brief in (short_brief(), odd_brief(), arabic_brief()):
        data = render(brief, ".docx", TODAY, template=Path(name), options=options)
        assert faults(data) == []


@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_their_words_can_be_read_on_white_paper(name):
    for colour in own_template(name).styles.element.iter(W + "color"):
        value = colour.get(W + "val")
        assert value == "auto" or contrast_with_white(value) >= 7


def contrast_with_white(colour: str) -> float:
    """The ratio of contrast as the Web Content Accessibility Guidelines define it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.slow
@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_a_short_article_is_one_page_in_each(tmp_path, name, pdf_of_libreoffice, pages_of):
    path = tmp_path / "ferry.docx"
    path.write_bytes(render(short_brief(), ".docx", TODAY, template=Path(name)))
    (page,) = pages_of(pdf_of_libreoffice(path))
    assert "Page 1 of 1" in page


def test_plain_is_the_programs_own():
    assert render(short_brief(), ".docx", TODAY, template=Path(PLAIN)) == render(
        short_brief(), ".docx", TODAY
    )


def test_a_template_serves_word_documents_alone(tmp_path):
    with pytest.raises(UsageError, match=r"\.docx alone"):
        render(short_brief(), ".pdf", TODAY, template=house(tmp_path / "house.docx"))


def test_a_missing_template_and_a_folder_are_named(tmp_path):
    with pytest.raises(InputMissing, match="no template"):
        written(tmp_path / "none.docx")
    with pytest.raises(InputMissing, match="is a folder"):
        written(tmp_path)


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_word_document_is_refused(tmp_path, data):
    path = tmp_path / "house.docx"
    path.write_bytes(data)
    assert "not a Word document" in refusal(path)


def test_a_damaged_template_is_refused(tmp_path):
    for part in ("word/document.xml", "word/styles.xml", "_rels/.rels", "[Content_Types].xml"):

        def cut(name: str, data: bytes, part: str = part) -> bytes:
            return data[: len(data) // 2] if name == part else data

        assert "damaged" in refusal(repacked(house(tmp_path / "house.docx"), cut))


def test_macros_are_refused(tmp_path):
    path = repacked(house(tmp_path / "house.docx"), same, **{"word/vbaProject.bin": b"x"})
    assert "macros" in refusal(path)


def test_macros_are_refused_whatever_their_name_is(tmp_path):
    def typed(kind: bytes) -> Path:
        row = b'<Override PartName="/word/x.bin" ContentType="' + kind + b'"/></Types>'

        def add(name: str, data: bytes) -> bytes:
            return data.replace(b"</Types>", row) if "Types" in name else data

        path = house(tmp_path / "house.docx")
        return repacked(path, add, **{"word/x.bin": b"x"})

    assert "macros" in refusal(typed(b"application/vnd.ms-office.vbaProject"))
    assert "macros" in refusal(typed(b"application/vnd.ms-word.document.macroEnabled.main+xml"))
    assert "controls" in refusal(typed(b"application/vnd.ms-office.activeX+xml"))


@pytest.mark.parametrize("code", ["DDEAUTO c:\\\\x", 'INCLUDETEXT "//host/x"', "includepicture x"])
def test_fields_that_fetch_something_are_refused(tmp_path, code):
    document = docx.Document()
    line = document.sections[0].header.paragraphs[0]._p
    add_field(line, code, "shown")
    (first,) = line.iter(W + "instrText")
    rest = copy.deepcopy(first)  # Word may write a field's code in pieces
    first.text, rest.text = first.text[:5], first.text[5:]
    first.addnext(rest)
    document.save(tmp_path / "house.docx")
    assert "fetches something from elsewhere" in refusal(tmp_path / "house.docx")


def test_page_numbers_and_links_in_a_header_are_no_harm(tmp_path):
    document = docx.Document()
    line = document.sections[0].header.paragraphs[0]._p
    add_field(line, "PAGE", "1")
    add_field(line, 'HYPERLINK "https://example.org"', "Ministry")
    document.save(tmp_path / "house.docx")
    assert written(tmp_path / "house.docx").sections[0].header.paragraphs[0].text == "1Ministry"


def test_parts_from_elsewhere_are_refused_but_links_and_the_old_template_are_not(tmp_path):
    def with_relationship(kind: str) -> Path:
        row = (
            '<Relationship Id="rId99" TargetMode="External" Target="https://example.org/x" '
            f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
            "</Relationships>"
        )

        def add(name: str, data: bytes) -> bytes:
            if name != "word/_rels/document.xml.rels":
                return data
            return data.replace(b"</Relationships>", row.encode())

        return repacked(house(tmp_path / "house.docx"), add)

    assert "from elsewhere" in refusal(with_relationship("image"))
    assert written(with_relationship("hyperlink"))
    data = render(short_brief(), ".docx", TODAY, template=with_relationship("attachedTemplate"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"example.org" not in archive.read("word/_rels/document.xml.rels")


def test_a_template_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("briefing.exporting.docx_template._MOST_UNPACKED", 10_000)
    with pytest.raises(InputUnreadable, match="too large"):
        written(house(tmp_path / "house.docx"))


@pytest.mark.slow
def test_libreoffice_opens_a_briefing_in_a_house_style(tmp_path, pdf_of_libreoffice, pages_of):
    path = tmp_path / "ferry.docx"
    template = house(tmp_path / "house.docx")
    path.write_bytes(render(short_brief(), ".docx", TODAY, template=template))
    pages = pages_of(pdf_of_libreoffice(path))
    assert "Ministry of Ferries" in pages[0]
    assert "“The council is due to vote on 14 September.”" in " ".join(pages)


def test_a_template_without_a_page_and_with_names_in_another_case_serves_too(tmp_path):
    def change(name: str, data: bytes) -> bytes:
        if name == "word/styles.xml":
            return data.replace(b'w:val="heading 1"', b'w:val="Heading 1"')
        if name == "word/document.xml":
            start, end = data.index(b"<w:sectPr"), data.index(b"</w:sectPr>") + 11
            return data[:start] + data[end:]
        return data

    document = written(repacked(house(tmp_path / "house.docx"), change))
    headings = [p for p in document.paragraphs if p.style.style_id == "Heading1"]
    assert headings[0].text == "Key points"
    assert headings[0].style.font.name == "Georgia"
    assert round(document.sections[0].page_width.mm) == 210
