"""What the list of models shows: plain data, read from the models folder and the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from briefing.engine.catalogue import HubEntry, ModelKind, Offer, Task
from briefing.engine.library import InstalledModel, ModelLibrary
from briefing.engine.server import PREFIX, Server, load_servers


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("Models", text)


@dataclass(frozen=True, slots=True)
class ModelRow:
    """One model. ``size``, ``memory`` and ``fetched`` are bytes, 0 where they are not known.

    ``fetched`` is what was downloaded of a model that is not installed yet. ``default`` belongs to
    what the program is best used with. ``server`` is the address of one that is on a server.
    """

    name: str
    title: str
    purpose: str
    size: int
    memory: int
    licence: str
    details: str
    installed: bool
    writes: bool
    default: bool = False
    fetched: int = 0
    server: str = ""


def read_rows(library: ModelLibrary) -> tuple[ModelRow, ...]:
    """The installed models, those on servers, then what can be installed."""
    there = {model.name: model for model in library.installed()}
    unfinished = library.unfinished()
    rows = [_installed(model, library.catalogue.offer(name)) for name, model in there.items()]
    rows.sort(key=lambda row: not row.writes)  # what a person chooses among comes first
    rows += [_on_server(server) for server in load_servers()]
    offers = [offer for offer in library.catalogue.offers if offer.name not in there]
    rows += [_offered(offer, unfinished.get(offer.name, 0)) for offer in offers]
    known = {row.name for row in rows}
    rows += [
        ModelRow(name, name, "", 0, 0, "", "", installed=False, writes=False, fetched=size)
        for name, size in unfinished.items()
        if name not in known
    ]
    return tuple(rows)


def _installed(model: InstalledModel, offer: Offer | None) -> ModelRow:
    writes = model.kind is ModelKind.LANGUAGE
    if offer is not None:
        details = _about(offer)
    elif model.version:
        details = tr("From the hub, version {version}; its name here is {name}.")
    else:
        details = tr("Brought by yourself; its name here is {name}.")
    return ModelRow(
        name=model.name,
        title=model.title,
        purpose=_purpose(offer.task if offer else Task.CHAT, model.kind),
        size=model.size,
        memory=offer.memory if offer else 0,
        licence=model.licence,
        details=details.format(name=model.name, version=model.version),
        installed=True,
        writes=writes,
        default=bool(offer and offer.default),
    )


def _on_server(server: Server) -> ModelRow:
    details = tr(
        "{model} on {address}. Sentences of an article are sent there, and only when its briefing "
        "is written with this model; the briefing names the address."
    )
    if server.outside:
        details += " " + tr("The server is outside your own network.")
    return ModelRow(
        name=server.name,
        title=server.name.removeprefix(PREFIX),
        purpose=_purpose(Task.CHAT, ModelKind.LANGUAGE),
        size=0,
        memory=0,
        licence="",
        details=details.format(model=server.model, address=server.address),
        installed=True,
        writes=True,
        server=server.address,
    )


def _offered(offer: Offer, fetched: int) -> ModelRow:
    return ModelRow(
        name=offer.name,
        title=offer.title,
        purpose=_purpose(offer.task, offer.kind),
        size=offer.download,
        memory=offer.memory,
        licence=offer.licence,
        details=_about(offer),
        installed=False,
        writes=offer.kind is ModelKind.LANGUAGE,
        default=offer.default,
        fetched=fetched,
    )


def _about(offer: Offer) -> str:
    parts = [
        offer.note,
        tr("By {maker}.").format(maker=offer.maker),
        tr("Languages: {languages}.").format(languages=", ".join(offer.languages)),
    ]
    if isinstance(offer, HubEntry):
        parts.append(tr("From the hub, where it is called {repo}.").format(repo=offer.repo))
        if offer.terms:
            parts.append(tr("Its maker's terms must be agreed to there first."))
    return " ".join(parts)


def _purpose(task: Task, kind: ModelKind) -> str:
    match kind:
        case ModelKind.EMBEDDING:
            return tr("Finding sections")
        case ModelKind.GRAMMAR:
            return tr("Grammar")
        case _:
            return tr("Summaries") if task is Task.SUMMARY else tr("Writing")


def size_text(size: int) -> str:
    """A number of bytes for people: "93 MB", "3.4 GB"; a dash for 0."""
    if not size:
        return "–"
    return f"{size / 1e6:.0f} MB" if size < 10**9 else f"{size / 1e9:.1f} GB"
