"""Lines of print become paragraphs: joined, parted, and told what they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefing.article import ParagraphKind
from briefing.reading.cleaning import ends_sentence, is_sentence_like, is_title_like, word_count
from briefing.reading.draft import Block
from briefing.reading.pdf_layout import Line
from briefing.reading.shaping import split_bullet, split_marker, table_row

_CAPTION = re.compile(
    r"^(?:fig(?:ure|\.)?|table|tab\.|chart|map|abb(?:ildung|\.)|tabelle|figura|tableau|photo)"
    r"\s*[\dA-Z][\d.\-]*\s*[.:–|—]",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"^(?:\d{1,3}|[*†‡§])\s*(?=[^\W\d_]|[\"“‘(])")
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-Z]\.)\s+[^\W\d_]")
_CONTENTS_ENTRY = re.compile(r"(?:\.\s?){4,}\s*(?:\d{1,4}|[ivxlc]+)$")
# A raised figure whose font draws it raised by itself: "…was found.1"
_NOTE_MARK = re.compile(r"(?<=[^\W\d_]{3}[.!?,;])\d{1,2}(?=\s|$)")
_LAST_LETTERS = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*-$")
_FIRST_LETTERS = re.compile(r"^[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_KEEPS_HYPHEN = frozenset(
    "self well non ex half high low long short mid all cross full near single double two three "
    "four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety "
    "first second third so anti so-called state".split()
)


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    lines: list[Line]
    marker: str | None = None
    table: bool = False

    @property
    def size(self) -> float:
        """The type size of most of it."""
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)


@dataclass(slots=True)
class Typography:
    """What is usual in a document: the body's type size, and which words occur whole."""

    body: float
    mostly_bold: bool
    words: frozenset[str]
    compounds: frozenset[str]
    outline: dict[str, int] = field(default_factory=dict)


def typography_of(lines: Iterable[Line]) -> Typography:
    """Count sizes and words over all ``lines``."""
    sizes: Counter[float] = Counter()
    bold = total = 0
    words: set[str] = set()
    compounds: set[str] = set()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
        total += len(line.text)
        bold += len(line.text) if line.bold else 0
        # The last word of a line may be half a word.
        pieces = line.text.casefold().rsplit(" ", 1)[0]
        words.update(re.findall(r"[^\W\d_]+", pieces))
        compounds.update(_COMPOUND.findall(pieces))
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    return Typography(body, bold * 2 > total, frozenset(words), frozenset(compounds))


def paragraphs_of(column: Sequence[Line]) -> list[Paragraph]:
    """Part the lines of one column into paragraphs, table rows and list items."""
    found: list[Paragraph] = []
    pitch = _pitch(column)
    for index, line in enumerate(column):
        previous = column[index - 1] if index else None
        following = column[index + 1] if index + 1 < len(column) else None
        if _is_row(line, previous, following):
            found.append(Paragraph([line], table=True))
            continue
        marker = _marker(line, previous, found)
        if previous is None or not found or found[-1].table or marker is not None:
            found.append(Paragraph([line], marker))
        elif _begins(line, previous, found[-1], pitch):
            found.append(Paragraph([line]))
        else:
            found[-1].lines.append(line)
    return found


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


def _marker(line: Line, previous: Line | None, found: Sequence[Paragraph]) -> str | None:
    bullet, _ = split_bullet(line.text)
    if bullet is not None:
        # A dash may begin a line of running text.
        inside = previous is not None and bullet in "-–*" and _is_full(previous)
        return None if inside and not (found and found[-1].marker) else bullet
    number, rest = split_marker(line.text)
    if number is None or not rest:
        return None
    counted = bool(found) and found[-1].marker is not None
    begins = number.strip("().") in {"1", "a", "i"}
    ended = previous is None or not _is_full(previous) or ends_sentence(previous.text)
    ended = ended or previous is None or previous.text.rstrip().endswith((":", ";"))
    return number if (counted or begins) and ended else None


