"""PDFs for tests: what Typst prints of a source, with and without the tags that it writes."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
import typst

FERRY = (
    "The ferry to Hallow Isle will run twice a day from May, the harbour board said on Monday, "
    "and a third boat is to follow in June if the weather allows it and a crew can be found."
)
PIER = (
    "The new pier was paid for by the county, which had promised the money eleven years ago and "
    "twice forgot to put it into its budget, as the auditor noted in a letter to the council."
)
MILL = (
    "At the mill nobody was surprised: the miller had told everyone since autumn that the boats "
    "would come back, and had already painted a sign for the visitors in three languages."
)


def many(times: int) -> list[str]:
    """Paragraphs that fill pages, no two of them alike."""
    return [f"Of {i} it was said: {text}" for i, text in enumerate([FERRY, PIER, MILL] * times)]


def printed(folder: Path, source: str, *, tagged: bool) -> Path:
    """A PDF of a Typst source; one that is not ``tagged`` says nothing of its structure."""
    page = folder / "article.typ"
    page.write_text(source, encoding="utf-8")
    data = typst.compile(page)
    file = folder / "article.pdf"
    file.write_bytes(data if tagged else _pages_alone(data))
    return file


def _pages_alone(data: bytes) -> bytes:
    with pdfium.PdfDocument(data) as whole, pdfium.PdfDocument.new() as pages:
        pages.import_pages(whole)
        written = io.BytesIO()
        pages.save(written)
    return written.getvalue()
