"""How the lines of the article look: fonts, colours, margins, links."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor

from briefing.article import Paragraph, ParagraphKind
from briefing.desktop.article_lines import Line, LineKind
from briefing.desktop.theme import Theme
from briefing.gathering import prefix_of

MARGIN = 30
"""Left and right of the text, in pixels; the section's bar and the signs of folds are in it."""

_LINE_HEIGHT = 142
_INDENT = 18
_QUIET = frozenset({"title", "caption"})
"""Where links are no more than a place to fill in."""


class Formats:
    """The formats of one scheme and font; each is made once."""

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._theme = theme
        self._font = font
        self._letters: dict[tuple[str, bool], QTextCharFormat] = {}

    def write(self, cursor: QTextCursor, line: Line) -> None:
        """Write a line over what the cursor has selected in its block."""
        cursor.setBlockFormat(_block_of(line))
        name = _letters_of(line)
        is_struck = line.kind is LineKind.LEFT_OUT
        for number, piece in enumerate(line.pieces):
            if piece.target:
                cursor.insertText(piece.text, self._link(name, piece.target))
            else:
                cursor.insertText(piece.text, self._format(name, struck=is_struck and not number))

    def _link(self, name: str, target: str) -> QTextCharFormat:
        letters = QTextCharFormat(self._format(name, struck=False))
        letters.setAnchor(True)
        letters.setAnchorHref(target)
        letters.setFontUnderline(True)
        letters.setForeground(self._theme.colour("dim" if name in _QUIET else "accent"))
        return letters

    def _format(self, name: str, *, struck: bool) -> QTextCharFormat:
        if (name, struck) not in self._letters:
            self._letters[name, struck] = self._made(name, struck=struck)
        return self._letters[name, struck]

    def _made(self, name: str, *, struck: bool) -> QTextCharFormat:
        font = QFont(self._font)
        size = font.pointSizeF() + 1
        is_dim = struck
        match name:
            case "title":
                size *= 1.5
                font.setWeight(QFont.Weight.DemiBold)
            case "heading":
                size *= 1.15
                font.setWeight(QFont.Weight.DemiBold)
            case "small heading":
                font.setWeight(QFont.Weight.DemiBold)
            case "caption":
                size *= 0.86
                is_dim = True
            case "quote":
                font.setItalic(True)
            case "code":
                font.setFamilies(["DejaVu Sans Mono", "Menlo", "Consolas", "monospace"])
        font.setPointSizeF(size)
        font.setStrikeOut(struck)
        letters = QTextCharFormat()
        letters.setFont(font)
        letters.setForeground(self._theme.colour("dim" if is_dim else "text"))
        return letters


def _letters_of(line: Line) -> str:
    match line.kind:
        case LineKind.TITLE:
            return "title"
        case LineKind.DETAILS | LineKind.NOTE | LineKind.FOLD:
            return "caption"
        case _:
            return _name_of(line.paragraph) if line.paragraph is not None else "text"


def _name_of(paragraph: Paragraph) -> str:
    if paragraph.kind is ParagraphKind.HEADING and (paragraph.level or 1) > 2:
        return "small heading"
    return paragraph.kind.value


def _block_of(line: Line) -> QTextBlockFormat:
    match line.kind:
        case LineKind.TITLE:
            return _block(above=36 if prefix_of(line.key) else 2, below=6)
        case LineKind.DETAILS:
            return _block(below=14)
        case LineKind.NOTE:
            return _block(below=12)
        case LineKind.FOLD:
            return _block(below=8)
    match line.paragraph.kind if line.paragraph is not None else None:
        case ParagraphKind.HEADING:
            return _block(above=12, below=4)
        case ParagraphKind.LIST:
            return _block(below=5, indent=_INDENT)
        case ParagraphKind.QUOTE:
            return _block(below=9, indent=_INDENT)
        case _:
            return _block(below=9)


def _block(above: float = 0, below: float = 0, indent: float = 0) -> QTextBlockFormat:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    block.setBottomMargin(below)
    block.setLeftMargin(indent)
    block.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return block
