"""The menu of sections to which the chosen paragraphs can be given."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from briefing.desktop.document import Document
from briefing.desktop.sections_by_hand import SectionsByHand

WIDTH = 420
"""The most pixels that a section's title takes in the menu."""


class SectionChoice(QObject):
    """Fills the menu each time that it is opened; the section that has the paragraphs is ticked."""

    def __init__(self, menu: QMenu, document: Document, sections: SectionsByHand) -> None:
        super().__init__(menu)
        self._menu = menu
        self._document = document
        self._sections = sections
        menu.aboutToShow.connect(self.fill)

    def follow(self) -> None:
        """Offer the menu only where there is something to give."""
        self._menu.setEnabled(bool(self._sections.chosen))

    def fill(self) -> None:
        """List all sections."""
        self._menu.clear()
        chosen = set(self._sections.chosen)
        brief = None if self._document.is_empty else self._document.brief
        for section in brief.sections if brief is not None else ():
            action = self._add(section.title, section.id)
            action.setChecked(bool(chosen) and chosen <= set(section.paragraphs))
        self._menu.addSeparator()
        nowhere = self._add(self.tr("None: leave it out of the briefing"), "")
        nowhere.setObjectName("give-to-none")
        held = {p for s in (brief.sections if brief is not None else ()) for p in s.paragraphs}
        nowhere.setChecked(bool(chosen) and not chosen & held)

    def _add(self, title: str, section: str) -> QAction:
        shown = self._menu.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, WIDTH)
        action = QAction(shown.replace("&", "&&"), self._menu)
        action.setObjectName(f"give-to-{section}")
        action.setCheckable(True)
        action.triggered.connect(lambda _=False: self._sections.give_to(section))
        self._menu.addAction(action)
        return action
