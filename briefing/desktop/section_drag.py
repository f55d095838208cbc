"""What the mouse does to the lines between sections: hold, drag, click, ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from briefing.desktop.article_pane import ArticlePane
from briefing.desktop.section_words import as_tip

if TYPE_CHECKING:
    from briefing.desktop.section_lines import SectionLines

START = 4
"""So many pixels a held line must be moved before it is dragged, so that a click moves nothing."""

EDGE = 28
"""So near the upper and lower edge, in pixels, the article scrolls while a line is dragged."""

_SCROLL_MS = 30


class LineDrag(QObject):
    """The mouse on the lines of one pane; all else is left to the pane.

    ``number`` is the line that is held, by its place among the runs, None if none is; ``target``
    is the paragraph that its section would begin with, empty until it is dragged. ``hovered`` is
    the line under the mouse that could be dragged.
    """

    changed = Signal()
    """Another line is under the mouse or held, or it would land elsewhere."""

    def __init__(self, lines: SectionLines, pane: ArticlePane) -> None:
        super().__init__(lines)
        self._lines = lines
        self._pane = pane
        self.number: int | None = None
        self.target = ""
        self.hovered: int | None = None
        self._from = QPoint()
        self._here = QPoint()
        self._is_over = False
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll)
        pane.viewport().installEventFilter(self)
        pane.installEventFilter(self)
        pane.verticalScrollBar().valueChanged.connect(self._aim)

    @property
    def is_dragging(self) -> bool:
        """Whether a line is on its way."""
        return self.number is not None and bool(self.target)

    def cancel(self) -> None:
        """Let the line be where it was; the button may still be held, and then does nothing."""
        if self.number is not None:
            self._is_over = True
        self._end()

    def forget(self) -> None:
        """Cancel, since the lines are others now."""
        self.hovered = None
        self.cancel()

    def _end(self) -> None:
        self._scrolling.stop()
        was_held, self.number, self.target = self.number is not None, None, ""
        if was_held:
            self.changed.emit()

    # --- events --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take what concerns a line, and nothing else."""
        if watched is self._pane:
            return self._of_pane(event)
        match event.type():
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                return self._moved(event)
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                return self._pressed(event)
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                return self._released(event)
            case QEvent.Type.MouseButtonDblClick if isinstance(event, QMouseEvent):
                return self._double_clicked(event)
            case QEvent.Type.ContextMenu if isinstance(event, QContextMenuEvent):
                return self._asked_for_menu(event)
            case QEvent.Type.ToolTip if isinstance(event, QHelpEvent):
                return self._told(event)
            case QEvent.Type.Leave:
                self._hover(None)
        return False

    def _of_pane(self, event: QEvent) -> bool:
        if self.number is None:
            return False
        match event.type():
            case QEvent.Type.ShortcutOverride | QEvent.Type.KeyPress if (
                isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
            ):
                self.cancel()
                event.accept()
                return True
            case QEvent.Type.FocusOut | QEvent.Type.Hide:
                self.cancel()
        return False

    def _pressed(self, event: QMouseEvent) -> bool:
        if self.number is not None:
            self.cancel()  # another button gives the drag up
            return True
        self._is_over = False
        self._lines.take_now()
        self._here = event.position().toPoint()
        number = self._lines.number_at(self._here)
        if number is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        self._pane.setFocus(Qt.FocusReason.MouseFocusReason)  # Esc is heard there
        self.number, self._from = number, self._here
        return True

    def _moved(self, event: QMouseEvent) -> bool:
        self._here = event.position().toPoint()
        if self.number is None:
            if not event.buttons():
                self._show_shape()
            return self._is_over
        if not self._lines.can_move(self.number):
            return True
        if not self.target and abs(self._here.y() - self._from.y()) < START:
            return True
        if not self.target:
            QToolTip.hideText()
        self._aim(begin=True)
        is_at_edge = not EDGE <= self._here.y() <= self._pane.viewport().height() - EDGE
        if is_at_edge and not self._scrolling.isActive():
            self._scrolling.start()
        elif not is_at_edge:
            self._scrolling.stop()
        return True

    def _released(self, event: QMouseEvent) -> bool:
        if event.button() != Qt.MouseButton.LeftButton:
            return self.number is not None
        number, target, was_over = self.number, self.target, self._is_over
        self._is_over = False
        self._end()
        if number is None:
            return was_over
        run = self._lines.shown[number]
        if target:
            self._lines.move_beginning(number, target)
        else:
            self._lines.chosen.emit(run)
        return True

    def _double_clicked(self, event: QMouseEvent) -> bool:
        number = self._lines.number_at(event.position().toPoint())
        if number is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        self._lines.rename_asked.emit(self._lines.shown[number])
        return True

    def _asked_for_menu(self, event: QContextMenuEvent) -> bool:
        number = self._lines.number_at(event.pos())
        if number is None or event.reason() != QContextMenuEvent.Reason.Mouse:
            return False
        self._lines.chosen.emit(self._lines.shown[number])
        self._lines.menu_asked.emit(event.globalPos())
        return True

    def _told(self, event: QHelpEvent) -> bool:
        tip = self._lines.tip_at(event.pos())
        if tip:
            QToolTip.showText(event.globalPos(), as_tip(tip), self._pane.viewport())
        return bool(tip)

    # --- on the way ----------------------------------------------------------------------------

    def _show_shape(self) -> None:
        number = self._lines.number_at(self._here)
        self._hover(number if number is not None and self._lines.can_move(number) else None)
        if number is None:
            shape = Qt.CursorShape.IBeamCursor
        elif self._lines.can_move(number):
            shape = Qt.CursorShape.SplitVCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        self._pane.viewport().setCursor(shape)

    def _hover(self, number: int | None) -> None:
        if number != self.hovered:
            self.hovered = number
            self.changed.emit()

    def _aim(self, _value: int = 0, *, begin: bool = False) -> None:
        if self.number is not None and (begin or self.target):
            self.target = self._lines.nearest_place(self.number, self._here.y())
            self.changed.emit()

    def _scroll(self) -> None:
        """Scroll on, the faster the farther the mouse is beyond the edge."""
        height, y = self._pane.viewport().height(), self._here.y()
        beyond = y - EDGE if y < EDGE else max(y - (height - EDGE), 0)
        bar = self._pane.verticalScrollBar()
        bar.setValue(bar.value() + max(-60, min(60, beyond)))
