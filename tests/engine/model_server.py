"""A server on this machine that speaks OpenAI's protocol, and can be made to fail in many ways."""

from __future__ import annotations

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answering = Callable[[str], str]


def shortened(message: str) -> str:
    """What the stand-in answers unless told otherwise: the first words of the text."""
    return " ".join(message.rpartition("\n\n")[2].split()[:8]).rstrip(",.;") + "."


@dataclass
class StandIn:
    """The server's models, what it does wrong, and what it was asked.

    ``pieces`` is how many characters a streamed answer comes in. ``busy``, ``breaks`` and ``cuts``
    count down: answers that are 503, connections that are closed without an answer, and answers
    that end in the middle. ``holds``: after the first piece of an answer nothing more comes.
    """

    models: list[dict[str, Any]] = field(default_factory=lambda: [{"id": "small"}])
    answer: Answering = shortened
    key: str = ""
    streams: bool = True
    pieces: int = 7
    busy: int = 0
    breaks: int = 0
    cuts: int = 0
    silent: bool = False
    holds: bool = False
    status: int = 0
    moved_to: str = ""
    raw: bytes | None = None
    end: str = "stop"
    delay: float = 0.0
    thinks: bool = False
    quiet_by: str = "chat_template_kwargs"
    refuses: tuple[str, ...] = ()
    props: dict[str, Any] | None = None
    loaded: list[dict[str, Any]] | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    at_work: int = 0
    most_at_work: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    @property
    def words(self) -> str:
        """All that was sent in messages."""
        return "\n".join(m["content"] for body in self.bodies for m in body["messages"])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    stand_in: StandIn

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        server = self.stand_in
        self.note()
        if self.fails():
            return
        match self.path:
            case "/v1/models":
                self.say(200, {"object": "list", "data": server.models})
            case "/props" if server.props is not None:
                self.say(200, server.props)
            case "/api/ps" if server.loaded is not None:
                self.say(200, {"models": server.loaded})
            case _:
                self.say(404, {"detail": "Not Found"})

    def do_POST(self) -> None:
        server = self.stand_in
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.note()
        server.bodies.append(body)
        if self.fails():
            return
        if self.path != "/v1/chat/completions":
            self.say(404, {"detail": "Not Found"})
            return
        if body["model"] not in [row["id"] for row in server.models]:
            text = f"The model `{body['model']}` does not exist."
            self.say(404, {"error": {"message": text, "type": "NotFoundError", "code": 404}})
            return
        if refused := [name for name in server.refuses if name in body]:
            self.say(400, {"error": {"message": f"Unrecognized argument: {refused[0]}"}})
            return
        with self.counted():
            time.sleep(server.delay)
            self.answer(body)

    @contextmanager
    def counted(self) -> Iterator[None]:
        server = self.stand_in
        server.at_work += 1
        server.most_at_work = max(server.most_at_work, server.at_work)
        try:
            yield
        finally:
            server.at_work -= 1

    def note(self) -> None:
        self.stand_in.asked.append((self.command, self.path))
        self.stand_in.headers.append(dict(self.headers))

    def fails(self) -> bool:
        server = self.stand_in
        if server.key and self.headers.get("Authorization") != f"Bearer {server.key}":
            message = f"Incorrect API key provided: {self.headers.get('Authorization')}"
            self.say(401, {"error": {"message": message}})
        elif server.breaks:
            server.breaks -= 1
            self.close_connection = True
        elif server.busy:
            server.busy -= 1
            self.say(503, {"error": {"message": "Loading model", "code": 503}})
        elif server.moved_to:
            self.send_response(307)
            self.send_header("Location", server.moved_to)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif server.status:
            self.say(server.status, {"error": {"message": "It went wrong."}})
        elif server.raw is not None:
            self.send(200, server.raw)
        elif server.silent:
            self.wait_until_left()
        else:
            return False
        return True

    def answer(self, body: dict[str, Any]) -> None:
        server = self.stand_in
        thinks = server.thinks and server.quiet_by not in body
        text = server.answer(body["messages"][-1]["content"])
        end = server.end
        if thinks:
            text, end = "", "length"
        if not server.streams or not body.get("stream"):
            message = {"role": "assistant", "content": text}
            self.say(200, {"choices": [{"index": 0, "message": message, "finish_reason": end}]})
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        try:
            self.stream(text, end, thinks=thinks)
        except (BrokenPipeError, ConnectionResetError):
            server.left.set()

    def stream(self, text: str, end: str, *, thinks: bool) -> None:
        server = self.stand_in
        self.wfile.write(b": a comment\r\n\r\n")
        self.event({"delta": {"role": "assistant", "content": ""}})
        if thinks:
            self.event({"delta": {"reasoning_content": "The person wants"}})
        for start in range(0, len(text), server.pieces):
            self.event({"delta": {"content": text[start : start + server.pieces]}})
            if server.holds:
                server.reached.set()
                self.wait_until_left()
                return
            if server.cuts:
                server.cuts -= 1
                return
        self.event({"delta": {}, "finish_reason": end})
        self.wfile.write(b'data: {"choices": [], "usage": {"total_tokens": 9}}\n\n')
        self.wfile.write(b"data: [DONE]\n\n")

    def event(self, choice: dict[str, Any]) -> None:
        data = json.dumps({"object": "chat.completion.chunk", "choices": [{"index": 0, **choice}]})
        self.wfile.write(f"data: {data}\n\n".encode())
        self.wfile.flush()

    def wait_until_left(self) -> None:
        """Say nothing until the other side has gone."""
        self.stand_in.reached.set()
        self.rfile.read(1)
        self.stand_in.left.set()
        self.close_connection = True

    def say(self, status: int, told: object) -> None:
        self.send(status, json.dumps(told).encode())

    def send(self, status: int, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asked may leave at any time."""


@contextmanager
def running(trust: ssl.SSLContext | None = None) -> Iterator[StandIn]:
    """A server that runs; with ``trust``, the context of a server, it speaks https."""
    stand_in = StandIn()
    handler = type("Handler", (_Handler,), {"stand_in": stand_in})
    server = _Server(("127.0.0.1", 0), handler)
    if trust is not None:
        server.socket = trust.wrap_socket(server.socket, server_side=True)
    scheme = "http" if trust is None else "https"
    stand_in.address = f"{scheme}://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
    )
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
