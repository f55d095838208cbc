"""A Word document as it is, with comments on some of its sentences."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from briefing.errors import InputUnreadable

_AUTHOR, _INITIALS = "Briefing", "B"


def with_comments(path: Path, comments: Sequence[tuple[str, str]]) -> bytes:
    """The document at ``path`` with a comment on the words of each (words, comment).

    Words are looked for from where the last ones ended, so that a sentence that stands twice gets
    each of its comments; white space may differ. Words that stand in no single paragraph get none.
    Raises InputUnreadable if the file is no Word document.
    """
    try:
        document = docx.Document(str(path))
    except Exception as error:  # python-docx raises many kinds for a file that it cannot use
        raise InputUnreadable(
            f"“{path.name}” cannot be opened as a Word document; save it again as .docx."
        ) from error
    paragraphs = list(_paragraphs(document))
    place = (0, 0)
    for words, comment in comments:
        found = _find(paragraphs, words, place) or _find(paragraphs, words, (0, 0))
        if found is None:
            continue
        number, start, end = found
        runs = _runs_between(paragraphs[number], start, end)
        if runs:
            document.add_comment(runs, text=comment, author=_AUTHOR, initials=_INITIALS)
        place = (number, end)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _paragraphs(parent: Any) -> Iterator[Paragraph]:  # noqa: ANN401 (a document or a cell)
    for item in parent.iter_inner_content():
        if isinstance(item, Paragraph):
            yield item
        elif isinstance(item, Table):
            for row in item.rows:
                for cell in row.cells:
                    yield from _paragraphs(cell)


def _find(
    paragraphs: Sequence[Paragraph], words: str, place: tuple[int, int]
) -> tuple[int, int, int] | None:
    """Where the words stand from ``place`` on: paragraph, first and last character."""
    wanted = "".join(words.split())
    first, behind = place
    for number in range(first, len(paragraphs)):
        text = "".join(run.text for run in paragraphs[number].runs)
        kept = [i for i, c in enumerate(text) if not c.isspace()]
        plain = "".join(text[i] for i in kept)
        begin = sum(i < behind for i in kept) if number == first else 0
        at = plain.find(wanted, begin)
        if at >= 0 and wanted:
            return number, kept[at], kept[at + len(wanted) - 1] + 1
    return None


def _runs_between(paragraph: Paragraph, start: int, end: int) -> list[Run]:
    """The runs with exactly the characters from ``start`` to ``end``, cut where they must be."""
    _cut(paragraph, start)
    _cut(paragraph, end)
    found, at = [], 0
    for run in paragraph.runs:
        length = len(run.text)
        if start <= at and at + length <= end and length:
            found.append(run)
        at += length
    return found


def _cut(paragraph: Paragraph, place: int) -> None:
    """Make a run end at ``place``; a run with anything but plain text stays whole."""
    at = 0
    for run in paragraph.runs:
        length = len(run.text)
        if at < place < at + length:
            element = run._r  # noqa: SLF001 (python-docx has no public name for it)
            plain = {qn("w:t"), qn("w:rPr")}
            if all(child.tag in plain for child in element):
                text = run.text
                second = deepcopy(element)
                element.addnext(second)
                run.text = text[: place - at]
                Run(second, paragraph).text = text[place - at :]
            return
        at += length
