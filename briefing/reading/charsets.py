"""Which encoding the bytes of a web page or a mail part are in, and their text."""

from __future__ import annotations

import codecs
import re

from briefing.reading.guessing import is_common_east_asian, likeliest_encoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Browsers read the old names as the wider encodings that grew out of them; so do pages mean them.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})"""
    rb"""|<\?xml\b[^>]{0,100}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_HEAD = 4096
_MOST_DAMAGE = 0.01
_PLAIN = re.compile("[\t\n\r -~\u00a0-\u1fff“”‘’–—…]")
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")


def text_of_bytes(data: bytes, declared: str | None = None) -> str:
    """The text of ``data``: by its byte order mark, ``declared``, UTF-8, or the likeliest encoding.

    Always gives a text: what fits no encoding stands as U+FFFD.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    wide = _wide_encoding(data[:_HEAD]) if b"\0" in data[:_HEAD] else None
    if wide is not None:
        return data.decode(wide, errors="replace")
    if b"\x1b$" in data[:_HEAD] and data[:_HEAD].isascii():
        return data.decode("iso2022_jp", errors="replace")
    named = _codec(declared)
    # What is no UTF-8 by its bytes can seldom be read as it by chance; the reverse always can.
    preferred = ("utf-8", named) if named == "cp1252" else (named, "utf-8")
    for name in filter(None, preferred):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    if named or _is_damaged_utf8(data):
        # The page says so, or nearly all of it fits: a few cut or foreign bytes are no reason.
        text = data.decode(named or "utf-8", errors="replace")
        if text.count("\ufffd") <= _MOST_DAMAGE * len(text):
            return text
    return data.decode(likeliest_encoding(data), errors="replace")


def _wide_encoding(head: bytes) -> str | None:
    """The encoding of text whose characters take two or four bytes and that says so nowhere.

    Read in another order of bytes, its blanks and full stops are no blanks and full stops.
    """
    found: list[tuple[int, str]] = []
    for name in _WIDE:
        width = 4 if "32" in name else 2
        text = head[: len(head) - len(head) % width].decode(name, errors="replace")
        plain = sum(bool(_PLAIN.match(c)) for c in text)
        common = sum(is_common_east_asian(c) for c in text if c > "\u2fff")
        if plain + common >= 0.9 * len(text) and "\0" not in text:
            found.append((sum(c in " \n\r\t.," for c in text), name))
    return max(found)[1] if found else None


def declared_in_markup(data: bytes) -> str | None:
    """The encoding that a page names in its first kilobytes, None if it names none."""
    match = _DECLARED.search(data[:_HEAD])
    return (match[1] or match[2]).decode("ascii") if match else None


def _codec(name: str | None) -> str | None:
    try:
        known = codecs.lookup((name or "").strip()).name
    except (LookupError, ValueError):
        return None
    if known.startswith(("utf-16", "utf-32")):
        return None  # a page whose declaration can be read as ASCII is in neither
    known = _WIDER.get(known, known)
    try:
        b"a".decode(known)
    except (LookupError, UnicodeError):
        return None  # a codec that makes no text, such as "zlib"
    return known


def _is_damaged_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    foreign = sum(character > "\x7f" for character in text)
    return text.count("\ufffd") * 4 < foreign
