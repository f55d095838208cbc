"""Reading in a process of its own, within limits on its time and memory.

The readers are given files from anywhere, and the libraries behind them are large. What a file does
there, it does to a process that is ended for it: it hangs, it takes all memory, it crashes.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

import briefing
from briefing import errors
from briefing.article import Article
from briefing.engine.types import Report, Stop
from briefing.errors import BriefingError, Cancelled, InputUnreadable, LimitReached, WorkerError
from briefing.reading.origins import Origin
from briefing.settings import ReadingLimits
from briefing.worker import reading_words as words
from briefing.worker.children import Family
from briefing.worker.lines import decode, encode
from briefing.worker.protocol import (
    ArticleRead,
    Event,
    Progress,
    Read,
    Ready,
    Refused,
    Request,
)

START_S = 60.0
"""How long the process may take until it listens; a busy machine may need seconds."""

_LOOK_EVERY_S = 0.05
_LOOK_AROUND_EVERY = 5
"""Every how many looks at the memory new programs are searched for, which takes longer."""

_MOST_KEPT = 300_000_000
"""A process that holds more bytes than this after a reading is not used for the next file."""

_NEARLY = 0.9
"""The part of its memory with which a process that crashed is taken to have wanted more."""

_MODULE = "briefing.worker.reading_process"


def reading_command() -> tuple[str, ...]:
    """The command that starts the reading process; in a frozen application, its own program."""
    if getattr(sys, "frozen", False):
        here = Path(sys.executable)
        return (str(here.with_name(f"briefing-reading{here.suffix}")),)
    # -P: a file that is called like a module and lies beside the article is not run.
    return (sys.executable, "-P", "-m", _MODULE)


class ReadingProcess:
    """Reads articles one after the other in a child process, started when first needed.

    The child is kept for the next file, unless it was ended or has grown. ``command`` starts a
    program that answers as ``briefing.worker.reading_process`` does. Not for several threads.
    """

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = tuple(command or reading_command())
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def process_id(self) -> int:
        """The child's process id, 0 while there is none."""
        return self._child.process.pid if self._child is not None else 0

    def start(self) -> None:
        """Start the child, if there is none, without waiting for it. Raises WorkerError."""
        child = self._child
        if child is not None and (not child.lives or child.folder != _folder()):
            self.close()  # a path is meant from the folder that the program is in now
        if self._child is None:
            self._child = _Child(self._command)

    def close(self) -> None:
        """End the child, at once and whatever it does."""
        child, self._child = self._child, None
        if child is not None:
            child.end()

    def read(
        self,
        origin: Origin,
        limits: ReadingLimits | None = None,
        report: Report | None = None,
        stop: Stop | None = None,
    ) -> Article:
        """Read the article at ``origin``.

        ``report`` is told which part is being read, and ``stop`` is asked many times a second.
        Raises what ``read_origin`` raises; LimitReached when the reading took too long or too much
        memory; InputUnreadable when it crashed; Cancelled; WorkerError if no child can be started.
        """
        self.start()
        assert self._child is not None  # noqa: S101 (start makes it)
        answered = False
        try:
            answer = _Reading(self._child, origin, limits or ReadingLimits(), report, stop).answer()
            answered = True
        finally:
            if not answered:
                self.close()
        if isinstance(answer, ArticleRead):
            if self._child.family.memory() > _MOST_KEPT:
                self.close()
            return answer.article
        error = error_of(answer)
        if isinstance(error, LimitReached):
            self.close()
        raise error


def error_of(refused: Refused) -> BriefingError:
    """The error that was raised in the reading process."""
    kind: object = getattr(errors, refused.error, None)
    error: BriefingError = InputUnreadable(refused.sentence)
    if isinstance(kind, type) and issubclass(kind, BriefingError):
        error = kind(refused.sentence)
    if refused.trace:
        error.add_note(refused.trace)
    return error


