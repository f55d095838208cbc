"""Word documents: named styles, Word's own numbering, and evidence that is a click away.

The look lies in ``resources/templates/plain``, in the parts of an empty Word document. Nothing
here formats text directly, so that a change of style in Word changes the whole document.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, time
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph

from briefing import __version__
from briefing.exporting.blocks import (
    Block,
    BulletItem,
    Document,
    Heading,
    Meta,
    Note,
    NoteKind,
    ReferenceItem,
    Title,
)
from briefing.exporting.docx_parts import (
    add_field,
    add_link,
    add_tab,
    add_text,
    inside,
    set_language,
    surround_with_bookmark,
    word_language,
)
from briefing.exporting.docx_template import has_own_header_or_footer, open_template
from briefing.exporting.text import (
    MOST_QUOTED,
    left_to_right,
    quoted,
    runs_right_to_left,
    shortened,
)
from briefing.resources import resource

PLAIN = "plain"
"""The name of the template that comes with the program."""

_MOST_PROPERTY = 255
_DEEPEST_HEADING = 3
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/document.xml": "document.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
}


def to_docx(document: Document, template: Path | None = None) -> bytes:
    """The document as a .docx file; equal documents give equal bytes.

    ``template`` is a Word file whose styles, margins, header and footer are kept, ``plain`` or
    None for the program's own. Raises InputMissing or InputUnreadable if it cannot be used.
    """
    word = _empty_document()
    language = word_language(document.language)
    if template is None or (str(template) == PLAIN and not template.exists()):
        set_language(word, language)
    else:
        word = open_template(template, word)
    _set_properties(word, document, language)
    if not has_own_header_or_footer(word):
        _set_header_and_footer(word, document)
    _Writer(word, document.blocks).write()
    buffer = io.BytesIO()
    word.save(buffer)
    return _undated(buffer.getvalue())


class _Writer:
    """Writes blocks at the end of a Word document."""

    def __init__(self, word: WordDocument, blocks: Iterable[Block]) -> None:
        self._word = word
        self._blocks = tuple(blocks)
        self._evidence = {b.number: b for b in self._blocks if isinstance(b, ReferenceItem)}
        self._bookmarks: set[str] = set()
        # By name in any case: files have both "heading 1" and "Heading 1".
        self._styles = {(style.name or "").casefold(): style for style in word.styles}

    def write(self) -> None:
        for block in self._blocks:
            match block:
                case Title(text):
                    self._paragraph("Title", text)
                case Meta(label, value):
                    self._write_meta(label, value)
                case Heading(text, level):
                    self._paragraph(f"Heading {min(level, _DEEPEST_HEADING)}", text)
                case BulletItem():
                    self._write_bullet(block)
                case ReferenceItem():
                    self._write_evidence(block)
                case Note(text, NoteKind.SECTION):
                    self._paragraph("No Statement", text)
                case Note(text, NoteKind.METHOD):
                    self._paragraph("Briefing Note", text)

    def _paragraph(self, style: str, text: str = "") -> Paragraph:
        paragraph = self._word.add_paragraph(style=self._styles[style.casefold()])
        if text:
            add_text(inside(paragraph), text)
        return paragraph

    def _id(self, style: str) -> str:
        """The id of a character style, which a house template may have given it."""
        return str(self._styles[style.casefold()].style_id)

    def _write_meta(self, label: str, value: str) -> None:
        paragraph = self._paragraph("Briefing Meta")
        add_text(inside(paragraph), label, self._id("Briefing Label"))
        add_tab(inside(paragraph))
        add_text(inside(paragraph), value)

    def _write_bullet(self, item: BulletItem) -> None:
        paragraph = self._paragraph("List Bullet", item.text)
        if item.reference is None:
            return
        evidence = self._evidence[item.reference]
        link = add_link(
            paragraph, _evidence_bookmark(item.reference), f"{evidence.words} ({evidence.place})"
        )
        # A cross-reference, so that the number follows when the list of evidence is edited.
        add_field(
            link,
            f"REF {_evidence_bookmark(item.reference)} \\n \\h",
            str(item.reference),
            self._id("Evidence Reference"),
        )
        self._bookmark(paragraph, link, _statement_bookmark(item.reference))

    def _write_evidence(self, item: ReferenceItem) -> None:
        paragraph = self._paragraph("Evidence", f"{quoted(shortened(item.words, MOST_QUOTED))} ")
        link = add_link(paragraph, _statement_bookmark(item.number), "Back to the statement")
        add_text(link, item.place, self._id("Evidence Place"))
        self._bookmark(paragraph, inside(paragraph).r_lst[0], _evidence_bookmark(item.number))

    def _bookmark(self, paragraph: Paragraph, first: object, name: str) -> None:
        """Only the first statement on a piece of evidence is the one to go back to."""
        if name not in self._bookmarks:
            self._bookmarks.add(name)
            surround_with_bookmark(inside(paragraph), first, name, len(self._bookmarks))


def _evidence_bookmark(number: int) -> str:
    return f"evidence_{number}"


def _statement_bookmark(number: int) -> str:
    return f"statement_{number}"


def _empty_document() -> WordDocument:
    """The plain template: its parts as they lie in the resources, packed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, file in _PARTS.items():
            archive.writestr(name, resource(f"templates/plain/{file}").read_bytes())
    return docx.Document(buffer)


def _set_properties(word: WordDocument, document: Document, language: str) -> None:
    properties = word.core_properties
    moment = datetime.combine(document.day, time(), UTC).replace(tzinfo=None)
    properties.title = document.title[:_MOST_PROPERTY]
    properties.author = ""
    properties.last_modified_by = ""
    properties.subject = document.subject[:_MOST_PROPERTY]
    properties.keywords = document.keywords[:_MOST_PROPERTY]
    properties.category = "Briefing"
    properties.comments = f"Made with Briefing {__version__}"
    properties.language = language
    properties.created = properties.modified = moment
    properties.revision = 1


def _set_header_and_footer(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    # The first page has the title itself.
    section.different_first_page_header_footer = True
    add_text(inside(section.first_page_header.paragraphs[0]), "Briefing")
    header = inside(section.header.paragraphs[0])
    add_text(header, "Briefing")
    if document.running_title:
        add_tab(header)
        add_text(header, document.running_title)
    mark = left_to_right("") if runs_right_to_left(document.language) else ""
    for footer in (section.first_page_footer, section.footer):
        line = inside(footer.paragraphs[0])
        add_tab(line)
        add_text(line, f"{mark}Page ")
        add_field(line, "PAGE", "1")
        add_text(line, f"{mark} of ")
        add_field(line, "NUMPAGES", "1")
        if mark:
            add_text(line, mark)


def _undated(data: bytes) -> bytes:
    """The same zip without the moment at which it was packed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            made = zipfile.ZipInfo(info.filename)
            made.compress_type = zipfile.ZIP_DEFLATED
            made.external_attr = 0o644 << 16
            made.create_system = 3
            new.writestr(made, old.read(info))
    return buffer.getvalue()
