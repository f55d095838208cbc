"""The editor of one row: plain text without a frame, laid out as the row itself.

It does nothing to the document; it says what a person does, and the list acts on it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from briefing.desktop.clipboard import lines_of
from briefing.desktop.row_layout import prepare, set_line_height


class BulletEditor(QTextEdit):
    """Edits the text of the row ``key``."""

    typed = Signal()
    split = Signal(int)
    pasted = Signal(object)
    """Lines of text, a tuple of ``Line``."""

    joined = Signal()
    joined_below = Signal()
    left_upwards = Signal(int)
    left_downwards = Signal(int)
    """Over the first or last line, at this x; -1 for the end or the start of the other text."""

    stepped = Signal(int)
    """Tab (1) or Shift+Tab (-1)."""

    extended = Signal(int)
    """Shift+Up (-1) or Shift+Down (1) over the edge: whole bullets from now on."""

    all_asked = Signal()
    """Everything is wanted where all text of this one is selected already."""

    crossed = Signal(QPoint)
    """The mouse selects beyond this text; where it is, in the coordinates of the parent."""

    ended = Signal()

    menu_asked = Signal(QPoint)
    """A menu is wanted for the caret, at this place of the screen."""

    def __init__(self, key: str, font: QFont, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.known = ""
        self.column = -1  # where in the parent the caret would be in a longer line, if not -1
        self.setObjectName("bulletEditor")
        self.setAccessibleName(self.tr("Text of the bullet"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(font)
        self.viewport().setAutoFillBackground(False)
        prepare(self.document(), font)
        self.setUndoRedoEnabled(False)  # the document's history knows everything
        self.textChanged.connect(self._changed)

    def take(self, text: str) -> None:
        """Show what the document has; the caret goes where the texts begin to agree again."""
        if text == self.known and self.toPlainText():
            return
        self.known = text
        old = self.toPlainText()
        if text == old:
            return
        same = 0
        while same < min(len(old), len(text)) and old[-1 - same] == text[-1 - same]:
            same += 1
        self.blockSignals(True)  # noqa: FBT003 (Qt's own form)
        self.setPlainText(text)
        set_line_height(self.document())
        self.blockSignals(False)  # noqa: FBT003
        self.place_caret(len(text) - same)

    def place_caret(self, position: int) -> None:
        """Put the caret before the character with this number; -1 stands for the end."""
        cursor = self.textCursor()
        length = len(self.toPlainText())
        cursor.setPosition(length if position < 0 else min(position, length))
        self.setTextCursor(cursor)

    def place_caret_at(self, x: int, *, at_last_line: bool) -> None:
        """Put the caret into the first or last line, at this x of the parent, and keep to it."""
        y = int(self.document().size().height()) - 4 if at_last_line else 4
        self.setTextCursor(self.cursorForPosition(QPoint(x - self.x(), y)))
        self.column = x

    def mark(self, formats: Sequence[QTextLayout.FormatRange]) -> None:
        """Mark words as the row does, without changing them."""
        selections = []
        length = self.document().characterCount() - 1
        for found in formats:
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(min(found.start, length))
            cursor.setPosition(
                min(found.start + found.length, length), QTextCursor.MoveMode.KeepAnchor
            )
            selection.cursor, selection.format = cursor, found.format
            selections.append(selection)
        self.setExtraSelections(selections)

    def _changed(self) -> None:
        self.known = self.toPlainText()
        self.typed.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802
        """Paste clean text, a line for each paragraph or list item."""
        lines = lines_of(source)
        if lines:
            self.pasted.emit(lines)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802
        """Text is taken; files dropped here are for the window."""
        return source.hasText() and not source.hasUrls()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window's actions."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo):
                if event.matches(key):
                    event.ignore()
                    return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Tell what goes beyond this text; the rest is typing."""
        if event.key() not in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.column = -1
        if not (self._selects_beyond(event) or self._goes_beyond(event)):
            super().keyPressEvent(event)

    def _selects_beyond(self, event: QKeyEvent) -> bool:
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.matches(QKeySequence.StandardKey.SelectAll):
            if len(self.textCursor().selectedText()) < len(self.toPlainText()):
                return False
            self.all_asked.emit()
            return True
        for key, operation, way in (
            (Qt.Key.Key_Up, QTextCursor.MoveOperation.Up, -1),
            (Qt.Key.Key_Down, QTextCursor.MoveOperation.Down, 1),
        ):
            if shift and event.key() == key and self._is_edge(operation):
                self.extended.emit(way)
                return True
        return False

    def _goes_beyond(self, event: QKeyEvent) -> bool:  # noqa: C901 (a case for each key)
        key, cursor = Qt.Key(event.key()), self.textCursor()
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if cursor.hasSelection():
                    cursor.removeSelectedText()
                self.split.emit(self.textCursor().position())
            case Qt.Key.Key_Tab:
                self.stepped.emit(1)
            case Qt.Key.Key_Backtab:
                self.stepped.emit(-1)
            case Qt.Key.Key_Escape:
                self.ended.emit()
            case Qt.Key.Key_Backspace if self._is_at(cursor, 0):
                self.joined.emit()
            case Qt.Key.Key_Delete if plain and self._is_at(cursor, len(self.toPlainText())):
                self.joined_below.emit()
            case Qt.Key.Key_Up if plain and self._is_edge(QTextCursor.MoveOperation.Up):
                self.left_upwards.emit(self._x)
            case Qt.Key.Key_Down if plain and self._is_edge(QTextCursor.MoveOperation.Down):
                self.left_downwards.emit(self._x)
            case Qt.Key.Key_Left if plain and self._is_at(cursor, 0):
                self.left_upwards.emit(-1)
            case Qt.Key.Key_Right if plain and self._is_at(cursor, len(self.toPlainText())):
                self.left_downwards.emit(-1)
            case _:
                return False
        return True

    @property
    def _x(self) -> int:
        return self.column if self.column >= 0 else self.x() + self.cursorRect().x()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Select text; beyond this text, tell."""
        position = event.position().toPoint()
        is_beyond = not -4 <= position.y() <= self.height() + 4
        if event.buttons() & Qt.MouseButton.LeftButton and is_beyond:
            self.crossed.emit(self.mapToParent(position))
        else:
            super().mouseMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu; a right click beside the selection takes the caret along."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            there, cursor = self.cursorForPosition(event.pos()), self.textCursor()
            inside = cursor.selectionStart() <= there.position() <= cursor.selectionEnd()
            if not (cursor.hasSelection() and inside):
                self.setTextCursor(there)
        else:
            place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.menu_asked.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """The caret goes elsewhere."""
        self.column = -1
        super().mousePressEvent(event)

    @staticmethod
    def _is_at(cursor: QTextCursor, position: int) -> bool:
        return not cursor.hasSelection() and cursor.position() == position

    def _is_edge(self, operation: QTextCursor.MoveOperation) -> bool:
        return not QTextCursor(self.textCursor()).movePosition(operation)
