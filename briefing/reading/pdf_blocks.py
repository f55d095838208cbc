"""The lines of a PDF's pages become blocks: kinds, levels, and what is no part of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefing.article import ParagraphKind
from briefing.reading.cleaning import (
    ends_sentence,
    fold,
    is_sentence_like,
    is_title_like,
    same_title,
    word_count,
)
from briefing.reading.contents import CONTENTS_LIST
from briefing.reading.contents_labels import is_contents_label
from briefing.reading.draft import Block
from briefing.reading.pdf_furniture import furniture_of
from briefing.reading.pdf_layout import Line
from briefing.reading.pdf_page import Page
from briefing.reading.pdf_paragraphs import FOOTNOTE, Paragraph, entry_cells, paragraphs_of
from briefing.reading.pdf_tags import Tag
from briefing.reading.pdf_typography import (
    Typography,
    are_believed,
    is_full,
    joined,
    typography_of,
)
from briefing.reading.shaping import PAGE_HEADER, contents_titles, table_row

PULL_QUOTE = "pull quote"
"""Why a line in large type that repeats words of the text is no part of the article."""
TURNED = "turned text"
"""Why text that stands across the page is no part of the article."""

_CAPTION = re.compile(
    r"^(?:fig(?:ure|\.)?|table|tab\.|chart|map|abb(?:ildung|\.)|tabelle|figura|tableau|photo)"
    r"\s*[\dA-Z][\d.\-]*\s*[.:–|—]",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-Z]\.)\s+[^\W\d_]")
# A raised figure whose font draws it raised by itself: "…was found.1"
_NOTE_MARK = re.compile(r"(?<=[^\W\d_]{3}[.!?,;])\d{1,2}(?=\s|$)")
# A formula or a page's number is no heading, however large it is printed.
_SAYS_SOMETHING = re.compile(r"[^\W\d_]{3}|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]{2}")
_TAGGED = {
    "heading": ParagraphKind.HEADING,
    "caption": ParagraphKind.CAPTION,
    "note": ParagraphKind.CAPTION,
    "quote": ParagraphKind.QUOTE,
    "code": ParagraphKind.CODE,
}
_QUOTES = frozenset("\"“„«'‘")
_JOINABLE = frozenset({ParagraphKind.TEXT, ParagraphKind.LIST})
_BETWEEN = frozenset({ParagraphKind.CAPTION, ParagraphKind.TABLE})
"""What may stand in the middle of a paragraph: a picture's caption, a footnote, a table."""


@dataclass(frozen=True, slots=True)
class Text:
    """The blocks of a document, and the titles in its contents list."""

    blocks: list[Block]
    contents: tuple[str, ...] = ()


def text_of_pages(
    pages: Sequence[Page],
    columns: Sequence[list[list[Line]]],
    outline: dict[str, int] | None = None,
) -> Text:
    """The text of pages whose lines stand in ``columns``; ``outline`` gives headings' levels."""
    reasons = furniture_of(pages, columns)
    kept = [
        [[line for line in column if id(line) not in reasons] for column in page]
        for page in columns
    ]
    usual = typography_of(line for page in kept for column in page for line in column)
    usual.outline = outline or {}
    usual.tagged = are_believed(column for page in kept for column in page)
    flow = _Flow(usual)
    for number, (page, whole, clean) in enumerate(zip(pages, columns, kept, strict=True), 1):
        beside = [line for column in whole for line in column if id(line) in reasons]
        beside.sort(key=lambda line: line.y)
        above = [line for line in beside if reasons[id(line)] == PAGE_HEADER]
        flow.leave_out([(line.text, reasons[id(line)]) for line in above], number)
        flow.page(clean)
        below = [line for line in beside if line not in above]
        flow.leave_out([(line.text, reasons[id(line)]) for line in below], number)
        flow.leave_out([(page.aside, TURNED)] if page.aside else [], number)
    return Text(flow.finished(), contents_titles(flow.contents))


