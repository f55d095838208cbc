"""A hub on this machine: it speaks what the real client asks for, and can be made to fail."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class StandIn:
    """The hub's models, what it does wrong, and what it was asked.

    ``breaks_after``: bytes after which the connection of the first so many answers with a large
    file breaks. ``claims`` gives a file another size in what is told of it.
    """

    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    licence: str = "apache-2.0"
    commit: str = COMMIT
    gated: bool = False
    breaks: list[int] = field(default_factory=list)
    corrupts: int = 0
    ignores_ranges: bool = False
    busy: int = 0
    claims: dict[str, int] = field(default_factory=dict)
    holds_at: int = 0
    asked: list[tuple[str, str]] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    reached: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    def add(self, repo: str, folder: Path) -> None:
        self.files[repo] = {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file()}

    def fetched(self, ending: str) -> list[str]:
        """The Range headers of all requests for files that end so."""
        return [ranged for path, ranged in self.asked if path.endswith(ending)]

    def describe(self, repo: str) -> bytes:
        rows = []
        for name, data in self.files[repo].items():
            size = self.claims.get(name, len(data))
            blob = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
            row: dict[str, object] = {"rfilename": name, "size": size, "blobId": blob}
            if name.endswith((".safetensors", ".gguf", ".bin")):
                sha = hashlib.sha256(data).hexdigest()
                row["lfs"] = {"sha256": sha, "size": size, "pointerSize": 130}
            rows.append(row)
        card = {"license": self.licence}
        told = {"_id": "1", "id": repo, "modelId": repo, "sha": self.commit}
        more = {"private": False, "gated": self.gated, "downloads": 1, "likes": 1, "tags": []}
        return json.dumps({**told, **more, "cardData": card, "siblings": rows}).encode()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: StandIn

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        hub = self.hub
        parts = urlsplit(self.path)  # asked as a proxy, it gets the whole address
        path = unquote(parts.path)
        hub.asked.append((path, self.headers.get("Range", "")))
        hub.hosts.append(parts.netloc or self.headers["Host"])
        if hub.busy:
            hub.busy -= 1
            self.answer(503, b"")
        elif path.startswith("/api/models/"):
            repo = "/".join(path.split("/")[3:5])
            if repo in hub.files:
                self.answer(200, hub.describe(repo), {"Content-Type": "application/json"})
            else:
                self.answer(404, b"", {"X-Error-Code": "RepoNotFound"})
        elif hub.gated:
            self.answer(403, b"", {"X-Error-Code": "GatedRepo"})
        else:
            _, owner, name, _, _, file = path.split("/", 5)
            self.give(hub.files[f"{owner}/{name}"][file])

    def give(self, data: bytes) -> None:
        hub, first, code = self.hub, 0, 200
        headers = {"ETag": '"x"', "Accept-Ranges": "bytes"}
        ranged = self.headers.get("Range", "")
        if ranged and not hub.ignores_ranges:
            first = int(ranged.removeprefix("bytes=").rstrip("-"))
            headers["Content-Range"] = f"bytes {first}-{len(data) - 1}/{len(data)}"
            code = 206
        body = data[first:]
        is_large = len(data) > 10_000
        if is_large and hub.corrupts:
            hub.corrupts -= 1
            body = bytes(len(body))
        most = hub.breaks.pop(0) if is_large and hub.breaks else None
        if is_large and hub.holds_at:
            self.answer(code, body, headers, hub.holds_at)
            hub.reached.set()
            self.rfile.read(1)  # until the other side goes away
            return
        self.answer(code, body, headers, most)

    def answer(
        self, code: int, body: bytes, headers: dict[str, str] | None = None, most: int | None = None
    ) -> None:
        self.send_response(code)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:most])
        self.wfile.flush()
        if most is not None and not self.hub.holds_at:
            self.close_connection = True
            self.connection.shutdown(2)


@contextmanager
def running() -> Iterator[StandIn]:
    hub = StandIn()
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
