"""Answers of a server, put together from the pieces that they come in.

They come as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html),
one JSON object each, or as one JSON object where a server does not stream.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from briefing.engine.server_problems import Problems, message_of

_DONE = b"[DONE]"
_JOINERS = "\u200c\u200d"
"""Marks that cannot be seen and that some scripts cannot do without."""

_THOUGHT_ENDS = "</think>"
_THOUGHT_BEGINS = "<think>"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some more of an answer. ``thought`` tells of words that are not meant to be shown.

    ``end`` is why the answer ends here ("stop", "length"), empty where it goes on.
    """

    text: str
    thought: bool = False
    end: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. ``is_cut``: the server ended it because it was too long."""

    text: str
    is_cut: bool = False
    thought: bool = False


def pieces_of_events(chunks: Iterable[bytes], problems: Problems) -> Iterator[Piece]:
    """The pieces of an answer that is streamed. Raises ServerError for what is none."""
    for data in _events(chunks):
        if data == _DONE:
            yield Piece("", end="stop")
            return
        yield _piece(data, "delta", problems)


def piece_of_json(data: bytes, problems: Problems) -> Piece:
    """An answer that comes in one piece. Raises ServerError for what is none."""
    piece = _piece(data, "message", problems)
    return Piece(piece.text, piece.thought, piece.end or "stop")


def visible(text: str) -> str:
    """What is meant to be shown of an answer, cleaned; empty while the model still thinks."""
    _, ended, after = text.rpartition(_THOUGHT_ENDS)
    if not ended and text.lstrip().startswith(_THOUGHT_BEGINS):
        return ""
    return "".join(c for c in after.replace("\r\n", "\n") if _may_stay(c)).strip()


def _may_stay(character: str) -> bool:
    """Whether a document can hold the character, and a reader would see it."""
    if character == "\n" or character in _JOINERS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _events(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The data of each event; comments and other fields are left out."""
    data: list[bytes] = []
    for line in _lines(chunks):
        name, _, value = line.partition(b":")
        if not line:
            if data:
                yield b"\n".join(data)
            data = []
        elif name == b"data":
            data.append(value.removeprefix(b" "))
    if data:  # the last event of some servers lacks its blank line
        yield b"\n".join(data)


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line.removesuffix(b"\r") for line in whole)
    if rest:
        yield rest.removesuffix(b"\r")


def _piece(data: bytes, part: str, problems: Problems) -> Piece:
    try:
        told: Any = json.loads(data)
        if "choices" not in told:
            message = message_of(told) if isinstance(told, dict) else ""
            raise problems.said(message) if message else problems.not_the_protocol()
        if not told["choices"]:  # only the count of tokens
            return Piece("")
        choice = told["choices"][0]
        said = choice.get(part) or {}
        text = said.get("content") or ""
        thought = said.get("reasoning_content") or said.get("reasoning") or ""
        end = choice.get("finish_reason") or ""
        if not isinstance(text, str) or not isinstance(end, str):
            raise problems.not_the_protocol()
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError) as error:
        raise problems.not_the_protocol() from error
    is_thought = bool(thought) or _THOUGHT_BEGINS in text or _THOUGHT_ENDS in text
    return Piece(text, is_thought, end)
