"""Rich text (RTF) taken apart: groups, control words, and characters in any code page."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from briefing.reading.draft import Progress

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]{1,40})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9A-Fa-f]{2})"
    r"|\\(?P<symbol>[^A-Za-z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)

_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip

_STEP = 100_000

Token = tuple[str, str, int | None]
"""What it is (word, hex, symbol, brace, text), its characters, and a word's number."""


def codec_of_page(page: int) -> str:
    """The name of the codec for a Windows code page; Western European for what is unknown."""
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gbk"}.get(page, f"cp{page}")
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


def codec_of_charset(charset: int) -> str | None:
    """The name of the codec for a font's character set, None if the file's own is meant."""
    return _CHARSETS.get(charset)


def tokens_of(data: bytes, progress: Progress | None = None) -> Iterator[Token]:
    """The tokens of an RTF file; binary data is jumped over. ``progress`` is told characters."""
    text = data.decode("latin-1")
    at = told = 0
    while match := _TOKEN.match(text, at):
        at = match.end()
        if progress is not None and at - told > _STEP:
            told = at
            progress(at, len(text))
        kind = match.lastgroup
        if match["word"]:
            number = int(match["number"]) if match["number"] else None
            if match["word"] == "bin":
                at += max(number or 0, 0)
            else:
                yield "word", match["word"], number
        elif kind is not None:
            yield kind, match[kind], None


def add_half(target: list[str], code: int) -> None:
    """Add half of a character beyond the first plane; the second half makes it whole."""
    if code >= 0xDC00 and target and "\ud800" <= target[-1][-1:] < "\udc00":
        high = ord(target[-1][-1])
        whole = chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00))
        target[-1] = target[-1][:-1] + whole
    else:
        target.append(chr(code))
