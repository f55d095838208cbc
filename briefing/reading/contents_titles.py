"""The titles in the entries of a contents list: without bullets, numbers, leaders and pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

DOTS = r"(?:\.{2,}|(?:\s\.){2,}|…+|·{2,}|_{2,}|-{3,}|–{2,})"
"""The dots or strokes that lead to a page."""
LEADER = re.compile(
    rf"\s*{DOTS}\s*(?:p(?:age|\.)?\s*)?"
    r"(?:\d{1,4}|[ivxlc]{1,6})?$",
    re.IGNORECASE,
)
"""What leads to a page, and the page itself if it is given."""

_BULLET = re.compile(r"^(?:\[[ xX]?\]|[^\w\s\"“„«‘'(\[¿¡§#$€£@&.…]{1,2})\s+(?=\S)")
# Small pictures, put together of several characters as some are, and digits on keys.
_PICTURES = "\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_PICTURE = re.compile(
    rf"^(?:[0-9#*]\ufe0f?\u20e3|[{_PICTURES}][{_PICTURES}\ufe0f\u200d\u20e3]*)\s*(?=\S)"
)
_TAIL = re.compile(r"\s*(?:[↓↑→›»>▼▾⌄↩¶]+|\s#|[;,])$")
_PAGE_WORD = r"(?:pages?|pp?\.?|seite|s\.|str\.|pág\.?)"
_PAGE = re.compile(
    r"(?:\s*[,:;–—|-]\s*|\s*[(\[]\s*|\s+)"
    rf"(?:{_PAGE_WORD}\s*)?(?P<page>\d{{1,4}})\s*[)\]]?$",
    re.IGNORECASE,
)
_PAGE_IN_FRONT = re.compile(
    rf"^(?:{_PAGE_WORD}\s*)?(?P<page>\d{{1,3}})\s*[:.)–—|-]?\s+(?=\S)", re.IGNORECASE
)
_NUMBER = re.compile(
    r"^(?P<word>(?:chapter|part|section|kapitel|teil|abschnitt|chapitre|partie|capítulo|parte"
    r"|capitolo|hoofdstuk|no\.|nr\.)\s+|[§#]\s*)?"
    r"\(?(?P<mark>\d{1,3}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}|[A-Za-z])"
    r"(?P<end>[.):\]]?(?:\s*[:–—|-])?)\s+(?=\S)",
    re.IGNORECASE,
)
_WRAPS = (("[", "]"), ("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"))
_YEARS = range(1800, 2200)


def bare_titles(entries: Sequence[str], *, labelled: bool = True) -> list[str]:
    """The titles of a list's entries, each with what remains of it, perhaps nothing.

    Numbers and pages go only where all entries, or nearly all, have them, and they count on: else
    they belong to the titles. Below a label (``labelled``) pages may stand in front.
    """
    bare = [_PICTURE.sub("", _BULLET.sub("", " ".join(entry.split()))) for entry in entries]
    bare = [_TAIL.sub("", entry) for entry in bare]
    bare = _unwrapped(bare)
    led = [LEADER.sub("", entry).strip() for entry in bare]
    if led == bare:
        led = _without_pages(led)
    return [title.strip() for title in _unwrapped(_without_numbers(led, labelled=labelled))]


def _unwrapped(entries: list[str]) -> list[str]:
    for first, last in _WRAPS:
        if all(len(e) > 2 and e[0] == first and e[-1] == last for e in entries):
            return [entry[1:-1].strip() for entry in entries]
    return entries


def _without_pages(entries: list[str]) -> list[str]:
    """The entries without the pages at their ends, if nearly all have one and they count on."""
    found = [_PAGE.search(entry) for entry in entries]
    pages = [int(match["page"]) for match in found if match]
    counting = len(set(pages)) > 1 and pages == sorted(pages)
    if len(pages) * 5 < len(entries) * 4 or not counting or all(p in _YEARS for p in pages):
        return entries
    bare = [
        entry[: match.start()].rstrip(" ,") if match else entry
        for entry, match in zip(entries, found, strict=True)
    ]
    # "Chapter 1" and "Chapter 2" are nothing without their numbers
    return bare if len(set(bare)) == len(bare) else entries


def _without_numbers(entries: list[str], *, labelled: bool) -> list[str]:
    if len(entries) < 2:
        return entries
    found = [match for match in map(_NUMBER.match, entries) if match]
    if len(found) == len(entries) and _count(found):
        return [entry[match.end() :] for entry, match in zip(entries, found, strict=True)]
    paged = [match for match in map(_PAGE_IN_FRONT.match, entries) if match]
    pages = [int(match["page"]) for match in paged]
    if labelled and len(paged) == len(entries) and pages == sorted(pages) and pages[0] < pages[-1]:
        return [entry[match.end() :] for entry, match in zip(entries, paged, strict=True)]
    return entries


def _count(found: Sequence[re.Match[str]]) -> bool:
    """Whether the numbers in front are numbers of the entries, and no words of the titles.

    "A Year in the Port" and "I Was There" begin with letters that do not count, "61 Cracks" and
    "3 Storms" with figures that do not.
    """
    if all(match["word"] or match["end"].strip() for match in found):
        return True
    marks = [match["mark"].casefold() for match in found]
    if all(mark[0].isdigit() for mark in marks):
        values = [tuple(map(int, mark.split("."))) for mark in marks]
        return values[0][0] <= 1 and all(a < b for a, b in pairwise(values))
    if all(len(mark) == 1 for mark in marks) and marks == list(
        "abcdefghijklmnopqrst"[: len(marks)]
    ):
        return True
    return marks == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"][: len(marks)]
