"""The article pane: which paragraphs are in hand, folds, and what keys and mouse ask for.

The words cannot be changed here. What a person wants done with paragraphs is told by signals.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from briefing.desktop.article_lines import DETAIL, PUT_BACK, Line, LineKind
from briefing.desktop.article_text import ArticleText
from briefing.desktop.theme import Theme
from briefing.gathering import prefix_of


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is in hand in the pane: paragraphs by their ids, in their order.

    ``paragraph`` and ``at`` are where the caret is: in which kept paragraph, empty if in none,
    and at which of its characters.
    """

    kept: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    paragraph: str = ""
    at: int = 0


class ArticlePane(ArticleText):
    """Shows an article. What was left out is folded away until it is asked for."""

    chosen_changed = Signal()
    """Another paragraph is in hand, or the caret is elsewhere in it."""

    put_back_asked = Signal(object)
    """The person wants passages back, by their ids (a tuple)."""

    details_asked = Signal(str)
    """The person wants to see or fill the details; the name of a field, or empty."""

    menu_asked = Signal(QPoint)
    """The person asks for the menu, at a point of the screen."""

    folds_changed = Signal()
    """Other folds are open than before."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pressed_at = ""
        self._told = Chosen()
        self.cursorPositionChanged.connect(self._choose)
        self.selectionChanged.connect(self._choose)
        self.written.connect(self.chosen_changed)
        self.chosen_changed.connect(self.viewport().update)

    # --- what is in hand -----------------------------------------------------------------------

    @property
    def chosen(self) -> Chosen:
        """The paragraphs that the selection touches, or the one with the caret."""
        if not self._lines:
            return Chosen()
        cursor = self.textCursor()
        lines = [self._lines[number] for number in self._numbers_of(cursor)]
        kept = [p.id for n in lines if (p := n.paragraph) and n.kind is LineKind.PARAGRAPH]
        left_out = [p.id for n in lines if (p := n.paragraph) and n.kind is LineKind.LEFT_OUT]
        left_out += [i for n in lines if n.kind is LineKind.FOLD for i in n.ids]
        here = self._lines[cursor.blockNumber()]
        paragraph = here.paragraph.id if here.paragraph and here.paragraph.id in kept else ""
        return Chosen(
            tuple(kept), tuple(dict.fromkeys(left_out)), paragraph, cursor.positionInBlock()
        )

    def paragraphs_from_caret(self) -> Iterator[str]:
        """The ids of the article's paragraphs from the line with the caret on."""
        for line in self._lines[self.textCursor().blockNumber() :]:
            if line.kind is LineKind.PARAGRAPH:
                yield line.key

    def _choose(self) -> None:
        if self._is_writing:
            return  # the caret moves while lines are written
        self.viewport().update()
        chosen = self.chosen
        if chosen != self._told:  # Qt tells of a selection and of a caret apart
            self._told = chosen
            self.chosen_changed.emit()

    @property
    def line_in_hand(self) -> Line | None:
        """The line with the caret, None while no article is shown."""
        return self._lines[self.textCursor().blockNumber()] if self._lines else None

    @property
    def prefix_in_hand(self) -> str:
        """What begins the ids of the article with the caret, where several stand together."""
        line = self.line_in_hand
        if line is None:
            return ""
        return prefix_of(line.paragraph.id if line.paragraph else (*line.ids, line.key)[0])

    def _numbers_of(self, cursor: QTextCursor) -> range:
        """The numbers of the blocks that a selection touches by at least one character."""
        document = self.document()
        first = document.findBlock(cursor.selectionStart())
        last = document.findBlock(cursor.selectionEnd())
        if last.position() == cursor.selectionEnd() and last.blockNumber() > first.blockNumber():
            last = last.previous()
        return range(first.blockNumber(), last.blockNumber() + 1)

    def go_to(self, paragraph: str, at: int = 0) -> None:
        """Put the caret into a paragraph, or on the fold that it is behind, in view."""
        number = self._numbers.get(paragraph)
        if number is None:
            number = next((n for n, line in enumerate(self._lines) if paragraph in line.ids), None)
        if number is None:
            return
        block = self.document().findBlockByNumber(number)
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + min(at, block.length() - 1))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # --- folds ---------------------------------------------------------------------------------

    @property
    def shows_all(self) -> bool:
        """Whether everything that was left out is shown."""
        return self._shows_all

    def show_all(self, *, shown: bool) -> None:
        """Open or close all folds, also those of articles to come."""
        self._shows_all = shown
        self._opened.clear()
        self._update()
        self.folds_changed.emit()

    def toggle(self, fold: Line) -> None:
        """Open a fold, or close it."""
        if self._shows_all:  # closing one leaves the others open
            self._shows_all = False
            self._opened.update(i for line in self._lines for i in line.ids)
        if fold.is_open:
            self._opened.difference_update(fold.ids)
        else:
            self._opened.update(fold.ids)
        self._update()
        self.folds_changed.emit()

    # --- keys and mouse --------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter does what a click on the line would do."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            line = self.line_in_hand
            if line is not None and self._act_on(line):
                return
        super().keyPressEvent(event)

    def _act_on(self, line: Line) -> bool:
        match line.kind:
            case LineKind.FOLD:
                self.toggle(line)
            case LineKind.LEFT_OUT if line.paragraph is not None:
                self.put_back_asked.emit((line.paragraph.id,))
            case LineKind.TITLE | LineKind.DETAILS:
                self.details_asked.emit(_field_of(line))
            case _:
                return False
        return True

    def _target_at(self, position: QPoint) -> str:
        """What can be clicked under the mouse: a fold's key, a link's target, or nothing."""
        anchor = self.anchorAt(position)
        if anchor:
            return anchor
        line = self._line_at(position)
        return line.key if line is not None and line.kind is LineKind.FOLD else ""

    def _line_at(self, position: QPoint) -> Line | None:
        if not self._lines:
            return None
        block = self.cursorForPosition(position).block()
        rect = self.document().documentLayout().blockBoundingRect(block)
        rect.translate(0, -self.verticalScrollBar().value())
        inside = rect.top() <= position.y() <= rect.bottom()
        return self._lines[block.blockNumber()] if inside else None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Note what was pressed; the click counts when it is let go there."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = self._target_at(event.position().toPoint()) if is_left else ""
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Do what the clicked fold or link says."""
        super().mouseReleaseEvent(event)
        pressed, self._pressed_at = self._pressed_at, ""
        target = self._target_at(event.position().toPoint())
        if not pressed or target != pressed or self.textCursor().hasSelection():
            return
        if target.startswith(PUT_BACK):
            self.put_back_asked.emit((target.removeprefix(PUT_BACK),))
        elif target.startswith(DETAIL):
            self.details_asked.emit(target.removeprefix(DETAIL))
        elif (line := self._line_at(event.position().toPoint())) is not None:
            self.toggle(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """On what stands above the text: show what is known of the article."""
        line = self._line_at(event.position().toPoint())
        if line is not None and line.kind in {LineKind.TITLE, LineKind.DETAILS}:
            self.details_asked.emit(_field_of(line))
        elif line is None or line.kind is not LineKind.FOLD:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A hand over what can be clicked."""
        super().mouseMoveEvent(event)
        if not event.buttons():
            over = bool(self._target_at(event.position().toPoint()))
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
            if over or self.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor:
                self.viewport().setCursor(shape)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Ask for the menu; a right click outside the selection takes the paragraph in hand."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            there = self.cursorForPosition(event.pos())
            cursor = self.textCursor()
            inside = cursor.selectionStart() <= there.position() <= cursor.selectionEnd()
            if not (cursor.hasSelection() and inside):
                self.setTextCursor(there)
            self.menu_asked.emit(event.globalPos())
        else:
            corner = self.cursorRect().bottomLeft()
            self.menu_asked.emit(self.viewport().mapToGlobal(corner))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show which paragraph is in hand."""
        super().focusInEvent(event)
        self.chosen_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Show it no more."""
        super().focusOutEvent(event)
        self.chosen_changed.emit()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802
        """Copy the article's words alone, without what the program says between them."""
        cursor = self.textCursor()
        texts = []
        for number in self._numbers_of(cursor):
            line = self._lines[number]
            if line.kind in {LineKind.FOLD, LineKind.NOTE}:
                continue
            start = self.document().findBlockByNumber(number).position()
            own = line.pieces[0].text if line.kind is LineKind.LEFT_OUT else line.text
            end = max(cursor.selectionEnd() - start, 0)
            texts.append(own[max(cursor.selectionStart() - start, 0) : end])
        data = QMimeData()
        data.setText("\n".join(texts))
        return data


def _field_of(line: Line) -> str:
    """Which detail a line above the text asks for: the title, or none before others."""
    return prefix_of(line.key) + ("title" if line.kind is LineKind.TITLE else "")
