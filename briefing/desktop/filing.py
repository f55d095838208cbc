"""Loading projects, saving, exporting and keeping unsaved work, off the window's thread."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot

from briefing.brief import Brief
from briefing.desktop.document import Document
from briefing.editing.returning import Returned
from briefing.errors import BriefingError, Cancelled
from briefing.files import check_target, write_atomically
from briefing.settings import DocumentOptions
from briefing.storing import ENDING, RecoveryFile, load_project, save_project

log = logging.getLogger(__name__)

KEEP_AFTER_MS = 1000
"""How long after an edit the unsaved work is kept aside."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The project file was written."""

    path: Path


@dataclass(frozen=True, slots=True)
class Exported:
    """A document was written."""

    path: Path


@dataclass(frozen=True, slots=True)
class Exporting:
    """A document is being written: ``done`` of ``total`` parts, 0 if that is not known."""

    path: Path
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class ExportStopped:
    """The person stopped an export; nothing was written."""


@dataclass(frozen=True, slots=True)
class FilingFailed:
    """A file could not be read or written; nothing half-written is left."""

    sentence: str


class _Outcome(QObject):
    came = Signal(object)


class Task(QRunnable):
    """A function on a thread of the pool; its result or error comes back as a signal."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self._work = work
        self.outcome = _Outcome()

    def run(self) -> None:
        """Do the work; called by the pool."""
        try:
            result = self._work()
        except BriefingError as error:
            result = error
        except Exception as error:
            log.exception("filing")
            result = BriefingError(
                f"Something went wrong with the file ({type(error).__name__}: {error}); try again."
            )
        self.outcome.came.emit(result)


class Filing(QObject):
    """The files of one document. Everything is written in full or not at all."""

    happened = Signal(object)
    """``Saved``, ``Exported``, ``ExportStopped`` or ``FilingFailed``."""

    progressed = Signal(object)
    """``Exporting``, now and then until one of the others comes."""

    _told = Signal(object)

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)  # one after the other: a later save wins
        self._tasks: set[Task] = set()
        self._recovery = RecoveryFile()
        self._kept: Brief | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_AFTER_MS)
        self._timer.timeout.connect(self.keep_now)
        document.changed.connect(self._changed)
        self._stop_export = threading.Event()
        # From the thread that writes to the one that the window lives on.
        self._told.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a file is being read or written."""
        return bool(self._tasks)

    def load(self, path: Path, done: Callable[[Brief | BriefingError], None]) -> None:
        """Read a .briefing file, and give ``done`` what came of it."""
        self._start(lambda: load_project(path), done, done)

    def load_word(
        self, path: Path, done: Callable[[tuple[Brief, Returned] | BriefingError | None], None]
    ) -> None:
        """Read the briefing in a Word document; None if it holds none."""

        def read() -> tuple[Brief, Returned] | None:
            # It brings the XML library, which a window that opens no such file does without.
            from briefing.storing.word import returned_from_word  # noqa: PLC0415

            return returned_from_word(path)

        self._start(read, done, done)

    def save(self, path: Path) -> None:
        """Write the briefing to a .briefing file; the ending is added if it is missing."""
        if path.suffix.lower() != ENDING:
            path = path.with_name(path.name + ENDING)
        brief = self._document.brief

        def done(_: None) -> None:
            self._document.mark_saved(brief, path)
            self.happened.emit(Saved(path))

        self._start(lambda: save_project(brief, path), done)

    def export(
        self, path: Path, *, template: Path | None = None, options: DocumentOptions | None = None
    ) -> None:
        """Write the document in the format that the name's ending tells.

        ``template`` is a house style for Word documents. ``stop_export`` ends it.
        """
        brief = self._document.brief
        stop = self._stop_export = threading.Event()

        def report(done: int, total: int) -> None:
            if stop.is_set():
                raise Cancelled("stopped")
            self._told.emit(Exporting(path, done, total))

        def write() -> None:
            # Word's library takes its time to load, and many a session never exports.
            from briefing.exporting.registry import render  # noqa: PLC0415

            check_target(path)  # nobody waits to hear that it is open in Word
            data = render(brief, path.suffix, template=template, options=options, report=report)
            if stop.is_set():
                raise Cancelled("stopped")
            write_atomically(path, data)

        def failed(error: BriefingError) -> None:
            is_stopped = isinstance(error, Cancelled)
            self.happened.emit(ExportStopped() if is_stopped else FilingFailed(str(error)))

        self.progressed.emit(Exporting(path))
        self._start(write, lambda _: self.happened.emit(Exported(path)), failed)

    def stop_export(self) -> None:
        """Write nothing, if the document is not on the disk yet."""
        self._stop_export.set()

    @Slot(object)
    def _tell(self, event: object) -> None:
        self.progressed.emit(event)

    def wait(self) -> None:
        """Wait until all files are written, a few moments at most; for closing only."""
        self._pool.waitForDone(10_000)

    # --- unsaved work --------------------------------------------------------------------------

    def keep_now(self) -> None:
        """Keep the unsaved work aside, or forget what was kept once it is saved."""
        if not self._document.is_dirty:
            if self._kept is not None:
                self._kept = None
                self._start(self._recovery.discard, lambda _: None)
            return
        brief, path = self._document.brief, self._document.path
        if brief is not self._kept:
            self._kept = brief
            self._start(lambda: self._recovery.write(brief, path), lambda _: None)

    def close(self) -> None:
        """Forget the unsaved work: the window closes in order."""
        self._timer.stop()
        self.wait()
        self._recovery.close()

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    # --- threads ----------------------------------------------------------------------------------

    def _start(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[BriefingError], None] | None = None,
    ) -> None:
        task = Task(work)
        self._tasks.add(task)

        def came(result: object) -> None:
            self._tasks.discard(task)
            if not isinstance(result, BriefingError):
                done(result)
            elif failed is not None:
                failed(result)
            else:
                self.happened.emit(FilingFailed(str(result)))

        # A receiver that lives here brings the call onto this thread.
        task.outcome.came.connect(_Receiver(came, self).take)
        self._pool.start(task)


class _Receiver(QObject):
    """Takes one outcome on the thread that it lives on."""

    def __init__(self, function: Callable[[object], None], parent: QObject) -> None:
        super().__init__(parent)
        self._function = function

    @Slot(object)
    def take(self, result: object) -> None:
        self._function(result)
        self.deleteLater()
