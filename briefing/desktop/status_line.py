"""The line at the bottom: what runs, how far it is, and what has just been done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QStatusBar, QWidget

from briefing.desktop.elided_label import ElidedLabel

PLACE_CHARACTERS = 44
"""So many are shown of where in the article the person is."""

MESSAGE_PIXELS = 280
"""So much room a message has at the least, if it needs it; other words are cut before."""

SHOWN_MS = 12_000
"""How long a message stays."""


@dataclass(frozen=True, slots=True)
class _Shown:
    text: str
    done: int
    total: int


class StatusLine(QStatusBar):
    """Messages at the left, then work, and counts at the right."""

    cancelled = Signal(str)
    """The person wants the work with this key to stop."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self.setSizeGripEnabled(False)
        self._call: Callable[[], object] | None = None
        self._more: Callable[[], object] | None = None
        self._works: dict[str, _Shown] = {}
        box, row = self._box()
        work, work_row = self._box()
        self.message = self._label("statusMessage")
        self.button = QPushButton(box)
        self.button.setObjectName("statusButton")
        self.button.clicked.connect(self._do)
        self.more = QPushButton(box)
        self.more.setObjectName("statusMore")
        self.more.clicked.connect(self._do_more)
        self.work = self._label("workText")
        self.progress = QProgressBar(work)
        self.progress.setObjectName("progress")
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(150)
        self.cancel = QPushButton(self.tr("Cancel"), work)
        self.cancel.setObjectName("cancel")
        self.cancel.setToolTip(self.tr("Stop this; finished sections are kept"))
        self.cancel.clicked.connect(lambda: self.cancelled.emit(self.shown_work))
        self._working = (self.work, self.progress, self.cancel)
        for widget in (self.message, self.button, self.more):
            row.addWidget(widget)
            widget.hide()
        row.addStretch(1)
        for part in self._working:
            work_row.addWidget(part)
            part.hide()
        self.addWidget(box, 1)
        self.addPermanentWidget(work)  # a status tip must not hide it
        self.place = self._label("place")
        self.place.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.place.setContentsMargins(0, 0, 14, 0)
        self.place.hide()
        self.addPermanentWidget(self.place)
        self.servers = self._label("servers")
        self.servers.setContentsMargins(0, 0, 14, 0)
        self.servers.hide()
        self.addPermanentWidget(self.servers)
        self.counts = self._label("counts")
        self.counts.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.counts.setContentsMargins(0, 0, 14, 0)
        self.addPermanentWidget(self.counts)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._forget)

    def _box(self) -> tuple[QWidget, QHBoxLayout]:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(10)
        return box, row

    def _label(self, name: str) -> ElidedLabel:
        label = ElidedLabel(self)
        label.setObjectName(name)
        return label

    def say(self, text: str, title: str = "", call: Callable[[], object] | None = None) -> None:
        """Say what was done, with a button for what may come next."""
        self.message.setText(text)
        wanted = self.message.sizeHint().width()
        self.message.setMinimumWidth(min(wanted, MESSAGE_PIXELS))
        self.message.setVisible(bool(text))
        self._call = call
        self.button.setText(title)
        self.button.setAccessibleName(title)
        self.button.setVisible(call is not None)
        self._offer_more("", None)
        self._timer.start()

    def say_more(self, title: str, call: Callable[[], object]) -> None:
        """Offer a second thing beside what was just said."""
        self._offer_more(title, call)

    def _offer_more(self, title: str, call: Callable[[], object] | None) -> None:
        self._more = call
        self.more.setText(title)
        self.more.setAccessibleName(title)
        self.more.setVisible(call is not None)

    def take_back(self, call: Callable[[], object]) -> None:
        """Say no more what was said with this button, if it is still to be seen."""
        if self._call == call:
            self._forget()

    def show_place(self, text: str) -> None:
        """Say where in the article the person is; nothing while work is shown."""
        width = self.fontMetrics().averageCharWidth() * PLACE_CHARACTERS
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        self.place.setText(shown)
        self.place.setToolTip(text)
        self.place.setVisible(bool(text) and not self._works)

    def show_servers(self, addresses: Sequence[str]) -> None:
        """Say where sentences of the article were sent, nothing if they were sent nowhere."""
        self.servers.setText(self.tr("Sent to {where}").format(where=", ".join(addresses)))
        whole = self.tr("This briefing was made with a model on a server: {where}")
        self.servers.setToolTip(whole.format(where=", ".join(addresses)))
        self.servers.setVisible(bool(addresses))

    def show_work(self, key: str, text: str, done: int, total: int) -> None:
        """Show what runs; ``total`` 0 means that it is not known how much there is.

        Of several works the one that began last is shown, since the person waits for it.
        """
        if key not in self._works:
            self._forget()
        self._works[key] = _Shown(text, done, total)
        self._show()

    def end_work(self, key: str) -> None:
        """This does not run any more."""
        if self._works.pop(key, None) is not None:
            self._show()

    @property
    def shown_work(self) -> str:
        """The key of the work that is shown, empty if none is."""
        return next(reversed(self._works), "")

    @property
    def is_working(self) -> bool:
        """Whether work is shown."""
        return bool(self._works)

    def _show(self) -> None:
        shown = self._works.get(self.shown_work)
        for part in self._working:
            part.setVisible(shown is not None)
        self.place.setVisible(shown is None and bool(self.place.text()))
        if shown is not None:
            metrics = self.fontMetrics()
            self.work.setText(metrics.elidedText(shown.text, Qt.TextElideMode.ElideRight, 420))
            self.work.setToolTip(shown.text)
            self.progress.setRange(0, shown.total)
            self.progress.setValue(shown.done)

    def _do(self) -> None:
        if self._call is not None:
            self._call()

    def _do_more(self) -> None:
        if self._more is not None:
            self._more()

    def _forget(self) -> None:
        self._timer.stop()
        self.more.hide()
        self.message.hide()
        self.button.hide()
