"""Servers on the person's own network that speak OpenAI's protocol, as one more kind of model.

A server is used only where it is chosen by its name, which begins with ``server:`` and can
therefore be no installed model's. Nothing here uses the network: this is what is known of the
servers, and where it is kept.
"""

from __future__ import annotations

import ipaddress
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import idna

from briefing.engine.library import is_model_name
from briefing.errors import ModelMissing, ServerError
from briefing.files import write_atomically
from briefing.settings import data_folder

if TYPE_CHECKING:
    from briefing.connecting import IPAddress  # the window must not wait for what comes with it

PREFIX = "server:"
"""What the name of every server begins with."""

_FILE = "servers.json"
_FORMAT = 1
_PARALLEL = 4
_OWN = tuple(
    ipaddress.ip_network(network)
    for network in (
        "127.0.0.0/8", "::1/128",  # this machine
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7",  # networks of one's own
        "169.254.0.0/16", "fe80::/10",  # machines on the same cable
    )
)  # fmt: skip
_HOST = re.compile(r"[a-z0-9._-]{1,253}")
_PATH = re.compile(r"[!-~]*")
_KEY = re.compile(r"[!-~]{1,4096}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """One model of one server.

    ``address`` is what requests begin with, such as ``http://192.168.1.5:8000/v1``. ``context`` is
    how many tokens the model can read, 0 if that is not known; ``parallel`` how many sentences are
    sent at a time. ``outside`` is whether the person has confirmed that articles may go to it
    although it is outside their own network. ``manner`` names how the model is told not to think
    aloud (see ``server_client``). ``key`` never leaves this program but for the server.
    """

    name: str
    address: str
    model: str = ""
    key: str = field(default="", repr=False)
    context: int = 0
    parallel: int = _PARALLEL
    outside: bool = False
    manner: str = ""

    @property
    def host(self) -> str:
        """The machine's name or number."""
        return urlsplit(self.address).hostname or ""

    @property
    def is_here(self) -> bool:
        """Whether the server runs on this very machine, by its address alone."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def is_server_name(name: str) -> bool:
    """Whether a model's name is that of a server."""
    return name.startswith(PREFIX)


def server_name(plain: str) -> str:
    """The whole name for what a person typed, with or without the prefix.

    Raises ServerError if it can be no name.
    """
    name = plain.removeprefix(PREFIX)
    if not is_model_name(name):
        raise ServerError(
            f'"{plain}" can be no name for a server; use small letters, digits, dots and dashes.'
        )
    return PREFIX + name


def address_of(typed: str) -> str:
    """The address that requests begin with, for one as a person types it.

    Without a scheme it is http, without a path ``/v1``. Raises ServerError if it is no address, or
    holds a password (which would be shown wherever the address is).
    """
    bare = typed.strip()
    try:
        parts = urlsplit(bare if "://" in bare else f"http://{bare}")
        port, host = parts.port, (parts.hostname or "").rstrip(".")
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode("ascii")
        is_good = parts.scheme in {"http", "https"} and port != 0
        if ":" in host:
            host = f"[{ipaddress.IPv6Address(host)}]"
        elif _HOST.fullmatch(host) is None:
            is_good = False
    except (ValueError, UnicodeError):  # idna's own error is a UnicodeError
        is_good = False
    if not is_good or parts.query or parts.fragment or not _PATH.fullmatch(parts.path):
        raise ServerError(
            f'"{typed}" is no address of a server; one looks like http://192.168.1.5:8000.'
        )
    if parts.username is not None or parts.password is not None:
        raise ServerError(
            "The address of a server is shown in every briefing made with it; give it without a "
            "user name and a password, and the key by itself."
        )
    path = parts.path.rstrip("/") or "/v1"
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{path}"


def key_of(typed: str) -> str:
    """The key that a person typed, empty for none. Raises ServerError if it can be none."""
    key = typed.strip()
    if key and _KEY.fullmatch(key) is None:
        raise ServerError("A server's key is one line of plain letters, digits and signs.")
    return key


def is_own(number: IPAddress) -> bool:
    """Whether a number belongs to this machine or to a network of one's own."""
    if isinstance(number, ipaddress.IPv6Address) and number.ipv4_mapped is not None:
        return is_own(number.ipv4_mapped)
    return any(number.version == network.version and number in network for network in _OWN)


# --- where they are kept ----------------------------------------------------------------------


def servers_file() -> Path:
    """The file with all servers and their keys; nobody but the person can read it."""
    return data_folder() / _FILE


def load_servers() -> tuple[Server, ...]:
    """The servers that were added, by name; a file that cannot be read counts as none."""
    try:
        data = json.loads(servers_file().read_text("utf-8"))
        return tuple(sorted(map(_from_json, data["servers"]), key=lambda s: s.name))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ServerError):
        return ()


def find_server(name: str) -> Server:
    """The server of this name. Raises ModelMissing."""
    for server in load_servers():
        if server.name == name:
            return server
    raise ModelMissing(
        f'There is no server called "{name}"; `briefing models list` shows the servers, and '
        "`briefing models add-server` adds one."
    )


def server_address(name: str) -> str:
    """The address of the server of this name, empty for what is no server."""
    if not is_server_name(name):
        return ""
    return next((server.address for server in load_servers() if server.name == name), "")


def keep_server(server: Server) -> None:
    """Add a server, or put it in the place of the one of its name. Raises OutputError."""
    _keep([*(s for s in load_servers() if s.name != server.name), server])


def forget_server(name: str) -> None:
    """Remove a server and its key. Raises ModelMissing, OutputError."""
    gone = find_server(name)
    _keep(server for server in load_servers() if server != gone)


def _keep(servers: Iterable[Server]) -> None:
    place = servers_file()
    rows = [asdict(server) for server in servers]
    text = json.dumps({"format": _FORMAT, "servers": rows}, indent=1)
    place.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(place, text.encode("utf-8"), private=True)


def _from_json(row: dict[str, Any]) -> Server:
    """A server from the file, held to what a person could have typed. Raises ServerError."""
    server = Server(**row)
    known = Server(name=server.name, address=server.address)
    if any(type(getattr(server, n)) is not type(getattr(known, n)) for n in Server.__slots__):
        raise ValueError("a field is of another kind")
    return replace(
        server,
        name=server_name(server.name),
        address=address_of(server.address),
        key=key_of(server.key),
        parallel=max(1, server.parallel),
    )
