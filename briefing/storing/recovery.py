"""Unsaved work of a window, kept aside so that a crash or a power cut loses next to nothing.

Each window has one ``RecoveryFile``. Work whose window is gone is found by
``RecoveryFile.found`` at the next start. Whether a window is gone is told by a lock that the
system takes back when its process ends, whatever way: unlike a stored process number, it cannot
be mistaken for a later process, nor for one on another computer that shares the folder.
"""

from __future__ import annotations

import contextlib
import json
import sys
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from briefing import settings
from briefing.brief import Brief
from briefing.errors import BriefingError, OutputError
from briefing.files import write_atomically
from briefing.storing.project import (
    ENDING,
    project_from_bytes,
    project_to_bytes,
    read_bounded,
    small_member,
)

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_ABOUT = "recovery.json"


@dataclass(frozen=True, slots=True)
class Leftover:
    """Unsaved work of a window that is gone.

    ``belongs_to`` is the file that the person had opened or saved, None if there was none.
    """

    file: Path
    belongs_to: Path | None
    title: str
    written: datetime

    def load(self) -> Brief:
        """The brief as it was. Raises InputMissing, InputUnreadable or ProjectError."""
        return project_from_bytes(read_bounded(self.file), self.file.name)

    def discard(self) -> None:
        """Delete it; nothing happens if it is already gone."""
        _remove(self.file)
        _remove(_lock_beside(self.file))


class RecoveryFile:
    """The unsaved work of one window; nothing is on the disk until the first ``write``.

    ``folder`` is the program's recovery folder unless another is given.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = settings.recovery_folder() if folder is None else folder
        self._file = self._folder / f"{uuid.uuid4()}{ENDING}"
        self._lock: IO[bytes] | None = None

    @property
    def file(self) -> Path:
        """Where the work is kept; it need not exist yet."""
        return self._file

    def write(self, brief: Brief, path: Path | None) -> None:
        """Keep ``brief``, which belongs to the file ``path`` (None: it was never saved).

        Takes some milliseconds for an article of usual length. Raises OutputError.
        """
        self._claim()
        about = {
            "belongs_to": None if path is None else str(path.absolute()),
            "title": brief.shown_title[:200],
            "written": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        # Escaped to ASCII: a path that is no proper text must not stop the saving.
        extra = {_ABOUT: json.dumps(about).encode()}
        write_atomically(self._file, project_to_bytes(brief, extra=extra))

    def discard(self) -> None:
        """Forget the work, since it has been saved or the person does not want it."""
        _remove(self._file)

    def close(self) -> None:
        """Forget the work and let go of the lock; call it when the window closes in order."""
        self.discard()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            _remove(_lock_beside(self._file))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @classmethod
    def found(cls, folder: Path | None = None) -> list[Leftover]:
        """The work of windows that are gone, the newest first; damaged files are left out."""
        place = settings.recovery_folder() if folder is None else folder
        leftovers = []
        for file in place.glob(f"*{ENDING}"):
            if not _is_locked(_lock_beside(file)):
                with contextlib.suppress(BriefingError, KeyError, ValueError, TypeError):
                    leftovers.append(_leftover(file))
        return sorted(leftovers, key=lambda leftover: leftover.written, reverse=True)

    def _claim(self) -> None:
        if self._lock is not None:
            return
        try:
            # Unsaved articles may be confidential: the folder is the person's alone.
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = _lock_beside(self._file).open("wb")
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise OutputError(
                f'Unsaved work cannot be kept in "{self._folder}" ({reason}); save your briefing '
                "now and make that folder writable."
            ) from error
        # Where the system has no locks (some network drives) the work is still kept; at worst
        # another window offers it while this one is open.
        _try_lock(lock)
        self._lock = lock


def _leftover(file: Path) -> Leftover:
    about = small_member(read_bounded(file), _ABOUT, file.name)
    belongs_to = about["belongs_to"]
    return Leftover(
        file=file,
        belongs_to=None if belongs_to is None else Path(belongs_to),
        title=str(about["title"]),
        written=datetime.fromisoformat(about["written"]),
    )


def _lock_beside(file: Path) -> Path:
    return file.with_suffix(".lock")


def _is_locked(lock: Path) -> bool:
    """Whether a living process holds the lock; asking does not take it."""
    try:
        with lock.open("r+b") as file:
            return not _try_lock(file)
    except FileNotFoundError:
        return False
    except OSError:
        return sys.platform == "win32"  # there, a file that is locked may not even be opened


def _try_lock(file: IO[bytes]) -> bool:
    """Take the lock until ``file`` is closed; false if another holds it."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # no locks on this drive
    return True


def _remove(file: Path) -> None:
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
