"""An address on the web is fetched, from the public internet alone and within limits."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import http.server
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
import typst
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from briefing.article import Article
from briefing.connecting import IPAddress, is_public
from briefing.errors import InputUnreadable, LimitReached, NoArticle
from briefing.reading.address import MOST_REDIRECTS, Fetcher
from briefing.reading.files import MOST_BYTES, MOST_DOCUMENT
from briefing.reading.hosts import place_of
from briefing.reading.origins import AddressOrigin
from briefing.reading.registry import read_origin

SENTENCE = "The ferry to Holm will stop for good at the end of March, the county said on Tuesday."
PAGE = f"<html><head><title>The ferry</title></head><body><p>{SENTENCE}</p></body></html>"


@dataclass
class Answer:
    data: bytes = PAGE.encode()
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html"})


Pages = dict[str, Answer | Callable[[http.server.BaseHTTPRequestHandler], None]]


@dataclass
class Site:
    """A server on this computer, the pages it has, and the requests it got."""

    server: http.server.ThreadingHTTPServer
    pages: Pages = field(default_factory=dict)
    requests: list[http.server.BaseHTTPRequestHandler] = field(default_factory=list)

    def address(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.server.server_port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.requests.append(self)
            answer = here.pages.get(self.path, Answer(b"", 404))
            if callable(answer):
                answer(self)
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.data)))
            self.end_headers()
            self.wfile.write(answer.data)

        def log_message(self, *_arguments: object) -> None:
            pass

    here = Site(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler))
    thread = threading.Thread(target=here.server.serve_forever, args=(0.01,))
    thread.start()
    yield here
    here.server.shutdown()
    here.server.server_close()
    thread.join()


def on_this_computer(number: IPAddress) -> bool:
    return number == ipaddress.ip_address("127.0.0.1")


def fetcher(seconds: float = 20.0) -> Fetcher:
    return Fetcher(permitted=on_this_computer, seconds=seconds, proxies={})


def read(address: str, seconds: float = 20.0) -> Article:
    return read_origin(AddressOrigin(address), fetch=fetcher(seconds).fetch)


def refusal(address: str, with_: Fetcher | None = None) -> str:
    with pytest.raises((InputUnreadable, NoArticle)) as error:
        read_origin(AddressOrigin(address), fetch=(with_ or fetcher()).fetch)
    sentence = str(error.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


# --- what is read -----------------------------------------------------------------------------


def test_a_page_is_read_and_its_addresses_are_kept(site: Site) -> None:
    site.pages["/story"] = Answer()
    article = read(site.address("/story"))
    assert [p.text for p in article.paragraphs] == [SENTENCE]
    assert article.title == "The ferry"
    assert article.source == article.url == site.address("/story")
    assert article.sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_only_the_page_is_asked_for_and_the_program_says_who_it_is(site: Site) -> None:
    page = PAGE.replace(
        "<p>",
        '<script src="/x.js"></script><link rel="stylesheet" href="/x.css"><img src="/x.png"><p>',
    )
    headers = {"Content-Type": "text/html", "Set-Cookie": "seen=yes"}
    site.pages["/story"] = Answer(page.encode(), headers=headers)
    read(site.address("/story"))
    assert [request.path for request in site.requests] == ["/story"]
    assert site.requests[0].headers["User-Agent"].startswith("Briefing/")
    assert "Cookie" not in site.requests[0].headers


def test_redirects_are_followed_without_cookies_and_the_last_address_is_kept(site: Site) -> None:
    headers = {"Location": "../new/story?id=7#top", "Set-Cookie": "seen=yes"}
    site.pages["/old/story"] = Answer(b"", 301, headers)
    site.pages["/new/story?id=7"] = Answer(b"", 307, {"Location": site.address("/story")})
    site.pages["/story"] = Answer()
    article = read(site.address("/old/story"))
    assert article.source == site.address("/old/story")
    assert article.url == site.address("/story")
    assert all("Cookie" not in request.headers for request in site.requests)


def test_endless_redirects_end(site: Site) -> None:
    site.pages["/a"] = Answer(b"", 302, {"Location": "/a"})
    assert "without end" in refusal(site.address("/a"))
    assert len(site.requests) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("text/html; charset=iso-8859-2", "iso-8859-2"),
        ("text/html; charset=Shift_JIS", "shift_jis"),
        ("text/html", "utf-8"),
    ],
)
def test_the_servers_word_on_the_encoding_goes_before_the_pages(
    site: Site, header: str, encoding: str
) -> None:
    words = {"iso-8859-2": "Łódź ma nową bibliotekę, powiedział burmistrz w poniedziałek.",
             "shift_jis": "図書館は冬のあいだも開いていると、町長が月曜日に話した。",
             "utf-8": "Łódź, 図書館: the two towns will share one library, both said."}  # fmt: skip
    page = f'<html><meta charset="utf-8"><body><p>{words[encoding]}</p></body></html>'
    site.pages["/"] = Answer(page.encode(encoding), headers={"Content-Type": header})
    assert read(site.address()).paragraphs[0].text == words[encoding]


def test_the_pages_word_on_the_encoding_counts_where_the_server_says_nothing(site: Site) -> None:
    text = "Byen får et nyt bibliotek, sagde borgmesteren på mødet i mandags i Rødby."
    page = f'<html><meta charset="iso-8859-1"><body><p>{text}</p></body></html>'
    site.pages["/"] = Answer(page.encode("latin-1"))
    assert read(site.address()).paragraphs[0].text == text


@pytest.mark.parametrize("kind", ["application/pdf", "application/octet-stream", "text/html"])
def test_a_pdf_is_read_whatever_the_server_calls_it(site: Site, kind: str) -> None:
    data = bytes(typst.compile(SENTENCE.encode()))
    site.pages["/paper"] = Answer(data, headers={"Content-Type": kind})
    article = read(site.address("/paper"))
    assert [p.text for p in article.paragraphs] == [SENTENCE]
    assert article.paragraphs[0].page == 1


def test_plain_text_and_markdown_are_read(site: Site) -> None:
    plain = {"Content-Type": "text/plain; charset=utf-8"}
    site.pages["/a"] = Answer(SENTENCE.encode(), headers=plain)
    site.pages["/a.md"] = Answer(f"# Ferry\n\n*{SENTENCE}*\n".encode(), headers=plain)
    assert read(site.address("/a")).paragraphs[0].text == SENTENCE
    article = read(site.address("/a.md"))
    assert article.title == "Ferry"
    assert article.paragraphs[0].text == SENTENCE


@pytest.mark.parametrize("packing", ["gzip", "deflate", "bare"])
def test_packed_answers_are_unpacked(site: Site, packing: str) -> None:
    data = PAGE.encode()
    packed = {"gzip": gzip.compress(data), "deflate": zlib.compress(data),
              "bare": zlib.compress(data, wbits=-15)}[packing]  # fmt: skip
    name = "deflate" if packing == "bare" else packing
    site.pages["/"] = Answer(
        packed, headers={"Content-Encoding": name, "Content-Type": "text/html"}
    )
    assert read(site.address()).paragraphs[0].text == SENTENCE


def test_an_address_may_be_typed_without_its_scheme_and_with_any_letters() -> None:
    assert place_of(" example.org/a b ").url == "https://example.org/a%20b"
    assert place_of("HTTP://Example.ORG:80/ä?q=ö#here").url == "http://example.org/%C3%A4?q=%C3%B6"
    assert place_of("https://bücher.example/").url == "https://xn--bcher-kva.example/"
    assert place_of("https://example.org:8443//x").url == "https://example.org:8443//x"
    assert place_of("https://[2606:4700::1]/x").url == "https://[2606:4700::1]/x"


# --- where it may lead ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "number",
    """127.0.0.1 127.8.8.8 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0
    0.1.2.3
    224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 192.88.99.1 :: ::1 ::7f00:1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::1 2002:7f00:1::
    2002:a00:1::1 2001:0:1::1 2001:db8::1 fe80::1 fe80::1%1 fec0::1 fc00::1 fd12::1 ff02::1
    """.split(),
)
def test_numbers_that_are_not_public_are_told(number: str) -> None:
    assert not is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "number",
    ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_public_numbers_are_told(number: str) -> None:
    assert is_public(ipaddress.ip_address(number))


@pytest.mark.parametrize(
    "host",
    """127.0.0.1 localhost 2130706433 0x7f000001 017700000001 127.1 0x7f.1 0.0.0.0 [::1] [::]
    [::ffff:127.0.0.1] [::ffff:7f00:1] [64:ff9b::7f00:1] 127.0.0.1. localhost. LOCALHOST
    """.split(),
)
def test_this_computer_is_not_opened_however_it_is_spelled(site: Site, host: str) -> None:
    site.pages["/"] = Answer()
    address = f"http://{host}:{site.server.server_port}/"
    assert "own network" in refusal(address, Fetcher(proxies={}))
    assert not site.requests


def test_a_redirect_into_the_own_network_is_not_followed(site: Site) -> None:
    site.pages["/"] = Answer(b"", 302, {"Location": "http://10.0.0.1/admin"})
    assert "“10.0.0.1” lies in your own network" in refusal(site.address())
    site.pages["/"] = Answer(b"", 302, {"Location": "http://[::1]:1/"})
    assert "“::1” lies in your own network" in refusal(site.address())


def test_the_connection_is_made_to_the_number_that_was_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers differently the second time gains nothing."""
    site.pages["/"] = Answer()
    asked = []
    real = socket.getaddrinfo

    def name_server(host: str, *arguments: object, **names: object) -> object:
        if host != "rebind.example":
            return real(host, *arguments, **names)  # type: ignore[arg-type]
        asked.append(host)
        number = "127.0.0.1" if len(asked) == 1 else "127.0.0.2"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", name_server)
    article = read(f"http://rebind.example:{site.server.server_port}/")
    assert article.paragraphs[0].text == SENTENCE
    assert asked == ["rebind.example"]
    assert site.requests[0].headers["Host"] == f"rebind.example:{site.server.server_port}"


