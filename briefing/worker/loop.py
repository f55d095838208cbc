"""The worker's main loop: requests in, events out."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections import deque
from collections.abc import Callable
from enum import Enum, auto
from pathlib import Path
from types import UnionType
from typing import BinaryIO, cast

from briefing.brief import KEY_POINTS, Timings
from briefing.engine.importing import import_path
from briefing.engine.install import install
from briefing.engine.library import ModelLibrary
from briefing.engine.server import keep_server
from briefing.engine.server_trial import try_server
from briefing.errors import (
    BriefingError,
    Cancelled,
    LimitReached,
    OutsideNetwork,
    PasswordNeeded,
    WorkerError,
)
from briefing.worker.job import Job
from briefing.worker.lines import decode, encode
from briefing.worker.models import Models, engine_note
from briefing.worker.protocol import (
    LIMIT,
    OUTSIDE,
    PASSWORD,
    ArticleRead,
    Cancel,
    CheckText,
    Condense,
    Cut,
    DeviceFound,
    EngineChosen,
    Event,
    Failed,
    FindDevice,
    FindNotes,
    Finished,
    ImportModel,
    InstallModels,
    KeyPointsChosen,
    ListModels,
    ModelsListed,
    NotesFound,
    Offer,
    Offered,
    Progress,
    Read,
    Ready,
    Recast,
    Recasted,
    RemoveModel,
    Request,
    SectionCondensed,
    SectionsFound,
    ServerTried,
    Stopped,
    TextChecked,
    TryServer,
)
from briefing.worker.reading import ReadingProcess

log = logging.getLogger(__name__)


class Line(Enum):
    """The lines in which requests wait; each is served by a thread of its own.

    Who opens a second article must not wait until the first one is condensed, and nobody must wait
    for the network.
    """

    WORK = auto()
    READING = auto()
    INSTALLING = auto()
    ASKING = auto()


def line_of(request: Request) -> Line:
    """The line in which a request waits.

    A model is removed in the line in which models are loaded: none is at work then.
    """
    match request:
        case Read():
            return Line.READING
        case InstallModels() | ImportModel():
            return Line.INSTALLING
        case TryServer():
            return Line.ASKING
        case _:
            return Line.WORK


class Inbox:
    """Requests as they come in, read on a thread of their own so that Cancel is heard at once.

    When the input ends, ``on_end`` is called on that thread: whoever asked is gone.
    """

    def __init__(self, stream: BinaryIO, on_end: Callable[[], None]) -> None:
        self._stream = stream
        self._on_end = on_end
        self._waiting: dict[Line, deque[Request]] = {line: deque() for line in Line}
        self._cancelled: set[int] = set()
        self._changed = threading.Condition()
        threading.Thread(target=self._listen, name="inbox", daemon=True).start()

    def _listen(self) -> None:
        for line in self._stream:
            try:
                message = decode(line)
            except WorkerError as error:
                log.warning("%s", error)
                continue
            with self._changed:
                if isinstance(message, Cancel):
                    self._cancelled.add(message.job)
                else:
                    request = cast("Request", message)
                    self._waiting[line_of(request)].append(request)
                self._changed.notify_all()
        self._on_end()

    def next(self, line: Line) -> Request:
        """Wait for the next request in a line."""
        waiting = self._waiting[line]
        with self._changed:
            self._changed.wait_for(lambda: bool(waiting))
            return waiting.popleft()

    def take_short(self, kinds: type[Request] | UnionType = CheckText | Offer) -> list[Request]:
        """Take waiting checks and offers out of turn: a person at a bullet waits for them."""
        with self._changed:
            waiting = self._waiting[Line.WORK]
            short = [r for r in waiting if isinstance(r, kinds)]
            others = [r for r in waiting if not isinstance(r, kinds)]
            waiting.clear()
            waiting.extend(others)
        return short

    def is_cancelled(self, job: int) -> bool:
        """Whether the job with this number was cancelled."""
        with self._changed:
            return job in self._cancelled


class Loop:
    """Does one request of each line after the other, and writes what comes of it."""

    def __init__(self, inbox: Inbox, output: BinaryIO, models: Models | None = None) -> None:
        self._inbox = inbox
        self._output = output
        self._models = models or Models()
        self._reading = ReadingProcess()
        self._writing = threading.Lock()

    def run(self) -> None:
        """Serve requests until the process ends."""
        with contextlib.suppress(WorkerError):  # told when there is something to read
            self._reading.start()  # it is ready by the time that the person has chosen a file
        for line in (Line.READING, Line.INSTALLING, Line.ASKING):
            name = line.name.lower()
            threading.Thread(target=self._serve_line, args=(line,), name=name, daemon=True).start()
        self._send(Ready())
        self._serve_line(Line.WORK)

    def _serve_line(self, line: Line) -> None:
        while True:
            self._serve(self._inbox.next(line))

    def _serve(self, request: Request) -> None:
        job = request.job
        try:
            cancelled = self._inbox.is_cancelled(job)
            self._send(Stopped(job) if cancelled else self._do(request))
        except Cancelled:
            self._send(Stopped(job))
        except BriefingError as error:
            self._send(Failed(job, str(error), _kind(error)))
        except MemoryError:
            self._send(Failed(job, "There is not enough memory; close other programs and retry."))
        except Exception as error:
            log.exception("job %s", job)
            text = f"Something went wrong in the engine ({type(error).__name__}: {error})"
            self._send(Failed(job, " ".join(f"{text}; try again or open another file.".split())))

    def _do(self, request: Request) -> Finished:
        match request:
            case Read():
                self._read(request)
            case Condense():
                return self._condense(request)
            case Cut() | FindNotes():
                self._look(request)
            case Offer() | Recast():
                self._offer(request)
            case CheckText():
                self._check(request)
            case ListModels():
                self._send(self._models_listed(request.job))
            case InstallModels() | ImportModel() | RemoveModel():
                self._change_models(request)
            case TryServer():
                self._try(request)
            case FindDevice():
                self._send(DeviceFound(request.job, *self._models.device()))
        return Finished(request.job)

    def _read(self, request: Read) -> None:
        article = self._reading.read(
            request.origin, request.limits, self._report(request.job), self._stop(request.job)
        )
        self._send(ArticleRead(request.job, article))

    def _look(self, request: Cut | FindNotes) -> None:
        job = Job(self._models)
        if isinstance(request, Cut):
            sections, _ = job.sections(request.article)
            self._send(SectionsFound(request.job, sections))
        else:
            self._send(NotesFound(request.job, job.notes(request.article, request.spans)))

    def _condense(self, request: Condense) -> Finished:
        models = self._models  # others take its place when models are installed meanwhile
        models.begin(request.options.model)
        stop = self._stop_or_check(request.job)
        job = Job(models, request.options, self._report(request.job), stop)
        sections, section_s = request.sections, 0.0
        if not sections:
            sections, section_s = job.sections(request.article)
            self._send(SectionsFound(request.job, sections))
        self._report(request.job)(0, 0, "Loading the models")
        engine = engine_note(models.language_model(request.options.model), request.options)
        self._send(EngineChosen(request.job, engine))
        condense_s = check_s = 0.0
        for step in job.condense(
            request.article,
            sections,
            request.only,
            key_points=request.key_points,
            kept=request.kept,
        ):
            if step.place == KEY_POINTS:
                self._send(KeyPointsChosen(request.job, step.bullets))
            else:
                self._send(SectionCondensed(request.job, step.place, step.bullets))
            condense_s += step.condense_s
            check_s += step.check_s
            for short in self._inbox.take_short():
                self._serve(short)
        timings = Timings(
            section_s=section_s,
            load_s=models.load_s,
            condense_s=condense_s,
            check_s=check_s,
        )
        return Finished(request.job, engine, timings)

    def _check(self, request: CheckText) -> None:
        job = Job(self._models)
        bullet = job.check(request.bullet_id, request.text, request.article, request.near)
        self._send(TextChecked(request.job, request.bullet_id, bullet))

    def _offer(self, request: Offer | Recast) -> None:
        if isinstance(request, Recast):
            new = Job(self._models).recast(request.article, request.bullets, request.near)
            self._send(Recasted(request.job, new))
            return
        job = Job(self._models, request.options, stop=self._stop(request.job))
        for offers in job.offers(request.article, request.sections[0], request.bullet):
            self._send(Offered(request.job, request.bullet.id, offers.wordings, offers.others))

    def _try(self, request: TryServer) -> None:
        trial = try_server(request.server, self._stop(request.job))
        if request.keep and trial.server.model:
            keep_server(trial.server)
        self._send(ServerTried(request.job, trial.server, trial.models))
        if request.keep and trial.server.model:
            self._send(self._models_listed(request.job))

    def _change_models(self, request: InstallModels | ImportModel | RemoveModel) -> None:
        report, stop = self._report(request.job), self._stop(request.job)
        match request:
            case InstallModels(name=name):
                install([name], report=report, stop=stop)
            case ImportModel(path=path):
                import_path(Path(path), report=report, stop=stop)
            case RemoveModel(name=name):
                self._models = Models()  # a file that is in use cannot be removed everywhere
                ModelLibrary().remove(name)
        self._models = Models()
        self._send(self._models_listed(request.job))

    def _models_listed(self, job: int) -> ModelsListed:
        names = self._models.names()
        kinds = ("language", "embedding", "grammar", "server")
        return ModelsListed(job, *(names[kind] for kind in kinds))

    def _report(self, job: int) -> Callable[[int, int, str], None]:
        return lambda done, total, text: self._send(Progress(job, done, total, text))

    def _stop(self, job: int) -> Callable[[], bool]:
        return lambda: self._inbox.is_cancelled(job)

    def _stop_or_check(self, job: int) -> Callable[[], bool]:
        """As ``_stop``; each time it is asked, statements that wait are checked first.

        A section takes long where a model writes, and who types waits for the verdict. The model
        that writes has no part in a check, so that one may come between two of its words.
        """

        def stop() -> bool:
            for check in self._inbox.take_short(CheckText):
                self._serve(check)
            return self._inbox.is_cancelled(job)

        return stop

    def _send(self, event: Event) -> None:
        line = encode(event)
        with self._writing:
            self._output.write(line)
            self._output.flush()


def _kind(error: BriefingError) -> str:
    """What the person can do about the error, in the protocol's words."""
    match error:
        case PasswordNeeded():
            return PASSWORD
        case LimitReached():
            return LIMIT
        case OutsideNetwork():
            return OUTSIDE
        case _:
            return ""


def leave() -> None:
    """End the process at once: the program that asked is gone, and a model may be at work."""
    os._exit(0)
