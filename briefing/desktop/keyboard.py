"""Who has the keyboard: words that a person is typing must not land somewhere else."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit


def is_typing() -> bool:
    """Whether the keyboard is in a field that takes text, such as a password's or a bullet's."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QLineEdit | QTextEdit):
        return not widget.isReadOnly()
    return False
