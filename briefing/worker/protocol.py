"""What the window and the worker say to each other: one JSON object a line, each way.

The window writes requests to the worker's standard input, the worker writes events to its
standard output; logging goes to standard error. Every request carries the number of a job, and
every event names the job that it belongs to. A job ends with exactly one of ``Finished``,
``Failed`` or ``Stopped``. The worker does one job at a time, in the order asked, but beside that it
reads, installs models and tries servers out, each of these one after the other; ``Cancel`` is heard
at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from briefing.article import Article, Span
from briefing.brief import Bullet, EngineNote, Section, Timings
from briefing.engine.server import Server
from briefing.notes import Notes
from briefing.reading.origins import Origin
from briefing.settings import Options, ReadingLimits

PASSWORD = "password"  # noqa: S105 (a kind of error)
LIMIT = "limit"
OUTSIDE = "outside"

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
    ``Finished``. What a person keeps is not said again: bullets of the sections that are locked or
    edited, and the ``kept`` key points.
    """

    job: int
    article: Article
    options: Options
    sections: tuple[Section, ...] = ()
    only: tuple[str, ...] = ()
    key_points: bool = False
    kept: tuple[Bullet, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """Find the sections of ``article`` alone. Answered by ``SectionsFound``, then ``Finished``."""

    job: int
    article: Article


@dataclass(frozen=True, slots=True)
class Offer:
    """Tell what may stand in the stead of a bullet.

    Answered by ``Offered``, once again when the model has written more, then by ``Finished``.
    ``sections`` holds the one that the bullet is in, with its bullets.
    """

    job: int
    article: Article
    options: Options
    sections: tuple[Section]
    bullet: Bullet


@dataclass(frozen=True, slots=True)
class Recast:
    """Make two bullets of one, or one of two and more: ``Recasted``, then ``Finished``."""

    job: int
    article: Article
    bullets: tuple[Bullet, ...]
    near: tuple[str, ...] = ()


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
class FindNotes:
    """Find what stands beside the bullets. Answered by ``NotesFound``, then ``Finished``.

    ``spans`` is the evidence of the bullets: what is near it comes first.
    """

    job: int
    article: Article
    spans: tuple[Span, ...] = ()


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
class TryServer:
    """Ask a server for its models and let one of them answer (uses the network).

    With ``keep`` it is added to the models if it answers. Answered by ``ServerTried``, and by
    ``ModelsListed`` if it was kept, then ``Finished``.
    """

    job: int
    server: Server
    keep: bool = False


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
    | Cut
    | Offer
    | Recast
    | CheckText
    | FindNotes
    | ListModels
    | InstallModels
    | ImportModel
    | RemoveModel
    | TryServer
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
class EngineChosen:
    """Which model condenses, and where: told before any word is sent to a server."""

    job: int
    engine: EngineNote


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
class Offered:
    """What may stand in a bullet's stead, each time all that was found so far.

    ``wordings`` say the same in other words, ``others`` something else of the same section.
    """

    job: int
    bullet_id: str
    wordings: tuple[Bullet, ...]
    others: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Recasted:
    """What the bullets of ``Recast`` have become, checked; none if one cannot be divided."""

    job: int
    bullets: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class TextChecked:
    """What the check says of a statement; ``bullet`` has the text, evidence and verdict."""

    job: int
    bullet_id: str
    bullet: Bullet


@dataclass(frozen=True, slots=True)
class NotesFound:
    """What stands beside the bullets of the article that was asked about."""

    job: int
    notes: Notes


@dataclass(frozen=True, slots=True)
class ModelsListed:
    """Names of the installed models by kind: ``language``, ``embedding``, ``grammar``.

    ``servers`` are the names of the servers that were added.
    """

    job: int
    language: tuple[str, ...]
    embedding: tuple[str, ...]
    grammar: tuple[str, ...]
    servers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ServerTried:
    """What a server offers. ``server`` is as it may be kept, with what was found out about it.

    Its ``model`` is empty if there are several and none was named.
    """

    job: int
    server: Server
    models: tuple[str, ...]


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

    ``kind`` names an error that the person can answer: ``PASSWORD`` (ask for it and read again),
    ``LIMIT`` (offer more time and memory) or ``OUTSIDE`` (ask whether articles may leave the
    person's network); it is empty for every other one.
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
    | EngineChosen
    | SectionCondensed
    | KeyPointsChosen
    | Offered
    | Recasted
    | TextChecked
    | NotesFound
    | ModelsListed
    | ServerTried
    | DeviceFound
    | Finished
    | Failed
    | Stopped
    | Refused
)
