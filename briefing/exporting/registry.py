"""The formats that a briefing can be exported to, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from briefing.brief import Brief
from briefing.errors import UsageError
from briefing.exporting.blocks import Document, compose
from briefing.exporting.docx import to_docx
from briefing.exporting.htmlpage import to_html
from briefing.exporting.jsonfile import to_json
from briefing.exporting.markdown import to_markdown
from briefing.exporting.pdf import to_pdf
from briefing.files import write_atomically

Writer = Callable[[Brief, date | None, Path | None], bytes]
"""Makes the bytes of a file from a brief, dated the given day (None: today), in a house style."""


def _from_blocks(write: Callable[[Document], bytes]) -> Writer:
    return lambda brief, today, _template: write(compose(brief, today))


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        ".docx": lambda brief, today, template: to_docx(compose(brief, today), template),
        ".json": lambda brief, _today, _template: to_json(brief),
        ".md": _from_blocks(to_markdown),
        ".html": _from_blocks(to_html),
        ".pdf": _from_blocks(to_pdf),
    }
)


def render(
    brief: Brief, ending: str, today: date | None = None, *, template: Path | None = None
) -> bytes:
    """The bytes of a file with this ending (``.docx``), dated ``today``.

    ``template`` is a Word file with the house style, or ``plain``; it serves .docx alone. Raises
    UsageError for an ending that is not in ``FORMATS``, InputMissing or InputUnreadable for a
    template that cannot be used, and OutputError if the format cannot hold the text.
    """
    writer = FORMATS.get(ending.lower())
    if writer is None:
        known = ", ".join(FORMATS)
        raise UsageError(f'"{ending}" is no format to export to; use one of {known}.')
    if template is not None and ending.lower() != ".docx":
        raise UsageError(f"A template serves .docx alone; leave it out for {ending}.")
    return writer(brief, today, template)


def export(
    brief: Brief, path: Path, today: date | None = None, *, template: Path | None = None
) -> None:
    """Write ``brief`` to ``path`` in the format that its ending names, in full or not at all.

    Raises what ``render`` raises, and OutputError if it cannot be written there.
    """
    write_atomically(path, render(brief, path.suffix, today, template=template))
