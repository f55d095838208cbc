"""An article with a contents list, written to each format as the programs of the world write it.

``TITLES`` are the list's; ``BODY`` has two paragraphs for each of them, and no headings.
"""

from __future__ import annotations

import html
import io
import json
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.reading.registry import read_article
from tests.reading import written

HEADLINE = "The lighthouse at Corran Point"
TITLES = (
    "Cracks in the Tower",
    "Storms of Last Winter",
    "The Keeper’s Family",
    "A Lamp from Abroad",
    "Costs and Deadlines",
)
BODY = (
    (
        "Divers and masons who climbed the tower at Corran Point in March counted 61 cracks "
        "between the ground and the gallery, eleven of them wide enough for a hand."
    ),
    (
        "The longest crack runs for nine metres along the seaward side, and the masons believe "
        "that the mortar behind it has been washed out over several decades."
    ),
    (
        "Three storms crossed the point within a fortnight in January, and the second of them "
        "threw stones of half a tonne over the sea wall and into the garden."
    ),
    (
        "The weather office had not measured such winds there since 1962, and said that winters"
        " of this kind may come more often than the tower was built for."
    ),
    (
        "Runa Selby, whose family has kept the light for four generations, moved into the "
        "village with her two sons after the kitchen ceiling came down."
    ),
    (
        "She said that the family would return as soon as anyone told her that the stairs were "
        "safe, and that nobody had told her anything since Easter."
    ),
    (
        "The new lamp was ordered from a maker abroad, who promised that it would burn a tenth "
        "of the power and be seen from twenty-two miles away."
    ),
    (
        "It has stood in its crates at the harbour since June, because the customs office and "
        "the lighthouse board could not agree on what a lamp of that size is."
    ),
    (
        "Repairs are expected to cost 4.2 million crowns, of which the ministry has granted a "
        "little more than half, on the condition that work begins before September."
    ),
    (
        "If that deadline is missed, the grant goes back to the treasury, and the board would "
        "have to apply again in the spring of next year."
    ),
)
SECTIONS = tuple(zip(TITLES, BODY[::2], BODY[1::2], strict=True))
PAGES = (2, 2, 3, 5, 6)


def body(*, headed: bool) -> list[tuple[Kind, str]]:
    """The article's pieces, with the listed titles as headings if ``headed``."""
    if not headed:
        return [(Kind.TEXT, paragraph) for paragraph in BODY]
    return [
        piece
        for title, first, second in SECTIONS
        for piece in ((Kind.HEADING, title), (Kind.TEXT, first), (Kind.TEXT, second))
    ]


def read(folder: Path, name: str, data: bytes | str) -> Article:
    """Read a file of these bytes, or of this text."""
    file = folder / name
    file.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return read_article(file)


def plain(listed: Sequence[str], *, headed: bool = False, title: str = HEADLINE) -> str:
    """Plain text: the title, the lines of the list, and a paragraph a line."""
    pieces = (text for _, text in body(headed=headed))
    return "\n\n".join([title, "\n".join(listed), *pieces])


def webpage(listed: str, *, headed: bool = False, targets: bool = True) -> str:
    """A page with this markup on top of its article; the list's links lead to s1, s2 and so on."""
    parts: list[str] = []
    for number, (title, first, second) in enumerate(SECTIONS, 1):
        anchor = f' id="s{number}"' if targets else ""
        heading = f"<h2{anchor}>{html.escape(title)}</h2>" if headed else ""
        parts.append(f"{heading}<p{'' if headed else anchor}>{html.escape(first)}</p>")
        parts.append(f"<p>{html.escape(second)}</p>")
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{HEADLINE}</title></head><body>"
        "<header><a href='/'>The Oster Bell</a></header>"
        "<nav><ul><li><a href='/'>Start</a></li><li><a href='/news'>News</a></li>"
        "<li><a href='/sea'>Sea and weather</a></li></ul></nav>"
        f"<main><article><h1>{HEADLINE}</h1>{listed}\n{''.join(parts)}</article></main>"
        "<footer>The Oster Bell is printed in Arnsel. <a href='/imprint'>Imprint</a></footer>"
        "</body></html>"
    )


def links(titles: Sequence[str] = TITLES, *, address: str = "#s{n}") -> list[str]:
    """A link for each title."""
    return [
        f'<a href="{address.format(n=n)}">{html.escape(t)}</a>' for n, t in enumerate(titles, 1)
    ]


