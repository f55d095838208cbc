"""The panel at the window's side: lists that go with the briefing, each on a tab of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabWidget, QWidget

_LEAST_WIDTH = 240


class SidePanel(QDockWidget):
    """Holds the lists; it is closed until it is asked for."""

    shown_changed = Signal(bool)
    """The panel was opened (true) or closed."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setObjectName("sidePanel")
        self.setWindowTitle(self.tr("Beside the briefing"))
        self.setAllowedAreas(
            Qt.DockWidgetArea.LeftDockWidgetArea
            | Qt.DockWidgetArea.RightDockWidgetArea
            | Qt.DockWidgetArea.BottomDockWidgetArea
        )
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("sideTabs")
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setMinimumWidth(_LEAST_WIDTH)
        self.setWidget(self.tabs)
        window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self)
        self.hide()

    def add_tab(self, widget: QWidget, title: str, tip: str) -> None:
        """Add a list on a tab of its own."""
        number = self.tabs.addTab(widget, title)
        self.tabs.setTabToolTip(number, tip)

    def set_title(self, widget: QWidget, title: str) -> None:
        """Give the tab of a list another title, such as one with a count."""
        self.tabs.setTabText(self.tabs.indexOf(widget), title)

    def open_tab(self, widget: QWidget) -> None:
        """Open the panel with this list, and put the keyboard there."""
        self.tabs.setCurrentWidget(widget)
        self.show()
        self.raise_()
        widget.setFocus()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Tell that the panel is open."""
        super().showEvent(event)
        self.shown_changed.emit(True)  # noqa: FBT003 (a Qt signal)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Tell that the panel is closed."""
        super().hideEvent(event)
        if self.isHidden():  # not when the whole window is put away
            self.shown_changed.emit(False)  # noqa: FBT003 (a Qt signal)
