"""A house template: any Word file whose styles, margins, header and footer are to be kept.

Its own text goes, unless it has placeholders in it (``docx_placeholders``). A file that could do
harm is refused.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from briefing.errors import InputMissing, InputUnreadable
from briefing.exporting.docx_added import add_missing_styles
from briefing.exporting.docx_mapping import HouseStyles, house_styles
from briefing.exporting.docx_placeholders import has_placeholders
from briefing.exporting.text import listed
from briefing.settings import OWN_TEMPLATES

Element = Any

_MOST_PACKED = 50_000_000
_MOST_UNPACKED = 200_000_000
_MOST_PARTS = 2_000
_OWN = listed([f'"{name}"' for name in OWN_TEMPLATES]).replace(" and ", " or ")
_DAMAGE = (OpcError, KeyError, ValueError, TypeError, AttributeError, SyntaxError)
"""What python-docx raises on a damaged file; lxml's errors for damaged XML are SyntaxErrors."""

_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_FETCHING = re.compile(
    r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|IMPORT|LINK|DATABASE|RD)\b", re.IGNORECASE
)
_ATTACHED_TEMPLATE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
)


@dataclass(frozen=True, slots=True)
class HouseTemplate:
    """A template made ready: ``ids`` gives its styles by their names in the plain template.

    It is empty unless it ``has_placeholders``, among its text, which are to be filled.
    """

    word: WordDocument
    ids: dict[str, str]
    has_placeholders: bool


def open_template(
    path: Path, plain: WordDocument, chosen: Mapping[str, str] | None = None
) -> HouseTemplate:
    """The document of ``path`` in its house style, made ready for a briefing.

    The house's own styles serve where ``house_styles`` finds them, ``chosen`` going first; what it
    lacks is added. Raises InputMissing or InputUnreadable.
    """
    try:
        word = _opened(path)
        mapping = house_styles(word, chosen).mapping
        is_filled = has_placeholders(word)
        if is_filled:
            _keep_text(word)
        else:
            _empty(word, plain)
        return HouseTemplate(word, add_missing_styles(word, plain, mapping), is_filled)
    except _DAMAGE as error:
        raise _unreadable(path) from error


def styles_of_template(path: Path, chosen: Mapping[str, str] | None = None) -> HouseStyles:
    """Which styles of a Word file would serve for what, for a person to look at and set right.

    Raises InputMissing or InputUnreadable.
    """
    try:
        return house_styles(_opened(path), chosen)
    except _DAMAGE as error:
        raise _unreadable(path) from error


