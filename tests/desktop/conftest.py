"""Real windows with a stand-in worker, each test with a data folder of its own."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.desktop.app import App
from briefing.desktop.main_window import MainWindow
from briefing.desktop.theme import Theme
from briefing.settings import HOME_VARIABLE, Options

# Tests must not fill the screen of whoever runs them; set the variable to "xcb" to watch.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

STAND_IN = Path(__file__).with_name("stand_in_worker.py")

TEXT = """A bridge at last
The council opened the bridge on Monday. It is 300 metres long.
A crowd of nearly 2,000 came to the opening, the police said.
The first to cross was a baker with her cartCredit: River News
It cost 4 million crowns, the mayor said. The state paid half.
The toll will be 2 crowns, unless the council decides otherwise.
Ferries may stop running in spring. The ferryman is 61 years old.
Fishermen fear for their landing stage. They want to be heard.
"""

AppMaker = Callable[..., App]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture(autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    """Leave nothing of a test's in the clipboard.

    Without a screen Qt keeps it until after Python has ended; what was made in Python and is still
    in there then ends the process with a crash.
    """
    yield
    qapp.clipboard().clear()


@pytest.fixture
def qtbot(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> QtBot:
    """Qt's robot, more patient than usual: machines differ, and no test is about seconds."""
    patient = functools.partial(qtbot.waitUntil, timeout=60_000)
    monkeypatch.setattr(qtbot, "waitUntil", patient)
    return qtbot


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def close_all(app: App) -> None:
    for window in list(app.windows):
        if window.document.is_dirty:
            window.document.history.mark_saved()
        window.close()
    app.engine.stop()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    app.deleteLater()


@pytest.fixture
def make_app(qapp: QApplication, qtbot: QtBot) -> Iterator[AppMaker]:
    """Start the application with a stand-in worker: ``make_app("--delay", "0.1")``."""
    apps: list[App] = []

    def make(*arguments: str, worker: tuple[str, ...] | None = None) -> App:
        theme = Theme(qapp)
        theme.apply(qapp)
        command = worker or (sys.executable, str(STAND_IN), *arguments)
        apps.append(App(Options(), theme, command))
        return apps[-1]

    yield make
    for app in apps:
        close_all(app)


@pytest.fixture
def window(make_app: AppMaker, qtbot: QtBot) -> MainWindow:
    """An empty window."""
    window = make_app().open_window()
    qtbot.waitExposed(window)
    return window


def is_ready(window: MainWindow) -> bool:
    return (
        not window.document.is_empty
        and not window.work.is_busy
        and bool(window.document.brief.key_points)
    )


@pytest.fixture
def opened(window: MainWindow, article: Path, qtbot: QtBot) -> MainWindow:
    """A window with the article, condensed."""
    window.ways_in.open_paths([article])
    qtbot.waitUntil(lambda: is_ready(window))
    return window
