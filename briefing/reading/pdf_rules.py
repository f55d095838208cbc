"""Lines drawn on a PDF's page, and the table cells that they bound.

Where a file does not tell of its tables, the lines between rows and columns do: words between the
same four lines are one cell.
"""

from __future__ import annotations

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium_c

from briefing.reading.pdf_tags import Tag

Handle = Any
_MOST_OBJECTS = 5_000
_MOST_SEGMENTS = 400
_MOST_RULES = 400
"""With more lines than this a page shows a drawing or a map rather than a table."""
_THIN = 3.0
_SHORTEST = 6.0
_TOUCH = 2.0
"""How far apart, in points, the ends of two lines that meet may be."""
MOST_CELL_WORDS = 150
"""A cell with more words is a column of text between lines."""
_TALLEST = 0.4
"""The largest share of the page's height that a row takes."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, downwards as words are; infinite where no line stands."""
Place = tuple[float, float, float, float]
"""Left, right, baseline and type size of a word."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Upright lines (x, top, bottom) and level ones (y, left, right), downwards as words are."""

    upright: tuple[tuple[float, float, float], ...] = ()
    level: tuple[tuple[float, float, float], ...] = ()

    def around(self, x0: float, x1: float, y: float) -> Box | None:
        """The cell that a word stands in, None outside of tables."""
        beside = [x for x, top, bottom in self.upright if top - _TOUCH < y < bottom + _TOUCH]
        middle = (x0 + x1) / 2
        across = [h for h, left, right in self.level if left - _TOUCH < middle < right + _TOUCH]
        above = max((h for h in across if h < y), default=None)
        below = min((h for h in across if h >= y), default=None)
        if not beside or above is None or below is None:
            return None
        left = max((x for x in beside if x <= x0 + 1), default=float("-inf"))
        right = min((x for x in beside if x >= x1 - 1), default=float("inf"))
        return left, above, right, below


def rules_of(page: Handle) -> Rules:
    """The lines of a page that may bound cells: those that meet others."""
    lines = list(_lines(page))
    if not 3 <= len(lines) <= _MOST_RULES:
        return Rules()
    upright = [(x0, y0, y1) for x0, y0, x1, y1 in lines if x1 - x0 <= _THIN < y1 - y0]
    level = [
        (y0, x0, x1)
        for x0, y0, x1, y1 in lines
        if y1 - y0 <= _THIN < x1 - x0
        # The line under a word meets no other.
        and any(
            x0 - _TOUCH <= x <= x1 + _TOUCH and top - _TOUCH <= y0 <= bottom + _TOUCH
            for x, top, bottom in upright
        )
    ]
    return Rules(tuple(upright), tuple(level))


def _lines(page: Handle) -> Iterator[Box]:
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(pdfium_c.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        thing = pdfium_c.FPDFPage_GetObject(page, index)
        if pdfium_c.FPDFPageObj_GetType(thing) != pdfium_c.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium_c.FPDFPageObj_GetBounds(thing, *sides):
            continue
        left, bottom, right, top = (side.value for side in sides)
        wide, tall = right - left, top - bottom
        if min(wide, tall) <= _THIN and max(wide, tall) >= _SHORTEST:
            yield left, -top, right, -bottom
        elif max(wide, tall) >= _SHORTEST and _is_stroked(thing):
            yield from _sides(thing)


def _is_stroked(thing: Handle) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium_c.FPDFPath_GetDrawMode(thing, fill, stroke)) and bool(stroke.value)


def _sides(path: Handle) -> Iterator[Box]:
    """The upright and level lines of a path of several, such as a frame or a whole grid."""
    matrix = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(path, matrix):
        return
    px, py = ctypes.c_float(), ctypes.c_float()
    last: tuple[float, float] | None = None
    for index in range(min(pdfium_c.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, px, py)
        x = matrix.a * px.value + matrix.c * py.value + matrix.e
        y = -(matrix.b * px.value + matrix.d * py.value + matrix.f)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_LINETO and last is not None:
            box = (min(last[0], x), min(last[1], y), max(last[0], x), max(last[1], y))
            wide, tall = box[2] - box[0], box[3] - box[1]
            if min(wide, tall) <= _THIN and max(wide, tall) >= _SHORTEST:
                yield box
        last = (x, y)


def cells_of(places: Sequence[Place], rules: Rules, height: float) -> dict[int, Tag]:
    """The cells of words by their index; ``places`` says where each stands.

    Only rows of two and more cells make a table; ``height`` is the page's.
    """
    if not rules.upright or not rules.level:
        return {}
    found: dict[int, Box] = {}
    for index, (x0, x1, y, size) in enumerate(places):
        box = rules.around(x0, x1, y - 0.2 * size)
        if box is not None and box[3] - box[1] < _TALLEST * height:
            found[index] = box
    words = Counter(found.values())
    rows: defaultdict[tuple[float, float], set[Box]] = defaultdict(set)
    for box in words:
        rows[box[1], box[3]].add(box)
    numbers = {box: number for number, box in enumerate(words, 1)}
    orders = {row: number for number, row in enumerate(rows, 1)}
    return {
        index: Tag("cell", numbers[box], row=orders[box[1], box[3]], drawn=True)
        for index, box in found.items()
        if len(row := rows[box[1], box[3]]) > 1 and max(words[b] for b in row) <= MOST_CELL_WORDS
    }
