"""What a drag, the clipboard or a typed line offers: files, an address, or an article's text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QMimeData, QUrl

from briefing.reading.origins import PastedOrigin

LONGEST_ADDRESS = 2000
"""In characters; servers take no longer ones."""

MOST_CHARACTERS = 20_000_000
"""Twenty times a long novel; more would hold up the window on its way to the engine."""


@dataclass(frozen=True, slots=True)
class Files:
    """Files of this computer or its network drives."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a page; nothing is fetched before the person says so."""

    address: str


@dataclass(frozen=True, slots=True)
class Text:
    """An article's text, with its formatting where there is any."""

    origin: PastedOrigin


@dataclass(frozen=True, slots=True)
class Nothing:
    """Nothing that can be opened; ``sentence`` says why."""

    sentence: str


Offer = Files | Address | Text | Nothing


class NoAddress(ValueError):
    """What was typed is no address that can be opened; its text is a sentence that says why."""


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("Offered", text)


def offer_of(data: QMimeData | None) -> Offer:
    """What a drag or the clipboard offers; an empty clipboard may be None.

    Files come before everything else, since file managers add their names as text; an address
    before text, since browsers add a link's words.
    """
    data = data or QMimeData()
    files = _files(data.urls())
    if files:
        return Files(files)
    address = _lone_address(data)
    if address:
        return Address(address)
    text, html = data.text(), data.html() if data.hasHtml() else ""
    if len(text) + len(html) > MOST_CHARACTERS:
        return Nothing(tr("This is more text than an article has; save it as a file instead."))
    if html.strip() or text.strip():
        return Text(PastedOrigin(text, html))
    if data.hasImage():
        return Nothing(tr("This is a picture; save it as a file and open that, or copy the text."))
    return Nothing(tr("There is no article here; copy its text, its file or its address first."))


def can_offer(data: QMimeData) -> bool:
    """Whether a drag offers anything; asked before a drop, when its text may not be known yet."""
    return data.hasUrls() or data.hasHtml() or data.hasText()


def typed_address(text: str) -> str:
    """The address that a person typed, with ``https://`` put before it if they left that out.

    Raises NoAddress.
    """
    address = text.strip()
    if not address:
        raise NoAddress(
            tr("Type or paste the address of a page, such as https://example.org/news.")
        )
    if len(address.split()) > 1 or not address.isprintable():
        raise NoAddress(tr("An address has no spaces or line breaks; check it."))
    if len(address) > LONGEST_ADDRESS:
        raise NoAddress(tr("This address is too long to be one; check it."))
    if "://" not in address and not _names_another_scheme(address):
        address = f"https://{address.removeprefix('//')}"
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise NoAddress(tr("This is not the address of a page; check it.")) from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise NoAddress(tr("Only addresses that begin with http:// or https:// can be opened."))
    if parts.username is not None:
        raise NoAddress(tr("Leave out the name and password before the @; pages are read without."))
    if not host or ("." not in host.strip(".") and ":" not in host):
        raise NoAddress(tr("The name of the site is missing, such as example.org; check it."))
    return address


def _names_another_scheme(address: str) -> bool:
    """Whether this is ``mailto:someone`` rather than ``example.org:8080``."""
    scheme, colon, rest = address.partition(":")
    return bool(colon) and scheme.isalpha() and not rest[:1].isdigit()


def _files(urls: Iterable[QUrl]) -> tuple[Path, ...]:
    return tuple(dict.fromkeys(Path(url.toLocalFile()) for url in urls if url.isLocalFile()))


def _lone_address(data: QMimeData) -> str:
    """The address, if that is all there is; empty if there is none."""
    texts = [url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in data.urls()]
    text = data.text().strip()
    if "://" in text[:10]:  # a word alone is a text, even where it could be a host
        texts.append(text)
    for candidate in texts:
        try:
            return typed_address(candidate)
        except NoAddress:
            continue
    return ""
