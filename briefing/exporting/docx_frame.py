"""What stands on every page of a Word document: handling marking, running title, page number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm

from briefing.exporting.blocks import NO_TITLE, Document
from briefing.exporting.docx_parts import Element, add_field, add_text, styled_paragraph
from briefing.exporting.text import left_to_right, runs_right_to_left
from briefing.settings import Paper

Style = Callable[[str], str]
"""Gives a style's id by its name in the program's own template."""

_SIZES: dict[Paper, tuple[Length, Length]] = {
    Paper.A4: (Mm(210), Mm(297)),
    Paper.LETTER: (Mm(215.9), Mm(279.4)),
}
_HEADER, _FOOTER, _MARKING = "Briefing Header", "Briefing Footer", "Handling Marking"
_MARKING_PLACED = re.compile(r"\{\{\s*marking\b")
_CONTENT = tuple(f"w:{name}" for name in ("t", "drawing", "pict", "object", "fldChar", "fldSimple"))


def set_paper(word: WordDocument, paper: Paper) -> None:
    """Give all pages this size, upright or across as they are."""
    for section in word.sections:
        short, long = sorted(_SIZES[paper])
        across = (section.page_width or 0) > (section.page_height or 0)
        section.page_width, section.page_height = (long, short) if across else (short, long)


def set_frame(word: WordDocument, document: Document, style: Style) -> None:
    """Write the tops and bottoms of pages that the template leaves empty, and the marking on all.

    A template with something of its own on top of any page keeps all its tops, and so at the
    bottom.
    """
    section = word.sections[0]
    _drop_own(section, {style(name) for name in (_HEADER, _FOOTER, _MARKING)})
    keeps_header = any(map(_has_content, _parts(section, "header")))
    keeps_footer = any(map(_has_content, _parts(section, "footer")))
    if not keeps_header and not keeps_footer:
        # The first page has the title itself.
        section.different_first_page_header_footer = True
    for name, header, footer in _pages(word, section):
        if not keeps_header:
            line = _emptied(header, style(_HEADER))
            add_text(line, NO_TITLE if name == "first" else document.running_title or NO_TITLE)
        if not keeps_footer:
            _write_page_number(_emptied(footer, style(_FOOTER)), document)
        if document.marking:
            marking = style(_MARKING)
            for root, place in ((header.part.element, 0), (footer.part.element, None)):
                if _MARKING_PLACED.search("".join(t.text or "" for t in root.iter(qn("w:t")))):
                    continue  # the house says itself where it stands
                paragraph = styled_paragraph(marking)
                add_text(paragraph, document.marking)
                root.insert(len(root) if place is None else place, paragraph)


def _drop_own(section: Section, own: set[str]) -> None:
    """Take out what this program wrote, where an earlier briefing serves as a template."""
    for part in (*_parts(section, "header"), *_parts(section, "footer")):
        if part.is_linked_to_previous:
            continue
        root = part.part.element
        for style in list(root.iterfind(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:pStyle')}")):
            if style.get(qn("w:val")) in own:
                root.remove(style.getparent().getparent())


def _write_page_number(line: Element, document: Document) -> None:
    mark = left_to_right("") if runs_right_to_left(document.language) else ""
    add_text(line, f"{mark}Page ")
    add_field(line, "PAGE", "1")
    add_text(line, f"{mark} of ")
    add_field(line, "NUMPAGES", "1")
    if mark:
        add_text(line, mark)


def _parts(section: Section, kind: str) -> Iterator[Any]:
    """The headers or footers of a section, for all pages, first pages and even pages."""
    return (getattr(section, f"{page}{kind}") for page in ("", "first_page_", "even_page_"))


def _pages(word: WordDocument, section: Section) -> Iterator[tuple[str, Any, Any]]:
    """The kinds of page that the document tells apart, each with its header and footer."""
    yield "any", section.header, section.footer
    if section.different_first_page_header_footer:
        yield "first", section.first_page_header, section.first_page_footer
    if word.settings.odd_and_even_pages_header_footer:
        yield "even", section.even_page_header, section.even_page_footer


def _has_content(part: Any) -> bool:  # noqa: ANN401 (python-docx's class for it is private)
    if part.is_linked_to_previous:
        return False
    return next(part.part.element.iter(*map(qn, _CONTENT)), None) is not None


def _emptied(part: Any, style: str) -> Element:  # noqa: ANN401 (as above)
    """The only paragraph of a header or footer, with nothing in it yet."""
    root = part.part.element
    for child in list(root):
        root.remove(child)
    paragraph = styled_paragraph(style)
    root.append(paragraph)
    return paragraph
