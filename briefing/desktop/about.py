"""What the program is, and under which licences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMessageBox, QWidget

from briefing import __version__


def show_about(parent: QWidget) -> None:
    """Show the version and the licences."""
    text = QCoreApplication.translate(
        "About",
        "<h3>Briefing {version}</h3>"
        "<p>Turns an article into a short, checkable Word briefing, on this machine alone.</p>"
        "<p>Licensed under the Apache License 2.0. The window is made with Qt for Python "
        "(LGPL 3); language models have licences of their own.</p>",
    )
    box = QMessageBox(parent)
    box.setObjectName("about")
    box.setWindowTitle(QCoreApplication.translate("About", "About Briefing"))
    box.setText(text.format(version=__version__))
    box.exec()
    box.deleteLater()
