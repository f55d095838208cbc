"""EPUB books: the chapters in the order of the spine."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from briefing.article import ParagraphKind
from briefing.errors import InputUnreadable
from briefing.reading.archive import Archive, Element, attribute, beside, child, local, parse_xml
from briefing.reading.cleaning import fold
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.shaping import lift_title, people, split_marker, table_row

_MOST_CHAPTERS = 2_000
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_SKIPPED = frozenset(
    """head script style template noscript iframe object embed svg math nav audio video canvas form
    button input select textarea rt rp title""".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    """address article aside body center dd details dir div dl dt fieldset figure footer header hr
    html legend main menu ol p section summary ul""".split()
)
_KINDS = {
    "li": ParagraphKind.LIST,
    "blockquote": ParagraphKind.QUOTE,
    "pre": ParagraphKind.CODE,
    "figcaption": ParagraphKind.CAPTION,
    "caption": ParagraphKind.CAPTION,
}
_NOTES = re.compile(r"\b(?:footnote|endnote|rearnote|note)s?\b")
_FONTS = re.compile(r"\.(?:otf|ttf|woff2?)$", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def read_epub(raw: RawFile) -> Draft:
    """Read a book. Raises InputUnreadable, also if its publisher has locked it (DRM)."""
    archive = Archive(raw, "EPUB book")
    _refuse_locked(archive)
    package = _package(archive)
    root = archive.xml(package)
    manifest = {
        attribute(item, "id") or "": item for item in _inner(child(root, "manifest"), "item")
    }
    walk = _Walk()
    for reference in _inner(child(root, "spine"), "itemref")[:_MOST_CHAPTERS]:
        item = manifest.get(attribute(reference, "idref") or "")
        if item is None or "nav" in (attribute(item, "properties") or "").split():
            continue
        part = beside(package, attribute(item, "href") or "")
        if part in archive:
            walk.chapter(_chapter(archive, part))
    facts = child(root, "metadata")
    given = _fact(facts, "title")
    title, blocks = lift_title(walk.blocks, given)
    date = _DATE.match(_date(facts))
    return Draft(
        blocks=tuple(blocks),
        title=title,
        authors=people(*_all(facts, "creator")),
        published=date[0] if date and date[0] > "1000" else None,
        publisher=_fact(facts, "publisher"),
        language=_fact(facts, "language"),
        contents=_contents(archive, package, manifest.values()),
    )


def _refuse_locked(archive: Archive) -> None:
    root = archive.optional_xml("META-INF/encryption.xml")
    for element in root.iter() if root is not None else ():
        target = attribute(element, "URI")
        if local(element) == "CipherReference" and target and not _FONTS.search(target):
            raise InputUnreadable(
                f"“{archive.name}” is locked by its publisher (DRM) and cannot be read; "
                "choose a copy without such a lock."
            )


def _package(archive: Archive) -> str:
    root = archive.optional_xml("META-INF/container.xml")
    for element in root.iter() if root is not None else ():
        path = attribute(element, "full-path")
        if local(element) == "rootfile" and path:
            return beside("", path)
    found = next((name for name in archive.names if name.endswith(".opf")), None)
    if found is None:
        raise archive.damaged()
    return found


def _inner(element: Element | None, name: str) -> list[Element]:
    return [inner for inner in (element if element is not None else ()) if local(inner) == name]


def _all(facts: Element | None, name: str) -> list[str]:
    return [text for fact in _inner(facts, name) if (text := fold("".join(fact.itertext())))]


def _fact(facts: Element | None, name: str) -> str | None:
    return next(iter(_all(facts, name)), None)


def _date(facts: Element | None) -> str:
    """The date of publication; other dates tell of conversion and change."""
    for fact in _inner(facts, "date"):
        if attribute(fact, "event") in {None, "publication", "original-publication"}:
            return fold(fact.text or "")
    return ""


def _chapter(archive: Archive, part: str) -> Element:
    data = _NAMED.sub(_as_number, archive.read(part))
    root = parse_xml(data)
    if root is None and b"<!ENTITY" not in data:
        # Many books hold HTML that is no XML; it is read as a browser reads it.
        parser = etree.HTMLParser(
            no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
        )
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError):
            root = None
    if root is None:
        raise archive.damaged()
    return root


def _as_number(match: re.Match[bytes]) -> bytes:
    """A named character of HTML as a numbered one, which XML knows without a document type."""
    name = match[1].decode("ascii")
    text = html.entities.html5.get(f"{name};")
    if name in _XML_NAMES or text is None:
        return match[0]
    return "".join(f"&#{ord(c)};" for c in text).encode("ascii")


def _contents(archive: Archive, package: str, items: Iterable[Element]) -> tuple[str, ...]:
    """The titles of the book's own table of contents, its highest level only."""
    for item in items:
        part = beside(package, attribute(item, "href") or "")
        if part not in archive:
            continue
        if "nav" in (attribute(item, "properties") or "").split():
            titles = _titles_of_nav(_chapter(archive, part))
        elif attribute(item, "media-type") == "application/x-dtbncx+xml":
            titles = _titles_of_ncx(archive.optional_xml(part))
        else:
            continue
        if len(titles) > 1:
            return titles
    return ()


