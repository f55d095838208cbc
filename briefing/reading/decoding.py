"""The bytes of a text file become text, with one sentence for what is not text at all."""

from __future__ import annotations

import re

from briefing.errors import InputUnreadable
from briefing.reading.charsets import text_of_bytes
from briefing.reading.compound import OLE
from briefing.reading.draft import RawFile

_NOISE = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufffd]")
_MOST_NOISE = 0.06
"""The share of control and undecodable characters that a text may have; noise has more."""

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument, EPUB or ZIP file"),
    (OLE, "an old Office file"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def decode(raw: RawFile) -> str:
    """The file's text, in whatever encoding it is.

    Raises InputUnreadable if the bytes are no text at all.
    """
    what = other_format(raw.data)
    if what:
        raise InputUnreadable(
            f"“{raw.name}” is {what}, not plain text; save the article as a text file (UTF-8)."
        )
    text = text_of_bytes(raw.data)
    if "\0" in text or len(_NOISE.findall(text)) > _MOST_NOISE * len(text):
        raise InputUnreadable(
            f"“{raw.name}” is not readable text; save the article as a text file in UTF-8."
        )
    return text


def other_format(data: bytes) -> str | None:
    """What the bytes are, for a message, if they begin as a format that is not text."""
    return next((what for signature, what in _SIGNATURES if data.startswith(signature)), None)
