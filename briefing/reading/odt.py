"""OpenDocument texts (.odt, .fodt): structure by styles, nothing that was deleted or hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefing.article import ParagraphKind
from briefing.errors import InputUnreadable
from briefing.reading.archive import Archive, Element, attribute, child, local, parse_xml
from briefing.reading.cleaning import fold
from briefing.reading.contents import is_contents_label
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.shaping import (
    contents_titles,
    lift_title,
    people,
    table_row,
    with_typed_bullets,
)

_CONTENTS = re.compile(r"^contents_20_(\d)")
_CAPTIONS = frozenset({"caption", "illustration", "table", "figure", "drawing"})
_THROUGH = frozenset(
    {"section", "soft-page-break", "text-box", "index-body", "bibliography", "numbered-paragraph"}
)
_INDEXES = frozenset(
    {"illustration-index", "table-index", "object-index", "user-index", "alphabetical-index"}
)
_NO_WORDS = frozenset(
    {"annotation", "annotation-end", "tracked-changes", "title", "desc", "image", "ruby-text",
     "hidden-text", "binary-data", "math", "script", "event-listeners", "bibliography-source"}
)  # fmt: skip
_DEEPEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style with the names of those that it inherits from, its own name first."""

    names: tuple[str, ...] = ()
    level: int | None = None
    hidden: bool = False


def read_odt(raw: RawFile) -> Draft:
    """Read an OpenDocument text, packed or as one XML file. Raises InputUnreadable."""
    if raw.ending == ".fodt" or raw.data[:6].lstrip().startswith(b"<"):
        content = styles = meta = parse_xml(raw.data)
        if content is None:
            raise InputUnreadable(
                f"“{raw.name}” is damaged or not an OpenDocument text; "
                "open it in the program that made it, save it again and read that."
            )
    else:
        archive = Archive(raw, "OpenDocument text")
        manifest = archive.optional_xml("META-INF/manifest.xml")
        if manifest is not None and any(local(e) == "encryption-data" for e in manifest.iter()):
            raise archive.locked()
        content = archive.xml("content.xml")
        styles = archive.optional_xml("styles.xml")
        meta = archive.optional_xml("meta.xml")
    body = child(content, "body", "text")
    if body is None:
        raise InputUnreadable(
            f"“{raw.name}” is not an OpenDocument text (a table or a presentation, perhaps); "
            "save its text as .odt and read that."
        )
    walk = _Walk(_styles(styles, content))
    walk.through(body)
    blocks = [b for i, b in enumerate(walk.blocks) if not walk.is_label(i)]
    facts = _facts(meta)
    title, blocks = lift_title(with_typed_bullets(blocks), walk.title or facts.get("title"))
    return Draft(
        blocks=tuple(blocks),
        title=title,
        authors=people(facts.get("initial-creator") or facts.get("creator")),
        language=facts.get("language"),
        contents=contents_titles(walk.contents),
    )


def _facts(root: Element | None) -> dict[str, str]:
    meta = root if root is None or local(root) == "meta" else child(root, "meta")
    facts = {local(fact): fold(fact.text or "") for fact in (meta if meta is not None else ())}
    return {name: value for name, value in facts.items() if value}


def _styles(*roots: Element | None) -> dict[str, _Style]:
    found: dict[str, Element] = {}
    for root in roots:
        for part in ("styles", "automatic-styles"):
            listed = child(root, part)
            for element in listed if listed is not None else ():
                if local(element) == "style" and attribute(element, "name"):
                    family = attribute(element, "family") or ""
                    found[f"{family}:{attribute(element, 'name')}"] = element
    return {name: _resolved(found, name) for name in found}


def _resolved(found: dict[str, Element], name: str) -> _Style:
    names: list[str] = []
    level: int | None = None
    hidden = False
    family, _, _ = name.partition(":")
    current = name
    while current in found and len(names) < _DEEPEST_CHAIN:
        element = found[current]
        names.append(current.partition(":")[2].casefold())
        given = attribute(element, "default-outline-level") or ""
        if level is None and given.isdigit() and given != "0":
            level = int(given)
        display = attribute(child(element, "text-properties"), "display")
        hidden = hidden or display == "none"
        current = f"{family}:{attribute(element, 'parent-style-name')}"
    names.append(current.partition(":")[2].casefold())
    return _Style(tuple(names), level, hidden)


