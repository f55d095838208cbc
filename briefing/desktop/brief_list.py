"""The briefing as a list that is edited like text: by keys, mouse and menus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QListView,
    QToolTip,
    QWidget,
)

from briefing.desktop.brief_model import BriefModel, Index
from briefing.desktop.bullet_editor import BulletEditor
from briefing.desktop.document import Caret, Document
from briefing.desktop.row_delegate import RowDelegate
from briefing.desktop.row_drag import Drop, RowDrag, SectionDrop
from briefing.desktop.row_layout import TEXT_X, RowLayout, text_document
from briefing.desktop.row_selection import RowSelection
from briefing.desktop.row_targets import RowTargets
from briefing.desktop.row_typing import RowTyping
from briefing.desktop.rows import Row, RowKind, head_key, is_movable_head
from briefing.desktop.section_words import as_tip
from briefing.desktop.theme import Theme, hide_idle_bar


class BriefList(QListView):
    """Shows and edits one document."""

    row_changed = Signal()
    """Another row is the current one, or it shows something else."""

    condense_asked = Signal(str)
    """The person wants the section with this id condensed again."""

    menu_asked = Signal(object, QPoint)
    """The open editor's menu is wanted, at this place of the screen."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._theme = theme
        self._selecting_from = -1
        self._crosses = False
        self.setObjectName("briefing")
        self.setAccessibleName(self.tr("Briefing"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hide_idle_bar(self)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.rows = BriefModel(document, self)
        self.layout_of_rows = RowLayout(self.font())
        self._delegate = RowDelegate(self.rows, theme, self.layout_of_rows, self)
        self.marks = self._delegate.marks
        self.marks.changed.connect(self._show_marks)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self._drag = RowDrag(self, self.rows)
        self._targets = RowTargets(self, self.layout_of_rows)
        self.chosen = RowSelection(self, document)
        self._typing = RowTyping(self, document)
        self.rows.dataChanged.connect(self.row_changed)
        self.rows.modelReset.connect(self.row_changed)
        theme.changed.connect(self.viewport().update)

    # --- where the person is -------------------------------------------------------------------

    @property
    def current_row(self) -> Row | None:
        """The row in hand, None if there is none."""
        return self.rows.row_at(self.currentIndex())

    @property
    def current_bullet(self) -> str:
        """The id of the bullet in hand, empty if none is."""
        row = self.current_row
        return row.key if row is not None and row.kind is RowKind.BULLET else ""

    @property
    def editor(self) -> BulletEditor | None:
        """The editor, None while nothing is edited."""
        return self._delegate.editor

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell that another row is in hand; typing there is a new step."""
        super().currentChanged(current, previous)
        if not self._document.is_empty:
            self._document.history.seal()
        self.row_changed.emit()

    def select(self, key: str) -> None:
        """Take a row in hand without editing it."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.close_editor()
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)
            self.chosen.forget_anchor()

    def tell(self, key: str, text: str) -> None:
        """Say something below a row, as the mouse over it would."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.scrollTo(index)
            place = self.visualRect(index).bottomLeft() + QPoint(TEXT_X, 0)
            QToolTip.showText(self.viewport().mapToGlobal(place), as_tip(text), self.viewport())

    # --- editing -------------------------------------------------------------------------------

    def edit_row(self, key: str, position: int = -1) -> BulletEditor | None:
        """Edit a row, with the caret at ``position``; -1 stands for the end."""
        self.chosen.forget_anchor()
        index = self.rows.index_of(key)
        row = self.rows.row_at(index)
        if row is None or not row.is_editable:
            return None
        if self.editor is None or self.editor.key != key:
            self.close_editor()
            self.executeDelayedItemsLayout()
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)
            self.edit(index)
            if self.editor is not None:
                self._typing.connect_editor(self.editor)
                self._mark_editor()
        if self.editor is not None:
            self.editor.setFocus()
            self.editor.place_caret(position)
        return self.editor

    def go(self, caret: Caret | None) -> None:
        """Edit where ``caret`` says; nowhere, and the list has the focus."""
        if caret is None:
            self.close_editor()
        else:
            self.edit_row(caret.bullet, caret.position)

    def close_editor(self) -> None:
        """End editing; the row stays in hand and the list has the focus."""
        editor = self.editor
        if editor is not None:
            had_focus = editor.hasFocus()
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self._delegate.editor = None
            if had_focus:
                self.setFocus()
            self.viewport().update()

    # --- what menus and keys do ------------------------------------------------------------------

    def add_bullet(self) -> None:
        """Put a new bullet below the one in hand, or first below the head in hand."""
        row = self.current_row
        if self._document.is_empty or row is None or not row.place:
            return
        below = row.kind is RowKind.BULLET
        index = self._document.brief.find(row.key)[1] + 1 if below else 0
        self.go(self._document.add(row.place, index))

    def edit_current(self) -> None:
        """Put the caret into the text of the row in hand."""
        if (row := self.current_row) is not None:
            self._begin(row)

    def delete_bullet(self) -> None:
        """Take out the bullets in hand and take their neighbour in hand."""
        if len(self.chosen.bullets) > 1:
            self.chosen.delete()
            return
        if bullet := self.current_bullet:
            was_editing = self.editor is not None
            caret = self._document.remove(bullet)
            if caret is not None and not was_editing:
                self.select(caret.bullet)
            else:
                self.go(caret)

    def move_bullet(self, step: int) -> None:
        """Move the bullets in hand one up (-1) or down (1)."""
        self.chosen.move(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter or typing begins to edit; Delete takes out."""
        if self._drag.is_active and event.key() == Qt.Key.Key_Escape:
            self._drag.cancel()
            return
        row = self.current_row
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if not shift:
            self.chosen.forget_anchor()
        match Qt.Key(event.key()):
            case Qt.Key.Key_Up | Qt.Key.Key_Down if shift and not self._document.is_empty:
                self.chosen.extend(-1 if event.key() == Qt.Key.Key_Up else 1)
            case _ if self.chosen.takes(event):
                pass
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if row is not None:
                self._begin(row)
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.delete_bullet()
            case _:
                text = event.text()
                is_typing = bool(text) and text.isprintable() and row is not None
                if is_typing and row is not None and row.kind is RowKind.BULLET:
                    editor = self.edit_row(row.key)
                    if editor is not None:
                        editor.insertPlainText(text)
                else:
                    super().keyPressEvent(event)

    def _begin(self, row: Row) -> None:
        if row.is_editable:
            self.edit_row(row.key)
        else:
            self.go(self._document.add(row.place, 0))

    # --- mouse -----------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """On text: the caret goes there. Beside it: hold the bullet or the section, to move it."""
        position = event.position().toPoint()
        index = self.indexAt(position)
        row = self.rows.row_at(index)
        if row is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        if row.kind is RowKind.BULLET and self._press_choosing(row, index.row(), event):
            return
        self.chosen.forget_anchor()
        if row.kind is RowKind.HINT:
            self.go(self._document.add(row.place, 0))
        elif self._targets.is_on_stale(row, self.visualRect(index), position):
            self.select(row.key)
            self.condense_asked.emit(row.place)
        elif row.is_editable and self._targets.is_on_text(row, self.visualRect(index), position):
            self._press_text(row, index, position)
        else:
            self.close_editor()
            self.setFocus()
            several = self.chosen.bullets
            if len(several) < 2 or row.key not in several:  # held together, they are moved together
                super().mousePressEvent(event)
            if row.kind is RowKind.BULLET or is_movable_head(row):
                self._drag.press(row, position)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Mark text, or move what is held."""
        position = event.position().toPoint()
        self._crosses = self._crosses and bool(event.buttons() & Qt.MouseButton.LeftButton)
        if self._crosses or (self._selecting_from >= 0 and self._is_beyond(position)):
            self.cross(position)
        elif self._selecting_from >= 0 and self.editor is not None:
            cursor = self.editor.textCursor()
            cursor.setPosition(self._selecting_from)
            there = self.editor.cursorForPosition(position - self.editor.pos()).position()
            cursor.setPosition(there, cursor.MoveMode.KeepAnchor)
            self.editor.setTextCursor(cursor)
        elif self._drag.is_pressed:
            self._drag.move(position)
            held = self._drag.held if self._drag.is_active else None
            self._delegate.dragged = held.key if held is not None else ""
            self.viewport().update()
        else:
            super().mouseMoveEvent(event)
            self.viewport().setCursor(self._targets.shape_at(position))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Put what is held where the line shows."""
        self._selecting_from = -1
        self._crosses = False
        held = self._drag.held
        drop = self._drag.release()
        if held is not None and drop is None and len(self.chosen.bullets) > 1:
            self.select(held.key)
        self._delegate.dragged = ""
        self.viewport().update()
        match drop:
            case Drop():
                self.chosen.drop(drop.bullet, drop.place, drop.index)
            case SectionDrop():
                self._document.move_section(drop.section, drop.index)
                self.select(head_key(drop.section))
        super().mouseReleaseEvent(event)

    def _press_choosing(self, row: Row, number: int, event: QMouseEvent) -> bool:
        """With Shift: all bullets up to this one. With Control: this one beside the others."""
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.chosen.reach(number)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.chosen.toggle(row)
        else:
            return False
        return True

    def cross(self, position: QPoint) -> None:
        """The mouse selects beyond a bullet's text: whole bullets from now on."""
        index = self.indexAt(position)
        if index.isValid():
            self._selecting_from, self._crosses = -1, True
            self.chosen.reach(index.row())

    def _is_beyond(self, position: QPoint) -> bool:
        rect = self.visualRect(self.currentIndex())
        return self.current_bullet != "" and not rect.top() <= position.y() <= rect.bottom()

    def _press_text(self, row: Row, index: QModelIndex, position: QPoint) -> None:
        rect = self.layout_of_rows.text_rect(row, self.visualRect(index))
        laid = text_document(row.text, self.layout_of_rows.font(row.kind), rect.width())
        caret = laid.documentLayout().hitTest(
            (position - rect.topLeft()).toPointF(), Qt.HitTestAccuracy.FuzzyHit
        )
        self.edit_row(row.key, caret)
        self._selecting_from = caret

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Leave the menu to the pane, after taking the row in hand."""
        index = self.indexAt(event.pos())
        if index.isValid() and not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
        event.ignore()

    def set_text_font(self, font: QFont) -> None:
        """Show the rows in another size."""
        self.close_editor()
        larger = QFont(font)
        larger.setPointSizeF(font.pointSizeF() + 1)
        self.layout_of_rows.set_font(larger)
        self.scheduleDelayedItemsLayout()

    # --- looks -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The rows, and where what is held would go."""
        super().paintEvent(event)
        self._drag.paint(self._theme.colour("accent"))

    def _show_marks(self) -> None:
        """Paint all words anew, those in the editor too."""
        self._mark_editor()
        self.viewport().update()

    def _mark_editor(self) -> None:
        row = self.current_row
        if self.editor is not None and row is not None and row.key == self.editor.key:
            self.editor.mark(self.marks.formats(row))

    def dataChanged(  # noqa: N802
        self, first: Index, last: Index, roles: Sequence[int] = ()
    ) -> None:
        """Lay all rows out again only if one of these has become higher or lower."""
        width = self.viewport().width()
        for number in range(first.row(), last.row() + 1):
            row = self.rows.row_at(self.rows.index(number))
            if row is not None and (
                self._targets.laid_out_height(number, self.contentsSize().height())
                != self.layout_of_rows.row_height(row, width)
            ):
                super().dataChanged(first, last, list(roles))
                return
        QAbstractItemView.dataChanged(self, first, last, list(roles))
        self._mark_editor()
        self.updateEditorGeometries()  # a line of text may have come where a note has gone

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Heights depend on the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def event(self, event: QEvent) -> bool:
        """What is pasted while the list has the keyboard is for the briefing."""
        is_asked = event.type() == QEvent.Type.ShortcutOverride  # nothing else, not even at the end
        return (is_asked and self.chosen.claims(event)) or super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Repaint the handle when the mouse leaves."""
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        return super().viewportEvent(event)
