"""What a tagged PDF says of its own text: headings, list items, cells, notes, decoration.

Word and other programs write such tags for people who cannot see the page. Each piece of text has
a number on its page, and a tree tells to which heading, paragraph or cell the number belongs.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as pdfium_c

_MOST_ELEMENTS = 20_000
"""The most elements of one page's tree that are looked at."""
_DEEPEST = 60
_NAME_BYTES = 128
_KINDS = {
    "H": "heading", "H1": "heading", "H2": "heading", "H3": "heading", "H4": "heading",
    "H5": "heading", "H6": "heading", "Title": "heading", "P": "text", "LI": "item",
    "TD": "cell", "TH": "cell", "Caption": "caption", "Note": "note", "FENote": "note",
    "BlockQuote": "quote", "Quote": "", "TOCI": "entry", "Code": "code",
}  # fmt: skip
_HOLDERS = frozenset({"item", "cell", "caption", "note", "quote", "entry"})
"""Kinds that a paragraph inside them does not change."""

Handle = Any


@dataclass(frozen=True, slots=True)
class Tag:
    """What the file says of a piece of text.

    ``kind`` is heading, text, item, cell, caption, note, quote, entry (of a contents list), code
    or artifact (decoration). ``number`` tells the page's elements apart, ``row`` the rows of
    its tables; ``level`` is a heading's, 0 for every other kind. ``drawn`` tells that not the file
    says so, but the lines on its page.
    """

    kind: str
    number: int = 0
    level: int = 0
    row: int = 0
    drawn: bool = False


DECORATION = Tag("artifact")


class Tags:
    """The tags of one page, asked for by the characters of its text."""

    def __init__(self, page: Handle, text_page: Handle) -> None:
        self._text_page = text_page.raw
        self._by_id: dict[int, Tag] = {}
        self._count = 0
        self._name = ctypes.create_string_buffer(_NAME_BYTES)
        self._size = ctypes.c_ulong()
        self._objects: dict[int, Tag | None] = {}
        tree = pdfium_c.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        try:
            for index in range(_few(pdfium_c.FPDF_StructTree_CountChildren(tree))):
                self._walk(pdfium_c.FPDF_StructTree_GetChildAtIndex(tree, index), Tag(""), 0)
        finally:
            pdfium_c.FPDF_StructTree_Close(tree)

    def __bool__(self) -> bool:
        return bool(self._by_id)

    def of(self, index: int) -> Tag | None:
        """The tag of the character with this index, None if the file says nothing of it."""
        if not self._by_id:
            return None
        thing = pdfium_c.FPDFText_GetTextObject(self._text_page, index)
        if not thing:
            return None
        address = ctypes.addressof(thing.contents)
        if address not in self._objects:
            self._objects[address] = self._of_object(thing)
        return self._objects[address]

    def _of_object(self, thing: Handle) -> Tag | None:
        number = pdfium_c.FPDFPageObj_GetMarkedContentID(thing)
        if number >= 0:
            return self._by_id.get(number)
        for index in range(min(pdfium_c.FPDFPageObj_CountMarks(thing), 10)):
            mark = pdfium_c.FPDFPageObj_GetMark(thing, index)
            if mark and self._mark_name(mark) == "Artifact":
                return DECORATION
        return None

    def _mark_name(self, mark: Handle) -> str:
        buffer = ctypes.cast(self._name, ctypes.POINTER(ctypes.c_ushort))
        if not pdfium_c.FPDFPageObjMark_GetName(mark, buffer, _NAME_BYTES, self._size):
            return ""
        return self._name.raw[: self._size.value].decode("utf-16-le", "replace").rstrip("\0")

    def _walk(self, element: Handle, around: Tag, depth: int) -> None:
        self._count += 1
        if not element or depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            return
        length = pdfium_c.FPDF_StructElement_GetType(element, self._name, _NAME_BYTES)
        name = self._name.raw[: min(length, _NAME_BYTES)].decode("utf-16-le", "replace")
        tag = self._tag(name.rstrip("\0"), around)
        for index in range(_few(pdfium_c.FPDF_StructElement_CountChildren(element))):
            inner = pdfium_c.FPDF_StructElement_GetChildAtIndex(element, index)
            if inner:
                self._walk(inner, tag, depth + 1)
                continue
            number = pdfium_c.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if number >= 0 and tag.kind:
                self._by_id[number] = tag

    def _tag(self, name: str, around: Tag) -> Tag:
        kind = _KINDS.get(name, "")
        if name == "TR":
            return replace(around, row=self._count)
        inside = around.kind == "cell" and kind != "cell"  # a list in a cell, perhaps
        if not kind or inside or (kind == "text" and around.kind in _HOLDERS):
            return around
        level = int(name[1]) if kind == "heading" and name[1:].isdigit() else 1
        return Tag(kind, self._count, level if kind == "heading" else 0, around.row)


def _few(count: int) -> int:
    return max(0, min(count, _MOST_ELEMENTS))
