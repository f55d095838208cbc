"""Files that are made to harm whoever reads them, built when a test asks for them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

TEXT = "The harbour board sold two ships in May, and the union had warned of a strike."

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

PARTS = {
    "docx": {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONSHIPS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {W}><w:body><w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"
        "</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}/>",
        "docProps/core.xml": "<coreProperties/>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONSHIPS}"/>',
    },
    "odt": {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODF}><office:body><office:text>"
        f"<text:p>{TEXT}</text:p></office:text></office:body></office:document-content>",
        "styles.xml": f"<office:document-styles {ODF}/>",
        "meta.xml": f"<office:document-meta {ODF}/>",
    },
    "epub": {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="book.opf"/>'
        "</rootfiles></container>",
        "book.opf": '<package><metadata/><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine>'
        "</package>",
        "a.xhtml": f"<html><body><p>{TEXT}</p></body></html>",
    },
}
"""Of each kind of archive, the parts of a sound one, by their names."""

MAIN = {"docx": "word/document.xml", "odt": "content.xml", "epub": "a.xhtml"}


def archive(kind: str, **changed: bytes | str) -> bytes:
    """A file of this kind, with some of its parts replaced or added."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**PARTS[kind], **changed}.items():
            packed.writestr(name, content)
    return data.getvalue()


# --- bombs --------------------------------------------------------------------------------------


def zeros(size: int) -> bytes:
    """``size`` zeros as deflate packs them, made without packing them all."""
    block = 10_000_000
    packer = zlib.compressobj(9, wbits=-15)
    piece = packer.compress(bytes(block)) + packer.flush(zlib.Z_FULL_FLUSH)
    return piece * (size // block) + b"\x03\x00"


def by_hand(kind: str, name: str, packed: bytes, size: int, *, times: int = 1) -> bytes:
    """A file whose part ``name`` is ``packed`` and said to unpack to ``size`` bytes.

    ``times`` entries of the list of contents share the one packed part.
    """
    begin = io.BytesIO()
    with zipfile.ZipFile(begin, "w") as sound:
        for part, content in PARTS[kind].items():
            if part != name:
                sound.writestr(part, content)
        listed, count = sound.start_dir, len(sound.infolist())
    whole = begin.getvalue()
    listing = whole[listed : whole.rindex(b"PK\x05\x06")]
    named = name.encode()
    extra = struct.pack("<HHQ", 1, 8, size)  # ZIP64: the unpacked size
    sizes = struct.pack("<LLLHH", 0, len(packed), 0xFFFFFFFF, len(named), len(extra))
    local = struct.pack("<4sHHHHH", b"PK\x03\x04", 45, 0, 8, 0, 33) + sizes + named + extra
    for number in range(times):
        other = named if number == 0 else b"%s-%d" % (named, number)
        sizes = struct.pack("<LLLHH", 0, len(packed), 0xFFFFFFFF, len(other), len(extra))
        listing += struct.pack("<4sHHHHHH", b"PK\x01\x02", 45, 45, 0, 8, 0, 33) + sizes
        listing += struct.pack("<HHHLL", 0, 0, 0, 0, listed) + other + extra
    data = whole[:listed] + local + packed
    entries = count + times
    end = struct.pack(
        "<4sHHHHLLH", b"PK\x05\x06", 0, 0, entries, entries, len(listing), len(data), 0
    )
    return data + listing + end


def nested(kind: str, levels: int = 10) -> bytes:
    """A file whose main part is an archive of archives of archives."""
    inner = zeros(10_000_000)
    for _ in range(levels):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
            for number in range(8):
                packed.writestr(f"{number}.zip", inner)
        inner = data.getvalue()
    return archive(kind, **{MAIN[kind]: inner})


# --- XML ----------------------------------------------------------------------------------------


def _laughs(levels: int) -> str:
    lines = [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels)]
    return '<!DOCTYPE r [<!ENTITY e0 "the ships were sold ">' + "".join(lines) + "]>"


