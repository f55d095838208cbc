"""What a window shows before there is an article: how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop.paper import put_in_middle, text_on
from briefing.desktop.theme import Theme

ICONS = {"open": "open", "paste-article": "paste", "open-address": "address"}


WIDTH, MARGIN = 760, 48
"""The most width of the page's paper, and the room at its sides, in pixels."""

ICONS_WIDTH = 60
"""What the buttons' icons take together, in pixels; they are put on later."""


class EmptyPage(QWidget):
    """An invitation to drop an article, to open or paste one, or to try the sample.

    ``asked`` gives the id of an action: what the buttons do is the window's own.
    """

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("emptyPage")
        inside = QWidget(self)
        self.zone = QFrame(inside)
        self.zone.setObjectName("dropZone")
        self.zone.setMaximumWidth(WIDTH)
        column = QVBoxLayout(self.zone)
        column.setContentsMargins(MARGIN, 36, MARGIN, 32)
        column.setSpacing(12)
        self._icon = QLabel(self.zone)
        column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        self.title = self._text("", 1.7, bold=True)
        column.addWidget(self.title)
        lead = self.tr(
            "Briefing cuts it into sections and condenses each into a few bullets that you can "
            "check, edit and send as a Word document."
        )
        column.addWidget(self._text(lead, 1.05))
        column.addSpacing(10)
        column.addLayout(self._ways())
        column.addSpacing(18)
        column.addLayout(self._steps())
        column.addSpacing(8)
        self.private = self._text("", 0.92)
        self.private.setObjectName("private")
        self.private.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.show_server("")
        column.addWidget(self.private)
        put_in_middle(self.zone, inside)
        # In a low window, or below many messages, the page scrolls instead of being squeezed.
        scroll = QScrollArea(self)
        scroll.setObjectName("emptyScroll")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        theme.changed.connect(self._dress)
        self._dress()
        self.set_active(active=False)

    def show_server(self, address: str) -> None:
        """Say what leaves this computer; ``address`` is of the server that writes, if one does."""
        self.private.setText(
            self.tr("Sentences of an article are sent to {address}, as you have chosen.").format(
                address=address
            )
            if address
            else self.tr(
                "Nothing leaves this computer; the network is used only when you ask for it."
            )
        )

    def set_active(self, *, active: bool) -> None:
        """Show whether something is held over the window."""
        self.title.setText(
            self.tr("Let go to open it") if active else self.tr("Drop an article here")
        )
        self.zone.setProperty("active", active)
        self.zone.style().unpolish(self.zone)
        self.zone.style().polish(self.zone)

    def _ways(self) -> QGridLayout:
        """The buttons, each with what it is good for below it."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        self.ways: dict[str, QPushButton] = {}
        ways = (
            ("open", self.tr("Open files …"), self.tr("Word, PDF, web page, e‑mail, text, book")),
            ("paste-article", self.tr("Paste"), self.tr("A text, a part of a page, or files")),
            ("open-address", self.tr("Open address …"), self.tr("A page on the web")),
            ("sample", self.tr("Try the sample"), self.tr("A short article, to see how it goes")),
        )
        for id_, title, hint in ways:
            button = QPushButton(title, self.zone)
            button.setObjectName(f"{id_}-button")
            button.setProperty("primary", id_ == "open")
            button.setAccessibleDescription(hint)
            button.clicked.connect(lambda _=False, i=id_: self.asked.emit(i))
            self.ways[id_] = button
        buttons = self.ways.values()
        room = WIDTH - 2 * MARGIN - (len(buttons) - 1) * grid.horizontalSpacing() - ICONS_WIDTH
        in_one_line = sum(b.sizeHint().width() for b in buttons) <= room
        columns = len(ways) if in_one_line else 2
        for number, (id_, _, hint) in enumerate(ways):
            row, column = divmod(number, columns)
            grid.addWidget(self.ways[id_], 2 * row, column)
            label = self._text(hint, 0.88)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            label.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
            grid.addWidget(label, 2 * row + 1, column)
            grid.setColumnStretch(column, 1)
        return grid

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
        return text_on(self.zone, text, scale, bold=bold)

    def _dress(self) -> None:
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(self._theme.pixmap("drop", "accent", 48, ratio))
        for mark, icon, colour in self._marks:
            mark.setPixmap(self._theme.pixmap(icon, colour, 20, ratio))
        icons = (("open", "on_accent"), ("paste-article", "text"), ("open-address", "text"))
        for id_, colour in icons:
            self.ways[id_].setIcon(self._theme.icon(ICONS[id_], colour))
