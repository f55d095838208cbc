"""Which of a house template's styles serve for title, headings and bullets.

A house may keep Word's own names, give its own ("MoF Bullet"), or have both and use one. Each
style is weighed for each role by its name, by what it does (outline level, bullets) and by whether
the template's own text uses it; what that finds can be set right by a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from briefing.exporting.docx_parts import Element

TITLE, BULLET = "Title", "List Bullet"
ROLES = (TITLE, "Heading 1", "Heading 2", "Heading 3", BULLET)
"""What styles are mapped for, by their names in the program's own template."""

# Word's own names for these are English in every language; houses name theirs in their own.
_HEADING = "heading|überschrift|titre|título|titolo|kop|rubrik|otsikko|nagłówek|overskrift|h"
_NAMES = {
    TITLE: re.compile(r"\b(title|titel|titre|título|titolo|headline)\b(?!\s*\d)"),
    BULLET: re.compile(r"bullet|aufzähl|puces?\b|viñeta|opsomming|punktlist|punktor|elenco punt"),
    **{f"Heading {n}": re.compile(rf"\b({_HEADING})\s*{n}\b") for n in (1, 2, 3)},
}
_DEEPER = re.compile(r"\b[2-9]$")
_IS_NAMED, _IS_LIKE_IT, _DOES_IT, _IS_USED = 3, 1, 2, 4


@dataclass(frozen=True, slots=True)
class HouseStyles:
    """Which styles serve for which roles.

    ``mapping`` gives a style's name for each role that has one; ``choices`` are all names.
    ``unclear`` are the roles that none fits, or several equally well, and of which no person has
    said anything.
    """

    mapping: Mapping[str, str]
    choices: tuple[str, ...]
    unclear: tuple[str, ...] = ()


def house_styles(word: WordDocument, chosen: Mapping[str, str] | None = None) -> HouseStyles:
    """The styles of a template, before its text is taken out, for the roles of a briefing.

    ``chosen`` has what a person set right: names of styles by role, empty where none fits. A name
    that the template does not have is passed over.
    """
    styles = _Styles(word)
    mapping = {}
    unclear = []
    for role in ROLES:
        name = (chosen or {}).get(role)
        if name == "":
            continue
        if name is not None and name.casefold() in styles.by_name:
            mapping[role] = styles.by_name[name.casefold()].name
            continue
        found = sorted(styles.scored(role), reverse=True)
        if found:
            mapping[role] = found[0][-1]
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            unclear.append(role)
    names = sorted(style.name for style in styles.by_name.values())
    return HouseStyles(mapping, tuple(names), tuple(unclear))


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style; ``outline`` is its heading level from 0, ``bulleted`` if it is a list."""

    id: str
    name: str
    outline: int | None
    bulleted: bool
    used: bool


class _Styles:
    """The paragraph styles of a document, with what they inherit."""

    def __init__(self, word: WordDocument) -> None:
        root = word.styles.element
        self._elements: dict[str, Element] = {
            style.get(qn("w:styleId")): style
            for style in root.iterchildren(qn("w:style"))
            if style.get(qn("w:type")) == "paragraph"
        }
        self._bullets = _bulleted_lists(word)
        used = {mark.get(qn("w:val")) for mark in word.element.body.iter(qn("w:pStyle"))}
        made = (self._style(style_id, style_id in used) for style_id in self._elements)
        self.by_name = {style.name.casefold(): style for style in made if style.name}

    def scored(self, role: str) -> Iterator[tuple[int, bool, str]]:
        """The styles that could serve for ``role``, as (score, has Word's name, name)."""
        for style in self.by_name.values():
            named = style.name.casefold() == role.casefold()
            like = _NAMES[role].search(style.name.casefold()) is not None
            if role == BULLET:
                does = style.bulleted
                # Without bullets it would print a plain paragraph; with a number, a list in a list.
                fits = does and not _DEEPER.search(style.name)
            elif role == TITLE:
                does = False
                fits = (named or like) and style.outline is None
            else:
                does = style.outline == int(role[-1]) - 1
                fits = named or does
            if fits:
                score = (
                    (_IS_NAMED if named else _IS_LIKE_IT if like else 0)
                    + _DOES_IT * does
                    + _IS_USED * style.used
                )
                yield score, named, style.name

    def _style(self, style_id: str, used: bool) -> _Style:
        name = self._elements[style_id].find(qn("w:name"))
        outline = self._inherited(style_id, "w:outlineLvl")
        number = self._inherited(style_id, "w:numId")
        level = int(outline) if outline and outline.isdigit() else None
        return _Style(
            id=style_id,
            name="" if name is None else name.get(qn("w:val")) or "",
            outline=level if level is not None and level < 9 else None,
            bulleted=number in self._bullets,
            used=used,
        )

    def _inherited(self, style_id: str, tag: str) -> str | None:
        seen: set[str] = set()
        current: str | None = style_id
        while current in self._elements and current not in seen:
            seen.add(current)
            style = self._elements[current]
            mark = style.find(f"{qn('w:pPr')}//{qn(tag)}")
            if mark is not None:
                value: str | None = mark.get(qn("w:val"))
                return value
            base = style.find(qn("w:basedOn"))
            current = None if base is None else base.get(qn("w:val"))
        return None


def _bulleted_lists(word: WordDocument) -> frozenset[str]:
    """The ids of the lists that begin with a bullet, not a number."""
    try:
        part = word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
    except KeyError:
        return frozenset()
    if not isinstance(part, XmlPart):
        return frozenset()
    kinds = {}
    for kind in part.element.iterchildren(qn("w:abstractNum")):
        formats = [f.get(qn("w:val")) for f in kind.iterfind(f"{qn('w:lvl')}/{qn('w:numFmt')}")]
        kinds[kind.get(qn("w:abstractNumId"))] = formats[:1] == ["bullet"]
    return frozenset(
        num.get(qn("w:numId"))
        for num in part.element.iterchildren(qn("w:num"))
        if kinds.get(num.find(qn("w:abstractNumId")).get(qn("w:val")))
    )
