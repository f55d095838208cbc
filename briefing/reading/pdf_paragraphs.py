"""Lines of print are parted into paragraphs, list items, table rows and contents entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.reading.cleaning import ends_sentence, is_title_like
from briefing.reading.contents_labels import is_contents_label
from briefing.reading.pdf_layout import Line
from briefing.reading.pdf_numbering import marker_of
from briefing.reading.pdf_tags import Tag
from briefing.reading.pdf_typography import Typography, is_full
from briefing.reading.shaping import split_bullet

FOOTNOTE = re.compile(r"^(?:\d{1,3}|[*†‡§])\s*(?=[^\W\d_]|[\"“‘(])")
"""How a footnote begins: with its mark."""
_CONTENTS_ENTRY = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]+)$")
# A title and its page with hardly a space between them: a tab to where the title ends.
_CLOSE_PAGE = re.compile(r"^(?P<title>.*[^\W\d].*?)(?P<space>\s*)(?P<page>\d{1,4})$")
_MOST_PAGES_ON = 100
_MOST_ENTRY_WORDS = 14
_PAGE_REFERENCE = re.compile(r"^(?:\d{1,4}|[ivxlc]{1,7})$", re.IGNORECASE)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    marker: str | None = None
    table: bool = False
    entry: bool = False
    """Whether it is an entry of a contents list."""
    tag: Tag | None = None
    """What the file itself says of it, if that is to be believed."""

    @property
    def size(self) -> float:
        """The type size of most of it."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


def paragraphs_of(column: Sequence[Line], usual: Typography) -> list[Paragraph]:
    """Part the lines of one column into paragraphs, table rows and list items."""
    found: list[Paragraph] = []
    pitch = _pitch(column)
    for index, line in enumerate(column):
        previous = column[index - 1] if index else None
        following = column[index + 1] if index + 1 < len(column) else None
        tag = _tag(line, usual)
        if _is_entry(line, following, usual):
            found.append(Paragraph([line], entry=True))
        elif tag is not None and tag.kind == "cell" and tag.row:
            _add_cell_line(line, tag, found)
        elif tag is None and _is_row(line, previous, following):
            found.append(Paragraph([line], table=True))
        elif previous is not None and found and _goes_on(line, previous, found, usual, pitch):
            found[-1].lines.append(line)
        else:
            marker = _marker(line, previous, found, column[index + 1 :], usual)
            found.append(Paragraph([line], marker, tag=tag))
    return found


def _tag(line: Line, usual: Typography) -> Tag | None:
    """What the file says of a line, None if it says nothing or is not to be believed."""
    return line.tag if usual.tagged or (line.tag is not None and line.tag.drawn) else None


def _goes_on(
    line: Line, previous: Line, found: Sequence[Paragraph], usual: Typography, pitch: float
) -> bool:
    """Whether ``line`` belongs to the last paragraph found."""
    if found[-1].table or found[-1].entry:
        return False
    tag = _tag(line, usual)
    if tag is not None and found[-1].tag is not None:
        return tag == found[-1].tag
    if _is_next_note(line, found[-1], usual):
        return False
    return not _is_marked(line, previous, found) and not _begins(line, previous, found[-1], pitch)


def _add_cell_line(line: Line, tag: Tag, found: list[Paragraph]) -> None:
    """Add a line of a table's row that the file tells of to that row."""
    last = found[-1] if found else None
    if last is None or last.tag is None or last.tag.kind != "cell" or last.tag.row != tag.row:
        found.append(Paragraph([line], table=True, tag=tag))
    else:
        last.lines.append(line)


def _is_entry(line: Line, following: Line | None, usual: Typography) -> bool:
    """Whether a line is an entry of a contents list, or the first half of one."""
    if is_contents_label(line.text):
        usual.in_contents, usual.last_page, usual.entries_end = True, 0, 0.0
        return False
    if line.tag is not None and usual.tagged and line.tag.kind == "entry":
        return True
    if _is_numbered_entry(line) or (usual.in_contents and _goes_on_counting(line, usual)):
        _note_entry(line, usual)
        return usual.in_contents or bool(_CONTENTS_ENTRY.search(line.text))
    half = usual.in_contents and following is not None and _is_numbered_entry(following)
    usual.in_contents = usual.in_contents and half
    return half and is_title_like(line.text, 30)


def _is_numbered_entry(line: Line) -> bool:
    if _CONTENTS_ENTRY.search(line.text):
        return True
    return len(line.cells) > 1 and bool(_PAGE_REFERENCE.match(line.cells[-1]))


def entry_cells(line: Line, last_page: int) -> Sequence[str]:
    """An entry of a contents list, its title parted from a page that stands close behind it.

    A number beyond ``last_page``, the list's last, is the title's own.
    """
    close = _CLOSE_PAGE.match(line.text) if len(line.cells) == 1 else None
    return (
        [close["title"], close["page"]] if close and int(close["page"]) <= last_page else line.cells
    )


