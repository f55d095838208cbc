"""What is said to a server that speaks OpenAI's protocol, and what it answers.

Every question has a connection of its own, which is made to a machine that the person may send
articles to, is looked at several times a second for whether the person has stopped, and knows no
proxy, no cookies and no redirects. What goes wrong becomes a ServerError of one sentence.
"""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import httpcore

import briefing
from briefing.connecting import (
    CheckedBackend,
    Clock,
    Forbidden,
    NoNameServer,
    Permit,
    UnknownHost,
    WrappedStream,
    trusting,
)
from briefing.engine.server import Server, is_own
from briefing.engine.server_answers import (
    Answer,
    Piece,
    piece_of_json,
    pieces_of_events,
    visible,
)
from briefing.engine.server_problems import Passing, Problems
from briefing.engine.types import Stop
from briefing.errors import Cancelled

MANNERS: dict[str, dict[str, Any]] = {
    "template": {"chat_template_kwargs": {"enable_thinking": False}},
    "effort": {"reasoning_effort": "none"},
    "": {},
}
"""Ways to ask a model not to think aloud, by name, in the order to try them: vLLM and llama.cpp
know the first, Ollama the second, and the last asks for nothing."""

_GLANCE = 0.2
"""Seconds between two looks at whether the person has stopped."""

_MOST_BYTES = 4_000_000
"""Bytes beyond which an answer is none."""

_Read = TypeVar("_Read")
Message = tuple[str, str]
"""One turn of a conversation: whose it is, "user" or "assistant", and its words."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Seconds that are waited: to be connected, for the first word, for each further word.

    The first word takes minutes where the server has to load the model. ``whole`` is the most that
    one answer may take, ``again`` the pauses before an attempt is repeated.
    """

    connect: float = 5.0
    first: float = 300.0
    further: float = 60.0
    whole: float = 900.0
    again: tuple[float, ...] = (0.5, 1.0, 2.0)


