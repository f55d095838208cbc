"""Messages of the protocol as lines of JSON, and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any, get_args

from briefing.article import Article, Span
from briefing.brief import Bullet, EngineNote, Section, Timings, Verdict
from briefing.codec import (
    article_from_json,
    article_to_json,
    bullet_from_json,
    bullet_to_json,
    notes_from_json,
    notes_to_json,
    section_from_json,
    section_to_json,
)
from briefing.engine.server import Server
from briefing.errors import WorkerError
from briefing.notes import Notes
from briefing.reading.origins import AddressOrigin, FileOrigin, Origin, PastedOrigin
from briefing.settings import Options, ReadingLimits
from briefing.worker.protocol import Event, Request

_ORIGINS: dict[str, type[FileOrigin | AddressOrigin | PastedOrigin]] = {
    c.__name__: c for c in (FileOrigin, AddressOrigin, PastedOrigin)
}
_CLASSES: dict[str, type[Any]] = {c.__name__: c for c in (*get_args(Request), *get_args(Event))}


def encode(message: Request | Event) -> bytes:
    """The message as one line of UTF-8, newline included."""
    data = {name: _to_json(getattr(message, name)) for name in message.__slots__}
    line = json.dumps({"type": type(message).__name__, **data}, ensure_ascii=False)
    return line.encode("utf-8", "replace") + b"\n"


def decode(line: bytes) -> Request | Event:
    """The message that ``encode`` wrote. Raises WorkerError on anything else."""
    try:
        data = json.loads(line)
        kind = _CLASSES[data.pop("type")]
        message: Request | Event = kind(**{k: _from_json(k, v) for k, v in data.items()})
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WorkerError(
            f"The engine answered something unreadable ({type(error).__name__}); start it again."
        ) from error
    return message


def _to_json(value: object) -> object:
    match value:
        case Article():
            return article_to_json(value)
        case Section():
            return section_to_json(value)
        case Bullet():
            return bullet_to_json(value)
        case Notes():
            return notes_to_json(value)
        case Span():
            return asdict(value)
        case Options() | ReadingLimits() | EngineNote() | Timings() | Server():
            return asdict(value)
        case FileOrigin() | AddressOrigin() | PastedOrigin():
            return {"type": type(value).__name__, **asdict(value)}
        case Verdict():
            return value.value
        case tuple():
            return [_to_json(item) for item in value]
        case _:
            return value


def _from_json(name: str, value: Any) -> object:  # noqa: ANN401 (JSON is what it is)
    if value is None:
        return None
    readers: dict[str, Any] = {
        "article": article_from_json,
        "options": lambda data: Options(**data),
        "origin": _origin_from_json,
        "limits": lambda data: ReadingLimits(**data),
        "engine": _engine_from_json,
        "server": lambda data: Server(**data),
        "timings": lambda data: Timings(**data),
        "bullet": bullet_from_json,
        "notes": notes_from_json,
        "spans": lambda rows: tuple(Span(**row) for row in rows),
        "sections": lambda rows: tuple(section_from_json(row) for row in rows),
        **dict.fromkeys(("bullets", "wordings", "others", "kept"), _bullets_from_json),
    }
    if name in readers:
        return readers[name](value)
    return tuple(value) if isinstance(value, list) else value


def _bullets_from_json(rows: list[dict[str, Any]]) -> tuple[Bullet, ...]:
    return tuple(bullet_from_json(row) for row in rows)


def _engine_from_json(data: dict[str, Any]) -> EngineNote:
    return EngineNote(**{**data, "servers": tuple(data["servers"])})


def _origin_from_json(data: dict[str, str]) -> Origin:
    return _ORIGINS[data["type"]](**{k: v for k, v in data.items() if k != "type"})
