"""What a window shows before there is an article: how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop.theme import Theme


class EmptyPage(QWidget):
    """An invitation to drop an article, to open one, or to try the sample."""

    open_asked = Signal()
    sample_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("emptyPage")
        self.zone = QFrame(self)
        self.zone.setObjectName("dropZone")
        self.zone.setMaximumWidth(720)
        column = QVBoxLayout(self.zone)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(12)
        self._icon = QLabel(self.zone)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._text(self.tr("Drop an article here"), 1.7, bold=True))
        lead = self.tr(
            "Briefing cuts it into sections and condenses each into a few bullets that you can "
            "check, edit and send as a Word document."
        )
        column.addWidget(self._text(lead, 1.05))
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        self.open = self._button("openButton", self.tr("Open an article …"), primary=True)
        self.open.clicked.connect(self.open_asked)
        self.sample = self._button("sampleButton", self.tr("Try the sample"), primary=False)
        self.sample.clicked.connect(self.sample_asked)
        buttons.addWidget(self.open)
        buttons.addWidget(self.sample)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addSpacing(18)
        column.addLayout(self._steps())
        column.addSpacing(6)
        private = self._text(self.tr("Nothing leaves this computer."), 0.92)
        private.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        column.addWidget(private)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self.zone, 10)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()

    def set_active(self, *, active: bool) -> None:
        """Show whether a file is held over the window."""
        self.zone.setProperty("active", active)
        self.zone.style().unpolish(self.zone)
        self.zone.style().polish(self.zone)

    def _steps(self) -> QGridLayout:
        self._marks: list[tuple[QLabel, str, str]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        steps = [
            ("supported", "supported", self.tr("The article says this; a click shows where.")),
            ("check", "check", self.tr("Please check: the reason stands below the bullet.")),
            ("unsupported", "unsupported", self.tr("The article does not say this.")),
            ("edited", "dim", self.tr("You wrote or edited it; the program leaves it alone.")),
        ]
        for number, (icon, colour, text) in enumerate(steps):
            mark = QLabel(self.zone)
            self._marks.append((mark, icon, colour))
            grid.addWidget(mark, number, 0)
            label = QLabel(text, self.zone)
            label.setWordWrap(True)
            grid.addWidget(label, number, 1)
        return grid

    def _text(self, text: str, scale: float, *, bold: bool = False) -> QLabel:
        label = QLabel(text, self.zone)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * scale)
        font.setBold(bold)
        label.setFont(font)
        return label

    def _button(self, name: str, title: str, *, primary: bool) -> QPushButton:
        button = QPushButton(title, self.zone)
        button.setObjectName(name)
        button.setProperty("primary", primary)
        return button

    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("drop", "accent", 48, ratio))
        for mark, icon, colour in self._marks:
            mark.setPixmap(self._theme.pixmap(icon, colour, 20, ratio))
