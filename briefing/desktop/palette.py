"""The command palette: everything that can be done, found by a few letters of its name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefing.desktop.keys_dialog import Group

_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ACTION = Qt.ItemDataRole.UserRole


def fitness(wanted: str, name: str) -> int | None:
    """How well letters that were typed fit a name, higher for better; None if they do not.

    Each letter must be there, in the order typed. Letters at the start of words and side by side
    count for more, and a short name for more than a long one.
    """
    letters, text = wanted.casefold().replace(" ", ""), name.casefold()
    score, last, position = 0, -2, 0
    for letter in letters:
        starts = (n for n in range(position, len(text)) if text[n] == letter)
        first = next(starts, None)
        if first is None:
            return None
        at_start = (
            n
            for n in range(first, len(text))
            if text[n] == letter and (n == 0 or not text[n - 1].isalnum())
        )
        found = first if first == last + 1 else next(at_start, first)
        # A jump to a later word must not lose the letters that are still to come.
        if not _has(letters, text, letter, found):
            found = first
        score += 8 if found == last + 1 else 0
        score += 6 if found == 0 or not text[found - 1].isalnum() else 1
        last, position = found, found + 1
    return score * 10 - len(text)


def _has(letters: str, text: str, letter: str, found: int) -> bool:
    rest = iter(text[found + 1 :])
    return all(other in rest for other in letters[letters.index(letter) + 1 :])


class Palette(QDialog):
    """Shows actions that can be done now; Enter does the one in hand."""

    def __init__(self, groups: Iterable[Group], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("palette")
        self.setWindowTitle(self.tr("Find a command"))
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self._entries = [
            (f"{title.replace('&', '')}: {name.replace('&', '').rstrip(' …')}", action)
            for title, actions in groups
            for name, action in actions
            if action.isEnabled() and action.objectName() != "palette"
        ]
        self.words = QLineEdit(self)
        self.words.setObjectName("paletteWords")
        self.words.setAccessibleName(self.windowTitle())
        self.words.setPlaceholderText(self.tr("What do you want to do?"))
        self.words.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _: self.accept())
        self.words.textChanged.connect(self._fill)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.words)
        column.addWidget(self.list)
        self._fill("")

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wide enough for a name and its keys."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 80, metrics.height() * 24)

    @property
    def chosen(self) -> QAction | None:
        """The action in hand, None if nothing fits."""
        item = self.list.currentItem()
        found = item.data(_ACTION) if self.list.count() else None
        return found if isinstance(found, QAction) else None

    def _fill(self, wanted: str) -> None:
        self.list.clear()
        fits = ((fitness(wanted, name), n) for n, (name, _) in enumerate(self._entries))
        ranked = sorted((-fit, n) for fit, n in fits if fit is not None)
        order = [n for _, n in ranked] if wanted.strip() else range(len(self._entries))
        for n in order:
            name, action = self._entries[n]
            keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
            item = QListWidgetItem(f"{name}    {keys}" if keys else name, self.list)
            item.setData(_ACTION, action)
            item.setToolTip(action.statusTip())
        self.list.setCurrentRow(0)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:  # noqa: N802
        """Arrows go through the list while the field has the keyboard; Enter takes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _MOVES:
                self.list.event(event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self.chosen is not None:
                    self.accept()
                return True
        return super().eventFilter(field, event)
