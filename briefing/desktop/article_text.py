"""The article as a text of lines, one a block: written once, then only where it differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from briefing.article import Article, Span
from briefing.desktop.article_formats import MARGIN, Formats
from briefing.desktop.article_lines import Line, LineKind, lines_of
from briefing.desktop.article_marks import paint_bars, paint_fold, paint_in_hand
from briefing.desktop.theme import Theme, hide_idle_bar


class ArticleText(QTextEdit):
    """Shows the lines of an article, evidence and a section in it marked."""

    written = Signal()
    """Other lines are shown than before."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._formats = Formats(theme, self.font())
        self._lines: list[Line] = []
        self._numbers: dict[str, int] = {}
        self._shown: tuple[str, ...] = ()
        self._section: frozenset[str] = frozenset()
        self._evidence: tuple[Span, ...] = ()
        self._article: Article | None = None
        self._opened: set[str] = set()
        self._shows_all = False
        self._is_writing = False
        self.setObjectName("article")
        self.setAccessibleName(self.tr("Article"))
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        hide_idle_bar(self)
        theme.changed.connect(self._dress)

    # --- what is shown -------------------------------------------------------------------------

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines from top to bottom, one for each block."""
        return tuple(self._lines)

    def show_article(self, article: Article) -> None:
        """Show another article from its beginning."""
        self._article = article
        self._section, self._evidence = frozenset(), ()
        self._opened.clear()
        self._write_all()

    def follow(self, article: Article) -> None:
        """Show the same article as it was corrected, where it was, and only what is new."""
        if article is not self._article:
            self._article = article
            self._update()

    def block_of(self, key: str) -> QTextBlock | None:
        """The block of the line with this key (a paragraph's is its id), None if there is none."""
        number = self._numbers.get(key)
        return None if number is None else self.document().findBlockByNumber(number)

    def paragraphs_shown(self) -> tuple[str, ...]:
        """The ids of the article's paragraphs that are shown, from top to bottom."""
        return self._shown

    def _wanted(self) -> list[Line]:
        if self._article is None:
            return []
        return lines_of(self._article, self._opened, all_open=self._shows_all)

    def _take(self, lines: list[Line]) -> None:
        self._lines = lines
        self._shown = tuple(line.key for line in lines if line.kind is LineKind.PARAGRAPH)
        self._numbers = {line.key: number for number, line in enumerate(lines)}

    def _write_all(self) -> None:
        self._is_writing = True
        document = self.document()
        document.clear()
        document.setDocumentMargin(MARGIN)
        self._take(self._wanted())
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for number, line in enumerate(self._lines):
            if number:
                cursor.insertBlock()
            self._formats.write(cursor, line)
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._is_writing = False
        self._highlight()
        self.written.emit()

    def _update(self) -> None:
        """Write the lines that differ from those that are shown, and stay where the person is."""
        old, new = self._lines, self._wanted()
        first, end = 0, 0
        least = min(len(old), len(new))
        while first < least and old[first] == new[first]:
            first += 1
        while end < least - first and old[-1 - end] == new[-1 - end]:
            end += 1
        if first == len(old) == len(new):
            return
        place, caret = self._place(), self._caret()
        self._is_writing = True
        self._replace(first, len(old) - end, new[first : len(new) - end])
        self._take(new)
        self._put_caret(*caret)
        self._is_writing = False
        self._highlight()
        self._return_to(place)
        if self.hasFocus():
            self._bring_in_sight(first, len(new) - end)
        self.written.emit()

    def _replace(self, first: int, last: int, lines: list[Line]) -> None:
        """Write ``lines`` over the blocks from ``first`` to before ``last``; never over them all.

        The lines above the text are always there, so a block before stays if one is to go.
        """
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        shared = min(last - first, len(lines))
        for number in range(shared):
            cursor.setPosition(self.document().findBlockByNumber(first + number).position())
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            self._formats.write(cursor, lines[number])
        before = self.document().findBlockByNumber(first + shared - 1)
        cursor.setPosition(before.position() + before.length() - 1)
        if last - first > shared:
            end = self.document().findBlockByNumber(last - 1)
            cursor.setPosition(end.position() + end.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        for line in lines[shared:]:
            cursor.insertBlock()
            self._formats.write(cursor, line)
        cursor.endEditBlock()

    # --- staying where the person is -----------------------------------------------------------

    def _place(self) -> list[tuple[str, int]]:
        """The lines in sight with their heights in the viewport, from the top."""
        return [(line.key, self._top_of(block)) for block, line in self._in_sight()]

    def _caret(self) -> tuple[tuple[str, int], ...]:
        """Where the selection begins and where the caret is: the line's key, and how far in it."""
        cursor, document = self.textCursor(), self.document()
        ends = (cursor.anchor(), cursor.position())
        blocks = [(document.findBlock(end), end) for end in ends]
        return tuple((self._lines[b.blockNumber()].key, end - b.position()) for b, end in blocks)

    def _put_caret(self, anchor: tuple[str, int], position: tuple[str, int]) -> None:
        """Put the caret back where it was, if its lines are still there."""
        if anchor[0] not in self._numbers or position[0] not in self._numbers:
            return
        cursor = self.textCursor()
        for (key, offset), mode in (
            (anchor, QTextCursor.MoveMode.MoveAnchor),
            (position, QTextCursor.MoveMode.KeepAnchor),
        ):
            block = self.document().findBlockByNumber(self._numbers[key])
            cursor.setPosition(block.position() + min(offset, block.length() - 1), mode)
        self.setTextCursor(cursor)

    def _return_to(self, places: list[tuple[str, int]]) -> None:
        """Bring the first of these lines that is still there to the height where it was."""
        for key, top in places:
            block = self.block_of(key)
            if block is not None:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self._top_of(block) - top)
                return

    def _bring_in_sight(self, first: int, end: int) -> None:
        """Scroll to the changed lines, if none of them can be seen: undo shows what it undid."""
        shown = [block.blockNumber() for block, _ in self._in_sight()]
        if shown and not set(range(first, max(end, first + 1))).intersection(shown):
            block = self.document().findBlockByNumber(first)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._top_of(block) - self.viewport().height() // 3)

    def _top_of(self, block: QTextBlock) -> int:
        rect = self.document().documentLayout().blockBoundingRect(block)
        return int(rect.top()) - self.verticalScrollBar().value()

    # --- marks ---------------------------------------------------------------------------------

    def mark(self, evidence: tuple[Span, ...], section: Iterable[str]) -> None:
        """Mark the words that a bullet rests on, and the paragraphs of its section.

        The first of the words, if any, are scrolled into view. What points nowhere is left out.
        """
        section = frozenset(section)
        if evidence == self._evidence and section == self._section:
            return
        moved = evidence != self._evidence
        self._evidence, self._section = evidence, section
        self._highlight()
        self.viewport().update()
        if moved and evidence and not self.hasFocus():
            self._scroll_to(evidence[0])

    @property
    def marked_words(self) -> tuple[str, ...]:
        """The words that are marked as evidence now."""
        return tuple(selection.cursor.selectedText() for selection in self.extraSelections())

    def _cursor_of(self, span: Span) -> QTextCursor | None:
        block = self.block_of(span.paragraph)
        if block is None:
            return None
        cursor = QTextCursor(block)
        end = min(span.end, block.length() - 1)
        cursor.setPosition(block.position() + min(span.start, end))
        cursor.setPosition(block.position() + end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _highlight(self) -> None:
        selections = []
        for span in self._evidence:
            cursor = self._cursor_of(span)
            if cursor is None:
                continue
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            letters = QTextCharFormat()
            letters.setBackground(self._theme.colour("evidence"))
            letters.setForeground(self._theme.colour("text"))
            selection.format = letters
            selections.append(selection)
        self.setExtraSelections(selections)

    def _scroll_to(self, span: Span) -> None:
        cursor = self._cursor_of(span)
        if cursor is None:
            return
        end = QTextCursor(cursor)
        cursor.setPosition(cursor.selectionStart())
        end.setPosition(end.selectionEnd())
        top, bottom = self.cursorRect(cursor).top(), self.cursorRect(end).bottom()
        height, bar = self.viewport().height(), self.verticalScrollBar()
        if top < 20 or bottom > height - 20:
            # A third from the top, where the eye is, with what comes before still to be seen.
            bar.setValue(bar.value() + top - height // 3)

    # --- looks ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The text, a bar beside the section in hand, the signs of folds, and what is in hand."""
        offset = self.verticalScrollBar().value()
        if self.hasFocus() and self._lines:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            block = self.textCursor().block()
            paint_in_hand(painter, block, offset, self._theme.colour("selected"))
            painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_bars(painter, self.document(), self._runs(), offset, self._theme.colour("section"))
        for block, line in self._in_sight():
            if line.kind is LineKind.FOLD:
                paint_fold(painter, block, offset, self._theme, is_open=line.is_open)
        painter.end()

    def _in_sight(self) -> Iterator[tuple[QTextBlock, Line]]:
        """The blocks that can be seen, with their lines, from the top."""
        block = self.cursorForPosition(QPoint(0, 0)).block()
        while block.isValid() and block.blockNumber() < len(self._lines):
            if self._top_of(block) > self.viewport().height():
                return
            yield block, self._lines[block.blockNumber()]
            block = block.next()

    def _runs(self) -> list[tuple[int, int]]:
        """The first and last block of each run of the section's paragraphs.

        What was left out between two of them does not part a run.
        """
        numbers = sorted(self._numbers[p] for p in self._section if p in self._numbers)
        runs: list[tuple[int, int]] = []
        for number in numbers:
            if runs and all(
                line.kind in {LineKind.FOLD, LineKind.LEFT_OUT}
                for line in self._lines[runs[-1][1] + 1 : number]
            ):
                runs[-1] = (runs[-1][0], number)
            else:
                runs.append((number, number))
        return runs

    def set_text_font(self, font: QFont) -> None:
        """Write everything anew in another size, where it was."""
        self.setFont(font)
        self._dress()

    def _dress(self) -> None:
        """Write everything anew in the colours of the scheme, where it was."""
        self._formats = Formats(self._theme, self.font())
        where, caret = self.verticalScrollBar().value(), self.textCursor().position()
        self._write_all()
        cursor = self.textCursor()
        cursor.setPosition(min(caret, self.document().characterCount() - 1))
        self.setTextCursor(cursor)
        self.verticalScrollBar().setValue(where)
