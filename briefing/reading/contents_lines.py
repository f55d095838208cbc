"""The lines of a typed contents list: numbered, with page numbers, or set in one line.

Told apart here from the lines of a wrapped paragraph, before anything knows whether the list is
one of contents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.reading.cleaning import is_title_like, word_count

_MARK = re.compile(
    r"^(?P<mark>§\s?\d{1,2}|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivxlc]{1,6}|[a-z])[.)]"
    r"|\d{1,2}(?:\.\d{1,2}){1,3})\s+(?P<text>\S.*)$",
    re.IGNORECASE,
)
_PAGED = re.compile(
    r"^(?P<text>.*?\S)(?P<leader>\s*(?:\.{2,}|(?:\s\.){2,}|…+|·{2,}|_{2,}|-{3,}|–{2,})\s*|,?\s+)"
    r"(?:p(?:age|p?\.)?\s*|S\.\s*)?(?P<page>\d{1,4})$"
)
_ITEM = re.compile(r"^(?:[^\w\s“\"‘'(¿¡]|\(?(?:\d{1,2}|[a-z])[.)])\s")
_SEPARATORS = (" | ", " · ", " • ", " › ", " » ", " > ", " / ", " — ", " – ")
_SURE_SEPARATORS = frozenset(_SEPARATORS[:3])
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LONGEST_LINE = 160
_MOST_WORDS = 14


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: its mark ("1.2", "a)"; empty without one), and the rest of it."""

    mark: str
    text: str


def typed_entries(lines: Sequence[str], *, labelled: bool) -> list[Entry]:
    """The entries that the lines begin with, empty if they are no typed list.

    Every entry is as short as a title, and all have a mark that counts up or a page number that
    does not fall. Below a label of a contents list (``labelled``) neither is needed.
    """
    numbered = _counted(lines)
    paged = _with_pages(lines, labelled=labelled)
    best = numbered if len(numbered) >= len(paged) else paged
    if len(best) >= (2 if labelled else 3):
        return best
    if not labelled:
        return []
    bare: list[Entry] = []
    for line in lines:
        if _ITEM.match(line) or not is_title_like(line, _MOST_WORDS):
            break
        bare.append(Entry("", line))
    return bare if len(bare) >= 2 else []


def paged_length(lines: Sequence[str]) -> int:
    """How many lines a list takes that ends where its page numbers end; 0 if they tell nothing.

    The first line has a page number and so have most up to the last one; they do not fall.
    """
    pages = [(i, int(m["page"])) for i, m in enumerate(map(_PAGED.match, lines)) if m]
    numbers = [page for _, page in pages]
    if len(set(numbers)) < 2 or numbers != sorted(numbers) or pages[0][0] > 0:
        return 0
    length = pages[-1][0] + 1
    return length if len(pages) * 3 >= length * 2 else 0


def split_bar(text: str, *, labelled: bool) -> list[str]:
    """The titles that stand in one line, parted by bars or dots; empty if the line is none.

    Below or behind a label (``labelled``) dashes and slashes part titles as well.
    """
    if len(text) > 400:
        return []
    for separator in _SEPARATORS:
        if not labelled and separator not in _SURE_SEPARATORS:
            continue
        parts = [part.strip() for part in text.split(separator)]
        if len(parts) >= (2 if labelled else 3) and all(_is_short(part) for part in parts):
            return parts
    return []


def _is_short(text: str) -> bool:
    return bool(text) and word_count(text) <= _MOST_WORDS and is_title_like(text)


def _counted(lines: Sequence[str]) -> list[Entry]:
    found: list[Entry] = []
    styles: set[str] = set()
    last: tuple[int, ...] = ()
    for line in lines:
        match = _MARK.match(line) if len(line) <= _LONGEST_LINE else None
        if match is None or not _is_short(_without_page(match["text"])):
            break
        mark = match["mark"].strip("§(). ").casefold()
        value = _value(mark, styles, last)
        if value is None:
            break
        last = value
        found.append(Entry(match["mark"], match["text"]))
    return found


def _value(mark: str, styles: set[str], last: tuple[int, ...]) -> tuple[int, ...] | None:
    """The place that a mark counts to, None if it does not follow on the last one.

    ``styles`` holds how the marks before can be read, and is narrowed; a mark may be a letter and
    a Roman number at once.
    """
    ways: dict[str, tuple[int, ...]] = {}
    if mark[0].isdigit():
        ways["number"] = tuple(int(part) for part in mark.split("."))
    else:
        if len(mark) == 1:
            ways["letter"] = (ord(mark) - ord("a") + 1,)
        ways["roman"] = (_roman(mark),)
    for style, value in ways.items():
        follows = (
            value in {(1,), (1, 1), (0,)}
            if not last
            else style in styles and (value > last and value[0] <= last[0] + 1)
        )
        if follows:
            if not last:
                styles.update(ways)
            else:
                styles.intersection_update({style})
            return value
    return None


def _roman(mark: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in mark]
    return sum(
        -value if value < max(values[place + 1 :], default=0) else value
        for place, value in enumerate(values)
    )


def _with_pages(lines: Sequence[str], *, labelled: bool) -> list[Entry]:
    """Lines that end with a page; without a label, dots must lead to it: scores have none."""
    found: list[Entry] = []
    last = 0
    pages: set[int] = set()
    for line in lines:
        match = _PAGED.match(line) if len(line) <= _LONGEST_LINE else None
        if match is None or not (labelled or match["leader"].strip(" ,")):
            break
        if int(match["page"]) < last or not _is_short(match["text"].rstrip(" ,")):
            break
        last = int(match["page"])
        pages.add(last)
        found.append(Entry("", line))
    return found if len(pages) > 1 else []


def _without_page(text: str) -> str:
    match = _PAGED.match(text)
    return match["text"] if match else text
