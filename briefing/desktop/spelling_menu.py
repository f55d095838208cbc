"""Spelling for the person: on and off, and the menu at a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu

from briefing.desktop.bullet_editor import BulletEditor
from briefing.desktop.spelling import Spelling

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow

_KEY = "spelling"


class SpellingMenu(QObject):
    """Turns spelling on and off in one window, and offers what a word may be meant to be."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.spelling = Spelling(window.document, window.briefing.marks, self)
        self.spelling.ready.connect(self._tell)
        self.spelling.suggested.connect(self._fill)
        self.menu: QMenu | None = None
        self._waiting: tuple[str, QAction, QTextCursor] | None = None
        window.briefing.menu_asked.connect(self.open)
        window.destroyed.connect(self.spelling.stop)

    def set_up(self) -> None:
        """Take up what was chosen last; called once actions are made."""
        action = self._window.actions_of["spelling"]
        action.setCheckable(True)
        action.setChecked(self._window.memory.value(_KEY) is True)
        self._window.document.replaced.connect(self._begin)

    def turn(self) -> None:
        """Check spelling from now on, or no more."""
        on = self._window.actions_of["spelling"].isChecked()
        self._window.memory.keep_value(_KEY, on)
        self.spelling.turn(on=on)

    def _begin(self) -> None:
        """Another article may be in another language."""
        self.spelling.stop()
        self.spelling.turn(on=self._window.actions_of["spelling"].isChecked())

    def _tell(self, dictionaries: tuple[str, ...]) -> None:
        if not dictionaries:
            text = self.tr(
                "No dictionary for this language was found on this machine; install one of "
                "LibreOffice's or Hunspell's to have the spelling checked."
            )
            self._window.status.say(text)

    def open(self, editor: BulletEditor, place: QPoint) -> None:
        """The editor's own menu, and above it what is about the word at the caret."""
        menu = editor.createStandardContextMenu()
        menu.setObjectName("editorMenu")
        text, position = editor.toPlainText(), editor.textCursor().position()
        found = self.spelling.word_at(text, position)
        if found is not None:
            word = text[found[0] : found[1]]
            cursor = QTextCursor(editor.document())
            cursor.setPosition(found[0])
            cursor.setPosition(found[1], QTextCursor.MoveMode.KeepAnchor)
            first = menu.actions()[0]
            looking = QAction(self.tr("Looking for suggestions …"), menu)
            looking.setEnabled(False)
            adding = QAction(self.tr("&Add “{word}” to my words").format(word=word), menu)
            adding.triggered.connect(lambda: self.spelling.add(word))
            ignoring = QAction(self.tr("&Ignore “{word}” here").format(word=word), menu)
            ignoring.triggered.connect(lambda: self.spelling.ignore(word))
            menu.insertActions(first, (looking, adding, ignoring))
            menu.insertSeparator(first)
            self._waiting = (word, looking, cursor)
            self.spelling.suggest(word)
        self.menu = menu
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _fill(self, word: str, suggestions: tuple[str, ...]) -> None:
        if self._waiting is None or self._waiting[0] != word or self.menu is None:
            return
        _, looking, cursor = self._waiting
        self._waiting = None
        if not suggestions:
            looking.setText(self.tr("No suggestions"))
            return
        for suggestion in suggestions:
            action = QAction(suggestion, self.menu)
            action.triggered.connect(lambda _=False, s=suggestion: cursor.insertText(s))
            self.menu.insertAction(looking, action)
        self.menu.removeAction(looking)
