"""Drags over a window: where a drop goes is shown, and what was dropped is told."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from briefing.desktop.offered import Offer, can_offer, offer_of
from briefing.desktop.theme import Theme


class DropVeil(QWidget):
    """Lies over a window's content while something is held over it, and says what a drop does."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self.text = ""
        self.setObjectName("dropVeil")
        # Else it would be what the mouse is over, and the drag would be told to have left.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def lay(self, text: str) -> None:
        """Cover the content, and say ``text``."""
        self.text = text
        self.setAccessibleName(text)
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """A veil in the colour of the paper, a dashed frame, and the words in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._theme.colour("selected"))
        ground.setAlphaF(0.96)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(self._theme.colour("accent"), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(14, 14, -14, -14), 16, 16)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 1.5)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(40, 40, -40, -40), flags, self.text)
        painter.end()


class Dropping(QObject):
    """What a window does with drags; the window hands its events on.

    What comes from this program itself, such as words of the article, is not taken.
    """

    entered = Signal()
    left = Signal()
    dropped = Signal(object)
    """An ``Offer``."""

    added = Signal(object)
    """An ``Offer`` that was dropped with Shift held: it is to join what is open."""

    def enter(self, event: QDragEnterEvent) -> None:
        """Take files, addresses and text."""
        if event.source() is None and can_offer(event.mimeData()):
            self._take(event)
            self.entered.emit()

    def move(self, event: QDragMoveEvent) -> None:
        """Go on taking it, wherever in the window it is."""
        self._take(event)

    def drop(self, event: QDropEvent) -> None:
        """Tell what was dropped."""
        self.left.emit()
        offer: Offer = offer_of(event.mimeData())
        self._take(event)
        shift = Qt.KeyboardModifier.ShiftModifier
        (self.added if event.modifiers() & shift else self.dropped).emit(offer)

    @staticmethod
    def _take(event: QDropEvent) -> None:
        # A file manager that proposes to move would delete the file after the drop.
        for action in (Qt.DropAction.CopyAction, Qt.DropAction.LinkAction):
            if event.possibleActions() & action:
                event.setDropAction(action)
                event.accept()
                return
        event.ignore()
