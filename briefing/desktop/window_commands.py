"""What the window's menus and buttons do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from briefing.desktop import questions
from briefing.desktop.about import show_about
from briefing.desktop.export_start import export
from briefing.desktop.keys_dialog import KeysDialog
from briefing.desktop.models_dialog import ModelsDialog
from briefing.desktop.naming import suggested_stem
from briefing.desktop.news import EXPORTING, INSTALLING
from briefing.desktop.opening_news import WORK as OPENING
from briefing.desktop.settings_dialog import SettingsDialog
from briefing.storing import ENDING

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow


class WindowCommands(QObject):
    """The commands of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._text_step = window.memory.text_step
        self._models: ModelsDialog | None = None

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its id."""
        window = self._window
        briefing = window.briefing
        return {
            "open": window.ways_in.choose_files,
            "open-address": window.ways_in.ask_address,
            "paste-article": window.ways_in.paste,
            "sample": window.ways_in.open_sample,
            "new-window": window.host.open_window,
            "add-article": window.ways_in.add_files,
            "take-article-out": lambda: window.adding.take_out(window.article.prefix_in_hand),
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
            "cancel": self.cancel,
            "settings": self.change_settings,
            "models": self.show_models,
            "install-model": window.work.install_models,
            "show-article": self.show_article,
            "show-side": self.show_side,
            "larger": lambda: self.set_text_step(self._text_step + 1),
            "smaller": lambda: self.set_text_step(self._text_step - 1),
            "usual-size": lambda: self.set_text_step(0),
            "keys": self.show_keys,
            "about": lambda: show_about(window),
            **window.article_commands.calls(),
            **window.sections.calls(),
            **window.bullets.calls(),
            **window.editing.calls(),
        }

    # --- files ---------------------------------------------------------------------------------

    def cancel(self) -> None:
        """Stop what the window shows as running."""
        self.cancel_work(self._window.status.shown_work)

    def cancel_work(self, key: str) -> None:
        """Stop the opening, or what else runs."""
        if key == OPENING:
            self._window.opening.cancel()
        elif key == EXPORTING:
            self._window.filing.stop_export()
        elif key == INSTALLING:
            self._window.work.cancel_installing()
        else:
            self._window.work.cancel()

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
        """Ask what the document is to be like and where it goes, and write it."""
        export(self._window, self._suggested)

    def _suggested(self, ending: str) -> Path:
        document = self._window.document
        if document.path is not None:
            stem = document.path.stem
        else:
            stem = suggested_stem(document.brief.article, document.brief.shown_title)
        return self._window.ways_in.folder() / f"{stem}{ending}"

    # --- the briefing --------------------------------------------------------------------------

    def condense_section(self) -> None:
        """Condense the section in hand again."""
        section = self._window.sections.section
        if section is not None:
            self._window.work.condense((section.id,), again=True)

    def change_settings(self) -> None:
        """Let the person choose the options of this briefing."""
        window = self._window
        can_condense = not window.document.is_empty and not window.work.is_condensing
        dialog = SettingsDialog(
            window.document.options,
            (*window.news.language_models, *window.news.servers),
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

    def show_models(self) -> None:
        """Show the manager of models; it stays open beside the window."""
        window = self._window
        if self._models is None:
            self._models = ModelsDialog(window.engine, window.document.options.model, window)
            self._models.chosen.connect(self._use_model)
            self._models.changed.connect(window.work.list_models)
        self._models.set_model(window.document.options.model)
        if self._models.isVisible():
            self._models.raise_()
        self._models.show()
        self._models.activateWindow()

    def _use_model(self, name: str) -> None:
        window = self._window
        options = replace(window.document.options, model=name)
        window.document.set_options(options)
        window.memory.keep_options(options)
        window.news.offer_model()

    # --- looks ---------------------------------------------------------------------------------

    def show_keys(self) -> None:
        """List all keys, and what the mouse does."""
        dialog = KeysDialog(self._window.actions_of.by_menu(), self._window)
        dialog.exec()
        dialog.deleteLater()

    def show_article(self) -> None:
        """Show or hide the article."""
        window = self._window
        window.article.setVisible(window.actions_of["show-article"].isChecked())

    def show_side(self) -> None:
        """Show or hide the lists beside the briefing; shown, they have the keyboard."""
        side = self._window.side
        if self._window.actions_of["show-side"].isChecked():
            side.open_tab(side.tabs.currentWidget())
        else:
            side.hide()

    def set_text_step(self, step: int) -> None:
        """Make the text larger or smaller, now and next time."""
        self._text_step = max(-3, min(step, 12))
        self._window.memory.text_step = self._text_step
        self._window.set_text_step(self._text_step)
