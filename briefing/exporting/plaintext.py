"""Plain text: for e-mail and wherever nothing else is taken."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

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
    ReferenceItem,
    Table,
    Title,
)
from briefing.exporting.text import quoted, to_fill_in

_WIDTH = 76


def to_text(document: Document) -> bytes:
    """The document as UTF-8 text, lines wrapped for e-mail."""
    return (plain_text(document) + "\n").encode()


def plain_text(document: Document) -> str:
    """The same as a text."""
    marking = [document.marking, ""] if document.marking else []
    lines = [*marking, *_lines(document), *reversed(marking)]
    return "\n".join(lines).strip("\n")


def _lines(document: Document) -> Iterator[str]:
    before: Block | None = None
    for block in document.blocks:
        if before is not None and (type(block) is not type(before) or isinstance(block, Heading)):
            yield ""
        if isinstance(block, Contents):
            headings = (b for b in document.blocks if isinstance(b, Heading))
            yield from (f"{'  ' * (h.level - 1)}{h.text}" for h in headings)
        else:
            yield from _block(block)
        before = block


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title(text):
            yield from _wrapped(text.upper())
        case Heading(text, level):
            yield from _wrapped(text.upper() if level == 1 else text)
        case Meta(label, value):
            yield from _wrapped(value, f"{label}: ")
        case BulletItem(text, reference, doubt):
            mark = f"[{doubt}] " if doubt else ""
            number = "" if reference is None else f" [{reference}]"
            yield from _wrapped(f"{mark}{text}{number}", "- ")
        case ReferenceItem(number, words, place):
            yield from _wrapped(f"{quoted(words)} ({place})", f"[{number}] ")
        case Note(text):
            yield from _wrapped(text)
        case Blank(prompt):
            yield from _wrapped(to_fill_in(prompt))
        case Table(_, _, rows):
            for row in rows:
                yield from _wrapped(": ".join(filter(None, map(_cell, row))), "- ")


def _cell(cell: Cell) -> str:
    return cell.text if cell.reference is None else f"{cell.text} [{cell.reference}]"


def _wrapped(text: str, first: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
