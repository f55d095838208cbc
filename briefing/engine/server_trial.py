"""Trying a server out: what it offers, whether it answers, and how much it can read."""

from __future__ import annotations

import ssl
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from briefing.connecting import Permit
from briefing.engine.folders import name_from
from briefing.engine.server import PREFIX, Server, address_of, is_own, key_of
from briefing.engine.server_client import MANNERS, ServerClient, Waits
from briefing.engine.types import Stop
from briefing.errors import ServerError

AT_ONCE = Waits(again=())
"""A person who tries a server out wants to hear at once what is wrong."""

_QUESTION = "Answer with this one word: ready"
_TOKENS = 24


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found: the server as it may be kept, and all the models that it offers.

    The server's ``model`` is empty if several are offered and none was named; it was then not
    asked anything.
    """

    server: Server
    models: tuple[str, ...]


def try_server(
    server: Server,
    stop: Stop | None = None,
    waits: Waits = AT_ONCE,
    own: Permit = is_own,
    trust: ssl.SSLContext | None = None,
) -> Trial:
    """Ask a server for its models, then the one named for a word.

    Finds a name for the server, the model's context length and its manner where they are not
    given. Raises OutsideNetwork, ServerError and Cancelled.
    """
    server = replace(server, address=address_of(server.address), key=key_of(server.key))
    if server.outside and not server.address.startswith("https://"):
        raise ServerError(
            f"The way to {server.address} is open to everybody's eyes; outside your own network "
            "only https:// is used."
        )
    client = ServerClient(server, stop, waits, own, trust)
    rows = client.models()
    models = tuple(dict.fromkeys(row["id"] for row in rows))
    if not models:
        raise ServerError(
            f"The server {server.address} offers no model; have one loaded there first."
        )
    model = _chosen(server, models, client)
    server = replace(server, model=model, name=server.name or PREFIX + name_from(model))
    if not model:
        return Trial(replace(server, name=""), models)
    server = _answering(server, stop, waits, own, trust)
    if not server.context:
        row = next(row for row in rows if row["id"] == model)
        server = replace(server, context=_context(server, row, client))
    return Trial(server, models)


def _chosen(server: Server, models: Sequence[str], client: ServerClient) -> str:
    """The model meant: the one named, or the only one there is. Raises ServerError."""
    wanted = server.model
    if not wanted:
        return models[0] if len(models) == 1 else ""
    for name in (wanted, f"{wanted}:latest"):  # Ollama's own short form
        if name in models:
            return name
    raise client.problems.no_such_model(tuple(models))


def _answering(
    server: Server,
    stop: Stop | None,
    waits: Waits,
    own: Permit,
    trust: ssl.SSLContext | None,
) -> Server:
    """The server with the manner in which it answers without thinking aloud.

    Raises ServerError if it does not answer, or not without thinking.
    """
    problem: ServerError | None = None
    for manner in MANNERS:
        asked = replace(server, manner=manner)
        try:
            answer = ServerClient(asked, stop, waits, own, trust).chat(
                [("user", _QUESTION)], _TOKENS
            )
        except ServerError as error:
            if manner and _is_refusal(error):
                problem = error
                continue
            raise
        if answer.text and not answer.thought:
            return asked
        problem = ServerError(
            f'The model "{server.model}" on {server.address} thinks aloud before it answers, which '
            "takes too long here; choose another."
            if answer.thought
            else f'The model "{server.model}" on {server.address} answers with nothing; choose '
            "another."
        )
    assert problem is not None  # noqa: S101 (there is at least one manner)
    raise problem


def _is_refusal(error: ServerError) -> bool:
    """Whether the server does not take the question as it was put."""
    return "refuses the question" in str(error)


def _context(server: Server, row: dict[str, Any], client: ServerClient) -> int:
    """How many tokens the model can read, as far as the server says it: 0 if it does not.

    vLLM says it in the list of models, llama.cpp of itself, Ollama of the models that are loaded.
    """
    stated = _number(row.get("max_model_len"))
    if stated:
        return stated
    root = server.address.removesuffix("/v1")
    props = _told(client, f"{root}/props").get("default_generation_settings")
    if isinstance(props, dict) and _number(props.get("n_ctx")):
        return _number(props.get("n_ctx"))
    loaded = _told(client, f"{root}/api/ps").get("models")
    for each in loaded if isinstance(loaded, list) else ():
        if isinstance(each, dict) and server.model in (each.get("name"), each.get("model")):
            return _number(each.get("context_length"))
    return 0


def _told(client: ServerClient, url: str) -> dict[str, Any]:
    """What lies at an address that not all servers have."""
    try:
        told = client.json(url)
    except ServerError:
        return {}
    return told if isinstance(told, dict) else {}


def _number(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
