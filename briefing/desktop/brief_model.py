"""The briefing as a Qt list model over plain rows.

A change of the document becomes the few insertions, removals and moves that lead from the old
rows to the new ones, so that an editor, the current row and the scroll position stay.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.desktop.document import Document
from briefing.desktop.rows import (
    Row,
    RowKind,
    bullet_tip,
    origin_name,
    rows_of,
    verdict_name,
)
from briefing.desktop.section_words import as_tip
from briefing.editing.edits import is_unchecked

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class BriefModel(QAbstractListModel):
    """The rows of one document; follows it by itself."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._options = document.options
        self._rows: list[Row] = rows_of(document)
        document.changed.connect(self.refresh)
        document.replaced.connect(self._reset)

    # --- for whoever shows it ------------------------------------------------------------------

    def row_at(self, index: Index) -> Row | None:
        """The row at an index, None if the index is not valid."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        return self._rows[index.row()]

    def index_of(self, key: str) -> QModelIndex:
        """The index of the row with this key; not valid if there is none."""
        for number, row in enumerate(self._rows):
            if row.key == key:
                return self.index(number)
        return QModelIndex()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows from top to bottom."""
        return tuple(self._rows)

    # --- what Qt asks --------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many rows there are; none below another."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Which rows can be chosen and edited."""
        row = self.row_at(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        flags |= Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if row.is_editable else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """A row's text, tool tip, and what a screen reader says."""
        row = self.row_at(index)
        if row is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
            if row.tip:
                return as_tip(row.tip)
            return bullet_tip(row.bullet) if row.bullet and row.text.strip() else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.tip or None
        return None

    # --- following the document ----------------------------------------------------------------

    def _reset(self) -> None:
        self.beginResetModel()
        self._rows = rows_of(self._document)
        self.endResetModel()

    def refresh(self) -> None:
        """Take over what has changed in the document."""
        known: dict[str, Row] = {}
        if self._options == self._document.options:
            known = {row.key: row for row in self._rows}
        self._options = self._document.options
        new = rows_of(self._document, known)
        keys = [row.key for row in new]
        if [row.key for row in self._rows] != keys:
            self._remove_all_but(set(keys))
            self._arrange(keys)
            self._insert_missing(new)
        self._take_contents(new)

    def _remove_all_but(self, wanted: set[str]) -> None:
        end = len(self._rows)
        while end:
            start = end
            while start and self._rows[start - 1].key not in wanted:
                start -= 1
            if start < end:
                self.beginRemoveRows(_NOWHERE, start, end - 1)
                del self._rows[start:end]
                self.endRemoveRows()
            end = start - 1 if start else 0

    def _arrange(self, keys: list[str]) -> None:
        present = {row.key for row in self._rows}
        target = [key for key in keys if key in present]
        for position, key in enumerate(target):
            here = self._rows[position].key
            if here == key:
                continue
            source = next(n for n, row in enumerate(self._rows) if row.key == key)
            if source == position + 1:
                # The row here has moved down: taking it to its place is one move, not many.
                self._move(position, target.index(here))
            if self._rows[position].key != key:
                source = next(n for n, row in enumerate(self._rows) if row.key == key)
                self._move(source, position)

    def _move(self, source: int, target: int) -> None:
        """Move a row so that it then has the number ``target``."""
        below = target + 1 if target > source else target
        self.beginMoveRows(_NOWHERE, source, source, _NOWHERE, below)
        self._rows.insert(target, self._rows.pop(source))
        self.endMoveRows()

    def _insert_missing(self, new: list[Row]) -> None:
        number = 0
        while number < len(new):
            end = number
            present = self._rows[number].key if number < len(self._rows) else None
            while end < len(new) and new[end].key != present:
                end += 1
            if end > number:
                self.beginInsertRows(_NOWHERE, number, end - 1)
                self._rows[number:number] = new[number:end]
                self.endInsertRows()
            number = end + 1

    def _take_contents(self, new: list[Row]) -> None:
        first = last = -1
        for number, row in enumerate(new):
            if self._rows[number] is not row and self._rows[number] != row:
                first = number if first < 0 else first
                last = number
        self._rows = new
        if first >= 0:
            self.dataChanged.emit(self.index(first), self.index(last))


def _spoken(row: Row) -> str:
    if row.kind is RowKind.BULLET and row.bullet is not None and row.text.strip():
        reasons = () if is_unchecked(row.bullet) else row.bullet.reasons
        parts = [row.text, verdict_name(row.bullet), *reasons, origin_name(row.bullet)]
        return ". ".join(part.rstrip(".") for part in parts)
    note = row.tip.splitlines()[0].rstrip(".") if row.stale else row.note
    return ". ".join(part for part in (row.text, note) if part)
