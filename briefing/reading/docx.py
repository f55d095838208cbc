"""Word files (.docx): the document's own words as they stand, with all changes accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from briefing.article import ParagraphKind
from briefing.reading.archive import Archive, Element, attribute, beside, child, local
from briefing.reading.cleaning import fold, word_count
from briefing.reading.contents import is_contents_label
from briefing.reading.docx_styles import Style, Styles, is_on, load_styles, numbering_of
from briefing.reading.docx_styles import outline_level as own_outline_level
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.shaping import (
    contents_titles,
    lift_title,
    people,
    table_row,
    with_typed_bullets,
)

_CODE_STYLES = frozenset({"source code", "html preformatted", "code", "macro", "plain text code"})
_QUOTE = re.compile(r"quote|block text|zitat|citation")
_DELETED = frozenset({"del", "moveFrom"})
_THROUGH = frozenset(
    {"ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "sdtContent", "dir", "bdo"}
)
_MATHEMATICS = frozenset({"oMath", "oMathPara"})
_SPACES = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_PICTURES = frozenset({"drawing", "pict", "object"})
_MOST_FOOTNOTES = 5_000
_LAYOUT_WORDS = 80
"""A cell with several paragraphs and more words than this is a column of text, not of figures."""


def read_docx(raw: RawFile) -> Draft:
    """Read a Word file.

    Deleted text, hidden text, comments, headers and footers are left out; footnotes stand as
    captions below the paragraph that they belong to. Raises InputUnreadable.
    """
    archive = Archive(raw, "Word file")
    document = _main_part(archive)
    related = _relations(archive, document)
    body = child(archive.xml(document), "body")
    if body is None:
        raise archive.damaged()
    walk = _Walk(load_styles(archive, document, related))
    for kind in ("footnotes", "endnotes"):
        walk.take_notes(
            kind, archive.optional_xml(beside(document, related.get(kind, f"{kind}.xml")))
        )
    walk.through(body)
    core = _core(archive)
    title, blocks = lift_title(with_typed_bullets(walk.finished()), walk.title or core.get("title"))
    return Draft(
        blocks=tuple(blocks),
        title=title,
        authors=people(*walk.authors) or people(core.get("creator")),
        published=walk.date,
        publisher=None,
        language=core.get("language"),
        contents=contents_titles(walk.contents),
    )


def _main_part(archive: Archive) -> str:
    root = archive.optional_xml("_rels/.rels")
    for relation in root if root is not None else ():
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            return beside("", attribute(relation, "Target") or "")
    return "word/document.xml"


def _relations(archive: Archive, part: str) -> dict[str, str]:
    folder, _, name = part.rpartition("/")
    root = archive.optional_xml(f"{folder}/_rels/{name}.rels")
    return {
        (attribute(relation, "Type") or "").rpartition("/")[2]: attribute(relation, "Target") or ""
        for relation in (root if root is not None else ())
        if attribute(relation, "TargetMode") != "External"
    }


def _core(archive: Archive) -> dict[str, str]:
    root = archive.optional_xml("docProps/core.xml")
    facts = {local(fact): fold(fact.text or "") for fact in (root if root is not None else ())}
    return {name: value for name, value in facts.items() if value}


@dataclass(slots=True)
class _Piece:
    """The words of one paragraph while they are gathered, and what hangs on it."""

    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """Collects blocks while going through the document in order."""

    styles: Styles
    blocks: list[Block] = field(default_factory=list)
    contents: list[tuple[int, str]] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    title: str | None = None
    date: str | None = None
    notes: dict[str, str] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    """The instructions of the fields that are open; "" until they are known."""
    instruction: bool = False
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

    def through(self, container: Element) -> None:
        """Take up the paragraphs and tables of a body, cell, text box or content control."""
        for element in container:
            match local(element):
                case "p":
                    self._paragraph(element)
                case "tbl":
                    self._table(element)
                case "sdt":
                    self._control(element)
                case name if name in _THROUGH:
                    self.through(element)
                case "AlternateContent":
                    self.through(_alternative(element))
                case _:
                    pass

    def finished(self) -> list[Block]:
        """All blocks; words that were carried and met no further paragraph are the last."""
        if self.carried.strip():
            self.blocks.append(Block(ParagraphKind.TEXT, self.carried))
            self.carried = ""
        return [b for i, b in enumerate(self.blocks) if not self._is_label(i)]

    def _is_label(self, index: int) -> bool:
        """Whether a block is the label over a table of contents that was taken out."""
        return bool(self.contents) and index < 40 and is_contents_label(self.blocks[index].text)

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
                if style.name != "toc heading":
                    self.contents.append((style.toc or 1, "".join(piece.words)))

    def _paragraph(self, element: Element) -> None:
        properties = child(element, "pPr")
        style = self.styles.of(properties)
        in_contents = any(name.startswith("TOC") for name in self.fields)
        piece = _Piece()
        self._gather(element, piece)
        in_contents = in_contents or any(name.startswith("TOC") for name in self.fields)
        text = self.carried + "".join(piece.words)
        self.carried = ""
        marks = child(properties, "rPr")
        if any(child(marks, change) is not None for change in _DELETED) or _is_initial(properties):
            self.carried = text
        elif (in_contents and not style.heading) or style.toc or style.name == "toc heading":
            if style.name != "toc heading":
                self.contents.append((style.toc or 1, text))
        elif fold(text) and not style.hidden:
            self._add(fold(text), style, properties)
        self.blocks.extend(
            Block(ParagraphKind.CAPTION, note) for note in piece.notes if note.strip()
        )
        for box in piece.boxes:
            self.through(box)

    def _add(self, text: str, style: Style, properties: Element | None) -> None:
        if self._is_fact(text, style):
            return
        block = Block(ParagraphKind.TEXT, text, alone=True)
        level = own_outline_level(properties) or style.heading
        numbering = numbering_of(properties) or style.numbering
        marker = self.styles.next_marker(numbering) if numbering and numbering[0] != "0" else None
        if level:
            block = replace(block, kind=ParagraphKind.HEADING, level=min(level, 6))
        elif style.name == "subtitle":
            block = replace(block, kind=ParagraphKind.TEXT)
        elif "caption" in style.name or style.name == "table of figures":
            block = replace(block, kind=ParagraphKind.CAPTION)
        elif marker is not None:
            block = replace(block, kind=ParagraphKind.LIST, marker=marker)
        elif style.name.startswith(("list bullet", "list number")):
            block = replace(block, kind=ParagraphKind.LIST, marker="•")
        elif style.name in _CODE_STYLES:
            block = replace(block, kind=ParagraphKind.CODE)
        elif _QUOTE.search(style.name):
            block = replace(block, kind=ParagraphKind.QUOTE)
        self.blocks.append(block)

    def _is_fact(self, text: str, style: Style) -> bool:
        """Take up a title, author or date that a style names on top, before all running text."""
        begun = len(self.blocks) > 3
        if style.name == "title" and self.title is None and not begun:
            self.title = text
        elif style.name == "author" and not begun:
            self.authors.append(text)
        elif style.name == "date" and not begun and self.date is None:
            self.date = text
        else:
            return False
        return True

    def _table(self, table: Element) -> None:
        rows = []
        for row in _inner(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is None and not is_on(properties, "hidden"):
                rows.append([self._cell(cell) for cell in _inner(row, "tc")])
        columns = max((len(row) for row in rows), default=0)
        for row in rows:
            if columns == 1 or any(_is_layout(cell) for cell in row):
                for cell in row:
                    self.blocks.extend(cell)
            else:
                self.blocks.append(table_row([" ".join(b.text for b in cell) for cell in row]))

    def _cell(self, cell: Element) -> list[Block]:
        merged = child(cell, "tcPr", "vMerge")
        if merged is not None and attribute(merged, "val") in {None, "continue"}:
            return []
        outer, self.blocks = self.blocks, []
        self.through(cell)
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
                # Only word-processing and mathematics elements called "t" hold text here.
                piece.words.append("".join(t.text or "" for t in inner.iter() if local(t) == "t"))
            elif name == "AlternateContent":
                self._gather(_alternative(inner), piece)
            elif name in _THROUGH:
                self._gather(inner, piece)

    def _run(self, run: Element, piece: _Piece) -> None:
        properties = child(run, "rPr")
        style = attribute(child(properties, "rStyle"), "val")
        if is_on(properties, "vanish") or style in self.styles.hidden_runs:
            return
        self._contents_of_run(run, piece)

    def _contents_of_run(self, run: Element, piece: _Piece) -> None:
        for inner in run:
            name = local(inner)
            if name == "t":
                piece.words.append("" if self.instruction else inner.text or "")
            elif name in _SPACES:
                piece.words.append(_SPACES[name])
            elif name in _NOTES:
                note = f"{_NOTES[name]}:{attribute(inner, 'id')}"
                piece.notes.append(self.notes.get(note, ""))
            elif name in _PICTURES:
                piece.boxes.extend(_boxes(inner))
            else:
                self._special(inner, name, piece)

    def _special(self, inner: Element, name: str, piece: _Piece) -> None:
        if name == "fldChar":
            self._field(attribute(inner, "fldCharType"))
        elif name == "instrText" and self.fields:
            self.fields[-1] += (inner.text or "").lstrip()
        elif name == "ruby":
            self._gather(_or_nothing(child(inner, "rubyBase")), piece)
        elif name == "AlternateContent":
            self._contents_of_run(_alternative(inner), piece)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self.fields.append("")
            self.instruction = True
        elif kind == "separate":
            self.instruction = False
        elif kind == "end":
            self.instruction = False
            if self.fields:
                self.fields.pop()


def _is_initial(properties: Element | None) -> bool:
    """Whether a paragraph is a large first letter that stands in a frame of its own."""
    frame = child(properties, "framePr")
    return attribute(frame, "dropCap") in {"drop", "margin"}


def _alternative(element: Element) -> Element:
    """The first form of what a file gives in several for old and new programs."""
    choice = child(element, "Choice")
    if choice is None:
        choice = child(element, "Fallback")
    return _or_nothing(choice)


def _or_nothing(element: Element | None) -> Element:
    """The element, or what is as good as one without children."""
    return element if element is not None else ()


def _inner(element: Element, name: str) -> Iterable[Element]:
    """The rows of a table or cells of a row, content controls and insertions seen through."""
    for inner in element:
        if local(inner) == name:
            yield inner
        elif local(inner) == "sdt":
            content = child(inner, "sdtContent")
            yield from _inner(content, name) if content is not None else ()
        elif local(inner) in _THROUGH:
            yield from _inner(inner, name)


def _boxes(element: Element) -> Iterable[Element]:
    """The outermost text boxes of a drawing."""
    for inner in element:
        if local(inner) == "txbxContent":
            yield inner
        elif local(inner) == "AlternateContent":
            yield from _boxes(_alternative(inner))
        else:
            yield from _boxes(inner)


def _is_layout(cell: list[Block]) -> bool:
    paragraphs = [block for block in cell if block.kind is not ParagraphKind.TABLE]
    return len(paragraphs) >= 3 and sum(word_count(b.text) for b in paragraphs) > _LAYOUT_WORDS