class ServerClient:
    """Asks one server. Once ``stop`` answers true, everything ends that is under way.

    ``own`` tells which numbers belong to the person's own network, ``trust`` which certificates to
    believe. Several threads may ask at the same time.
    """

    def __init__(
        self,
        server: Server,
        stop: Stop | None = None,
        waits: Waits | None = None,
        own: Permit = is_own,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.server = server
        self.problems = Problems(server)
        self._stop = stop
        self._waits = waits or Waits()
        self._permitted: Permit = (lambda _: True) if server.outside else own
        self._trust = trust

    def chat(
        self,
        messages: Sequence[Message],
        max_tokens: int,
        is_enough: Callable[[str], bool] = lambda _: False,
    ) -> Answer:
        """Let the model answer, word by word; it is cut short as soon as ``is_enough``.

        The likeliest words are asked for, so that the same question has the same answer as far as
        the server can. Raises ServerError and Cancelled.
        """
        body = {
            "model": self.server.model,
            "messages": [{"role": role, "content": content} for role, content in messages],
            "max_tokens": max_tokens,
            "temperature": 0,
            "seed": 0,
            "stream": True,
            **MANNERS.get(self.server.manner, {}),
        }

        def read(response: httpcore.Response, watch: _Watch) -> Answer:
            chunks = self._limited(response)
            if "event-stream" in _header(response, "content-type").lower():
                pieces = pieces_of_events(chunks, self.problems)
            else:
                pieces = iter((piece_of_json(b"".join(chunks), self.problems),))
            return self._put_together(pieces, watch, is_enough)

        return self._asked("POST", f"{self.server.address}/chat/completions", read, body)

    def models(self) -> list[dict[str, Any]]:
        """What the server says of each of its models; at least ``id`` is there.

        Raises ServerError and Cancelled.
        """
        told = self.json(f"{self.server.address}/models")
        rows = told.get("data", "") if isinstance(told, dict) else ""
        rows = [] if rows is None else rows  # so says Ollama where there is no model
        if not isinstance(rows, list) or not all(
            isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows
        ):
            raise self.problems.not_the_protocol()
        return rows

    def json(self, url: str) -> Any:  # noqa: ANN401 (JSON is what it is)
        """What lies at an address of the server's. Raises ServerError and Cancelled."""

        def read(response: httpcore.Response, _watch: _Watch) -> Any:  # noqa: ANN401 (see above)
            try:
                return json.loads(b"".join(self._limited(response)))
            except (ValueError, RecursionError) as error:
                raise self.problems.not_the_protocol() from error

        return self._asked("GET", url, read)

    # --- one question ---------------------------------------------------------------------------

    def _asked(
        self,
        method: str,
        url: str,
        read: Callable[[httpcore.Response, _Watch], _Read],
        body: object = None,
    ) -> _Read:
        """Ask, and ask again after a pause where what went wrong may be over by then."""
        for pause in self._waits.again:
            try:
                return self._once(method, url, read, body)
            except Passing as error:
                self._pause(max(pause, error.after))
        return self._once(method, url, read, body)

    def _pause(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            _heed(self._stop)
            time.sleep(min(left, _GLANCE))

    def _once(
        self,
        method: str,
        url: str,
        read: Callable[[httpcore.Response, _Watch], _Read],
        body: object,
    ) -> _Read:
        watch = _Watch(self._stop, self._waits)
        # Lone surrogates cannot be sent; what an article has of them says nothing.
        data = b"" if body is None else json.dumps(body).encode("utf-8", "replace")
        try:
            with (
                httpcore.ConnectionPool(
                    ssl_context=self._trust or trusting(),
                    network_backend=_Backend(self._permitted, watch),
                ) as pool,
                pool.stream(
                    method,
                    url,
                    headers=self._headers(),
                    content=data or None,
                    extensions={"timeout": {"connect": self._waits.connect}},
                ) as response,
            ):
                if response.status != 200:
                    said = b"".join(self._limited(response))
                    headers = {
                        name: _header(response, name) for name in ("location", "retry-after")
                    }
                    raise self.problems.of_status(response.status, headers, said)
                return read(response, watch)
        except (UnknownHost, NoNameServer, Forbidden, httpcore.TimeoutException, ssl.SSLError,
                httpcore.NetworkError, httpcore.ProtocolError) as error:  # fmt: skip
            raise self.problems.of_connection(error, watch.patience) from error

    def _headers(self) -> list[tuple[str, str]]:
        headers = {
            "User-Agent": f"Briefing/{briefing.__version__}",
            "Accept": "application/json, text/event-stream",
            "Accept-Encoding": "identity",
            "Content-Type": "application/json",
            "Connection": "close",
        }
        if self.server.key:
            headers["Authorization"] = f"Bearer {self.server.key}"
        return list(headers.items())

    def _limited(self, response: httpcore.Response) -> Iterator[bytes]:
        size = 0
        for chunk in response.iter_stream():
            size += len(chunk)
            if size > _MOST_BYTES:
                raise self.problems.endless()
            yield chunk

    def _put_together(
        self, pieces: Iterable[Piece], watch: _Watch, is_enough: Callable[[str], bool]
    ) -> Answer:
        text, end, thought = "", "", False
        for piece in pieces:
            text, end = text + piece.text, end or piece.end
            thought = thought or piece.thought
            if text or thought:
                watch.patience = self._waits.further
            if piece.text and is_enough(visible(text)):
                return Answer(visible(text), thought=thought)
        if not end:
            raise self.problems.broken()
        return Answer(visible(text), is_cut=end == "length", thought=thought)


def _header(response: httpcore.Response, wanted: str) -> str:
    name = wanted.encode("ascii")
    return next((v.decode("latin-1") for n, v in response.headers if n.lower() == name), "")


def _heed(stop: Stop | None) -> None:
    """Raise Cancelled if the person has stopped."""
    if stop is not None and stop():
        raise Cancelled("Stopped.")


# --- connections that heed the person -----------------------------------------------------------


class _Watch:
    """How long one question may wait: ``patience`` seconds for the next word, so many in all."""

    def __init__(self, stop: Stop | None, waits: Waits) -> None:
        self._stop = stop
        self._ends = time.monotonic() + waits.whole
        self.patience = waits.first

    def wait_for(self, read: Callable[[float], bytes]) -> bytes:
        """Call ``read`` with short times until it has something, or there is no time left.

        Raises Cancelled, and what ``read`` raises.
        """
        ends = min(self._ends, time.monotonic() + self.patience)
        while True:
            _heed(self._stop)
            try:
                return read(_GLANCE)
            except httpcore.ReadTimeout:
                if time.monotonic() >= ends:
                    raise


class _Backend(httpcore.NetworkBackend):
    """Connects to machines that may be connected to."""

    def __init__(self, permitted: Permit, watch: _Watch) -> None:
        self._checked = CheckedBackend(permitted, Clock(float("inf")))
        self._watch = watch

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to ``host``; raises what ``CheckedBackend`` does."""
        stream = self._checked.connect_tcp(host, port, timeout, local_address, socket_options)
        return _HeedingStream(stream, self._watch)


class _HeedingStream(WrappedStream):
    """A stream that is let go of as soon as the person stops."""

    def __init__(self, stream: httpcore.NetworkStream, watch: _Watch) -> None:
        super().__init__(stream)
        self._watch = watch

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._watch.wait_for(lambda seconds: self._stream.read(max_bytes, seconds))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._watch.patience)

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout)
        return _HeedingStream(stream, self._watch)
