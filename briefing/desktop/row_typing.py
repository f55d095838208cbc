"""What typing in a row does to the document, and where the caret goes then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from briefing.desktop.bullet_editor import BulletEditor
from briefing.desktop.document import Document
from briefing.desktop.rows import RowKind
from briefing.editing.pasting import Line

if TYPE_CHECKING:
    from briefing.desktop.brief_list import BriefList


class RowTyping(QObject):
    """Acts on what the open editor of a list says."""

    def __init__(self, view: BriefList, document: Document) -> None:
        super().__init__(view)
        self._view = view
        self._document = document

    def connect_editor(self, editor: BulletEditor) -> None:
        """Hear a new editor."""
        editor.typed.connect(self._type)
        editor.split.connect(self._split)
        editor.pasted.connect(self._paste)
        editor.joined.connect(self._join)
        editor.joined_below.connect(self._join_below)
        editor.left_upwards.connect(lambda x: self._step(-1, x))
        editor.left_downwards.connect(lambda x: self._step(1, x))
        editor.stepped.connect(self._tab)
        editor.extended.connect(self._view.chosen.extend)
        editor.all_asked.connect(self._view.chosen.select_all)
        editor.crossed.connect(self._view.cross)
        editor.menu_asked.connect(lambda place: self._view.menu_asked.emit(editor, place))
        editor.ended.connect(self._view.close_editor)

    def _type(self) -> None:
        editor, row = self._view.editor, self._view.current_row
        if editor is None or row is None or row.key != editor.key:
            return
        text = editor.toPlainText()
        match row.kind:
            case RowKind.BULLET:
                self._document.set_text(row.key, text)
            case RowKind.HEAD:
                self._document.rename(row.place, text)
            case RowKind.TITLE:
                self._document.set_title(text)

    def _tab(self, way: int) -> None:
        """In a bullet: deeper or less deep. In a title: the next text."""
        bullet = self._view.current_bullet
        if bullet:
            self._document.indent((bullet,), way)
        else:
            self._step(way, None)

    def _split(self, position: int) -> None:
        row = self._view.current_row
        if row is None:
            return
        if row.kind is RowKind.BULLET and row.level and not row.text.strip():
            self._document.indent((row.key,), -1)  # as in a word processor
        elif row.kind is RowKind.BULLET:
            self._view.go(self._document.split(row.key, position))
        elif row.kind is RowKind.HEAD:
            self._view.close_editor()  # named; a bullet that nobody asked for would be in the way
        else:
            self._step(1, None)

    def _paste(self, lines: tuple[Line, ...]) -> None:
        """Several lines become several bullets; in a title they become one line."""
        editor, bullet = self._view.editor, self._view.current_bullet
        if editor is None:
            return
        if len(lines) == 1 or not bullet:
            editor.insertPlainText(" ".join(line.text for line in lines))
            return
        editor.textCursor().removeSelectedText()
        position = editor.textCursor().position()
        self._view.go(self._document.insert_lines(bullet, position, lines))

    def _join(self) -> None:
        bullet = self._view.current_bullet
        if bullet:
            caret = self._document.join(bullet)
            if caret is not None or self._document.bullet(bullet) is None:
                self._view.go(caret)

    def _join_below(self) -> None:
        bullet = self._view.current_bullet
        if bullet:
            place, index, _ = self._document.brief.find(bullet)
            bullets = self._document.brief.bullets_at(place)
            if index + 1 < len(bullets):
                self._view.go(self._document.join(bullets[index + 1].id))

    def _step(self, way: int, x: int | None) -> None:
        """Edit the next text up (-1) or down (1): at ``x``, or at its near end."""
        number = self._view.currentIndex().row() + way
        rows = self._view.rows.rows
        while 0 <= number < len(rows) and not rows[number].is_editable:
            number += way
        if not 0 <= number < len(rows):
            return
        editor = self._view.edit_row(rows[number].key, 0 if way > 0 and x == -1 else -1)
        if editor is not None and x is not None and x >= 0:
            editor.place_caret_at(x, at_last_line=way < 0)
