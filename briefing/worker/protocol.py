"""What the window and the worker say to each other: one JSON object a line, each way.

The window writes requests to the worker's standard input, the worker writes events to its
standard output; logging goes to standard error. Every request carries the number of a job, and
every event names the job that it belongs to. A job ends with exactly one of ``Finished``,
``Failed`` or ``Stopped``. The worker does one job at a time, in the order asked, but reads beside
that, one article after the other; ``Cancel`` is heard at once.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from briefing.article import Article
from briefing.brief import Bullet, EngineNote, Section, Timings, Verdict
from briefing.codec import (
    article_from_json,
    article_to_json,
    bullet_from_json,
    bullet_to_json,
    section_from_json,
    section_to_json,
)
from briefing.errors import WorkerError
from briefing.reading.origins import AddressOrigin, FileOrigin, Origin, PastedOrigin
from briefing.settings import Options, ReadingLimits

PASSWORD = "password"  # noqa: S105 (a kind of error)
LIMIT = "limit"

# --- requests ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Read:
    """Read the article at ``origin`` within ``limits``, in a process of its own.

    ``Progress`` tells how far it is; answered by ``ArticleRead``, then ``Finished``.
    """

    job: int
    origin: Origin
    limits: ReadingLimits = field(default_factory=ReadingLimits)


@dataclass(frozen=True, slots=True)
class Condense:
    """Find the sections of ``article`` and condense them.

    With ``sections`` the cut is taken as given, otherwise it is found first and told by
    ``SectionsFound``. ``only`` names the sections to condense, empty for all. Answered by
    ``SectionCondensed`` for each section as it is done, by ``KeyPointsChosen`` when ``only`` is
    empty or ``key_points`` is true (then the bullets of the other sections count too), and by
    ``Finished``.
    """

    job: int
    article: Article
    options: Options
    sections: tuple[Section, ...] = ()
    only: tuple[str, ...] = ()
    key_points: bool = False


@dataclass(frozen=True, slots=True)
class CheckText:
    """Hold a statement against the article. Answered by ``TextChecked``, then ``Finished``.

    ``near`` names the paragraphs to look in first, for instance those of the bullet's section.
    """

    job: int
    article: Article
    bullet_id: str
    text: str
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListModels:
    """Tell which models are installed. Answered by ``ModelsListed``, then ``Finished``."""

    job: int


@dataclass(frozen=True, slots=True)
class InstallModels:
    """Install models by name (uses the network). ``Progress`` follows, then ``Finished``."""

    job: int
    name: str = "default"


@dataclass(frozen=True, slots=True)
class ImportModel:
    """Install the models found in a file or folder; told like ``InstallModels``."""

    job: int
    path: str


@dataclass(frozen=True, slots=True)
class RemoveModel:
    """Remove a model, and what was fetched of it. ``ModelsListed`` follows, then ``Finished``."""

    job: int
    name: str


@dataclass(frozen=True, slots=True)
class FindDevice:
    """Tell where models compute. Answered by ``DeviceFound``, then ``Finished``."""

    job: int


@dataclass(frozen=True, slots=True)
class Cancel:
    """Stop the job with this number, running or waiting; it ends with ``Stopped``."""

    job: int


Request = (
    Read
    | Condense
    | CheckText
    | ListModels
    | InstallModels
    | ImportModel
    | RemoveModel
    | FindDevice
    | Cancel
)

# --- events -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ready:
    """The worker has started and listens. ``job`` is always 0."""

    job: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """``done`` of ``total`` steps of a job; ``total`` 0 means that it is not known.

    ``text`` is a few words for a person, such as "Condensing: Costs and benefits".
    ``section`` is the section in work, empty if none.
    """

    job: int
    done: int
    total: int
    text: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class ArticleRead:
    """The article that was asked for."""

    job: int
    article: Article


@dataclass(frozen=True, slots=True)
class SectionsFound:
    """The sections of the article, still without bullets."""

    job: int
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class SectionCondensed:
    """The bullets of one section, as drafts without ids."""

    job: int
    section: str
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class KeyPointsChosen:
    """The key points, as drafts without ids."""

    job: int
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class TextChecked:
    """What the check says of a statement; ``bullet`` has the text, evidence and verdict."""

    job: int
    bullet_id: str
    bullet: Bullet


@dataclass(frozen=True, slots=True)
class ModelsListed:
    """Names of the installed models by kind: ``language``, ``embedding``, ``grammar``."""

    job: int
    language: tuple[str, ...]
    embedding: tuple[str, ...]
    grammar: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeviceFound:
    """Where models compute: ``kind`` is "cpu", "cuda" or "mps", ``free`` and ``total`` bytes."""

    job: int
    kind: str
    name: str
    free: int
    total: int


@dataclass(frozen=True, slots=True)
class Finished:
    """The job is done. ``engine`` and ``timings`` are set for ``Condense`` only."""

    job: int
    engine: EngineNote | None = None
    timings: Timings | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """The job ended with an error; ``sentence`` says what is wrong and what to do.

    ``kind`` names an error that the person can answer: ``PASSWORD`` (ask for it and read again)
    or ``LIMIT`` (offer more time and memory); it is empty for every other one.
    """

    job: int
    sentence: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Stopped:
    """The job was cancelled. What it had sent before is complete and may be kept."""

    job: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Said by the reading process alone: the article could not be read.

    ``error`` is the name of the error's class, ``trace`` its traceback if nobody expected it.
    """

    job: int
    error: str
    sentence: str
    trace: str = ""


Event = (
    Ready
    | Progress
    | ArticleRead
    | SectionsFound
    | SectionCondensed
    | KeyPointsChosen
    | TextChecked
    | ModelsListed
    | DeviceFound
    | Finished
    | Failed
    | Stopped
    | Refused
)

_ORIGINS: dict[str, type[FileOrigin | AddressOrigin | PastedOrigin]] = {
    c.__name__: c for c in (FileOrigin, AddressOrigin, PastedOrigin)
}
_CLASSES: dict[str, type[Any]] = {
    c.__name__: c
    for c in (
        Read,
        Condense,
        CheckText,
        ListModels,
        InstallModels,
        ImportModel,
        RemoveModel,
        FindDevice,
        Cancel,
        Ready,
        Progress,
        ArticleRead,
        SectionsFound,
        SectionCondensed,
        KeyPointsChosen,
        TextChecked,
        ModelsListed,
        DeviceFound,
        Finished,
        Failed,
        Stopped,
        Refused,
    )
}


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
        case Options() | ReadingLimits() | EngineNote() | Timings():
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
        "engine": lambda data: EngineNote(**data),
        "timings": lambda data: Timings(**data),
        "bullet": bullet_from_json,
        "sections": lambda rows: tuple(section_from_json(row) for row in rows),
        "bullets": lambda rows: tuple(bullet_from_json(row) for row in rows),
    }
    if name in readers:
        return readers[name](value)
    return tuple(value) if isinstance(value, list) else value


def _origin_from_json(data: dict[str, str]) -> Origin:
    return _ORIGINS[data["type"]](**{k: v for k, v in data.items() if k != "type"})
