"""PDF files: the text layer in reading order, without what repeats on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdfium2 as pdfium

from briefing.article import ParagraphKind
from briefing.errors import InputUnreadable
from briefing.reading.cleaning import fold, same_title, word_count
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.pdf_layout import Line, columns_of
from briefing.reading.pdf_page import Handle, Page, page_of
from briefing.reading.pdf_paragraphs import (
    Paragraph,
    Typography,
    block_of,
    joined,
    paragraphs_of,
    runs_on,
    typography_of,
)
from briefing.reading.pdf_scans import Scans
from briefing.reading.protected import password_needed
from briefing.reading.shaping import lift_title, people

MOST_PAGES = 2_000

_PASSWORD = 4
"""PDFium's number for a file that needs a password."""
_MOST_BOOKMARKS = 3_000
_EDGE = 0.13
"""The share of a page's height, above and below, in which headers and footers stand."""
_PAGE_NUMBER = re.compile(
    r"^[\W_]*(?:(?:page|seite|pagina|página|p\.)\s*)?(?:\d{1,4}|[ivxlc]{1,6})"
    r"(?:\s*(?:/|of|von|de|di|\|)\s*\d{1,4})?[\W_]*$",
    re.IGNORECASE,
)
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd]")


def read_pdf(raw: RawFile) -> Draft:
    """Read the text layer of a PDF, and recognise the text of pages that are pictures.

    Raises PasswordNeeded if the file asks for a password, and InputUnreadable if it is damaged,
    has no text or only text that no program can decode, or is too long.
    """
    document = _opened(raw)
    scans = Scans(raw.name)
    try:
        pages = list(_pages(document, raw, scans))
        outline = _outline(document)
        facts = _facts(document)
    except (pdfium.PdfiumError, OverflowError, ValueError, AssertionError) as error:
        raise _damaged(raw.name) from error
    finally:
        document.close()
    columns = [columns_of(page, number) for number, page in enumerate(pages, 1)]
    _refuse_no_text(raw.name, columns, scans)
    blocks = blocks_of_pages(pages, columns, outline)
    title, blocks = lift_title(blocks, _title(facts.get("Title", ""), blocks))
    return Draft(
        blocks=tuple(blocks),
        title=title,
        authors=people(facts.get("Author")),
        notes=scans.notes(),
    )


def blocks_of_pages(
    pages: Sequence[Page],
    columns: Sequence[list[list[Line]]],
    outline: dict[str, int] | None = None,
) -> list[Block]:
    """The blocks of pages whose lines stand in ``columns``; ``outline`` gives headings' levels."""
    kept = _without_furniture(pages, columns)
    usual = typography_of(line for page in kept for column in page for line in column)
    usual.outline = outline or {}
    return _blocks(kept, usual)


def _opened(raw: RawFile) -> Handle:
    try:
        return pdfium.PdfDocument(raw.data, raw.password or None)
    except pdfium.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise password_needed(raw) from error
        raise _damaged(raw.name) from error


def _damaged(name: str) -> InputUnreadable:
    return InputUnreadable(
        f"“{name}” is damaged or not a PDF; open it in a PDF program, print it to a new PDF and "
        "read that."
    )


def _pages(document: Handle, raw: RawFile, scans: Scans) -> Iterator[Page]:
    if len(document) > MOST_PAGES:
        raise InputUnreadable(
            f"“{raw.name}” has {len(document)} pages, more than the {MOST_PAGES} that can be read; "
            "save the pages with the article as a PDF of their own."
        )
    for number in range(len(document)):
        raw.progress(number, len(document))
        page = document[number]
        try:
            yield scans.page(page, page_of(page), number + 1)
        finally:
            page.close()


def _outline(document: Handle) -> dict[str, int]:
    """The level of each heading that the file's own outline names, by its key."""
    levels: dict[str, int] = {}
    for count, bookmark in enumerate(document.get_toc()):
        if count >= _MOST_BOOKMARKS:
            break
        key = same_title(bookmark.get_title() or "")
        if key:
            levels.setdefault(key, int(bookmark.level) + 1)
    return levels


def _facts(document: Handle) -> dict[str, str]:
    try:
        found = document.get_metadata_dict()
    except (pdfium.PdfiumError, UnicodeDecodeError):
        return {}
    return {key: fold(value) for key, value in found.items() if value}


