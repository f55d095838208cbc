"""The bar for finding and replacing; it shows and asks, and does nothing itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from briefing.desktop.theme import Theme
from briefing.editing.finding import Query


class FindBar(QFrame):
    """Stands below the briefing while something is looked for."""

    asked = Signal(object)
    """A ``Query`` to count from now on."""

    stepped = Signal(int)
    """To the next place (1) or the one before (-1)."""

    replace_asked = Signal(bool)
    """Replace at this place (false) or everywhere (true)."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("findBar")
        self.setProperty("bar", "find")
        self.setAccessibleName(self.tr("Find and replace"))
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 8, 14, 8)
        grid.setHorizontalSpacing(8)
        self.words = self._field("findWords", self.tr("Find"))
        self.others = self._field("replaceWords", self.tr("Replace with"))
        self.count = QLabel(self)
        self.count.setObjectName("findCount")
        self.match_case = self._box("findCase", self.tr("Match &case"))
        self.whole_words = self._box("findWhole", self.tr("&Whole words"))
        tip = self.tr("To the place before (Shift+F3)")
        self.before = self._button("findBefore", self.tr("&Previous"), tip)
        self.next = self._button("findNext", self.tr("&Next"), self.tr("To the next place (F3)"))
        tip = self.tr("Put the other words here and go to the next place")
        self.replace = self._button("replaceOne", self.tr("&Replace"), tip)
        tip = self.tr("Put the other words everywhere in the briefing, in one step")
        self.replace_all = self._button("replaceAll", self.tr("Replace &all"), tip)
        self.close_button = QToolButton(self)
        self.close_button.setObjectName("findClose")
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName(self.tr("Close the search"))
        self.close_button.setToolTip(self.tr("Close the search (Esc)"))
        rows = (
            (self.words, self.before, self.next, self.count, self.match_case, self.whole_words),
            (self.others, self.replace, self.replace_all),
        )
        for number, widgets in enumerate(rows):
            row = QHBoxLayout()
            row.setSpacing(10)
            for widget in widgets:
                row.addWidget(widget)
            row.addStretch(1)
            grid.addLayout(row, number, 0)
        grid.addWidget(self.close_button, 0, 1)
        self._seconds = rows[1]
        self._connect()
        self.hide()

    def _field(self, name: str, title: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setPlaceholderText(title)
        field.setClearButtonEnabled(True)
        field.setMinimumWidth(220)
        field.installEventFilter(self)
        return field

    def _box(self, name: str, title: str) -> QCheckBox:
        box = QCheckBox(title, self)
        box.setObjectName(name)
        box.toggled.connect(self._ask)
        return box

    def _button(self, name: str, title: str, tip: str) -> QPushButton:
        button = QPushButton(title, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        return button

    def _connect(self) -> None:
        self.words.textChanged.connect(self._ask)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.replace.clicked.connect(lambda: self.replace_asked.emit(False))  # noqa: FBT003
        self.replace_all.clicked.connect(lambda: self.replace_asked.emit(True))  # noqa: FBT003
        self.close_button.clicked.connect(self.closed)
        self._theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.close_button.setIcon(self._theme.icon("close"))

    def _ask(self) -> None:
        self.asked.emit(self.query)

    @property
    def query(self) -> Query:
        """What is looked for."""
        return Query(
            self.words.text(),
            match_case=self.match_case.isChecked(),
            whole_words=self.whole_words.isChecked(),
        )

    def open(self, words: str, *, replacing: bool) -> None:
        """Show the bar, with words that are marked somewhere, if any."""
        if words:
            self.words.setText(words)
        for widget in self._seconds:
            widget.setVisible(replacing)
        self.show()
        self.words.selectAll()
        self.words.setFocus()

    def show_count(self, now: int, total: int, in_article: int) -> None:
        """Say which place is shown (from 1; 0: none), of how many, and how many in the article."""
        if not self.words.text():
            text = ""
        elif not total:
            text = self.tr("Nothing found")
        else:
            text = self.tr("{now} of {total}") if now else self.tr("{total} found")
            if in_article:
                text += self.tr(", {n} in the article")
            text = text.format(now=now, total=total, n=in_article)
        self.count.setText(text)
        for button in (self.before, self.next):
            button.setEnabled(bool(total))
        for button in (self.replace, self.replace_all):
            button.setEnabled(total > in_article)

    def eventFilter(self, field: QObject, event: QEvent) -> bool:  # noqa: N802
        """Enter goes on, with Shift back; in the second field it replaces. Esc closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if field is self.others:
                    self.replace_asked.emit(False)  # noqa: FBT003 (a Qt signal)
                else:
                    back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                    self.stepped.emit(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(field, event)
