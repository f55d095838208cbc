"""How the rows of other wordings are drawn: like bullets of the briefing, with their length."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from briefing.brief import Bullet, Verdict
from briefing.desktop.row_delegate import ORIGIN_ICONS
from briefing.desktop.row_layout import RowLayout, text_document
from briefing.desktop.rows import RowKind
from briefing.desktop.theme import Theme

DRAFT = Qt.ItemDataRole.UserRole
"""The role of a row's draft, a ``Bullet``; a row without one is a title or a remark."""

LENGTH = Qt.ItemDataRole.UserRole + 1
"""The role of a draft's length, as it is shown."""

REMARK = Qt.ItemDataRole.UserRole + 2
"""The role of what is said below a draft, empty if nothing is."""

IS_TITLE = Qt.ItemDataRole.UserRole + 3
"""The role that tells a title from a remark."""

TEXT_AT = 38
"""Pixels from a row's left end to its text: there the verdict is."""

_ICON, _SIGN = 18, 16
_ABOVE, _BELOW, _BESIDE = 8, 7, 10

Index = QModelIndex | QPersistentModelIndex


class WordingsDelegate(QStyledItemDelegate):
    """Draws drafts in the briefing's own letters, so that they can be compared with the bullet."""

    def __init__(self, theme: Theme, layout: RowLayout, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._layout, self._view = theme, layout, view

    @property
    def _length_width(self) -> int:
        """Kept free at the right for the longest length, and for whose words they are."""
        widest = QFontMetrics(self._layout.note_font).horizontalAdvance(self.tr("000 words"))
        return widest + _SIGN + 3 * _BESIDE

    def _text_width(self, index: Index, width: int) -> int:
        right = self._length_width if index.data(DRAFT) is not None else _BESIDE
        return max(width - self._left(index) - right, 80)

    @staticmethod
    def _left(index: Index) -> int:
        return _BESIDE if index.data(IS_TITLE) else TEXT_AT

    def _words_font(self, index: Index) -> QFont:
        font = QFont(self._layout.note_font)
        if index.data(IS_TITLE):
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _remark_rect(self, index: Index, text: QRect) -> QRect:
        bounds = QFontMetrics(self._layout.note_font).boundingRect(
            QRect(0, 0, text.width(), 10_000), Qt.TextFlag.TextWordWrap, index.data(REMARK) or ""
        )
        height = bounds.height() if index.data(REMARK) else 0
        return QRect(text.left(), text.bottom() + 1, text.width(), height)

    def _text_rect(self, index: Index, rect: QRect) -> QRect:
        width = self._text_width(index, rect.width())
        draft = index.data(DRAFT)
        if draft is None:
            flags = Qt.TextFlag.TextWordWrap
            metrics = QFontMetrics(self._words_font(index))
            height = metrics.boundingRect(QRect(0, 0, width, 10_000), flags, index.data()).height()
        else:
            laid = text_document(draft.text, self._layout.font(RowKind.BULLET), width)
            height = int(laid.size().height() + 0.999)
        return QRect(rect.left() + self._left(index), rect.top() + _ABOVE, width, height)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        """As wide as the list, as high as the text and what is said below it."""
        width = self._view.viewport().width()
        text = self._text_rect(index, QRect(0, 0, width, 0))
        return QSize(width, self._remark_rect(index, text).bottom() + 1 + _BELOW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        draft = index.data(DRAFT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(draft, Bullet):
            self._paint_ground(painter, rect, state)
            self._paint_draft(painter, rect, index, draft)
        else:
            self._paint_words(painter, rect, index)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(self._theme.colour("selected"))
            painter.setPen(QPen(self._theme.colour("accent"), 1.4))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.colour("hover"))
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            return
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_draft(self, painter: QPainter, rect: QRect, index: Index, draft: Bullet) -> None:
        text = self._text_rect(index, rect)
        metrics = QFontMetrics(self._layout.font(RowKind.BULLET))
        middle = text.top() + metrics.ascent() - metrics.capHeight() / 2
        name = draft.verdict.value
        right = rect.right() - _BESIDE - _SIGN
        ratio = self._view.devicePixelRatioF()
        for icon, colour, x, side in (
            (name, name, rect.left() + _BESIDE, _ICON),
            (ORIGIN_ICONS[draft.origin], "dim", right, _SIGN),
        ):
            pixmap = self._theme.pixmap(icon, colour, side, ratio)
            painter.drawPixmap(x, round(middle - side / 2), pixmap)
        painter.setFont(self._layout.note_font)
        painter.setPen(self._theme.colour("dim"))
        height = QFontMetrics(self._layout.note_font).height()
        room = QRect(0, round(middle - height / 2), right - _BESIDE, height)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, flags, index.data(LENGTH))
        if index.data(REMARK):
            doubtful = draft.verdict is not Verdict.SUPPORTED
            painter.setPen(self._theme.colour(name if doubtful else "dim"))
            remark = self._remark_rect(index, text)
            painter.drawText(remark, Qt.TextFlag.TextWordWrap, index.data(REMARK))
        laid = text_document(draft.text, self._layout.font(RowKind.BULLET), text.width())
        context = laid.documentLayout().PaintContext()
        palette = QPalette(self._view.palette())
        palette.setColor(QPalette.ColorRole.Text, self._theme.colour("text"))
        context.palette = palette
        painter.translate(text.topLeft())
        laid.documentLayout().draw(painter, context)

    def _paint_words(self, painter: QPainter, rect: QRect, index: Index) -> None:
        painter.setFont(self._words_font(index))
        painter.setPen(self._theme.colour("dim"))
        text = self._text_rect(index, rect)
        painter.drawText(text, Qt.TextFlag.TextWordWrap, index.data())
        if index.data(IS_TITLE) and index.row():
            painter.setPen(self._theme.colour("border"))
            painter.drawLine(rect.left() + 2, rect.top(), rect.right() - 2, rect.top())