def test_one_number_of_several_that_is_not_public_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def name_server(*_arguments: object, **_names: object) -> object:
        return [(2, 1, 6, "", (number, 0)) for number in ("93.184.216.34", "192.168.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", name_server)
    assert "own network" in refusal("http://two.example/", Fetcher(proxies={}))


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://example.org/a", "mailto:ann@example.org", "javascript:alert(1)",
     "data:text/html,hello", "https://", "https://exa mple.org/", "https://a<b>/", "http://[::1",
     "https://example.org:99999/", "https://example.org:0/", "", "   ", "http://%31/"],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused(address: str) -> None:
    assert "address" in refusal(address)


@pytest.mark.parametrize("address", ["https://ann:secret@example.org/", "http://127.0.0.1@e.org/"])
def test_an_address_with_a_password_is_refused_without_repeating_it(address: str) -> None:
    sentence = refusal(address)
    assert "password" in sentence
    assert "secret" not in sentence


# --- behind a proxy ---------------------------------------------------------------------------


def test_a_proxy_is_used_where_the_system_names_one(site: Site) -> None:
    site.pages["http://paper.example.org/story"] = Answer()
    proxied = Fetcher(proxies={"http": site.address()})
    article = read_origin(AddressOrigin("http://paper.example.org/story"), fetch=proxied.fetch)
    assert date.fromisoformat(article.accessed or "")
    assert article.paragraphs[0].text == SENTENCE


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "printer", "wiki.internal", "[fe80::1]"]
)
def test_a_proxy_is_not_asked_for_what_lies_inside(site: Site, host: str) -> None:
    proxied = Fetcher(proxies={"http": site.address()})
    assert "own network" in refusal(f"http://{host}/", proxied)
    assert not site.requests


