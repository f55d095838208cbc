"""What a model is taken from: a wheel or zip, or a folder; read alike, nothing in it is run."""

from __future__ import annotations

import hashlib
import os
import zipfile
from pathlib import Path
from typing import IO, Protocol, Self

from briefing.engine.catalogue import CatalogueEntry, CatalogueFile
from briefing.engine.types import Stop
from briefing.errors import Cancelled, InstallError

_CHUNK = 1 << 20
_DEPTH = 5
"""Folders within folders that are looked into: a stick, not a whole disk."""
_MOST_FILES = 20_000


class Source(Protocol):
    """Files by their path, with forward slashes."""

    shown: str
    title: str
    sizes: dict[str, int]

    def open(self, path: str) -> IO[bytes]:
        """Open one of the files for reading. Raises OSError or InstallError."""
        ...


class ZipSource:
    """A wheel or another zip. Raises InstallError if it is none."""

    def __init__(self, path: Path) -> None:
        self.shown = path.name
        self.title = path.stem
        try:
            self._zip = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise InstallError(
                f"{path} is incomplete or no zip file; copy or download it again."
            ) from error
        self.sizes = {i.filename: i.file_size for i in self._zip.infolist() if not i.is_dir()}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def open(self, path: str) -> IO[bytes]:
        """Open one of the files for reading."""
        try:
            return self._zip.open(path)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise InstallError(
                f"{path} in {self.shown} cannot be read (damaged, or locked by a password); "
                "copy or download it again."
            ) from error


class FolderSource:
    """A folder and those in it, some levels deep. Links are not followed."""

    def __init__(self, folder: Path) -> None:
        self.shown = str(folder)
        self.title = folder.resolve().name
        self._folder = folder
        self.sizes: dict[str, int] = {}
        for place, folders, names in os.walk(folder):
            here = Path(place).relative_to(folder)
            if len(here.parts) >= _DEPTH:
                folders.clear()
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(place, name)
                if not path.is_symlink() and path.is_file():
                    self.sizes[(here / name).as_posix()] = path.stat().st_size
            if len(self.sizes) > _MOST_FILES:
                raise InstallError(
                    f"{folder} holds too many files to look through; name the model's own folder."
                )

    def open(self, path: str) -> IO[bytes]:
        """Open one of the files for reading."""
        return (self._folder / path).open("rb")


class FileSource:
    """One file alone."""

    def __init__(self, path: Path) -> None:
        self.shown = str(path)
        self.title = path.stem
        self.sizes = {path.name: path.stat().st_size}
        self._path = path

    def open(self, path: str) -> IO[bytes]:  # noqa: ARG002 (there is only one)
        """Open the file for reading."""
        return self._path.open("rb")


def place_of(entry: CatalogueEntry, source: Source) -> str | None:
    """Where the files of a catalogue model lie in a source: what stands before their paths.

    Found by the wheel's own folder, or by the main file itself; None if the model is not there.
    Raises OSError and InstallError if a file cannot be read.
    """
    for path, size in source.sizes.items():
        if path != entry.main and not path.endswith(f"/{entry.main}"):
            continue
        place = path.removesuffix(entry.main)
        named = bool(entry.folder) and f"/{place}".endswith(f"/{entry.folder}")
        if named or (size == entry.main_file.size and _is_main_file(entry, source, path)):
            return place
    return None


def _is_main_file(entry: CatalogueEntry, source: Source, path: str) -> bool:
    with source.open(path) as file:
        digest = hashlib.sha256()
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest() == entry.main_file.sha256


def take_entry(
    entry: CatalogueEntry, source: Source, place: str, target: Path, stop: Stop | None = None
) -> None:
    """Copy a catalogue model's files into ``target`` and make sure that they are the right ones.

    Raises InstallError if a file is missing or is not what the catalogue says, Cancelled, OSError.
    """
    for file in entry.files:
        if f"{place}{file.target}" not in source.sizes:
            raise InstallError(
                f"{source.shown} is incomplete: {file.target} of {entry.title} is missing; "
                "nothing was installed."
            )
        found = take_file(source, f"{place}{file.target}", target / file.target, file.size, stop)
        check(entry, file, found, source.shown)


def check(entry: CatalogueEntry, file: CatalogueFile, found: str, shown: str) -> None:
    """Raise InstallError unless the SHA-256 ``found`` is the file's."""
    if found != file.sha256:
        raise InstallError(
            f"{file.target} in {shown} is not the file that {entry.title} consists of (its "
            f"SHA-256 is {found[:12]}… instead of {file.sha256[:12]}…), so nothing was "
            "installed; download it again, and if that does not help, report it."
        )


def take_file(source: Source, path: str, target: Path, most: int, stop: Stop | None = None) -> str:
    """Copy one file, at most ``most`` bytes and one more, and give its SHA-256.

    Raises Cancelled, InstallError and OSError.
    """
    digest, copied = hashlib.sha256(), 0
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open(path) as reader, target.open("wb") as writer:
        try:
            while copied <= most and (chunk := reader.read(min(_CHUNK, most + 1 - copied))):
                if stop is not None and stop():
                    raise Cancelled("Stopped; nothing was installed.")
                digest.update(chunk)
                writer.write(chunk)
                copied += len(chunk)
        except (zipfile.BadZipFile, EOFError) as error:
            raise InstallError(
                f"{path} in {source.shown} is damaged; copy or download it again."
            ) from error
    return digest.hexdigest()
