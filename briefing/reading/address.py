"""An address on the web becomes bytes: the only place in reading that uses the network.

It is used only when a person has given an address. Redirects are followed by hand, at most ten; at
each step the address is checked and the connection made to the very machine that was checked, which
must belong to the public internet. No cookies are kept, no script is run and no picture or style
sheet fetched.

The proxies that the system names (HTTPS_PROXY, HTTP_PROXY, NO_PROXY, and the settings of Windows
and macOS) are used, for many offices have no other way out. The proxy then looks the name up and
makes the connection: here it can only be checked that the name does not lead inside as far as this
machine knows.
"""

from __future__ import annotations

import hashlib
import ssl
import urllib.request
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import unquote, urljoin, urlsplit

import httpcore

import briefing
from briefing.connecting import (
    CONNECTING,
    CheckedBackend,
    Clock,
    Forbidden,
    NoNameServer,
    Permit,
    UnknownHost,
    is_public,
    trusting,
)
from briefing.errors import InputUnreadable, LimitReached, NoArticle
from briefing.reading.charsets import text_of_bytes
from briefing.reading.draft import RawFile
from briefing.reading.files import MOST_DOCUMENT, most_bytes
from briefing.reading.formats import reader_name
from briefing.reading.hosts import Place, leads_inside, place_of, shortened
from briefing.reading.sniffing import recognised

MOST_REDIRECTS = 10
_SECONDS = 40.0
_HEAD = 1024
_SAVE_IT = "open it in the browser, save the page and open the saved file"
_HEADERS = {
    "User-Agent": f"Briefing/{briefing.__version__} (reads one page at a person's request)",
    "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/epub+zip": ".epub",
    "message/rfc822": ".eml",
    "multipart/related": ".mht",
}
_SAYS_NOTHING = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/force-download",
     "application/x-download", "application/download", "application/zip"}
)  # fmt: skip
_MOVED = frozenset({301, 302, 303, 307, 308})
_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 402, 403, 405, 406, 407, 418, 429, 451, 999})
_UNKNOWN = ".unknown"


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    data: bytes


class Fetcher:
    """Fetches addresses. ``permitted`` tells which machines a connection may be made to.

    ``seconds`` is what all of it may take, ``proxies`` gives the proxy for a scheme (those of the
    system if it is None), ``trust`` says which servers to believe.
    """

    def __init__(
        self,
        permitted: Permit = is_public,
        seconds: float = _SECONDS,
        proxies: Mapping[str, str] | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._permitted = permitted
        self._seconds = seconds
        self._proxies = urllib.request.getproxies() if proxies is None else proxies
        self._trust = trust

    def fetch(self, address: str) -> tuple[RawFile, str]:
        """The file at ``address``, and the address that it was found under in the end.

        Raises InputUnreadable, LimitReached and NoArticle, each with a sentence for the person.
        """
        clock = Clock.of(self._seconds)
        place = first = place_of(address)
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._answer(place, clock)
            target = answer.headers.get("location")
            if answer.status not in _MOVED or not target:
                return _file(address, first, place, answer), place.url
            place = place_of(urljoin(place.url, target.strip()))
        raise InputUnreadable(f"“{first.shown}” leads from page to page without end; {_SAVE_IT}.")

    def _answer(self, place: Place, clock: Clock) -> _Answer:
        try:
            with (
                self._pool(place, clock) as pool,
                pool.stream(
                    "GET",
                    place.url,
                    headers=list(_HEADERS.items()),
                    extensions={"timeout": {"connect": CONNECTING}},
                ) as response,
            ):
                headers = {
                    name.decode("latin-1").casefold(): value.decode("latin-1")
                    for name, value in response.headers
                }
                wanted = response.status == 200
                body = _body(response.iter_stream(), headers, place) if wanted else b""
                return _Answer(response.status, headers, body)
        except UnknownHost as error:
            raise InputUnreadable(f"There is no site “{place.host}”; check the address.") from error
        except NoNameServer as error:
            raise InputUnreadable(
                f"“{place.host}” cannot be found, for there is no connection to the internet; "
                "check the connection and try again."
            ) from error
        except Forbidden as error:
            raise _inside(place) from error
        except httpcore.TimeoutException as error:
            raise LimitReached(
                f"“{place.host}” takes too long to answer; try again later, or {_SAVE_IT}."
            ) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError,
                httpcore.UnsupportedProtocol, ssl.SSLError) as error:  # fmt: skip
            raise _broken(place, error) from error

    def _pool(self, place: Place, clock: Clock) -> httpcore.ConnectionPool:
        trust = self._trust or trusting()
        proxy = self._proxies.get(place.scheme) or self._proxies.get("all")
        if not proxy or urllib.request.proxy_bypass(place.host):
            backend = CheckedBackend(self._permitted, clock)
            return httpcore.ConnectionPool(ssl_context=trust, network_backend=backend)
        if leads_inside(place.host, self._permitted, clock.left(CONNECTING)):
            raise _inside(place)
        parts = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        if parts.scheme not in {"http", "https"}:
            raise InputUnreadable(
                f"The proxy of this computer is of a kind ({parts.scheme}) that is not known here; "
                f"{_SAVE_IT}."
            )
        login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        port = parts.port or (443 if parts.scheme == "https" else 80)
        return httpcore.HTTPProxy(
            f"{parts.scheme}://{host}:{port}",
            proxy_auth=login,
            ssl_context=trust,
            # The proxy itself may stand in the person's own network.
            network_backend=CheckedBackend(lambda _number: True, clock),
        )


