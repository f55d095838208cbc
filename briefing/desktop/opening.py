"""Opening articles and saved briefings, one after the other, for one window.

Knows no widgets. What cannot be opened is told and does not keep the rest waiting.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from briefing.brief import Brief
from briefing.desktop.engine_process import EngineProcess
from briefing.desktop.filing import Filing
from briefing.desktop.naming import name_of_origin
from briefing.editing.returning import Returned
from briefing.errors import BriefingError, InputMissing, ProjectError
from briefing.reading.origins import AddressOrigin, FileOrigin, Origin
from briefing.settings import ReadingLimits
from briefing.storing import ENDING
from briefing.worker import protocol as say

MORE = ReadingLimits(seconds=300, megabytes=4000)
"""What a person can allow where the usual limits are too tight."""

MISSING = "missing"
"""The kind of failure where there is no such file, beside those of the protocol."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to open. Its origin holds no password: that is given along and kept nowhere.

    ``joins`` tells that it is to stand in the briefing that is open, beside its articles.
    """

    origin: Origin
    limits: ReadingLimits = field(default_factory=ReadingLimits)
    joins: bool = False

    @property
    def name(self) -> str:
        """What to call it."""
        return name_of_origin(self.origin)

    @property
    def word(self) -> Path | None:
        """The Word document that it is, which may hold a briefing; None if it is none."""
        match self.origin:
            case FileOrigin(path=path) if path.lower().endswith(".docx") and not self.joins:
                return Path(path)
            case _:
                return None

    @property
    def uses_network(self) -> bool:
        """Whether the network is used to read it."""
        return isinstance(self.origin, AddressOrigin)

    @property
    def project(self) -> Path | None:
        """The saved briefing that it is, None if it is an article."""
        match self.origin:
            case FileOrigin(path=path) if path.lower().endswith(ENDING):
                return Path(path)
            case _:
                return None


@dataclass(frozen=True, slots=True)
class Reading:
    """What is being opened: ``done`` of ``total`` parts (0: not known), and how many wait."""

    wanted: Wanted
    text: str = ""
    done: int = 0
    total: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """What was opened: a brief, and the project file that it belongs to, None if it is new.

    ``returned`` is how a Word document that was exported differs from the brief inside it, None for
    everything else. ``notice`` is a sentence that the person should read, empty if there is none.
    """

    wanted: Wanted
    brief: Brief
    path: Path | None = None
    returned: Returned | None = None
    notice: str = ""


@dataclass(frozen=True, slots=True)
class NotOpened:
    """What could not be opened, and why.

    ``kind`` is ``MISSING``, one of the protocol's kinds of failure, or empty. ``had_password``
    tells that a password was tried.
    """

    wanted: Wanted
    sentence: str
    kind: str = ""
    had_password: bool = False


@dataclass(frozen=True, slots=True)
class Rested:
    """There is nothing more to open; ``text`` says how it ended if that needs saying."""

    text: str = ""


@dataclass(slots=True)
class _Turn:
    """One thing and its turn: ``job`` is 0 until the worker is asked."""

    wanted: Wanted
    password: str = field(default="", repr=False)
    job: int = 0
    notice: str = ""


class Opening(QObject):
    """The queue of one window."""

    happened = Signal(object)
    """``Reading``, ``Found``, ``NotOpened`` or ``Rested``."""

    def __init__(
        self, engine: EngineProcess, filing: Filing, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._filing = filing
        self._waiting: deque[_Turn] = deque()
        self._current: _Turn | None = None
        engine.happened.connect(self._hear)

    @property
    def is_busy(self) -> bool:
        """Whether something is being opened."""
        return self._current is not None

    def open(self, wanted: Iterable[Wanted]) -> None:
        """Open these, after what is being opened already."""
        self._waiting.extend(_Turn(one) for one in wanted)
        self._go_on()

    def open_with_password(self, wanted: Wanted, password: str) -> None:
        """Open a protected file before whatever else waits."""
        self._waiting.appendleft(_Turn(wanted, password))
        self._go_on()

    def cancel(self) -> None:
        """Stop at once; what waits is forgotten too."""
        if self._current is not None:
            self._forget()
            self.happened.emit(Rested(self.tr("Opening was cancelled.")))

    def leave(self) -> None:
        """Forget everything; called when the window closes."""
        self._forget()
        self._engine.happened.disconnect(self._hear)

    # --- one after the other -------------------------------------------------------------------

    def _forget(self) -> None:
        # The worker may be at something else and hear of it late; what it still says of this
        # job is passed over.
        self._waiting.clear()
        turn, self._current = self._current, None
        if turn is not None and turn.job:
            self._engine.cancel(turn.job)

    def _go_on(self) -> None:
        if self._current is not None or not self._waiting:
            return
        turn = self._current = self._waiting.popleft()
        self._tell(turn)
        project = turn.wanted.project
        if project is not None:
            self._filing.load(project, lambda result: self._loaded(turn, project, result))
            return
        word = turn.wanted.word
        if word is not None and not turn.password:
            self._filing.load_word(word, lambda result: self._looked(turn, result))
            return
        self._read(turn)

    def _looked(self, turn: _Turn, result: tuple[Brief, Returned] | BriefingError | None) -> None:
        """A Word document without a briefing of ours, or with one that is lost, is an article."""
        if turn is not self._current:
            return
        if isinstance(result, tuple):
            brief, returned = result
            self._end(Found(turn.wanted, brief, returned=returned))
            return
        turn.notice = str(result) if isinstance(result, ProjectError) else ""
        self._read(turn)

    def _read(self, turn: _Turn) -> None:
        origin = turn.wanted.origin
        if isinstance(origin, FileOrigin):
            origin = replace(origin, password=turn.password)
        turn.job = self._engine.new_job()
        self._engine.ask(say.Read(turn.job, origin, turn.wanted.limits))

    def _tell(self, turn: _Turn, text: str = "", done: int = 0, total: int = 0) -> None:
        self.happened.emit(Reading(turn.wanted, text, done, total, len(self._waiting)))

    def _end(self, event: Found | NotOpened) -> None:
        self._current = None
        self.happened.emit(event)
        self._go_on()
        if self._current is None:
            self.happened.emit(Rested())

    # --- hearing -------------------------------------------------------------------------------

    def _loaded(self, turn: _Turn, path: Path, result: Brief | BriefingError) -> None:
        if turn is not self._current:
            return
        if isinstance(result, BriefingError):
            kind = MISSING if isinstance(result, InputMissing) else ""
            self._end(NotOpened(turn.wanted, str(result), kind))
        else:
            self._end(Found(turn.wanted, result, path))

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal carries any object)
        turn = self._current
        if turn is None or not turn.job or getattr(event, "job", 0) != turn.job:
            return
        match event:
            case say.Progress(text=text, done=done, total=total):
                self._tell(turn, text, done, total)
            case say.ArticleRead(article=article):
                self._end(Found(turn.wanted, Brief.begin(article), notice=turn.notice))
            case say.Failed(sentence=sentence, kind=kind):
                self._end(
                    NotOpened(turn.wanted, sentence, kind or _missing(turn), bool(turn.password))
                )
            case say.Stopped():
                # Nobody asked for it, or the turn would be forgotten: the worker has died.
                sentence = self.tr("The engine stopped while it read this; try again.")
                self._end(NotOpened(turn.wanted, sentence))


def _missing(turn: _Turn) -> str:
    """``MISSING`` if the file that could not be read is not there."""
    match turn.wanted.origin:
        case FileOrigin(path=path) if not Path(path).exists():
            return MISSING
        case _:
            return ""
