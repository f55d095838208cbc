"""The models installed on this machine. Nothing here imports torch.

Each model has a folder of its own with a ``manifest.json`` that lists its files. A folder without
a manifest is no model; the manifest is written before the folder gets its name, so that a model is
there in full or not at all. Folders whose names begin with a dot are work in progress.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from briefing.engine.catalogue import (
    INSTALL_DEFAULT,
    Catalogue,
    ModelKind,
    load_catalogue,
)
from briefing.errors import ModelDamaged, ModelError, ModelMissing
from briefing.settings import models_folder

MANIFEST = "manifest.json"
DOWNLOADS = ".downloads"
"""The folder beside the models with what was fetched of models that are not installed yet."""

MADE = "made"
"""The folder in a model's folder with what was made of its files so that it loads sooner.

The manifest does not list it: it may go at any time.
"""

_FORMAT = 1
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class InstalledFile:
    """One file of an installed model: path in its folder, bytes, SHA-256, time of last change.

    ``mtime_ns`` spares reading the whole file at each load: a file of the right size that has not
    been touched since it was installed is taken as it is.
    """

    path: str
    size: int
    sha256: str
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model on this machine.

    ``sha256`` stands for the model: it is of the file that it was made from, so that the same
    model has the same value on every machine. ``version`` is the package's, the beginning of a
    hub's commit, or empty for a model brought from elsewhere.
    """

    name: str
    kind: ModelKind
    path: Path
    sha256: str
    title: str
    licence: str
    version: str
    files: tuple[InstalledFile, ...]

    @property
    def size(self) -> int:
        """The bytes that the model takes, with what was made of it to load it sooner."""
        return sum(file.size for file in self.files) + folder_size(self.path / MADE)


class ModelLibrary:
    """The installed models in one folder.

    ``folder`` is the person's models folder unless given; it need not exist.
    """

    def __init__(self, folder: Path | None = None, catalogue: Catalogue | None = None) -> None:
        self.folder = folder or models_folder()
        self.catalogue = catalogue or load_catalogue()

    def names(self) -> tuple[str, ...]:
        """The names of all installed models, damaged ones too, in alphabetical order."""
        if not self.folder.is_dir():
            return ()
        folders = (path for path in self.folder.iterdir() if is_model_name(path.name))
        return tuple(sorted(path.name for path in folders if (path / MANIFEST).is_file()))

    def has(self, name: str) -> bool:
        """Whether a model of this name is installed, damaged or not."""
        return is_model_name(name) and (self.folder / name / MANIFEST).is_file()

    def find(self, name: str) -> InstalledModel:
        """The installed model of this name, after a quick check of its files.

        Raises ModelMissing, or ModelDamaged if a file is missing, has another size or was changed.
        """
        model = self._read(name)
        for file in model.files:
            self._check(model, file, thorough=False)
        return model

    def verify(self, name: str) -> InstalledModel:
        """Read every byte of a model and compare. Raises ModelMissing or ModelDamaged.

        What was made of its files is removed: nothing tells whether that is still as it was.
        """
        model = self._read(name)
        shutil.rmtree(model.path / MADE, ignore_errors=True)
        for file in model.files:
            self._check(model, file, thorough=True)
        return model

    def installed(self) -> tuple[InstalledModel, ...]:
        """The installed models whose manifest can be read; their files are not looked at."""
        models = []
        for name in self.names():
            try:
                models.append(self._read(name))
            except ModelDamaged:
                continue
        return tuple(models)

    def unfinished(self) -> dict[str, int]:
        """The bytes that were fetched of models that are not installed yet, by name."""
        place = self.folder / DOWNLOADS
        folders = [p for p in place.iterdir() if p.is_dir()] if place.is_dir() else []
        return {path.name: folder_size(path) for path in sorted(folders)}

    def disk_use(self) -> tuple[int, int]:
        """The bytes that the models folder takes, and those free on its disk. Raises OSError."""
        there = next(path for path in (self.folder, *self.folder.parents) if path.exists())
        used = folder_size(self.folder) if self.folder.is_dir() else 0
        return used, shutil.disk_usage(there).free

    def default_of(self, kind: str) -> InstalledModel:
        """The installed model to use for ``kind``: the catalogue's default, else any of the kind.

        Raises ModelMissing if none is installed, ModelDamaged like ``find``.
        """
        wanted = ModelKind(kind)
        default = self.catalogue.default_of(wanted)
        if default is not None and self.has(default.name):
            return self.find(default.name)
        for model in self.installed():
            if model.kind is wanted:
                return self.find(model.name)
        raise ModelMissing(f"No {wanted} model is installed; run `{INSTALL_DEFAULT}`.")

    def remove(self, name: str) -> None:
        """Remove an installed model, and what was fetched of one that is not installed yet.

        The folder is renamed first: a removal that is interrupted leaves no half model behind.
        Raises ModelMissing, or ModelError if it cannot be removed.
        """
        unfinished = self.unfinished().get(name, 0)
        if unfinished:
            shutil.rmtree(self.folder / DOWNLOADS / name, ignore_errors=True)
        if not self.has(name):
            if unfinished:
                return
            raise self._missing(name)
        try:
            aside = Path(tempfile.mkdtemp(prefix=".removed-", dir=self.folder))
            (self.folder / name).replace(aside / name)
            shutil.rmtree(aside)
        except OSError as error:
            raise ModelError(
                f"The model {name} could not be removed ({reason(error)}); close the program "
                "wherever it is open and try again."
            ) from error

    def _read(self, name: str) -> InstalledModel:
        if not self.has(name):
            raise self._missing(name)
        folder = self.folder / name
        try:
            data = json.loads((folder / MANIFEST).read_text("utf-8"))
            return _model_from_json(name, folder, data)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise self._damaged(name, f"{MANIFEST} cannot be read") from error

    def _check(self, model: InstalledModel, file: InstalledFile, *, thorough: bool) -> None:
        path = model.path / file.path
        try:
            found = path.stat()
            if found.st_size != file.size:
                raise self._damaged(
                    model.name, f"{file.path} has {found.st_size} bytes instead of {file.size}"
                )
            if (thorough or found.st_mtime_ns != file.mtime_ns) and sha256_of(path) != file.sha256:
                raise self._damaged(model.name, f"the contents of {file.path} have changed")
        except OSError as error:
            raise self._damaged(model.name, f"{file.path}: {reason(error)}") from error

    def _missing(self, name: str) -> ModelMissing:
        offer = self.catalogue.offer(name)
        if offer is not None:
            command = INSTALL_DEFAULT if offer.default else f"briefing models install {name}"
            return ModelMissing(f"The model {name} is not installed; run `{command}`.")
        return ModelMissing(
            f'No model called "{name}" is installed; `briefing models list` shows those that are, '
            f"and `{INSTALL_DEFAULT}` installs the default ones."
        )

    def _damaged(self, name: str, what: str) -> ModelDamaged:
        return ModelDamaged(f"The model {name} is damaged: {what}; {self.mending(name)}.")

    def mending(self, name: str) -> str:
        """What to do about a damaged model, as the end of a sentence."""
        if self.catalogue.offer(name) is not None:
            return f"run `briefing models install {name}` to install it again"
        return f"run `briefing models remove {name}` and import it again"


