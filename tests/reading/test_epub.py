"""EPUB books: chapters in the order of the spine, with their structure and metadata."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.errors import InputUnreadable
from briefing.reading.registry import read_article
from tests.reading.articles import left_out, pieces, refusal

TEXT = "The ferry to Hallow Isle will run twice a day from May, the harbour board said on Monday."
MORE = "Two more boats are to follow once the new pier has been paid for."
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
)
PACKAGE = (
    '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<metadata><dc:title>Boats of Hallow</dc:title><dc:creator>Ada Quill</dc:creator>"
    "<dc:date>2021-04-09T00:00:00Z</dc:date><dc:publisher>Pier Press</dc:publisher>"
    "<dc:language>en</dc:language></metadata><manifest>"
    '<item id="n" href="nav.xhtml" properties="nav"/><item id="a" href="text/one%201.xhtml"/>'
    '<item id="b" href="text/two.xhtml"/><item id="gone" href="gone.xhtml"/></manifest>'
    '<spine><itemref idref="n"/><itemref idref="b"/><itemref idref="a"/><itemref idref="gone"/>'
    "</spine></package>"
)
NAV = (
    '<html xmlns="http://www.w3.org/1999/xhtml"><body><nav><ol><li><a href="two.xhtml">Two</a></li>'
    '<li><a href="one.xhtml">One</a></li></ol></nav></body></html>'
)


def page(body: str, before: str = "") -> str:
    return (
        f'{before}<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops">'
        f"<head><title>Not text</title></head><body>{body}</body></html>"
    )


def book(folder: Path, one: str, two: str = "", **parts: str) -> Path:
    file = folder / "book.epub"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("OPS/book.opf", PACKAGE)
        archive.writestr("OPS/nav.xhtml", NAV)
        archive.writestr("OPS/text/one 1.xhtml", one)
        archive.writestr("OPS/text/two.xhtml", two or page(""))
        for name, text in parts.items():
            archive.writestr(f"META-INF/{name}.xml", text)
    return file


def read(folder: Path, one: str, two: str = "") -> Article:
    return read_article(book(folder, one, two))


def test_chapters_come_in_the_order_of_the_spine(tmp_path: Path) -> None:
    article = read(tmp_path, page(f"<h1>One</h1><p>{TEXT}</p>"), page(f"<h1>Two</h1><p>{MORE}</p>"))
    assert [p.text for p in article.paragraphs] == ["Two", MORE, "One", TEXT]


def test_metadata_and_contents_come_from_the_package(tmp_path: Path) -> None:
    article = read(tmp_path, page(f"<p>{TEXT}</p>"))
    assert article.title == "Boats of Hallow"
    assert article.authors == ("Ada Quill",)
    assert article.published == "2021-04-09"
    assert article.publisher == "Pier Press"
    assert article.language == "en"
    assert article.contents == ("Two", "One")


def test_structure_is_kept_and_furniture_left_out(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        page(
            f"<h2>Boats</h2>loose words before<p>{TEXT}<a epub:type='noteref' href='#n'>1</a></p>"
            "<script>alert(1)</script><style>p {}</style><nav><a href='x'>Next</a></nav>"
            "<ul><li>one<ol><li>inner</li></ol></li><li><p>two</p></li></ul>"
            "<blockquote><p>Nobody asked us.</p></blockquote><pre>x = 1</pre>"
            "<figure><img src='http://localhost/x.png'/><figcaption>The pier</figcaption></figure>"
            "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>1990</td><td>2</td></tr></table>"
            "<aside epub:type='footnote'><p>Weather permitting.</p></aside>"
            f"<p>first line<br/>second line</p><div>{MORE}</div>"
        ),
    )
    assert pieces(article) == [
        (Kind.HEADING, "Boats"),
        (Kind.TEXT, "loose words before"),
        (Kind.TEXT, TEXT),
        (Kind.LIST, "one"),
        (Kind.LIST, "inner"),
        (Kind.LIST, "two"),
        (Kind.QUOTE, "Nobody asked us."),
        (Kind.CODE, "x = 1"),
        (Kind.CAPTION, "The pier"),
        (Kind.TABLE, "Year | Boats"),
        (Kind.TABLE, "1990 | 2"),
        (Kind.CAPTION, "Weather permitting."),
        (Kind.TEXT, "first line second line"),
        (Kind.TEXT, MORE),
    ]


def test_named_characters_need_no_document_type(tmp_path: Path) -> None:
    article = read(tmp_path, page("<p>The caf&eacute;&nbsp;opens &mdash; at last &amp; late.</p>"))
    assert pieces(article) == [(Kind.TEXT, "The café opens — at last & late.")]


def test_html_that_is_no_xml_is_read_all_the_same(tmp_path: Path) -> None:
    article = read(tmp_path, f"<html><body><p>{TEXT}<br><p>{MORE}</body>")
    assert pieces(article) == [(Kind.TEXT, TEXT), (Kind.TEXT, MORE)]


def test_a_book_locked_by_its_publisher_says_so(tmp_path: Path) -> None:
    lock = "<e><d><CipherReference URI='OPS/text/one%201.xhtml'/></d></e>"
    assert "DRM" in refusal(book(tmp_path, "\x00\x01", encryption=lock))


def test_locked_fonts_lock_no_text(tmp_path: Path) -> None:
    lock = "<e><d><CipherReference URI='OPS/font.otf'/></d></e>"
    assert pieces(read_article(book(tmp_path, page(f"<p>{TEXT}</p>"), encryption=lock)))


@pytest.mark.parametrize(
    "entities",
    [
        '<!ENTITY a "ferry"><!ENTITY c "&a;&a;&a;&a;">',
        '<!ENTITY c SYSTEM "file:///etc/hostname">',
        '<!ENTITY % q SYSTEM "http://localhost/secret"> %q;',
    ],
)
def test_entities_are_refused(tmp_path: Path, entities: str) -> None:
    xml = page("<p>The ferry runs. &c;</p>", before=f"<!DOCTYPE html [{entities}]>")
    refusal(book(tmp_path, xml))


@pytest.mark.parametrize("closed", [True, False])
def test_very_deep_pages_do_no_harm(tmp_path: Path, *, closed: bool) -> None:
    deep = "<div>" * 100_000 + ("</div>" * 100_000 if closed else "")
    with_text = page(f"<p>{TEXT}</p>{deep}")
    with contextlib.suppress(InputUnreadable):
        assert TEXT in [p.text for p in read(tmp_path, with_text).paragraphs]


def test_an_archive_without_a_package_is_damaged(tmp_path: Path) -> None:
    file = tmp_path / "book.epub"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert "damaged" in refusal(file)


def with_package(file: Path, package: str) -> Path:
    """The same book with another package file."""
    with zipfile.ZipFile(file) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts["OPS/book.opf"] = package.encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return file


def test_title_page_and_copyright_are_left_out_with_the_reason(tmp_path: Path) -> None:
    front = (
        '<section epub:type="titlepage"><p>Boats of Hallow, by Ada Quill</p></section>'
        '<section epub:type="copyright-page"><p>All rights reserved.</p></section>'
    )
    article = read(tmp_path, page(f"{front}<p>{TEXT}</p>"))
    assert pieces(article) == [(Kind.TEXT, TEXT)]
    assert left_out(article) == [
        ("title page", "Boats of Hallow, by Ada Quill"),
        ("copyright page", "All rights reserved."),
    ]


def test_an_older_book_names_its_contents_page_in_a_guide(tmp_path: Path) -> None:
    guide = '<guide><reference type="toc" href="text/two.xhtml"/></guide>'
    file = book(tmp_path, page(f"<p>{TEXT}</p>"), page("<p>One, page 3</p>"))
    package = PACKAGE.replace("</package>", f"{guide}</package>")
    article = read_article(with_package(file, package))
    assert pieces(article) == [(Kind.TEXT, TEXT)]
    assert left_out(article) == [("contents list", "One, page 3")]


def test_pages_of_the_printed_book_are_kept(tmp_path: Path) -> None:
    turn = '<span epub:type="pagebreak" title="{}"/>'
    article = read(
        tmp_path, page(f"{turn.format(12)}<p>{TEXT}</p>{turn.format('Page 13')}<p>{MORE}</p>")
    )
    assert [p.page for p in article.paragraphs] == [12, 13]


def test_authors_are_those_who_wrote_and_the_source_may_be_an_address(tmp_path: Path) -> None:
    more = (
        '<dc:creator xmlns:opf="http://www.idpf.org/2007/opf" opf:role="trl">Tom Reed</dc:creator>'
        '<dc:creator id="c9">Eve Lock</dc:creator><meta refines="#c9" property="role">ill</meta>'
        "<dc:source>https://pier.example/boats</dc:source></metadata>"
    )
    file = book(tmp_path, page(f"<p>{TEXT}</p>"))
    article = read_article(with_package(file, PACKAGE.replace("</metadata>", more)))
    assert article.authors == ("Ada Quill",)
    assert article.url == "https://pier.example/boats"
