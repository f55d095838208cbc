"""Where models are put together before they are installed: a hidden folder beside them.

It is on the same disk as the models, so that a finished model only has to be renamed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from briefing.engine.library import InstalledModel, reason, write_manifest
from briefing.errors import InstallError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_LOCK = ".lock"
_HIDDEN = (".workshop-", ".removed-")


@contextlib.contextmanager
def workshop(models: Path) -> Iterator[Path]:
    """A new folder to work in, removed at the end whatever happens.

    Only one installation works at a time; what an interrupted one left behind is removed first.
    Raises InstallError if another is at work, or if the disk cannot be written.
    """
    with plainly(models):
        models.mkdir(parents=True, exist_ok=True)
        with alone(models):
            for path in models.iterdir():
                if path.name.startswith(_HIDDEN):
                    shutil.rmtree(path, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(prefix=_HIDDEN[0], dir=models))
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def plainly(models: Path) -> Iterator[None]:
    """Turn what the operating system says on the way into an InstallError with one sentence."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise InstallError(
                f"The disk is full, so nothing was installed in {models}; make room and try again."
            ) from error
        place = error.filename or models
        raise InstallError(
            f"The model could not be installed: {place}: {reason(error)}; see to it and try again."
        ) from error


def check_room(folder: Path, needed: int, title: str) -> None:
    """Raise InstallError if the disk of ``folder`` has less than ``needed`` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise InstallError(
            f"There is not enough room for {title} on the disk of {folder}: installing takes "
            f"{megabytes(needed)} and {megabytes(free)} are free; make room and try again."
        )


def put_in_place(models: Path, made: Path, model: InstalledModel) -> None:
    """Give the finished folder ``made`` the name of its model. Raises OSError.

    The manifest is written last, then everything is on the disk before the folder is renamed. A
    model of the same name is moved aside into the workshop first, and goes away with it.
    """
    write_manifest(made, model)
    for path in made.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    target = models / model.name
    if target.exists():
        target.replace(made.with_name("replaced"))
    made.replace(target)


def megabytes(size: int) -> str:
    """A number of bytes for people: "93 MB"."""
    return f"{size / 1e6:.0f} MB"


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let nobody else work in a folder. Raises InstallError if somebody does, OSError."""
    with (folder / _LOCK).open("a+b") as lock:
        _take(lock)
        yield


def _take(lock: IO[bytes]) -> None:
    """Hold the lock until the file is closed; the system lets go of it if the process dies."""
    try:
        if sys.platform == "win32":
            lock.seek(0)
            msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise InstallError(
            "Models are already being installed by another run of the program; wait for it to end."
        ) from error
