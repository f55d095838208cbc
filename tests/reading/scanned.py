"""Pictures of printed pages, and PDF files made of such pictures."""

from __future__ import annotations

import io
import struct
import zlib

import pypdfium2 as pdfium
import typst

PAGE = "#set page(width: 16cm, height: 12cm, margin: 1.5cm)\n#set text(size: 12pt)\n"


def printed(*pages: str) -> bytes:
    """A PDF with these pages of typst markup as text."""
    return bytes(typst.compile((PAGE + "\n#pagebreak()\n".join(pages)).encode()))


def scanned(
    *pages: str, with_text: tuple[int, ...] = (), turned: int = 0, dots: int = 200
) -> bytes:
    """A PDF with these pages as pictures; those counted in ``with_text`` (from 0) stay text.

    The pictures have so many dots per inch and are turned clockwise by so many degrees.
    """
    source = pdfium.PdfDocument(printed(*pages))
    target = pdfium.PdfDocument.new()
    for number, page in enumerate(source):
        if number in with_text:
            target.import_pages(source, [number])
            continue
        width, height = page.get_size()
        size = (height, width) if turned % 180 else (width, height)
        image = pdfium.PdfImage.new(target)
        image.set_bitmap(page.render(scale=dots / 72, rotation=turned, grayscale=True))
        image.set_matrix(pdfium.PdfMatrix().scale(*size))
        sheet = target.new_page(*size)
        sheet.insert_obj(image)
        sheet.gen_content()
    stream = io.BytesIO()
    target.save(stream)
    source.close()
    target.close()
    return stream.getvalue()


def picture(page: str) -> bytes:
    """A picture (PNG) of a printed page."""
    source = pdfium.PdfDocument(printed(page))
    bitmap = source[0].render(scale=200 / 72, grayscale=True)
    data = bytes(bitmap.buffer)
    rows = (data[y * bitmap.stride :][: bitmap.width] for y in range(bitmap.height))
    return png(bitmap.width, bitmap.height, b"".join(b"\0" + row for row in rows))


def png(width: int, height: int, rows: bytes) -> bytes:
    """A grey picture; each row begins with a zero."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )
