"""The worker's main loop: requests in, events out."""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from briefing.brief import KEY_POINTS, Timings
from briefing.engine.importing import import_path
from briefing.engine.install import install
from briefing.engine.library import ModelLibrary
from briefing.errors import (
    BriefingError,
    Cancelled,
    LimitReached,
    PasswordNeeded,
    WorkerError,
)
from briefing.worker.job import Job
from briefing.worker.models import Models, engine_note
from briefing.worker.protocol import (
    LIMIT,
    PASSWORD,
    ArticleRead,
    Cancel,
    CheckText,
    Condense,
    DeviceFound,
    Event,
    Failed,
    FindDevice,
    Finished,
    ImportModel,
    InstallModels,
    KeyPointsChosen,
    ListModels,
    ModelsListed,
    Progress,
    Read,
    Ready,
    RemoveModel,
    Request,
    SectionCondensed,
    SectionsFound,
    Stopped,
    TextChecked,
    decode,
    encode,
)
from briefing.worker.reading import ReadingProcess

log = logging.getLogger(__name__)


class Inbox:
    """Requests as they come in, read on a thread of their own so that Cancel is heard at once.

    Requests to read wait in a line of their own: who opens a second article must not wait until
    the first one is condensed. When the input ends, ``on_end`` is called on that thread: whoever
    asked is gone.
    """

    def __init__(self, stream: BinaryIO, on_end: Callable[[], None]) -> None:
        self._stream = stream
        self._on_end = on_end
        self._waiting: deque[Request] = deque()
        self._to_read: deque[Read] = deque()
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
                elif isinstance(message, Read):
                    self._to_read.append(message)
                else:
                    self._waiting.append(message)  # type: ignore[arg-type]
                self._changed.notify_all()
        self._on_end()

    def next(self) -> Request:
        """Wait for the next request that is not to read."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._waiting))
            return self._waiting.popleft()

    def next_to_read(self) -> Read:
        """Wait for the next request to read."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._to_read))
            return self._to_read.popleft()

    def take_checks(self) -> list[CheckText]:
        """Take the waiting checks out of turn: a person who types waits for them."""
        with self._changed:
            checks = [r for r in self._waiting if isinstance(r, CheckText)]
            self._waiting = deque(r for r in self._waiting if not isinstance(r, CheckText))
        return checks

    def is_cancelled(self, job: int) -> bool:
        """Whether the job with this number was cancelled."""
        with self._changed:
            return job in self._cancelled


class Loop:
    """Does one request after the other, reads beside that, and writes what comes of it."""

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
        threading.Thread(target=self._serve_reading, name="reader", daemon=True).start()
        self._send(Ready())
        while True:
            self._serve(self._inbox.next())

    def _serve_reading(self) -> None:
        while True:
            self._serve(self._inbox.next_to_read())

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
            case CheckText():
                self._check(request)
            case ListModels():
                self._send(self._models_listed(request.job))
            case InstallModels():
                install(
                    [request.name], report=self._report(request.job), stop=self._stop(request.job)
                )
                self._models_changed(request.job)
            case ImportModel():
                import_path(
                    Path(request.path),
                    report=self._report(request.job),
                    stop=self._stop(request.job),
                )
                self._models_changed(request.job)
            case RemoveModel():
                self._models = Models()  # a file that is in use cannot be removed everywhere
                ModelLibrary().remove(request.name)
                self._models_changed(request.job)
            case FindDevice():
                self._send(DeviceFound(request.job, *self._models.device()))
        return Finished(request.job)

    def _read(self, request: Read) -> None:
        article = self._reading.read(
            request.origin, request.limits, self._report(request.job), self._stop(request.job)
        )
        self._send(ArticleRead(request.job, article))

    def _condense(self, request: Condense) -> Finished:
        job = Job(self._models, request.options, self._report(request.job), self._stop(request.job))
        sections, section_s = request.sections, 0.0
        if not sections:
            sections, section_s = job.sections(request.article)
            self._send(SectionsFound(request.job, sections))
        timings = Timings(section_s=section_s, load_s=self._models.load_s)
        condense_s = check_s = 0.0
        for step in job.condense(
            request.article, sections, request.only, key_points=request.key_points
        ):
            if step.place == KEY_POINTS:
                self._send(KeyPointsChosen(request.job, step.bullets))
            else:
                self._send(SectionCondensed(request.job, step.place, step.bullets))
            condense_s += step.condense_s
            check_s += step.check_s
            for check in self._inbox.take_checks():
                self._serve(check)
        timings = Timings(
            section_s=section_s,
            load_s=self._models.load_s,
            condense_s=condense_s,
            check_s=check_s,
        )
        model = self._models.language_model(request.options.model)
        return Finished(request.job, engine_note(model, request.options), timings)

    def _check(self, request: CheckText) -> None:
        job = Job(self._models)
        bullet = job.check(request.bullet_id, request.text, request.article, request.near)
        self._send(TextChecked(request.job, request.bullet_id, bullet))

    def _models_changed(self, job: int) -> None:
        self._models = Models()
        self._send(self._models_listed(job))

    def _models_listed(self, job: int) -> ModelsListed:
        names = self._models.names()
        return ModelsListed(job, names["language"], names["embedding"], names["grammar"])

    def _report(self, job: int) -> Callable[[int, int, str], None]:
        return lambda done, total, text: self._send(Progress(job, done, total, text))

    def _stop(self, job: int) -> Callable[[], bool]:
        return lambda: self._inbox.is_cancelled(job)

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
        case _:
            return ""


def leave() -> None:
    """End the process at once: the program that asked is gone, and a model may be at work."""
    os._exit(0)
