"""Pictures of a document's pages before it is exported, without any window.

A Word document is set by LibreOffice where that is installed, since only a word processor knows
where its lines break; else by this program's own PDF, which has the same parts and another look.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import pypdfium2

from briefing.brief import Brief
from briefing.errors import Cancelled, OutputError
from briefing.exporting.registry import render
from briefing.reading.programs import TooSlow, libreoffice, run
from briefing.settings import DocumentOptions

MOST_PAGES = 30
"""So many pages are drawn; a preview is for the look, and the rest is counted."""

_SECONDS = 60.0


class SetBy(Enum):
    """What set the pages."""

    ITSELF = auto()
    LIBREOFFICE = auto()
    OWN_PDF = auto()


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: four bytes each, blue, green, red and one unused, rows without gaps."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Preview:
    """The first pages of a document, how many it has in all, and what set them."""

    pages: tuple[Picture, ...]
    count: int
    set_by: SetBy


def has_pages(ending: str) -> bool:
    """Whether a format has pages to be looked at."""
    return ending in {".docx", ".pdf"}


def preview(
    brief: Brief,
    ending: str,
    *,
    template: Path | None,
    options: DocumentOptions,
    width: int,
    folder: Path,
    stop: Callable[[], bool],
) -> Preview:
    """The pages of the document that ``render`` gives, each ``width`` pixels wide.

    ``folder`` is for LibreOffice's settings and what it makes; it is quicker with one that it has
    used before. ``stop`` is asked now and then. Raises Cancelled, and what ``render`` raises.
    """

    def report(_done: int, _total: int) -> None:
        if stop():
            raise Cancelled("stopped")

    if ending == ".pdf":
        data, set_by = render(brief, ".pdf", options=options), SetBy.ITSELF
    else:
        document = render(brief, ".docx", template=template, options=options, report=report)
        printed = _printed(document, folder, stop)
        if printed is not None:
            data, set_by = printed, SetBy.LIBREOFFICE
        else:
            data, set_by = render(brief, ".pdf", options=options), SetBy.OWN_PDF
    pages, count = _drawn(data, width, stop)
    return Preview(pages, count, set_by)


def _printed(document: bytes, folder: Path, stop: Callable[[], bool]) -> bytes | None:
    """The document as PDF by LibreOffice; None if that is not installed or does not get on."""
    program = libreoffice()
    if program is None:
        return None
    given, made = folder / "pages.docx", folder / "pages.pdf"
    try:
        made.unlink(missing_ok=True)
        given.write_bytes(document)
        run(
            [
                program,
                f"-env:UserInstallation={(folder / 'settings').as_uri()}",
                *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), str(given)),
            ],
            seconds=_SECONDS,
            folder=folder,
            environment={"SAL_USE_VCLPLUGIN": "svp"},
            stop=stop,
        )
        return made.read_bytes()
    except (TooSlow, OSError):
        return None


def _drawn(data: bytes, width: int, stop: Callable[[], bool]) -> tuple[tuple[Picture, ...], int]:
    pages: list[Picture] = []
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise OutputError("The pages could not be drawn; export and open the document.") from error
    try:
        for page in list(pdf)[:MOST_PAGES]:
            if stop():
                raise Cancelled("stopped")
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=False)
            pages.append(_picture(bitmap))
            bitmap.close()
            page.close()
        return tuple(pages), len(pdf)
    finally:
        pdf.close()


def _picture(bitmap: pypdfium2.PdfBitmap) -> Picture:
    rows = bytes(bitmap.buffer)
    channels, stride = bitmap.n_channels, bitmap.stride
    kept = bytearray()
    for row in range(bitmap.height):
        line = rows[row * stride : row * stride + bitmap.width * channels]
        kept += line if channels == 4 else _widened(line)
    return Picture(bitmap.width, bitmap.height, bytes(kept))


def _widened(line: bytes) -> bytes:
    """A row of three bytes a pixel as one of four."""
    wide = bytearray(len(line) // 3 * 4)
    for channel in range(3):
        wide[channel::4] = line[channel::3]
    wide[3::4] = b"\xff" * (len(line) // 3)
    return bytes(wide)