@dataclass(slots=True)
class _Walk:
    """Collects blocks while going through the document in order."""

    styles: dict[str, _Style]
    blocks: list[Block] = field(default_factory=list)
    contents: list[tuple[int, str]] = field(default_factory=list)
    title: str | None = None
    notes: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def is_label(self, index: int) -> bool:
        """Whether a block is the label over a table of contents that was taken out."""
        return bool(self.contents) and index < 40 and is_contents_label(self.blocks[index].text)

    def through(self, container: Element, marker: str | None = None) -> None:
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
                case name if name in _THROUGH:
                    self.through(element)
                case _:
                    pass

    def _take_contents(self, element: Element) -> None:
        body = child(element, "index-body")
        for paragraph in body.iter() if body is not None else ():
            if local(paragraph) in {"p", "h"}:
                style = self._style(paragraph)
                level = next((int(m[1]) for n in style.names if (m := _CONTENTS.match(n))), None)
                if level is not None:
                    self.contents.append((level, "".join(self._words(paragraph))))

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

    def _style(self, element: Element, family: str = "paragraph") -> _Style:
        return self.styles.get(f"{family}:{attribute(element, 'style-name')}", _Style())

    def _paragraph(self, element: Element, marker: str | None) -> None:
        style = self._style(element)
        names = style.names or ((attribute(element, "style-name") or "").casefold(),)
        notes, self.notes = self.notes, []
        boxes, self.boxes = self.boxes, []
        text = fold("".join(self._words(element)))
        if text and not style.hidden:
            self._add(element, text, names, style.level, marker)
        self.blocks.extend(Block(ParagraphKind.CAPTION, note) for note in self.notes if note)
        for box in self.boxes:
            self._frame(box)
        self.notes, self.boxes = notes, boxes

    def _add(
        self,
        element: Element,
        text: str,
        names: tuple[str, ...],
        level: int | None,
        marker: str | None,
    ) -> None:
        if "title" in names and self.title is None and len(self.blocks) <= 3:
            self.title = text
            return
        block = Block(ParagraphKind.TEXT, text, alone=True)
        if local(element) == "h":
            given = attribute(element, "outline-level") or ""
            block = replace(
                block,
                kind=ParagraphKind.HEADING,
                level=min(int(given), 6) if given.isdigit() else 1,
            )
        elif level is not None:
            block = replace(block, kind=ParagraphKind.HEADING, level=min(level, 6))
        elif _CAPTIONS.intersection(names):
            block = replace(block, kind=ParagraphKind.CAPTION)
        elif marker is not None:
            block = replace(block, kind=ParagraphKind.LIST, marker=marker)
        elif any("quot" in name for name in names):
            block = replace(block, kind=ParagraphKind.QUOTE)
        elif "preformatted_20_text" in names:
            block = replace(block, kind=ParagraphKind.CODE)
        self.blocks.append(block)

    def _table(self, element: Element) -> None:
        rows = [[self._cell(cell) for cell in _cells(row)] for row in _rows(element)]
        columns = max((len(row) for row in rows), default=0)
        for row in rows:
            if columns == 1:
                for cell in row:
                    self.blocks.extend(cell)
            else:
                self.blocks.append(table_row([" ".join(b.text for b in cell) for cell in row]))

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
            words = self._words(note) if note is not None else ()
            self.notes.append(fold(" ".join(words)))
        elif name in {"s", "tab"}:
            yield "\t" if name == "tab" else " "
        elif name == "line-break":
            yield "\n"
        elif name == "frame":
            self.boxes.append(inner)
        elif name in {"g", "custom-shape"}:
            self.boxes.extend(frame for frame in inner.iter() if local(frame) == "frame")
        elif name not in _NO_WORDS and not (name == "span" and self._style(inner, "text").hidden):
            yield from self._words(inner)


def _rows(element: Element) -> Iterator[Element]:
    for inner in element:
        if local(inner) == "table-row":
            yield inner
        elif local(inner) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(inner)


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row if local(cell) == "table-cell")
