"""A PDF page as PDFium sees it: words with their place, size and weight.

Coordinates are points, x to the right and y downwards, turned so that most of the page's text
stands upright; text that stands otherwise (a stamp along the margin) is kept apart.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from briefing.reading.pdf_rules import MOST_CELL_WORDS, cells_of, rules_of
from briefing.reading.pdf_tags import Tag, Tags

Handle = Any
"""A document, page or buffer of PDFium; its Python binding describes no types of its own."""

MOST_CHARACTERS = 200_000
"""The most characters of one page that are read: a page of print has some five thousand."""

_NAME_BYTES = 128
_BOLD = ("bold", "black", "heavy", "demi", "cmbx", "sfbx", "-medi")
_LETTERS = {
    0x02: "-", 0x2010: "-", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
    0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
"""What PDFium gives for a hyphen at a line's end, and letters drawn as one."""
_LAM = "\u0644"
_ALEFS = frozenset("\u0622\u0623\u0625\u0627")
_RIGHT_TO_LEFT = (("\u0590", "\u08ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefe"))


@dataclass(slots=True)
class Word:
    """A word, or a part of one: its edges, baseline, type size, and whether it is bold.

    ``glued`` tells that no space stands before it, although it is smaller or raised. ``tag`` is
    what the file itself says of it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    angle: int = 0
    glued: bool = False
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The words of a page in the order in which the file draws them; its height in points.

    ``aside`` is what stands turned against the other text, such as a stamp along the margin.
    """

    words: tuple[Word, ...]
    top: float
    bottom: float
    aside: str = ""


def is_right_to_left(text: str) -> bool:
    """Whether most letters of ``text`` are Hebrew, Arabic or alike."""
    letters = [c for c in text if c.isalpha()]
    turned = sum(any(a <= c <= b for a, b in _RIGHT_TO_LEFT) for c in letters)
    return turned * 2 > len(letters)


def page_of(page: Handle) -> Page:
    """The words of a PDFium page. Raises PdfiumError if the page is damaged."""
    text_page = page.get_textpage()
    try:
        words = list(_words(text_page, Tags(page, text_page)))
    finally:
        text_page.close()
    left, bottom, right, top = page.get_mediabox()
    counts = Counter[int]()
    for word in words:
        counts[word.angle] += len(word.text)
    angle = counts.most_common(1)[0][0] if counts else 0
    upright = tuple(word for word in words if word.angle == angle)
    if angle == 0:
        _mark_cells(upright, page)
    aside = " ".join(word.text for word in words if word.angle != angle)
    edges = (-top, -bottom, left, right, bottom, top, -right, -left)
    return Page(upright, edges[2 * angle], edges[2 * angle + 1], aside)


def _mark_cells(words: Sequence[Word], page: Handle) -> None:
    """Tell words in a table whose cells are bounded by drawn lines which cell they are of.

    Cells that the file itself tells of are kept, but for those that hold columns of text.
    """
    told = [word for word in words if word.tag is not None and word.tag.kind == "cell"]
    if told:
        lengths = Counter(word.tag for word in told)
        wide = {tag.row for tag, length in lengths.items() if tag and length > MOST_CELL_WORDS}
        for word in told:
            if word.tag is not None and word.tag.row in wide:
                word.tag = None
        return
    places = [(word.x0, word.x1, word.y, word.size) for word in words]
    for index, tag in cells_of(places, rules_of(page), page.get_height()).items():
        words[index].tag = tag


