"""What the pages have in common that an empty window shows: a sheet in the middle, and its text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget


def put_in_middle(sheet: QFrame, page: QWidget) -> None:
    """Lay the sheet into the middle of the page, as wide as it may be."""
    outer = QVBoxLayout(page)
    outer.setContentsMargins(24, 24, 24, 24)
    outer.addStretch(1)
    middle = QHBoxLayout()
    middle.addStretch(1)
    middle.addWidget(sheet, 10)
    middle.addStretch(1)
    outer.addLayout(middle)
    outer.addStretch(1)


def text_on(sheet: QFrame, text: str, scale: float, *, bold: bool = False) -> QLabel:
    """A text in the middle of the sheet, ``scale`` times as large as usual."""
    label = QLabel(text, sheet)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(bold)
    label.setFont(font)
    return label
