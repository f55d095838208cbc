"""The menu of what was opened last. What is gone is marked there, and can be taken off."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from briefing.desktop.memory import Memory
from briefing.desktop.naming import is_address, short_address


class RecentMenu(QObject):
    """Fills a menu each time it is shown; ``chosen`` gives a path or an address."""

    chosen = Signal(str)

    def __init__(self, menu: QMenu, memory: Memory, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menu = menu
        self._memory = memory
        self._actions: dict[str, QAction] = {}
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List what is remembered, and look meanwhile which files are still there."""
        self._menu.clear()
        entries = self._memory.recent
        self._actions = {entry: self._add(entry) for entry in entries}
        self._menu.addSeparator()
        self._forget_missing = self._menu.addAction(self.tr("&Take off what is missing"))
        self._forget_missing.setVisible(False)
        forget = self._menu.addAction(self.tr("&Clear list"))
        forget.triggered.connect(lambda _=False: self._memory.forget_recent())
        forget.setVisible(bool(entries))
        if not entries:
            self._menu.addAction(self.tr("None yet")).setEnabled(False)
        # A network drive that is gone answers late: the menu must not wait for it.
        search = _Search([e for e in entries if not is_address(e)])
        search.found.connect(self._mark_missing)
        search.start()

    def _add(self, entry: str) -> QAction:
        name = short_address(entry) if is_address(entry) else Path(entry).name
        action = self._menu.addAction(name.replace("&", "&&"))
        action.setToolTip(entry)
        action.triggered.connect(lambda: self.chosen.emit(entry))
        return action

    @Slot(object)
    def _mark_missing(self, missing: tuple[str, ...]) -> None:
        still = [entry for entry in missing if entry in self._actions]
        for entry in still:
            action = self._actions[entry]
            name = Path(entry).name.replace("&", "&&")
            action.setText(self.tr("{name} (not found)").format(name=name))
        self._forget_missing.setVisible(bool(still))
        self._forget_missing.triggered.connect(lambda: self._memory.forget_recent(still))


class _Search(QObject):
    """Looks on a thread of its own which files are gone.

    The thread is a daemon: a drive that never answers must not keep the program from ending.
    """

    found = Signal(object)

    def __init__(self, entries: Sequence[str]) -> None:
        super().__init__()
        self._entries = tuple(entries)

    def start(self) -> None:
        threading.Thread(target=self._look, name="recent files", daemon=True).start()

    def _look(self) -> None:
        self.found.emit(tuple(e for e in self._entries if not Path(e).is_file()))
