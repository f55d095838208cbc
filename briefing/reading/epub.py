"""EPUB books: the chapters in the order of the spine."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from briefing.errors import InputUnreadable
from briefing.reading.archive import (
    Archive,
    Element,
    attribute,
    beside,
    child,
    children,
    local,
    parse_xml,
)
from briefing.reading.cleaning import fold, same_title
from briefing.reading.contents import CONTENTS_LIST
from briefing.reading.contents_labels import is_contents_label
from briefing.reading.contents_titles import bare_titles
from briefing.reading.draft import Draft, RawFile
from briefing.reading.epub_walk import LEFT_OUT, Walk
from briefing.reading.shaping import lift_title, people

_MOST_CHAPTERS = 2_000
_FEWEST_TITLES = 2
_DEEPEST_LEVEL = 3
"""Down to which level titles are looked for in the book's own table of contents."""
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FONTS = re.compile(r"\.(?:otf|ttf|woff2?)$", re.IGNORECASE)
_URL = re.compile(r"https?://\S+$")
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def read_epub(raw: RawFile) -> Draft:
    """Read a book. Raises InputUnreadable, also if its publisher has locked it (DRM)."""
    archive = Archive(raw, "EPUB book")
    _refuse_locked(archive)
    package = _package(archive)
    root = archive.xml(package)
    manifest = {
        attribute(item, "id") or "": item for item in children(child(root, "manifest"), "item")
    }
    guide = _guide(root, package)
    walk = Walk()
    spine = children(child(root, "spine"), "itemref")[:_MOST_CHAPTERS]
    for number, reference in enumerate(spine, 1):
        item = manifest.get(attribute(reference, "idref") or "")
        part = beside(package, attribute(item, "href") or "") if item is not None else ""
        if part in archive:
            is_nav = "nav" in (attribute(item, "properties") or "").split()
            reason = CONTENTS_LIST if is_nav else guide.get(part, "")
            walk.chapter(_chapter(archive, part), reason)
        raw.progress(number, len(spine))
    facts = child(root, "metadata")
    given = _fact(facts, "title")
    title, blocks = lift_title(walk.blocks, given)
    date = _DATE.match(_date(facts))
    return Draft(
        blocks=tuple(blocks),
        title=title,
        authors=people(*_authors(facts)),
        published=date[0] if date and date[0] > "1000" else None,
        publisher=_fact(facts, "publisher"),
        language=_fact(facts, "language"),
        contents=_without_title(_contents(archive, package, manifest.values()), title),
        url=next((text for text in _addresses(facts) if _URL.match(text)), None),
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


def _all(facts: Element | None, name: str) -> list[str]:
    return [text for fact in children(facts, name) if (text := fold("".join(fact.itertext())))]


def _fact(facts: Element | None, name: str) -> str | None:
    return next(iter(_all(facts, name)), None)


def _authors(facts: Element | None) -> list[str]:
    """Those who wrote the book; translators, editors and illustrators are marked as such."""
    refined = {
        (attribute(fact, "refines") or "").removeprefix("#"): fold(fact.text or "")
        for fact in children(facts, "meta")
        if attribute(fact, "property") == "role"
    }
    names = []
    for fact in children(facts, "creator"):
        role = attribute(fact, "role") or refined.get(attribute(fact, "id") or "", "aut")
        if role in {"aut", "cre"}:
            names.append(fold("".join(fact.itertext())))
    return names


def _addresses(facts: Element | None) -> list[str]:
    return [*_all(facts, "source"), *_all(facts, "identifier")]


def _guide(root: Element, package: str) -> dict[str, str]:
    """Why chapters are left out that an older book's guide names as cover or contents."""
    return {
        beside(package, attribute(place, "href") or ""): LEFT_OUT[kind]
        for place in children(child(root, "guide"), "reference")
        if (kind := (attribute(place, "type") or "").casefold()) in LEFT_OUT
    }


def _date(facts: Element | None) -> str:
    """The date of publication; other dates tell of conversion and change."""
    for fact in children(facts, "date"):
        if attribute(fact, "event") in {None, "publication", "original-publication"}:
            return fold(fact.text or "")
    return ""


def _chapter(archive: Archive, part: str) -> Element:
    data = _NAMED.sub(_as_number, archive.read(part))
    root = parse_xml(data)
    if root is None and b"<!ENTITY" not in data and b"\0" not in data:
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
    """The titles of the book's own table of contents: the highest level that has several."""
    for item in items:
        part = beside(package, attribute(item, "href") or "")
        if part not in archive:
            continue
        if "nav" in (attribute(item, "properties") or "").split():
            titles = _first_several(_levels_of_nav(_chapter(archive, part)))
        elif attribute(item, "media-type") == "application/x-dtbncx+xml":
            titles = _first_several(_levels_of_ncx(archive.optional_xml(part)))
        else:
            continue
        if titles:
            return titles
    return ()


def _without_title(titles: tuple[str, ...], title: str | None) -> tuple[str, ...]:
    """The titles without a first one that is the book's own: it leads to the title page."""
    is_own = bool(titles and title) and same_title(titles[0]) == same_title(title or "")
    return titles[1:] if is_own and len(titles) > _FEWEST_TITLES else titles


def _first_several(levels: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The titles of the first level that has more than one, empty if there is none."""
    for level in levels:
        named = [title for title in level if title and not is_contents_label(title)]
        titles = list(filter(None, bare_titles(named)))
        if len(titles) >= _FEWEST_TITLES:
            return tuple(titles)
    return ()


def _levels_of_nav(root: Element) -> Iterator[list[str]]:
    nav = next(
        (e for e in root.iter() if local(e) == "nav" and attribute(e, "type") in {"toc", None}),
        None,
    )
    entries = children(child(nav, "ol"), "li")
    for _ in range(_DEEPEST_LEVEL):
        links = (next((e for e in entry if local(e) in {"a", "span"}), None) for entry in entries)
        yield [fold("".join(link.itertext())) for link in links if link is not None]
        entries = [inner for entry in entries for inner in children(child(entry, "ol"), "li")]


def _levels_of_ncx(root: Element | None) -> Iterator[list[str]]:
    points = children(child(root, "navMap"), "navPoint")
    for _ in range(_DEEPEST_LEVEL):
        labels = (child(point, "navLabel", "text") for point in points)
        yield [fold(label.text or "") for label in labels if label is not None]
        points = [inner for point in points for inner in children(point, "navPoint")]
