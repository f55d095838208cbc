"""The differences between a Word document and the briefing inside, each to be taken or left."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing.brief import KEY_POINTS, Brief
from briefing.desktop.fields import ok_and_cancel
from briefing.desktop.theme import Theme
from briefing.editing.returning import (
    Added,
    Difference,
    Gone,
    Moved,
    Renamed,
    Retitled,
    Returned,
    Reworded,
)

_WIDTH, _HEIGHT = 720, 520
_INDENT = 26


class ReturnedDialog(QDialog):
    """Lists the differences, each with a box: ticked, it is taken over.

    What is gone in Word is not ticked: a bullet is only taken out when the person says so.
    """

    def __init__(self, brief: Brief, returned: Returned, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("returnedDialog")
        self.setWindowTitle(self.tr("Changed in Word"))
        self.resize(_WIDTH, _HEIGHT)
        self._brief, self._returned, self._theme = brief, returned, theme
        self.boxes: dict[Difference, QCheckBox] = {}
        inside = QWidget(self)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(4, 4, 12, 4)
        self._column.setSpacing(4)
        for difference in returned.differences:
            self._add(difference)
        self._add_remarks()
        self._column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setObjectName("returnedRows")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        self.tick_all = self._button("tickAll", self.tr("Tick &all"), ticked=True)
        self.tick_none = self._button("tickNone", self.tr("Tick &none"), ticked=False)
        self.buttons = ok_and_cancel(self)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setText(self.tr("&Take the ticked ones over"))
        ok.setDefault(True)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(self.tr("Leave as &exported"))
        below = QHBoxLayout()
        below.addWidget(self.tick_all)
        below.addWidget(self.tick_none)
        below.addStretch(1)
        below.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addLayout(below)

    @property
    def accepted_ones(self) -> tuple[Difference, ...]:
        """The differences that are ticked."""
        return tuple(d for d, box in self.boxes.items() if box.isChecked())

    def _button(self, name: str, title: str, *, ticked: bool) -> QPushButton:
        button = QPushButton(title, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        button.setEnabled(bool(self.boxes))
        button.clicked.connect(lambda: self._tick(ticked=ticked))
        return button

    def _tick(self, *, ticked: bool) -> None:
        for box in self.boxes.values():
            box.setChecked(ticked)

    def _add(self, difference: Difference) -> None:
        title, shown, plain = self._told(difference)
        box = QCheckBox(title, self)
        box.setObjectName(f"returned-{len(self.boxes) + 1}")
        box.setChecked(not isinstance(difference, Gone))
        box.setAccessibleDescription(plain)
        self.boxes[difference] = box
        self._column.addWidget(box)
        self._label(shown)
        key = getattr(difference, "bullet", getattr(difference, "key", None))
        for remark in self._returned.remarks:
            if remark.bullet == key:
                self._label(self._remark(remark.text))

    def _add_remarks(self) -> None:
        """Comments on bullets that have not changed otherwise."""
        told = {getattr(d, "bullet", getattr(d, "key", None)) for d in self.boxes}
        for remark in self._returned.remarks:
            if remark.bullet not in told:
                bullet = next(
                    b for _, row in self._brief.places() for b in row if b.id == remark.bullet
                )
                self._column.addWidget(QLabel(self.tr("Comment on an unchanged bullet"), self))
                self._label(f"{escape(bullet.text)}<br>{self._remark(remark.text)}")

    def _remark(self, text: str) -> str:
        dim = self._theme.colour("dim").name()
        comment = escape(self.tr("Comment – {text}").format(text=text))
        return f'<span style="color:{dim}">{comment}</span>'

    def _label(self, html: str) -> None:
        label = QLabel(html, self)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.setWordWrap(True)
        label.setContentsMargins(_INDENT, 0, 0, 10)
        self._column.addWidget(label)

    def _told(self, difference: Difference) -> tuple[str, str, str]:
        """What the box says, what stands below it, and the same without marks."""
        match difference:
            case Reworded(old=old, new=new):
                return self.tr("Changed"), self._compared(old, new), f"{old} → {new}"
            case Added(place=place, text=text):
                title = self.tr("New, in “{place}”").format(place=self._name(place))
                return title, self._new(text), text
            case Gone(text=text):
                return self.tr("Gone: take it out"), self._old(text), text
            case Moved(place=place, text=text):
                title = self.tr("Moved, in “{place}”").format(place=self._name(place))
                return title, escape(text), text
            case Renamed(old=old, new=new):
                title = self.tr("Title of a section")
                return title, self._compared(old, new), f"{old} → {new}"
            case Retitled(old=old, new=new):
                return self.tr("Title"), self._compared(old, new), f"{old} → {new}"

    def _name(self, place: str) -> str:
        if place == KEY_POINTS:
            return self.tr("Key points")
        return next((s.title for s in self._brief.sections if s.id == place), place)

    # --- what differs --------------------------------------------------------------------------

    def _old(self, text: str) -> str:
        colour = self._theme.colour("unsupported").name()
        return f'<s style="color:{colour}">{escape(text)}</s>'

    def _new(self, text: str) -> str:
        colour = self._theme.colour("supported").name()
        return f'<u style="color:{colour}">{escape(text)}</u>'

    def _compared(self, old: str, new: str) -> str:
        """The new words with the old ones struck out: by lines too, not by colour alone."""
        return " ".join(self._pieces(old.split(), new.split()))

    def _pieces(self, old: list[str], new: list[str]) -> Iterator[str]:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        for kind, first, last, start, end in matcher.get_opcodes():
            if kind == "equal":
                yield escape(" ".join(new[start:end]))
                continue
            if last > first:
                yield self._old(" ".join(old[first:last]))
            if end > start:
                yield self._new(" ".join(new[start:end]))
