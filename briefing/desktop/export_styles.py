"""Which of a house template's styles serve for what: the program's guess, for a person to mend."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop.fields import field_form, ok_and_cancel, roomy
from briefing.exporting.docx_mapping import ROLES, HouseStyles


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("ExportStyles", text)


def role_names() -> dict[str, str]:
    """What a person calls the roles of styles."""
    names = (tr("&Title"), tr("Heading &1"), tr("Heading &2"), tr("Heading &3"), tr("&Bullet"))
    return dict(zip(ROLES, names, strict=True))


class StylesDialog(QDialog):
    """One box for each role, with all styles of the template called ``name``."""

    def __init__(self, name: str, found: HouseStyles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stylesDialog")
        self.setWindowTitle(tr("Styles of the template"))
        intro = QLabel(
            tr("These styles of “{name}” are used. Change what is not meant so.").format(name=name),
            self,
        )
        intro.setTextFormat(Qt.TextFormat.PlainText)
        intro.setWordWrap(True)
        form = field_form()
        self.boxes: dict[str, QComboBox] = {}
        for role, label in role_names().items():
            box = QComboBox(self)
            box.setObjectName(f"style-{role}")
            box.setAccessibleName(label.replace("&", ""))
            roomy(box)
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.addItem(tr("None fits: add the program's own"), "")
            for choice in found.choices:
                box.addItem(choice, choice)
            box.setCurrentIndex(max(box.findData(found.mapping.get(role, "")), 0))
            form.addRow(label, box)
            self.boxes[role] = box
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 18)
        column.setSpacing(16)
        column.addWidget(intro)
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(440)

    @property
    def styles(self) -> dict[str, str]:
        """The styles by role, as they are chosen now; empty for the program's own."""
        return {role: str(box.currentData()) for role, box in self.boxes.items()}
