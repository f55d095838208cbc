"""Take pictures of the window with a sample article and the real models.

    QT_QPA_PLATFORM=offscreen python packaging/take_pictures.py [--to FOLDER] [NAME ...]

Without names only ``window`` is taken, the picture in the README. Others: ``empty``, ``small``,
``dark``, ``editing``, ``condensing``, ``large`` (run with QT_SCALE_FACTOR=2 as well).
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEvent, QPoint, Qt  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from briefing.desktop.app import App  # noqa: E402
from briefing.desktop.main_window import MainWindow  # noqa: E402
from briefing.desktop.theme import Theme  # noqa: E402
from briefing.settings import HOME_VARIABLE, Options, models_folder  # noqa: E402

TITLE = "The bridge at Tarnhall"
WAIT_S = 300


def wait(application: QApplication, until: Callable[[], bool], seconds: float = WAIT_S) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + seconds
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get there in time")
        application.processEvents()
        time.sleep(0.01)


def settle(application: QApplication) -> None:
    """Let layouts and repaints come to rest."""
    for _ in range(20):
        application.processEvents()
        time.sleep(0.01)
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choose_bullet(window: MainWindow) -> None:
    """Give the briefing a title, and take in hand the first bullet of its second section."""
    window.document.set_title(TITLE)
    section = window.document.brief.sections[1]
    window.briefing.select(section.bullets[0].id)
    window.briefing.setFocus()


def edit_bullet(window: MainWindow) -> None:
    """Change the words of a bullet in place."""
    section = window.document.brief.sections[0]
    editor = window.briefing.edit_row(section.bullets[0].id)
    if editor is not None:
        QTest.keyClicks(editor, " So the mayor of the town told everyone who asked in the week.")
    window.briefing.viewport().update()


def main() -> int:
    """Take the pictures that were asked for."""
    parser = argparse.ArgumentParser(description="Take pictures of the window.")
    parser.add_argument("names", nargs="*", default=["window"])
    parser.add_argument("--to", type=Path, default=ROOT / "packaging" / "pictures")
    arguments = parser.parse_args()
    arguments.to.mkdir(parents=True, exist_ok=True)
    models = models_folder()
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home
        if models.is_dir():
            (Path(home) / "models").symlink_to(models, target_is_directory=True)
        application = QApplication(sys.argv[:1])
        theme = Theme(application)
        theme.set_scheme("dark" if "dark" in arguments.names else "light")
        theme.apply(application)
        app = App(Options(), theme)
        window = app.open_window()
        window.resize(1280, 800)
        for name in arguments.names:
            take(application, window, name)
            settle(application)
            picture = arguments.to / f"{name}.png"
            window.grab().save(str(picture))
            print(picture)
        if not window.document.is_empty:
            window.document.history.mark_saved()  # so that closing does not ask
        window.close()
        app.engine.stop()
    return 0


def take(application: QApplication, window: MainWindow, name: str) -> None:
    """Bring the window into the state that a picture shows."""
    if name == "empty":
        wait(application, lambda: window.news.language_models != ())
        return
    if window.document.is_empty:
        window.ways_in.open_sample()
    if name == "condensing":
        wait(application, lambda: not window.document.is_empty)
        wait(application, lambda: any(s.bullets for s in window.document.brief.sections))
        return
    wait(application, lambda: not window.document.is_empty and not window.work.is_busy)
    if name in {"small", "large"}:
        window.resize(1024, 700)
    choose_bullet(window)
    if name == "editing":
        edit_bullet(window)
    QTest.mouseMove(window.briefing.viewport(), QPoint(2, 2))
    window.setCursor(Qt.CursorShape.ArrowCursor)


if __name__ == "__main__":
    sys.exit(main())
