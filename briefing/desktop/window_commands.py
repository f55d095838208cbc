"""What the window's menus and buttons do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from briefing.brief import KEY_POINTS
from briefing.desktop import questions
from briefing.desktop.about import show_about
from briefing.desktop.settings_dialog import SettingsDialog
from briefing.resources import sample
from briefing.storing import ENDING

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow

SAMPLE = "border-town.txt"


class WindowCommands(QObject):
    """The commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._text_step = window.memory.text_step

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its id."""
        window = self._window
        briefing = window.briefing
        return {
            "open": self.open,
            "sample": self.open_sample,
            "new-window": window.host.open_window,
            "save": self.save,
            "save-as": self.save_as,
            "export": self.export,
            "close": window.close,
            "quit": window.host.quit,
            "undo": window.document.undo,
            "redo": window.document.redo,
            "add-bullet": briefing.add_bullet,
            "edit-bullet": briefing.edit_current,
            "delete-bullet": briefing.delete_bullet,
            "move-up": lambda: briefing.move_bullet(-1),
            "move-down": lambda: briefing.move_bullet(1),
            "condense-all": lambda: window.work.condense(again=True),
            "condense-section": self.condense_section,
            "cancel": window.work.cancel,
            "settings": self.change_settings,
            "install-model": window.work.install_models,
            "show-article": self.show_article,
            "larger": lambda: self.set_text_step(self._text_step + 1),
            "smaller": lambda: self.set_text_step(self._text_step - 1),
            "usual-size": lambda: self.set_text_step(0),
            "about": lambda: show_about(window),
        }

    # --- files ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Ask which files to open, and open them."""
        for path in questions.choose_open(self._window, self._folder()):
            self.open_path(path)

    def open_sample(self) -> None:
        """Open the sample article."""
        self.open_path(sample(SAMPLE))

    def open_path(self, path: Path) -> None:
        """Open a file: here if nothing is open yet, else in another window."""
        window = self._window
        if not window.document.is_empty or window.work.is_busy or window.filing.is_busy:
            window.host.open_window(path)
            return
        window.bars.close_bar("error")
        if path.suffix.lower() == ENDING:
            window.filing.open_project(path)
        else:
            window.work.open_article(str(path))
            if path.is_file() and path.absolute() != sample(SAMPLE).absolute():
                window.memory.add_recent(path)

    def fill_recent(self) -> None:
        """Fill the menu of recent files."""
        menu = self._window.actions_of.recent
        menu.clear()
        recent = self._window.memory.recent
        for path in recent:
            action = menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _=False, p=path: self.open_path(p))
        if recent:
            menu.addSeparator()
            forget = menu.addAction(self.tr("&Forget these"))
            forget.triggered.connect(self._window.memory.forget_recent)
        else:
            menu.addAction(self.tr("None yet")).setEnabled(False)

    def save(self) -> bool:
        """Save the briefing; false if the person chose no file."""
        path = self._window.document.path
        if path is None:
            return self.save_as()
        self._window.filing.save(path)
        return True

    def save_as(self) -> bool:
        """Ask where to save, and save; false if the person chose no file."""
        path = questions.choose_save(self._window, self._suggested(ENDING))
        if path is None:
            return False
        self._window.filing.save(path)
        return True

    def export(self) -> None:
        """Ask where to write the document, and write it."""
        path = questions.choose_export(self._window, self._suggested(".docx"))
        if path is not None:
            self._window.filing.export(path)

    def _suggested(self, ending: str) -> Path:
        document = self._window.document
        base = document.path or Path(document.brief.article.source)
        return self._folder() / f"{base.stem}{ending}"

    def _folder(self) -> Path:
        """The folder of what is open, else of what was open last, else the person's own."""
        document = self._window.document
        candidates = [document.path] if document.path is not None else []
        if not document.is_empty:
            candidates.append(Path(document.brief.article.source))
        candidates += self._window.memory.recent
        seeds = sample(SAMPLE).parent
        for path in candidates:
            if path.is_file() and path.parent.absolute() != seeds.absolute():
                return path.parent
        return Path.home()

    # --- the briefing --------------------------------------------------------------------------

    def condense_section(self) -> None:
        """Condense the section in hand again."""
        row = self._window.briefing.current_row
        if row is not None and row.place not in {"", KEY_POINTS}:
            self._window.work.condense((row.place,), again=True)

    def change_settings(self) -> None:
        """Let the person choose the options of this briefing."""
        window = self._window
        can_condense = not window.document.is_empty and not window.work.is_busy
        dialog = SettingsDialog(
            window.document.options,
            window.news.language_models,
            can_condense=can_condense,
            parent=window,
        )
        if dialog.exec():
            window.document.set_options(dialog.options)
            window.memory.keep_options(dialog.options)
            window.news.offer_model()
            if can_condense and dialog.again.isChecked():
                window.work.condense(again=True)
        dialog.deleteLater()

    # --- looks ---------------------------------------------------------------------------------

    def show_article(self) -> None:
        """Show or hide the article."""
        window = self._window
        window.article.setVisible(window.actions_of["show-article"].isChecked())

    def set_text_step(self, step: int) -> None:
        """Make the text larger or smaller, now and next time."""
        self._text_step = max(-3, min(step, 12))
        self._window.memory.text_step = self._text_step
        self._window.set_text_step(self._text_step)
