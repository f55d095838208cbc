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


class Task(StrEnum):
    """How a language model is asked; other models have no task and keep ``CHAT``."""

    CHAT = "chat"
    SUMMARY = "summary"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the catalogue says of any model that can be installed.

    ``download`` and ``needs`` are bytes: to be fetched, and of the installed model. ``memory`` is
    the main memory in bytes that it takes at work, 0 if that was not measured or estimated.
    ``writes`` is false for a language model whose wordings are not worth having: it only tells how
    likely texts are.
    """

    name: str
    kind: ModelKind
    title: str
    maker: str
    note: str
    licence: str
    languages: tuple[str, ...]
    download: int
    needs: int
    memory: int = 0
    task: Task = Task.CHAT
    default: bool = False
    writes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class HubEntry(Offer):
    """A model that lies on a hub, as ``repo`` ("owner/name") at ``revision``.

    Its files are checked against the checksums that the hub itself states. ``terms`` tells that
    the hub gives it only to people who have agreed to its maker's terms.
    """

    repo: str
    revision: str = "main"
    terms: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueEntry(Offer):
    """A model whose every file is known beforehand.

    ``package`` and ``version`` name the wheel on the package index, ``folder`` the place of
    ``files`` in it (empty or ending with a slash).
    """

    package: str
    version: str
    folder: str
    main: str
    files: tuple[CatalogueFile, ...]

    @property
    def main_file(self) -> CatalogueFile:
        """The file whose SHA-256 stands for the model."""
        return next(file for file in self.files if file.target == self.main)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All models that the program knows, in the order in which they are shown.

    ``entries`` are those whose files are known beforehand, ``hub`` those that a hub describes.
    """

    entries: tuple[CatalogueEntry, ...]
    hub: tuple[HubEntry, ...] = ()

    def __iter__(self) -> Iterator[CatalogueEntry]:
        return iter(self.entries)

    @property
    def offers(self) -> tuple[Offer, ...]:
        """Everything that can be installed by name."""
        return (*self.entries, *self.hub)

    def offer(self, name: str) -> Offer | None:
        """What is known of a model of this name; None if the catalogue does not have it."""
        return next((offer for offer in self.offers if offer.name == name), None)

    def on_hub(self, name: str) -> HubEntry | None:
        """The model of this name that comes from a hub, None if there is none."""
        return next((entry for entry in self.hub if entry.name == name), None)

    def find(self, name: str) -> CatalogueEntry:
        """The entry with this name. Raises ModelMissing if the catalogue has none."""
        for entry in self.entries:
            if entry.name == name:
                return entry
        known = ", ".join(entry.name for entry in self.offers)
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
    return Catalogue(
        tuple(_entry(row) for row in data["model"]),
        tuple(HubEntry(**_common(row)) for row in data.get("hub", ())),
    )


def _common(row: dict[str, Any]) -> dict[str, Any]:
    return {
        **row,
        "kind": ModelKind(row["kind"]),
        "task": Task(row.get("task", Task.CHAT)),
        "languages": tuple(row["languages"]),
    }


def _entry(row: dict[str, Any]) -> CatalogueEntry:
    files = tuple(CatalogueFile(**file) for file in row["files"])
    entry = CatalogueEntry(**{**_common(row), "files": files})
    if entry.main not in {file.target for file in entry.files}:
        raise ValueError(f"{entry.name}: the main file {entry.main} is not among its files")
    return entry
