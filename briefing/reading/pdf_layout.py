"""Words on a page become lines in the order in which a person reads them.

Columns are told by a gutter: an empty strip that few runs of words cross, with full lines of text
on both sides. What crosses it (a title, a wide figure's caption) parts the page into bands, which
are read one after the other, each column by column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from briefing.reading.pdf_initials import with_initials
from briefing.reading.pdf_numbering import is_lone_marker
from briefing.reading.pdf_page import Page, Word, is_right_to_left
from briefing.reading.pdf_tags import Tag
from briefing.reading.shaping import split_bullet

_WIDE_GAP = 1.2
"""A gap between words, in type sizes, that parts two columns or cells; a space is a third of it."""
_BULLET_GAP = 0.55
_DINGBATS = frozenset("o§Øüqvn")
"""The letters under which Courier and Wingdings keep the bullets that Word uses."""
_FOOTNOTE_MARK = re.compile(r"^[\d*†‡§,]{1,4}$")
_DEEPEST = 4
_SMALL = 0.92
"""How large the type of notes in the margin is at most, beside that of the text."""
_MOST_NOTES = 0.35
_FEWEST_LETTERS = 200
_ROWS_APART = 5.0
"""How far the rows of one table stand apart at most, in type sizes."""


@dataclass(slots=True)
class Run:
    """Words that stand on one line with no wide gap between them."""

    words: list[Word]

    x0: float = 0.0
    x1: float = 0.0
    y: float = 0.0
    size: float = 0.0
    length: int = 0

    def __post_init__(self) -> None:
        self.x0 = min(word.x0 for word in self.words)
        self.x1 = max(word.x1 for word in self.words)
        self.length = sum(len(word.text) for word in self.words)
        largest = max(self.words, key=lambda word: (len(word.text) * word.size, word.size))
        self.size, self.y = largest.size, largest.y

    @property
    def is_cell(self) -> bool:
        """Whether the file, or lines drawn around the run, make it a table's cell."""
        return self.words[0].tag is not None and self.words[0].tag.kind == "cell"

    @property
    def text(self) -> str:
        """The words with spaces between them, without raised footnote marks."""
        parts: list[str] = []
        for index, word in enumerate(self.words):
            raised = word.size < 0.85 * self.size and word.y < self.y - 0.1 * self.size
            if raised and index and _FOOTNOTE_MARK.match(word.text):
                continue
            if parts and not word.glued:
                parts.append(" ")
            parts.append(word.text)
        return "".join(parts)


@dataclass(slots=True)
class Line:
    """One line of a column; ``cells`` are its parts where wide gaps stand between them."""

    cells: list[str]
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    page: int
    text: str = ""
    tag: Tag | None = None
    """What the file itself says of most of the line."""
    cell_tags: list[Tag | None] = field(default_factory=list)
    beside: bool = False
    """Whether the line is of a note in the margin, beside the text."""
    column: tuple[float, float] = field(default=(0.0, 0.0))
    """The left and right edge of the column that the line stands in."""

    def __post_init__(self) -> None:
        self.text = " ".join(self.cells)


def _is_spaced_out(words: Sequence[Word]) -> bool:
    """Whether space was put between the letters of words, as in "P R E S S"."""
    return len(words) >= 5 and sum(
        len(word.text) == 1 and word.text.isalpha() for word in words
    ) > 0.8 * len(words)


def _closed_up(words: Sequence[Word]) -> str:
    """The words that letters with space between them make: wider gaps part words."""
    gaps = [max(b.x0 - a.x1, a.x0 - b.x1) for a, b in pairwise(words)]
    usual = median(gaps)
    text = words[0].text
    for word, gap in zip(words[1:], gaps, strict=True):
        text += f" {word.text}" if gap > 1.7 * usual + 0.5 else word.text
    return text


def columns_of(page: Page, number: int) -> list[list[Line]]:
    """The page's columns in reading order, each a list of its lines from top to bottom."""
    result = []
    runs, notes = _without_side_notes(_runs(with_initials(page.words)))
    columns = [(column, False) for column in _in_order(runs, 0)]
    columns += [(notes, True)] if notes else []
    for column, beside in columns:
        lines = [_line(runs, number) for runs in _rows(column)]
        edges = (min(line.x0 for line in lines), max(line.x1 for line in lines))
        for line in lines:
            line.column = edges
            line.beside = beside
        result.append(lines)
    return result


