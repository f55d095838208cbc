"""What stands on a PDF's pages beside the article: running headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.reading.cleaning import ends_sentence, fold
from briefing.reading.pdf_layout import Line
from briefing.reading.pdf_page import Page
from briefing.reading.shaping import PAGE_FOOTER, PAGE_HEADER

PAGE_NUMBER = "page number"
"""Why a page's number is no part of the article."""

_EDGE = 0.13
"""The share of a page's height, above and below, in which headers and footers stand."""
_DEEPEST = 4
"""How many lines from the edge a header or footer may stand."""
_MOST_ARTIFACTS = 0.3
"""The largest share of a page's characters that its file may call decoration and be believed."""
_PAGE_NUMBER = re.compile(
    r"^[\W_]*(?:(?:page|seite|pagina|página|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|von|de|di|\|)\s*\d{1,4})?[\W_]*$",
    re.IGNORECASE,
)
_NUMBERED_EDGE = re.compile(r"^(?:page )?\d{1,4}\b|\b\d{1,4}$", re.IGNORECASE)
_PARTED = re.compile(r"\s[|•·–—/]\s")

Columns = Sequence[Sequence[Line]]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near a page's edge: ``far`` tells that a gap parts it from the text."""

    line: Line
    above: bool
    far: bool
    page: int


def furniture_of(pages: Sequence[Page], columns: Sequence[Columns]) -> dict[int, str]:
    """Why lines are no part of the article, by their identity (``id``)."""
    edges = [
        edge
        for number, (page, lines) in enumerate(zip(pages, columns, strict=True))
        for edge in _edges(page, lines, number)
    ]
    found = _decorations(columns)
    found.update(_repeated(edges, len(pages)))
    found.update(_in_the_same_place(edges, found, len(pages)))
    for edge in edges:
        if _PAGE_NUMBER.match(edge.line.text):
            found[id(edge.line)] = PAGE_NUMBER
        elif edge.far and _is_numbered(edge.line):
            found.setdefault(id(edge.line), _reason(above=edge.above))
    return found


def _reason(*, above: bool) -> str:
    return PAGE_HEADER if above else PAGE_FOOTER


def _decorations(columns: Sequence[Columns]) -> dict[int, str]:
    """The lines that a tagged file itself calls decoration."""
    found: dict[int, str] = {}
    for page in columns:
        lines = [line for column in page for line in column]
        marked = [line for line in lines if line.tag is not None and line.tag.kind == "artifact"]
        total = sum(len(line.text) for line in lines)
        if not marked or sum(len(line.text) for line in marked) > _MOST_ARTIFACTS * total:
            continue
        middle = (min(line.y for line in lines) + max(line.y for line in lines)) / 2
        found.update({id(line): _reason(above=line.y < middle) for line in marked})
    return found


def _edges(page: Page, columns: Columns, number: int) -> Iterable[_Edge]:
    """The first and last lines of a page as far as they stand near its edge."""
    lines = sorted((line for column in columns for line in column), key=lambda line: line.y)
    height = max(page.bottom - page.top, 1.0)
    for i, line in enumerate(lines[:_DEEPEST]):
        if line.y < page.top + _EDGE * height:
            after = next((other for other in lines[i + 1 :] if other.y > line.y + 1), None)
            far = after is not None and _is_far(line, after)
            yield _Edge(line, above=True, far=far, page=number)
    for i, line in enumerate(reversed(lines[-_DEEPEST:])):
        if line.y > page.bottom - _EDGE * height:
            rest = lines[: len(lines) - 1 - i]
            before = next((other for other in reversed(rest) if other.y < line.y - 1), None)
            far = before is not None and _is_far(before, line)
            yield _Edge(line, above=False, far=far, page=number)


def _is_far(upper: Line, lower: Line) -> bool:
    return lower.y - upper.y > 2.2 * max(upper.size, lower.size)


def _key(line: Line) -> tuple[str, int]:
    """Equal for lines that differ in numbers only; a title is larger than the running header."""
    return re.sub(r"\d+", "#", fold(line.text).casefold()), round(line.size)


def _repeated(edges: Sequence[_Edge], pages: int) -> dict[int, str]:
    """The lines that stand on several pages."""
    if pages < 2:
        return {}
    seen = Counter(key for key, _ in {(_key(edge.line), edge.page) for edge in edges})
    needed = 2 if pages < 5 else 3
    return {
        id(edge.line): _reason(above=edge.above)
        for edge in edges
        if seen[_key(edge.line)] >= needed
    }


def _in_the_same_place(edges: Sequence[_Edge], found: dict[int, str], pages: int) -> dict[int, str]:
    """Lines that stand where other pages have their header or footer: a chapter's own header."""
    places = Counter(
        (edge.above, round(edge.line.y / 2), round(edge.line.size))
        for edge in edges
        if id(edge.line) in found
    )
    usual = {place for place, count in places.items() if count >= max(3, 0.3 * pages)}
    return {
        id(edge.line): _reason(above=edge.above)
        for edge in edges
        if edge.far and (edge.above, round(edge.line.y / 2), round(edge.line.size)) in usual
    }


def _is_numbered(line: Line) -> bool:
    """Whether a line has the page's number at one end and other parts set off from it."""
    text = line.text.strip()
    parted = len(line.cells) > 1 or bool(_PARTED.search(text))
    return (
        parted and len(text) < 120 and bool(_NUMBERED_EDGE.search(text)) and not ends_sentence(text)
    )
