"""Going through a Word document's paragraphs, tables, fields and text boxes in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from briefing.article import ParagraphKind
from briefing.reading.archive import Element, attribute, child, local
from briefing.reading.cleaning import ends_sentence, fold, is_sentence_like, word_count
from briefing.reading.contents import CONTENTS_LIST
from briefing.reading.contents_lines import parted_lines
from briefing.reading.docx_styles import Style, Styles, is_on, numbering_of
from briefing.reading.docx_styles import outline_level as own_outline_level
from briefing.reading.docx_text import decoded, formula, symbol
from briefing.reading.docx_tree import (
    THROUGH,
    alternative,
    boxes_of,
    chosen,
    inner_of,
    is_initial,
    or_nothing,
)
from briefing.reading.draft import Block, Progress, to_nobody
from briefing.reading.looks import Look, may_matter
from briefing.reading.shaping import is_top, row_of_cells, without_contents_label

_CODE_STYLES = frozenset({"source code", "html preformatted", "code", "macro", "plain text code"})
_QUOTE = re.compile(r"quote|block text|zitat|citation")
_FACTS = frozenset({"title", "author", "date"})
_DELETED = frozenset({"del", "moveFrom"})
_MATHEMATICS = frozenset({"oMath", "oMathPara"})
_SPACES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_PICTURES = frozenset({"drawing", "pict", "object"})
_MOST_FOOTNOTES = 5_000
_STEP = 200
"""After how many paragraphs and tables the progress is told."""
_LAYOUT_WORDS = 80
"""A cell with several paragraphs and more words than this is a column of text, not of figures."""
_TOLD_WORDS = 40
"""The same for a cell in which several of the paragraphs read like running text."""


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, and whether what follows is its result."""

    instruction: str = ""
    shown: bool = False


@dataclass(slots=True)
class _Piece:
    """The words of one paragraph while they are gathered, and what hangs on it."""

    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    page: int | None = None
    letters: int = 0
    leaping: int = 0
    """How many of the letters are links to places in the same document."""
    strong: int = 0
    size: float = 0.0


def words_of(root: Element) -> Iterator[str]:
    """The paragraphs within a part such as a header, as plain text."""
    walk = Walk(Styles())
    walk.through(root)
    for block in walk.finished():
        yield block.text


