"""Where things are in a row of the briefing, and how high the row is.

The painter and the editor lay text out by the same functions, so that nothing jumps when a row is
edited. All lengths are device-independent pixels.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from briefing.desktop.rows import Row, RowKind

LINE_HEIGHT = 128
"""Of a line of text, in per cent of the font's own height."""

LEFT, GRIP, VERDICT, GAP, RIGHT = 14, 16, 18, 10, 46
"""Widths from left to right: margin, handle, verdict, gap; then, after the text, the origin."""

INDENT = 28
"""How much further right a sub-bullet stands."""

TEXT_X = LEFT + GRIP + VERDICT + GAP
HEAD_X = LEFT + GRIP
NOTE_WIDTH = 170
"""Kept free at the least for the note at the right of a head."""

WIDEST_NOTE = "000 of 000 words"
"""As much as the longest note of a head takes; more is kept free for it in a larger font."""

_BESIDE_NOTE = 46
"""Pixels left and right of a head's note that are no part of it."""

STALE_SIGN = 16
"""The side of the sign that a head is stale."""

# A line's extra height lies below its letters, so that there is less below than above.
_ABOVE = {RowKind.TITLE: 24, RowKind.HEAD: 26, RowKind.BULLET: 8, RowKind.HINT: 8}
_BELOW = {RowKind.TITLE: 0, RowKind.HEAD: 4, RowKind.BULLET: 4, RowKind.HINT: 4}


def set_line_height(document: QTextDocument) -> None:
    """Give all text of a document the line height of the rows."""
    block = QTextBlockFormat()
    block.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(block)


def text_document(text: str, font: QFont, width: int) -> QTextDocument:
    """The text laid out as the rows show it."""
    document = QTextDocument()
    prepare(document, font)
    document.setPlainText(text)
    set_line_height(document)
    document.setTextWidth(width)
    return document


def prepare(document: QTextDocument, font: QFont) -> None:
    """Set what the painter's and the editor's documents have in common."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    document.setDefaultTextOption(option)


class RowLayout:
    """Fonts, heights and rectangles of rows; heights are remembered until the font changes."""

    def __init__(self, font: QFont) -> None:
        self.set_font(font)

    def set_font(self, font: QFont) -> None:
        """Take another font for the bullets; the others follow from it."""
        size = font.pointSizeF()
        title, head, note = QFont(font), QFont(font), QFont(font)
        title.setPointSizeF(size * 1.55)
        title.setWeight(QFont.Weight.DemiBold)
        head.setPointSizeF(size * 1.12)
        head.setWeight(QFont.Weight.DemiBold)
        note.setPointSizeF(size * 0.86)
        self._fonts = {
            RowKind.TITLE: title,
            RowKind.HEAD: head,
            RowKind.BULLET: QFont(font),
            RowKind.HINT: QFont(font),
        }
        self.note_font = note
        widest = QFontMetrics(note).horizontalAdvance(WIDEST_NOTE) + _BESIDE_NOTE
        self.note_width = max(NOTE_WIDTH, widest)
        self._heights: dict[tuple[RowKind, str, int], int] = {}

    def font(self, kind: RowKind) -> QFont:
        """The font of a row's text."""
        return self._fonts[kind]

    def left(self, kind: RowKind, level: int = 0) -> int:
        """Where a row's text begins."""
        return HEAD_X if kind in {RowKind.TITLE, RowKind.HEAD} else TEXT_X + level * INDENT

    def text_width(self, kind: RowKind, width: int, level: int = 0) -> int:
        """How wide the text of a row of this width is."""
        right = self.note_width if kind is RowKind.HEAD else RIGHT
        return max(width - self.left(kind, level) - right, 80)

    def text_height(self, kind: RowKind, text: str, width: int, level: int = 0) -> int:
        """How high a text is in a row of this width."""
        key = (kind, text, width - level * INDENT)
        if key not in self._heights:
            if len(self._heights) > 20_000:
                self._heights.clear()
            document = text_document(text, self.font(kind), self.text_width(kind, width, level))
            self._heights[key] = int(document.size().height() + 0.999)
        return self._heights[key]

    def row_height(self, row: Row, width: int) -> int:
        """How high a row is."""
        text = self.text_height(row.kind, row.text, width, row.level)
        height = _ABOVE[row.kind] + text + _BELOW[row.kind]
        if row.kind is RowKind.BULLET and row.note:
            height += self.note_rect(row, QRect(0, 0, width, 0)).height() + 3
        return height

    def text_rect(self, row: Row, rect: QRect) -> QRect:
        """Where the text is in a row that fills ``rect``."""
        return QRect(
            rect.left() + self.left(row.kind, row.level),
            rect.top() + _ABOVE[row.kind],
            self.text_width(row.kind, rect.width(), row.level),
            self.text_height(row.kind, row.text, rect.width(), row.level),
        )

    def note_rect(self, row: Row, rect: QRect) -> QRect:
        """Where the note below a bullet is."""
        text = self.text_rect(row, rect)
        bounds = QFontMetrics(self.note_font).boundingRect(
            QRect(0, 0, text.width(), 10_000), Qt.TextFlag.TextWordWrap, row.note
        )
        return QRect(text.left(), text.bottom() - 1, text.width(), bounds.height())

    def head_note_rect(self, row: Row, rect: QRect) -> QRect:
        """Where the note at the right of a head is."""
        text = self.text_rect(row, rect)
        return QRect(text.right() + 8, text.top(), rect.right() - text.right() - 28, text.height())

    def stale_rect(self, row: Row, rect: QRect) -> QRect:
        """Where the sign is, and the words behind it, that a head is stale."""
        note = self.head_note_rect(row, rect)
        width = QFontMetrics(self.note_font).horizontalAdvance(row.note) + STALE_SIGN + 6
        return QRect(note.right() - width, note.top(), width, note.height())

    def mark_rect(self, row: Row, rect: QRect, x: int, side: int) -> QRectF:
        """A square of ``side`` at ``x``, level with the first line's small letters."""
        metrics = QFontMetrics(self.font(row.kind))
        middle = rect.top() + _ABOVE[row.kind] + metrics.ascent() - metrics.capHeight() / 2
        return QRectF(rect.left() + x, round(middle - side / 2), side, side)

    def verdict_rect(self, row: Row, rect: QRect) -> QRectF:
        """Where the verdict is."""
        return self.mark_rect(row, rect, LEFT + GRIP + row.level * INDENT, VERDICT)

    def grip_rect(self, row: Row, rect: QRect) -> QRectF:
        """Where the handle for moving by mouse is drawn."""
        return self.mark_rect(row, rect, LEFT - 2, GRIP)

    def origin_rect(self, row: Row, rect: QRect) -> QRectF:
        """Where it is shown who worded the bullet."""
        return self.mark_rect(row, rect, rect.width() - RIGHT + 14, 16)
