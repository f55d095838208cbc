"""What was changed in Word since a document was exported: told, shown, taken over or left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from briefing.desktop.bars import Choice
from briefing.desktop.returned_dialog import ReturnedDialog
from briefing.editing.returning import (
    Added,
    Difference,
    Gone,
    Moved,
    Returned,
    Reworded,
    taken_over,
)

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow

BAR = "returned"
"""The key of the bar that tells what was changed."""


class Returning(QObject):
    """The differences of the document that a window shows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._returned = Returned()
        window.document.replaced.connect(lambda: window.bars.close_bar(BAR))

    def offer(self, returned: Returned) -> None:
        """Tell how the document that was opened differs from the briefing inside."""
        self._returned = returned
        window = self._window
        if not returned:
            window.status.say(self.tr("Nothing was changed in Word since it was exported."))
            return
        choices = [Choice("look", self.tr("Look at them …"), self.show_all)]
        if returned.differences:
            choices.append(
                Choice("takeAll", self.tr("Take all over"), lambda: self.take(returned.differences))
            )
        choices.append(Choice("leaveAll", self.tr("Leave as exported"), lambda: None))
        window.bars.show_bar(BAR, "notice", self.sentence(returned), choices)

    def sentence(self, returned: Returned) -> str:
        """How many bullets were changed, and how."""
        kinds = [type(d) for d in returned.differences]
        titles = len(kinds) - sum(kinds.count(k) for k in (Reworded, Added, Gone, Moved))
        counted = (
            (kinds.count(Reworded), self.tr("1 bullet changed"), self.tr("{n} bullets changed")),
            (kinds.count(Added), self.tr("1 new"), self.tr("{n} new")),
            (kinds.count(Gone), self.tr("1 gone"), self.tr("{n} gone")),
            (kinds.count(Moved), self.tr("1 moved"), self.tr("{n} moved")),
            (titles, self.tr("1 title changed"), self.tr("{n} titles changed")),
            (len(returned.remarks), self.tr("1 comment"), self.tr("{n} comments")),
        )
        parts = [one if n == 1 else many.format(n=n) for n, one, many in counted if n]
        return self.tr("Since it was exported: {changes}.").format(changes=", ".join(parts))

    def show_all(self) -> None:
        """Show the differences, for the person to choose which to take over."""
        window = self._window
        dialog = ReturnedDialog(window.document.brief, self._returned, window.theme, window)
        if dialog.exec():
            self.take(dialog.accepted_ones)
        dialog.deleteLater()

    def take(self, accepted: Sequence[Difference]) -> None:
        """Take differences over as one step, and have the changed bullets checked."""
        window = self._window
        document = window.document
        edit, touched = taken_over(document.brief, self._returned, accepted)
        if document.do(edit, self.tr("Changes from Word")):
            for bullet in touched:
                document.edited.emit(bullet)
            window.status.say(self.tr("Taken over; the changed bullets are checked again."))
