"""Long articles in many formats, made up word by word, the same every time."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from html import escape

import docx
import typst

_NAMES = "harbour council ferry bridge mill library county school market hospital railway".split()
_DEEDS = "opened closed sold repaired planned refused promised measured painted counted".split()
_THINGS = "ships boats roofs budget timetable contracts windows letters records gates".split()
_WHEN = "on Monday|in May|after the flood|before the vote|in the spring|without a word".split("|")
_MORE = "as the auditor had warned|which nobody had expected|for the third year in a row".split("|")

Pieces = list[tuple[str, str]]
"""The kind of each paragraph ("heading" or "text") and its words."""


def article(words: int) -> Pieces:
    """An article of about so many words, with a heading now and then."""
    chance = random.Random(words)  # noqa: S311 (nothing secret)
    pieces: Pieces = []
    count = 0
    while count < words:
        if len(pieces) % 12 == 0:
            pieces.append(
                ("heading", f"The {chance.choice(_NAMES)} and its {len(pieces) + 1} plans")
            )
        text = " ".join(_sentence(chance) for _ in range(chance.randint(3, 7)))
        pieces.append(("text", text))
        count += text.count(" ") + 1
    return pieces


def _sentence(chance: random.Random) -> str:
    who, where = chance.sample(_NAMES, 2)
    return (
        f"The {who} {chance.choice(_DEEDS)} {chance.randint(2, 900)} {chance.choice(_THINGS)} at "
        f"the {where} {chance.choice(_WHEN)}, {chance.choice(_MORE)}."
    )


def as_text(pieces: Pieces) -> bytes:
    return "\n\n".join(text for _, text in pieces).encode()


def as_markdown(pieces: Pieces) -> bytes:
    return "\n\n".join(f"## {t}" if k == "heading" else t for k, t in pieces).encode()


def as_page(pieces: Pieces) -> bytes:
    body = "\n".join(_tagged(pieces))
    return (
        f"<!doctype html><html><head><title>News of the harbour</title></head><body><nav>"
        f"<a href='/'>Home</a></nav><article><h1>News of the harbour</h1>{body}</article>"
        "<footer>All rights reserved</footer></body></html>"
    ).encode()


def _tagged(pieces: Pieces) -> Iterator[str]:
    for kind, text in pieces:
        tag = "h2" if kind == "heading" else "p"
        yield f"<{tag}>{escape(text)}</{tag}>"


def as_word(pieces: Pieces) -> bytes:
    document = docx.Document()
    for kind, text in pieces:
        document.add_paragraph(text, style="Heading 2" if kind == "heading" else None)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def as_open_document(pieces: Pieces) -> bytes:
    body = "".join(
        f'<text:h text:outline-level="2">{t}</text:h>'
        if k == "heading"
        else f"<text:p>{t}</text:p>"
        for k, t in pieces
    )
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"{body}</office:text></office:body></office:document-content>"
    )
    return _packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def as_book(pieces: Pieces) -> bytes:
    container = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
    chapters = [pieces[start : start + 60] for start in range(0, len(pieces), 60)]
    numbers = range(len(chapters))
    items = "".join(f'<item id="c{n}" href="{n}.xhtml"/>' for n in numbers)
    spine = "".join(f'<itemref idref="c{n}"/>' for n in numbers)
    package = f"<package><metadata/><manifest>{items}</manifest><spine>{spine}</spine></package>"
    parts = {"META-INF/container.xml": container, "b.opf": package}
    for number, chapter in enumerate(chapters):
        parts[f"{number}.xhtml"] = f"<html><body>{''.join(_tagged(chapter))}</body></html>"
    return _packed({"mimetype": "application/epub+zip", **parts})


def _packed(parts: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def as_rich_text(pieces: Pieces) -> bytes:
    lines = (rf"{{\b\fs32 {t}\par}}" if k == "heading" else rf"{t}\par" for k, t in pieces)
    return (r"{\rtf1\ansi " + "\n".join(lines) + "}").encode()


def as_mail(pieces: Pieces) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Press office <press@example.org>", "News of the harbour"
    mail.set_content("\n\n".join(text for _, text in pieces))
    return mail.as_bytes()


def as_pdf(pieces: Pieces) -> bytes:
    """A PDF of about 330 words a page."""
    source = '#set page(paper: "a4", margin: 3.5cm, numbering: "1")\n#set text(size: 14pt)\n'
    source += "#set par(justify: true, leading: 0.9em)\n"
    source += "\n\n".join(f"== {t}" if k == "heading" else t for k, t in pieces)
    return bytes(typst.compile(source.encode()))


FORMATS: dict[str, Callable[[Pieces], bytes]] = {
    ".txt": as_text,
    ".md": as_markdown,
    ".html": as_page,
    ".docx": as_word,
    ".odt": as_open_document,
    ".rtf": as_rich_text,
    ".epub": as_book,
    ".eml": as_mail,
    ".pdf": as_pdf,
}
"""The ending of a file -> what writes an article into one."""
