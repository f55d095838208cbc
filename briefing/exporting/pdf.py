"""PDF: tagged for readers by ear (PDF/UA-1), with the fonts that this computer has.

Typst sets the pages. It takes a missing character from the next font that has it, joins Arabic
letters and turns lines that run from right to left. The look lies in
``resources/templates/plain/pages.typ``; text goes there as data and is never read as markup.
"""

from __future__ import annotations

import json
import re
import threading
from functools import cache
from itertools import groupby
from typing import Any

import typst

from briefing.errors import OutputError
from briefing.exporting.blocks import (
    Blank,
    Block,
    BulletItem,
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
from briefing.exporting.text import (
    MOST_QUOTED,
    breakable,
    quoted,
    runs_right_to_left,
    shortened,
    to_fill_in,
)
from briefing.resources import resource
from briefing.settings import Paper

_NOT_SHOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")
_one_at_a_time = threading.Lock()


def to_pdf(document: Document) -> bytes:
    """The document as a PDF; equal documents give equal bytes on the same machine.

    Raises OutputError if no font of this computer has one of the characters.
    """
    data = json.dumps(_data(document), ensure_ascii=False)
    try:
        with _one_at_a_time:
            pages = typst.compile(
                resource("templates/plain/pages.typ").read_bytes(),
                font_paths=_fonts(),
                sys_inputs={"document": data},
                pdf_standards=["ua-1"],
                timestamp=document.moment,
            )
    except typst.TypstError as error:
        raise OutputError(_sentence(error.message)) from error
    return bytes(pages)


@cache
def _fonts() -> typst.Fonts:
    """The fonts of this computer, looked for once."""
    return typst.Fonts()


def _sentence(message: str) -> str:
    if missing := _NOT_SHOWN.search(message):
        characters = _CODE.sub(lambda code: f"U+{code.group(1).upper():0>4}", missing.group(1))
        return (
            f"No font on this computer has the characters “{characters}”, which the PDF "
            "needs; export to .docx or .html instead."
        )
    return f"The PDF could not be made ({message}); export to .docx or .html instead."


def _data(document: Document) -> dict[str, Any]:
    language, _, region = (document.language or "en").replace("_", "-").partition("-")
    first: set[int] = set()
    return {
        "title": document.title,
        "running_title": document.running_title,
        "subject": document.subject,
        "keywords": document.keywords,
        "day": [document.moment.year, document.moment.month, document.moment.day],
        "marking": document.marking,
        "paper": "us-letter" if document.paper is Paper.LETTER else "a4",
        # Typst takes codes of two or three letters, and two for a region.
        "language": language.lower() if re.fullmatch("[A-Za-z]{2,3}", language) else "en",
        "region": region.upper() if re.fullmatch("[A-Za-z]{2}", region) else None,
        "rtl": runs_right_to_left(language),
        "parts": [
            part
            for kind, group in groupby(document.blocks, type)
            for part in _parts(kind, list(group), first)
        ],
    }


def _parts(kind: type[Block], blocks: list[Any], first: set[int]) -> list[dict[str, Any]]:
    if kind is Meta:
        return [{"kind": "meta", "rows": [[b.label, breakable(b.value)] for b in blocks]}]
    if kind is BulletItem:
        return [{"kind": "bullets", "items": [_bullet(b, first) for b in blocks]}]
    if kind is ReferenceItem:
        return [{"kind": "evidence", "items": [_evidence(b) for b in blocks]}]
    if kind is Table:
        return [_table(block, first) for block in blocks]
    return [_single(block) for block in blocks]


def _table(table: Table, first: set[int]) -> dict[str, Any]:
    fields = [
        {"text": breakable(cell.text), **_reference(cell.reference, first)}
        for row in table.rows
        for cell in row
    ]
    return {
        "kind": "table",
        "title": table.title,
        "heads": list(table.heads),
        "widths": list(table.widths),
        "fields": fields,
    }


def _single(block: Title | Heading | Note | Blank | Contents) -> dict[str, Any]:
    match block:
        case Blank(prompt):
            return {"kind": "empty", "text": to_fill_in(prompt)}
        case Contents():
            return {"kind": "contents"}
        case Title(text):
            return {"kind": "title", "text": breakable(text)}
        case Heading(text, level):
            return {"kind": "heading", "text": breakable(text), "level": level}
        case Note(text, kind):
            return {"kind": "empty" if kind is NoteKind.SECTION else "method", "text": text}


def _bullet(item: BulletItem, seen: set[int]) -> dict[str, Any]:
    return {
        "text": breakable(item.text),
        "doubt": item.doubt,
        **_reference(item.reference, seen),
    }


def _reference(number: int | None, seen: set[int]) -> dict[str, Any]:
    """Only the first statement on a piece of evidence is the one to go back to."""
    first = number is not None and number not in seen
    if number is not None:
        seen.add(number)
    return {"reference": number, "first": first}


def _evidence(item: ReferenceItem) -> dict[str, Any]:
    words = breakable(quoted(shortened(item.words, MOST_QUOTED)))
    return {"number": item.number, "words": words, "place": item.place}