def _runs(words: Iterable[Word]) -> list[Run]:
    runs: list[list[Word]] = []
    for word in words:
        last = runs[-1][-1] if runs else None
        if last is not None:
            size = max(word.size, last.size)
            gap = max(word.x0 - last.x1, last.x0 - word.x1)
            level = abs(word.y - last.y) < (0.6 if word.glued else 0.45) * size
            if level and -0.6 * size < gap < _WIDE_GAP * size and _may_join(last.tag, word.tag):
                runs[-1].append(word)
                continue
        runs.append([word])
    return [Run(found) for found in runs]


def _without_side_notes(runs: list[Run]) -> tuple[list[Run], list[Run]]:
    """The runs of the text, and those of notes in the margin: smaller, beside an empty strip."""
    total = sum(run.length for run in runs)
    if total < _FEWEST_LETTERS:
        return runs, []
    body = _usual_size(runs)
    small = [run for run in runs if run.size < _SMALL * body]
    text = [run for run in runs if run.size >= _SMALL * body]
    left, right = _edges_of_text(text)
    notes = [run for run in small if run.x0 > right or run.x1 < left]
    beside = [run for run in notes if any(abs(run.y - other.y) < 3 * body for other in text)]
    if not beside or sum(run.length for run in notes) > _MOST_NOTES * total:
        return runs, []
    marked = {id(run) for run in notes}
    return [run for run in runs if id(run) not in marked], notes


def _usual_size(runs: Iterable[Run]) -> float:
    sizes = Counter[float]()
    for run in runs:
        sizes[round(run.size * 2) / 2] += run.length
    return sizes.most_common(1)[0][0]


def _edges_of_text(runs: Sequence[Run]) -> tuple[float, float]:
    """Where most lines of the text begin and end; a few may reach into the margin."""
    lefts = sorted(run.x0 for run in runs)
    rights = sorted(run.x1 for run in runs)
    few = len(runs) // 20
    return lefts[few], rights[-1 - few]


def _in_order(runs: list[Run], depth: int) -> list[list[Run]]:
    # The columns of a table are none of the page.
    text = [run for run in runs if not run.is_cell]
    gutter = _gutter(text) if depth < _DEEPEST and len(text) >= 8 else None
    if gutter is None:
        return [runs] if runs else []
    columns: list[list[Run]] = []
    left: list[Run] = []
    right: list[Run] = []
    wide: list[Run] = []

    def close() -> None:
        for side in (left, right):
            columns.extend(_in_order(list(side), depth + 1))
            side.clear()

    across = _cells_across(runs, gutter)
    for run in sorted(runs, key=lambda run: run.y):
        if (run.x1 <= gutter or run.x0 >= gutter) and id(run) not in across:
            if wide:
                columns.append(list(wide))
                wide.clear()
            (left if run.x1 <= gutter else right).append(run)
        else:
            if left or right:
                close()
            wide.append(run)
    close()
    if wide:
        columns.append(wide)
    return columns


def _cells_across(runs: Sequence[Run], gutter: float) -> set[int]:
    """The cells of tables that cross the gutter; a table beside it is a part of its column."""
    rows: dict[int, list[Run]] = {}
    for run in runs:
        tag = run.words[0].tag
        if run.is_cell and tag is not None:
            rows.setdefault(tag.row, []).append(run)
    tables: list[list[Run]] = []
    for row in sorted(rows.values(), key=lambda row: min(run.y for run in row)):
        for table in tables:
            near = min(r.y for r in row) - max(r.y for r in table) < _ROWS_APART * row[0].size
            if (
                near
                and min(r.x0 for r in row) < max(r.x1 for r in table)
                and (min(r.x0 for r in table) < max(r.x1 for r in row))
            ):
                table.extend(row)
                break
        else:
            tables.append(list(row))
    return {
        id(run)
        for table in tables
        if min(r.x0 for r in table) < gutter < max(r.x1 for r in table)
        for run in table
    }


