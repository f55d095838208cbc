"""Bytes become text: UTF-8 and UTF-16, with one sentence for what is not text at all."""

from __future__ import annotations

import codecs

from briefing.errors import InputUnreadable
from briefing.reading.draft import RawFile

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument, EPUB or ZIP file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def decode(raw: RawFile) -> str:
    """The file's text: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Raises InputUnreadable if the bytes are not text in one of these.
    """
    what = other_format(raw.data)
    if what:
        raise InputUnreadable(
            f"“{raw.name}” is {what}, not plain text; save the article as a text file (UTF-8)."
        )
    encoding = next((name for mark, name in _MARKS if raw.data.startswith(mark)), "utf-8")
    try:
        text = raw.data.decode(encoding)
    except UnicodeDecodeError:
        raise _not_text(raw) from None
    if "\0" in text:
        raise _not_text(raw)
    return text


def other_format(data: bytes) -> str | None:
    """What the bytes are, for a message, if they begin as a format that is not text."""
    return next((what for signature, what in _SIGNATURES if data.startswith(signature)), None)


def _not_text(raw: RawFile) -> InputUnreadable:
    return InputUnreadable(
        f"“{raw.name}” is not readable text; save the article as a text file in UTF-8."
    )
