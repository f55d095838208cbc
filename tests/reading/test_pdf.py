"""PDF files: the words of the text layer in reading order, without what repeats on each page."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.reading.registry import read_article
from tests.reading.articles import pieces, refusal
from tests.reading.printing import FERRY, MILL, PIER, printed


def read(folder: Path, source: str) -> Article:
    return read_article(printed(folder, source, tagged=True))


def test_wrapped_lines_are_one_paragraph_and_know_their_page(tmp_path: Path) -> None:
    article = read(tmp_path, f"{FERRY}\n\n{PIER}\n#pagebreak()\n{MILL}")
    assert pieces(article) == [(Kind.TEXT, FERRY), (Kind.TEXT, PIER), (Kind.TEXT, MILL)]
    assert [p.page for p in article.paragraphs] == [1, 1, 2]


def test_indented_lines_begin_paragraphs(tmp_path: Path) -> None:
    style = "#set par(first-line-indent: 2em, spacing: 0.65em, justify: true)\n"
    article = read(tmp_path, f"{style}{FERRY}\n\n{PIER}\n\n{MILL}")
    assert [p.text for p in article.paragraphs] == [FERRY, PIER, MILL]


def test_words_parted_at_the_end_of_a_line_are_made_whole(tmp_path: Path) -> None:
    style = (
        '#set page(width: 7cm)\n#set text(lang: "en", hyphenate: true)\n#set par(justify: true)\n'
    )
    file = printed(tmp_path, f"{style}{FERRY}\n\n{PIER}", tagged=True)
    assert [p.text for p in read_article(file).paragraphs] == [FERRY, PIER]


def test_headings_are_told_by_their_type(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        f"= A ferry\n\n== The boats\n{FERRY}\n\n== The pier\n{PIER}\n\n*The mill*\n\n{MILL}",
    )
    assert article.title == "A ferry"
    assert pieces(article) == [
        (Kind.HEADING, "The boats"),
        (Kind.TEXT, FERRY),
        (Kind.HEADING, "The pier"),
        (Kind.TEXT, PIER),
        (Kind.HEADING, "The mill"),
        (Kind.TEXT, MILL),
    ]


def test_the_outline_gives_headings_of_ordinary_size_their_level(tmp_path: Path) -> None:
    plain = '#show heading: set text(size: 11pt, weight: "regular")\n'
    article = read(tmp_path, f"{plain}= Boats\n{FERRY}\n\n== Piers\n{PIER}\n\n= Mills\n{MILL}")
    headings = [(p.text, p.level) for p in article.paragraphs if p.kind is Kind.HEADING]
    assert headings == [("Boats", 1), ("Piers", 2), ("Mills", 1)]


def test_columns_are_read_one_after_the_other_below_the_title(tmp_path: Path) -> None:
    texts = [
        f"Of {number} it was said: {text}" for number in range(4) for text in (FERRY, PIER, MILL)
    ]
    body = "\n\n".join(texts)
    source = (
        "#set page(width: 16cm, height: 22cm, columns: 2)\n#set par(justify: true)\n"
        '#set text(hyphenate: true, lang: "en")\n'
        '#place(top + center, float: true, scope: "parent")[#text(18pt)[*Boats for Hallow*]]\n'
        f"{body}"
    )
    article = read(tmp_path, source)
    assert article.title == "Boats for Hallow"
    assert [p.text for p in article.paragraphs] == texts


def test_running_headers_footers_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    source = (
        '#set page(height: 12cm, header: [Hallow Gazette #h(1fr) Monday], numbering: "1 / 1")\n'
        + "\n\n".join([FERRY, PIER, MILL] * 7)
    )
    file = printed(tmp_path, source, tagged=True)
    assert len(pdfium.PdfDocument(file.read_bytes())) > 2
    assert [p.text for p in read_article(file).paragraphs] == [FERRY, PIER, MILL] * 7


def test_lists_lose_their_markers(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        f"{FERRY}\n\n- twelve crowns for adults\n- six for children\n\n{PIER}\n\n"
        "+ buy a ticket\n+ show it on board\n",
    )
    assert pieces(article) == [
        (Kind.TEXT, FERRY),
        (Kind.LIST, "twelve crowns for adults"),
        (Kind.LIST, "six for children"),
        (Kind.TEXT, PIER),
        (Kind.LIST, "buy a ticket"),
        (Kind.LIST, "show it on board"),
    ]


def test_tables_become_rows(tmp_path: Path) -> None:
    table = "#table(columns: (4cm, 4cm, 4cm), [Year], [Boats], [Crew], [1990], [2], [9])"
    article = read(tmp_path, f"{FERRY}\n\n{table}\n\n{PIER}")
    assert pieces(article)[1:3] == [
        (Kind.TABLE, "Year | Boats | Crew"),
        (Kind.TABLE, "1990 | 2 | 9"),
    ]


def test_captions_and_footnotes_are_no_running_text(tmp_path: Path) -> None:
    article = read(
        tmp_path,
        f"{FERRY}#footnote[The timetable hangs at the pier.]\n\n"
        f"#figure(rect(), caption: [The old pier])\n\n{PIER}",
    )
    assert pieces(article) == [
        (Kind.TEXT, FERRY),
        (Kind.CAPTION, "Figure 1: The old pier"),
        (Kind.TEXT, PIER),
        (Kind.CAPTION, "The timetable hangs at the pier."),
    ]


def test_a_page_that_stands_on_its_side_is_read(tmp_path: Path) -> None:
    file = printed(tmp_path, f"{FERRY}\n\n{PIER}", tagged=True)
    document = pdfium.PdfDocument(file.read_bytes())
    document[0].set_rotation(90)
    turned = io.BytesIO()
    document.save(turned)
    document.close()
    file.write_bytes(turned.getvalue())
    assert [p.text for p in read_article(file).paragraphs] == [FERRY, PIER]


def test_title_and_author_come_from_the_metadata(tmp_path: Path) -> None:
    facts = '#set document(title: "A ferry for Hallow", author: "Ada Quill")\n'
    article = read(tmp_path, f"{facts}{FERRY}")
    assert article.title == "A ferry for Hallow"
    assert article.authors == ("Ada Quill",)
    assert article.published is None


def test_a_scan_without_text_says_so(tmp_path: Path) -> None:
    source = "#rect(width: 5cm, height: 5cm, fill: gray)"
    assert "scan" in refusal(printed(tmp_path, source, tagged=True))


def pdf_of(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF put together by hand from its numbered objects."""
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF"
        % (len(objects) + 1, trailer, start)
    )