class _Child:
    """A running child, and what it says as it says it; None stands for its end."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.folder = _folder()
        self.is_ready = False
        self.jobs = 0
        try:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise WorkerError(
                f"The process that reads could not be started ({error.strerror}); "
                "install Briefing again."
            ) from error
        self.family = Family(self.process)
        self.said: queue.SimpleQueue[Request | Event | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="reading", daemon=True).start()

    @property
    def lives(self) -> bool:
        if self.process.poll() is not None:
            return False
        try:  # what was killed is for a moment neither running nor to be collected
            status: str = psutil.Process(self.process.pid).status()
        except psutil.Error:
            return False
        return status != str(psutil.STATUS_ZOMBIE)

    def ask(self, request: Read) -> None:
        """Send the request; a child that is gone is found out by what it does not answer."""
        assert self.process.stdin is not None  # noqa: S101 (it is a pipe)
        with contextlib.suppress(OSError):
            self.process.stdin.write(encode(request))
            self.process.stdin.flush()

    def end(self) -> None:
        self.family.end()
        with contextlib.suppress(OSError):
            assert self.process.stdin is not None  # noqa: S101 (it is a pipe)
            self.process.stdin.close()

    def _listen(self) -> None:
        assert self.process.stdout is not None  # noqa: S101 (it is a pipe)
        with self.process.stdout as stream, contextlib.suppress(WorkerError):
            for line in stream:
                self.said.put(decode(line))
        self.said.put(None)


class _Reading:
    """One article's way through the child."""

    def __init__(
        self,
        child: _Child,
        origin: Origin,
        limits: ReadingLimits,
        report: Report | None,
        stop: Stop | None,
    ) -> None:
        self._child = child
        self._origin = origin
        self._limits = limits
        self._report = report
        self._stop = stop
        self._peak = 0
        self._looks = 0

    def answer(self) -> ArticleRead | Refused:
        """What the child says in the end. Raises as ``ReadingProcess.read`` does."""
        child = self._child
        if not child.is_ready:
            self._wait_until_ready()
        child.jobs += 1
        child.ask(Read(child.jobs, self._origin, self._limits))
        last = time.monotonic() + self._limits.seconds
        while True:
            match self._next(last):
                case Progress(done=done, total=total, text=text):
                    if self._report is not None:
                        self._report(done, total, text)
                case ArticleRead() | Refused() as answer:
                    return answer

    def _wait_until_ready(self) -> None:
        last = time.monotonic() + START_S
        try:
            while not isinstance(self._next(last), Ready):
                pass
        except InputUnreadable as error:
            raise WorkerError(
                "The process that reads did not start; start Briefing again, or install it again "
                "if that does not help."
            ) from error
        self._child.is_ready = True

    def _next(self, last: float) -> Request | Event:
        """The next that the child says, waited for until the time ``last``."""
        while True:
            if self._stop is not None and self._stop():
                raise Cancelled("Reading was stopped.")
            left = last - time.monotonic()
            try:
                message = self._child.said.get(timeout=min(max(left, 0.001), _LOOK_EVERY_S))
            except queue.Empty:
                if left <= 0:
                    raise LimitReached(words.too_slow(self._origin, self._limits)) from None
                self._look()
                continue
            if message is None:
                raise self._ended()
            return message

    def _look(self) -> None:
        family = self._child.family
        if self._looks % _LOOK_AROUND_EVERY == 0:
            family.look_around()
        self._looks += 1
        self._peak = max(self._peak, family.memory())
        if self._peak > self._limits.megabytes * 1_000_000:
            raise LimitReached(words.too_big(self._origin, self._limits))

    def _ended(self) -> InputUnreadable:
        if self._peak > _NEARLY * self._limits.megabytes * 1_000_000:
            return LimitReached(words.too_big(self._origin, self._limits))
        return InputUnreadable(words.ended(self._origin, self._child.process.wait()))


def _folder() -> Path | None:
    """The folder that paths are meant from; None if it has been removed."""
    try:
        return Path.cwd()
    except OSError:
        return None


def _environment() -> dict[str, str]:
    """This process's environment, in which the child is of this same program.

    Mathematical libraries reserve memory for each processor core; the child needs none of it.
    """
    here = str(Path(briefing.__file__).resolve().parents[1])
    paths = [here, os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "OPENBLAS_NUM_THREADS": "1",
        "MKL_NUM_THREADS": "1",
    }
