"""Styles and lists that a house template lacks, copied from the plain template.

They are based on the house's own styles, so that they take its font and size.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import cast

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from briefing.exporting.docx_mapping import ROLES
from briefing.exporting.docx_parts import Element


def add_missing_styles(
    word: WordDocument, plain: WordDocument, mapping: Mapping[str, str]
) -> dict[str, str]:
    """Add what the house lacks; the ids in the document for the names of plain's styles.

    ``mapping`` says which of the house's styles serve for the roles of ``docx_mapping``. A role
    that none fits gets plain's style, under another name if the house uses that one otherwise.
    """
    have = {_key(style.name): str(style.style_id) for style in word.styles}
    taken = set(have.values())
    ids: dict[str, str] = {}
    added: list[tuple[Element, str]] = []
    for style in plain.styles:
        name = style.name or ""
        own = mapping.get(name, name)
        if _key(own) in have and (name in mapping or name not in ROLES):
            ids[name] = have[_key(own)]
            continue
        new_name = name if _key(name) not in have else f"Briefing {name}"
        if _key(new_name) in have:
            ids[name] = have[_key(new_name)]
            continue
        ids[name] = _free_id(str(style.style_id), taken)
        added.append((copy.deepcopy(style.element), name))
        added[-1][0].find(qn("w:name")).set(qn("w:val"), new_name)
    lists = _Lists(word, plain)
    names = {str(style.style_id): style.name or "" for style in plain.styles}
    for element, name in added:
        _place(element, ids[name], {i: ids[n] for i, n in names.items()}, lists)
        word.styles.element.append(element)
    return ids


def _place(element: Element, style_id: str, ids: Mapping[str, str], lists: _Lists) -> None:
    """Make a copied style one of the document: its id, and what it refers to."""
    element.attrib.pop(qn("w:default"), None)
    element.set(qn("w:styleId"), style_id)
    for tag in ("w:basedOn", "w:next", "w:link"):
        for reference in element.findall(qn(tag)):
            reference.set(qn("w:val"), ids[reference.get(qn("w:val"))])
    for number in element.iter(qn("w:numId")):
        number.set(qn("w:val"), lists.added(number.get(qn("w:val")), style_id))


def _key(name: str | None) -> str:
    """Word takes ``heading 1`` and ``Heading 1`` for the same style, and files have both."""
    return (name or "").casefold()


def _free_id(style_id: str, taken: set[str]) -> str:
    while style_id in taken:
        style_id = f"Briefing{style_id}"
    taken.add(style_id)
    return style_id


class _Lists:
    """Copies kinds of numbering from one document to another."""

    def __init__(self, word: WordDocument, plain: WordDocument) -> None:
        self._source = plain.part.numbering_part
        self._word = word

    def added(self, number: str, style: str) -> str:
        """The document's number for plain's list ``number``, for a paragraph style by its id."""
        try:
            part = self._word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
        except KeyError:
            part = self._empty_part()
        return self._copied(cast("XmlPart", part).element, number, style)

    def _empty_part(self) -> XmlPart:
        source = self._source
        root = copy.deepcopy(source.element)
        for child in list(root):
            root.remove(child)
        part = XmlPart(source.partname, source.content_type, root, self._word.part.package)
        self._word.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
        return part

    def _copied(self, numbering: Element, number: str, style: str) -> str:
        source = self._source.element
        num = copy.deepcopy(_with(source, "w:num", "w:numId", number))
        link = num.find(qn("w:abstractNumId"))
        abstract = copy.deepcopy(
            _with(source, "w:abstractNum", "w:abstractNumId", link.get(qn("w:val")))
        )
        new_abstract = _free(numbering, "w:abstractNum", "w:abstractNumId")
        new_number = _free(numbering, "w:num", "w:numId")
        abstract.set(qn("w:abstractNumId"), new_abstract)
        link.set(qn("w:val"), new_abstract)
        num.set(qn("w:numId"), new_number)
        for mark in abstract.iter(qn("w:pStyle")):
            mark.set(qn("w:val"), style)
        nums = numbering.findall(qn("w:num"))
        if nums:  # all kinds come before all lists
            nums[0].addprevious(abstract)
            nums[-1].addnext(num)
        else:
            numbering.extend((abstract, num))
        return new_number


def _with(parent: Element, tag: str, attribute: str, value: str) -> Element:
    return next(e for e in parent.findall(qn(tag)) if e.get(qn(attribute)) == value)


def _free(parent: Element, tag: str, attribute: str) -> str:
    return str(max((int(e.get(qn(attribute))) for e in parent.findall(qn(tag))), default=0) + 1)
