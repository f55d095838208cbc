"""Word files: their own words in order, their structure, and nothing that was deleted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.errors import NoArticle
from briefing.reading.registry import read_article
from tests.reading.articles import pieces, refusal

TEXT = "The ferry to Hallow Isle will run twice a day from May, the harbour board said on Monday."
MORE = "Two more boats are to follow once the new pier has been paid for."


def saved(document: Document, folder: Path) -> Path:
    file = folder / "article.docx"
    document.save(str(file))
    return file


def read(document: Document, folder: Path) -> Article:
    return read_article(saved(document, folder))


def with_part(file: Path, name: str, data: bytes) -> Path:
    """The same archive with one part replaced or added."""
    source = zipfile.ZipFile(io.BytesIO(file.read_bytes()))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
        target.writestr(name, data)
    return file


def test_styles_tell_headings_lists_quotes_and_captions(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("The boats", 1)
    document.add_paragraph(TEXT)
    document.add_heading("The price", 2)
    document.add_paragraph("twelve crowns", style="List Bullet")
    document.add_paragraph("six for children", style="List Number")
    document.add_paragraph("Nobody asked us.", style="Quote")
    document.add_paragraph("The old pier", style="Caption")
    document.add_heading("The pier", 1)
    article = read(document, tmp_path)
    assert pieces(article) == [
        (Kind.HEADING, "The boats"),
        (Kind.TEXT, TEXT),
        (Kind.HEADING, "The price"),
        (Kind.LIST, "twelve crowns"),
        (Kind.LIST, "six for children"),
        (Kind.QUOTE, "Nobody asked us."),
        (Kind.CAPTION, "The old pier"),
        (Kind.HEADING, "The pier"),
    ]
    assert [p.level for p in article.paragraphs if p.kind is Kind.HEADING] == [1, 2, 1]


def test_a_typed_bullet_makes_a_list_item(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    document.add_paragraph("•\ttwelve crowns")
    document.add_paragraph("- six for children")
    assert pieces(read(document, tmp_path))[1:] == [
        (Kind.LIST, "twelve crowns"),
        (Kind.LIST, "six for children"),
    ]


def test_the_title_style_and_the_properties_become_metadata(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "An older title"
    document.core_properties.author = "Ada Quill; Tom Reed"
    document.core_properties.language = "en-GB"
    document.add_heading("A ferry for Hallow Isle", 0)
    document.add_paragraph(TEXT)
    article = read(document, tmp_path)
    assert article.title == "A ferry for Hallow Isle"
    assert article.authors == ("Ada Quill", "Tom Reed")
    assert article.language == "en-GB"
    assert article.published is None
    assert pieces(article) == [(Kind.TEXT, TEXT)]


def test_what_programs_write_of_themselves_is_no_metadata(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "Document1.docx"
    document.core_properties.author = "python-docx"
    document.add_paragraph(TEXT)
    article = read(document, tmp_path)
    assert article.title is None
    assert article.authors == ()


def test_tables_become_rows(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    table = document.add_table(2, 3)
    for row, texts in zip(table.rows, [("Year", "Boats", ""), ("1990", "2", "new")], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    assert pieces(read(document, tmp_path))[1:] == [
        (Kind.TABLE, "Year | Boats"),
        (Kind.TABLE, "1990 | 2 | new"),
    ]


def test_a_table_of_one_column_only_frames_text(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = TEXT
    assert pieces(read(document, tmp_path)) == [(Kind.TEXT, TEXT)]


def test_deleted_and_hidden_text_is_left_out_and_inserted_text_kept(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The ferry will run ")
    for tag, text in (("del", "hardly"), ("ins", "twice")):
        inner = "delText" if tag == "del" else "t"
        paragraph._p.append(
            parse_xml(
                f'<w:{tag} {nsdecls("w")} w:id="1" w:author="A">'
                f"<w:r><w:{inner}>{text}</w:{inner}></w:r></w:{tag}>"
            )
        )
    paragraph.add_run(" a day from May, the board said.")
    paragraph.add_run(" Confidential.").font.hidden = True
    assert pieces(read(document, tmp_path)) == [
        (Kind.TEXT, "The ferry will run twice a day from May, the board said.")
    ]


def test_paragraphs_run_together_where_the_break_between_them_was_deleted(tmp_path: Path) -> None:
    document = docx.Document()
    first = document.add_paragraph("The ferry will run twice ")
    first._p.get_or_add_pPr().append(
        parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="A"/></w:rPr>')
    )
    document.add_paragraph("a day from May, the board said.")
    assert pieces(read(document, tmp_path)) == [
        (Kind.TEXT, "The ferry will run twice a day from May, the board said.")
    ]


def test_a_table_of_contents_is_taken_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Contents")
    entries = document.add_paragraph()
    field = "<w:r {n}><w:fldChar w:fldCharType='{k}'/></w:r>"
    space = nsdecls("w")
    entries._p.append(parse_xml(field.format(n=space, k="begin")))
    entries._p.append(parse_xml(f"<w:r {space}><w:instrText> TOC \\o 1-3 </w:instrText></w:r>"))
    entries._p.append(parse_xml(field.format(n=space, k="separate")))
    entries.add_run("1\tThe boats\t2")
    last = document.add_paragraph("2\tThe price\t3")
    last._p.append(parse_xml(field.format(n=space, k="end")))
    document.add_heading("The boats", 1)
    document.add_paragraph(TEXT)
    document.add_heading("The price", 1)
    document.add_paragraph(MORE)
    article = read(document, tmp_path)
    assert article.contents == ("The boats", "The price")
    assert [p.text for p in article.paragraphs] == ["The boats", TEXT, "The price", MORE]


def test_footnotes_stand_as_captions_below_their_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph(TEXT)
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    document.add_paragraph(MORE)
    notes = (
        f'<w:footnotes {nsdecls("w")}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:t>Weather permitting.</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    file = with_part(saved(document, tmp_path), "word/footnotes.xml", notes.encode())
    assert pieces(read_article(file)) == [
        (Kind.TEXT, TEXT),
        (Kind.CAPTION, "Weather permitting."),
        (Kind.TEXT, MORE),
    ]


def test_headers_and_footers_are_left_out(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Hallow Gazette"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph(TEXT)
    assert pieces(read(document, tmp_path)) == [(Kind.TEXT, TEXT)]


def test_right_to_left_and_chinese_text_is_kept(tmp_path: Path) -> None:
    document = docx.Document()
    texts = ["قال الوزير إن الميناء سيفتح أبوابه يوم الأحد.", "港口将于周日重新开放。"]
    for text in texts:
        document.add_paragraph(text)
    assert [p.text for p in read(document, tmp_path).paragraphs] == texts


def test_a_file_without_running_text_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(NoArticle):
        read(docx.Document(), tmp_path)


@pytest.mark.parametrize("length", [10, 1000, 20_000, 35_000])
def test_a_file_that_breaks_off_is_damaged(tmp_path: Path, length: int) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    file = saved(document, tmp_path)
    file.write_bytes(file.read_bytes()[:length])
    assert "damaged" in refusal(file)


def test_bytes_of_another_kind_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "article.docx"
    file.write_bytes(b"%PDF-1.7 and so on")
    assert "PDF" in refusal(file)  # it is read as what its bytes are


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    file = tmp_path / "article.docx"
    name = "EncryptedPackage".encode("utf-16-le")
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + name + bytes(512))
    assert "password" in refusal(file)


def test_an_old_word_file_under_a_new_name_says_so(tmp_path: Path) -> None:
    file = tmp_path / "article.docx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024))
    assert "old Office file" in refusal(file)


def body(inner: str) -> str:
    return f"<w:document {nsdecls('w')}><w:body>{inner}</w:body></w:document>"


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "ferry"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY a "&b;"><!ENTITY b "&a;">',
        '<!ENTITY c SYSTEM "file:///etc/hostname">',
        '<!ENTITY c SYSTEM "http://localhost/secret">',
        '<!ENTITY % p SYSTEM "file:///etc/hostname"> %p;',
    ],
)
def test_entities_are_refused(tmp_path: Path, entities: str) -> None:
    document = docx.Document()
    inner = body("<w:p><w:r><w:t>The ferry runs. &c;</w:t></w:r></w:p>")
    xml = f"<!DOCTYPE d [{entities}]>{inner}"
    refusal(with_part(saved(document, tmp_path), "word/document.xml", xml.encode()))


def test_very_deep_xml_is_refused(tmp_path: Path) -> None:
    xml = body("<w:ins>" * 100_000 + "</w:ins>" * 100_000)
    refusal(with_part(saved(docx.Document(), tmp_path), "word/document.xml", xml.encode()))


def test_an_archive_that_swells_is_refused_unopened(tmp_path: Path) -> None:
    file = with_part(saved(docx.Document(), tmp_path), "word/document.xml", bytes(60_000_000))
    assert "unpacks" in refusal(file)


def test_an_archive_of_very_many_files_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "article.docx"
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
    assert "unpacks" in refusal(file)


@pytest.mark.parametrize("broken", [False, True])
def test_a_cell_with_several_paragraphs_of_text_is_layout(tmp_path: Path, broken: bool) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    sides = ((TEXT, MORE, TEXT), (MORE, TEXT, MORE))
    for cell, paragraphs in zip(table.rows[0].cells, sides, strict=True):
        if broken:
            cell.text = "\n".join(paragraphs)
            continue
        cell.text = paragraphs[0]
        for paragraph in paragraphs[1:]:
            cell.add_paragraph(paragraph)
    expected = [(Kind.TEXT, text) for side in sides for text in side]
    assert pieces(read(document, tmp_path)) == expected


def test_short_remarks_in_a_cell_stay_in_their_row(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph(TEXT)
    cells = document.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Summer", "It runs twice a day.\nIt takes no cars."
    row = (Kind.TABLE, "Summer | It runs twice a day. It takes no cars.")
    assert pieces(read(document, tmp_path)) == [(Kind.TEXT, TEXT), row]


def test_a_large_first_line_over_a_date_is_the_title_without_styles(tmp_path: Path) -> None:
    document = docx.Document()
    title = document.add_paragraph().add_run("The ferry to Hallow Isle")
    title.bold, title.font.size = True, docx.shared.Pt(20)
    document.add_paragraph("Port Hallow, 12 March 2025")
    for heading in ("Two boats", "A new pier"):
        document.add_paragraph().add_run(heading).bold = True
        document.add_paragraph(TEXT)
        document.add_paragraph(MORE)
        document.add_paragraph(TEXT)
    article = read(document, tmp_path)
    assert (article.title, article.published) == ("The ferry to Hallow Isle", "2025-03-12")
    assert [text for kind, text in pieces(article) if kind is Kind.HEADING] == [
        "Two boats",
        "A new pier",
    ]