def _refuse_no_text(name: str, columns: Sequence[list[list[Line]]], scans: Scans) -> None:
    text = "".join(line.text for page in columns for column in page for line in column)
    if not any(c.isalnum() for c in text):
        raise scans.refusal()
    if len(_PRIVATE.findall(text)) * 3 > len(text):
        raise InputUnreadable(
            f"The text of “{name}” cannot be decoded, for its fonts do not say which letters they "
            "show; have its text recognised (OCR) and read the result."
        )


# --- headers, footers and page numbers --------------------------------------------------------


def _without_furniture(
    pages: Sequence[Page], columns: Sequence[list[list[Line]]]
) -> list[list[list[Line]]]:
    """The columns without lines at a page's edge that are page numbers or repeat on other pages."""
    seen: Counter[str] = Counter()
    edges = [_edge_lines(page, lines) for page, lines in zip(pages, columns, strict=True)]
    for found in edges:
        seen.update({_key(line) for line in found})
    needed = 2 if len(pages) < 5 else 3
    dropped = {
        id(line)
        for found in edges
        for line in found
        if _PAGE_NUMBER.match(line.text) or (len(pages) > 1 and seen[_key(line)] >= needed)
    }
    return [
        [[line for line in column if id(line) not in dropped] for column in page]
        for page in columns
    ]


def _edge_lines(page: Page, columns: list[list[Line]]) -> list[Line]:
    """The first and last three lines of a page as far as they stand near its edge."""
    lines = sorted((line for column in columns for line in column), key=lambda line: line.y)
    height = max(page.bottom - page.top, 1.0)
    top = [line for line in lines[:4] if line.y < page.top + _EDGE * height]
    bottom = [line for line in lines[-4:] if line.y > page.bottom - _EDGE * height]
    return [*top, *bottom]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", fold(line.text).casefold())


# --- blocks -----------------------------------------------------------------------------------


def _blocks(pages: Sequence[list[list[Line]]], usual: Typography) -> list[Block]:
    blocks: list[Block] = []
    sizes: list[float] = []
    last: Line | None = None
    for page in pages:
        heights = [line.y for column in page for line in column] or [0.0]
        low = min(heights) + 0.6 * (max(heights) - min(heights))
        for column in page:
            for place, paragraph in enumerate(paragraphs_of(column)):
                block = block_of(paragraph, usual, low)
                if place == 0 and last is not None and runs_on(blocks[-1], block, last):
                    text = joined([blocks[-1].text, block.text], usual)
                    blocks[-1] = replace(blocks[-1], text=text, alone=False)
                else:
                    blocks.append(_in_outline(block, paragraph, usual))
                    sizes.append(round(paragraph.size, 1))
                last = paragraph.lines[-1]
    return _with_levels(list(zip(blocks, sizes, strict=True)), usual)


def _in_outline(block: Block, paragraph: Paragraph, usual: Typography) -> Block:
    """A short piece that the file's outline names is a heading."""
    known = same_title(block.text) in usual.outline and len(paragraph.lines) <= 4
    may_be = block.kind in {ParagraphKind.TEXT, ParagraphKind.LIST, ParagraphKind.HEADING}
    return replace(block, kind=ParagraphKind.HEADING) if known and may_be else block


def _with_levels(blocks: list[tuple[Block, float]], usual: Typography) -> list[Block]:
    """Give headings their levels: the outline's where it names them, else by type size."""
    headings = [(b, s) for b, s in blocks if b.kind is ParagraphKind.HEADING]
    ranks: list[float] = []
    for size in sorted({size for _, size in headings}, reverse=True):
        if not ranks or ranks[-1] - size > 0.06 * size:
            ranks.append(size)
    result = []
    for block, size in blocks:
        if block.kind is not ParagraphKind.HEADING:
            result.append(block)
            continue
        ranked = sum(size <= rank * 0.94 for rank in ranks) + 1
        level = usual.outline.get(same_title(block.text), ranked)
        result.append(replace(block, level=min(level, 6)))
    return result


def _title(given: str, blocks: Sequence[Block]) -> str | None:
    """The metadata's title if the text bears it out, else the only largest heading on page one."""
    key = same_title(given)
    near = [block for block in blocks[:30] if block.page == 1]
    if key and any(key in same_title(block.text) for block in near):
        return given
    headings = [b for b in near if b.kind is ParagraphKind.HEADING and word_count(b.text) <= 30]
    highest = min((b.level or 1 for b in headings), default=0)
    top = [b for b in headings if b.level == highest]
    others = [b for b in blocks if b.kind is ParagraphKind.HEADING and b.level == highest]
    if len(top) == 1 and len(others) == 1 and top[0] in blocks[:6]:
        return top[0].text
    return given or None
