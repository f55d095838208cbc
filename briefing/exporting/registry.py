"""The formats that a briefing can be exported to, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from briefing.brief import Brief
from briefing.errors import UsageError
from briefing.exporting.blocks import Document
from briefing.exporting.composing import compose
from briefing.exporting.docx import to_docx
from briefing.exporting.docx_writer import Report
from briefing.exporting.htmlpage import to_html
from briefing.exporting.jsonfile import to_json
from briefing.exporting.markdown import to_markdown
from briefing.exporting.pdf import to_pdf
from briefing.exporting.plaintext import to_text
from briefing.exporting.presets import OUTLINES
from briefing.files import write_atomically
from briefing.settings import DocumentOptions, DoubtForm, EvidenceForm, Preset


@dataclass(frozen=True, slots=True)
class _Order:
    """What a document is to be like: its day (None: today), options, and a house style."""

    today: date | None
    options: DocumentOptions
    template: Path | None
    report: Report | None = None


Writer = Callable[[Brief, _Order], bytes]
"""Makes the bytes of a file from a brief."""


def _to_docx(brief: Brief, order: _Order) -> bytes:
    return to_docx(
        compose(brief, order.today, order.options),
        order.template or Path(OUTLINES[order.options.preset].template),
        order.options,
        brief if order.options.embed else None,
        order.report,
    )


def _from_blocks(write: Callable[[Document], bytes]) -> Writer:
    def written(brief: Brief, order: _Order) -> bytes:
        asked = order.options
        # Only Word has fields that a person fills in, and forms of evidence to choose from.
        options = replace(
            asked,
            evidence=_without_word(asked),
            doubts=DoubtForm.MARK,
            recipient=asked.recipient or None,
            sender=asked.sender or None,
            purpose=asked.purpose or None,
        )
        return write(compose(brief, order.today, options))

    return written


def _without_word(options: DocumentOptions) -> EvidenceForm:
    """Notes and comments become a list at the end, but where one page is all there is."""
    one_page = options.preset is Preset.NOTE and options.evidence is EvidenceForm.COMMENTS
    none = one_page or options.evidence is EvidenceForm.NONE
    return EvidenceForm.NONE if none else EvidenceForm.LIST


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        ".docx": _to_docx,
        ".json": lambda brief, _order: to_json(brief),
        ".md": _from_blocks(to_markdown),
        ".html": _from_blocks(to_html),
        ".txt": _from_blocks(to_text),
        ".pdf": _from_blocks(to_pdf),
    }
)


def render(
    brief: Brief,
    ending: str,
    today: date | None = None,
    *,
    template: Path | None = None,
    options: DocumentOptions | None = None,
    report: Report | None = None,
) -> bytes:
    """The bytes of a file with this ending (``.docx``), dated ``today``.

    ``template`` is a Word file with the house style, or the name of one that comes with the
    program; it serves .docx alone. ``report`` hears how many of how many blocks of a Word document
    are written, and may raise Cancelled to stop. Raises UsageError for an ending that is not in
    ``FORMATS``, InputMissing or InputUnreadable for a template that cannot be used, and OutputError
    if the format cannot hold the text.
    """
    writer = FORMATS.get(ending.lower())
    if writer is None:
        known = ", ".join(FORMATS)
        raise UsageError(f'"{ending}" is no format to export to; use one of {known}.')
    if template is not None and ending.lower() != ".docx":
        raise UsageError(f"A template serves .docx alone; leave it out for {ending}.")
    return writer(brief, _Order(today, options or DocumentOptions(), template, report))


def export(
    brief: Brief,
    path: Path,
    today: date | None = None,
    *,
    template: Path | None = None,
    options: DocumentOptions | None = None,
    report: Report | None = None,
) -> None:
    """Write ``brief`` to ``path`` in the format that its ending names, in full or not at all.

    Raises what ``render`` raises, and OutputError if it cannot be written there.
    """
    data = render(brief, path.suffix, today, template=template, options=options, report=report)
    write_atomically(path, data)


@dataclass(frozen=True, slots=True)
class Mail:
    """What is put into the clipboard for an e-mail: a web page, and text where none is taken."""

    html: str
    text: str


def for_mail(
    brief: Brief, today: date | None = None, *, options: DocumentOptions | None = None
) -> Mail:
    """The document as the words of an e-mail."""
    html = render(brief, ".html", today, options=options)
    return Mail(html.decode(), render(brief, ".txt", today, options=options).decode().rstrip("\n"))