def is_model_name(name: str) -> bool:
    """Whether a name can be a model's: small letters, digits, dots, dashes, underscores."""
    return _NAME.fullmatch(name) is not None


def write_manifest(folder: Path, model: InstalledModel) -> None:
    """Write the manifest that makes ``folder`` a model. Raises OSError."""
    data = {
        "format": _FORMAT,
        "name": model.name,
        "kind": model.kind.value,
        "title": model.title,
        "licence": model.licence,
        "version": model.version,
        "sha256": model.sha256,
        "files": [asdict(file) for file in model.files],
    }
    with (folder / MANIFEST).open("w", encoding="utf-8") as file:
        json.dump(data, file, indent=1)
        file.flush()
        os.fsync(file.fileno())


def describe_files(folder: Path) -> tuple[InstalledFile, ...]:
    """What lies in a folder, for its manifest, in the order of the paths. Raises OSError."""
    files = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found = path.stat()
        relative = path.relative_to(folder).as_posix()
        files.append(InstalledFile(relative, found.st_size, sha256_of(path), found.st_mtime_ns))
    return tuple(files)


def folder_size(folder: Path) -> int:
    """The bytes of all files in a folder; what goes away meanwhile is left out."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def reason(error: OSError) -> str:
    """What the operating system says about an error, without numbers and paths."""
    return error.strerror or type(error).__name__


def _model_from_json(name: str, folder: Path, data: dict[str, Any]) -> InstalledModel:
    if data["format"] != _FORMAT or data["name"] != name:
        raise ValueError("another format, or the manifest of another model")
    files = tuple(InstalledFile(**row) for row in data["files"])
    for file in files:
        path = PurePosixPath(file.path)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(f"{file.path} is outside the model's folder")
    return InstalledModel(
        name=name,
        kind=ModelKind(data["kind"]),
        path=folder,
        sha256=str(data["sha256"]),
        title=str(data["title"]),
        licence=str(data["licence"]),
        version=str(data["version"]),
        files=files,
    )