# --- what goes wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "There is no page"), (410, "There is no page"), (403, "to programs (403)"),
     (429, "to programs (429)"), (500, "a fault of its own"), (503, "a fault of its own"),
     (204, "did not send the page")],
)  # fmt: skip
def test_what_a_server_answers_becomes_a_sentence(site: Site, status: int, words: str) -> None:
    site.pages["/"] = Answer(b"", status)
    assert words in refusal(site.address())


def test_an_empty_page_is_said(site: Site) -> None:
    site.pages["/"] = Answer(b"")
    assert "empty" in refusal(site.address())


def test_a_page_without_an_article_says_what_may_be_the_matter(site: Site) -> None:
    site.pages["/"] = Answer(b"<html><body><div id='app'></div><p>Loading</p></body></html>")
    assert "scripts" in refusal(site.address())


@pytest.mark.parametrize("kind", ["application/json", "video/mp4", "application/rss+xml"])
def test_what_is_no_article_is_refused_by_its_kind(site: Site, kind: str) -> None:
    site.pages["/"] = Answer(b'{"a": "b"}', headers={"Content-Type": kind})
    assert kind in refusal(site.address())


def test_too_much_is_refused_by_its_stated_size(site: Site) -> None:
    def huge(request: http.server.BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(MOST_DOCUMENT + 1))
        request.end_headers()

    site.pages["/"] = huge
    assert "too large" in refusal(site.address())


