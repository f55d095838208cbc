"""The dialog that asks for the address of a page to read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from briefing.desktop.fields import text_field
from briefing.desktop.offered import NoAddress, typed_address


class AddressDialog(QDialog):
    """Asks for one address; ``chosen`` gives it once it can be one.

    ``address`` is what the field begins with, for instance what the clipboard holds.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, address: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("addressDialog")
        self.setWindowTitle(self.tr("Open address"))
        self.setMinimumWidth(560)
        label = QLabel(self.tr("&Address of the page or file"), self)
        self.field = text_field(self, "address", "https://", address)
        self.field.selectAll()
        label.setBuddy(self.field)
        self.problem = QLabel(self)
        self.problem.setObjectName("addressProblem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        note = QLabel(
            self.tr(
                "The network is used for this page only, and only now; the site that it comes "
                "from can see that you asked for it."
            ),
            self,
        )
        note.setObjectName("addressNote")
        note.setWordWrap(True)
        note.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.field.setAccessibleDescription(note.text())
        buttons = QDialogButtonBox(self)
        self.read = buttons.addButton(
            self.tr("&Read this page"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.read.setObjectName("readAddress")
        self.read.setDefault(True)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setObjectName("cancelAddress")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(10)
        for widget in (label, self.field, self.problem, note):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(buttons)
        self.field.textEdited.connect(lambda _: self._say(""))

    def accept(self) -> None:
        """Take the address, or say beside the field what is wrong with it."""
        try:
            address = typed_address(self.field.text())
        except NoAddress as error:
            self._say(str(error))
            self.field.setFocus()
            return
        super().accept()
        self.chosen.emit(address)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.problem.setAccessibleName(problem)
        self.adjustSize()
