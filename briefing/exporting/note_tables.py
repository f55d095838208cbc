"""What stands beside the bullets as tables: figures, who said what, dates, abbreviations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from briefing.article import Span
from briefing.exporting.blocks import Block, Cell, Note, NoteKind, Table
from briefing.exporting.text import cleaned, counted, quoted, said_iso_date
from briefing.notes import Abbreviation, DateNote, KeyFigure, Notes, Saying
from briefing.settings import Part

Number = Callable[[Sequence[Span]], int | None]
"""Gives the number of evidence, None if there is none or none is shown."""

MOST_ROWS = 20
"""Rows of a table; a briefing has the most important, and the rest is counted."""

_R = TypeVar("_R", KeyFigure, Saying, DateNote, Abbreviation)


def note_table(notes: Notes, part: Part, number: Number) -> Iterator[Block]:
    """The table for a part of the document, nothing if there are no rows for it."""
    match part:
        case Part.FIGURES:
            has_speaker = any(row.said_by for row in notes.figures)
            yield from _table(
                "Key figures",
                ("Figure", "What it counts", *(("Who says so",) * has_speaker)),
                notes.figures,
                lambda row: _figure(row, number, has_speaker=has_speaker),
                (2, 3, 2) if has_speaker else (1, 2),
            )
        case Part.SPEAKERS:
            yield from _table(
                "Who said what",
                ("Who", "What"),
                notes.sayings,
                lambda row: _saying(row, number),
                (1, 2),
            )
        case Part.DATES:
            yield from _table(
                "Dates and deadlines",
                ("When", "What"),
                notes.dates,
                lambda row: _date(row, number),
                (1, 3),
            )
        case Part.ABBREVIATIONS:
            yield from _table(
                "Abbreviations",
                ("Short form", "Long form"),
                notes.abbreviations,
                lambda row: (Cell(cleaned(row.short)), Cell(cleaned(row.long))),
                (1, 3),
            )


def _table(
    title: str,
    heads: tuple[str, ...],
    rows: Sequence[_R],
    cells: Callable[[_R], tuple[Cell, ...]],
    widths: tuple[int, ...],
) -> Iterator[Block]:
    if rows:
        yield Table(title, heads, tuple(cells(row) for row in rows[:MOST_ROWS]), widths)
    if len(rows) > MOST_ROWS:
        left = counted(len(rows) - MOST_ROWS, "further row is", "further rows are")
        yield Note(f"{left} left out here.", NoteKind.SECTION)


def _figure(row: KeyFigure, number: Number, *, has_speaker: bool) -> tuple[Cell, ...]:
    first = Cell(cleaned(row.text), number((row.evidence,)))
    speaker = (Cell(cleaned(row.said_by)),) if has_speaker else ()
    return (first, Cell(cleaned(row.counts)), *speaker)


def _saying(row: Saying, number: Number) -> tuple[Cell, ...]:
    who = ", ".join(part for part in (cleaned(row.speaker), cleaned(row.role)) if part)
    text = cleaned(row.text)
    return Cell(who), Cell(quoted(text) if row.verbatim else text, number((row.evidence,)))


def _date(row: DateNote, number: Number) -> tuple[Cell, ...]:
    said, day = cleaned(row.text), said_iso_date(row.day)
    if day and said.casefold() in day.casefold():
        when = day
    else:
        when = f"{said} ({day})" if day and day.casefold() not in said.casefold() else said
    event = f"Deadline: {cleaned(row.event)}" if row.deadline else cleaned(row.event)
    return Cell(when), Cell(event, number((row.evidence,)))
