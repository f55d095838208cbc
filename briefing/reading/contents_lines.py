"""The lines of a typed contents list: numbered, with page numbers, or set in one line.

Told apart here from the lines of a wrapped paragraph, before anything knows whether the list is
one of contents.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefing.reading.cleaning import fold, is_title_like, word_count
from briefing.reading.contents_labels import is_contents_label
from briefing.reading.contents_titles import DOTS, bare_titles

_MARK = re.compile(
    r"^(?P<mark>[§#]\s?\d{1,2}|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[ivxlc]{1,6}|[a-z])[.)]"
    r"|\d{1,2}(?:\.\d{1,2}){0,3}:?)\s+(?P<text>\S.*)$",
    re.IGNORECASE,
)
_PAGED = re.compile(
    rf"^(?P<text>.*?\S)(?P<leader>\s*{DOTS}\s*|,?\s+)"
    r"(?:p(?:age|p?\.)?\s*|S\.\s*)?(?P<page>\d{1,4})$"
)
_LEADS_TO_PAGE = re.compile(r"(?:\.{3,}|(?:\s\.){3,}|…+|·{3,}|_{3,})\s*\d{1,4}$")
_PAGE_HEAD = re.compile(
    r"\|\s*(?:pages?|page (?:no\.?|number)|p\.|seite|página|pagina|sid[ae]|strona|sivu)$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^(?!p\.\s?\d)(?:[^\w\s“\"‘'(\[«„¿¡]|\(?(?:\d{1,2}|[a-z])[.)])\s")
_SYMBOL = re.compile(r"^(?P<mark>[^\w\s“\"‘'(\[«„¿¡])\s+(?P<text>\S.*)$")
_SURE_SEPARATORS = (" | ", " · ", " • ", " ∙ ", " ● ", " ◆ ", " ■ ", " ▪ ")
_SEPARATORS = (*_SURE_SEPARATORS, " › ", " » ", " > ", " → ", " / ", " — ", " – ", "; ")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LONGEST_LINE = 160
_MOST_WORDS = 14
_MOST_LEVELS = 3
_MOST_PAGES = 1_000
_FEWEST_PAGED = 4


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
    symbols = _with_symbols(lines)
    if symbols:
        return symbols
    bare: list[Entry] = []
    for line in lines:
        if _ITEM.match(line) or not is_title_like(line.rstrip(" ;,"), _MOST_WORDS):
            break
        bare.append(Entry("", line))
    return bare if len(bare) >= 2 else []


def parted_lines(text: str) -> list[str]:
    """The lines of a paragraph that is a whole contents list, its label first; empty if it is none.

    Writers part them by breaks within the paragraph: to them it looks like a list.
    """
    lines = [folded for line in text.split("\n") if (folded := fold(line))]
    is_list = len(lines) > 2 and is_contents_label(lines[0])
    return (
        lines if is_list and len(typed_entries(lines[1:], labelled=True)) > len(lines) - 2 else []
    )


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


def heads_pages(row: str) -> bool:
    """Whether a table's row is the head of its columns: what there is, and on what page."""
    return bool(_PAGE_HEAD.search(row))


def lead_to_pages(lines: Sequence[str]) -> bool:
    """Whether every line leads to a page: by dots, or by bare pages that only rise.

    Scores beside names would hardly rise from line to line, unless there are few of them.
    """
    if all(_LEADS_TO_PAGE.search(line) for line in lines):
        return True
    pages = [int(match["page"]) for match in map(_PAGED.match, lines) if match]
    rises = len(set(pages)) * 3 >= len(pages) * 2 and pages == sorted(pages)
    return rises and len(pages) == len(lines) >= _FEWEST_PAGED and pages[-1] < _MOST_PAGES


