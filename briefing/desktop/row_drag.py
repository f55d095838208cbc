"""Moving a bullet or a section by mouse: pressed at its handle, dragged, dropped between two."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLineF, QObject, QPoint, QTimer
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QApplication, QListView

from briefing.desktop.brief_model import BriefModel
from briefing.desktop.row_layout import HEAD_X, TEXT_X
from briefing.desktop.rows import Row, RowKind, is_movable_head

EDGE = 36
"""So near to the upper or lower edge, in pixels, the list scrolls by itself."""


@dataclass(frozen=True, slots=True)
class Drop:
    """Where a bullet is to go: ``index`` of ``place``, counted with all bullets where they are."""

    bullet: str
    place: str
    index: int


@dataclass(frozen=True, slots=True)
class SectionDrop:
    """Where a section is to go: ``index`` among the sections, counted after it was taken out."""

    section: str
    index: int


class RowDrag(QObject):
    """The state of a move by mouse in a list of rows.

    ``held`` is the row that is held, None if none is: a bullet, or the head of a section.
    """

    def __init__(self, view: QListView, rows: BriefModel) -> None:
        super().__init__(view)
        self._view = view
        self._rows = rows
        self._start = QPoint()
        self._position = QPoint()
        self.held: Row | None = None
        self.is_active = False
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(25)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def is_pressed(self) -> bool:
        """Whether a row is held."""
        return self.held is not None

    def press(self, row: Row, position: QPoint) -> None:
        """Hold a row."""
        self.held, self._start, self._position = row, position, position

    def move(self, position: QPoint) -> None:
        """Follow the mouse; the move begins once it has gone a little way."""
        self._position = position
        if (position - self._start).manhattanLength() >= QApplication.startDragDistance():
            self.is_active = True
            self._scrolling.start()

    def release(self) -> Drop | SectionDrop | None:
        """Let go; where the held row is to go, None if it was not moved."""
        drop = self.target()[0] if self.is_active else None
        self.cancel()
        return drop

    def cancel(self) -> None:
        """Let go without moving anything."""
        self.held, self.is_active = None, False
        self._scrolling.stop()
        self._view.viewport().update()

    def line(self) -> QLineF | None:
        """The line to paint where the held row would go, None if nothing is being moved."""
        return self.target()[1] if self.is_active else None

    def paint(self, colour: QColor) -> None:
        """Draw the line where the held row would go; nothing if nothing is being moved."""
        line = self.line()
        if line is not None:
            painter = QPainter(self._view.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, 2.5))
            painter.drawLine(line)
            painter.setBrush(colour)
            painter.drawEllipse(line.p1(), 3.5, 3.5)
            painter.end()

    def target(self) -> tuple[Drop | SectionDrop | None, QLineF | None]:
        """Where the held row would go now, and the line that shows it."""
        if self.held is None:
            return None, None
        if self.held.kind is RowKind.HEAD:
            return self._section_target(self.held.place)
        return self._bullet_target(self.held.key)

    def _section_target(self, section: str) -> tuple[SectionDrop | None, QLineF | None]:
        """The gap between two sections that is nearest to the mouse."""
        rows = self._rows.rows
        heads = [n for n, r in enumerate(rows) if is_movable_head(r)]
        order = [rows[n].place for n in heads]
        if section not in order:
            return None, None
        tops = [self._view.visualRect(self._rows.index(n)).top() for n in heads]
        gaps = [*tops, self._view.visualRect(self._rows.index(len(rows) - 1)).bottom() + 1]
        gap = min(range(len(gaps)), key=lambda n: abs(gaps[n] - self._position.y()))
        index = gap - 1 if gap > order.index(section) else gap
        y = gaps[gap] + (8 if gap < len(tops) else 0)  # the room above a head is part of its row
        width = self._view.viewport().width()
        return SectionDrop(section, index), QLineF(HEAD_X - 8, y, width - 16, y)

    def _bullet_target(self, bullet: str) -> tuple[Drop | None, QLineF | None]:
        rows = self._rows.rows
        index = self._view.indexAt(self._position)
        number = index.row() if index.isValid() else self._nearest(len(rows))
        if not 0 <= number < len(rows):
            return None, None
        rect = self._view.visualRect(self._rows.index(number))
        is_above = self._position.y() < rect.center().y()
        row = rows[number]
        if row.kind is RowKind.HEAD and is_above and number > 2:
            number, is_above = number - 1, False  # above a head is the end of the part before
            row, rect = rows[number], self._view.visualRect(self._rows.index(number))
        elif row.kind is RowKind.TITLE or (row.kind is RowKind.HEAD and is_above):
            number, is_above = 1, False
            row, rect = rows[number], self._view.visualRect(self._rows.index(number))
        if row.kind is RowKind.BULLET:
            first = next(n for n, r in enumerate(rows) if r.place == row.place) + 1
            place_index = number - first + (0 if is_above else 1)
        else:
            place_index, is_above = 0, False
        y = rect.top() if is_above else rect.bottom() + 1
        line = QLineF(rect.left() + TEXT_X - 14, y, rect.right() - 16, y)
        return Drop(bullet, row.place, place_index), line

    def _nearest(self, count: int) -> int:
        return 0 if self._position.y() < 0 else count - 1

    def _scroll(self) -> None:
        height, y = self._view.viewport().height(), self._position.y()
        bar = self._view.verticalScrollBar()
        if y < EDGE:
            bar.setValue(bar.value() - (EDGE - y) // 3 - 1)
        elif y > height - EDGE:
            bar.setValue(bar.value() + (y - height + EDGE) // 3 + 1)
        else:
            return
        self._view.viewport().update()
