"""Paragraphs written to each format in its plainest form, to see whether they come back."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage

import docx
import typst

from tests.reading.test_outlook import BODY, HEAD, HTML, msg

Writer = Callable[[Sequence[str]], bytes]

_OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
_BOOK = (
    '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest>'
    '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>'
)


def plain(encoding: str) -> Writer:
    """Plain text with a blank line between paragraphs; a byte order mark where it needs one."""
    return lambda paragraphs: "\n\n".join(paragraphs).encode(encoding)


def markdown(paragraphs: Sequence[str]) -> bytes:
    """Markdown in which nothing is markup."""
    return "\n\n".join(re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", p) for p in paragraphs).encode()


def webpage(paragraphs: Sequence[str]) -> bytes:
    """A page with nothing beside its text."""
    return _page(paragraphs).encode()


def site(paragraphs: Sequence[str]) -> bytes:
    """A page with a menu on top, a box amid the text and a footer below."""
    box = "<aside class='related'><a href='/b'>The other road</a></aside>"
    body = "".join(
        f"<p>{html.escape(p)}</p>{box if place == 1 else ''}" for place, p in enumerate(paragraphs)
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><title>Road</title></head><body>"
        "<nav><ul><li><a href='/'>Start</a></li><li><a href='/n'>News</a></li></ul></nav>"
        f"<main><article>{body}</article></main><footer>Written by nobody</footer></body></html>"
    ).encode()


def saved_page(paragraphs: Sequence[str]) -> bytes:
    """A page in one file, as browsers save it."""
    message = EmailMessage()
    message["Subject"] = "Road"
    message.set_content(_page(paragraphs), subtype="html", cte="quoted-printable")
    return bytes(message)


def mail(charset: str, cte: str) -> Writer:
    """A mail in plain text."""

    def written(paragraphs: Sequence[str]) -> bytes:
        message = EmailMessage()
        message["From"] = "Anna Berg <anna@example.org>"
        message["Subject"] = "Road"
        message.set_content("\n\n".join(paragraphs), charset=charset, cte=cte)
        return bytes(message)

    return written


def mail_in_html(paragraphs: Sequence[str]) -> bytes:
    """A mail that says the same in plain text and in HTML."""
    message = EmailMessage()
    message["From"] = "Anna Berg <anna@example.org>"
    message.set_content("See the other part.")
    message.add_alternative(_page(paragraphs), subtype="html")
    return bytes(message)


def outlook(paragraphs: Sequence[str]) -> bytes:
    """An Outlook message in plain text."""
    return msg({**HEAD, BODY: "\r\n\r\n".join(paragraphs)})


def outlook_in_html(paragraphs: Sequence[str]) -> bytes:
    """An Outlook message in HTML."""
    return msg({**HEAD, HTML: _page(paragraphs).encode()})


def word(paragraphs: Sequence[str]) -> bytes:
    """A Word file."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def open_document(paragraphs: Sequence[str]) -> bytes:
    """An OpenDocument text."""
    return packed({"mimetype": "application/vnd.oasis.opendocument.text",
                   "content.xml": _open_body("document-content", paragraphs)})  # fmt: skip


def flat_document(paragraphs: Sequence[str]) -> bytes:
    """The same in one piece of XML."""
    return _open_body("document", paragraphs).encode()


def rich_text(paragraphs: Sequence[str]) -> bytes:
    """Rich text, every character beyond ASCII by its number."""
    return ("{\\rtf1\\ansi " + "\\par ".join(map(rtf, paragraphs)) + "}").encode("ascii")


def book(paragraphs: Sequence[str]) -> bytes:
    """An EPUB of one chapter."""
    chapter = "".join(f"<p>{html.escape(p)}</p>" for p in paragraphs)
    return packed({
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "book.opf": _BOOK,
        "a.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{chapter}</body></html>",
    })  # fmt: skip


def printed(paragraphs: Sequence[str]) -> bytes:
    """A PDF with ragged lines."""
    texts = ", ".join(json.dumps(p, ensure_ascii=False) for p in paragraphs)
    source = f"#set par(spacing: 2em)\n#for p in ({texts},) {{ par(p) }}"
    return bytes(typst.compile(source.encode()))


def _page(paragraphs: Sequence[str]) -> str:
    body = "".join(f"<p>{html.escape(p)}</p>\n" for p in paragraphs)
    return f"<html><head><meta charset='utf-8'></head><body>\n{body}</body></html>"


def _open_body(root: str, paragraphs: Sequence[str]) -> str:
    body = "".join(f"<text:p>{html.escape(p)}</text:p>" for p in paragraphs)
    return (
        f"<office:{root} {_OPEN}><office:body><office:text>{body}</office:text></office:body>"
        f"</office:{root}>"
    )


def rtf(text: str) -> str:
    """Words as rich text has them."""

    def written(character: str) -> str:
        if character in "\\{}":
            return f"\\{character}"
        if character < "\x80":
            return character
        units = character.encode("utf-16-le")
        numbers = (int.from_bytes(units[i : i + 2], "little") for i in range(0, len(units), 2))
        return "".join(f"\\u{n - 65536 if n > 32767 else n}?" for n in numbers)

    return "".join(map(written, text))


def packed(parts: dict[str, str]) -> bytes:
    """A zip file of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return stream.getvalue()