def word(*, headed: bool = False, styles: bool = True) -> Document:
    """A Word document with the title and the body; the list is to be put before paragraph 1."""
    document = docx.Document()
    if styles:
        for level in (1, 2):
            document.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph(HEADLINE, style="Title")
    for kind, text in body(headed=headed):
        if kind is Kind.HEADING:
            document.add_heading(text, 1)
        else:
            document.add_paragraph(text)
    return document


def with_list(document: Document, *listed: str) -> bytes:
    """The document's bytes with these elements (as XML) below the title."""
    place = document.paragraphs[0]._p
    for xml in reversed(listed):
        place.addnext(parse_xml(xml))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_entries(
    titles: Sequence[str] = TITLES, *, style: str = "", numbered: bool = False, form: str = "link"
) -> list[str]:
    """The paragraphs of Word's own contents list, the field around them left out.

    With ``form`` "link" each is a hyperlink with its page in a field, as Word writes it; with
    "text" it is plain words. ``style`` is the style's id for all of them.
    """
    return [
        f"<w:p {nsdecls('w')}>{_style(style)}{{begin}}"
        + _word_entry(f"{n}.\t{title}" if numbered else title, page, n, form)
        + "{end}</w:p>"
        for n, (title, page) in enumerate(zip(titles, PAGES, strict=False), 1)
    ]


def _style(style: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""


def _run(text: str) -> str:
    words = "".join(
        "<w:tab/>" if part == "\t" else f'<w:t xml:space="preserve">{html.escape(part)}</w:t>'
        for part in chain.from_iterable((part, "\t") for part in text.split("\t"))
    )
    return f"<w:r>{words.removesuffix('<w:tab/>')}</w:r>"


def _word_entry(text: str, page: int, number: int, form: str) -> str:
    if form == "text":
        return _run(f"{text}\t{page}")
    reference = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF _Toc{number} \\h </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{page}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    run = _run(text)
    return (
        f'<w:hyperlink w:anchor="_Toc{number}" w:history="1">{run}<w:r><w:tab/></w:r>{reference}'
        "</w:hyperlink>"
    )


def in_field(entries: Sequence[str], instruction: str = 'TOC \\o "1-3" \\h \\z \\u') -> list[str]:
    """Word's field around the paragraphs: it begins in the first and ends in the last."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {html.escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    last = len(entries) - 1
    return [
        entry.format(begin=begin if i == 0 else "", end=end if i == last else "")
        for i, entry in enumerate(entries)
    ]


def bare(entries: Sequence[str]) -> list[str]:
    """The same paragraphs without a field."""
    return [entry.format(begin="", end="") for entry in entries]


def in_control(paragraphs: Sequence[str], label: str = "Contents") -> str:
    """The content control that Word's gallery of contents lists makes, its label on top."""
    heading = f"<w:p {nsdecls('w')}>{_style('TOCHeading')}{_run(label)}</w:p>" if label else ""
    return (
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:docPartObj><w:docPartGallery "
        'w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>'
        f"{heading}{''.join(paragraphs)}</w:sdtContent></w:sdt>"
    )


_ODT = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def open_index(*, label: str = "Contents", styled: bool = True, linked: bool = True) -> str:
    """LibreOffice's contents list; without ``styled`` its paragraphs bear automatic styles."""
    entries = []
    for n, (title, page) in enumerate(zip(TITLES, PAGES, strict=True), 1):
        words = f"{html.escape(title)}<text:tab/>{page}"
        style = "Contents_20_1" if styled else "P1"
        link = f'<text:a xlink:type="simple" xlink:href="#{n}|outline">{words}</text:a>'
        entries.append(f'<text:p text:style-name="{style}">{link if linked else words}</text:p>')
    title = f'<text:p text:style-name="Contents_20_Heading">{label}</text:p>'
    return (
        '<text:table-of-content text:name="Contents"><text:table-of-content-source/>'
        f"<text:index-body><text:index-title>{title if label else ''}</text:index-title>"
        f"{''.join(entries)}</text:index-body></text:table-of-content>"
    )


def open_paragraphs(texts: Sequence[str]) -> str:
    """Ordinary paragraphs of an OpenDocument text; tabs as its own element."""
    return "".join(
        f"<text:p>{html.escape(t).replace(chr(9), '<text:tab/>')}</text:p>" for t in texts
    )


def open_document(listed: str, *, headed: bool = False) -> bytes:
    """A packed OpenDocument text with this XML below its title."""
    pieces = "".join(
        f'<text:h text:outline-level="1">{html.escape(t)}</text:h>'
        if kind is Kind.HEADING
        else f"<text:p>{html.escape(t)}</text:p>"
        for kind, t in body(headed=headed)
    )
    content = (
        f'<office:document-content {_ODT}><office:automatic-styles><style:style style:name="P1" '
        'style:family="paragraph" style:parent-style-name="Contents_20_1"/>'
        "</office:automatic-styles><office:body><office:text>"
        f'<text:p text:style-name="Title">{HEADLINE}</text:p>{listed}{pieces}'
        "</office:text></office:body></office:document-content>"
    )
    return written.packed({
        "mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content,
    })  # fmt: skip


def rich_text(listed: str, *, headed: bool = False) -> str:
    """Rich text with these words below the title; style 9 is "toc 1", style 1 "heading 1"."""
    sheet = r"{\stylesheet{\s0 Normal;}{\s1 heading 1;}{\s7 Title;}{\s9 toc 1;}{\s10 toc heading;}}"
    pieces = "".join(
        (r"\pard\s1 " if kind is Kind.HEADING else r"\pard\s0 ") + rtf(text) + r"\par" + "\n"
        for kind, text in body(headed=headed)
    )
    return rf"{{\rtf1\ansi{sheet}\pard\s7 {HEADLINE}\par{listed}{pieces}}}"


def rtf(text: str) -> str:
    """Words as rich text has them, tabs among them."""
    return written.rtf(text).replace("\t", "\\tab ")


def book(chapters: dict[str, str], *, nav: str = "", ncx: str = "") -> bytes:
    """An EPUB of these chapters (name and markup), a navigation page and an older one."""
    items = "".join(
        f'<item id="c{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    items += (
        '<item id="nav" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        if nav
        else ""
    ) + ('<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>' if ncx else "")
    spine = ('<itemref idref="nav"/>' if nav else "") + "".join(
        f'<itemref idref="c{n}"/>' for n in range(len(chapters))
    )
    page = (
        "<html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'>"
        "<body>{0}</body></html>"
    )
    parts = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
            "</rootfiles></container>"
        ),
        "book.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<metadata><dc:title>{HEADLINE}</dc:title></metadata>"
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
        ),
        **{name: page.format(markup) for name, markup in chapters.items()},
    }
    if nav:
        parts["nav.xhtml"] = page.format(nav)
    if ncx:
        parts["toc.ncx"] = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/">{ncx}</ncx>'
    return written.packed(parts)


