"""OpenDocument texts (.odt, .fodt): structure by styles, nothing that was deleted or hidden."""

from __future__ import annotations

from briefing.errors import InputUnreadable
from briefing.reading.archive import Archive, Element, attribute, child, children, local, parse_xml
from briefing.reading.cleaning import fold
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.looks import with_strong_headings
from briefing.reading.odt_styles import Style, styles_of
from briefing.reading.odt_walk import Walk
from briefing.reading.shaping import (
    PAGE_FOOTER,
    PAGE_HEADER,
    contents_titles,
    lift_title,
    page_edges,
    people,
    with_typed_bullets,
)


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
    known = styles_of(styles, content)
    walk = Walk(known, progress=raw.progress)
    walk.whole(body)
    blocks = with_strong_headings(with_typed_bullets(walk.finished()), walk.looks)
    facts = _facts(meta)
    title = walk.title
    if title is None:
        title, blocks = lift_title(blocks, facts.get("title"))
    return Draft(
        blocks=(
            *_furniture(styles, known, "header", PAGE_HEADER),
            *blocks,
            *_furniture(styles, known, "footer", PAGE_FOOTER),
        ),
        title=title,
        authors=people(facts.get("initial-creator") or facts.get("creator")),
        publisher=facts.get("publisher"),
        language=facts.get("language"),
        contents=contents_titles(walk.contents),
    )


def _facts(root: Element | None) -> dict[str, str]:
    """What the file tells of itself, fields that the writer added included (in lower case)."""
    meta = root if root is None or local(root) == "meta" else child(root, "meta")
    facts: dict[str, str] = {}
    for fact in meta if meta is not None else ():
        own = attribute(fact, "name") if local(fact) == "user-defined" else None
        value = fold(fact.text or "")
        if value:
            facts.setdefault((own or local(fact)).casefold(), value)
    return facts


def _furniture(
    root: Element | None, styles: dict[str, Style], kind: str, reason: str
) -> list[Block]:
    """The words of all page headers or footers, each once, as blocks that are left out."""
    walk = Walk(styles)
    for page in children(child(root, "master-styles"), "master-page"):
        for part in (kind, f"{kind}-first", f"{kind}-left"):
            for element in children(page, part):
                walk.through(element)
    return page_edges((block.text for block in walk.finished()), reason)
