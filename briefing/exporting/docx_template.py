"""A house template: any Word file whose styles, margins, header and footer are to be kept.

Its own text goes. Styles that it lacks come from the plain template and are based on its own, so
that they take its font and size. A file that could do harm is refused.
"""

from __future__ import annotations

import copy
import io
import zipfile
import zlib
from pathlib import Path
from typing import Any, cast

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from briefing.errors import InputMissing, InputUnreadable

Element = Any

_MOST_PACKED = 50_000_000
_MOST_UNPACKED = 200_000_000
_MOST_PARTS = 2_000
_TEMPLATE_TYPE = b"wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = b"wordprocessingml.document.main+xml"
_ATTACHED_TEMPLATE = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
)


def open_template(path: Path, plain: WordDocument) -> WordDocument:
    """An empty document in the house style of ``path``, with all styles that ``plain`` has.

    Raises InputMissing or InputUnreadable.
    """
    data = _read(path)
    try:
        word = docx.Document(io.BytesIO(_as_document(data, path)))
        _check_outside(word, path)
        _empty(word, plain)
        _add_missing_styles(word, plain)
    except (OpcError, KeyError, ValueError, TypeError, AttributeError, SyntaxError) as error:
        # lxml's errors for damaged XML are SyntaxErrors
        raise _unreadable(path) from error
    return word


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InputMissing(f'The template "{path}" is a folder; give a .docx or .dotx file.')
        with path.open("rb") as file:
            data = file.read(_MOST_PACKED + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise InputMissing(
            f'There is no template "{path}"; give a .docx or .dotx file, or "plain".'
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
            if any("vbaProject" in info.filename for info in infos):
                raise InputUnreadable(
                    f'The template "{path}" holds macros; save it in Word as .dotx without them.'
                )
            for info in infos:
                part = old.read(info)
                if info.filename == "[Content_Types].xml":
                    part = part.replace(_TEMPLATE_TYPE, _DOCUMENT_TYPE)
                new.writestr(info.filename, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise _unreadable(path) from error
    return buffer.getvalue()


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


def _empty(word: WordDocument, plain: WordDocument) -> None:
    """Take the text out, and all that only it leads to.

    The size of the page, margins, headers and footers stay, A4 where no page is told.
    """
    body = word.element.body
    if body.sectPr is None:
        body.append(copy.deepcopy(plain.element.body.sectPr))
    _inherit_headers(body)
    for child in list(body)[:-1]:
        body.remove(child)
    rels = word.part.rels
    for key, relationship in list(rels.items()):
        if relationship.reltype.rpartition("/")[2] in _OF_THE_TEXT:
            del rels[key]
    settings = word.settings.element
    for name in ("w:footnotePr", "w:endnotePr"):
        for mention in settings.findall(qn(name)):
            settings.remove(mention)


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


def _add_missing_styles(word: WordDocument, plain: WordDocument) -> None:
    have = {_key(style.name): style.style_id for style in word.styles}
    names = {style.style_id: style.name for style in plain.styles}
    missing = [style for style in plain.styles if _key(style.name) not in have]
    lists = _Lists(word, plain)
    for style in missing:
        element = copy.deepcopy(style.element)
        element.attrib.pop(qn("w:default"), None)
        have[_key(style.name)] = style.style_id
        for reference in element.findall(qn("w:basedOn")) + element.findall(qn("w:next")):
            name = names[reference.get(qn("w:val"))]
            reference.set(qn("w:val"), have.get(_key(name), style.style_id))
        for number in element.iter(qn("w:numId")):
            number.set(qn("w:val"), lists.added(number.get(qn("w:val"))))
        word.styles.element.append(element)


def _key(name: str | None) -> str:
    """Word takes ``heading 1`` and ``Heading 1`` for the same style, and files have both."""
    return (name or "").casefold()


class _Lists:
    """Copies kinds of numbering from one document to another."""

    def __init__(self, word: WordDocument, plain: WordDocument) -> None:
        self._source = plain.part.numbering_part
        self._word = word

    def added(self, number: str) -> str:
        """The number in the document of the list that has ``number`` in the plain template."""
        try:
            part = self._word.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING)
        except KeyError:
            self._word.part.relate_to(self._source, RELATIONSHIP_TYPE.NUMBERING)
            return number
        if part is self._source:
            return number
        return self._copied(cast("XmlPart", part).element, number)

    def _copied(self, numbering: Element, number: str) -> str:
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


def _unreadable(path: Path) -> InputUnreadable:
    return InputUnreadable(
        f'The template "{path}" is not a Word document or is damaged; save it anew in Word as '
        ".docx or .dotx."
    )


def _too_large(path: Path) -> InputUnreadable:
    return InputUnreadable(
        f'The template "{path}" is too large for a template; make its pictures smaller.'
    )