def chapter(*, headed: bool = False) -> str:
    """The whole article as one chapter of a book, with a place for each section."""
    parts = [f"<h1>{HEADLINE}</h1>"]
    for number, (title, first, second) in enumerate(SECTIONS, 1):
        place = f' id="s{number}"'
        parts.append(f"<h2{place}>{html.escape(title)}</h2>" if headed else "")
        parts.append(f"<p{'' if headed else place}>{html.escape(first)}</p>")
        parts.append(f"<p>{html.escape(second)}</p>")
    return "".join(parts)


def typeset(listed: str, *, headed: bool = False) -> str:
    """A Typst source with this markup below its title, and the body after it."""
    pieces = "\n\n".join(
        f"#heading(level: 2, {json.dumps(text, ensure_ascii=False)})"
        if kind is Kind.HEADING
        else f"#par({json.dumps(text, ensure_ascii=False)})"
        for kind, text in body(headed=headed)
    )
    title = f"#heading(level: 1, outlined: false, bookmarked: true)[{HEADLINE}]"
    return (
        "#set text(size: 10pt)\n#set par(spacing: 1.5em)\n#set page(width: 148mm, height: 210mm)\n"
        f"#show heading.where(level: 1): set text(size: 20pt)\n{title}\n\n{listed}\n\n{pieces}\n"
    )


def typeset_lines(form: str) -> str:
    """The list as lines of print: ``form`` has places for n, t (the title) and page."""
    return "\n\n".join(
        form.format(n=n, t=title, page=page)
        for n, (title, page) in enumerate(zip(TITLES, PAGES, strict=True), 1)
    )
