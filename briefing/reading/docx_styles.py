"""What a Word file's styles and numbering make of a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefing.reading.archive import Archive, Element, attribute, beside, child, local

_HEADING = re.compile(r"^(?:heading|überschrift|titre|título|kop|rubrik) ?(\d)$")
_TOC = re.compile(r"^(?:toc|verzeichnis) ?(\d)$")
_DEEPEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style, all that it inherits included.

    ``heading`` is the level that it gives, 1 the highest; ``numbering`` a list's id and level;
    ``size`` is the type size in points, 0 where no style says it.
    """

    name: str = ""
    heading: int | None = None
    numbering: tuple[str, int] | None = None
    hidden: bool = False
    bold: bool = False
    size: float = 0.0

    @property
    def toc(self) -> int | None:
        """The level of an entry in a table of contents, None for every other style."""
        match = _TOC.match(self.name)
        return int(match[1]) if match else None


@dataclass(slots=True)
class Styles:
    """The styles and lists of one file; ``next_marker`` counts the lists' items."""

    paragraph: dict[str, Style] = field(default_factory=dict)
    default: Style = field(default_factory=Style)
    hidden_runs: frozenset[str] = frozenset()
    bold_runs: frozenset[str] = frozenset()
    _formats: dict[tuple[str, int], str] = field(default_factory=dict)
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def of(self, properties: Element | None) -> Style:
        """The style of a paragraph with these properties (w:pPr)."""
        given = attribute(child(properties, "pStyle"), "val")
        return self.paragraph.get(given or "", self.default)

    def next_marker(self, numbering: tuple[str, int]) -> str | None:
        """The marker of the next item of a list; None if the list shows none."""
        form = self._formats.get(numbering)
        if form in {None, "none"}:
            return None
        if form == "bullet":
            return "•"
        count = self._counts[numbering] = self._counts.get(numbering, 0) + 1
        return f"{count}."


def load_styles(archive: Archive, document: str, related: dict[str, str]) -> Styles:
    """The styles and lists of the document part called ``document``.

    ``related`` has the targets of its relations by the last word of their type. Missing or
    damaged parts leave everything plain.
    """
    styles = Styles()
    root = archive.optional_xml(beside(document, related.get("styles", "styles.xml")))
    if root is not None:
        _take_styles(styles, root)
    root = archive.optional_xml(beside(document, related.get("numbering", "numbering.xml")))
    if root is not None:
        _take_numbering(styles, root)
    return styles


def outline_level(properties: Element | None) -> int | None:
    """The heading level that paragraph properties set themselves, 1 the highest."""
    value = attribute(child(properties, "outlineLvl"), "val")
    return int(value) + 1 if value is not None and value.isdigit() and int(value) < 9 else None


def numbering_of(properties: Element | None) -> tuple[str, int] | None:
    """The list and the level that paragraph properties name; the list "0" means none."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    number = attribute(child(numbering, "numId"), "val")
    level = attribute(child(numbering, "ilvl"), "val") or "0"
    return (number, int(level) if level.isdigit() else 0) if number is not None else None


def is_on(properties: Element | None, name: str) -> bool:
    """Whether a switch such as ``vanish`` is set in these properties."""
    switch = child(properties, name)
    return switch is not None and attribute(switch, "val") not in {"0", "false", "off", "none"}


def _take_styles(styles: Styles, root: Element) -> None:
    found = {
        attribute(element, "styleId") or "": element
        for element in root
        if local(element) == "style"
    }
    hidden = set()
    bold = set()
    for identity, element in found.items():
        if attribute(element, "type") == "character":
            if is_on(child(element, "rPr"), "vanish"):
                hidden.add(identity)
            if is_on(child(element, "rPr"), "b"):
                bold.add(identity)
            continue
        if attribute(element, "type") not in {"paragraph", None}:
            continue
        style = styles.paragraph[identity] = _resolved(found, identity)
        if attribute(element, "default") in {"1", "true", "on"}:
            styles.default = style
    styles.hidden_runs = frozenset(hidden)
    styles.bold_runs = frozenset(bold)


def _resolved(found: dict[str, Element], identity: str) -> Style:
    name = (attribute(child(found[identity], "name"), "val") or identity).casefold()
    heading: int | None = None
    numbering: tuple[str, int] | None = None
    hidden = bold = False
    size = ""
    seen: set[str] = set()
    current: str | None = identity
    while current in found and current not in seen and len(seen) < _DEEPEST_CHAIN:
        seen.add(current)
        element = found[current]
        properties = child(element, "pPr")
        own_name = (attribute(child(element, "name"), "val") or "").casefold()
        match = _HEADING.match(own_name)
        outlined = outline_level(properties)
        # A level of nine in the outline ("body text") ends what a heading handed down.
        if heading is None:
            heading = int(match[1]) if match else outlined
        if numbering is None:
            numbering = numbering_of(properties)
        look = child(element, "rPr")
        hidden = hidden or is_on(look, "vanish")
        bold = bold or is_on(look, "b")
        size = size or attribute(child(look, "sz"), "val") or ""
        current = attribute(child(element, "basedOn"), "val")
    if _TOC.match(name) or name in {"title", "subtitle", "toc heading"}:
        heading = None
    return Style(name, heading, numbering, hidden, bold, int(size) / 2 if size.isdigit() else 0.0)


def _take_numbering(styles: Styles, root: Element) -> None:
    formats: dict[str, dict[int, str]] = {}
    for element in root:
        if local(element) == "abstractNum":
            formats[attribute(element, "abstractNumId") or ""] = _levels(element)
    for element in root:
        if local(element) != "num":
            continue
        number = attribute(element, "numId") or ""
        levels = dict(formats.get(attribute(child(element, "abstractNumId"), "val") or "", {}))
        for override in element:
            if local(override) == "lvlOverride":
                levels.update(_levels(override))
        for level, form in levels.items():
            styles._formats[number, level] = form  # noqa: SLF001 (the same module)


def _levels(element: Element) -> dict[int, str]:
    found = {}
    for level in element:
        place = attribute(level, "ilvl") or ""
        if local(level) == "lvl" and place.isdigit():
            found[int(place)] = attribute(child(level, "numFmt"), "val") or "decimal"
    return found
