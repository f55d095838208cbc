"""Pictures of pages (PNG, JPEG, TIFF and others): their text as it is recognised."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from briefing.errors import InputUnreadable
from briefing.reading.draft import Draft, RawFile
from briefing.reading.ocr import ADVICE, TOO_POOR, can_recognise, recognised
from briefing.reading.pdf_blocks import text_of_pages
from briefing.reading.pdf_layout import columns_of
from briefing.reading.shaping import lift_title

MOST_PIXELS = 100_000_000
"""The largest picture that is looked at: a sheet of A2 at 400 dots per inch has 62 million."""
_NOTE = (
    "The text was recognised from a picture and can hold misread words; "
    "compare it with the original."
)
_JPEG_SIZES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_TIFF_WIDTH, _TIFF_HEIGHT = 256, 257


def read_picture(raw: RawFile) -> Draft:
    """Read the text in a picture.

    Raises InputUnreadable if nothing can recognise it, if it is damaged or too large, or if there
    is no text in it, and LimitReached if it takes too long.
    """
    if any(width * height > MOST_PIXELS for width, height in _sizes(raw.data)):
        raise InputUnreadable(
            f"“{raw.name}” is too large for a picture of a page "
            f"(more than {MOST_PIXELS // 1_000_000} million dots); save it smaller and read that."
        )
    if not can_recognise():
        raise InputUnreadable(f"“{raw.name}” is a picture without text; {ADVICE}.")
    pages = recognised(raw.data, until=raw.until)
    if pages is None:
        raise InputUnreadable(
            f"“{raw.name}” is damaged or a picture of an unknown kind; "
            "save it as PNG and read that."
        )
    if not any(page.words for page in pages) and any(page.poor for page in pages):
        raise InputUnreadable(f"The picture “{raw.name}” is {TOO_POOR}.")
    if not any(page.words for page in pages):
        raise InputUnreadable(
            f"No text could be recognised in the picture “{raw.name}”; ask for a file with text."
        )
    columns = [columns_of(page, number) for number, page in enumerate(pages, 1)]
    text = text_of_pages(pages, columns, {})
    title, blocks = lift_title(text.blocks, None)
    return Draft(blocks=tuple(blocks), title=title, contents=text.contents, notes=(_NOTE,))


def _sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """Width and height as the picture's head states them, before anything is unpacked."""
    try:
        if data.startswith(b"\x89PNG"):
            yield struct.unpack_from(">II", data, 16)
        elif data.startswith(b"\xff\xd8"):
            yield from _jpeg_sizes(data)
        elif data.startswith((b"II*\0", b"MM\0*")):
            yield from _tiff_sizes(data)
        elif data.startswith(b"GIF8"):
            yield struct.unpack_from("<HH", data, 6)
        elif data.startswith(b"BM"):
            width, height = struct.unpack_from("<ii", data, 18)
            yield abs(width), abs(height)
    except struct.error:
        return  # it breaks off; whoever reads it says so


def _jpeg_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    at = 2
    while data[at : at + 1] == b"\xff":
        marker, length = struct.unpack_from(">xBH", data, at)
        if marker in _JPEG_SIZES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            yield width, height
            return
        at += 2 + length


def _tiff_sizes(data: bytes) -> Iterator[tuple[int, int]]:
    """The size of each page, as the directories of the file state them."""
    order = "<" if data.startswith(b"II") else ">"
    (at,) = struct.unpack_from(f"{order}I", data, 4)
    seen: set[int] = set()
    while at and at not in seen and len(seen) < 1_000:
        seen.add(at)
        (count,) = struct.unpack_from(f"{order}H", data, at)
        facts: dict[int, int] = {}
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind = struct.unpack_from(f"{order}HH", data, entry)
            short = kind == 3
            (facts[tag],) = struct.unpack_from(order + ("H" if short else "I"), data, entry + 8)
        yield facts.get(_TIFF_WIDTH, 0), facts.get(_TIFF_HEIGHT, 0)
        (at,) = struct.unpack_from(f"{order}I", data, at + 2 + 12 * count)
