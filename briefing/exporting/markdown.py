"""Markdown: CommonMark with footnotes, as GitHub, Pandoc and most editors read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest

from briefing.exporting.blocks import (
    Blank,
    Block,
    BulletItem,
    Cell,
    Contents,
    Document,
    Heading,
    Meta,
    Note,
    NoteKind,
    ReferenceItem,
    Table,
    Title,
)
from briefing.exporting.text import quoted, to_fill_in

_DEEPEST_HEADING = 6
_MARKS = re.compile(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)")
_AT_THE_START = re.compile(r"(?:[#+=-]+|\d{1,9}[.)])(?=\s|$)|[=-]+$")


def to_markdown(document: Document) -> bytes:
    """The document as UTF-8 text. The footnotes with the evidence stand at the end."""
    # Readers gather footnotes at the end themselves; their heading would stand there empty.
    evidence = [b for b in document.blocks if isinstance(b, ReferenceItem)]
    others = [
        block
        for block, following in zip_longest(document.blocks, document.blocks[1:])
        if not isinstance(block, ReferenceItem) and not isinstance(following, ReferenceItem)
    ]
    marking = [f"**{escaped(document.marking)}**"] if document.marking else []
    headings = [b for b in others if isinstance(b, Heading)]
    filled = [_listed(headings) if isinstance(b, Contents) else b for b in others]
    parts = [*marking, *_parts(filled), *(_footnote(item) for item in evidence), *marking]
    return ("\n\n".join(parts) + "\n").encode()


def _listed(headings: Iterable[Heading]) -> str:
    """The contents as a list; there are no pages that it could name."""
    return "\n".join(f"{'  ' * (h.level - 1)}- {escaped(h.text)}" for h in headings)


def _parts(blocks: Iterable[Block | str]) -> Iterator[str]:
    """What stands with an empty line before and after; the items of a list are one part."""
    for kind, group in groupby(blocks, type):
        lines = [block if isinstance(block, str) else _line(block) for block in group]
        if kind in {BulletItem, Meta}:
            yield "\n".join(lines)
        else:
            yield from lines


def _line(block: Block) -> str:
    match block:
        case Title(text):
            return f"# {escaped(text)}"
        case Meta(label, value):
            return f"- {escaped(label)}: {escaped(value)}"
        case Heading(text, level):
            return f"{'#' * min(level + 1, _DEEPEST_HEADING)} {escaped(text)}"
        case BulletItem(text, reference, doubt):
            mark = f"**\\[{doubt}\\]** " if doubt else ""
            number = "" if reference is None else f"[^{reference}]"
            return f"- {mark}{escaped(text)}{number}"
        case Note(text, kind):
            return f"*{escaped(text)}*" if kind is NoteKind.SECTION else escaped(text)
        case ReferenceItem():
            return _footnote(block)
        case Blank(prompt):
            return f"*{escaped(to_fill_in(prompt))}*"
        case Table():
            return _table(block)
        case Contents():
            return ""


def _table(table: Table) -> str:
    rows = [[Cell(head) for head in table.heads], *table.rows]
    lines = [f"| {' | '.join(_field(cell) for cell in row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(table.heads)}", *lines[1:]])


def _field(cell: Cell) -> str:
    number = "" if cell.reference is None else f"[^{cell.reference}]"
    return f"{escaped(cell.text)}{number}"


def _footnote(item: ReferenceItem) -> str:
    return f"[^{item.number}]: {escaped(quoted(item.words))} ({escaped(item.place)})"


def escaped(text: str) -> str:
    """``text`` with a backslash before all that Markdown would take for a mark."""
    marked = _MARKS.sub(lambda mark: "\\" + mark.group(), text)
    if start := _AT_THE_START.match(marked):
        # In "1. May" the dot is the mark, in "- and" the dash: a letter cannot be escaped.
        mark = start.end() - 1 if marked[0].isdigit() else 0
        return f"{marked[:mark]}\\{marked[mark:]}"
    return marked