def test_an_endless_answer_ends(site: Site) -> None:
    sent = []

    def endless(request: http.server.BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"<p>" + b"more and more " * 10_000)
                sent.append(True)
        except OSError:
            return

    site.pages["/"] = endless
    assert "too large" in refusal(site.address())
    assert len(sent) * 140_000 < 5 * MOST_BYTES


def test_an_answer_that_swells_is_refused(site: Site) -> None:
    bomb = gzip.compress(b"\0" * (MOST_BYTES + 1))
    site.pages["/"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    assert len(bomb) < MOST_BYTES / 100
    assert "too large" in refusal(site.address())


def test_damaged_and_unknown_packings_are_said(site: Site) -> None:
    site.pages["/"] = Answer(b"no gzip at all", headers={"Content-Encoding": "gzip"})
    assert "damaged" in refusal(site.address())
    site.pages["/"] = Answer(b"xx", headers={"Content-Encoding": "br"})
    assert "not asked for (br)" in refusal(site.address())


def test_a_server_that_dribbles_is_left_in_time(site: Site) -> None:
    def dribble(request: http.server.BaseHTTPRequestHandler) -> None:
        try:
            for letter in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 10_000:
                request.wfile.write(bytes([letter]))
                time.sleep(0.02)
        except OSError:
            return

    site.pages["/"] = dribble
    with pytest.raises(LimitReached) as error:
        read(site.address(), seconds=0.4)
    assert "too long" in str(error.value)


def test_a_connection_that_breaks_off_is_said(site: Site) -> None:
    def cut(request: http.server.BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "5000")
        request.end_headers()
        request.wfile.write(b"<p>")
        request.close_connection = True

    site.pages["/"] = cut
    assert "broke off" in refusal(site.address())


def test_a_machine_that_does_not_answer_is_said() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be reached" in refusal(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("number", "words"),
    [(socket.EAI_NONAME, "There is no site"), (socket.EAI_AGAIN, "no connection to the internet")],
)
def test_unknown_sites_and_a_missing_network_are_told_apart(
    monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def name_server(*_arguments: object, **_names: object) -> object:
        raise socket.gaierror(number, "no answer")

    monkeypatch.setattr(socket, "getaddrinfo", name_server)
    assert words in refusal("https://nowhere.example/", Fetcher(proxies={}))


def test_a_server_that_cannot_prove_who_it_is_is_not_read(site: Site, tmp_path: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "somebody.example")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + dt.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.pages["/"] = Answer()
    address = site.address().replace("http:", "https:")
    assert "could not prove" in refusal(address)
    assert not site.requests