def _gutter(runs: Sequence[Run]) -> float | None:
    """Where the page parts into two columns of text, None if it does not."""
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    width = right - left
    best: tuple[int, float, float] | None = None
    edges = sorted({run.x1 for run in runs} | {run.x0 for run in runs})
    starts = sorted(run.x0 for run in runs)
    ends = sorted(run.x1 for run in runs)
    i = j = 0
    for edge, following in pairwise(edges):
        while i < len(starts) and starts[i] <= edge:
            i += 1
        while j < len(ends) and ends[j] <= edge:
            j += 1
        crossing = i - j
        middle = (edge + following) / 2
        if not left + 0.12 * width < middle < right - 0.12 * width:
            continue
        candidate = (crossing, edge - following, middle)
        if crossing <= 0.3 * len(runs) and (best is None or candidate < best):
            best = candidate
    if best is None or not _parts_text(runs, best[2]):
        return None
    return best[2]


def _parts_text(runs: Sequence[Run], x: float) -> bool:
    """Whether full lines of text stand on both sides of ``x``, and not the cells of a table."""
    sides = ([r for r in runs if r.x1 <= x], [r for r in runs if r.x0 >= x])
    total = sum(run.length for run in runs)
    for side in sides:
        if len(side) < 4 or sum(run.length for run in side) < 0.12 * total:
            return False
        width = max(r.x1 for r in side) - min(r.x0 for r in side)
        if median(r.x1 - r.x0 for r in side) < 0.5 * width:
            return False
        if median(r.length for r in side) < 18:
            return False
    tops, bottoms = [min(r.y for r in s) for s in sides], [max(r.y for r in s) for s in sides]
    shared = min(bottoms) - max(tops)
    return shared > 0.25 * min(b - t for b, t in zip(bottoms, tops, strict=True))


def _rows(runs: list[Run]) -> list[list[Run]]:
    """The runs of a column by lines, each in reading order."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.y, run.x0)):
        if rows and run.y - rows[-1][0].y < 0.4 * min(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        turned = is_right_to_left("".join(run.text for run in row))
        row.sort(key=lambda run: -run.x1 if turned else run.x0)
    return rows


def _line(runs: list[Run], page: int) -> Line:
    cells: list[str] = []
    cell_tags: list[Tag | None] = []
    last: Run | None = None
    _show_bullet(runs)
    letters = [word for run in runs for word in run.words]
    if _is_spaced_out(letters):
        cells, cell_tags = [_closed_up(letters)], [letters[0].tag]
    for run in runs if not cells else ():
        gap = max(run.x0 - last.x1, last.x0 - run.x1) if last else 0.0
        marker = len(cells) == 1 and _is_marker(cells[0])
        near = gap < _WIDE_GAP * run.size
        if last is not None and near and not _may_join(last.words[-1].tag, run.words[0].tag):
            near = False
        if last is not None and (marker or near):
            # A raised word drawn later than its line belongs to the word before it.
            glue = "" if gap < 0.1 * run.size and not marker else " "
            cells[-1] += glue + run.text
        else:
            cells.append(run.text)
            cell_tags.append(run.words[0].tag)
        last = run
    whole = max(runs, key=lambda run: run.length)
    words = [word for run in runs for word in run.words if any(map(str.isalnum, word.text))]
    tags = Counter[Tag | None]()
    for word in words:
        tags[word.tag] += len(word.text)
    return Line(
        cells,
        min(run.x0 for run in runs),
        max(run.x1 for run in runs),
        whole.y,
        whole.size,
        bool(words) and all(word.bold for word in words),
        page,
        tag=tags.most_common(1)[0][0] if tags else None,
        cell_tags=cell_tags,
    )


def _may_join(before: Tag | None, after: Tag | None) -> bool:
    """Whether two words can stand in one cell, as far as the file tells."""
    if before is None or after is None or before.kind != "cell":
        return True
    return before == after


def _is_marker(cell: str) -> bool:
    return is_lone_marker(cell) or split_bullet(f"{cell} x")[1] == "x"


def _show_bullet(runs: Sequence[Run]) -> None:
    """Turn a letter that a picture font shows as a bullet into one; a wide gap gives it away."""
    words = [word for run in runs for word in run.words][:2]
    if len(words) == 2 and words[0].text in _DINGBATS:
        gap = max(words[1].x0 - words[0].x1, words[0].x0 - words[1].x1)
        if gap > _BULLET_GAP * words[1].size:
            words[0].text = "◦"
