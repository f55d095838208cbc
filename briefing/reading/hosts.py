"""Which machines an address may lead to: those of the public internet alone.

A page may redirect to an address inside the person's own network, and a name may lead there. What
counts is therefore the number of the machine that the connection is made to.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

import idna

from briefing.connecting import NoNameServer, Permit, UnknownHost, numbers_of
from briefing.errors import InputUnreadable

_PORTS = {"http": 80, "https": 443}
_INSIDE = (
    ".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp",
    ".home.arpa", ".test", ".invalid",
)  # fmt: skip
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?[]{}|^"
_LONGEST_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Place:
    """A checked address: its parts as they are sent, and the words for it in messages."""

    scheme: str
    host: str
    port: int
    target: str
    shown: str

    @property
    def url(self) -> str:
        """The whole address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def place_of(address: str) -> Place:
    """The place that a typed address names; https where it names no scheme.

    Raises InputUnreadable if it is no address of a page on the web, or holds a password.
    """
    bare = "".join(address.strip().splitlines()).replace("\t", "")
    shown = shortened(bare)
    head = bare.partition("/")[0]
    if "://" not in bare and not head.casefold().startswith(("mailto:", "data:", "javascript:")):
        bare = f"https://{bare}"
    try:
        parts = urlsplit(bare)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        raise _no_address(shown) from None
    scheme = parts.scheme.casefold()
    if scheme not in _PORTS:
        raise InputUnreadable(
            f"“{shown}” is not the address of a page on the web; give one that begins with "
            "https:// or http://."
        )
    if parts.username is not None or parts.password is not None:
        raise InputUnreadable(
            f"The address “{shortened(parts.hostname or '')}” holds a user name or a password; "
            "give it without them."
        )
    if port == 0:
        raise _no_address(shown)
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    query = quote(parts.query, safe=_QUERY_SAFE)
    target = urlunsplit(("", "", path, query, ""))
    if path.startswith("//"):
        target = path + (f"?{query}" if query else "")
    return Place(scheme, _encoded(host, shown), port or _PORTS[scheme], target, shown)


def shortened(address: str) -> str:
    """An address in messages: the middle of a long one is left out."""
    if len(address) <= _LONGEST_SHOWN:
        return address
    half = _LONGEST_SHOWN // 2
    return f"{address[:half]}…{address[-half:]}"


def _no_address(shown: str) -> InputUnreadable:
    return InputUnreadable(f"“{shown}” is not an address; check how it is written.")


def _encoded(host: str, shown: str) -> str:
    if not host or len(host) > 253:
        raise _no_address(shown)
    if ":" in host:
        return host
    try:
        if not host.isascii():
            return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise _no_address(shown) from None
    if not all(c.isalnum() or c in "-._" for c in host):
        raise _no_address(shown)
    return host


def leads_inside(host: str, permitted: Permit, seconds: float) -> bool:
    """Whether a name or number leads into a network of one's own, as far as can be told here.

    For use behind a proxy, which alone may know the names of the public internet.
    """
    name = host.casefold()
    if name == "localhost" or name.endswith(_INSIDE):
        return True
    with contextlib.suppress(UnknownHost, NoNameServer):
        return not all(permitted(number) for number in numbers_of(host, seconds))
    return "." not in name
