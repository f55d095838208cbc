"""What plain text draws with its characters: tables, code, verse, quoted lines.

A group is a run of lines without a blank line between them. Each shape is told from running text
by most of the group's lines, never by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.article import ParagraphKind
from briefing.reading.cleaning import ends_sentence, fold, is_sentence_like
from briefing.reading.draft import Block
from briefing.reading.names import signing_of
from briefing.reading.shaping import table_row

_QUOTED = re.compile(r"^\s{0,3}(?:> ?)+")
_BORDER = re.compile(r"^[\s+|=:─-╿-]*[-=─-╿]{2}[\s+|=:─-╿-]*$")
_BARS = re.compile(r"^\s*[|│║].*[|│║]\s*$|^[^|]+(?:\s\|\s[^|]+){2,}$")
_GAP = re.compile(r"\s{2,}|\t+")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_CODE = re.compile(
    r"[{};=<>\[\]]|\w\(|\)\s*:?\s*$|^\s*(?:#|//|/\*|\$ |>>> |@\w|</?\w)|:\s*$"
    r"|^\s*(?:def|class|if|else|for|while|return|import|from|try|end|begin|print|var|let|const)\b"
)
_WIDEST_CELL = 45
_WIDEST_VERSE = 64
_FEWEST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its whitespace folded, how far it is set in, and as it stands in the file."""

    text: str
    indent: int
    raw: str


def without_quote_marks(lines: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines that are quoted ("> …"), without the marks, and runs that are not."""
    run: list[str] = []
    quoted = False
    for line in lines:
        mark = _QUOTED.match(line)
        if bool(mark) != quoted:
            if run:
                yield quoted, run
            run, quoted = [], bool(mark)
        run.append(line[mark.end() :] if mark else line)
    if run:
        yield quoted, run


def drawn(group: Sequence[Line]) -> list[Block] | None:
    """The blocks of a group that is a table, code or verse; None if it is running text."""
    return _table(group) or _code(group) or _verse(group)


def _table(group: Sequence[Line]) -> list[Block] | None:
    rows = [line for line in group if not _BORDER.match(line.raw)]
    if len(rows) < 2 or any(len(line.raw) > 400 for line in rows):
        return None
    barred = sum(bool(_BARS.match(line.raw)) for line in rows)
    if barred == len(rows):
        return [table_row(re.split(r"[|│║]", line.raw)) for line in rows]
    cells = [_GAP.split(line.raw.strip()) for line in rows]
    if len(rows) + (len(rows) < len(group)) < _FEWEST_ROWS:
        return None
    counts = [len(row) for row in cells]
    usual = max(set(counts), key=counts.count)
    fit = sum(count == usual for count in counts)
    short = all(len(cell) <= _WIDEST_CELL for row in cells for cell in row)
    if (
        usual < 2
        or fit * 5 < len(rows) * 4
        or not short
        or _are_pages([row for row in cells if len(row) == usual])
    ):
        return None
    return [table_row(row) for row in cells]


def _are_pages(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the rows are titles with the numbers of their pages, as a contents list has them."""
    pages = [row[-1] for row in cells]
    if any(len(row) > 3 for row in cells) or not all(page.isdecimal() for page in pages):
        return False
    return [int(page) for page in pages] == sorted(map(int, pages))


def _code(group: Sequence[Line]) -> list[Block] | None:
    if _FENCE.match(group[0].raw):
        return [_code_block([line for line in group if not _FENCE.match(line.raw)])]
    if min(line.indent for line in group) < 2 or any(is_sentence_like(line.text) for line in group):
        return None
    telling = sum(bool(_CODE.search(line.raw)) for line in group)
    return [_code_block(group)] if telling * 2 > len(group) else None


def _code_block(lines: Sequence[Line]) -> Block:
    return Block(ParagraphKind.CODE, "\n".join(line.raw for line in lines))


def _verse(group: Sequence[Line]) -> list[Block] | None:
    """A stanza as one block: short lines that run on into each other."""
    if len(group) < 3 or any(len(line.text) > _WIDEST_VERSE for line in group):
        return None
    if any(line.text.isupper() or signing_of(line.text) for line in group):
        return None  # a headline and what stands below it
    lengths = [len(line.text) for line in group[:-1]]
    if max(lengths) - min(lengths) <= 8 and max(lengths) > _WIDEST_VERSE - 8:
        return None  # lines filled to a margin are prose
    running = sum(
        a.text[-1] in ",;–—-" or (not ends_sentence(a.text) and b.text[0].islower())
        for a, b in pairwise(group)
    )
    if running * 2 < len(group) - 1:
        return None
    return [Block(ParagraphKind.TEXT, fold(" ".join(line.text for line in group)))]