def xml_attacks(secret: str) -> dict[str, tuple[str, str]]:
    """Document types, and what stands in the text for each; ``secret`` is a file to be stolen."""
    return {
        "laughs": (_laughs(12), "&e11;"),
        "quadratic": (f'<!DOCTYPE r [<!ENTITY a "{"x" * 100_000}">]>', "&a;" * 100_000),
        "loop": ('<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
        "file": (f'<!DOCTYPE r [<!ENTITY a SYSTEM "file://{secret}">]>', "&a;"),
        "outside": (f'<!DOCTYPE r SYSTEM "file://{secret}">', "&a;"),
        "parameter": (
            f'<!DOCTYPE r [<!ENTITY % a SYSTEM "file://{secret}"> %a;]>',
            "&b;",
        ),
        "included": (
            "",
            f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file://{secret}"/>',
        ),
    }


def with_attack(part: str, attack: tuple[str, str], *, in_attribute: bool = False) -> str:
    """The XML of a part with an attack before its root and in its text."""
    doctype, entity = attack
    if in_attribute:
        head, _, rest = part.partition(">")
        slash = "/" if head.endswith("/") else ""
        return f'{doctype}{head.rstrip("/")} more="{entity}"{slash}>{rest}'
    if TEXT in part:
        return doctype + part.replace(TEXT, TEXT + entity)
    return doctype + part


# --- depth --------------------------------------------------------------------------------------


def deep_word(levels: int) -> bytes:
    cell = "<w:tbl><w:tr><w:tc>"
    end = "</w:tc></w:tr></w:tbl>"
    inside = f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>"
    body = cell * levels + inside + end * levels
    document = f"<w:document {W}><w:body>{inside}{body}</w:body></w:document>"
    return archive("docx", **{"word/document.xml": document})


def deep_odt(levels: int) -> bytes:
    item, end = "<text:list><text:list-item>", "</text:list-item></text:list>"
    body = item * levels + f"<text:p>{TEXT}</text:p>" + end * levels
    content = (
        f"<office:document-content {ODF}><office:body><office:text><text:p>{TEXT}</text:p>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return archive("odt", **{"content.xml": content})


def deep_mail(levels: int) -> bytes:
    parts = "".join(
        f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(levels)
    )
    return f"MIME-Version: 1.0\r\n{parts}\r\n\r\n{TEXT}\r\n".encode()


# --- PDF ----------------------------------------------------------------------------------------


def pdf(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1."""
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return data + trailer % (len(objects) + 1, root, start)


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


_CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources 5 0 R>>"
_FONT = b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
_SHOW = b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % TEXT.encode()
_PAGES = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"

PDFS = {
    "a page tree that is its own branch": pdf(
        _CATALOGUE, b"<</Type/Pages/Count 9/Parent 2 0 R/Kids[2 0 R 2 0 R]>>"
    ),
    "a page tree that goes round": pdf(
        _CATALOGUE,
        b"<</Type/Pages/Count 1000/Kids[3 0 R]>>",
        b"<</Type/Pages/Count 1000/Parent 2 0 R/Kids[2 0 R]>>",
    ),
    "a million pages that are not there": pdf(
        _CATALOGUE, b"<</Type/Pages/Count 1000000/Kids[3 0 R]>>", _PAGE, stream(_SHOW), _FONT
    ),
    "the same page a million times": pdf(
        _CATALOGUE,
        b"<</Type/Pages/Count 1000000/Kids[" + b"3 0 R " * 1_000_000 + b"]>>",
        _PAGE,
        stream(_SHOW),
        _FONT,
    ),
    "an object stream that holds itself": pdf(
        _CATALOGUE,
        stream(b"2 0 3 0 " + _PAGES, b"/Type/ObjStm/N 1/First 4/Extends 2 0 R"),
    ),
    "a table of objects that goes round": pdf(_CATALOGUE, _PAGES).replace(
        b"/Root", b"/Prev 9/XRefStm 9/Root"
    ),
    "a reference to itself": pdf(b"1 0 R"),
    "a form that shows itself": pdf(
        _CATALOGUE,
        _PAGES,
        _PAGE,
        stream(b"/X Do " + _SHOW),
        b"<</XObject<</X 6 0 R>>/Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>",
        stream(
            b"/X Do /X Do",
            b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 6 0 R>>>>",
        ),
    ),
    "brackets without end": pdf(_CATALOGUE, b"[" * 1_000_000),
    "an outline that goes round": pdf(
        b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>",
        _PAGES,
        _PAGE,
        stream(_SHOW),
        _FONT,
        b"<</First 7 0 R/Last 7 0 R/Count 1>>",
        b"<</Title(Ships)/Parent 6 0 R/First 6 0 R/Next 7 0 R/Prev 7 0 R>>",
    ),
    "a packed stream that swells": pdf(
        _CATALOGUE,
        _PAGES,
        _PAGE,
        stream(b"\x78\x9c" + zeros(2_000_000_000), b"/Filter/FlateDecode"),
        _FONT,
    ),
    "packed ten times over": pdf(
        _CATALOGUE,
        _PAGES,
        _PAGE,
        stream(_SHOW, b"/Filter[" + b"/FlateDecode" * 100_000 + b"]"),
        _FONT,
    ),
}
"""What is wrong with it -> the PDF."""