@dataclass(slots=True)
class Walk:
    """Collects blocks while going through the document in order.

    Beside the blocks it has what the document names on top by styles: ``title``, ``authors`` and
    ``date``; the entries of its contents list, with their level; and the looks of short
    paragraphs by their text.
    """

    styles: Styles
    progress: Progress = to_nobody
    blocks: list[Block] = field(default_factory=list)
    contents: list[tuple[int, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    title: str | None = None
    date: str | None = None
    looks: dict[str, Look] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    fields: list[_Field] = field(default_factory=list)
    page: int | None = None
    """The page that the walk has reached, None while the file tells of no pages."""
    cells: int = 0
    """In how many cells of tables, one in another, the walk is."""
    carried: str = ""
    """The words of a paragraph whose end was deleted: they run on into the next."""

    def take_notes(self, kind: str, root: Element | None) -> None:
        """Take up the footnotes or endnotes by their number."""
        for note in list(root if root is not None else ())[:_MOST_FOOTNOTES]:
            if attribute(note, "type") in {None, "normal"}:
                piece = _Piece()
                for paragraph in note.iter():
                    if local(paragraph) == "p":
                        self._gather(paragraph, piece)
                        piece.words.append(" ")
                self.notes[f"{kind}:{attribute(note, 'id')}"] = fold("".join(piece.words))
        self.fields.clear()

    def whole(self, body: Element) -> None:
        """Take up a document's body."""
        if next(body.iter("{*}lastRenderedPageBreak"), None) is not None:
            self.page = 1
        total = len(body)
        for done in range(0, total, _STEP):
            self.through(body[done : done + _STEP])
            self.progress(min(done + _STEP, total), total)

    def through(self, container: Iterable[Element]) -> None:
        """Take up the paragraphs and tables of a body, cell, text box or content control."""
        for element in container:
            match local(element):
                case "p":
                    self._paragraph(element)
                case "tbl":
                    self._table(element)
                case "sdt":
                    self._control(element)
                case name if name in THROUGH:
                    self.through(element)
                case "AlternateContent":
                    self.through(alternative(element))
                case _:
                    pass

    def finished(self) -> list[Block]:
        """All blocks; words that were carried and met no further paragraph are the last."""
        if self.carried.strip():
            self.blocks.append(Block(ParagraphKind.TEXT, fold(self.carried), page=self.page))
            self.carried = ""
        return without_contents_label(self.blocks) if self.contents else self.blocks

    def _control(self, element: Element) -> None:
        if is_on(child(element, "sdtPr"), "showingPlcHdr"):
            return  # "Click here to enter text"
        content = child(element, "sdtContent")
        if content is None:
            return
        gallery = attribute(child(element, "sdtPr", "docPartObj", "docPartGallery"), "val")
        if gallery != "Table of Contents":
            self.through(content)
            return
        for paragraph in content.iter():
            if local(paragraph) == "p":
                piece = _Piece()
                self._gather(paragraph, piece)
                style = self.styles.of(child(paragraph, "pPr"))
                self._add_entry("".join(piece.words), style)

    def _add_entry(self, text: str, style: Style) -> None:
        """Take up an entry of the contents list, or its label."""
        if style.name != "toc heading":
            self.contents.append((style.toc or 1, text))
        if fold(text):
            self.blocks.append(
                Block(ParagraphKind.TEXT, fold(text), page=self.page, left_out=CONTENTS_LIST)
            )

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = self.styles.of(properties)
        in_contents = self._is_in_contents()
        piece = _Piece()
        self._gather(element, piece)
        in_contents = in_contents or self._is_in_contents()
        # An instruction ends with its paragraph; one left open would swallow the whole document.
        self.fields = [open_field for open_field in self.fields if open_field.shown]
        text = self.carried + "".join(piece.words)
        self.carried = ""
        marks = child(properties, "rPr")
        if any(child(marks, change) is not None for change in _DELETED) or is_initial(properties):
            self.carried = text
        elif (in_contents and not style.heading) or style.toc or style.name == "toc heading":
            self._add_entry(text, style)
        elif fold(text) and not style.hidden:
            for part in parted_lines(text) or (_paragraphs(text) if self.cells else (text,)):
                self._add(fold(part), style, properties, piece)
        for note in piece.notes:
            if note.strip():
                self.blocks.append(Block(ParagraphKind.CAPTION, note, page=self.page))
        for box in piece.boxes:
            self.through(box)

    def _is_in_contents(self) -> bool:
        return any(open_field.instruction.startswith("TOC") for open_field in self.fields)

    def _add(self, text: str, style: Style, properties: Element | None, piece: _Piece) -> None:
        page = piece.page or self.page
        leaps = piece.leaping >= 0.9 * max(piece.letters, 1)
        block = Block(ParagraphKind.TEXT, text, alone=True, page=page, leaps=leaps)
        reason = self._fact(text, style)
        if reason:
            self.blocks.append(replace(block, left_out=reason))
            return
        if may_matter(text):
            strong = style.bold or piece.strong >= 0.95 * max(piece.letters, 1)
            self.looks[text] = Look(strong, piece.size or style.size)
        level = own_outline_level(properties) or style.heading
        numbering = numbering_of(properties) or style.numbering
        no_list = numbering is not None and numbering[0] == "0"
        marker = self.styles.next_marker(numbering) if numbering and not no_list else None
        if level:
            block = replace(block, kind=ParagraphKind.HEADING, level=min(level, 6))
        elif style.name == "title":
            block = replace(block, kind=ParagraphKind.HEADING, level=1)
        elif "caption" in style.name or style.name == "table of figures":
            block = replace(block, kind=ParagraphKind.CAPTION)
        elif marker is not None:
            block = replace(block, kind=ParagraphKind.LIST, marker=marker)
        elif style.name.startswith(("list bullet", "list number")) and not no_list:
            block = replace(block, kind=ParagraphKind.LIST, marker="•")
        elif style.name in _CODE_STYLES:
            block = replace(block, kind=ParagraphKind.CODE)
        elif _QUOTE.search(style.name):
            block = replace(block, kind=ParagraphKind.QUOTE)
        self.blocks.append(block)

    def _fact(self, text: str, style: Style) -> str:
        """What a style names on top, before all running text: "title", "author" or "date"."""
        if style.name not in _FACTS or not is_top(self.blocks):
            return ""
        if style.name == "title" and self.title is None:
            self.title = text
        elif style.name == "author":
            self.authors.append(text)
        elif style.name == "date" and self.date is None:
            self.date = text
        else:
            return ""
        return style.name

    def _table(self, table: Element) -> None:
        rows = []
        for row in inner_of(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is None and not is_on(properties, "hidden"):
                rows.append([self._cell(cell) for cell in inner_of(row, "tc")])
        columns = max((len(row) for row in rows), default=0)
        for row in rows:
            if columns == 1 or any(_is_layout(cell) for cell in row):
                for cell in row:
                    self.blocks.extend(cell)
                continue
            self.blocks.extend(row_of_cells(row, self.page))

    def _cell(self, cell: Element) -> list[Block]:
        merged = child(cell, "tcPr", "vMerge")
        if merged is not None and attribute(merged, "val") in {None, "continue"}:
            return []
        outer, self.blocks = self.blocks, []
        self.cells += 1
        self.through(cell)
        self.cells -= 1
        inner, self.blocks = self.blocks, outer
        return inner

    def _gather(self, element: Element, piece: _Piece) -> None:
        """The words within a paragraph, what was deleted or hidden left out."""
        for inner in element:
            name = local(inner)
            if name == "r":
                self._run(inner, piece)
            elif name == "sdt":
                content = child(inner, "sdtContent")
                if content is not None and not is_on(child(inner, "sdtPr"), "showingPlcHdr"):
                    self._gather(content, piece)
            elif name in _MATHEMATICS:
                between = " " if piece.words and piece.words[-1][-1:].isalnum() else ""
                piece.words.append(between + formula(inner))
            elif name == "AlternateContent":
                self._gather(alternative(inner), piece)
            elif name in THROUGH:
                before = piece.letters
                self._gather(inner, piece)
                leaps = name == "hyperlink" and attribute(inner, "anchor") and not _leads_out(inner)
                piece.leaping += piece.letters - before if leaps else 0

    def _run(self, run: Element, piece: _Piece) -> None:
        properties = child(run, "rPr")
        style = attribute(child(properties, "rStyle"), "val")
        if is_on(properties, "vanish") or style in self.styles.hidden_runs:
            return
        before = len(piece.words)
        self._contents_of_run(run, piece)
        letters = sum(len(words.strip()) for words in piece.words[before:])
        piece.letters += letters
        if is_on(properties, "b") or is_on(properties, "u") or style in self.styles.bold_runs:
            piece.strong += letters
        size = attribute(child(properties, "sz"), "val") or ""
        if size.isdigit() and letters:
            piece.size = max(piece.size, int(size) / 2)

    def _contents_of_run(self, run: Element, piece: _Piece) -> None:
        for inner in run:
            name = local(inner)
            if name == "t":
                self._text(inner.text or "", run, piece)
            elif name in _SPACES:
                piece.words.append(_SPACES[name])
            elif name == "lastRenderedPageBreak":
                self.page = (self.page or 1) + 1
            elif name in _NOTES:
                note = f"{_NOTES[name]}:{attribute(inner, 'id')}"
                piece.notes.append(self.notes.get(note, ""))
            elif name in _PICTURES:
                piece.boxes.extend(boxes_of(inner))
            else:
                self._special(inner, name, piece)

    def _text(self, text: str, run: Element, piece: _Piece) -> None:
        if not all(open_field.shown for open_field in self.fields):
            return
        if piece.page is None and text.strip():
            piece.page = self.page
        if "\uf000" <= max(text, default="") <= "\uf0ff":
            text = decoded(text, attribute(child(run, "rPr", "rFonts"), "ascii") or "")
        piece.words.append(text)

    def _special(self, inner: Element, name: str, piece: _Piece) -> None:
        if name == "fldChar":
            self._field(inner, piece)
        elif name == "instrText" and self.fields:
            self.fields[-1].instruction += (inner.text or "").lstrip()
        elif name == "sym":
            piece.words.append(symbol(inner))
        elif name == "ruby":
            self._gather(or_nothing(child(inner, "rubyBase")), piece)
        elif name == "AlternateContent":
            self._contents_of_run(alternative(inner), piece)

    def _field(self, element: Element, piece: _Piece) -> None:
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self.fields.append(_Field())
            piece.words.append(chosen(element))
        elif kind == "separate" and self.fields:
            self.fields[-1].shown = True
        elif kind == "end" and self.fields:
            self.fields.pop()


def _leads_out(link: Element) -> bool:
    """Whether a link leads to another file; one to a place in this file has no relation."""
    return any(name.endswith("}id") for name in map(str, link.attrib))


def _is_layout(cell: list[Block]) -> bool:
    paragraphs = [block for block in cell if block.kind is not ParagraphKind.TABLE]
    words = sum(word_count(block.text) for block in paragraphs)
    told = sum(is_sentence_like(block.text) for block in paragraphs)
    return (len(paragraphs) >= 3 and words > _LAYOUT_WORDS) or (told >= 2 and words > _TOLD_WORDS)


def _paragraphs(text: str) -> list[str]:
    """The paragraphs in a cell's text: typists part them by line breaks, to stay in the cell."""
    lines = [line for line in text.split("\n") if line.strip()]
    whole = all(is_sentence_like(line) and ends_sentence(line) for line in lines)
    return lines if whole else [text]
