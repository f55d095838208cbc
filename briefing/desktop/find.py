"""Finding and replacing in one window: in the briefing and, for reading, in the article."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from briefing.desktop.article_pane import ArticlePane
from briefing.desktop.brief_list import BriefList
from briefing.desktop.document import Document
from briefing.desktop.find_bar import FindBar
from briefing.desktop.row_marks import Mark, MarkKind, utf16
from briefing.desktop.rows import Row, RowKind, head_key
from briefing.editing.finding import TITLE, Hit, Query, hits, replaced

Place = Hit | tuple[int, int]
"""A place in the briefing, or characters of the article's pane."""


class Find(QObject):
    """Keeps what is looked for, and goes from place to place."""

    def __init__(
        self, document: Document, briefing: BriefList, article: ArticlePane, bar: FindBar
    ) -> None:
        super().__init__(bar)
        self._document, self._briefing, self._article = document, briefing, article
        self.bar = bar
        self._query = Query("")
        self._places: list[Place] = []
        self._now = -1
        briefing.marks.add_layer(self._marks)
        bar.asked.connect(self._look)
        bar.stepped.connect(self.step)
        bar.replace_asked.connect(self.replace)
        bar.closed.connect(self.close)
        document.changed.connect(self._again)

    def open(self, *, replacing: bool) -> None:
        """Open the bar, with what is marked in the briefing or the article."""
        editor = self._briefing.editor
        cursor = (editor or self._article).textCursor()
        words = cursor.selectedText() if "\u2029" not in cursor.selectedText() else ""
        self.bar.open(words if len(words) < 200 else "", replacing=replacing)
        self._look(self.bar.query)

    def close(self) -> None:
        """Close the bar; the caret goes to the place that is shown."""
        self.bar.hide()
        place = self._places[self._now] if self._now >= 0 else None
        self._query = Query("")
        self._again()
        if isinstance(place, Hit):
            editor = self._briefing.edit_row(_key_of(self._document, place))
            if editor is not None:
                cursor = editor.textCursor()
                text = editor.toPlainText()
                cursor.setPosition(utf16(text, place.start))
                cursor.setPosition(utf16(text, place.end), QTextCursor.MoveMode.KeepAnchor)
                editor.setTextCursor(cursor)
        elif place is not None:
            self._article.setFocus()
        else:
            self._briefing.setFocus()

    def step(self, way: int) -> None:
        """Show the next place (1) or the one before (-1), round and round."""
        if not self.bar.isVisible():
            self.open(replacing=False)
        if self._places:
            start = self._now if self._now >= 0 or way > 0 else 0
            self._now = (start + way) % len(self._places)
            self._show()

    def replace(self, everywhere: bool) -> None:
        """Put the other words at the place that is shown, or everywhere, as one step."""
        own = [p for p in self._places if isinstance(p, Hit)]
        here = self._places[self._now] if self._now >= 0 else None
        if everywhere:
            chosen = own
        elif isinstance(here, Hit):
            chosen = [here]
        else:
            self.step(1)
            return
        words = self.bar.others.text()
        label = self.tr("Replace all") if everywhere else self.tr("Replace")
        self._briefing.close_editor()
        self._document.history.seal()
        if chosen and self._document.do(replaced(self._document.brief, chosen, words), label):
            for owner in dict.fromkeys(hit.owner for hit in chosen):
                if self._document.bullet(owner) is not None:
                    self._document.edited.emit(owner)
        self._document.history.seal()
        if not everywhere and isinstance(here, Hit):
            self._go_behind(here, len(words))

    def _go_behind(self, hit: Hit, length: int) -> None:
        """Show the next place after words that were just put in."""
        order = _order(self._document)
        at = (order.index(hit.owner), hit.start + length) if hit.owner in order else (0, 0)
        later = (
            n
            for n, p in enumerate(self._places)
            if not isinstance(p, Hit) or (order.index(p.owner), p.start) >= at
        )
        self._now = next(later, 0 if self._places else -1)
        self._show()

    # --- looking ---------------------------------------------------------------------------------

    def _look(self, query: Query) -> None:
        self._query = query
        self._again()
        if self._places:
            self._now = 0
        self._show()

    def _again(self) -> None:
        """Look anew after a change; the place that is shown stays, if it is still there."""
        was = self._places[self._now] if 0 <= self._now < len(self._places) else None
        if not self._query.words and not self._places:
            return
        self._places = [] if self._document.is_empty else list(self._all())
        self._now = self._places.index(was) if was in self._places else -1
        self._count()
        self._briefing.marks.changed.emit()

    def _all(self) -> Iterator[Place]:
        yield from hits(self._document.brief, self._query)
        if self._query.words:
            text = self._article.toPlainText()
            yield from self._query.ranges(text)

    def _show(self) -> None:
        self._count()
        self._briefing.marks.changed.emit()
        place = self._places[self._now] if self._now >= 0 else None
        if isinstance(place, Hit):
            self._briefing.select(_key_of(self._document, place))
        elif place is not None:
            text = self._article.toPlainText()
            cursor = self._article.textCursor()
            cursor.setPosition(utf16(text, place[0]))
            cursor.setPosition(utf16(text, place[1]), QTextCursor.MoveMode.KeepAnchor)
            self._article.setTextCursor(cursor)
            self._article.ensureCursorVisible()

    def _count(self) -> None:
        in_article = sum(not isinstance(p, Hit) for p in self._places)
        self.bar.show_count(self._now + 1, len(self._places), in_article)

    def _marks(self, row: Row) -> Iterator[Mark]:
        if self._query.words and row.kind is not RowKind.HINT and row.key != "head:key_points":
            now = self._places[self._now] if self._now >= 0 else None
            shown = isinstance(now, Hit) and _key_of(self._document, now) == row.key
            for start, end in self._query.ranges(row.text):
                is_now = shown and isinstance(now, Hit) and now.start == start
                yield Mark(start, end, MarkKind.FOUND_NOW if is_now else MarkKind.FOUND)


def _key_of(document: Document, hit: Hit) -> str:
    """The row of a place."""
    is_bullet = document.bullet(hit.owner) is not None
    return hit.owner if is_bullet or hit.owner == TITLE else head_key(hit.owner)


def _order(document: Document) -> list[str]:
    brief = document.brief
    order = [TITLE, *(b.id for b in brief.key_points)]
    for section in brief.sections:
        order += [section.id, *(b.id for b in section.bullets)]
    return order
