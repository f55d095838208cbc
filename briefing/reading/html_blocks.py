"""A tree of elements becomes candidates: the pieces of the page in order, each with its kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from briefing.article import ParagraphKind
from briefing.reading.cleaning import fold, word_count
from briefing.reading.contents_labels import is_any_label
from briefing.reading.contents_lines import parted_lines
from briefing.reading.draft import Block
from briefing.reading.html_furniture import HIDDEN, furniture_reason, is_hover_card

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt "
    "ruby s samp small span strike strong sub sup time tt u var wbr img picture amp-img".split()
)
_BOLD = frozenset({"b", "strong"})
_HEADING = re.compile(r"^h([1-6])$")
_MARK = re.compile(r"^\s*\[?(?:\d{1,3}|[a-z]|note \d+)\]?\s*$", re.IGNORECASE)
_BRACKETED = re.compile(r"^\s*\[[^\W\d_]{2}[^\[\]]{1,40}\]\s*$")
_CAPTION_NAME = re.compile(r"(?:^|[-_])caption(?:$|[-_])|(?:^|[a-z])Caption|wp-caption-text")
_LONG_CELL = 60
_BREAK = "\x1e"
"""Stands for a break of lines, which is whitespace in a line but none of the page's source."""
_MAY_BE_BAR = frozenset({ParagraphKind.TEXT, ParagraphKind.LIST})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A piece of the page that may be the article's.

    ``element`` is the innermost block element around it. ``linked`` is the share of its characters
    that are links to other places, from 0 to 1. ``bold`` tells that all of it is set in
    bold. ``furniture`` is what the page calls the part that it stands in ("navigation"), empty if
    that is no name of furniture. ``place`` counts the page's pieces from 0.
    """

    block: Block
    element: HtmlElement
    linked: float
    bold: bool
    furniture: str = ""
    target: str | None = None
    place: int = 0


@dataclass(slots=True)
class _Link:
    """A link that is open, or the words of one that leads to a place in the page itself."""

    href: str
    parts: list[str] = field(default_factory=list)

    @property
    def leaps(self) -> bool:
        return self.href.startswith("#") and len(self.href) > 1


@dataclass(slots=True)
class _Piece:
    """The text gathered since the last border between blocks."""

    parts: list[str] = field(default_factory=list)
    characters: int = 0
    linked: int = 0
    leaping: int = 0
    bold: int = 0
    entries: list[_Link] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    """The text before the first link to a place in the page."""
    between: list[str] = field(default_factory=list)
    """The text after it that is no such link."""

    def add(self, text: str, *, link: _Link | None, bold: bool) -> None:
        self.parts.append(text)
        size = len("".join(text.split()))
        self.characters += size
        self.bold += size if bold else 0
        if link is not None and link.leaps:
            self.leaping += size
            if not any(link is entry for entry in self.entries[-1:]):
                link.parts.clear()  # the words of it that stand in a piece before
                self.entries.append(link)
            link.parts.append(text)
            return
        self.linked += size if link is not None else 0
        (self.between if self.entries else self.head).append(text)

    def bar(self) -> tuple[str, list[tuple[str, str]]]:
        """The label, and the words and places of links that stand side by side under it.

        There are no links if the piece is anything else.
        """
        words = [(fold("".join(entry.parts)), entry.href[1:]) for entry in self.entries]
        words = [(text, place) for text, place in words if any(c.isalnum() for c in text)]
        label = fold("".join(self.head))
        is_label = not any(c.isalnum() for c in label) or is_any_label(label)
        only = not any(c.isalnum() for part in self.between for c in part)
        return (label, words) if is_label and only and len(words) > 1 else ("", [])


def candidates(root: HtmlElement) -> list[Candidate]:
    """All pieces of text under ``root`` in their order."""
    walk = _Walk()
    walk.through(root)
    return walk.found


@dataclass(slots=True)
class _Walk:
    found: list[Candidate] = field(default_factory=list)
    piece: _Piece = field(default_factory=_Piece)
    around: list[tuple[HtmlElement, str]] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)
    bold: int = 0
    quotes: int = 0
    preformatted: int = 0
    captions: int = 0
    items: list[str] = field(default_factory=list)
    item_begins: bool = False
    heading: int | None = None
    rows: list[tuple[HtmlElement, int]] = field(default_factory=list)

    def through(self, root: HtmlElement) -> None:
        """Take up everything under ``root``."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if skipped is None and _is_passed_by(element):
                    skipped = element
                    walk.skip_subtree()
                    continue
                self._open(element)
            elif skipped is not None and element is skipped:
                skipped = None
                self._text(element.tail)
            else:
                self._close(element)
                if element is not root:
                    self._text(element.tail)
        self._flush()

    def _open(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "br":
            self._break(element)
            return
        if tag == "a":
            self.links.append(_Link((element.get("href") or "").strip()))
        elif tag in _BOLD:
            self.bold += 1
        elif tag not in _INLINE and not self.rows:
            self._flush()
            outer = self.around[-1][1] if self.around else ""
            own = outer if outer == HIDDEN else furniture_reason(element)
            self.around.append((element, own or outer))
            self._enter(element, tag)
        elif tag in {"td", "th"}:
            self.piece.add("\x1f", link=None, bold=False)
        elif tag not in _INLINE:
            self.piece.add(" ", link=None, bold=False)
        self._text(element.text)

    def _enter(self, element: HtmlElement, tag: str) -> None:
        heading = _HEADING.match(tag)
        if heading:
            self.heading = int(heading[1])
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.preformatted += 1
        elif is_caption_element(element):
            self.captions += 1
        elif tag in {"ul", "ol", "dl"}:
            self.items.append("1." if tag == "ol" else "-")
        elif tag in {"li", "dt", "dd"}:
            self.item_begins = True
        elif tag == "tr" and _is_data_row(element):
            self.rows.append((element, len(self.found)))

    def _close(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "a":
            if self.links:
                self.links.pop()
            return
        if tag in _BOLD:
            self.bold -= 1
            return
        if tag in _INLINE or tag == "br":
            return
        if self.rows:
            if self.rows[-1][0] is not element:
                return
            self._flush()
            self.rows.pop()
        self._flush()
        if self.around and self.around[-1][0] is element:
            self.around.pop()
        self._leave(element, tag)

    def _leave(self, element: HtmlElement, tag: str) -> None:
        if _HEADING.match(tag):
            self.heading = None
        elif tag == "blockquote":
            self.quotes -= 1
        elif tag == "pre":
            self.preformatted -= 1
        elif is_caption_element(element):
            self.captions -= 1
        elif tag in {"ul", "ol", "dl"}:
            self.items.pop()

    def _text(self, text: str | None) -> None:
        if text:
            link = self.links[-1] if self.links else None
            self.piece.add(text, link=link, bold=self.bold > 0)

    def _break(self, element: HtmlElement) -> None:
        """A line break; two of them in a row part paragraphs."""
        before = element.getprevious()
        again = before is not None and before.tag == "br" and not (before.tail or "").strip()
        if again and not self.rows and self.heading is None:
            self._flush()
        else:
            self._text(_BREAK)

    def _flush(self) -> None:
        piece, self.piece = self.piece, _Piece()
        whole = "".join(piece.parts)
        if not piece.characters:
            return
        if self.rows:
            cells = [fold(cell) for cell in whole.split("\x1f")]
            text = " | ".join(filter(None, cells))
        else:
            text = whole.replace(_BREAK, "\n") if self.preformatted else fold(whole)
        if not any(character.isalnum() for character in text) or not self.around:
            return
        kind, level, marker = self._kind()
        if kind in _MAY_BE_BAR and (self._bar(piece) or self._lines(whole)):
            return
        size = max(1, piece.characters)
        leaps = piece.leaping >= 0.9 * size
        block = Block(kind, text, level, None, marker, alone=True, leaps=leaps)
        bold = piece.bold >= 0.95 * size
        target = piece.entries[-1].href[1:] if leaps else None
        self._take(block, target, linked=piece.linked / size, bold=bold)

    def _take(
        self, block: Block, target: str | None = None, *, linked: float = 0.0, bold: bool = False
    ) -> None:
        """Take up a block as the next piece of the page."""
        element, furniture = self.around[-1]
        place = len(self.found)
        self.found.append(Candidate(block, element, linked, bold, furniture, target, place))

    def _bar(self, piece: _Piece) -> bool:
        """Take up links to places in the page that stand in a row, each by itself."""
        label, entries = piece.bar()
        if entries and any(c.isalnum() for c in label):
            self._take(Block(ParagraphKind.TEXT, label, alone=True))
        for text, target in entries:
            self._take(Block(ParagraphKind.LIST, text, alone=True, leaps=True), target)
        return bool(entries)

    def _lines(self, whole: str) -> bool:
        """Take up the lines of a contents list that is one paragraph, each by itself."""
        lines = parted_lines(" ".join(whole.split("\n")).replace(_BREAK, "\n"))
        for line in lines:
            self._take(Block(ParagraphKind.TEXT, line, alone=True))
        return bool(lines)

    def _kind(self) -> tuple[ParagraphKind, int | None, str | None]:
        if self.captions:
            return ParagraphKind.CAPTION, None, None
        if self.heading is not None:
            return ParagraphKind.HEADING, self.heading, None
        if self.rows:
            return ParagraphKind.TABLE, None, None
        if self.preformatted:
            return ParagraphKind.CODE, None, None
        if self.items:
            marker = self.items[-1] if self.item_begins else None
            self.item_begins = False
            return ParagraphKind.LIST, None, marker
        return (ParagraphKind.QUOTE if self.quotes else ParagraphKind.TEXT), None, None


def is_caption_element(element: HtmlElement) -> bool:
    """Whether the element holds the caption of a picture or a table."""
    if element.tag in {"figcaption", "caption"}:
        return True
    return element.tag in {"p", "div", "span", "dd"} and bool(
        _CAPTION_NAME.search(element.get("class", ""))
    )


def _is_passed_by(element: HtmlElement) -> bool:
    """Whether the element is no text of the page's body: its head, footnote marks, hover cards."""
    if element.tag == "span":
        return is_hover_card(element)
    return element.tag == "head" or _is_mark(element)


def _is_mark(element: HtmlElement) -> bool:
    """Whether the element is a footnote's or an editor's mark in the text.

    That is a raised number that is a link, or raised words in brackets: "[citation needed]".
    """
    if element.tag != "sup":
        return False
    if _BRACKETED.match(element.text_content()):
        return True
    return len(element) > 0 and element[0].tag == "a" and bool(_MARK.match(element.text_content()))


def _is_data_row(row: HtmlElement) -> bool:
    """Whether a row belongs to a table of data, and not to one that lays out a page."""
    table = next(row.iterancestors("table"), None)
    if table is None or table.get("role") in {"presentation", "none"}:
        return False
    cells: Sequence[HtmlElement] = [cell for cell in row if cell.tag in {"td", "th"}]
    if len(cells) < 2 and not (cells and (cells[0].tag == "th" or _is_beside_cells(row))):
        return False
    if next(row.iterdescendants("table", "h1", "h2", "h3"), None) is not None:
        return False
    return all(word_count(cell.text_content()) <= _LONG_CELL for cell in cells)


def _is_beside_cells(row: HtmlElement) -> bool:
    """Whether the row above or below has several cells: a row of one then spans them."""
    near = [each for each in (row.getprevious(), row.getnext()) if each is not None]
    return any(len(each) > 1 for each in near)
