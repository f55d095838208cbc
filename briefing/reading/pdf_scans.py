"""Pages of a PDF that are pictures: their text is recognised where that can be done."""

from __future__ import annotations

import math
import re
import time
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from briefing.errors import InputUnreadable, LimitReached
from briefing.reading.ocr import ADVICE, TOO_POOR, can_recognise, recognised
from briefing.reading.pdf_page import Handle, Page

_DOTS = 300
_MOST_DOTS_A_SIDE = 6_000
"""A page larger than A3 is drawn more coarsely: its type is larger, too."""
_FEW_WORDS = 25
"""A scanned page may bear a stamp or a web address as text."""
_COVERED = 0.5
_MOST_OBJECTS = 2_000
_MEANINGLESS = re.compile("[\ue000-\uf8ff\ufffd]")


@dataclass(slots=True)
class Scans:
    """Looks at each page of a PDF and keeps account of those that are pictures.

    No page is begun that would probably not be done before ``until``. ``recognised`` are the
    numbers of the pages whose text was recognised, ``missed`` of those for which nothing can do
    that, ``poor`` of those that are too hard to read, and ``late`` of those for which there was no
    time.
    """

    name: str
    until: float = math.inf
    recognised: list[int] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)
    poor: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    _longest: float = 0.0

    def page(self, handle: Handle, read: Page, number: int) -> Page:
        """The page as it was ``read``, or with recognised words if it is a picture.

        Raises LimitReached if recognising it takes too long.
        """
        if not _is_picture(handle, read):
            return read
        begun = time.monotonic()
        if begun + self._longest > self.until:
            self.late.append(number)
            return read
        found = recognised(*_drawn(handle), self.until) if can_recognise() else None
        self._longest = max(self._longest, time.monotonic() - begun)
        if found is None:
            self.missed.append(number)
            return read
        if found and found[0].words:
            self.recognised.append(number)
            return found[0]
        if found and found[0].poor:
            self.poor.append(number)
        return read  # a picture without words: a photograph, an empty sheet

    def refusal(self) -> InputUnreadable:
        """The error for a file that has no text at all."""
        if self.late:
            return LimitReached(
                f"“{self.name}” has no text, only pictures of pages (a scan), and there was no "
                "time to recognise it; allow reading more time."
            )
        if self.missed:
            return InputUnreadable(
                f"“{self.name}” has no text, only pictures of pages (a scan); {ADVICE}."
            )
        if self.poor:
            return InputUnreadable(
                f"“{self.name}” has no text, only pictures of pages (a scan) that are {TOO_POOR}."
            )
        return InputUnreadable(
            f"“{self.name}” has no text, only pictures of pages (a scan) in which none could be "
            "recognised; ask for a file with text."
        )

    def notes(self) -> tuple[str, ...]:
        """What the person must know of the pages that are pictures."""
        notes = []
        if self.recognised:
            notes.append(
                f"The text of {_pages(self.recognised)} was recognised from pictures and can hold "
                "misread words; compare it with the original."
            )
        if self.missed:
            are = "is a picture" if len(self.missed) == 1 else "are pictures"
            subject = _pages(self.missed)
            notes.append(
                f"{subject[0].upper()}{subject[1:]} {are} without text and could not be read; "
                f"{ADVICE}."
            )
        if self.poor:
            are = "is a picture" if len(self.poor) == 1 else "are pictures"
            subject = _pages(self.poor)
            notes.append(
                f"{subject[0].upper()}{subject[1:]} {are} in which no text could be read with any "
                "certainty; look there for yourself."
            )
        if self.late:
            subject = _pages(self.late)
            notes.append(
                f"{subject[0].upper()}{subject[1:]} could not be read in the time allowed, for the "
                "text of pictures must be recognised; allow reading more time."
            )
        return tuple(notes)


def is_undecoded(text: str) -> bool:
    """Whether more than a third of a text's characters mean nothing outside of their font."""
    return len(_MEANINGLESS.findall(text)) * 3 > len(text)


def _is_picture(handle: Handle, read: Page) -> bool:
    """Whether the page shows something, but has no text or next to none beside a large picture."""
    if len(read.words) > _FEW_WORDS:
        return is_undecoded("".join(word.text for word in read.words))
    if not any(c.isalnum() for word in read.words for c in word.text):
        return int(pdfium_c.FPDFPage_CountObjects(handle)) > 0
    width, height = handle.get_size()
    covered = 0.0
    for index, item in enumerate(handle.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE])):
        if index >= _MOST_OBJECTS:
            break
        left, bottom, right, top = item.get_bounds()
        covered = max(covered, (right - left) * (top - bottom))
    return bool(covered > _COVERED * max(width * height, 1.0))


def _drawn(handle: Handle) -> tuple[bytes, int]:
    """The page as a grey picture in the PNM format, and its dots per inch."""
    longest = max(*handle.get_size(), 1.0) / 72
    dots = max(int(min(_DOTS, _MOST_DOTS_A_SIDE / longest)), 1)
    bitmap: pdfium.PdfBitmap = handle.render(scale=dots / 72, grayscale=True)
    try:
        data = bytes(bitmap.buffer)
        rows = range(0, bitmap.height * bitmap.stride, bitmap.stride)
        dense = b"".join(data[row : row + bitmap.width] for row in rows)
        return b"P5\n%d %d\n255\n" % (bitmap.width, bitmap.height) + dense, dots
    finally:
        bitmap.close()


def _pages(numbers: list[int]) -> str:
    """The pages in words, such as "page 3" and "pages 1 to 4 and 7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts: list[str] = []
    for run in runs:
        parts.extend([f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run))
    if len(parts) > 8:
        return f"{len(numbers)} pages"
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"page {listed}" if len(numbers) == 1 else f"pages {listed}"
