"""Going through an OpenDocument text's paragraphs, lists, tables and frames in order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from briefing.article import ParagraphKind
from briefing.reading.archive import Element, attribute, child, local
from briefing.reading.assemble import TITLE
from briefing.reading.cleaning import fold
from briefing.reading.contents import CONTENTS_LIST
from briefing.reading.draft import Block, Progress, to_nobody
from briefing.reading.looks import Look, may_matter
from briefing.reading.odt_styles import Style
from briefing.reading.shaping import is_top, row_of_cells, without_contents_label

INDEX = "index"
"""Why a list of pictures, tables or catchwords, made by the program, is no part of the article."""

_CONTENTS = re.compile(r"^contents_20_(\d)")
_CONTENTS_LABEL = frozenset({"contents_20_heading", "index_20_heading"})
_CAPTIONS = frozenset({"caption", "illustration", "table", "figure", "drawing"})
_THROUGH = frozenset({"section", "text-box", "index-body", "bibliography", "numbered-paragraph"})
_INDEXES = frozenset(
    {"illustration-index", "table-index", "object-index", "user-index", "alphabetical-index"}
)
_NO_WORDS = frozenset(
    """annotation annotation-end tracked-changes title desc image ruby-text hidden-text placeholder
    binary-data math script event-listeners bibliography-source""".split()
)


_SHAPES = frozenset(
    """custom-shape rect circle ellipse line polyline polygon regular-polygon path connector
    caption g a""".split()
)
"""What is drawn on a page; each may bear text, or frames."""
_HIDDEN_IF = frozenset({"hidden-paragraph", "hidden-text", "conditional-text"})
_STEP = 200
"""After how many paragraphs, lists and tables the progress is told."""


@dataclass(slots=True)
class Walk:
    """Collects blocks while going through the document in order.

    Beside the blocks it has the ``title`` that a style names on top, the entries of the contents
    list with their level, and the looks of short paragraphs by their text.
    """

    styles: dict[str, Style]
    progress: Progress = to_nobody
    blocks: list[Block] = field(default_factory=list)
    contents: list[tuple[int, str]] = field(default_factory=list)
    title: str | None = None
    looks: dict[str, Look] = field(default_factory=dict)
    page: int | None = None
    """The page that the walk has reached, None while the file tells of no pages."""
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def whole(self, body: Element) -> None:
        """Take up a document's body."""
        if next(body.iter("{*}soft-page-break"), None) is not None:
            self.page = 1
        total = len(body)
        for done in range(0, total, _STEP):
            self.through(body[done : done + _STEP])
            self.progress(min(done + _STEP, total), total)

    def finished(self) -> list[Block]:
        """All blocks; the label over a contents list that was taken out is left out, too."""
        return without_contents_label(self.blocks) if self.contents else self.blocks

    def through(self, container: Iterable[Element], marker: str | None = None) -> None:
        """Take up what stands in a body, section, list item, cell or text box.

        ``marker`` is that of the list item that the container is.
        """
        for element in container:
            match local(element):
                case "p" | "h":
                    self._paragraph(element, marker)
                    marker = marker and "•"
                case "list":
                    self._list(element)
                case "table":
                    self._table(element)
                case "table-of-content":
                    self._take_contents(element)
                case "frame":
                    self._frame(element)
                case "soft-page-break":
                    self._turn()
                case name:
                    self._wrapper(element, name)

    def _wrapper(self, element: Element, name: str) -> None:
        """Take up what a section, an index or a shape holds."""
        if name in _INDEXES:
            self._leave_out(element, INDEX)
        elif name in _THROUGH or name in _SHAPES:
            # A section can be hidden as a whole.
            self.through(element if attribute(element, "display") != "none" else ())

    def _turn(self) -> None:
        self.page = (self.page or 1) + 1

    def _take_contents(self, element: Element) -> None:
        body = child(element, "index-body")
        for paragraph in body.iter() if body is not None else ():
            if local(paragraph) in {"p", "h"}:
                style = self._style(paragraph)
                names = style.names or ((attribute(paragraph, "style-name") or "").casefold(),)
                if _CONTENTS_LABEL.isdisjoint(names):
                    level = next((int(m[1]) for n in names if (m := _CONTENTS.match(n))), 1)
                    self.contents.append((level, "".join(self._words(paragraph))))
        if body is not None:
            self._leave_out(body, CONTENTS_LIST)

    def _leave_out(self, element: Element, reason: str) -> None:
        """Take up the paragraphs of an index as left out."""
        outer, self.blocks = self.blocks, []
        self.through([element] if local(element) == "index-body" else element)
        self.blocks = [*outer, *(replace(block, left_out=reason) for block in self.blocks)]

    def _list(self, element: Element) -> None:
        for item in element:
            if local(item) == "list-item":
                self.through(item, marker="•")
            elif local(item) == "list-header":
                self.through(item)

    def _frame(self, element: Element) -> None:
        for inner in element:
            if local(inner) == "text-box":
                self.through(inner)

    def _style(self, element: Element, family: str = "paragraph") -> Style:
        return self.styles.get(f"{family}:{attribute(element, 'style-name')}", Style())

    def _paragraph(self, element: Element, marker: str | None) -> None:
        style = self._style(element)
        names = style.names or ((attribute(element, "style-name") or "").casefold(),)
        notes, self.notes = self.notes, []
        boxes, self.boxes = self.boxes, []
        page = self.page
        text = fold("".join(self._words(element)))
        if text and not style.hidden:
            self._add(element, text, replace(style, names=names), marker, page)
        self.blocks.extend(
            Block(ParagraphKind.CAPTION, note, page=page) for note in self.notes if note
        )
        for box in self.boxes:
            self.through([box])
        self.notes, self.boxes = notes, boxes

    def _add(
        self,
        element: Element,
        text: str,
        style: Style,
        marker: str | None,
        page: int | None,
    ) -> None:
        names, level = style.names, style.level
        block = Block(ParagraphKind.TEXT, text, alone=True, page=page, leaps=_leaps(element))
        if "title" in names and self.title is None and is_top(self.blocks):
            self.title = text
            self.blocks.append(replace(block, left_out=TITLE))
            return
        if may_matter(text):
            self.looks[text] = Look(style.strong or self._is_strong(element), style.size)
        if local(element) == "h":
            given = attribute(element, "outline-level") or ""
            block = replace(
                block,
                kind=ParagraphKind.HEADING,
                level=min(int(given), 6) if given.isdigit() else 1,
            )
        elif level is not None:
            block = replace(block, kind=ParagraphKind.HEADING, level=min(level, 6))
        elif names[0] == "title":
            block = replace(block, kind=ParagraphKind.HEADING, level=1)
        elif _CAPTIONS.intersection(names):
            block = replace(block, kind=ParagraphKind.CAPTION)
        elif marker is not None:
            block = replace(block, kind=ParagraphKind.LIST, marker=marker)
        elif any("quot" in name for name in names):
            block = replace(block, kind=ParagraphKind.QUOTE)
        elif "preformatted_20_text" in names:
            block = replace(block, kind=ParagraphKind.CODE)
        self.blocks.append(block)

    def _is_strong(self, paragraph: Element) -> bool:
        """Whether all words of a paragraph stand in bold or underlined spans."""
        if _has_bare_words(paragraph):
            return False
        spans = [inner for inner in paragraph if local(inner) == "span"]
        return bool(spans) and all(self._style(span, "text").strong for span in spans)

    def _table(self, element: Element) -> None:
        rows = [[self._cell(cell) for cell in _cells(row)] for row in self._rows(element)]
        columns = max((len(row) for row in rows), default=0)
        for row in rows:
            if columns == 1:
                for cell in row:
                    self.blocks.extend(cell)
                continue
            self.blocks.extend(row_of_cells(row, self.page))

    def _rows(self, element: Element) -> Iterator[Element]:
        for inner in element:
            if local(inner) == "table-row":
                yield inner
            elif local(inner) == "soft-page-break":
                self._turn()
            elif local(inner) in {"table-header-rows", "table-rows", "table-row-group"}:
                yield from self._rows(inner)

    def _cell(self, cell: Element) -> list[Block]:
        outer, self.blocks = self.blocks, []
        self.through(cell)
        inner, self.blocks = self.blocks, outer
        return inner

    def _words(self, element: Element) -> Iterator[str]:
        yield element.text or ""
        for inner in element:
            yield from self._inline(inner)
            yield inner.tail or ""

    def _inline(self, inner: Element) -> Iterator[str]:
        name = local(inner)
        if name == "note":
            note = child(inner, "note-body")
            self.notes.append(self._note(note) if note is not None else "")
        elif name in {"s", "tab"}:
            yield "\t" if name == "tab" else " "
        elif name == "line-break":
            yield "\n"
        elif name == "soft-page-break":
            self._turn()
        elif name == "frame" or (name in _SHAPES and name != "a"):
            self.boxes.append(inner)
        elif name in _HIDDEN_IF and attribute(inner, "is-hidden") == "true":
            pass
        elif name not in _NO_WORDS and not (name == "span" and self._style(inner, "text").hidden):
            yield from self._words(inner)

    def _note(self, note: Element) -> str:
        """The paragraphs of a note as one text."""
        paragraphs = [inner for inner in note.iter() if local(inner) in {"p", "h"}]
        outer, self.notes = self.notes, []  # a note cannot bear notes
        text = " ".join("".join(self._words(paragraph)) for paragraph in paragraphs)
        self.notes = outer
        return fold(text)


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if local(cell) == "table-cell")


def _has_bare_words(paragraph: Element) -> bool:
    """Whether words of a paragraph stand in no element within it."""
    return bool((paragraph.text or "").strip()) or any(
        (inner.tail or "").strip() for inner in paragraph
    )


def _leaps(paragraph: Element) -> bool:
    """Whether all words of a paragraph are a link to a place in the same document."""
    if _has_bare_words(paragraph):
        return False
    linked = [e for e in paragraph if "".join(e.itertext()).strip()]
    return bool(linked) and all(
        local(e) == "a" and (attribute(e, "href") or "").startswith("#") for e in linked
    )