def _titles_of_nav(root: Element) -> tuple[str, ...]:
    for nav in root.iter():
        if local(nav) == "nav" and attribute(nav, "type") in {"toc", None}:
            titles = []
            for entry in _inner(child(nav, "ol"), "li"):
                link = next((e for e in entry if local(e) in {"a", "span"}), None)
                titles.append(fold("".join(link.itertext())) if link is not None else "")
            return tuple(filter(None, titles))
    return ()


def _titles_of_ncx(root: Element | None) -> tuple[str, ...]:
    labels = [
        child(point, "navLabel", "text") for point in _inner(child(root, "navMap"), "navPoint")
    ]
    return tuple(filter(None, (fold(label.text or "") for label in labels if label is not None)))


@dataclass(slots=True)
class _Walk:
    """Collects blocks while going through the elements of chapters in order."""

    blocks: list[Block] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kind: ParagraphKind = ParagraphKind.TEXT
    level: int | None = None

    def chapter(self, root: Element) -> None:
        """Take up one chapter."""
        self._element(root)
        self._end()

    def _element(self, element: Element) -> None:
        name = local(element).casefold()
        if not name or name in _SKIPPED or attribute(element, "hidden") is not None:
            return
        kind = (attribute(element, "type") or "").casefold()
        if kind in {"noteref", "pagebreak"} or attribute(element, "role") == "doc-noteref":
            return
        if name == "br":
            self.words.append("\n")
        elif name == "tr":
            self._row(element)
        elif name in _HEADINGS or name in _KINDS or name in _BLOCKS or name == "table":
            self._block(element, name, kind)
        else:
            self._inside(element)

    def _inside(self, element: Element) -> None:
        self.words.append(element.text or "")
        for inner in element:
            self._element(inner)
            self.words.append(inner.tail or "")

    def _block(self, element: Element, name: str, kind: str) -> None:
        self._end()
        before = self.kind, self.level
        if name in _HEADINGS:
            self.kind, self.level = ParagraphKind.HEADING, _HEADINGS[name]
        elif name in _KINDS:
            self.kind, self.level = _KINDS[name], None
        elif name in {"aside", "section", "div"} and _NOTES.search(kind):
            self.kind, self.level = ParagraphKind.CAPTION, None
        self._inside(element)
        self._end()
        self.kind, self.level = before

    def _row(self, row: Element) -> None:
        self._end()
        cells = []
        for cell in row:
            if local(cell).casefold() in {"td", "th"}:
                inner = _Walk()
                inner.chapter(cell)
                cells.append(" ".join(block.text for block in inner.blocks))
        block = table_row(cells)
        if block.text:
            single = sum(bool(cell.strip()) for cell in cells) == 1 and len(cells) == 1
            self.blocks.append(Block(ParagraphKind.TEXT, block.text) if single else block)

    def _end(self) -> None:
        text = fold("".join(self.words))
        self.words.clear()
        if not text:
            return
        marker = None
        if self.kind is ParagraphKind.LIST:
            typed, rest = split_marker(text)
            marker, text = (typed or "•"), rest or text
        self.blocks.append(Block(self.kind, text, self.level, marker=marker, alone=True))
