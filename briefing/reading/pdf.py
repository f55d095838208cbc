"""PDF files: the text layer in reading order, without what repeats on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from briefing.article import ParagraphKind
from briefing.errors import InputUnreadable
from briefing.reading.cleaning import fold, same_title, word_count
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.pdf_blocks import text_of_pages
from briefing.reading.pdf_layout import Line, columns_of
from briefing.reading.pdf_page import Handle, Page, page_of
from briefing.reading.pdf_scans import Scans, is_undecoded
from briefing.reading.protected import password_needed
from briefing.reading.shaping import is_part, lift_title, people, plain_title

MOST_PAGES = 2_000

_PASSWORD = 4
"""PDFium's number for a file that needs a password."""
_MOST_BOOKMARKS = 3_000


def read_pdf(raw: RawFile) -> Draft:
    """Read the text layer of a PDF, and recognise the text of pages that are pictures.

    Raises PasswordNeeded if the file asks for a password, and InputUnreadable if it is damaged,
    has no text or only text that no program can decode, or is too long.
    """
    document = _opened(raw)
    scans = Scans(raw.name, raw.until)
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
    text = text_of_pages(pages, columns, outline)
    title, blocks = lift_title(text.blocks, _title(facts.get("Title", ""), text.blocks))
    return Draft(
        blocks=tuple(blocks),
        title=title,
        authors=people(facts.get("Author")),
        contents=text.contents,
        notes=scans.notes(),
    )


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
        raw.progress(number + 1, len(document))


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
    if is_undecoded(text):
        raise InputUnreadable(
            f"The text of “{name}” cannot be decoded, for its fonts do not say which letters they "
            "show; have its text recognised (OCR) and read the result."
        )


def _title(given: str, blocks: Sequence[Block]) -> str | None:
    """The metadata's title if the text bears it out, else the only largest heading on page one."""
    given = plain_title(given)
    key = same_title(given)
    kept = [block for block in blocks if not block.left_out]
    near = [block for block in kept[:30] if block.page == 1]
    if key and any(key in same_title(block.text) for block in near):
        return given
    headings = [b for b in near if b.kind is ParagraphKind.HEADING and word_count(b.text) <= 30]
    highest = min((b.level or 1 for b in headings), default=0)
    top = [b for b in headings if b.level == highest]
    others = [b for b in kept if b.kind is ParagraphKind.HEADING and b.level == highest]
    if len(top) == 1 and len(others) == 1 and top[0] in kept[:6] and not is_part(top[0].text):
        return top[0].text
    return given or None
