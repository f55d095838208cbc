"""The text of a Word document as it stands now: tracked changes accepted, notes left out.

What the program itself put beside a statement, its mark of doubt and the numbers of its evidence,
is no part of the text. A bookmark of the program tells which statement a paragraph was.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from lxml import etree

from briefing.codec import IN_WORD

AUTHOR = "Briefing"
"""Who signs the comments that the program writes itself; those of others are a person's."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_BYTES = 200_000_000

_GONE = frozenset(f"{_W}{tag}" for tag in ("del", "moveFrom", "txbxContent", "pict", "drawing"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NO_WORDS = _GONE | {f"{_W}pPr", f"{_W}p", _FALLBACK}
_MARKS = frozenset(
    f"{_W}{tag}"
    for tag in ("bookmarkStart", "bookmarkEnd", "commentReference", "fldChar", "instrText")
)
_SIGNS = {f"{_W}{tag}": " " for tag in ("tab", "br", "cr", "ptab")} | {f"{_W}noBreakHyphen": "-"}
_OURS = re.compile(r"\s*(?:NOTEREF|REF|PAGEREF)\b")
_DOUBT = re.compile(r"^\[(?:To check|Not supported)\]\s*")
_MARKING = frozenset(("evidence reference", "footnote reference", "endnote reference"))
"""Styles of what the program writes behind a statement, a number and no words."""

_HEADING = re.compile(r"heading\s*([1-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph as it stands now.

    ``ids`` are the bullets and sections of the program whose bookmarks lie in it, in their order.
    ``level`` is a heading's, 0 for every other paragraph; ``style`` is its style's id, and
    ``listed`` tells whether it is an item of a list. ``comments`` are those of people, each with
    its author.
    """

    text: str
    ids: tuple[str, ...] = ()
    level: int = 0
    style: str = ""
    listed: bool = False
    is_title: bool = False
    comments: tuple[str, ...] = ()


@dataclass
class _Reader:
    """What holds beyond one paragraph: open bookmarks, open fields, comments and styles."""

    comments: dict[str, str]
    levels: dict[str, int]
    titles: frozenset[str]
    listing: frozenset[str]
    marking: frozenset[str]
    open: dict[str, str] = field(default_factory=dict)
    fields: list[str] = field(default_factory=list)
    shown: list[bool] = field(default_factory=list)


def read_paragraphs(archive: zipfile.ZipFile) -> tuple[WordParagraph, ...]:
    """The paragraphs of the document's body that have text, in order.

    Raises KeyError if there is no such document, ValueError or ``etree.XMLSyntaxError`` if it is
    damaged or too large.
    """
    body = _parsed(archive, "word/document.xml").find(f"{_W}body")
    if body is None:
        raise ValueError("no body")
    reader = _Reader(_comments(archive), *_styles(archive))
    found: list[WordParagraph] = []
    carried: WordParagraph | None = None
    for element in body.iter(f"{_W}p"):
        if any(a.tag in _GONE or a.tag == _FALLBACK for a in element.iterancestors()):
            continue
        paragraph = _paragraph(element, reader)
        if carried is not None:
            paragraph, carried = _together(carried, paragraph), None
        if _ends_deleted(element):
            carried = paragraph
        elif paragraph.text or paragraph.ids:
            found.append(paragraph)
    if carried is not None and carried.text:
        found.append(carried)
    return tuple(p for p in found if p.text)


def _together(one: WordParagraph, other: WordParagraph) -> WordParagraph:
    """Two paragraphs whose border was deleted, as Word joins them; the second gives the form."""
    return replace(
        other,
        text=" ".join(filter(None, (one.text, other.text))),
        ids=tuple(dict.fromkeys((*one.ids, *other.ids))) if one.text else other.ids,
        comments=(*one.comments, *other.comments),
    )


def _ends_deleted(paragraph: Any) -> bool:  # noqa: ANN401 (lxml names no type)
    """Whether the end of the paragraph is deleted in tracked changes."""
    marks = paragraph.find(f"{_W}pPr/{_W}rPr")
    return marks is not None and any(
        marks.find(f"{_W}{t}") is not None for t in ("del", "moveFrom")
    )


def _paragraph(element: Any, reader: _Reader) -> WordParagraph:  # noqa: ANN401
    ids = list(reader.open.values())
    pieces: list[str] = []
    comments: list[str] = []
    for kind, value in _pieces(element, reader):
        if kind == "text":
            pieces.append(value)
        elif kind == "bookmark":
            ids.append(value)
        elif value in reader.comments:
            comments.append(reader.comments[value])
    properties = element.find(f"{_W}pPr")
    style, numbered, level = "", False, 0
    if properties is not None:
        named = properties.find(f"{_W}pStyle")
        style = named.get(f"{_W}val", "") if named is not None else ""
        numbered = properties.find(f"{_W}numPr") is not None
        outline = properties.find(f"{_W}outlineLvl")
        if outline is not None and outline.get(f"{_W}val", "9").isdigit():
            level = (int(outline.get(f"{_W}val")) + 1) % 10
    text = _DOUBT.sub("", " ".join("".join(pieces).split()))
    return WordParagraph(
        text=text,
        ids=tuple(dict.fromkeys(ids)),
        level=level or reader.levels.get(style, 0),
        style=style,
        listed=numbered or style in reader.listing,
        is_title=style in reader.titles,
        comments=tuple(comments),
    )


def _pieces(element: Any, reader: _Reader) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """What a paragraph holds, in order: words, bookmarks of the program, and comments."""
    for child in element:
        tag = child.tag
        if not isinstance(tag, str) or tag in _NO_WORDS:
            continue
        if tag in _MARKS:
            yield from _mark(child, reader)
        elif _is_hidden(child, reader):
            continue
        elif tag == f"{_W}t":
            yield "text", child.text or ""
        elif tag in _SIGNS:
            yield "text", _SIGNS[tag]
        else:
            yield from _pieces(child, reader)


def _mark(child: Any, reader: _Reader) -> Iterator[tuple[str, str]]:  # noqa: ANN401
    """What stands between the words: bookmarks, comments, and the ends of fields."""
    number = child.get(f"{_W}id", "")
    match child.tag.removeprefix(_W):
        case "bookmarkStart" if child.get(f"{_W}name", "").startswith(IN_WORD):
            reader.open[number] = child.get(f"{_W}name").removeprefix(IN_WORD)
            yield "bookmark", reader.open[number]
        case "bookmarkEnd":
            reader.open.pop(number, None)
        case "commentReference":
            yield "comment", number
        case "fldChar":
            _field(child.get(f"{_W}fldCharType", ""), reader)
        case "instrText" if reader.fields:
            reader.fields[-1] += child.text or ""


def _field(kind: str, reader: _Reader) -> None:
    if kind == "begin":
        reader.fields.append("")
        reader.shown.append(True)
    elif kind == "separate" and reader.fields:
        reader.shown[-1] = not _OURS.match(reader.fields[-1])
    elif kind == "end" and reader.fields:
        reader.fields.pop()
        reader.shown.pop()


def _is_hidden(child: Any, reader: _Reader) -> bool:  # noqa: ANN401
    """Whether an element is no part of what the paragraph says."""
    tag = child.tag
    if tag == f"{_W}t" or tag in _SIGNS:
        return not all(reader.shown)
    if tag == f"{_W}fldSimple":
        return bool(_OURS.match(child.get(f"{_W}instr", "")))
    if tag == f"{_W}hyperlink":
        return str(child.get(f"{_W}anchor", "")).startswith(("evidence_", "statement_"))
    if tag == f"{_W}r":
        style = child.find(f"{_W}rPr/{_W}rStyle")
        is_words = child.find(f"{_W}t") is not None
        return is_words and style is not None and style.get(f"{_W}val") in reader.marking
    return bool(tag == f"{_W}sdt" and child.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None)


# --- the parts beside the document ---------------------------------------------------------------


def _parsed(archive: zipfile.ZipFile, name: str) -> Any:  # noqa: ANN401
    if archive.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError("too large")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(archive.read(name), parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("a document type in a Word document")
    return root


def _comments(archive: zipfile.ZipFile) -> dict[str, str]:
    """The comments of people by their ids: who says what."""
    try:
        root = _parsed(archive, "word/comments.xml")
    except KeyError:
        return {}
    found = {}
    for comment in root.iter(f"{_W}comment"):
        author = comment.get(f"{_W}author", "")
        words = " ".join("".join(t.text or "" for t in comment.iter(f"{_W}t")).split())
        if words and author != AUTHOR:
            found[comment.get(f"{_W}id", "")] = f"{author}: {words}" if author else words
    return found


def _styles(
    archive: zipfile.ZipFile,
) -> tuple[dict[str, int], frozenset[str], frozenset[str], frozenset[str]]:
    """Levels of heading styles by id; the ids of styles for titles, list items and our marks."""
    try:
        root = _parsed(archive, "word/styles.xml")
    except KeyError:
        return {}, frozenset(), frozenset(), frozenset()
    levels: dict[str, int] = {}
    titles, listing, marking = set[str](), set[str](), set[str]()
    for style in root.iter(f"{_W}style"):
        number = style.get(f"{_W}styleId", "")
        named = style.find(f"{_W}name")
        name = named.get(f"{_W}val", "") if named is not None else ""
        heading = _HEADING.fullmatch(name)
        if heading:
            levels[number] = int(heading[1])
        if name.casefold() == "title":
            titles.add(number)
        if name.casefold() in _MARKING:
            marking.add(number)
        if name.casefold().startswith("list") or style.find(f"{_W}pPr/{_W}numPr") is not None:
            listing.add(number)
    return levels, frozenset(titles), frozenset(listing - levels.keys()), frozenset(marking)