@dataclass(slots=True)
class _Flow:
    """Collects blocks page by page, and joins what runs on."""

    usual: Typography
    blocks: list[Block] = field(default_factory=list)
    sizes: list[tuple[float, bool]] = field(default_factory=list)
    """The type size of each block, and whether the file itself tells its level."""
    contents: list[tuple[int, str]] = field(default_factory=list)
    open_at: int | None = None
    """The block that may run on."""
    last: Line | None = None
    seen: set[str] = field(default_factory=set)

    def leave_out(self, lines: Sequence[tuple[str, str]], number: int) -> None:
        """Take up lines beside the text with the reason; what only repeats is told once."""
        for text, reason in lines:
            key = f"{reason}:{re.sub(r'[0-9]+', '#', fold(text).casefold())}"
            if key not in self.seen and text:
                self.seen.add(key)
                self._append(
                    Block(ParagraphKind.TEXT, text, page=number, left_out=reason), 0.0, told=False
                )

    def page(self, columns: Sequence[Sequence[Line]]) -> None:
        """Take up the columns of a page."""
        heights = [line.y for column in columns for line in column] or [0.0]
        low = min(heights) + 0.6 * (max(heights) - min(heights))
        for column in columns:
            is_first = True
            for paragraph in paragraphs_of(column, self.usual):
                block = _in_outline(block_of(paragraph, self.usual, low), paragraph, self.usual)
                if paragraph.entry:
                    entry = _entry(paragraph, self.usual.last_page)
                    self.contents.append((round(paragraph.lines[0].x0), entry))
                self._take(block, paragraph, is_first=is_first)
                is_first = is_first and block.kind in _BETWEEN

    def _take(self, block: Block, paragraph: Paragraph, *, is_first: bool) -> None:
        before = self.blocks[self.open_at] if self.open_at is not None else None
        if before is not None and self.last is not None and self.open_at is not None:
            between = self.blocks[self.open_at + 1 :]
            parted = not is_first or any(b.kind in _BETWEEN and not _is_note(b) for b in between)
            may = is_first or bool(between)
            if may and _runs_on(before, block, self.last, parted=parted):
                text = joined([before.text, block.text], self.usual)
                self.blocks[self.open_at] = replace(before, text=text, alone=False)
                self.last = paragraph.lines[-1]
                return
        size = round(paragraph.size, 1)
        told = paragraph.tag is not None and paragraph.tag.kind == "heading"
        self._append(block, size, told=told)
        if block.kind not in _BETWEEN and not block.left_out:
            self.open_at, self.last = len(self.blocks) - 1, paragraph.lines[-1]

    def _append(self, block: Block, size: float, *, told: bool) -> None:
        self.blocks.append(block)
        self.sizes.append((size, told))

    def finished(self) -> list[Block]:
        """All blocks, headings with their levels."""
        self._leave_out_pull_quotes()
        leveled = _with_levels(list(zip(self.blocks, self.sizes, strict=True)), self.usual)
        label = next((i for i, b in enumerate(leveled) if is_contents_label(b.text)), None)
        if self.contents and label is not None:
            leveled[label] = replace(leveled[label], left_out=CONTENTS_LIST)
        return leveled

    def _leave_out_pull_quotes(self) -> None:
        """Mark large lines that only repeat words of the text as left out."""
        large = [
            i
            for i, (block, (size, _)) in enumerate(zip(self.blocks, self.sizes, strict=True))
            if size > 1.1 * self.usual.body and not block.left_out and _may_be_quoted(block.text)
        ]
        if not large:
            return
        body = " ".join(
            same_title(block.text)
            for i, block in enumerate(self.blocks)
            if block.kind in _JOINABLE and not block.left_out and i not in large
        )
        for i in large:
            if same_title(self.blocks[i].text) in body:
                self.blocks[i] = replace(self.blocks[i], left_out=PULL_QUOTE)


def _may_be_quoted(text: str) -> bool:
    """Whether a line reads like words lifted out of the text rather than like a heading."""
    return word_count(text) > 4 and (text[:1] in _QUOTES or is_sentence_like(text))


def _is_note(block: Block) -> bool:
    """Whether a caption is a footnote, which may stand in the middle of any paragraph."""
    return block.kind is ParagraphKind.CAPTION and not _CAPTION.match(block.text)


def _entry(paragraph: Paragraph, last_page: int) -> str:
    """An entry of a contents list, its number, title and page parted by tabs."""
    return "\t".join(cell for line in paragraph.lines for cell in entry_cells(line, last_page))


def _in_outline(block: Block, paragraph: Paragraph, usual: Typography) -> Block:
    """A short piece that the file's outline names is a heading."""
    known = same_title(block.text) in usual.outline and len(paragraph.lines) <= 4
    may_be = block.kind in {ParagraphKind.TEXT, ParagraphKind.LIST, ParagraphKind.HEADING}
    is_bullet = block.marker is not None and not any(c.isalnum() for c in block.marker)
    if not known or not may_be or is_bullet or block.left_out:
        return block
    text = block.text if block.kind is not ParagraphKind.LIST else f"{block.marker} {block.text}"
    return replace(block, kind=ParagraphKind.HEADING, text=text, marker=None)


def _with_levels(blocks: list[tuple[Block, tuple[float, bool]]], usual: Typography) -> list[Block]:
    """Give headings their levels: the outline's or the tags', else by type size."""
    headings = [(b, look) for b, look in blocks if b.kind is ParagraphKind.HEADING]
    told = {size: b.level or 1 for b, (size, is_told) in headings if is_told}
    ranks: list[float] = []
    for size in sorted({size for _, (size, _) in headings}, reverse=True):
        if not ranks or ranks[-1] - size > 0.06 * size:
            ranks.append(size)
    result = []
    for block, (size, is_told) in blocks:
        if block.kind is not ParagraphKind.HEADING:
            result.append(block)
            continue
        level = block.level or 1
        if not is_told:
            ranked = sum(size <= rank * 0.94 for rank in ranks) + 1
            # Beside headings that the file tells of, a line is as high as those of its size.
            level = told[min(told, key=lambda t: abs(t - size))] if told else ranked
        level = usual.outline.get(same_title(block.text), level)
        result.append(replace(block, level=min(level, 6)))
    return result


