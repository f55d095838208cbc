"""What is painted beside the article's text: the section's bar, the signs of folds."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextBlock, QTextDocument

from briefing.desktop.article_formats import MARGIN
from briefing.desktop.theme import Theme

_SIGN_X = MARGIN - 7
"""The middle of a fold's sign."""


def paint_bars(
    painter: QPainter,
    document: QTextDocument,
    runs: Iterable[tuple[int, int]],
    offset: int,
    colour: QColor,
) -> None:
    """A bar beside each run of blocks, given by the numbers of its first and last one."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    layout = document.documentLayout()
    for first, last in runs:
        top = layout.blockBoundingRect(document.findBlockByNumber(first)).top()
        bottom = layout.blockBoundingRect(document.findBlockByNumber(last)).bottom()
        bar = QRect(12, int(top) - offset, 4, int(bottom - top) - 3)
        if bar.intersects(painter.viewport()):
            painter.drawRoundedRect(bar, 2, 2)


def paint_in_hand(painter: QPainter, block: QTextBlock, offset: int, colour: QColor) -> None:
    """A quiet ground behind the block with the caret; to be painted before the text."""
    layout = block.layout()
    if layout.lineCount() == 0:
        return
    top = block.document().documentLayout().blockBoundingRect(block).top() - offset
    first, last = layout.lineAt(0), layout.lineAt(layout.lineCount() - 1)
    # A line's extra height lies below its letters, so that there is less ground below than above.
    ground = QRectF(
        MARGIN - 8,
        top + first.y() - 4,
        painter.viewport().width() - 2 * MARGIN + 16,
        last.y() + last.ascent() + last.descent() - first.y() + 9,
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(ground, 5, 5)


def paint_fold(
    painter: QPainter, block: QTextBlock, offset: int, theme: Theme, *, is_open: bool
) -> None:
    """A small triangle before the line, pointing down where it is open, and a thin line after."""
    layout = block.layout()
    if layout.lineCount() == 0:
        return
    first, last = layout.lineAt(0), layout.lineAt(layout.lineCount() - 1)
    origin = block.document().documentLayout().blockBoundingRect(block).topLeft()
    origin = QPointF(layout.position().x(), origin.y() - offset)
    middle = origin.y() + first.y() + first.ascent() * 0.62
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("dim"))
    painter.drawPolygon(_triangle(middle, is_open=is_open))
    end = origin.x() + last.naturalTextRect().right() + 12
    height = origin.y() + last.y() + last.ascent() * 0.62
    right = painter.viewport().width() - MARGIN
    if right - end > MARGIN:
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(QPointF(end, height), QPointF(right, height))


def _triangle(middle: float, *, is_open: bool) -> QPolygonF:
    side = QRectF(_SIGN_X - 4, middle - 4, 8, 8)
    if is_open:
        points = [
            QPointF(side.left(), side.top() + 1.5),
            QPointF(side.right(), side.top() + 1.5),
            QPointF(side.center().x(), side.bottom() - 0.5),
        ]
    else:
        points = [
            QPointF(side.left() + 1.5, side.top()),
            QPointF(side.right() - 0.5, side.center().y()),
            QPointF(side.left() + 1.5, side.bottom()),
        ]
    return QPolygonF(points)
