"""Connections to the public internet alone, which end in time."""

from __future__ import annotations

import ipaddress
import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import certifi
import httpcore

from briefing.reading.hosts import Permit, numbers_of

CONNECTING = 10.0
"""Seconds in which one machine must have answered."""


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


class _TimedStream(httpcore.NetworkStream):
    """A stream on which no single wait goes beyond the clock's end."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._clock.left(timeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._clock)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 (as httpcore declares it)
        return self._stream.get_extra_info(info)


@cache
def trusting() -> ssl.SSLContext:
    """What servers are believed: those that the system trusts, and the well-known authorities."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
