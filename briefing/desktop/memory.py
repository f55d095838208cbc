"""What the window remembers from one session to the next: its shape, files and settings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QMainWindow, QSplitter

from briefing.engine.server import find_server, is_server_name
from briefing.errors import ModelMissing
from briefing.settings import Options, data_folder

MOST_RECENT = 8
"""How many recent files and addresses are remembered."""


class Memory:
    """An INI file in the program's data folder; what is damaged there is passed over."""

    def __init__(self) -> None:
        self._store = QSettings(str(data_folder() / "window.ini"), QSettings.Format.IniFormat)

    def restore(self, window: QMainWindow, splitter: QSplitter) -> None:
        """Give a window the shape that the last one had."""
        geometry, split = self._store.value("geometry"), self._store.value("splitter")
        if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
            window.resize(1280, 800)
        if not (isinstance(split, QByteArray) and splitter.restoreState(split)):
            splitter.setSizes([560, 720])

    def keep(self, window: QMainWindow, splitter: QSplitter) -> None:
        """Remember the shape of a window."""
        self._store.setValue("geometry", window.saveGeometry())
        self._store.setValue("splitter", splitter.saveState())

    @property
    def recent(self) -> tuple[str, ...]:
        """Files (their whole paths) and addresses opened or saved last, the latest first.

        They are not looked for: a network drive that is gone would hold the window up.
        """
        value = self._store.value("recent")
        names = [value] if isinstance(value, str) else value
        return tuple(str(name) for name in names if name) if isinstance(names, list) else ()

    def add_recent(self, entry: Path | str) -> None:
        """Remember a file, or an address as text, as the latest."""
        name = str(entry.absolute()) if isinstance(entry, Path) else entry
        others = [other for other in self.recent if other != name]
        self._store.setValue("recent", [name, *others][:MOST_RECENT])

    def forget_recent(self, entries: Iterable[str] | None = None) -> None:
        """Forget these files and addresses, or that any was opened."""
        gone = set(self.recent if entries is None else entries)
        rest = [name for name in self.recent if name not in gone]
        if rest:
            self._store.setValue("recent", rest)
        else:
            self._store.remove("recent")

    @property
    def text_step(self) -> int:
        """How many points larger than usual the text is."""
        value = str(self._store.value("text_step", "0"))
        return max(-3, min(int(value), 12)) if value.lstrip("-").isdigit() else 0

    @text_step.setter
    def text_step(self, step: int) -> None:
        self._store.setValue("text_step", step)

    def value(self, key: str) -> object:
        """What ``keep_value`` kept under a key; None where that is nothing or damaged."""
        try:
            return json.loads(str(self._store.value(f"values/{key}", "null")))
        except ValueError:
            return None

    def keep_value(self, key: str, value: object) -> None:
        """Keep what JSON can hold under a key of its own."""
        self._store.setValue(f"values/{key}", json.dumps(value))

    def options(self, given: Options) -> Options:
        """The options last chosen here, where ``given`` has only defaults; else ``given``."""
        if given != Options():
            return given
        values: dict[str, str | int] = {}
        for field in fields(Options):
            value = str(self._store.value(f"options/{field.name}", ""))
            if field.name == "model" and value:
                values[field.name] = value
            elif field.type in {"bool", bool}:
                values[field.name] = value == "true"
            elif value.isdigit() and 0 < int(value) < 1000:
                values[field.name] = int(value)
        return Options(**values)  # type: ignore[arg-type]

    def keep_options(self, options: Options) -> None:
        """Remember options for the next briefings.

        A model on another machine is not remembered: an article goes there only while the person
        knows that they have chosen so.
        """
        if _is_elsewhere(options.model):
            options = replace(options, model=Options().model)
        for field in fields(Options):
            self._store.setValue(f"options/{field.name}", getattr(options, field.name))


def _is_elsewhere(model: str) -> bool:
    """Whether a model is on a server that is not this very machine."""
    if not is_server_name(model):
        return False
    try:
        return not find_server(model).is_here
    except ModelMissing:
        return True
