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

Writer = Callable[[Brief, date | None], bytes]
"""Makes the bytes of a file from a brief, dated the given day (None: today)."""


def _from_blocks(write: Callable[[Document], bytes]) -> Writer:
    return lambda brief, today: write(compose(brief, today))


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {
        ".docx": _from_blocks(to_docx),
        ".json": lambda brief, _today: to_json(brief),
        ".md": _from_blocks(to_markdown),
        ".html": _from_blocks(to_html),
        ".pdf": _from_blocks(to_pdf),
    }
)


def render(brief: Brief, ending: str, today: date | None = None) -> bytes:
    """The bytes of a file with this ending (``.docx``), dated ``today``.

    Raises UsageError for an ending that is not in ``FORMATS``, and OutputError if the format
    cannot hold the text.
    """
    writer = FORMATS.get(ending.lower())
    if writer is None:
        known = ", ".join(FORMATS)
        raise UsageError(f'"{ending}" is no format to export to; use one of {known}.')
    return writer(brief, today)


def export(brief: Brief, path: Path, today: date | None = None) -> None:
    """Write ``brief`` to ``path`` in the format that its ending names, in full or not at all.

    Raises UsageError for an ending that is not in ``FORMATS``, and OutputError.
    """
    write_atomically(path, render(brief, path.suffix, today))
