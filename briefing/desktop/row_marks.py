"""What is marked in the words of the rows: what was found, what may be misspelt, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCharFormat, QTextLayout

from briefing.desktop.rows import Row
from briefing.desktop.theme import Theme


class MarkKind(Enum):
    """Why words are marked."""

    FOUND = auto()
    FOUND_NOW = auto()
    MISSPELT = auto()
    NEW = auto()
    GONE = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters from ``start`` to before ``end`` of a row's text."""

    start: int
    end: int
    kind: MarkKind


Layer = Callable[[Row], Iterable[Mark]]
"""What one part of the program marks in a row's text."""


class RowMarks(QObject):
    """Gathers the marks of all layers; the list paints them."""

    changed = Signal()
    """A layer marks other words from now on."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layers: list[Layer] = []

    def add_layer(self, layer: Layer) -> None:
        """Ask this layer, too, whenever a row is painted: it must be quick."""
        self._layers.append(layer)

    def of(self, row: Row) -> list[Mark]:
        """All marks of a row, those of later layers last."""
        return [mark for layer in self._layers for mark in layer(row)]

    def formats(self, row: Row) -> list[QTextLayout.FormatRange]:
        """The marks as Qt draws them."""
        return [self._range(row.text, mark) for mark in self.of(row)]

    def format_of(self, kind: MarkKind) -> QTextCharFormat:
        """How marked words look; never by colour alone."""
        look = QTextCharFormat()
        lines = QTextCharFormat.UnderlineStyle
        match kind:
            case MarkKind.FOUND:
                look.setBackground(self._theme.colour("selection"))
            case MarkKind.FOUND_NOW:
                look.setBackground(self._theme.colour("evidence"))
                look.setUnderlineStyle(lines.SingleUnderline)
                look.setUnderlineColor(self._theme.colour("text"))
            case MarkKind.MISSPELT:
                look.setUnderlineStyle(lines.WaveUnderline)
                look.setUnderlineColor(self._theme.colour("unsupported"))
            case MarkKind.NEW:
                look.setForeground(self._theme.colour("supported"))
                look.setUnderlineStyle(lines.SingleUnderline)
            case MarkKind.GONE:
                look.setForeground(self._theme.colour("unsupported"))
                look.setFontStrikeOut(True)
        return look

    def _range(self, text: str, mark: Mark) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start, end = utf16(text, mark.start), utf16(text, mark.end)
        found.length = end - found.start
        found.format = self.format_of(mark.kind)
        return found


def utf16(text: str, position: int) -> int:
    """A character's number as Qt counts, where a letter beyond the first plane counts twice."""
    return position if text.isascii() else len(text[:position].encode("utf-16-le")) // 2


def merged(marks: Sequence[Mark]) -> list[Mark]:
    """Marks of the same kind that touch, as one."""
    result: list[Mark] = []
    for mark in marks:
        last = result[-1] if result else None
        if last is not None and last.kind is mark.kind and last.end == mark.start:
            result[-1] = Mark(last.start, mark.end, mark.kind)
        else:
            result.append(mark)
    return result
