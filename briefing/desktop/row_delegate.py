"""Paints the rows of the briefing, and makes the editor of the one that is edited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefing.brief import BulletOrigin
from briefing.desktop.brief_model import BriefModel, Index
from briefing.desktop.bullet_editor import BulletEditor
from briefing.desktop.row_layout import STALE_SIGN, RowLayout, text_document
from briefing.desktop.row_marks import RowMarks
from briefing.desktop.rows import Row, RowKind, is_movable_head
from briefing.desktop.theme import Theme

ORIGIN_ICONS = {
    BulletOrigin.MODEL: "model",
    BulletOrigin.EXTRACT: "quote",
    BulletOrigin.HUMAN: "edited",
}


class RowDelegate(QStyledItemDelegate):
    """Shows rows and holds the one editor that is open, if any."""

    def __init__(self, model: BriefModel, theme: Theme, layout: RowLayout, view: QListView) -> None:
        super().__init__(view)
        self._model = model
        self._theme = theme
        self._view = view
        self.layout = layout
        self.marks = RowMarks(theme, self)
        self.editor: BulletEditor | None = None
        self.dragged = ""

    # --- painting ------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        """The row as wide as the view, and as high as its text needs."""
        row = self._model.row_at(index)
        width = self._view.viewport().width()
        return QSize(width, self.layout.row_height(row, width)) if row is not None else QSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = self._model.row_at(index)
        if row is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.key == self.dragged:
            painter.setOpacity(0.45)
        self._paint_ground(painter, rect, row, state)
        if row.kind is RowKind.BULLET:
            self._paint_marks(painter, rect, row, state)
        elif row.kind is RowKind.HEAD:
            self._paint_head(painter, rect, row)
            if is_movable_head(row) and (
                state & QStyle.StateFlag.State_MouseOver or row.key == self.dragged
            ):
                self._paint_icon(painter, "grip", "dim", self.layout.grip_rect(row, rect))
        if self.editor is None or self.editor.key != row.key:
            self._paint_text(painter, rect, row)
        if row.kind is RowKind.BULLET and row.note:
            self._paint_note(painter, rect, row)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag
    ) -> None:
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        current = self._model.row_at(self._view.currentIndex())
        in_hand = current is not None and current.key == row.key
        is_under_mouse = bool(state & QStyle.StateFlag.State_MouseOver)
        if row.kind is RowKind.TITLE and not is_chosen:
            return
        below = self.layout.text_rect(row, rect) if row.kind is not RowKind.BULLET else rect
        box = QRectF(rect.adjusted(8, 1, -10, -1))
        if row.kind in {RowKind.TITLE, RowKind.HEAD}:
            box.setTop(below.top() - 6)
            box.setBottom(below.bottom() + 2)
        is_edited = self.editor is not None and self.editor.key == row.key
        has_focus = self._view.hasFocus() or is_edited
        if is_chosen:
            painter.setBrush(self._theme.colour("base" if is_edited else "selected"))
            framed = has_focus and in_hand
            colour = self._theme.colour("accent") if framed else Qt.GlobalColor.transparent
            painter.setPen(QPen(colour, 1.4))
        elif is_under_mouse and row.kind is not RowKind.TITLE:
            painter.setBrush(self._theme.colour("hover"))
            painter.setPen(Qt.PenStyle.NoPen)
        else:
            return
        painter.drawRoundedRect(box, 6, 6)

    def _paint_text(self, painter: QPainter, rect: QRect, row: Row) -> None:
        target = self.layout.text_rect(row, rect)
        text, colour = row.text, self._theme.colour("text")
        if row.kind is RowKind.HINT:
            colour = self._theme.colour("dim")
        elif row.kind is RowKind.BULLET and not text:
            text, colour = self.tr("Write a bullet …"), self._theme.colour("dim")
        self._draw(painter, row, text, target, colour)

    def _paint_note(self, painter: QPainter, rect: QRect, row: Row) -> None:
        painter.setFont(self.layout.note_font)
        name = row.verdict if row.verdict in {"check", "unsupported"} else "dim"
        painter.setPen(self._theme.colour(name))
        painter.drawText(self.layout.note_rect(row, rect), Qt.TextFlag.TextWordWrap, row.note)

    def _draw(self, painter: QPainter, row: Row, text: str, target: QRect, colour: QColor) -> None:
        document = text_document(text, self.layout.font(row.kind), target.width())
        formats = self.marks.formats(row) if text == row.text else []
        if formats:
            document.firstBlock().layout().setFormats(formats)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette(self._view.palette())
        palette.setColor(QPalette.ColorRole.Text, colour)
        context.palette = palette
        painter.save()
        painter.translate(target.topLeft())
        document.documentLayout().draw(painter, context)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRect, row: Row) -> None:
        painter.setFont(self.layout.note_font)
        name = "check" if row.stale else "accent" if row.busy else "dim"
        painter.setPen(self._theme.colour(name))
        note = self.layout.head_note_rect(row, rect)
        if row.stale:
            sign = QRectF(self.layout.stale_rect(row, rect))
            top = sign.center().y() - STALE_SIGN / 2
            self._paint_icon(
                painter, "again", name, QRectF(sign.left(), top, STALE_SIGN, STALE_SIGN)
            )
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(note, flags, row.note)

    def _paint_marks(
        self, painter: QPainter, rect: QRect, row: Row, state: QStyle.StateFlag
    ) -> None:
        if state & QStyle.StateFlag.State_MouseOver or row.key == self.dragged:
            self._paint_icon(painter, "grip", "dim", self.layout.grip_rect(row, rect))
        if row.verdict:
            self._paint_icon(painter, row.verdict, row.verdict, self.layout.verdict_rect(row, rect))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("dim"))
            painter.drawEllipse(self.layout.verdict_rect(row, rect).center(), 2.5, 2.5)
        if row.bullet is not None and row.text.strip():
            icon = "locked" if row.bullet.locked else ORIGIN_ICONS[row.bullet.origin]
            painter.setOpacity(painter.opacity() * 0.75)
            self._paint_icon(painter, icon, "dim", self.layout.origin_rect(row, rect))
            painter.setOpacity(1.0)

    def _paint_icon(self, painter: QPainter, name: str, colour: str, rect: QRectF) -> None:
        ratio = self._view.devicePixelRatioF()
        painter.drawPixmap(
            rect.topLeft(), self._theme.pixmap(name, colour, int(rect.width()), ratio)
        )

    # --- editing -------------------------------------------------------------------------------

    def createEditor(  # noqa: N802
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: Index,
    ) -> QWidget:
        """The editor of a row; the view keeps its place."""
        row = self._model.row_at(index)
        key, kind = (row.key, row.kind) if row is not None else ("", RowKind.BULLET)
        self.editor = BulletEditor(key, self.layout.font(kind), parent)
        return self.editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Show what the document has now."""
        row = self._model.row_at(index)
        if row is not None and isinstance(editor, BulletEditor):
            editor.take(row.text)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:  # noqa: N802
        """Nothing is left to do: each keystroke is in the document already."""

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Put the editor exactly over the row's text."""
        row = self._model.row_at(index)
        if row is not None:
            rect: QRect = option.rect
            # A little higher than its text, so that it never scrolls.
            editor.setGeometry(self.layout.text_rect(row, rect).adjusted(0, 0, 1, 3))

    def destroyEditor(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Forget the editor."""
        if editor is self.editor:
            self.editor = None
        super().destroyEditor(editor, QPersistentModelIndex(index))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """Let the editor have its keys; it is closed when the focus goes elsewhere."""
        if event.type() == QEvent.Type.KeyPress:
            return False
        if event.type() == QEvent.Type.FocusOut:
            window_left = not self._view.isActiveWindow()
            if window_left or QApplication.activePopupWidget() is not None:
                return False
        return super().eventFilter(editor, event)
