"""The application: its windows, the one engine that they share, and the start."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from briefing.desktop.engine_process import EngineProcess
from briefing.desktop.keyboard import is_typing
from briefing.desktop.main_window import MainWindow
from briefing.desktop.memory import Memory
from briefing.desktop.opening import Found
from briefing.desktop.theme import Theme
from briefing.settings import Options
from briefing.storing import Leftover, RecoveryFile

MOST_LEFTOVERS = 3
"""So many pieces of unsaved work are offered at once."""

_CASCADE = 32


class Application(QApplication):
    """Qt's application, which macOS asks to open files: from the Finder, or dropped on the Dock."""

    file_asked = Signal(str)
    """A path or an address."""

    def event(self, event: QEvent) -> bool:
        """Tell which file is asked for."""
        if isinstance(event, QFileOpenEvent):
            self.file_asked.emit(event.file() or event.url().toString())
            return True
        return super().event(event)


class App(QObject):
    """All windows of one run of the program.

    ``worker`` is the command that starts the worker, the program's own if None.
    """

    def __init__(self, options: Options, theme: Theme, worker: Sequence[str] | None = None) -> None:
        super().__init__()
        self._options = options
        self.theme = theme
        self.memory = Memory()
        self.engine = EngineProcess(worker, self)
        self.windows: list[MainWindow] = []

    def open_window(self, entry: Path | str | None = None) -> MainWindow:
        """Open a window, with a file, or a page by its address as text, if one is given."""
        window = MainWindow(self, self.engine, self.theme, self.memory, self._options)
        if self.windows:
            window.move(
                self.windows[-1].pos().x() + _CASCADE, self.windows[-1].pos().y() + _CASCADE
            )
        self.windows.append(window)
        window.destroyed.connect(lambda: self._forget(window))
        # It may come while the person types elsewhere, for instance a password.
        first = QApplication.activeWindow() if is_typing() else None
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, first is not None)
        window.show()
        (first or window).activateWindow()
        if entry is not None:
            window.ways_in.open_entry(str(entry))
        # The engine starts once the window can be seen.
        QTimer.singleShot(0, window, window.work.list_models)
        return window

    def open_entry(self, entry: str) -> None:
        """Open a file by its path, or a page by its address, in the first window or beside it."""
        window = self.windows[0] if self.windows else self.open_window()
        window.ways_in.open_entry(entry)

    def show_found(self, found: Found) -> MainWindow:
        """Show what one window has opened in another."""
        window = self.open_window()
        window.show_found(found)
        return window

    def show_project(self, path: Path) -> bool:
        """Bring the window forward that has this saved briefing; false if none has it."""
        for window in self.windows:
            opened = window.document.path
            is_it = opened is not None and opened.absolute() == path.absolute()
            if is_it and window.isVisible():  # one that was just closed may still be here
                window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
                window.activateWindow()
                return True
        return False

    def recover(self, leftover: Leftover) -> None:
        """Bring unsaved work back in a window of its own."""
        self.open_window().news.recover(leftover)

    def offer_recovery(self) -> None:
        """Offer the unsaved work of windows that were not closed in order."""
        for leftover in RecoveryFile.found()[:MOST_LEFTOVERS]:
            self.windows[0].news.offer_recovery(leftover)

    def quit(self) -> None:
        """Close all windows; one with unsaved work may refuse."""
        for window in list(self.windows):
            if not window.close():
                return

    def _forget(self, window: MainWindow) -> None:
        self.windows = [other for other in self.windows if other is not window]


def run(entry: str | None, options: Options) -> int:
    """Open the window and wait until the last one is closed; the exit status.

    ``entry`` is the path of a file or the address of a page.
    """
    application = QApplication.instance() or Application(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101 (there is no other kind here)
    application.setApplicationName("briefing")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("briefing")
    # Ctrl+C in the terminal ends the program; unsaved work is kept aside.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    theme = Theme(application)
    theme.follow_system(application)
    app = App(options, theme)
    if isinstance(application, Application):
        application.file_asked.connect(app.open_entry)
    app.open_window(entry)
    app.offer_recovery()
    status = application.exec()
    app.engine.stop()
    return status
