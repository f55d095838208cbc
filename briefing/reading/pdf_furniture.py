"""What stands on a PDF's pages beside the article: running headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.reading.cleaning import ends_sentence, fold, word_count
from briefing.reading.pdf_layout import Line
from briefing.reading.pdf_page import Page
from briefing.reading.shaping import PAGE_FOOTER, PAGE_HEADER

PAGE_NUMBER = "page number"
"""Why a page's number is no part of the article."""

_EDGE = 0.13
"""The share of a page's height, above and below, in which headers and footers stand."""
_DEEPEST = 4
"""How many lines from the edge a header or footer may stand."""
_FAR = 2.2
"""A distance of two lines, in type sizes, that no line spacing has."""
_CLOSE = 1.6
"""A distance of two lines, in type sizes, at which both can be of one paragraph."""
_MOST = 0.7
_LONG = 13
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
    """A line near a page's edge, and the line next to it on its inner side."""

    line: Line
    inner: Line | None
    above: bool
    page: int

    @property
    def reason(self) -> str:
        """Why the line is left out if it is furniture."""
        return PAGE_HEADER if self.above else PAGE_FOOTER

    @property
    def step(self) -> float:
        """The distance to the inner line, in type sizes."""
        if self.inner is None:
            return 0.0
        return abs(self.inner.y - self.line.y) / max(self.inner.size, self.line.size, 1.0)

    @property
    def is_far(self) -> bool:
        """Whether a gap parts the line from the text."""
        return self.step > _FAR

    @property
    def place(self) -> tuple[bool, int, int]:
        """Where the line stands and how large it is: equal for the headers of most pages."""
        return self.above, round(self.line.y / 2), round(self.line.size)


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
        elif edge.is_far and _is_numbered(edge.line):
            found.setdefault(id(edge.line), edge.reason)
    return found


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
        found.update({id(line): PAGE_HEADER if line.y < middle else PAGE_FOOTER for line in marked})
    return found


def _edges(page: Page, columns: Columns, number: int) -> Iterable[_Edge]:
    """The first and last lines of a page as far as they stand near its edge."""
    lines = sorted((line for column in columns for line in column), key=lambda line: line.y)
    height = max(page.bottom - page.top, 1.0)
    for i, line in enumerate(lines[:_DEEPEST]):
        if line.y < page.top + _EDGE * height:
            inner = next((other for other in lines[i + 1 :] if other.y > line.y + 1), None)
            yield _Edge(line, inner, above=True, page=number)
    for i, line in enumerate(reversed(lines[-_DEEPEST:])):
        if line.y > page.bottom - _EDGE * height:
            rest = reversed(lines[: len(lines) - 1 - i])
            inner = next((other for other in rest if other.y < line.y - 1), None)
            yield _Edge(line, inner, above=False, page=number)


def _key(line: Line) -> tuple[str, int]:
    """Equal for lines that differ in numbers only; a title is larger than the running header."""
    return re.sub(r"\d+", "#", fold(line.text).casefold()), round(line.size)


def _repeated(edges: Sequence[_Edge], pages: int) -> dict[int, str]:
    """The lines that stand on several pages, apart from the text.

    Their numbers stay the same or count the pages; those of footnotes do not.
    """
    groups: dict[tuple[str, int], list[_Edge]] = {}
    for edge in edges:
        groups.setdefault(_key(edge.line), []).append(edge)
    needed = 2 if pages < 5 else 3
    groups = {
        key: group
        for key, group in groups.items()
        if len({edge.page for edge in group}) >= needed and _counts_pages(group)
    }
    found: dict[int, str] = {}
    # From the text outwards, for a header's first line has its second line beside it.
    for edge in reversed(edges):
        beside_furniture = edge.inner is not None and id(edge.inner) in found
        if _key(edge.line) in groups and (edge.step > _CLOSE or beside_furniture):
            found[id(edge.line)] = edge.reason
    return found


def _counts_pages(group: Sequence[_Edge]) -> bool:
    numbers = [[int(n) for n in re.findall(r"\d+", edge.line.text)] for edge in group]
    for values in zip(*numbers, strict=True):
        same = Counter(values).most_common(1)[0][1]
        steps = (value - edge.page for value, edge in zip(values, group, strict=True))
        if max(same, Counter(steps).most_common(1)[0][1]) < _MOST * len(group):
            return False
    return True


def _in_the_same_place(edges: Sequence[_Edge], found: dict[int, str], pages: int) -> dict[int, str]:
    """Short lines where other pages have their header or footer: a chapter's own header."""
    body = _usual_size(edge.line for edge in edges)
    apart = [
        edge
        for edge in edges
        if edge.step > _CLOSE
        # The titles of slides stand in one place, too, but are large.
        and edge.line.size < 1.05 * body
        and word_count(edge.line.text) < _LONG
        and not ends_sentence(edge.line.text)
    ]
    known = Counter(edge.place for edge in edges if id(edge.line) in found)
    sure = {place for place, count in known.items() if count >= max(3, 0.3 * pages)}
    places = Counter(edge.place for edge in apart)
    likely = {place for place, count in places.items() if count >= max(3, 0.5 * pages)}
    seen = Counter(key for key, _ in {(_key(edge.line), edge.page) for edge in apart})
    return {
        id(edge.line): edge.reason
        for edge in apart
        if (edge.place in sure and edge.is_far)
        or (edge.place in likely and seen[_key(edge.line)] > 1)
    }


def _usual_size(lines: Iterable[Line]) -> float:
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _is_numbered(line: Line) -> bool:
    """Whether a line has the page's number at one end and other parts set off from it."""
    text = line.text.strip()
    parted = len(line.cells) > 1 or bool(_PARTED.search(text))
    return (
        parted and len(text) < 120 and bool(_NUMBERED_EDGE.search(text)) and not ends_sentence(text)
    )
