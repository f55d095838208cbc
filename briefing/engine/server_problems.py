"""What can go wrong with a server, each as one sentence: what is wrong, and what to do."""

from __future__ import annotations

import errno
import json
import ssl
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

import httpcore

from briefing.connecting import Forbidden, NoNameServer, UnknownHost
from briefing.engine.server import Server
from briefing.errors import OutsideNetwork, ServerError

_BUSY = frozenset({408, 425, 429, 502, 503, 504})
_LONGEST_SAID = 200
_MOST_SECONDS_AFTER = 30.0
_UNREACHABLE = frozenset(
    getattr(errno, name) for name in ("EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN")
    if hasattr(errno, name)
)  # fmt: skip


class Passing(ServerError):
    """What may be over a moment later; ``after`` is how many seconds the server asks to wait."""

    def __init__(self, sentence: str, after: float = 0.0) -> None:
        super().__init__(sentence)
        self.after = after


class Problems:
    """The sentences about one server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def of_connection(self, error: Exception, first: float) -> ServerError:
        """The sentence for an error on the way; ``first`` are the seconds that were waited."""
        server, address = self._server, self._server.address
        match error:
            case UnknownHost():
                return ServerError(
                    f'No machine is called "{server.host}" here; check the server\'s address.'
                )
            case NoNameServer():
                return ServerError(
                    f'"{server.host}" cannot be looked up, for there is no connection to the '
                    "network; check the connection, or give the server's number."
                )
            case Forbidden():
                return OutsideNetwork(
                    f"The server {address} lies outside your own network: sentences of your "
                    "articles would leave this machine and your network."
                )
            case httpcore.ConnectTimeout():
                return Passing(
                    f"Nothing answers at {address}; check that the machine is on and in reach."
                )
            case httpcore.TimeoutException():
                return ServerError(
                    f"The server {address} said nothing for {first:.0f} seconds; it may still be "
                    "loading the model, so try again later, or choose a smaller model there."
                )
        found = _ssl_error(error)
        if found is not None:
            return self._of_ssl(found)
        if isinstance(error, httpcore.ConnectError):
            if _number(error) in _UNREACHABLE:
                return Passing(
                    f"There is no way to {address} from here; check the connection to the network."
                )
            return Passing(
                f"Nothing listens at {address}; start the server there, or check the port."
            )
        if isinstance(error, httpcore.RemoteProtocolError) and "disconnected" not in str(error):
            return ServerError(
                f"What answers at {address} does not speak {urlsplit(address).scheme}; check the "
                "port, and whether the address begins with http:// or https://."
            )
        return self.broken()

    def broken(self) -> Passing:
        """The connection ended before the answer did."""
        hint = "" if self._server.address.startswith("https") else ", or write https://"
        return Passing(
            f"The connection to {self._server.address} broke off; see whether the server still "
            f"runs and try again{hint}."
        )

    def _of_ssl(self, error: ssl.SSLError) -> ServerError:
        address = self._server.address
        if isinstance(error, ssl.SSLCertVerificationError):
            return ServerError(
                f"The server {address} could not prove that it is the machine it says it is "
                f"({error.verify_message.rstrip('.')}); have its certificate installed on this "
                "computer."
            )
        return ServerError(f"What answers at {address} does not speak https; try http://.")

    def of_status(self, status: int, headers: Mapping[str, str], data: bytes) -> ServerError:
        """The sentence for an answer that is none."""
        server, address = self._server, self._server.address
        said = self._said(data)
        because = f": {said}" if said else ""
        if 300 <= status < 400:
            return self._of_redirect(headers.get("location", ""))
        if status in {401, 403, 407}:
            if server.key:
                return ServerError(f"The server {address} refuses the key; check it.")
            return ServerError(f"The server {address} asks for a key; give it one.")
        if status in _BUSY:
            after = headers.get("retry-after", "")
            return Passing(
                f"The server {address} is busy ({status}{because}); try again later.",
                min(float(after), _MOST_SECONDS_AFTER) if after.isdecimal() else 0.0,
            )
        if status == 404 and "model" in said.lower():
            return self.no_such_model()
        if status in {404, 405, 410}:
            return ServerError(
                f"There is no such service at {address} ({status}); its address mostly ends with "
                "/v1, and the server must speak OpenAI's protocol."
            )
        if "HTTPS" in said:
            return ServerError(f"The server {address} speaks https; begin its address with that.")
        if status >= 500:
            return ServerError(
                f"The server {address} has a fault of its own ({status}{because}); look there."
            )
        return ServerError(
            f"The server {address} refuses the question ({status}{because}); check the model's "
            "name and its context length."
        )

    def _of_redirect(self, target: str) -> ServerError:
        there = urljoin(self._server.address, target) if target else "nowhere"
        return ServerError(
            f"The server {self._server.address} sends its callers on to "
            f"{_shortened(_plain(there))}, and nothing was sent there; if that is right, give that "
            "address instead."
        )

    def no_such_model(self, known: tuple[str, ...] = ()) -> ServerError:
        """The server does not have the model."""
        server = self._server
        has = f"it has {', '.join(known)}" if known else "ask it for its models"
        return ServerError(f'The server {server.address} has no model "{server.model}"; {has}.')

    def not_the_protocol(self) -> ServerError:
        """What was answered cannot be read."""
        return ServerError(
            f"The server {self._server.address} answers something that cannot be read; it must "
            "speak OpenAI's protocol, as vLLM, Ollama and llama.cpp do."
        )

    def endless(self) -> ServerError:
        """What was answered does not end."""
        return ServerError(
            f"The server {self._server.address} answers without an end; look at it there."
        )

    def said(self, message: str) -> ServerError:
        """The server says in the middle of an answer what is wrong."""
        said = self._tidy(message)
        return ServerError(
            f"The server {self._server.address} stopped answering: {said}; look there."
        )

    def _said(self, data: bytes) -> str:
        """What the server itself says of an error, empty if that is no text."""
        try:
            told = json.loads(data)
        except (ValueError, RecursionError):
            text = data[:1000].decode("utf-8", "replace").strip()
            return "" if "<" in text else self._tidy(text)
        return self._tidy(message_of(told))

    def _tidy(self, text: str) -> str:
        """One short line; some servers repeat the key."""
        if self._server.key:
            text = text.replace(self._server.key, "…")
        return _shortened(_plain(text).rstrip(".; "))


def message_of(told: object) -> str:
    """The words in what a server says of an error; servers put them in several places."""
    for name in ("error", "message", "detail"):
        if isinstance(told, dict) and name in told:
            return message_of(told[name])
    return told if isinstance(told, str) else ""


def _plain(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SAID else f"{text[:_LONGEST_SAID]}…"


def _ssl_error(error: BaseException | None) -> ssl.SSLError | None:
    while error is not None and not isinstance(error, ssl.SSLError):
        error = error.__cause__ or error.__context__
    return error


def _number(error: BaseException | None) -> int:
    """The system's number of what lies behind an error, 0 if there is none."""
    while error is not None:
        if isinstance(error, OSError) and error.errno:
            return error.errno
        error = error.__cause__ or error.__context__
    return 0