@dataclass(slots=True)
class _Characters:
    """Asks PDFium about single characters, without making new buffers each time."""

    page: Handle
    box: Handle
    x: Handle
    y: Handle
    name: Handle

    def place(self, index: int) -> tuple[float, float, float, float, float, float]:
        """Left, right, bottom, top, and the origin."""
        pdfium_c.FPDFText_GetLooseCharBox(self.page, index, self.box)
        pdfium_c.FPDFText_GetCharOrigin(self.page, index, self.x, self.y)
        box = self.box
        return box.left, box.right, box.bottom, box.top, self.x.value, self.y.value

    def size(self, index: int, height: float) -> float:
        """The type size; the height of the line where the file gives nonsense."""
        size = float(pdfium_c.FPDFText_GetFontSize(self.page, index))
        return size if 0.4 * height < size < 2.5 * height else height

    def bold(self, index: int) -> bool:
        """Whether the font is a bold one, by its name or its weight."""
        flags = ctypes.c_int()
        pdfium_c.FPDFText_GetFontInfo(self.page, index, self.name, _NAME_BYTES, flags)
        name = self.name.value.decode("latin-1").casefold()
        return any(part in name for part in _BOLD) or (
            pdfium_c.FPDFText_GetFontWeight(self.page, index) >= 700
        )

    def angle(self, index: int) -> int:
        """Quarter turns of the text, anticlockwise."""
        angle = float(pdfium_c.FPDFText_GetCharAngle(self.page, index))
        return round(angle / (math.pi / 2)) % 4 if math.isfinite(angle) else 0


def _turned(
    angle: int, place: tuple[float, float, float, float, float, float]
) -> tuple[float, float, float, float]:
    """Left, right, baseline and height of a character in the frame where its text is upright."""
    left, right, bottom, top, x, y = place
    if angle == 0:
        return left, right, -y, top - bottom
    if angle == 1:  # runs upwards
        return bottom, top, x, right - left
    if angle == 2:
        return -right, -left, y, top - bottom
    return -top, -bottom, -x, right - left


def _added(word: Word, character: str, x0: float, x1: float) -> str:
    """The text of a word with one more character.

    Arabic lam and alef are drawn as one letter, which PDFium takes apart from left to right.
    """
    if character == _LAM and word.text[-1:] in _ALEFS:
        same_place = abs(word.x0 - x0) < 0.1 and x1 - x0 < word.x1 - word.x0 + 0.1
        return f"{word.text[:-1]}{character}{word.text[-1]}" if same_place else word.text + _LAM
    return word.text + character


def _words(text_page: Handle, tags: Tags) -> Iterator[Word]:
    ask = _Characters(
        text_page.raw,
        pdfium_c.FS_RECTF(),
        ctypes.c_double(),
        ctypes.c_double(),
        ctypes.create_string_buffer(_NAME_BYTES),
    )
    word: Word | None = None
    height = 1.0
    angle = 0
    level: tuple[float, float] | None = None
    handle, box = text_page.raw, ask.box
    unicode_of, box_of = pdfium_c.FPDFText_GetUnicode, pdfium_c.FPDFText_GetLooseCharBox
    for index in range(min(text_page.count_chars(), MOST_CHARACTERS)):
        code = unicode_of(handle, index)
        character = _LETTERS.get(code) or (chr(code) if 32 < code <= 0x10FFFF else "")
        if not character or character.isspace():
            if word:
                yield word
            word = None
            continue
        if word is None:
            angle = ask.angle(index)
        elif angle == 0:
            # Most characters stand on the line of the one before, in the same font: a page has
            # thousands of them, and each question to PDFium takes its time.
            box_of(handle, index, box)
            x0, x1 = box.left, box.right
            same_level = level == (box.bottom, box.top)
            if same_level and max(x0 - word.x1, word.x0 - x1) <= 0.8 * height:
                word.text = _added(word, character, x0, x1)
                word.x0, word.x1 = min(word.x0, x0), max(word.x1, x1)
                continue
        x0, x1, y, tall = _turned(angle, ask.place(index))
        glued = False
        if word is not None:
            gap = max(x0 - word.x1, word.x0 - x1)
            moved = abs(y - word.y)
            if moved <= 0.1 * height and gap <= 0.8 * height:
                word.text = _added(word, character, x0, x1)
                word.x0, word.x1 = min(word.x0, x0), max(word.x1, x1)
                continue
            glued = gap < 0.3 * height and moved < 0.7 * height
            yield word
            angle = ask.angle(index)
            x0, x1, y, tall = _turned(angle, ask.place(index))
        height = tall if tall > 0 else 1.0
        level = (box.bottom, box.top)
        size, bold = ask.size(index, height), ask.bold(index)
        word = Word(character, x0, x1, y, size, bold, angle, glued, tags.of(index))
    if word:
        yield word