def block_of(paragraph: Paragraph, usual: Typography, low: float) -> Block:
    """The block that a paragraph makes; footnotes stand below ``low`` on its page."""
    first = paragraph.lines[0]
    if paragraph.table:
        return _row_of(paragraph)
    text = joined([line.text for line in paragraph.lines], usual)
    text = _NOTE_MARK.sub("", text)
    alone = len(paragraph.lines) == 1
    if paragraph.entry:
        return Block(ParagraphKind.TEXT, text, page=first.page, alone=True, left_out=CONTENTS_LIST)
    if paragraph.tag is not None and paragraph.tag.kind != "text" and not first.beside:
        return _tagged(paragraph, paragraph.tag, text)
    if paragraph.marker is not None:
        bare = text.strip().removeprefix(paragraph.marker).lstrip()
        if not (paragraph.bold or first.size > 1.15 * usual.body) or len(text) > 100:
            return Block(
                ParagraphKind.LIST, bare, page=first.page, marker=paragraph.marker, alone=alone
            )
    if first.beside:
        return Block(ParagraphKind.CAPTION, text, page=first.page)
    kind = ParagraphKind.TEXT
    if _CAPTION.match(text) and word_count(text) < 150:
        kind = ParagraphKind.CAPTION
    elif _is_heading(paragraph, text, usual):
        return Block(ParagraphKind.HEADING, text, 1, first.page, alone=alone)
    elif paragraph.size < 0.93 * usual.body and FOOTNOTE.match(text) and first.y > low:
        kind, text = ParagraphKind.CAPTION, FOOTNOTE.sub("", text)
    return Block(kind, text, page=first.page, alone=alone)


def _row_of(paragraph: Paragraph) -> Block:
    """A table's row; where the file tells of its cells, each may run over several lines."""
    first = paragraph.lines[0]
    if paragraph.tag is None:
        return replace(table_row(first.cells), page=first.page)
    cells: dict[int, list[str]] = {}
    for line in paragraph.lines:
        for cell, tag in zip(line.cells, line.cell_tags, strict=False):
            cells.setdefault(tag.number if tag is not None else -1, []).append(cell)
    row = table_row([" ".join(parts) for parts in cells.values()])
    if len(cells) == 1 and is_sentence_like(row.text):
        return Block(ParagraphKind.TEXT, row.text, page=first.page)  # a frame around text
    return replace(row, page=first.page)


def _tagged(paragraph: Paragraph, tag: Tag, text: str) -> Block:
    """The block for a paragraph of which the file says what it is."""
    first = paragraph.lines[0]
    marker = paragraph.marker
    if tag.kind == "item":
        bare = text.strip().removeprefix(marker or "").lstrip()
        return Block(ParagraphKind.LIST, bare or text, page=first.page, marker=marker or "•")
    kind = _TAGGED.get(tag.kind, ParagraphKind.TEXT)
    level = tag.level if kind is ParagraphKind.HEADING else None
    if tag.kind == "note":
        text = FOOTNOTE.sub("", text)
    return Block(kind, text, level, first.page, alone=len(paragraph.lines) == 1)


def _is_heading(paragraph: Paragraph, text: str, usual: Typography) -> bool:
    if len(paragraph.lines) > 4 or not _SAYS_SOMETHING.search(text):
        return False
    if paragraph.size >= 1.14 * usual.body:
        return word_count(text) <= 30 and (word_count(text) <= 12 or not _is_prose(text))
    if len(paragraph.lines) > 2 or not is_title_like(text, 16) or text[:1].islower():
        return False
    if paragraph.bold and not usual.mostly_bold:
        return True
    shouted = text.isupper() and len(text) > 3 and paragraph.size > 0.95 * usual.body
    return shouted and bool(_NUMBERED.match(text) or word_count(text) > 1)


def _is_prose(text: str) -> bool:
    return is_sentence_like(text) and ends_sentence(text)


def _runs_on(before: Block, after: Block, last: Line, *, parted: bool) -> bool:
    """Whether a paragraph goes on in the next column or on the next page.

    ``last`` is the last line of ``before``; ``parted`` tells that a table or a caption stands
    between them, or that both stand in one column.
    """
    if before.kind not in _JOINABLE or after.kind is not ParagraphKind.TEXT:
        return False
    if ends_sentence(before.text) or before.text.rstrip().endswith(":"):
        return False
    first = after.text.lstrip("\"'“‘«([„")[:1]
    if first.islower() or before.text.endswith("-"):
        return not parted or is_sentence_like(before.text)
    return not parted and is_full(last) and is_sentence_like(before.text) and not first.isdigit()
