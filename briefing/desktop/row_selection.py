"""Several bullets in hand at once: by keys, by mouse, and what is done to them together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from briefing.brief import KEY_POINTS
from briefing.desktop.clipboard import drafts_of, mime_of
from briefing.desktop.document import Document
from briefing.desktop.rows import Row, RowKind
from briefing.editing.several import in_order

if TYPE_CHECKING:
    from briefing.desktop.brief_list import BriefList

Flag = QItemSelectionModel.SelectionFlag
Standard = QKeySequence.StandardKey


class RowSelection(QObject):
    """What of a list is selected; acts on all of it."""

    def __init__(self, view: BriefList, document: Document) -> None:
        super().__init__(view)
        self._view = view
        self._document = document
        self._anchor = -1

    @property
    def bullets(self) -> tuple[str, ...]:
        """The ids of the selected bullets from top to bottom."""
        numbers = sorted(i.row() for i in self._view.selectionModel().selectedRows())
        rows = self._view.rows.rows
        return tuple(rows[n].key for n in numbers if rows[n].kind is RowKind.BULLET)

    # --- selecting -------------------------------------------------------------------------------

    def forget_anchor(self) -> None:
        """The next extension begins at the row in hand."""
        self._anchor = -1

    def extend(self, way: int) -> None:
        """Let the selection reach one bullet further up (-1) or down (1), or less far."""
        number = self._view.currentIndex().row() + way
        rows = self._view.rows.rows
        while 0 <= number < len(rows) and rows[number].kind is not RowKind.BULLET:
            number += way
        if 0 <= number < len(rows):
            self.reach(number)

    def reach(self, number: int) -> None:
        """Select all bullets from where the selection began to the row with this number."""
        if self._anchor < 0:
            self._anchor = self._view.currentIndex().row()
        anchor = self._anchor
        self._view.close_editor()
        first, last = sorted((max(anchor, 0), number))
        self.take((r.key for r in self._view.rows.rows[first : last + 1]), number)
        self._anchor = anchor
        self._view.setFocus()

    def toggle(self, row: Row) -> None:
        """Select a bullet beside the others, or no more."""
        self._view.close_editor()
        index = self._view.rows.index_of(row.key)
        self._view.selectionModel().setCurrentIndex(index, Flag.Toggle)
        self._view.setFocus()

    def select_all(self) -> None:
        """Select all bullets of the briefing."""
        self._view.close_editor()
        rows = self._view.rows.rows
        self.take((r.key for r in rows), self._view.currentIndex().row())
        self._view.setFocus()

    def take(self, keys: Iterable[str], current: int = -1) -> None:
        """Select these bullets; the row in hand is the one with this number, else the first."""
        wanted = set(keys)
        model, selection, first = self._view.rows, QItemSelection(), -1
        for number, row in enumerate(model.rows):
            if row.kind is RowKind.BULLET and row.key in wanted:
                selection.select(model.index(number), model.index(number))
                first = number if first < 0 else first
        at = current if current >= 0 else first
        if at >= 0:
            self._view.selectionModel().setCurrentIndex(model.index(at), Flag.NoUpdate)
            self._view.scrollTo(model.index(at))
        self._view.selectionModel().select(selection, Flag.ClearAndSelect)
        self._view.row_changed.emit()

    # --- acting ----------------------------------------------------------------------------------

    def delete(self, label: str = "") -> None:
        """Take the selected bullets out and take the next one in hand."""
        caret = self._document.take_out(self.bullets, label)
        self.forget_anchor()
        if caret is not None:
            self._view.select(caret.bullet)

    def move(self, step: int) -> None:
        """Move the selected bullets together one up (-1) or down (1)."""
        bullets = self.bullets
        self._document.move_by(bullets, step)
        self._keep(bullets)

    def drop(self, bullet: str, place: str, index: int) -> None:
        """Put a bullet elsewhere, with all that are selected if it is one of them."""
        chosen = self.bullets
        bullets = chosen if bullet in chosen else (bullet,)
        self._document.move_together(bullets, place, index)
        self._keep(bullets)

    def indent(self, step: int) -> bool:
        """Make the selected bullets deeper (1) or less deep (-1); false if none changed."""
        return self._document.indent(self.bullets, step)

    def _keep(self, bullets: tuple[str, ...]) -> None:
        if len(bullets) > 1:
            self.take(bullets)
        elif bullets:
            self._view.scrollTo(self._view.rows.index_of(bullets[0]))
        self.forget_anchor()

    # --- keys ------------------------------------------------------------------------------------

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key is for the bullets, though an action of the window has it too."""
        if not event.matches(Standard.Paste) or self._document.is_empty:
            return False
        data = QGuiApplication.clipboard().mimeData()
        return data.hasText() and not data.hasUrls()  # files are opened

    def claims(self, event: QEvent) -> bool:
        """Keep a key that is for the bullets from the window's actions; false if it is not."""
        if isinstance(event, QKeyEvent) and self.wants(event):
            event.accept()
            return True
        return False

    def takes(self, event: QKeyEvent) -> bool:
        """Do what a key asks for while no text is edited; false if it asks for nothing here."""
        if self._document.is_empty:
            return False
        if event.matches(Standard.SelectAll):
            self.select_all()
        elif event.matches(Standard.Copy):
            self.copy()
        elif event.matches(Standard.Cut):
            self.cut()
        elif self.wants(event):
            self.paste()
        else:
            return False
        return True

    # --- clipboard -------------------------------------------------------------------------------

    def copy(self) -> bool:
        """Put the selected bullets into the clipboard; false if there is none."""
        brief = self._document.brief
        found = in_order(brief, self.bullets)
        if found:
            QGuiApplication.clipboard().setMimeData(mime_of(found, brief.article))
        return bool(found)

    def cut(self) -> None:
        """Put the selected bullets into the clipboard and take them out."""
        if self.copy():
            self.delete(self.tr("Cut"))

    def paste(self) -> None:
        """Put what the clipboard has below what is selected, or first below the head in hand."""
        row = self._view.current_row
        drafts = drafts_of(QGuiApplication.clipboard().mimeData(), self._document.brief.article)
        if row is None or not drafts:
            return
        self._view.close_editor()
        place, index = row.place or KEY_POINTS, 0
        if self.bullets:
            place, index, _ = self._document.brief.find(self.bullets[-1])
            index += 1
        new = self._document.put_in(place, index, drafts, self.tr("Paste"))
        if new:
            self.take(new)
            self.forget_anchor()
