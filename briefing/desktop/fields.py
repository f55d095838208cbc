"""The fields of dialogs, all of one look."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

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


def field_form() -> QFormLayout:
    """A form whose fields take all the width that there is."""
    form = QFormLayout()
    form.setHorizontalSpacing(18)
    form.setVerticalSpacing(12)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form
