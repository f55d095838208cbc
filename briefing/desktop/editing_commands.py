"""What the window does while a person writes: clipboard, levels, search, history, length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QTextEdit

from briefing.desktop.find import Find
from briefing.desktop.find_bar import FindBar
from briefing.desktop.history_panel import HistoryPanel
from briefing.desktop.length_gauge import LengthGauge
from briefing.desktop.palette import Palette
from briefing.desktop.row_marks import Mark, MarkKind
from briefing.desktop.rows import Row, total_words
from briefing.desktop.spelling_menu import SpellingMenu
from briefing.editing.differences import new_ranges

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow

_TARGET = "target_words"


class EditingCommands(QObject):
    """The commands of writing of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._shows_changes = False
        self.bar = FindBar(window.theme, window)
        self.find = Find(window.document, window.briefing, window.article, self.bar)
        self.gauge = LengthGauge(window)
        self.spelling = SpellingMenu(window)
        window.briefing.marks.add_layer(self._changed_words)

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its id."""
        chosen = self._window.briefing.chosen
        return {
            "cut": partial(self._clip, "cut"),
            "copy": partial(self._clip, "copy"),
            "paste-bullets": chosen.paste,
            "select-all": chosen.select_all,
            "indent": partial(chosen.indent, 1),
            "outdent": partial(chosen.indent, -1),
            "find": partial(self.find.open, replacing=False),
            "replace": partial(self.find.open, replacing=True),
            "find-next": partial(self.find.step, 1),
            "find-previous": partial(self.find.step, -1),
            "name-state": self.name_state,
            "show-history": self.show_history,
            "show-changes": self.show_changes,
            "spelling": self.spelling.turn,
            "target-length": self.ask_target,
            "palette": self.show_palette,
        }

    def set_up(self) -> None:
        """Build what needs the other parts of the window; called once those are made."""
        window = self._window
        self.history = HistoryPanel(window.document, window.theme, window)
        self.history.naming_asked.connect(self.name_state)
        window.side.add_tab(
            self.history, self.tr("History"), self.tr("Steps, named states, and what is different")
        )
        window.column.addWidget(self.bar)
        window.status.addPermanentWidget(self.gauge)
        window.actions_of["show-changes"].setCheckable(True)
        window.document.changed.connect(self._show_length)
        self.spelling.set_up()

    def enabled(self) -> dict[str, bool]:
        """What can be done now, by the ids of actions."""
        is_open = not self._window.document.is_empty
        on_bullet = bool(self._window.briefing.current_bullet)
        everywhere = (
            "select-all find replace find-next find-previous name-state show-history show-changes"
        )
        return {
            **dict.fromkeys(everywhere.split(), is_open),
            **dict.fromkeys(("indent", "outdent"), on_bullet),
            "paste-bullets": is_open,
        }

    # --- clipboard -------------------------------------------------------------------------------

    def _clip(self, what: str) -> None:
        """Cut or copy what is marked where the keyboard is, else the bullets in hand."""
        widget = QApplication.focusWidget()
        if isinstance(widget, QLineEdit | QTextEdit):
            getattr(widget, what)()
        elif not self._window.document.is_empty:
            getattr(self._window.briefing.chosen, what)()

    # --- history ---------------------------------------------------------------------------------

    def name_state(self) -> None:
        """Ask for a name, and keep the briefing as it is now under it."""
        name, is_given = QInputDialog.getText(
            self._window, self.tr("Name this state"), self.tr("Name:")
        )
        if is_given and name.strip():
            self._window.document.keep_state(name.strip())

    def show_history(self) -> None:
        """Open the history at the side."""
        self._window.side.open_tab(self.history)
        self.history.states.setFocus()

    def show_changes(self) -> None:
        """Mark what the person changed, or no more."""
        self._shows_changes = self._window.actions_of["show-changes"].isChecked()
        self._window.briefing.marks.changed.emit()

    def _changed_words(self, row: Row) -> Iterator[Mark]:
        bullet = row.bullet
        if self._shows_changes and bullet is not None and bullet.machine_text is not None:
            for start, end in new_ranges(bullet.machine_text, bullet.text):
                yield Mark(start, end, MarkKind.NEW)

    # --- length ----------------------------------------------------------------------------------

    @property
    def target(self) -> int:
        """How many words the briefing is to have, 0 if nobody said."""
        value = self._window.memory.value(_TARGET)
        return value if isinstance(value, int) and 0 < value < 1_000_000 else 0

    def set_target(self, words: int) -> None:
        """Aim at so many words from now on; 0 stands for none."""
        self._window.memory.keep_value(_TARGET, words)
        self._show_length()

    def ask_target(self) -> None:
        """Ask how many words the briefing is to have."""
        words, is_given = QInputDialog.getInt(
            self._window,
            self.tr("Length to aim at"),
            self.tr("Words (a page has about 400; 0 for none):"),
            self.target,
            0,
            999_999,
            50,
        )
        if is_given:
            self.set_target(words)

    def _show_length(self) -> None:
        document = self._window.document
        words = 0 if document.is_empty else total_words(document)
        self.gauge.show_length(words, 0 if document.is_empty else self.target)

    # --- palette ---------------------------------------------------------------------------------

    def show_palette(self) -> None:
        """Let the person find a command by its name, and do it."""
        window = self._window
        palette = Palette(window.actions_of.by_menu(), window)
        palette.finished.connect(palette.deleteLater)
        palette.accepted.connect(lambda: self._do(palette))
        palette.open()

    def _do(self, palette: Palette) -> None:
        if palette.chosen is not None:
            palette.chosen.trigger()
