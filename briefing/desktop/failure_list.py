"""The bar that names each file that could not be opened, why, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop.bars import AnyBar, Choice
from briefing.desktop.opening import NotOpened
from briefing.desktop.theme import Theme
from briefing.reading.origins import Origin

MOST_HEIGHT = 230
"""In pixels: beyond that the rows scroll, so that the window's own content keeps its room."""

LONGEST_NAME = 220
"""In pixels; a longer name is cut in the middle, and its whole is the tip."""

LEAST_FOR_SENTENCE = 300
"""In pixels: with less beside the buttons, they go below the sentence."""


class FailureList(AnyBar):
    """The failures that still stand, each on a row of its own, the latest last."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "error", "", parent)
        self.setObjectName("failures")
        self._rows: dict[NotOpened, _FailureRow] = {}
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._scroll = QScrollArea(self)
        self._scroll.setObjectName("failureRows")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        self._icon.setContentsMargins(0, 5, 0, 0)
        row.addWidget(self._icon, 0, top)
        row.addWidget(self._scroll, 1)
        row.addWidget(self._close, 0, top)
        self.dress()

    @property
    def failures(self) -> tuple[NotOpened, ...]:
        """What could not be opened, in the order in which it happened."""
        return tuple(self._rows)

    def add(self, failure: NotOpened, choices: Sequence[Choice]) -> None:
        """Show a failure, in place of an older one of the same thing.

        It goes when a choice was made; one whose call gives False has been thought better of.
        """
        self.forget(failure.wanted.origin)
        row = _FailureRow(self._theme, failure, choices, self._inside)
        row.done.clicked.connect(lambda: self.remove(failure))
        for choice, button in zip(choices, row.buttons, strict=True):
            button.clicked.connect(lambda _=False, c=choice: self._choose(c, failure))
        self._rows[failure] = row
        self._column.addWidget(row)
        self._changed()

    def remove(self, failure: NotOpened) -> None:
        """Take a failure off the list; the list is hidden with the last one."""
        self._take_out(failure)
        self._changed()

    def forget(self, origin: Origin) -> None:
        """Take what has been opened since off the list."""
        for failure in self.failures:
            if failure.wanted.origin == origin:
                self._take_out(failure)
        self._changed()

    def dress(self) -> None:
        """Draw the icons in the colours of the scheme."""
        super().dress()
        for row in self._rows.values():
            row.done.setIcon(self._theme.icon("close"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Sentences wrap, so the height depends on the width."""
        super().resizeEvent(event)
        self._fit()

    def _choose(self, choice: Choice, failure: NotOpened) -> None:
        if choice.call() is not False:
            self.remove(failure)

    def _take_out(self, failure: NotOpened) -> None:
        row = self._rows.pop(failure, None)
        if row is not None:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _changed(self) -> None:
        self.sentence = " ".join(f"{f.wanted.name}: {f.sentence}" for f in self._rows)
        self.setAccessibleName(self.sentence)
        width = max((row.name.sizeHint().width() for row in self._rows.values()), default=0)
        for row in self._rows.values():
            row.name.setMinimumWidth(width)
            row.done.setVisible(len(self._rows) > 1)
        self.setVisible(bool(self._rows))
        self._fit()

    def _fit(self) -> None:
        width = self._scroll.viewport().width()
        for row in self._rows.values():
            row.arrange(width)
        needed = self._column.heightForWidth(width)
        if needed < 0:
            needed = self._column.sizeHint().height()
        self._scroll.setFixedHeight(min(needed, MOST_HEIGHT))


class _FailureRow(QWidget):
    """One failure: the name, the sentence, and buttons beside it or, in little room, below."""

    def __init__(
        self, theme: Theme, failure: NotOpened, choices: Sequence[Choice], parent: QWidget
    ) -> None:
        super().__init__(parent)
        name, sentence = failure.wanted.name, failure.sentence
        self.setObjectName("failure")
        self.setAccessibleName(f"{name}: {sentence}")
        self.name = QLabel(self)
        self.name.setObjectName("failureName")
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        font = self.name.font()
        font.setBold(True)
        self.name.setFont(font)
        metrics = self.name.fontMetrics()
        self.name.setText(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, LONGEST_NAME))
        self.name.setToolTip(name)
        text = QLabel(sentence, self)
        text.setObjectName("failureSentence")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._box = QWidget(self)
        box = QHBoxLayout(self._box)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        self.buttons = [self._button(choice, name) for choice in choices]
        for button in self.buttons:
            box.addWidget(button)
        self.done = QToolButton(self)
        self.done.setObjectName("closeFailure")
        self.done.setAccessibleName(self.tr("Take {name} off this list").format(name=name))
        self.done.setToolTip(self.tr("Take this off the list"))
        self.done.setAutoRaise(True)
        self.done.setIconSize(QSize(12, 12))
        self.done.setIcon(theme.icon("close"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.name, 0, 0)
        self._grid.addWidget(text, 0, 1)
        self._grid.addWidget(self.done, 0, 3)
        self._is_narrow: bool | None = None

    def arrange(self, width: int) -> None:
        """Put the buttons where there is room for them in a row ``width`` pixels wide."""
        others = (self.name, self._box, self.done)
        taken = sum(widget.sizeHint().width() + 10 for widget in others)
        is_narrow = width - taken < LEAST_FOR_SENTENCE
        if is_narrow is not self._is_narrow:
            self._is_narrow = is_narrow
            self._grid.removeWidget(self._box)
            if is_narrow:
                self._grid.addWidget(self._box, 1, 1, 1, 2, Qt.AlignmentFlag.AlignLeft)
            else:
                self._grid.addWidget(self._box, 0, 2)

    def _button(self, choice: Choice, name: str) -> QPushButton:
        button = QPushButton(choice.title, self._box)
        button.setObjectName(f"failure-{choice.name}")
        button.setAccessibleName(f"{choice.title}: {name}")
        return button
