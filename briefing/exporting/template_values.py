"""What a house template can ask for by name: ``title``, ``sections``, ``key_points`` and others."""

from __future__ import annotations

from typing import Any

from briefing.exporting.blocks import (
    BulletItem,
    Cell,
    Document,
    Heading,
    Meta,
    Note,
    NoteKind,
    ReferenceItem,
    Table,
)
from briefing.exporting.placeholders import Words
from briefing.settings import Part

BODY = "body"
"""The placeholder for the whole briefing below its title."""

_LINES = {
    "to": "To",
    "from": "From",
    "date": "Date",
    "purpose": "Purpose",
    "source": "Source",
    "published": "Published",
    "publisher": "Publisher",
    "article": "Article",
}
"""The names of the lines at the top, by what stands before them there."""


_TABLES = {
    "Key figures": ("figures", ("text", "counts", "said_by")),
    "Who said what": ("sayings", ("who", "text")),
    "Dates and deadlines": ("dates", ("when", "what")),
    "Abbreviations": ("abbreviations", ("short", "long")),
}
"""The names of tables and of their columns, by the titles of the tables."""

ATTRIBUTES = frozenset(
    """
    title level bullets text doubt reasons number evidence place index index0 first last length
    """.split()
).union(*(columns for _, columns in _TABLES.values()))
"""All that may stand behind a dot."""


def values_of(document: Document) -> dict[str, Any]:
    """The values by name; what is not known is an empty text or list."""
    lines = {b.label: b.value for b in document.blocks if isinstance(b, Meta)}
    values: dict[str, Any] = {name: lines.get(label, "") for name, label in _LINES.items()}
    sections: list[dict[str, Any]] = []
    key_points: list[dict[str, Any]] = []
    evidence = {b.number: b for b in document.blocks if isinstance(b, ReferenceItem)}
    into: list[dict[str, Any]] = key_points
    for block in document.blocks:
        match block:
            case Heading(part=Part.KEY_POINTS):
                into = key_points
            case Heading(text, level, Part.SECTIONS):
                into = []
                sections.append({"title": text, "level": level, "bullets": into})
            case BulletItem():
                into.append(_bullet(block, evidence))
    notes = [b for b in document.blocks if isinstance(b, Note) and b.kind is NoteKind.METHOD]
    return {
        **values,
        BODY: "",
        "title": document.title,
        "authors": lines.get("Authors", lines.get("Author", "")),
        "marking": document.marking,
        "language": document.language or "",
        "fields": lines,
        "key_points": key_points,
        "sections": sections,
        "evidence": [_reference(item) for item in evidence.values()],
        "method": [note.text for note in notes],
        **{name: [] for name, _ in _TABLES.values()},
        **dict(_table(b) for b in document.blocks if isinstance(b, Table)),
    }


def _table(table: Table) -> tuple[str, list[dict[str, Any]]]:
    """A table's name, and its rows by the names of the columns."""
    name, columns = _TABLES[table.title]
    empty: dict[str, Any] = dict.fromkeys(columns, "")
    return name, [
        empty | {column: _cell(cell) for column, cell in zip(columns, row, strict=False)}
        for row in table.rows
    ]


def _cell(cell: Cell) -> str:
    """A field's words, which bring their evidence along."""
    if cell.reference is None:
        return cell.text
    return Words(cell.text, BulletItem(cell.text, cell.reference))


def _bullet(item: BulletItem, evidence: dict[int, ReferenceItem]) -> dict[str, Any]:
    found = evidence.get(item.reference) if item.reference is not None else None
    return {
        "text": Words(item.text, item),
        "doubt": item.doubt,
        "reasons": item.reasons,
        "number": "" if item.reference is None else item.reference,
        "evidence": "" if found is None else found.words,
        "place": "" if found is None else found.place,
    }


def _reference(item: ReferenceItem) -> dict[str, Any]:
    return {"number": item.number, "text": item.words, "place": item.place}
