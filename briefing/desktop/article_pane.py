"""The article, to be read: with the evidence of the bullet in hand and its section marked."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import (
    QFont,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from briefing.article import Article, Paragraph, ParagraphKind, Span
from briefing.desktop.theme import Theme, hide_idle_bar

MARGIN = 30
"""Left and right of the text, in pixels; the section's bar is in it."""

_LINE_HEIGHT = 142


class ArticlePane(QTextEdit):
    """Shows an article; nothing in it can be changed."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blocks: dict[str, int] = {}
        self._section: frozenset[str] = frozenset()
        self._evidence: tuple[Span, ...] = ()
        self._article: Article | None = None
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

    def show_article(self, article: Article) -> None:
        """Show another article from its beginning."""
        self._article = article
        self._section, self._evidence = frozenset(), ()
        self._write()

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
        if moved and evidence:
            self._scroll_to(evidence[0])

    @property
    def marked_words(self) -> tuple[str, ...]:
        """The words that are marked as evidence now."""
        return tuple(selection.cursor.selectedText() for selection in self.extraSelections())

    def _write(self) -> None:
        article = self._article
        if article is None:
            return
        document = self.document()
        document.clear()
        document.setDocumentMargin(MARGIN)
        self._blocks.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        if article.title:
            self._add(cursor, article.title, self._format("title"), _block(above=2, below=6))
        meta = "  ·  ".join(
            part
            for part in (
                article.publisher,
                ", ".join(article.authors),
                article.published,
                Path(article.source).name,
            )
            if part
        )
        if meta:
            self._add(cursor, meta, self._format("caption"), _block(below=14))
        for paragraph in article.paragraphs:
            self._blocks[paragraph.id] = self._add(
                cursor, paragraph.text, self._format(paragraph.kind.value), _block_of(paragraph)
            )
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._highlight()

    @staticmethod
    def _add(
        cursor: QTextCursor, text: str, letters: QTextCharFormat, block: QTextBlockFormat
    ) -> int:
        """Write a block and give its number."""
        if cursor.position() > 0:
            cursor.insertBlock()
        cursor.setBlockFormat(block)
        cursor.insertText(text, letters)
        return cursor.blockNumber()

    def _format(self, kind: str) -> QTextCharFormat:
        font = QFont(self.font())
        size = font.pointSizeF() + 1
        colour = "text"
        match kind:
            case "title":
                size *= 1.5
                font.setWeight(QFont.Weight.DemiBold)
            case "heading":
                size *= 1.15
                font.setWeight(QFont.Weight.DemiBold)
            case "caption":
                size *= 0.86
                colour = "dim"
            case "quote":
                font.setItalic(True)
            case "code":
                font.setFamilies(["DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
        font.setPointSizeF(size)
        letters = QTextCharFormat()
        letters.setFont(font)
        letters.setForeground(self._theme.colour(colour))
        return letters

    # --- where paragraphs are ------------------------------------------------------------------

    def block_of(self, paragraph: str) -> QTextBlock | None:
        """The text block that shows a paragraph, None if it is not shown."""
        number = self._blocks.get(paragraph)
        return None if number is None else self.document().findBlockByNumber(number)

    def paragraphs_shown(self) -> tuple[str, ...]:
        """The ids of the paragraphs that are shown, from top to bottom."""
        return tuple(sorted(self._blocks, key=self._blocks.__getitem__))

    # --- marks ---------------------------------------------------------------------------------

    def _cursor_of(self, span: Span) -> QTextCursor | None:
        number = self._blocks.get(span.paragraph)
        if number is None:
            return None
        block = self.document().findBlockByNumber(number)
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

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The text, and a bar beside the paragraphs of the section in hand."""
        super().paintEvent(event)
        if not self._section:
            return
        painter = QPainter(self.viewport())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("section"))
        layout, offset = self.document().documentLayout(), self.verticalScrollBar().value()
        for first, last in self._runs():
            top = layout.blockBoundingRect(self.document().findBlockByNumber(first)).top()
            bottom = layout.blockBoundingRect(self.document().findBlockByNumber(last)).bottom()
            bar = QRect(12, int(top) - offset, 4, int(bottom - top) - 3)
            if bar.intersects(event.rect()):
                painter.drawRoundedRect(bar, 2, 2)
        painter.end()

    def _runs(self) -> list[tuple[int, int]]:
        """The first and last block of each run of the section's paragraphs."""
        numbers = sorted(self._blocks[p] for p in self._section if p in self._blocks)
        runs: list[tuple[int, int]] = []
        for number in numbers:
            if runs and runs[-1][1] == number - 1:
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
        where = self.verticalScrollBar().value()
        self._write()
        self.verticalScrollBar().setValue(where)


def _block(above: float = 0, below: float = 0, indent: float = 0) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    block.setBottomMargin(below)
    block.setLeftMargin(indent)
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block


def _block_of(paragraph: Paragraph) -> QTextBlockFormat:
    match paragraph.kind:
        case ParagraphKind.HEADING:
            return _block(above=12, below=4)
        case ParagraphKind.LIST:
            return _block(below=5, indent=18)
        case ParagraphKind.QUOTE:
            return _block(below=9, indent=18)
        case _:
            return _block(below=9)
