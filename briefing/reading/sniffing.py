"""What kind of file the bytes are, whatever its name says.

Files lose their endings on the way through mail and the web, and some systems give rich text or a
web page the ending of a Word file. The first bytes of most formats tell; the rest is left to the
name.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import replace

import olefile

from briefing.errors import InputUnreadable
from briefing.reading.archive import BROKEN, MOST_PARTS
from briefing.reading.charsets import text_of_bytes
from briefing.reading.compound import OLE
from briefing.reading.draft import RawFile

ZIP = b"PK\x03\x04"
"""The first bytes of Word, OpenDocument and EPUB files."""

_GZIP = b"\x1f\x8b\x08"
_MOST_UNPACKED = 50_000_000
_HEAD = 4_000

_PLAIN_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"GIF87a", ".gif"),
    (b"GIF89a", ".gif"),
)
_BLANK_SIGNATURES = ((b"%PDF-", ".pdf"), (b"{\\rtf", ".rtf"))
"""Found also behind blanks, which these formats bear."""
_FOREIGN = (
    (b"MZ\x90\0", "a program"),
    (b"\x7fELF", "a program"),
    (b"Rar!\x1a\x07", "an archive (RAR); unpack it and open the article in it"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z); unpack it and open the article in it"),
    (b"\xfd7zXZ\0", "a packed file (xz); unpack it and open the article in it"),
    (b"BZh", "a packed file (bzip2); unpack it and open the article in it"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound recording or a film"),
    (b"fLaC", "a sound recording"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"SQLite format 3\0", "a database"),
    (b"bplist00", "a property list or a web archive; save the page as HTML instead"),
)
_PACKED = {
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.text-template": ".odt",
    "application/vnd.oasis.opendocument.text-master": ".odt",
    "application/vnd.sun.xml.writer": ".sxw",
    "application/epub+zip": ".epub",
}
_TABLES = "a spreadsheet; copy its text into a text document and save that"
_SLIDES = "a presentation; copy its text into a text document and save that"
_PARTS = {".docx": "word/", ".epub": "META-INF/container.xml"}
"""Ending -> how the name of a part begins that only such files have."""
_NO_TEXTS = (
    ("spreadsheet", "xl/", _TABLES),
    ("presentation", "ppt/", _SLIDES),
    ("graphics", "visio/", "a drawing"),
    ("", "Index/Document.iwa", "a Pages document; export it as a Word file (.docx)"),
    ("", "Index/", "a Numbers or Keynote file; copy its text into a text document and save that"),
)
_ARCHIVES = frozenset({".docx", ".docm", ".dotx", ".dotm", ".odt", ".ott", ".epub"})
_SAME_READER = {
    ".docx": {".docm", ".dotx", ".dotm"},
    ".odt": {".ott"},
    ".html": {".htm", ".xhtml"},
    ".mht": {".mhtml"},
    ".tif": {".tiff"},
    ".jpg": {".jpeg"},
    ".doc": {".dot"},
}

_HTML = re.compile(
    r"^\ufeff?\s*(?:<\?xml\b[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FLAT_ODT = re.compile(r"<office:document\b[^>]{0,4000}office\.mimetype=|<office:document\b")
_WORD_XML = re.compile(r"<(?:\w+:)?wordDocument\b|<pkg:package\b|<\?mso-application\b[^>]*Word")
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1f\x7f\ufffd]")
_OLD = frozenset({".doc", ".dot", ".wps"})
_HEADER = re.compile(r"^(?P<name>[A-Za-z][A-Za-z0-9-]{1,40}):[ \t]*(?P<value>.*)$")
_OF_MAIL = frozenset("received message-id mime-version return-path delivered-to x-mailer".split())


def unpacked(raw: RawFile) -> RawFile:
    """The file itself where it is packed with gzip, as some browsers save pages.

    Raises InputUnreadable if it is damaged or would be too large.
    """
    if not raw.data.startswith(_GZIP):
        return raw
    stream = zlib.decompressobj(wbits=31)
    try:
        data = stream.decompress(raw.data, _MOST_UNPACKED)
    except zlib.error as error:
        raise InputUnreadable(
            f"“{raw.name}” is a damaged packed file (gzip); ask for the article itself."
        ) from error
    if stream.unconsumed_tail:
        raise InputUnreadable(
            f"“{raw.name}” unpacks to more than an article holds and was not opened; "
            "ask its sender for the text alone."
        )
    name = raw.name.casefold().removesuffix(".gz")
    dot = name.rfind(".")
    ending = name[dot:] if raw.ending == ".gz" and dot > 0 else raw.ending
    return replace(raw, data=data, ending="" if ending == ".gz" else ending)


def recognised(raw: RawFile) -> RawFile:
    """The file with the ending that its bytes call for.

    Raises InputUnreadable if they are of a kind that holds no article, whatever the name says.
    """
    found = _kind(raw)
    if found is None or found == raw.ending or raw.ending in _SAME_READER.get(found, ()):
        return raw
    return replace(raw, ending=found)


def _kind(raw: RawFile) -> str | None:
    """The ending that the bytes call for, None if they leave it to the name."""
    data = raw.data
    if data.startswith(ZIP):
        return _kind_of_archive(raw)
    if data.startswith(OLE):
        return _kind_of_ole(raw)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    for begin, signatures in ((head, _BLANK_SIGNATURES), (data, _PLAIN_SIGNATURES)):
        for signature, ending in signatures:
            if begin.startswith(signature):
                return ending
    for signature, what in _FOREIGN:
        if data.startswith(signature):
            raise _foreign(raw, what)
    return _kind_of_container(raw) or _kind_of_text(raw)


def _kind_of_container(raw: RawFile) -> str | None:
    data = raw.data
    if data[:2] == b"BM" and data[6:10] == b"\0\0\0\0":
        return ".bmp"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:8] == b"ftyp":
        raise _foreign(raw, "a film, a sound recording or a picture from a telephone")
    return None


def _foreign(raw: RawFile, what: str) -> InputUnreadable:
    thing, _, to_do = what.partition("; ")
    return InputUnreadable(
        f"“{raw.name}” is {thing} and holds no article that can be read; "
        f"{to_do or 'choose another file'}."
    )


def _kind_of_archive(raw: RawFile) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
            names = [entry.filename for entry in archive.infolist()[:MOST_PARTS]]
            stated = ""
            if "mimetype" in names:
                with archive.open("mimetype") as stream:
                    stated = stream.read(200).decode("ascii", errors="replace").strip()
    except (*BROKEN, RuntimeError):  # RuntimeError: how zipfile asks for a password
        return None  # the reader that the name calls for says what is wrong
    if stated in _PACKED:
        return _PACKED[stated]
    for ending, parts in _PARTS.items():
        if any(name.startswith(parts) for name in names):
            return ending
    for kind, parts, what in _NO_TEXTS:
        if (kind and kind in stated) or any(name.startswith(parts) for name in names):
            raise _foreign(raw, what)
    if "content.xml" in names:
        return ".odt"
    if raw.ending in _ARCHIVES:
        return None
    raise _foreign(raw, "an archive (ZIP); unpack it and open the article in it")


def _kind_of_ole(raw: RawFile) -> str | None:
    try:
        with olefile.OleFileIO(raw.data) as ole:
            names = {path[0].casefold() for path in ole.listdir(streams=True, storages=False)}
    except Exception:  # noqa: BLE001 (olefile raises whatever damaged bytes make it stumble over)
        return None
    if "encryptedpackage" in names:
        return None  # protected.opened has seen it
    if "worddocument" in names:
        return ".doc"
    if "__properties_version1.0" in names:
        return ".msg"
    if names & {"workbook", "book"}:
        raise _foreign(raw, _TABLES)
    if "powerpoint document" in names:
        raise _foreign(raw, _SLIDES)
    if names & {"matost", "mm"} or raw.ending == ".wps":
        return ".wps"
    if raw.ending in {".doc", ".dot", ".msg"}:
        return None
    raise _foreign(raw, "an old Office file of an unknown kind; save its text as .docx")


def _kind_of_text(raw: RawFile) -> str | None:
    if raw.data[:1] == b"\0" and raw.data[:4] != b"\0\0\xfe\xff":
        return None
    head = text_of_bytes(raw.data[:_HEAD])
    if _HTML.match(head):
        return ".html"
    if head.lstrip("\ufeff \t\r\n").startswith("<"):
        if _FLAT_ODT.search(head):
            return ".fodt"
        if _WORD_XML.search(head):
            return ".doc"
    if raw.ending in _OLD and not _NO_TEXT.search(head):
        return _kind_of_message(head, raw.ending) or ".txt"
    return _kind_of_message(head, raw.ending)


def _kind_of_message(head: str, ending: str) -> str | None:
    """Mail and pages in one file begin with lines such as "MIME-Version: 1.0"."""
    headers: dict[str, str] = {}
    for line in head.lstrip("\ufeff\r\n ").splitlines():
        match = _HEADER.match(line)
        if match:
            headers[match["name"].casefold()] = match["value"].casefold()
        elif not line[:1].isspace():
            break
    if len(headers) < 2 or not headers.keys() & _OF_MAIL:
        return None
    page = "multipart/related" in headers.get("content-type", "")
    if page and not headers.keys() & {"received", "message-id", "to"}:
        return ".mht"
    return None if ending in {".mht", ".mhtml"} else ".eml"
