"""What the fuzzer and the test of its corpus share: how bytes are handed to each reader.

A case is a file's ending, for which the bytes are the file itself, or an ending and the name of a
part in it ("docx:word/document.xml"): the bytes are then put into an otherwise sound archive, since
random bytes would hardly ever pass the archive's own checks.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

from briefing.article import Article
from briefing.reading.assemble import assemble
from briefing.reading.cleaning import fold
from briefing.reading.draft import RawFile, Reader
from briefing.reading.formats import readable_endings, reader_name
from briefing.reading.registry import reader_for
from tests.reading.test_outlook import HEAD, RICH, msg

CORPUS = Path(__file__).parent / "corpus"

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
    'Type="{}" Target="{}"/></Relationships>'
)
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_SENTENCE = "The quay at Holm was closed on Monday because the crane leans."
_ARCHIVES: dict[str, dict[str, str]] = {
    "docx": {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/><Override '
            'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": _RELATIONS.format(f"{_OFFICE}/officeDocument", "word/document.xml"),
        "word/_rels/document.xml.rels": _RELATIONS.format(f"{_OFFICE}/styles", "styles.xml"),
        "word/styles.xml": f"<w:styles {_WORD}/>",
        "word/numbering.xml": f"<w:numbering {_WORD}/>",
        "word/document.xml": (
            f"<w:document {_WORD}><w:body><w:p><w:pPr><w:pStyle w:val='A'/><w:numPr><w:ilvl "
            "w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr><w:r><w:t>"
            f"{_SENTENCE}</w:t></w:r></w:p></w:body></w:document>"
        ),
    },
    "odt": {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "styles.xml": "<styles/>",
        "meta.xml": "<meta/>",
        "content.xml": f"<content><body><text><p>{_SENTENCE}</p></text></body></content>",
    },
    "epub": {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
            "</rootfiles></container>"
        ),
        "book.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
            '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
            '<item id="n" href="n.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
            '</manifest><spine><itemref idref="a"/></spine></package>'
        ),
        "n.xhtml": "<html/>",
        "a.xhtml": f"<html><body><p>{_SENTENCE}</p></body></html>",
    },
}
_BY_OTHER_PROGRAMS = frozenset({"legacy", "pictures"})
"""Modules that have LibreOffice or Tesseract read the file: seconds for each, and not our code."""
_PARTS = (
    "docx:word/document.xml",
    "docx:word/styles.xml",
    "docx:word/numbering.xml",
    "odt:content.xml",
    "odt:styles.xml",
    "epub:a.xhtml",
    "epub:book.opf",
    "msg:rich text",
)


def cases() -> tuple[str, ...]:
    """All cases: one ending for each reader, and the parts of archives."""
    endings: dict[object, str] = {}
    for ending in readable_endings():
        place = reader_name(ending)
        if place is not None and place[0] not in _BY_OTHER_PROGRAMS:
            endings.setdefault(place, ending.removeprefix("."))
    return (*endings.values(), "fodt", *_PARTS)


def corpus_of(case: str) -> list[Path]:
    """The files of the corpus that belong to a case, in the order of their names."""
    return sorted((CORPUS / folder_of(case)).glob("*"))


def folder_of(case: str) -> str:
    """The name of the folder for a case's files."""
    return re.sub(r"[^\w.]", "-", case)


def reader_of(case: str) -> Reader:
    """The reader that a case is for."""
    reader = reader_for(f".{case.partition(':')[0]}")
    assert reader is not None
    return reader


def read_case(case: str, data: bytes) -> Article:
    """Read ``data`` as a file of this case, and see that the article is in order.

    Raises what the readers raise.
    """
    ending, _, part = case.partition(":")
    if part:
        data = _archive(ending, part, data)
    digest = hashlib.sha256(data).hexdigest()
    raw = RawFile(f"case.{ending}", f"case.{ending}", f".{ending}", data, digest)
    article = assemble(reader_of(case)(raw), raw)
    rows = article.rows
    assert len({row.paragraph.id for row in rows}) == len(rows)
    assert all(row.paragraph.text == fold(row.paragraph.text) != "" for row in rows)
    return article


def _archive(ending: str, part: str, data: bytes) -> bytes:
    if ending == "msg":
        return msg({**HEAD, RICH: data})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in _ARCHIVES[ending].items():
            archive.writestr(name, data if name == part else text)
    return stream.getvalue()
