"""The body of a Word document: blocks as paragraphs in named styles, with their evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from docx.document import Document as WordDocument

from briefing.codec import IN_WORD
from briefing.exporting.blocks import (
    Blank,
    Block,
    BulletItem,
    Contents,
    Document,
    Heading,
    Meta,
    Note,
    NoteKind,
    ReferenceItem,
    Table,
    Title,
)
from briefing.exporting.docx_contents import HeadingMarks, add_contents
from briefing.exporting.docx_notes import Comments, Notes, NoteStyles
from briefing.exporting.docx_parts import (
    Element,
    add_blank,
    add_field,
    add_link,
    add_tab,
    add_text,
    blank_part,
    styled_paragraph,
    surround_with_bookmark,
)
from briefing.exporting.docx_tables import add_table
from briefing.exporting.text import MOST_QUOTED, quoted, runs_right_to_left, shortened, to_fill_in
from briefing.settings import DocumentOptions, DoubtForm, EvidenceForm

_DEEPEST_HEADING = 3
_REPORTED = 20
"""After so many blocks it is told how far the document is."""

Report = Callable[[int, int], None]
"""Hears how many of how many blocks are written; it may raise Cancelled to stop the writing."""

_NOTES = {EvidenceForm.FOOTNOTES: "footnote", EvidenceForm.ENDNOTES: "endnote"}


class Writer:
    """Writes a document's blocks before ``end``, an element of a Word document's body.

    ``style`` gives the id of a style by the name that it has in the program's own template.
    """

    def __init__(
        self,
        word: WordDocument,
        document: Document,
        options: DocumentOptions,
        style: Callable[[str], str],
        end: Element,
    ) -> None:
        self._word = word
        self._document = document
        self._options = options
        self._style = style
        self._end = end
        self._evidence = {b.number: b for b in document.blocks if isinstance(b, ReferenceItem)}
        self._bookmarks: set[str] = set()
        self._heading = ""
        self._marks: HeadingMarks | None = None
        self._notes: Notes | None = None
        self._comments: Comments | None = None

    def write(self, report: Report | None = None) -> None:
        """Write all blocks, and tell now and then how far it is."""
        self._write_blocks(_arranged(self._document.blocks, self._options.evidence), report)

    def write_at(self, place: Element, blocks: Sequence[Block]) -> None:
        """Write some of the document's blocks before an element."""
        self._end, before = place, self._end
        self._write_blocks(_arranged(tuple(blocks), self._options.evidence))
        self._end = before

    def _write_blocks(self, blocks: Sequence[Block], report: Report | None = None) -> None:
        for number, block in enumerate(blocks):
            if report is not None and number % _REPORTED == 0:
                report(number, len(blocks))
            match block:
                case Contents():
                    headings = [b for b in blocks if isinstance(b, Heading)]
                    self._marks = add_contents(self._end, headings, self._style)
                case Heading():
                    self._write_heading(block)
                case BulletItem():
                    self._write_bullet(block)
                case ReferenceItem():
                    self._write_evidence(block)
                case Table():
                    add_table(
                        self._end,
                        block,
                        self._style,
                        self._add_evidence,
                        right_to_left=runs_right_to_left(self._document.language),
                    )
                case Title() | Meta() | Blank() | Note():
                    self._write_plain(block)

    def _write_plain(self, block: Title | Meta | Blank | Note) -> None:
        match block:
            case Title(text):
                self._paragraph("Title", text)
            case Meta(label, value):
                self._write_meta(label, value)
            case Blank(prompt):
                self._write_blank(prompt)
            case Note(text, NoteKind.SECTION):
                self._paragraph("No Statement", text)
            case Note(text, NoteKind.METHOD):
                self._paragraph("Briefing Note", text)

    def _paragraph(self, style: str, text: str = "") -> Element:
        paragraph = styled_paragraph(self._style(style))
        self._end.addprevious(paragraph)
        if text:
            add_text(paragraph, text)
        return paragraph

    def _write_heading(self, heading: Heading) -> None:
        level = min(heading.level, _DEEPEST_HEADING)
        paragraph = self._paragraph(f"Heading {level}", heading.text)
        self._heading = heading.text
        if self._marks is not None and (name := self._marks.next()):
            self._bookmark(paragraph, paragraph[1], name)
        if heading.id:
            self._bookmark(paragraph, paragraph[1], f"{IN_WORD}{heading.id}")

    def _write_blank(self, prompt: str) -> None:
        paragraph = styled_paragraph(self._style("Body Text"))
        add_text(paragraph, to_fill_in(prompt), self._style("Placeholder Text"))
        self._end.addprevious(blank_part(self._heading or prompt, paragraph))

    def _write_meta(self, label: str, value: str) -> None:
        paragraph = self._paragraph("Briefing Meta")
        add_text(paragraph, label, self._style("Briefing Label"))
        add_tab(paragraph)
        if value:
            add_text(paragraph, value)
        else:
            add_blank(paragraph, label, to_fill_in(), self._style("Placeholder Text"))

    def _write_bullet(self, item: BulletItem) -> None:
        self.fill(self._paragraph("List Bullet"), item)

    def fill(self, paragraph: Element, item: BulletItem, like: Element | None = None) -> None:
        """Write a statement at the end of a paragraph, with what the check found and its evidence.

        ``like`` is a run of a template whose looks its words take.
        """
        before = len(paragraph)
        if item.doubt and self._options.doubts is DoubtForm.MARK:
            add_text(paragraph, f"[{item.doubt}]", self._style("Briefing Doubt"))
            add_text(paragraph, " ")
        add_text(paragraph, item.text, like=like)
        if item.doubt and self._options.doubts is DoubtForm.COMMENT:
            add_text(self._comment(paragraph), f"{item.doubt}: {item.reasons}".rstrip(": "))
        if item.reference is not None:
            self._add_evidence(paragraph, item.reference)
        if item.id:  # by which the statement is found again when the document comes back
            self._bookmark(paragraph, paragraph[before], f"{IN_WORD}{item.id}")

    def _add_evidence(self, paragraph: Element, number: int) -> None:
        """The evidence with this number at the end of a paragraph, in the form that was chosen."""
        evidence = self._evidence[number]
        match self._options.evidence:
            case EvidenceForm.COMMENTS:
                self._quote(self._comment(paragraph), evidence)
            case EvidenceForm.LIST:
                self._refer_to_list(paragraph, evidence)
            case EvidenceForm.FOOTNOTES | EvidenceForm.ENDNOTES:
                self._refer_to_note(paragraph, evidence)

    def _comment(self, paragraph: Element) -> Element:
        if self._comments is None:
            styles = self._note_styles("annotation")
            self._comments = Comments(self._word, styles, self._document.moment)
        return self._comments.add(paragraph)

    def _note_styles(self, kind: str) -> NoteStyles:
        return NoteStyles(self._style(f"{kind} text"), self._style(f"{kind} reference"))

    def _quote(self, paragraph: Element, item: ReferenceItem) -> None:
        """The evidence as a note says it, which may be read far from the document's top."""
        add_text(paragraph, f"{quoted(shortened(item.words, MOST_QUOTED))} ")
        place = ", ".join(part for part in (self._document.publisher, item.place) if part)
        add_text(paragraph, place, self._style("Evidence Place"))

    def _refer_to_note(self, paragraph: Element, item: ReferenceItem) -> None:
        """A note at the first statement that rests on the evidence; others refer to its number."""
        kind = _NOTES[self._options.evidence]
        styles = self._note_styles(kind)
        bookmark = _evidence_bookmark(item.number)
        if bookmark in self._bookmarks:
            code = f"NOTEREF {bookmark} \\f \\h"
            add_field(paragraph, code, str(item.number), styles.reference)
            return
        if self._notes is None:
            self._notes = Notes(self._word, kind, styles)
        number, text = self._notes.add(paragraph)
        self._quote(text, item)
        self._bookmark(paragraph, number, bookmark)

    def _refer_to_list(self, paragraph: Element, item: ReferenceItem) -> None:
        bookmark = _evidence_bookmark(item.number)
        link = add_link(paragraph, bookmark, f"{item.words} ({item.place})")
        # A cross-reference, so that the number follows when the list of evidence is edited.
        style = self._style("Evidence Reference")
        add_field(link, f"REF {bookmark} \\n \\h", str(item.number), style)
        self._bookmark(paragraph, link, _statement_bookmark(item.number))

    def _write_evidence(self, item: ReferenceItem) -> None:
        words = f"{quoted(shortened(item.words, MOST_QUOTED))} "
        paragraph = self._paragraph("Evidence", words)
        link = add_link(paragraph, _statement_bookmark(item.number), "Back to the statement")
        add_text(link, item.place, self._style("Evidence Place"))
        self._bookmark(paragraph, paragraph[1], _evidence_bookmark(item.number))

    def _bookmark(self, paragraph: Element, first: Element, name: str) -> None:
        """Only the first statement on a piece of evidence is the one to go back to."""
        if name not in self._bookmarks:
            self._bookmarks.add(name)
            surround_with_bookmark(paragraph, first, name, len(self._bookmarks))


def _arranged(blocks: tuple[Block, ...], form: EvidenceForm) -> list[Block]:
    """The blocks as this form of evidence needs them: Word itself writes notes and comments."""
    if form is EvidenceForm.LIST:
        return list(blocks)
    # The heading goes as well: notes and comments stand where Word puts them.
    return [
        block
        for block, following in zip_longest(blocks, blocks[1:])
        if not isinstance(block, ReferenceItem) and not isinstance(following, ReferenceItem)
    ]


def _evidence_bookmark(number: int) -> str:
    return f"evidence_{number}"


def _statement_bookmark(number: int) -> str:
    return f"statement_{number}"