def _goes_on_counting(line: Line, usual: Typography) -> bool:
    """Whether a line in a contents list ends with a page that follows on the one before.

    Where the pages stand at stops of the tab, a title that ends near one has its page close by. A
    line of the text would reach farther to the right.
    """
    close = _CLOSE_PAGE.match(line.text)
    if close is None or not usual.last_page or line.x1 > usual.entries_end + line.size:
        return False
    page = int(close["page"])
    return usual.last_page <= page <= usual.last_page + _MOST_PAGES_ON and is_title_like(
        line.text, _MOST_ENTRY_WORDS
    )


def _note_entry(line: Line, usual: Typography) -> None:
    """Remember to what page an entry leads, and where it ends."""
    close = _CLOSE_PAGE.match(line.text)
    usual.last_page = int(close["page"]) if close else usual.last_page
    usual.entries_end = max(usual.entries_end, line.x1)


def _is_next_note(line: Line, current: Paragraph, usual: Typography) -> bool:
    """Whether ``line`` begins the footnote after the current one."""
    if line.size >= 0.93 * usual.body:
        return False
    before, here = FOOTNOTE.match(current.lines[0].text), FOOTNOTE.match(line.text)
    if before is None or here is None:
        return False
    numbers = before[0].strip(), here[0].strip()
    if not all(number.isdigit() for number in numbers):
        return not any(number.isdigit() for number in numbers)
    return int(numbers[1]) == int(numbers[0]) + 1


def _pitch(column: Sequence[Line]) -> float:
    """The usual distance of two lines, in type sizes."""
    steps = [
        (after.y - before.y) / max(after.size, 1.0)
        for before, after in pairwise(column)
        if abs(after.size - before.size) < 0.1 * after.size
    ]
    near = sorted(step for step in steps if 0.8 < step < 2.6)
    # The lower part of the middle: paragraphs of one line stand farther apart than their lines.
    return min(max(near[len(near) // 3], 1.0), 2.2) if near else 1.3


def _is_row(line: Line, previous: Line | None, following: Line | None) -> bool:
    if len(line.cells) < 2:
        return False
    beside = [n for n in (previous, following) if n is not None and len(n.cells) > 1]
    near = any(abs(n.y - line.y) < 4 * line.size for n in beside)
    return len(line.cells) > 2 or near


def _is_marked(line: Line, previous: Line, found: Sequence[Paragraph]) -> bool:
    """Whether a line may begin a list item."""
    bullet, _ = split_bullet(line.text)
    if bullet is not None:
        # A dash may begin a line of running text.
        inside = bullet in "-–*" and is_full(previous)
        return not inside or bool(found and found[-1].marker)
    if marker_of(line.text) is None:
        return False
    if found and found[-1].marker and not _is_hanging(line, found[-1]):
        return True
    ended = not is_full(previous) or ends_sentence(previous.text)
    return ended or previous.text.rstrip().endswith((":", ";", ","))


def _is_hanging(line: Line, item: Paragraph) -> bool:
    """Whether a line stands where the further lines of a list item stand."""
    return len(item.lines) > 1 and abs(item.lines[1].x0 - line.x0) < 0.3 * line.size


def _marker(
    line: Line,
    previous: Line | None,
    found: Sequence[Paragraph],
    following: Sequence[Line],
    usual: Typography,
) -> str | None:
    """The marker of the list item that a line begins, None if it begins none."""
    tag = _tag(line, usual)
    if previous is not None and tag is None and not _is_marked(line, previous, found):
        return None
    bullet, _ = split_bullet(line.text)
    if bullet is not None:
        return bullet
    number = marker_of(line.text)
    if number is None:
        return None
    counts = usual.numbering.accepts(line.text, line.x0, (after.text for after in following[:60]))
    return number if counts or (tag is not None and tag.kind == "item") else None


def _begins(line: Line, previous: Line, current: Paragraph, pitch: float) -> bool:
    """Whether ``line`` begins a paragraph of its own."""
    size = max(line.size, previous.size)
    if abs(line.size - previous.size) > 0.1 * size or line.bold != previous.bold:
        changed = abs(line.size - previous.size) > 0.1 * size
        # One bold or larger line within a sentence is no heading.
        if changed or _is_new_sentence(previous, line):
            return True
    step = (line.y - previous.y) / size
    if step > pitch + 0.35 or step < 0:
        return True
    left, right = line.column
    width = max(right - left, 1.0)
    text_left = current.lines[min(1, len(current.lines) - 1)].x0
    indented = 0.8 * size < line.x0 - text_left < 0.3 * width
    if current.marker is not None:
        first = current.lines[0].x0
        outdented = len(current.lines) > 1 and line.x0 < text_left - 0.7 * size
        if outdented or line.x0 < first - 0.7 * size:
            return True
        indented = False
    starts_new = _is_new_sentence(previous, line)
    if indented and starts_new and len(line.text) > 12 and abs(previous.x0 - text_left) < size:
        return True
    room = right - previous.x1
    first_word = len(line.text.split(" ", 1)[0]) * 0.5 * size
    return starts_new and room > max(0.15 * width, 1.5 * first_word)


def _is_new_sentence(previous: Line, line: Line) -> bool:
    first = line.text.lstrip("\"'“‘«([„")[:1]
    return not first.islower() and (
        ends_sentence(previous.text)
        or previous.text.rstrip().endswith(":")
        or previous.bold != line.bold
        or is_title_like(previous.text, 12)
    )
