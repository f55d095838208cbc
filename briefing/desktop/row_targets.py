"""What lies under the mouse in the briefing: text, a handle, the sign of a stale section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt

from briefing.desktop.row_layout import RowLayout
from briefing.desktop.rows import Row, RowKind, is_movable_head

if TYPE_CHECKING:
    from briefing.desktop.brief_list import BriefList


class RowTargets:
    """Tells what of a row a point is on."""

    def __init__(self, view: BriefList, layout: RowLayout) -> None:
        self._view = view
        self._layout = layout

    def laid_out_height(self, number: int, all_height: int) -> int:
        """How much room a row has: Qt's rectangle of it is as high as it would be now."""
        rows, rect = self._view.rows, self._view.visualRect
        top = rect(rows.index(number)).top()
        if number + 1 < rows.rowCount():
            return rect(rows.index(number + 1)).top() - top
        return all_height - self._view.verticalScrollBar().value() - top

    def is_on_text(self, row: Row, rect: QRect, position: QPoint) -> bool:
        """Whether a press there puts the caret into the text."""
        text = self._layout.text_rect(row, rect)
        if row.kind is RowKind.BULLET:
            return position.x() >= text.left() - 4
        return text.adjusted(-4, -4, 4, 4).contains(position)

    def is_on_stale(self, row: Row, rect: QRect, position: QPoint) -> bool:
        """Whether a press there condenses the section again."""
        return row.stale and self._layout.stale_rect(row, rect).contains(position)

    def shape_at(self, position: QPoint) -> Qt.CursorShape:
        """What the mouse looks like there."""
        index = self._view.indexAt(position)
        row, rect = self._view.rows.row_at(index), self._view.visualRect(index)
        if row is None:
            return Qt.CursorShape.ArrowCursor
        if self.is_on_stale(row, rect, position):
            return Qt.CursorShape.PointingHandCursor
        if self.is_on_text(row, rect, position):
            return Qt.CursorShape.IBeamCursor
        is_held = row.kind is RowKind.BULLET or is_movable_head(row)
        return Qt.CursorShape.OpenHandCursor if is_held else Qt.CursorShape.ArrowCursor
