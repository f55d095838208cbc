"""What an empty window shows while an article is read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop.keyboard import is_typing
from briefing.desktop.paper import put_in_middle, text_on
from briefing.desktop.theme import Theme


class ReadingPage(QWidget):
    """The article's name, how far the reading is, and a way out."""

    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("readingPage")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card = QFrame(self)
        card.setObjectName("readingCard")
        card.setMaximumWidth(620)
        column = QVBoxLayout(card)
        column.setContentsMargins(48, 36, 48, 32)
        column.setSpacing(12)
        self._icon = QLabel(card)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self.name = self._label(card, "readingName", 1.4, bold=True)
        self.state = self._label(card, "readingState", 1.0)
        self.bar = QProgressBar(card)
        self.bar.setObjectName("readingProgress")
        self.bar.setTextVisible(False)
        self.rest = self._label(card, "readingRest", 0.92)
        self.rest.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.cancel = QPushButton(self.tr("Cancel"), card)
        self.cancel.setObjectName("cancelReading")
        self.cancel.setToolTip(self.tr("Stop reading (Esc)"))
        self.cancel.clicked.connect(self.cancelled)
        for label in (self.name, self.state):
            column.addWidget(label)
        column.addSpacing(4)
        column.addWidget(self.bar)
        column.addWidget(self.rest)
        column.addSpacing(4)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignHCenter)
        put_in_middle(card, self)
        theme.changed.connect(self._dress)
        self._dress()

    def tell(self, name: str, state: str, done: int, total: int, waiting: int) -> None:
        """Show what is read and how far it is; ``total`` 0 means that it is not known."""
        self.name.setText(name)
        self.state.setText(state)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.bar.setAccessibleName(f"{name}: {state}")
        self.rest.setText(self.tr("%n more to open after this", "", waiting) if waiting else "")
        self.rest.setVisible(bool(waiting))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Take the keyboard, so that Escape is heard."""
        super().showEvent(event)
        if not is_typing():
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape stops the reading."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _label(self, card: QFrame, name: str, scale: float, *, bold: bool = False) -> QLabel:
        label = text_on(card, "", scale, bold=bold)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _dress(self) -> None:
        self._icon.setPixmap(self._theme.pixmap("article", "accent", 40, self.devicePixelRatioF()))