def split_bar(text: str, *, labelled: bool) -> list[str]:
    """The titles that stand in one line, parted by bars or dots; empty if the line is none.

    Below or behind a label (``labelled``) dashes and slashes part titles as well.
    """
    if len(text) > 400:
        return []
    for separator in _SEPARATORS if labelled else _SURE_SEPARATORS:
        parts = [part.strip() for part in text.split(separator)]
        if len(parts) >= (2 if labelled else 3) and all(_is_short(part) for part in parts):
            return parts
    return []


def _is_short(text: str) -> bool:
    return bool(text) and word_count(text) <= _MOST_WORDS and is_title_like(text)


def _with_symbols(lines: Sequence[str]) -> list[Entry]:
    """Lines that begin with the same sign; a line that ends like a statement makes no list."""
    found: list[Entry] = []
    for line in lines:
        match = _SYMBOL.match(line) if len(line) <= _LONGEST_LINE else None
        if match is None or (found and match["mark"] != found[0].mark):
            break
        if not _is_short(bare_titles([match["text"]])[0]):
            return []
        found.append(Entry(match["mark"], match["text"]))
    return found if len(found) >= 2 else []


@dataclass(slots=True)
class _Level:
    """How the marks of a level can be read, and the last of them."""

    styles: set[str]
    last: tuple[int, ...]


def _counted(lines: Sequence[str]) -> list[Entry]:
    found: list[Entry] = []
    levels: list[_Level] = []
    for line in lines:
        match = _MARK.match(line) if len(line) <= _LONGEST_LINE else None
        if match is None or not _is_short(_without_page(match["text"]).rstrip(" ;,")):
            break
        if not _counts_on(match["mark"].strip("§#():. ").casefold(), levels):
            break
        found.append(Entry(match["mark"], match["text"]))
    return found


def _counts_on(mark: str, levels: list[_Level]) -> bool:
    """Whether a mark follows on one of the open levels, or opens one below them.

    ``levels`` holds how the marks before can be read, and is narrowed; a mark may be a letter and
    a Roman number at once.
    """
    ways: dict[str, tuple[int, ...]] = {}
    if mark[0].isdigit():
        ways["number"] = tuple(int(part) for part in mark.split("."))
    else:
        if len(mark) == 1:
            ways["letter"] = (ord(mark) - ord("a") + 1,)
        ways["roman"] = (_roman(mark),)
    for depth in range(len(levels) - 1, -1, -1):
        level = levels[depth]
        for style, value in ways.items():
            if style in level.styles and level.last < value and value[0] <= level.last[0] + 1:
                del levels[depth + 1 :]
                level.styles, level.last = {style}, value
                return True
    begins = [value for value in ways.values() if value in {(1,), (1, 1), (0,)}]
    if not begins or len(levels) == _MOST_LEVELS:
        return False
    levels.append(_Level(set(ways), begins[0]))
    return True


def _roman(mark: str) -> int:
    values = [_ROMAN.get(letter, 0) for letter in mark]
    return sum(
        -value if value < max(values[place + 1 :], default=0) else value
        for place, value in enumerate(values)
    )


def _with_pages(lines: Sequence[str], *, labelled: bool) -> list[Entry]:
    """Lines that end with a page that does not fall.

    Without a label and without dots that lead to it, the lines must be longer than names, which
    stand so with scores.
    """
    found: list[Entry] = []
    last = 0
    pages: set[int] = set()
    words = 0
    led = True
    for line in lines:
        match = _PAGED.match(line) if len(line) <= _LONGEST_LINE else None
        if match is None or not last <= int(match["page"]) < _MOST_PAGES:
            break
        if not _is_short(match["text"].rstrip(" ,")):
            break
        led = led and bool(match["leader"].strip(" ,"))
        last = int(match["page"])
        pages.add(last)
        words += word_count(match["text"])
        found.append(Entry("", line))
    if not (labelled or led) and words <= 2 * len(found):
        return []
    return found if len(pages) > 1 else []


def _without_page(text: str) -> str:
    match = _PAGED.match(text)
    return match["text"] if match else text