def _is_full(line: Line) -> bool:
    left, right = line.column
    return line.x1 > right - 0.12 * (right - left)


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
    if _CONTENTS_ENTRY.search(previous.text):
        return True
    left, right = line.column
    width = max(right - left, 1.0)
    text_left = current.lines[min(1, len(current.lines) - 1)].x0
    indented = 0.8 * size < line.x0 - text_left < 0.3 * width
    if current.marker is not None:
        first = current.lines[0].x0
        outdented = len(current.lines) > 1 and line.x0 < text_left - 0.7 * size
        return outdented or line.x0 < first - 0.7 * size
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


def joined(lines: Sequence[str], usual: Typography) -> str:
    """The lines as one text, words that were parted at a line's end made whole."""
    text = lines[0]
    for line in lines[1:]:
        tail = _LAST_LETTERS.search(text[-60:])
        rest = _FIRST_LETTERS.match(line)
        if tail and rest and line[:1].islower():
            text = (text if _keeps(tail[0], rest[0], usual) else text[:-1]) + line
        elif text.endswith(("-", "–", "—", "/")) and text[-2:-1].strip():
            text += line
        else:
            text = f"{text} {line}"
    return text


def _keeps(tail: str, rest: str, usual: Typography) -> bool:
    """Whether the hyphen between two halves belongs to the word."""
    head = tail[:-1].casefold()
    whole = head + rest.casefold()
    if whole in usual.words:
        return False
    return (
        f"{tail.casefold()}{rest.casefold()}" in usual.compounds
        or head in _KEEPS_HYPHEN
        or "-" in head
    )


def block_of(paragraph: Paragraph, usual: Typography, low: float) -> Block:
    """The block that a paragraph makes; footnotes stand below ``low`` on its page."""
    first = paragraph.lines[0]
    if paragraph.table:
        row = table_row(first.cells)
        return Block(row.kind, row.text, page=first.page)
    text = joined([line.text for line in paragraph.lines], usual)
    text = _NOTE_MARK.sub("", text)
    alone = len(paragraph.lines) == 1
    if paragraph.marker is not None:
        _, bare = split_marker(text)
        if not (paragraph.bold or first.size > 1.15 * usual.body) or len(text) > 100:
            return Block(
                ParagraphKind.LIST, bare, page=first.page, marker=paragraph.marker, alone=alone
            )
    kind = ParagraphKind.TEXT
    if _CAPTION.match(text) and word_count(text) < 150:
        kind = ParagraphKind.CAPTION
    elif _is_heading(paragraph, text, usual):
        return Block(ParagraphKind.HEADING, text, 1, first.page, alone=alone)
    elif paragraph.size < 0.93 * usual.body and _FOOTNOTE.match(text) and first.y > low:
        kind, text = ParagraphKind.CAPTION, _FOOTNOTE.sub("", text)
    return Block(kind, text, page=first.page, alone=alone)


def _is_heading(paragraph: Paragraph, text: str, usual: Typography) -> bool:
    if len(paragraph.lines) > 4 or not any(c.isalpha() for c in text):
        return False
    if paragraph.size >= 1.14 * usual.body:
        return word_count(text) <= 30 and (word_count(text) <= 12 or not _is_prose(text))
    if len(paragraph.lines) > 2 or not is_title_like(text, 16) or text[:1].islower():
        return False
    if paragraph.bold and not usual.mostly_bold:
        return True
    shouted = text.isupper() and len(text) > 3 and paragraph.size > 0.95 * usual.body
    return shouted and bool(_NUMBERED.match(text) or word_count(text) > 1)


def _is_prose(text: str) -> bool:
    return is_sentence_like(text) and ends_sentence(text)


def runs_on(before: Block, after: Block, last: Line) -> bool:
    """Whether a paragraph goes on in the next column or on the next page.

    ``last`` is the last line of ``before``.
    """
    joinable = {ParagraphKind.TEXT, ParagraphKind.LIST}
    if before.kind not in joinable or after.kind is not ParagraphKind.TEXT:
        return False
    if ends_sentence(before.text) or before.text.rstrip().endswith(":"):
        return False
    first = after.text.lstrip("\"'“‘«([„")[:1]
    if first.islower() or before.text.endswith("-"):
        return True
    return _is_full(last) and is_sentence_like(before.text) and not first.isdigit()
