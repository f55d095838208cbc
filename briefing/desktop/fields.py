"""The fields of dialogs, all of one look."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

_ROOM = 14  # pixels, above and below the text together


def roomy(field: QWidget) -> None:
    """Give a field of one line the height that all have."""
    field.setMinimumHeight(field.fontMetrics().height() + _ROOM)


def text_field(parent: QWidget, name: str, empty: str, value: str = "") -> QLineEdit:
    """A field called ``name`` for tests and screen readers; ``empty`` is shown while it is."""
    field = QLineEdit(value, parent)
    field.setObjectName(name)
    field.setPlaceholderText(empty)
    roomy(field)
    return field


def number_field(parent: QWidget, name: str, least: int, most: int, unit: str) -> QSpinBox:
    """A field for a whole number of ``unit`` from ``least`` to ``most``, called ``name``."""
    field = QSpinBox(parent)
    field.setObjectName(name)
    field.setRange(least, most)
    field.setSuffix(f" {unit}")
    field.setAccessibleName(unit)
    roomy(field)
    return field


def field_form() -> QFormLayout:
    """A form whose fields take all the width that there is."""
    form = QFormLayout()
    form.setHorizontalSpacing(18)
    form.setVerticalSpacing(12)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form


def ok_and_cancel(dialog: QDialog) -> QDialogButtonBox:
    """The two buttons that most dialogs end with, which accept and reject it."""
    buttons = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel,
        Qt.Orientation.Horizontal,
        dialog,
    )
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
