"""Word documents: named styles, Word's own numbering and notes, and the brief inside.

The look lies in ``resources/templates``, in the parts of an empty Word document. Nothing here
formats text directly, so that a change of style in Word changes the whole document.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

from docx.document import Document as WordDocument

from briefing import __version__
from briefing.brief import Brief
from briefing.exporting.blocks import Document
from briefing.exporting.docx_frame import set_frame, set_paper
from briefing.exporting.docx_own import is_own, own_template
from briefing.exporting.docx_parts import set_language, word_language
from briefing.exporting.docx_placeholders import asks_for_body, fill_placeholders
from briefing.exporting.docx_template import open_template
from briefing.exporting.docx_writer import Report, Writer
from briefing.exporting.embedded import drop_embedded, embed
from briefing.exporting.presets import PLAIN
from briefing.settings import DocumentOptions, EvidenceForm

_MOST_PROPERTY = 255


def to_docx(
    document: Document,
    template: Path | None = None,
    options: DocumentOptions | None = None,
    brief: Brief | None = None,
    report: Report | None = None,
) -> bytes:
    """The document as a .docx file; equal documents give equal bytes.

    ``template`` is a Word file whose styles, margins, header and footer are kept, or the name of
    one of the program's own, ``plain`` if it is None. ``brief`` is put inside, if given, for
    ``briefing.storing.word`` to read. ``report`` hears how far it is. Raises InputMissing or
    InputUnreadable if the template cannot be used.
    """
    options = options or DocumentOptions()
    language = word_language(document.language)
    house = None
    if template is None or is_own(template):
        word = own_template(PLAIN if template is None else str(template))
        set_language(word, language)
        ids = {style.name or "": str(style.style_id) for style in word.styles}
    else:
        house = open_template(template, own_template(PLAIN), options.styles)
        word, ids = house.word, house.ids
        if house.has_placeholders and not asks_for_body(word):
            options = _without_list(options)
    drop_embedded(word)
    _set_properties(word, document, language)
    if document.paper is not None:
        set_paper(word, document.paper)
    style = {name.casefold(): style_id for name, style_id in ids.items()}
    set_frame(word, document, lambda name: style[name.casefold()])
    end = word.element.body.sectPr
    writer = Writer(word, document, options, lambda name: style[name.casefold()], end)
    if house is not None and template is not None and house.has_placeholders:
        fill_placeholders(word, document, writer, template.name)
    else:
        writer.write(report)
    if brief is not None:
        embed(word, brief)
    buffer = io.BytesIO()
    word.save(buffer)
    return _undated(buffer.getvalue())


def _without_list(options: DocumentOptions) -> DocumentOptions:
    """A template that places each part itself has no list of evidence to refer to."""
    is_list = options.evidence is EvidenceForm.LIST
    return replace(options, evidence=EvidenceForm.FOOTNOTES) if is_list else options


def _set_properties(word: WordDocument, document: Document, language: str) -> None:
    properties = word.core_properties
    properties.title = document.title[:_MOST_PROPERTY]
    properties.author = document.author[:_MOST_PROPERTY]
    properties.last_modified_by = ""
    properties.subject = document.subject[:_MOST_PROPERTY]
    properties.keywords = document.keywords[:_MOST_PROPERTY]
    properties.category = "Briefing"
    properties.comments = f"Made with Briefing {__version__}"
    properties.language = language
    properties.created = properties.modified = document.moment.replace(tzinfo=None)
    properties.revision = 1


def _undated(data: bytes) -> bytes:
    """The same zip without the moment at which it was packed."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            made = zipfile.ZipInfo(info.filename)
            made.compress_type = zipfile.ZIP_DEFLATED
            made.external_attr = 0o644 << 16
            made.create_system = 3
            new.writestr(made, old.read(info))
    return buffer.getvalue()
