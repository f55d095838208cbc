"""OpenDocument texts: their own words in order, their structure, and nothing that was deleted."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.reading.registry import read_article
from tests.reading.articles import left_out, pieces, refusal

TEXT = "The ferry to Hallow Isle will run twice a day from May, the harbour board said on Monday."
MORE = "Two more boats are to follow once the new pier has been paid for."
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in [
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("meta", "meta"), ("m", "manifest"),
    ]
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
STYLES = (
    '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    '<style:style style:name="P2" style:family="paragraph"'
    ' style:parent-style-name="Contents_20_1"/>'
    '<style:style style:name="T1" style:family="text">'
    '<style:text-properties text:display="none"/></style:style>'
)


def content(body: str, before: str = "") -> str:
    return (
        f"{before}<office:document-content {SPACES}>"
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def packed(folder: Path, parts: dict[str, str]) -> Path:
    file = folder / "article.odt"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, text in parts.items():
            archive.writestr(name, text)
    return file


def read(folder: Path, body: str) -> Article:
    return read_article(packed(folder, {"content.xml": content(body)}))


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def test_headings_lists_quotes_and_captions_keep_their_kind(tmp_path: Path) -> None:
    item = "<text:list-item>{}</text:list-item>"
    article = read(
        tmp_path,
        '<text:h text:outline-level="1">The boats</text:h>'
        + p(TEXT)
        + '<text:h text:outline-level="2">The price</text:h>'
        + "<text:list>"
        + item.format(p("twelve crowns"))
        + item.format(p("six") + "<text:list>" + item.format(p("for children")) + "</text:list>")
        + "</text:list>"
        + p("Nobody asked us.", "P1")
        + p("The old pier", "Illustration")
        + '<text:h text:outline-level="1">The pier</text:h>'
        + p(MORE),
    )
    assert pieces(article) == [
        (Kind.HEADING, "The boats"),
        (Kind.TEXT, TEXT),
        (Kind.HEADING, "The price"),
        (Kind.LIST, "twelve crowns"),
        (Kind.LIST, "six"),
        (Kind.LIST, "for children"),
        (Kind.QUOTE, "Nobody asked us."),
        (Kind.CAPTION, "The old pier"),
        (Kind.HEADING, "The pier"),
        (Kind.TEXT, MORE),
    ]
    assert [q.level for q in article.paragraphs if q.kind is Kind.HEADING] == [1, 2, 1]


def test_spaces_tabs_and_breaks_within_a_paragraph_part_words(tmp_path: Path) -> None:
    inner = "The ferry<text:s/>runs<text:tab/>twice<text:line-break/>a <text:span>day</text:span>."
    assert pieces(read(tmp_path, p(inner))) == [(Kind.TEXT, "The ferry runs twice a day.")]


def test_deleted_hidden_and_annotated_words_are_left_out(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        f"<text:tracked-changes><text:changed-region>{p('It sank.')}</text:changed-region>"
        "</text:tracked-changes>"
        + p(
            f'{TEXT}<text:span text:style-name="T1">Secret.</text:span>'
            "<office:annotation><text:p>Check this</text:p></office:annotation>"
        ),
    )
    assert pieces(article) == [(Kind.TEXT, TEXT)]


def test_footnotes_stand_as_captions_below_their_paragraph(tmp_path: Path) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"{p('Weather permitting.')}</text:note-body></text:note>"
    )
    assert pieces(read(tmp_path, p(TEXT + note) + p(MORE))) == [
        (Kind.TEXT, TEXT),
        (Kind.CAPTION, "Weather permitting."),
        (Kind.TEXT, MORE),
    ]


def test_tables_become_rows_and_frames_keep_their_text(tmp_path: Path) -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    rows = "".join(
        "<table:table-row>" + "".join(cell.format(p(text)) for text in row) + "</table:table-row>"
        for row in (("Year", "Boats"), ("1990", "2"))
    )
    box = f"<draw:frame><draw:text-box>{p(MORE)}</draw:text-box></draw:frame>"
    assert pieces(read(tmp_path, p(TEXT + box) + f"<table:table>{rows}</table:table>")) == [
        (Kind.TEXT, TEXT),
        (Kind.TEXT, MORE),
        (Kind.TABLE, "Year | Boats"),
        (Kind.TABLE, "1990 | 2"),
    ]


def test_a_table_of_contents_is_taken_out(tmp_path: Path) -> None:
    entries = p("The boats<text:tab/>1", "P2") + p("The price<text:tab/>2", "P2")
    inner = f"<text:index-body>{entries}</text:index-body>"
    index = f"<text:table-of-content>{inner}</text:table-of-content>"
    article = read(tmp_path, p("Contents") + index + p(TEXT))
    assert article.contents == ("The boats", "The price")
    assert pieces(article) == [(Kind.TEXT, TEXT)]


def test_metadata_comes_from_the_file(tmp_path: Path) -> None:
    meta = (
        f"<office:document-meta {SPACES}><office:meta><dc:title>A ferry for Hallow</dc:title>"
        "<meta:initial-creator>Ada Quill</meta:initial-creator><dc:creator>Tom Reed</dc:creator>"
        "<dc:language>en-GB</dc:language></office:meta></office:document-meta>"
    )
    article = read_article(packed(tmp_path, {"content.xml": content(p(TEXT)), "meta.xml": meta}))
    assert article.title == "A ferry for Hallow"
    assert article.authors == ("Ada Quill",)
    assert article.language == "en-GB"


def test_one_flat_file_is_read_as_well(tmp_path: Path) -> None:
    file = tmp_path / "article.fodt"
    file.write_text(content(p(TEXT)).replace("office:document-content", "office:document"))
    assert pieces(read_article(file)) == [(Kind.TEXT, TEXT)]


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    manifest = (
        f"<m:manifest {SPACES}><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"
    )
    parts = {"META-INF/manifest.xml": manifest, "content.xml": "\x00\x01"}
    assert "password" in refusal(packed(tmp_path, parts))


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "ferry"><!ENTITY c "&a;&a;&a;&a;">',
        '<!ENTITY c SYSTEM "file:///etc/hostname">',
        '<!ENTITY % q SYSTEM "http://localhost/secret"> %q;',
    ],
)
@pytest.mark.parametrize("ending", ["odt", "fodt"])
def test_entities_are_refused(tmp_path: Path, entities: str, ending: str) -> None:
    xml = content(p("The ferry runs. &c;"), before=f"<!DOCTYPE d [{entities}]>")
    file = packed(tmp_path, {"content.xml": xml})
    if ending == "fodt":
        file = tmp_path / "article.fodt"
        file.write_text(xml)
    refusal(file)


def test_very_deep_xml_is_refused(tmp_path: Path) -> None:
    deep = "<text:section>" * 100_000 + "</text:section>" * 100_000
    refusal(packed(tmp_path, {"content.xml": content(deep)}))


@pytest.mark.parametrize("length", [5, 100, 300])
def test_a_file_that_breaks_off_is_damaged(tmp_path: Path, length: int) -> None:
    file = packed(tmp_path, {"content.xml": content(p(TEXT))})
    file.write_bytes(file.read_bytes()[:length])
    assert "damaged" in refusal(file)


def test_a_spreadsheet_under_the_wrong_name_is_refused(tmp_path: Path) -> None:
    xml = content("").replace("office:text", "office:spreadsheet")
    assert "not an OpenDocument text" in refusal(packed(tmp_path, {"content.xml": xml}))


def test_text_in_drawn_shapes_is_read(tmp_path: Path) -> None:
    shape = f"<draw:custom-shape>{p(MORE)}</draw:custom-shape>"
    assert pieces(read(tmp_path, p(TEXT + shape) + f"<draw:g>{shape}</draw:g>")) == [
        (Kind.TEXT, TEXT),
        (Kind.TEXT, MORE),
        (Kind.TEXT, MORE),
    ]


def test_a_hidden_section_and_a_hidden_paragraph_are_not_read(tmp_path: Path) -> None:
    hidden = f'<text:section text:display="none">{p("Confidential.")}</text:section>'
    field = '<text:hidden-paragraph text:is-hidden="true">Secret.</text:hidden-paragraph>'
    assert pieces(read(tmp_path, p(TEXT) + hidden + p(MORE + field))) == [
        (Kind.TEXT, TEXT),
        (Kind.TEXT, MORE),
    ]


def test_a_note_keeps_its_words_whole_where_their_look_changes(tmp_path: Path) -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        + p("Weather per<text:span>mitting</text:span>.")
        + p("Or so.")
        + "</text:note-body></text:note>"
    )
    assert pieces(read(tmp_path, p(TEXT + note)))[1] == (
        Kind.CAPTION,
        "Weather permitting. Or so.",
    )


def test_pages_are_counted_where_the_file_tells_of_breaks(tmp_path: Path) -> None:
    split = f"{TEXT}<text:soft-page-break/> It ends here."
    article = read(tmp_path, p(TEXT) + "<text:soft-page-break/>" + p(split) + p(MORE))
    assert [paragraph.page for paragraph in article.paragraphs] == [1, 2, 3]


def test_page_headers_and_the_contents_list_can_be_put_back(tmp_path: Path) -> None:
    masters = (
        f"<office:document-styles {SPACES}><office:master-styles><style:master-page>"
        f"<style:header>{p('Hallow Gazette')}</style:header>"
        f"<style:footer>{p('Press office')}</style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    entries = "".join(p(f"{name}\t{i}", "P2") for i, name in enumerate(("The boats", "The pier")))
    body = (
        f"<text:table-of-content><text:index-body>{entries}</text:index-body>"
        f"</text:table-of-content>{p(TEXT)}"
    )
    article = read_article(packed(tmp_path, {"content.xml": content(body), "styles.xml": masters}))
    assert pieces(article) == [(Kind.TEXT, TEXT)]
    assert left_out(article) == [
        ("page header", "Hallow Gazette"),
        ("contents list", "The boats 0"),
        ("contents list", "The pier 1"),
        ("page footer", "Press office"),
    ]


def test_bold_lines_are_headings_where_the_writer_used_no_styles(tmp_path: Path) -> None:
    bold = (
        '<style:style style:name="B1" style:family="paragraph">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
    )
    fo = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    body = p("The boats", "B1") + p(TEXT) + p("The pier", "B1") + p(MORE)
    xml = content(body).replace("<office:automatic-styles>", f"<office:automatic-styles>{bold}")
    file = packed(tmp_path, {"content.xml": xml.replace(SPACES, f"{SPACES} {fo}")})
    assert [x.text for x in read_article(file).paragraphs if x.kind is Kind.HEADING] == [
        "The boats",
        "The pier",
    ]


def test_the_publisher_may_be_a_field_of_the_writers_own(tmp_path: Path) -> None:
    meta = (
        f'<office:document-meta {SPACES}><office:meta><meta:user-defined meta:name="Publisher">'
        "Pier Press</meta:user-defined></office:meta></office:document-meta>"
    )
    file = packed(tmp_path, {"content.xml": content(p(TEXT)), "meta.xml": meta})
    assert read_article(file).publisher == "Pier Press"
