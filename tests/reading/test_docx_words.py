"""Word files: what stands in boxes, fields, formulas and symbols, and what is left out."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.reading.docx import read_docx
from briefing.reading.draft import RawFile
from briefing.reading.registry import read_article
from tests.reading.articles import left_out, pieces

TEXT = "The ferry to Hallow Isle will run twice a day from May, the harbour board said on Monday."
MORE = "Two more boats are to follow once the new pier has been paid for."
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'


def read(document: Document, folder: Path) -> Article:
    file = folder / "article.docx"
    document.save(str(file))
    return read_article(file)


def with_run(document: Document, inner: str, text: str = TEXT) -> None:
    """A paragraph of text with one more run, which holds ``inner``."""
    paragraph = document.add_paragraph(text)
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')} {MC} {V}>{inner}</w:r>"))


def with_formula(document: Document, inner: str) -> None:
    paragraph = document.add_paragraph(f"{TEXT} It was shown that")
    paragraph._p.append(parse_xml(f"<m:oMath {M}>{inner}</m:oMath>"))


def r(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def field(instruction: str, result: str) -> str:
    return (
        '<w:fldChar w:fldCharType="begin"/>'
        f"<w:instrText>{instruction}</w:instrText>"
        '<w:fldChar w:fldCharType="separate"/>'
        f"<w:t>{result}</w:t>"
        '<w:fldChar w:fldCharType="end"/>'
    )


def test_headers_and_footers_can_be_put_back(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Hallow Gazette"
    document.sections[0].footer.paragraphs[0].text = "Press office of the board"
    document.add_paragraph(TEXT)
    article = read(document, tmp_path)
    assert pieces(article) == [(Kind.TEXT, TEXT)]
    assert left_out(article) == [
        ("page header", "Hallow Gazette"),
        ("page footer", "Press office of the board"),
    ]


def test_pages_are_those_of_the_last_time_that_word_laid_the_file_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    paragraph = document.add_paragraph()
    paragraph._p.append(
        parse_xml(f"<w:r {nsdecls('w')}><w:lastRenderedPageBreak/><w:t>{MORE}</w:t></w:r>")
    )
    with_run(document, "<w:lastRenderedPageBreak/><w:t>It ends here.</w:t>")
    document.add_paragraph(MORE)
    assert [p.page for p in read(document, tmp_path).paragraphs] == [1, 2, 2, 3]


def test_a_file_that_was_never_laid_out_tells_no_pages(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    assert [p.page for p in read(document, tmp_path).paragraphs] == [None]


def test_a_text_box_is_read_below_its_paragraph_and_only_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p><w:r><w:t>{MORE}</w:t></w:r></w:p></w:txbxContent>"
    drawn = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{drawn}</mc:Choice>'
        f"<mc:Fallback>{drawn}</mc:Fallback></mc:AlternateContent>"
    )
    document = docx.Document()
    with_run(document, both)
    assert pieces(read(document, tmp_path)) == [(Kind.TEXT, TEXT), (Kind.TEXT, MORE)]


def test_the_form_for_old_programs_counts_where_the_new_one_is_empty(tmp_path: Path) -> None:
    document = docx.Document()
    with_run(
        document,
        '<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback><w:t> It is so.</w:t>'
        "</mc:Fallback></mc:AlternateContent>",
    )
    assert read(document, tmp_path).paragraphs[0].text == f"{TEXT} It is so."


def test_symbols_are_the_characters_that_they_show(tmp_path: Path) -> None:
    document = docx.Document()
    with_run(
        document,
        '<w:t xml:space="preserve"> An angle </w:t><w:sym w:font="Symbol" w:char="F061"/>'
        '<w:sym w:font="Symbol" w:char="F0B3"/><w:t xml:space="preserve"> 3 </w:t>'
        '<w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Wingdings" w:char="F036"/>',
    )
    assert read(document, tmp_path).paragraphs[0].text == f"{TEXT} An angle α≥ 3 →"


def test_a_formula_is_written_on_one_line(tmp_path: Path) -> None:
    document = docx.Document()
    fraction = f"<m:f><m:num>{r('a+b')}</m:num><m:den>{r('c')}</m:den></m:f>"
    power = f"<m:sSup><m:e>{r('x')}</m:e><m:sup>{r('2')}</m:sup></m:sSup>"
    log = f"<m:func><m:fName>{r('log')}</m:fName><m:e><m:d><m:e>{r('x')}</m:e></m:d></m:e></m:func>"
    root = f"<m:rad><m:deg/><m:e>{r('y')}</m:e></m:rad>"
    with_formula(document, f"{fraction}{r('=')}{power}{r('+')}{log}{r('+')}{root}")
    text = read(document, tmp_path).paragraphs[0].text
    assert text == f"{TEXT} It was shown that (a+b)/c=x^2+log (x)+√(y)"


def test_fields_show_their_result_and_not_their_instruction(tmp_path: Path) -> None:
    document = docx.Document()
    with_run(document, '<w:t xml:space="preserve"> It ends </w:t>' + field("DATE", "on Monday"))
    with_run(
        document,
        '<w:fldChar w:fldCharType="begin"/><w:instrText>IF </w:instrText>'
        + field("MERGEFIELD Name", "Ada")
        + '<w:instrText> = "Ada"</w:instrText><w:fldChar w:fldCharType="separate"/>'
        '<w:t xml:space="preserve"> Yes.</w:t><w:fldChar w:fldCharType="end"/>',
    )
    texts = [p.text for p in read(document, tmp_path).paragraphs]
    assert texts == [f"{TEXT} It ends on Monday", f"{TEXT} Yes."]


def test_a_field_that_never_ends_does_not_swallow_the_document(tmp_path: Path) -> None:
    document = docx.Document()
    with_run(document, '<w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText>')
    document.add_paragraph(MORE)
    assert [p.text for p in read(document, tmp_path).paragraphs] == [TEXT, MORE]


def test_the_entry_chosen_in_a_form_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    with_run(
        document,
        '<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>'
        '<w:listEntry w:val=" In June."/><w:listEntry w:val=" In May."/></w:ddList></w:ffData>'
        '</w:fldChar><w:fldChar w:fldCharType="end"/>',
    )
    assert read(document, tmp_path).paragraphs[0].text == f"{TEXT} In May."


def test_a_paragraph_taken_out_of_its_list_is_no_item(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    item = document.add_paragraph("And do not forget", style="List Bullet")
    item._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
    )
    assert [p.kind for p in read(document, tmp_path).paragraphs] == [Kind.TEXT, Kind.TEXT]


def bold(document: Document, text: str, size: int = 11) -> None:
    run = document.add_paragraph().add_run(text)
    run.bold = True
    run.font.size = Pt(size)


def test_bold_lines_are_headings_where_the_writer_used_no_styles(tmp_path: Path) -> None:
    document = docx.Document()
    bold(document, "A ferry for Hallow Isle", 16)
    for name, text in (("The boats", TEXT), ("The pier", MORE)):
        bold(document, name)
        document.add_paragraph(text)
    article = read(document, tmp_path)
    assert article.title == "A ferry for Hallow Isle"
    assert pieces(article) == [
        (Kind.HEADING, "The boats"),
        (Kind.TEXT, TEXT),
        (Kind.HEADING, "The pier"),
        (Kind.TEXT, MORE),
    ]


def test_bold_lines_stay_text_beside_styled_headings(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("The boats", 1)
    document.add_paragraph(TEXT)
    document.add_heading("The pier", 1)
    bold(document, "For immediate use")
    document.add_paragraph(MORE)
    article = read(document, tmp_path)
    assert (Kind.TEXT, "For immediate use") in pieces(article)


def test_a_cover_page_tells_the_day_of_publication(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    file = tmp_path / "article.docx"
    document.save(str(file))
    cover = (
        "<CoverPageProperties><PublishDate>2021-05-03T00:00:00</PublishDate><Abstract/>"
        "</CoverPageProperties>"
    )
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("customXml/item9.xml", cover)
    assert read_article(file).published == "2021-05-03"


def test_names_that_programs_put_are_nobody(tmp_path: Path) -> None:
    for name in ("IEUser", "Administrator", "(anonymous)", "Windows User", "X"):
        document = docx.Document()
        document.core_properties.author = name
        document.core_properties.title = "board_report_v2"
        document.add_paragraph(TEXT)
        article = read(document, tmp_path)
        assert article.authors == ()
        assert article.title is None


def test_progress_is_told_to_the_end() -> None:
    document = docx.Document()
    for _ in range(450):
        document.add_paragraph(TEXT)
    written = io.BytesIO()
    document.save(written)
    told: list[tuple[int, int]] = []
    raw = RawFile(
        "a", "a.docx", ".docx", written.getvalue(), "", progress=lambda *n: told.append(n)
    )
    read_docx(raw)
    assert told == [(200, 451), (400, 451), (451, 451)]
