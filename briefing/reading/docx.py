"""Word files (.docx): the document's own words as they stand, with all changes accepted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.reading.archive import Archive, Element, attribute, beside, child, local
from briefing.reading.cleaning import fold
from briefing.reading.dates import day_of
from briefing.reading.docx_styles import load_styles
from briefing.reading.docx_tree import or_nothing
from briefing.reading.docx_walk import Walk, words_of
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.looks import with_strong_headings
from briefing.reading.shaping import (
    PAGE_FOOTER,
    PAGE_HEADER,
    contents_titles,
    lift_title,
    page_edges,
    people,
    with_typed_bullets,
)

_MOST_HEADERS = 60


@dataclass(frozen=True, slots=True)
class _Relation:
    kind: str
    target: str


def read_docx(raw: RawFile) -> Draft:
    """Read a Word file.

    Deleted text, hidden text and comments are not taken up. Headers, footers and the contents
    list are marked as left out; footnotes stand as captions below the paragraph that they belong
    to. Pages are those of the last time that Word laid the document out. Raises InputUnreadable.
    """
    archive = Archive(raw, "Word file")
    document = _main_part(archive)
    relations = _relations(archive, document)
    related = {relation.kind: relation.target for relation in relations}
    body = child(archive.xml(document), "body")
    if body is None:
        raise archive.damaged()
    walk = Walk(load_styles(archive, document, related), progress=raw.progress)
    for kind in ("footnotes", "endnotes"):
        walk.take_notes(
            kind, archive.optional_xml(beside(document, related.get(kind, f"{kind}.xml")))
        )
    walk.whole(body)
    core = _facts(archive, "docProps/core.xml")
    cover = _cover(archive)
    blocks = with_strong_headings(with_typed_bullets(walk.finished()), walk.looks)
    title = walk.title
    if title is None:
        title, blocks = lift_title(blocks, core.get("title"))
    header = _furniture(archive, document, relations, "header", PAGE_HEADER)
    footer = _furniture(archive, document, relations, "footer", PAGE_FOOTER)
    return Draft(
        blocks=(*header, *blocks, *footer),
        title=title,
        authors=people(*walk.authors) or people(core.get("creator")),
        published=walk.date or day_of(cover.get("PublishDate", "")),
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


def _relations(archive: Archive, part: str) -> list[_Relation]:
    """What a part refers to inside the file."""
    folder, _, name = part.rpartition("/")
    root = archive.optional_xml(f"{folder}/_rels/{name}.rels")
    return [
        _Relation(
            (attribute(relation, "Type") or "").rpartition("/")[2],
            attribute(relation, "Target") or "",
        )
        for relation in (root if root is not None else ())
        if attribute(relation, "TargetMode") != "External"
    ]


def _facts(archive: Archive, part: str) -> dict[str, str]:
    return dict(_told(archive.optional_xml(part)))


def _told(root: Element | None) -> Iterator[tuple[str, str]]:
    for fact in root if root is not None else ():
        value = fold(fact.text or "")
        if value:
            yield local(fact), value


def _cover(archive: Archive) -> dict[str, str]:
    """What the writer filled into a cover page: PublishDate and Abstract, perhaps."""
    for name in archive.names:
        if name.startswith("customXml/item") and "Props" not in name and name.endswith(".xml"):
            root = archive.optional_xml(name)
            if root is not None and local(root) == "CoverPageProperties":
                return dict(_told(root))
    return {}


def _furniture(
    archive: Archive, document: str, relations: Iterable[_Relation], kind: str, reason: str
) -> list[Block]:
    """The words of all headers or footers, each once, as blocks that are left out."""
    parts = dict.fromkeys(r.target for r in relations if r.kind == kind)
    roots = (archive.optional_xml(beside(document, t)) for t in list(parts)[:_MOST_HEADERS])
    return page_edges((text for root in roots for text in words_of(or_nothing(root))), reason)
