"""The dialog for the mirror and the proxy that models are fetched through."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop.fields import field_form, text_field
from briefing.engine.network import PUBLIC_HUB, Network, load_network, save_network
from briefing.errors import BriefingError


class NetworkDialog(QDialog):
    """Asks for the addresses, and keeps them once they can be some."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("networkDialog")
        self.setWindowTitle(self.tr("Mirror and proxy"))
        self.setMinimumWidth(560)
        network = load_network()
        self.hub = text_field(self, "hub", PUBLIC_HUB, network.hub)
        self.index = text_field(self, "index", self.tr("as pip is configured"), network.index)
        self.proxy = text_field(
            self, "proxy", self.tr("as the system is configured"), network.proxy
        )
        form = field_form()
        form.addRow(self.tr("&Hub"), self.hub)
        form.addRow(self.tr("Package &index"), self.index)
        form.addRow(self.tr("&Proxy"), self.proxy)
        note = QLabel(
            self.tr(
                "Needed only where this machine may not reach the public addresses by itself. "
                "A field left empty is as the system has it."
            ),
            self,
        )
        note.setWordWrap(True)
        note.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.problem = QLabel(self)
        self.problem.setObjectName("addressProblem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(note)
        column.addWidget(buttons)

    def accept(self) -> None:
        """Keep the addresses, or say what is wrong with one."""
        fields = (self.hub, self.index, self.proxy)
        try:
            save_network(Network(*(field.text().strip() for field in fields)))
        except BriefingError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        super().accept()
