"""Connections to machines that may be connected to, and to no others; all of them end in time.

A page may redirect to an address inside the person's own network, and a name may lead there. What
counts is therefore the number of the machine that the connection is made to.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import certifi
import httpcore

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Permit = Callable[[IPAddress], bool]
"""Whether a connection to this number may be made."""

CONNECTING = 10.0
"""Seconds in which one machine must have answered."""

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NEVER = (
    ipaddress.IPv6Network("::/8"),  # unspecified, loopback, and old ways to write IPv4
    ipaddress.IPv6Network("64:ff9b:1::/48"),  # translation inside one network
    ipaddress.IPv6Network("2001::/23"),  # tunnels (Teredo) and special purposes
    ipaddress.IPv6Network("2002::/16"),  # a tunnel (6to4) to whatever IPv4 number is in it
    ipaddress.IPv4Network("192.88.99.0/24"),  # the other end of that tunnel
)


class UnknownHost(Exception):
    """No machine has this name."""


class NoNameServer(Exception):
    """Nobody could be asked which machine has this name: there is no network."""


class Forbidden(Exception):
    """The name leads to a machine that no connection may be made to."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Ends everything at ``ends``, by the clock that never jumps."""

    ends: float

    @classmethod
    def of(cls, seconds: float) -> Clock:
        """A clock that ends in ``seconds``."""
        return cls(time.monotonic() + seconds)

    def left(self, most: float | None = None) -> float:
        """Seconds that are left, at most ``most``. Raises httpcore.ReadTimeout if none are."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left if most is None else min(left, most)


class CheckedBackend(httpcore.NetworkBackend):
    """Looks a name up, checks each number, and connects to one of the very numbers checked.

    Looking the name up a second time could give another answer (DNS rebinding).
    """

    def __init__(self, permitted: Permit, clock: Clock) -> None:
        self._permitted = permitted
        self._clock = clock
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to ``host``. Raises Forbidden, UnknownHost, NoNameServer, httpcore's errors."""
        try:
            numbers = (ipaddress.ip_address(host),)
        except ValueError:
            numbers = numbers_of(host, self._clock.left(CONNECTING))  # type: ignore[assignment]
        if not all(self._permitted(number) for number in numbers):
            raise Forbidden
        problem: Exception = httpcore.ConnectError("no number")
        for number in numbers[:4]:
            try:
                stream = self._plain.connect_tcp(
                    str(number), port, self._clock.left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
            else:
                return _TimedStream(stream, self._clock)
        raise problem


class WrappedStream(httpcore.NetworkStream):
    """A stream around another, as a base for those that wait in their own way."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def close(self) -> None:
        """Close the stream inside."""
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 (as httpcore declares it)
        """What the stream inside tells of itself."""
        return self._stream.get_extra_info(info)


class _TimedStream(WrappedStream):
    """A stream on which no single wait goes beyond the clock's end."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        super().__init__(stream)
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._clock.left(timeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._clock)


@cache
def trusting() -> ssl.SSLContext:
    """What servers are believed: those that the system trusts, and the well-known authorities."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def is_public(number: IPAddress) -> bool:
    """Whether a number belongs to the public internet, also if it stands for another one."""
    if isinstance(number, ipaddress.IPv6Address):
        if number.ipv4_mapped is not None:
            return is_public(number.ipv4_mapped)
        if number in _NAT64:
            return is_public(ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF))
        if number.is_site_local:
            return False
    if any(number.version == net.version and number in net for net in _NEVER):
        return False
    return number.is_global and not (
        number.is_private
        or number.is_loopback
        or number.is_link_local
        or number.is_multicast
        or number.is_reserved
        or number.is_unspecified
    )


def numbers_of(host: str, seconds: float) -> tuple[IPAddress, ...]:
    """The numbers of the machines with this name, or the number that ``host`` spells in any way.

    Raises UnknownHost, or NoNameServer, also if it takes longer than ``seconds``.
    """
    found: list[Sequence[object] | OSError | UnicodeError] = []

    def ask() -> None:
        try:
            found.append([e[4][0] for e in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError) as error:
            found.append(error)

    # The system's resolver knows no time limit: it is asked beside, and left alone if it hangs.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(seconds, 0.0))
    answer = found[0] if found else TimeoutError()
    if isinstance(answer, Exception):
        unknown = {getattr(socket, name, None) for name in ("EAI_NONAME", "EAI_NODATA")}
        if isinstance(answer, UnicodeError) or getattr(answer, "errno", None) in unknown:
            raise UnknownHost from answer
        raise NoNameServer from answer
    return tuple(dict.fromkeys(ipaddress.ip_address(str(number)) for number in answer))
