"""The bar that asks for the password of a protected file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from briefing.desktop.bars import AnyBar
from briefing.desktop.theme import Theme


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("PasswordBar", text)


class PasswordBar(AnyBar):
    """Asks for one password. It is given on by ``given`` and kept nowhere."""

    given = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget, *, was_wrong: bool) -> None:
        asked = tr("That password does not open “{name}”; try again.")
        asks = tr("“{name}” is protected; its password is needed to read it.")
        sentence = (asked if was_wrong else asks).format(name=name)
        super().__init__(theme, "error" if was_wrong else "notice", sentence, parent)
        self.setObjectName("passwordBar")
        self._close.setAccessibleName(tr("Do not open it"))
        self._close.setToolTip(tr("Do not open it"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        words = QVBoxLayout()
        words.setSpacing(2)
        text = QLabel(sentence, self)
        text.setObjectName("barText")
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        quiet = QLabel(tr("It is used to open this file now, and not kept."), self)
        quiet.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        quiet.setWordWrap(True)
        words.addWidget(text)
        words.addWidget(quiet)
        row.addLayout(words, 1)
        self.field = QLineEdit(self)
        self.field.setObjectName("password")
        self.field.setAccessibleName(tr("Password of {name}").format(name=name))
        self.field.setAccessibleDescription(sentence)
        self.field.setPlaceholderText(tr("Password"))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.field.setMinimumWidth(200)
        self.field.returnPressed.connect(self._give)
        row.addWidget(self.field)
        self.open = QPushButton(tr("Open"), self)
        self.open.setObjectName("givePassword")
        self.open.setProperty("primary", True)  # noqa: FBT003
        self.open.setEnabled(False)
        self.open.clicked.connect(self._give)
        self.field.textChanged.connect(lambda words: self.open.setEnabled(bool(words)))
        row.addWidget(self.open)
        self.cancel = QPushButton(tr("Cancel"), self)
        self.cancel.setObjectName("noPassword")
        self.cancel.clicked.connect(self.closed)
        row.addWidget(self.cancel)
        self._close.hide()
        self.dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape leaves the file closed."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        password = self.field.text()
        if password:
            self.field.clear()
            self.closed.emit()
            self.given.emit(password)