def _inside(place: Place) -> InputUnreadable:
    return InputUnreadable(
        f"“{place.host}” lies in your own network or on this computer and is not opened; "
        "save the page in the browser and open the saved file."
    )


def _broken(place: Place, error: Exception) -> InputUnreadable:
    seen: BaseException | None = error
    while seen is not None and not isinstance(seen, ssl.SSLError):
        seen = seen.__cause__ or seen.__context__
    if seen is not None:
        return InputUnreadable(
            f"“{place.host}” could not prove that it is the site it says it is; check the address, "
            f"or {_SAVE_IT}."
        )
    if isinstance(error, httpcore.ConnectError):
        return InputUnreadable(
            f"“{place.host}” cannot be reached; check the address and the connection, and try "
            "again."
        )
    return InputUnreadable(f"The connection to “{place.host}” broke off; try again, or {_SAVE_IT}.")


# --- what came back ---------------------------------------------------------------------------


def _body(chunks: Iterable[bytes], headers: Mapping[str, str], place: Place) -> bytes:
    """The page's bytes, unpacked; reading ends as soon as they are too many."""
    length = headers.get("content-length", "")
    if length.isdecimal() and int(length) > MOST_DOCUMENT:
        raise _too_large(place, MOST_DOCUMENT)
    data = bytearray()
    try:
        for piece in _unpacked(chunks, headers.get("content-encoding", ""), place):
            data += piece
            most = most_bytes(bytes(data[:_HEAD]), "")
            if len(data) > most:
                raise _too_large(place, most)
    except zlib.error as error:
        raise InputUnreadable(
            f"“{place.shown}” came in a damaged form; try again, or {_SAVE_IT}."
        ) from error
    return bytes(data)


def _unpacked(chunks: Iterable[bytes], encoding: str, place: Place) -> Iterator[bytes]:
    name = encoding.strip().casefold()
    if name in {"", "identity"}:
        yield from chunks
        return
    if name not in {"gzip", "x-gzip", "deflate"}:
        raise InputUnreadable(
            f"“{place.shown}” came packed in a way that was not asked for ({shortened(name)}); "
            f"{_SAVE_IT}."
        )
    # Some servers send "deflate" without its head.
    stream = None
    for chunk in chunks:
        if stream is None:
            bare = name == "deflate" and chunk[:1] and chunk[0] & 0x0F != 8
            stream = zlib.decompressobj(-15 if bare else 47)
        packed = chunk
        while packed:
            yield stream.decompress(packed, 1_000_000)
            packed = stream.unconsumed_tail


def _too_large(place: Place, most: int) -> InputUnreadable:
    return InputUnreadable(
        f"What is at “{place.shown}” is too large (more than {most / 1e6:.0f} MB); "
        "save the article's text alone and read that."
    )


def _file(address: str, first: Place, place: Place, answer: _Answer) -> RawFile:
    _refuse_status(first, place, answer.status)
    if not answer.data:
        raise NoArticle(f"The page at “{first.shown}” is empty; check the address.")
    kind, charset = _content_type(answer.headers.get("content-type", ""))
    data = answer.data
    if charset and kind in {"text/html", "application/xhtml+xml", "text/plain", "text/markdown"}:
        # Written anew with a mark that all readers know, for what the server says goes first.
        data = b"\xef\xbb\xbf" + text_of_bytes(data, charset).encode("utf-8", "replace")
    raw = RawFile(
        source=address,
        name=first.shown,
        ending=_ending(kind, place),
        data=data,
        sha256=hashlib.sha256(answer.data).hexdigest(),
    )
    if raw.ending == _UNKNOWN and recognised(raw).ending == _UNKNOWN:
        raise InputUnreadable(
            f"What is at “{first.shown}” is no article ({kind or 'of an unknown kind'}); "
            "give the address of a page, or save its text and open that."
        )
    return raw


def _refuse_status(first: Place, place: Place, status: int) -> None:
    if status == 200:
        return
    if status in _GONE:
        raise InputUnreadable(f"There is no page at “{first.shown}” ({status}); check the address.")
    if status in _REFUSED:
        raise InputUnreadable(
            f"“{place.host}” does not give this page to programs ({status}); {_SAVE_IT}."
        )
    if status >= 500:
        raise InputUnreadable(
            f"“{place.host}” has a fault of its own ({status}); try again later, or {_SAVE_IT}."
        )
    raise InputUnreadable(f"“{place.host}” did not send the page ({status}); {_SAVE_IT}.")


def _content_type(header: str) -> tuple[str, str | None]:
    message = Message()
    message["Content-Type"] = header
    kind = message.get_content_type() if header.strip() else ""
    return kind, message.get_content_charset()


def _ending(kind: str, place: Place) -> str:
    """The ending of the reader for a kind; of a kind that says nothing, the address's own."""
    path = unquote(urlsplit(place.target).path)
    name = path.rpartition("/")[2]
    own = f".{name.rpartition('.')[2].casefold()}" if "." in name else ""
    if kind == "text/plain" and own in {".md", ".markdown"}:
        return own
    if kind in _ENDINGS:
        return _ENDINGS[kind]
    known = bool(own) and reader_name(own) is not None
    return own if kind in _SAYS_NOTHING and known else _UNKNOWN