def test_a_file_with_a_password_says_so(tmp_path: Path) -> None:
    file = tmp_path / "article.pdf"
    lock = b"<</Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%s> /U <%s>>>" % (
        b"ab" * 32,
        b"cd" * 32,
    )
    file.write_bytes(
        pdf_of(
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [] /Count 0>>",
            lock,
            trailer=b"/Encrypt 3 0 R /ID [<00> <00>]",
        )
    )
    assert "password" in refusal(file)


@pytest.mark.parametrize(
    "objects",
    [
        (b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9>>"),
        (b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [] /Count 900000000>>"),
        (b"<</Type /Catalog /Pages 1 0 R>>",),
        (b"1 0 R",),
    ],
)
def test_a_file_that_loops_is_refused(tmp_path: Path, objects: tuple[bytes, ...]) -> None:
    file = tmp_path / "article.pdf"
    file.write_bytes(pdf_of(*objects))
    refusal(file)


def test_an_outline_that_loops_does_no_harm(tmp_path: Path) -> None:
    stream = f"BT /F 12 Tf 50 700 Td ({FERRY[:80]}) Tj ET".encode()
    file = tmp_path / "article.pdf"
    file.write_bytes(
        pdf_of(
            b"<</Type /Catalog /Pages 2 0 R /Outlines 5 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
            b"/Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>>",
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<</First 6 0 R /Last 6 0 R /Count 1>>",
            b"<</Title (Loop) /Parent 5 0 R /Next 6 0 R /First 6 0 R>>",
        )
    )
    assert read_article(file).paragraphs[0].text == FERRY[:80]


def test_a_stream_that_swells_is_refused(tmp_path: Path) -> None:
    packed = zlib.compress(bytes(50_000_000))
    file = tmp_path / "article.pdf"
    file.write_bytes(
        pdf_of(
            b"<</Type /Catalog /Pages 2 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R>>",
            b"<</Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream" % (len(packed), packed),
        )
    )
    refusal(file)


@pytest.mark.parametrize("length", [9, 100, 1000, 5000])
def test_a_file_that_breaks_off_is_refused_or_mended(tmp_path: Path, length: int) -> None:
    file = printed(tmp_path, f"{FERRY}\n\n{PIER}", tagged=True)
    file.write_bytes(file.read_bytes()[:length])
    refusal(file)


def test_bytes_of_another_kind_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "article.pdf"
    file.write_bytes(b"PK\x03\x04 and so on")
    assert "not a PDF" in refusal(file)


def test_tags_that_loop_do_no_harm(tmp_path: Path) -> None:
    stream = b"/P <</MCID 0>> BDC BT /F 12 Tf 72 700 Td (%s) Tj ET EMC" % FERRY[:80].encode()
    file = tmp_path / "article.pdf"
    file.write_bytes(
        pdf_of(
            b"<</Type /Catalog /Pages 2 0 R /MarkInfo <</Marked true>> /StructTreeRoot 5 0 R>>",
            b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /StructParents 0 "
            b"/Resources <</Font <</F <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>>",
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<</Type /StructTreeRoot /K 6 0 R /ParentTree <</Nums [0 [6 0 R]]>>>>",
            b"<</Type /StructElem /S /P /P 6 0 R /Pg 3 0 R /K [6 0 R 7 0 R 0 6 0 R]>>",
            b"<</Type /StructElem /S /Span /P 6 0 R /Pg 3 0 R /K [6 0 R 7 0 R 6 0 R]>>",
        )
    )
    assert read_article(file).paragraphs[0].text == FERRY[:80]