def _opened(path: Path) -> WordDocument:
    word = docx.Document(io.BytesIO(_as_document(_read(path), path)))
    _check_outside(word, path)
    _check_fields(word, path)
    return word


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputMissing(f'The template "{path}" is a folder; give a .docx or .dotx file.')
        with path.open("rb") as file:
            data = file.read(_MOST_PACKED + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise InputMissing(
            f'There is no template "{path}"; give a .docx or .dotx file, or {_OWN}.'
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputUnreadable(
            f'The template "{path}" could not be read ({reason}); try a copy of it.'
        ) from error
    if len(data) > _MOST_PACKED:
        raise _too_large(path)
    return data


def _as_document(data: bytes, path: Path) -> bytes:
    """The template's bytes as those of a document; python-docx opens no .dotx."""
    buffer = io.BytesIO()
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as old,
            zipfile.ZipFile(buffer, "w") as new,
        ):
            infos = old.infolist()
            if len(infos) > _MOST_PARTS or sum(i.file_size for i in infos) > _MOST_UNPACKED:
                raise _too_large(path)
            for info in infos:
                part = old.read(info)
                if info.filename == "[Content_Types].xml":
                    part = part.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
                    _check_programs(part, [info.filename for info in infos], path)
                new.writestr(info.filename, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _unreadable(path) from error
    return buffer.getvalue()


def _check_programs(types: bytes, names: list[str], path: Path) -> None:
    """Refuse macros and controls, which are told by their types: their names are free."""
    told = types.lower() + "\n".join(names).lower().encode("utf-8", "replace")
    if b"vbaproject" in told or b"macroenabled" in told:
        raise InputUnreadable(
            f'The template "{path}" holds macros; save it in Word as .dotx without them.'
        )
    if b"activex" in told:
        raise InputUnreadable(
            f'The template "{path}" holds controls that run programs; take them out in Word.'
        )


def _check_fields(word: WordDocument, path: Path) -> None:
    """Refuse fields that fetch something from elsewhere, in headers and footers for instance."""
    for part in word.part.package.iter_parts():
        if isinstance(part, XmlPart):
            told = "".join(code.text or "" for code in part.element.iter(qn("w:instrText")))
            simple = (f.get(qn("w:instr")) or "" for f in part.element.iter(qn("w:fldSimple")))
            if field := _FETCHING.search(" ".join([told, *simple])):
                raise InputUnreadable(
                    f'The template "{path}" has a field that fetches something from elsewhere '
                    f"({field.group().upper()}); take it out in Word."
                )


def _check_outside(word: WordDocument, path: Path) -> None:
    """Refuse what Word would fetch from elsewhere on opening; addresses to click on may stay."""
    for part in word.part.package.iter_parts():
        for key, relationship in list(part.rels.items()):
            if not relationship.is_external or relationship.reltype == RELATIONSHIP_TYPE.HYPERLINK:
                continue
            if relationship.reltype != _ATTACHED_TEMPLATE:
                raise InputUnreadable(
                    f'The template "{path}" loads parts from elsewhere; save it in Word with all '
                    "pictures inside."
                )
            # Where the template itself came from: nothing of it is needed any more.
            del part.rels[key]
            for element in word.settings.element.findall(qn("w:attachedTemplate")):
                word.settings.element.remove(element)


_REFERENCES = qn("w:headerReference"), qn("w:footerReference")
_OF_THE_TEXT = frozenset(
    """
    footnotes endnotes comments commentsExtended commentsExtensible commentsIds image hyperlink
    chart chartEx diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing
    oleObject package aFChunk subDocument control video audio ink
    """.split()
)
"""The last words of the kinds of relationship that lead from a document's text."""


_NOTES = frozenset(
    "footnotes endnotes comments commentsExtended commentsExtensible commentsIds".split()
)
_MARKS = tuple(
    qn(f"w:{name}")
    for name in "footnoteReference endnoteReference commentReference commentRangeStart "
    "commentRangeEnd bookmarkStart bookmarkEnd".split()
)


def _keep_text(word: WordDocument) -> None:
    """Leave the text, without its own notes, and without names that loops would give twice."""
    body = word.element.body
    if body.sectPr is None:
        raise ValueError("the text has no page")
    _drop_restarts(word)
    _flatten_references(body)
    for mark in list(body.iter(*_MARKS)):
        mark.getparent().remove(mark)
    for properties in body.iter(qn("w:sdtPr")):
        for number in properties.findall(qn("w:id")):
            properties.remove(number)
    for paragraph in body.iter(qn("w:p"), qn("w:tr")):
        for name in [n for n in paragraph.attrib if n.endswith(("}paraId", "}textId"))]:
            del paragraph.attrib[name]
    _drop_parts(word, _NOTES)


def _flatten_references(body: Element) -> None:
    """Leave of fields that refer to a place in the text what they show."""
    open_: list[list[Element]] = []
    for mark in list(body.iter(qn("w:fldChar"), qn("w:instrText"))):
        kind = mark.get(qn("w:fldCharType"))
        if kind == "begin":
            open_.append([])
        if open_:
            open_[-1].append(mark)
        if kind == "end" and open_:
            marks = open_.pop()
            code = "".join(m.text or "" for m in marks if m.tag == qn("w:instrText"))
            if code.split()[:1] and code.split()[0].upper() in {"REF", "NOTEREF", "PAGEREF"}:
                for each in marks:
                    each.getparent().remove(each)


def _drop_restarts(word: WordDocument) -> None:
    """A second statement on the same words refers to the number of the first, on whatever page."""
    for restart in list(word.element.body.iter(qn("w:numRestart"))):
        restart.getparent().remove(restart)


def _drop_parts(word: WordDocument, kinds: frozenset[str]) -> None:
    """Take out the parts of these kinds, and what the settings say of notes."""
    rels = word.part.rels
    for key, relationship in list(rels.items()):
        if relationship.reltype.rpartition("/")[2] in kinds:
            del rels[key]
    settings = word.settings.element
    for name in ("w:footnotePr", "w:endnotePr"):
        for mention in settings.findall(qn(name)):
            settings.remove(mention)


def _empty(word: WordDocument, plain: WordDocument) -> None:
    """Take the text out, and all that only it leads to.

    The size of the page, margins, headers and footers stay, A4 where no page is told.
    """
    body = word.element.body
    if body.sectPr is None:
        body.append(copy.deepcopy(plain.element.body.sectPr))
    _inherit_headers(body)
    _drop_restarts(word)
    for child in list(body)[:-1]:
        body.remove(child)
    _drop_parts(word, _OF_THE_TEXT)


def _inherit_headers(body: Element) -> None:
    """Give the last section the headers and footers that it takes from those before it."""
    last = body.sectPr
    have = {(r.tag, r.get(qn("w:type"))) for r in last.iterchildren(*_REFERENCES)}
    for section in reversed(body.findall(f"{qn('w:p')}/{qn('w:pPr')}/{qn('w:sectPr')}")):
        for reference in section.iterchildren(*_REFERENCES):
            key = (reference.tag, reference.get(qn("w:type")))
            if key not in have:
                have.add(key)
                last.insert(0, copy.deepcopy(reference))


def _unreadable(path: Path) -> InputUnreadable:
    return InputUnreadable(
        f'The template "{path}" is not a Word document or is damaged; save it anew in Word as '
        ".docx or .dotx."
    )


def _too_large(path: Path) -> InputUnreadable:
    return InputUnreadable(
        f'The template "{path}" is too large for a template; make its pictures smaller.'
    )
