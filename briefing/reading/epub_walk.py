"""Going through the elements of an EPUB book's chapters in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from briefing.article import ParagraphKind
from briefing.reading.archive import Element, attribute, local
from briefing.reading.cleaning import fold
from briefing.reading.contents import CONTENTS_LIST
from briefing.reading.draft import Block
from briefing.reading.shaping import split_marker, table_row

LEFT_OUT = {
    "toc": CONTENTS_LIST, "loi": CONTENTS_LIST, "lot": CONTENTS_LIST, "landmarks": CONTENTS_LIST,
    "page-list": CONTENTS_LIST, "cover": "cover", "titlepage": "title page",
    "title-page": "title page", "copyright-page": "copyright page", "index": "index",
    "colophon": "copyright page", "other-credits": "copyright page",
}  # fmt: skip
"""Why a book's sections are no part of its text, by their kind (``epub:type``)."""

_SKIPPED = frozenset(
    """head script style template noscript iframe object embed svg math nav audio video canvas form
    button input select textarea rt rp title""".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    """address article aside body center dd details dir div dl dt fieldset figure footer header hr
    html legend main menu ol p section summary ul""".split()
)
_KINDS = {
    "li": ParagraphKind.LIST,
    "blockquote": ParagraphKind.QUOTE,
    "pre": ParagraphKind.CODE,
    "figcaption": ParagraphKind.CAPTION,
    "caption": ParagraphKind.CAPTION,
}
_NOTES = re.compile(r"\b(?:footnote|endnote|rearnote|note)s?\b")


@dataclass(slots=True)
class Walk:
    """Collects blocks while going through the elements of chapters in order."""

    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kind: ParagraphKind = ParagraphKind.TEXT
    level: int | None = None
    left_out: str = ""
    page: int | None = None
    """The page of the printed book, where the file tells of it."""

    def chapter(self, root: Element, left_out: str = "") -> None:
        """Take up one chapter; ``left_out`` says why all of it is no part of the text."""
        self.left_out = left_out
        self._element(root)
        self._end()

    def _element(self, element: Element) -> None:
        name = local(element).casefold()
        if not name or name in _SKIPPED or attribute(element, "hidden") is not None:
            return
        kind = (attribute(element, "type") or "").casefold()
        role = attribute(element, "role") or ""
        if kind == "pagebreak" or role == "doc-pagebreak":
            self._turn(element)
            return
        if kind == "noteref" or role == "doc-noteref":
            return
        if name == "br":
            self.words.append("\n")
        elif name == "tr":
            self._row(element)
        elif name in _HEADINGS or name in _KINDS or name in _BLOCKS or name == "table":
            self._block(element, name, kind)
        else:
            self._inside(element)

    def _turn(self, element: Element) -> None:
        """Note the page of the printed book that begins here."""
        told = attribute(element, "title") or attribute(element, "aria-label") or ""
        number = re.sub(r"\D", "", told or "".join(element.itertext()))
        self.page = int(number) if number and len(number) < 5 else self.page

    def _inside(self, element: Element) -> None:
        self.words.append(element.text or "")
        for inner in element:
            self._element(inner)
            self.words.append(inner.tail or "")

    def _block(self, element: Element, name: str, kind: str) -> None:
        self._end()
        before = self.kind, self.level, self.left_out
        self.left_out = self.left_out or _reason(kind)
        if name in _HEADINGS:
            self.kind, self.level = ParagraphKind.HEADING, _HEADINGS[name]
        elif name in _KINDS:
            self.kind, self.level = _KINDS[name], None
        elif name in {"aside", "section", "div"} and _NOTES.search(kind):
            self.kind, self.level = ParagraphKind.CAPTION, None
        self._inside(element)
        self._end()
        self.kind, self.level, self.left_out = before

    def _row(self, row: Element) -> None:
        self._end()
        cells = []
        for cell in row:
            if local(cell).casefold() in {"td", "th"}:
                inner = Walk()
                inner.chapter(cell, self.left_out)
                cells.append(" ".join(block.text for block in inner.blocks))
        block = table_row(cells)
        if block.text:
            block = replace(block, page=self.page, left_out=self.left_out)
            single = sum(bool(cell.strip()) for cell in cells) == 1 and len(cells) == 1
            kind = ParagraphKind.TEXT if single else block.kind
            self.blocks.append(replace(block, kind=kind))

    def _end(self) -> None:
        text = fold("".join(self.words))
        self.words.clear()
        if not text:
            return
        marker = None
        if self.kind is ParagraphKind.LIST:
            typed, rest = split_marker(text)
            marker, text = (typed or "•"), rest or text
        block = Block(self.kind, text, self.level, self.page, marker, alone=True)
        self.blocks.append(replace(block, left_out=self.left_out))


def _reason(kind: str) -> str:
    """Why a section of this kind (``epub:type``) is no part of the text, empty if it is one."""
    return next((LEFT_OUT[name] for name in kind.split() if name in LEFT_OUT), "")
