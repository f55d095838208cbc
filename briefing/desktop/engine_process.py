"""The one owner of the worker: a child process that reads articles and runs the models.

What the worker says comes out as one signal of frozen dataclasses. If the worker dies, the jobs
that it had are told as failed and a new one is started; the documents do not live there, so
nothing that a person wrote is lost.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

import briefing
from briefing.errors import WorkerError
from briefing.worker.lines import decode, encode
from briefing.worker.protocol import (
    Cancel,
    Event,
    Failed,
    Finished,
    Ready,
    Request,
    Stopped,
)

log = logging.getLogger(__name__)

QUICK_DEATH_S = 3.0
"""A worker that dies within this many seconds of its start is not started for ever."""

MOST_QUICK_DEATHS = 3


@dataclass(frozen=True, slots=True)
class EngineLost:
    """The worker has ended by itself. ``gone`` tells that it was not started again."""

    sentence: str
    gone: bool = False


EngineEvent = Event | EngineLost


def worker_command() -> tuple[str, ...]:
    """The command that starts the worker.

    ``-P``: a file that happens to lie in the present folder is not taken for one of Python's own.
    """
    return (sys.executable, "-P", "-m", "briefing.worker")


class EngineProcess(QObject):
    """Starts the worker, asks it for jobs, hears it, and ends it.

    ``command`` starts a program that speaks ``briefing.worker.protocol``.
    """

    happened = Signal(object)
    """An ``EngineEvent``."""

    def __init__(self, command: Sequence[str] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command or worker_command())
        self._process: QProcess | None = None
        self._is_ready = False
        self._jobs: set[int] = set()
        self._next_job = 1
        self._started_at = 0.0
        self._quick_deaths = 0

    @property
    def is_ready(self) -> bool:
        """Whether the worker has said that it listens."""
        return self._is_ready

    @property
    def process_id(self) -> int:
        """The worker's process id, 0 while there is none."""
        return self._process.processId() if self._process is not None else 0

    def start(self) -> None:
        """Start the worker unless it runs."""
        if self._process is not None:
            return
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        # The worker must be of this same program, wherever it lies and whatever is installed.
        here = str(Path(briefing.__file__).resolve().parents[1])
        others = environment.value("PYTHONPATH", "")
        paths = [here, *others.split(os.pathsep)] if others else [here]
        environment.insert("PYTHONPATH", os.pathsep.join(paths))
        environment.insert("PYTHONUNBUFFERED", "1")
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._hear)
        process.readyReadStandardError.connect(self._hear_log)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed_to_start)
        self._process = process
        self._started_at = time.monotonic()
        process.start(self._command[0], list(self._command[1:]))

    def new_job(self) -> int:
        """A number for a job that was not used before."""
        self._next_job += 1
        return self._next_job - 1

    def ask(self, request: Request) -> None:
        """Send a request; what comes of it is told by ``happened``."""
        self.start()
        if not isinstance(request, Cancel):
            self._jobs.add(request.job)
        assert self._process is not None  # noqa: S101 (start makes it)
        self._process.write(encode(request))

    def cancel(self, job: int) -> None:
        """Ask the worker to stop a job; nothing happens if it has ended."""
        if job in self._jobs:
            self.ask(Cancel(job))

    def restart(self) -> None:
        """Start again after the worker was given up."""
        self._quick_deaths = 0
        self.start()

    def stop(self) -> None:
        """End the worker for good: asked, then told, then forced; at most a second in all."""
        process, self._process = self._process, None
        if process is None:
            return
        process.blockSignals(True)  # noqa: FBT003 (Qt's own form)
        process.closeWriteChannel()
        process.terminate()
        if not process.waitForFinished(500):
            process.kill()
            process.waitForFinished(500)
        process.deleteLater()
        self._is_ready = False
        self._jobs.clear()

    # --- what the child does ---------------------------------------------------------------------

    def _hear(self) -> None:
        # A slot may stop the engine, so look again for each line.
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            try:
                event = decode(line)
            except WorkerError as error:
                log.warning("%s: %.200r", error, line)
                continue
            self._take(event)

    def _take(self, event: object) -> None:
        match event:
            case Ready():
                self._is_ready = True
            case Finished(job=job) | Failed(job=job) | Stopped(job=job):
                self._jobs.discard(job)
        self.happened.emit(event)

    def _hear_log(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data())
            log.info("worker: %s", text.decode("utf-8", "replace").rstrip())

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._lost(self.tr("The engine could not be started; install Briefing again."))

    def _ended(self) -> None:
        self._hear()
        self._lost(self.tr("The engine stopped and was started again; your text is untouched."))

    def _lost(self, sentence: str) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        self._is_ready = False
        quick = time.monotonic() - self._started_at < QUICK_DEATH_S
        self._quick_deaths = self._quick_deaths + 1 if quick else 0
        gone = self._quick_deaths >= MOST_QUICK_DEATHS
        if gone:
            sentence = self.tr(
                "The engine keeps stopping and was left off; you can still edit, save and export."
            )
        jobs, self._jobs = sorted(self._jobs), set()
        self.happened.emit(EngineLost(sentence, gone))
        for job in jobs:
            self.happened.emit(Stopped(job))
        if not gone:
            QTimer.singleShot(50 * self._quick_deaths, self, self.start)
