"""Bars at the top of the window: one sentence each, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop.theme import Theme


@dataclass(frozen=True, slots=True)
class Choice:
    """A button on a bar. The bar is closed when it is pressed."""

    name: str
    title: str
    call: Callable[[], object]


class AnyBar(QFrame):
    """What can stand among the bars. ``sentence`` is what it says, for screen readers too."""

    closed = Signal()

    def __init__(self, theme: Theme, kind: str, sentence: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.sentence = sentence
        self._theme, self._kind = theme, kind
        self.setProperty("bar", kind)
        self.setObjectName(f"{kind}Bar")
        self.setAccessibleName(sentence)
        self._icon = QLabel(self)
        self._close = QToolButton(self)
        self._close.setObjectName("closeBar")
        self._close.setAccessibleName(self.tr("Close this message"))
        self._close.setToolTip(self.tr("Close this message"))
        self._close.setAutoRaise(True)
        self._close.setIconSize(QSize(16, 16))
        self._close.clicked.connect(self.closed)

    def dress(self) -> None:
        """Draw the icons in the colours of the scheme."""
        name, colour = ("error", "unsupported") if self._kind == "error" else ("info", "accent")
        self._icon.setPixmap(self._theme.pixmap(name, colour, 20, self.devicePixelRatioF()))
        self._close.setIcon(self._theme.icon("close"))


class Bar(AnyBar):
    """One sentence, with buttons; ``kind`` is ``notice`` or ``error``."""

    def __init__(
        self, theme: Theme, kind: str, sentence: str, choices: Sequence[Choice], parent: QWidget
    ) -> None:
        super().__init__(theme, kind, sentence, parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        text = QLabel(sentence, self)
        text.setObjectName("barText")
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(text, 1)
        for choice in choices:
            button = QPushButton(choice.title, self)
            button.setObjectName(f"bar-{choice.name}")
            button.clicked.connect(lambda _=False, c=choice: self._choose(c))
            row.addWidget(button)
        row.addWidget(self._close)
        self.dress()

    def _choose(self, choice: Choice) -> None:
        self.closed.emit()
        choice.call()


class BarStack(QWidget):
    """The bars that are open, each under a key: a new one with the same key takes its place."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: dict[str, AnyBar] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        theme.changed.connect(self._dress)

    def show_bar(self, key: str, kind: str, sentence: str, choices: Sequence[Choice] = ()) -> None:
        """Show a sentence; ``kind`` is ``notice`` or ``error``."""
        self.put(key, Bar(self._theme, kind, sentence, choices, self))

    def put(self, key: str, bar: AnyBar) -> None:
        """Show a bar, in place of an older one with this key."""
        self.close_bar(key)
        bar.closed.connect(lambda: self.close_bar(key))
        self._bars[key] = bar
        self._column.addWidget(bar)
        # A screen reader says it, wherever the keyboard is.
        QAccessible.updateAccessibility(QAccessibleEvent(bar, QAccessible.Event.Alert))

    def close_bar(self, key: str) -> None:
        """Close a bar, if it is open."""
        bar = self._bars.pop(key, None)
        if bar is not None:
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()

    def sentence(self, key: str) -> str:
        """What the bar with this key says, empty if there is none."""
        bar = self._bars.get(key)
        return bar.sentence if bar is not None else ""

    def bar(self, key: str) -> AnyBar | None:
        """The bar with this key, None if there is none."""
        return self._bars.get(key)

    def _dress(self) -> None:
        for bar in self._bars.values():
            bar.dress()
