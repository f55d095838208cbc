"""What stands beside the bullets: asked of the engine when it is due, shown, and taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from briefing.article import Article, Paragraph, Span
from briefing.brief import KEY_POINTS, Brief
from briefing.desktop.notes_list import NotesList, titles
from briefing.desktop.side_panel import SidePanel
from briefing.editing import edits
from briefing.editing.noting import SetNotes
from briefing.notes import Row, statement
from briefing.worker import protocol as say

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow

_ASK_AFTER_MS = 300
"""How long the article rests before it is looked through anew."""


class Noting(QObject):
    """The notes of one window: its lists in the side panel, and what is done with their rows."""

    def __init__(self, window: MainWindow, panel: SidePanel) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._job = 0
        self._asked: Article | None = None
        self._known: tuple[Paragraph, ...] = ()
        self.lists: dict[str, NotesList] = {}
        for kind, (title, tip) in titles().items():
            rows = NotesList(kind, window.theme, panel)
            panel.add_tab(rows, title, tip)
            rows.row_in_hand.connect(self._mark)
            rows.taken.connect(self.take)
            self.lists[kind] = rows
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        window.document.replaced.connect(self._forget)
        window.document.changed.connect(self._follow)
        window.work.happened.connect(self._follow)
        window.engine.happened.connect(self._hear)
        panel.shown_changed.connect(self._follow)

    # --- asking the engine -----------------------------------------------------------------------

    def _forget(self) -> None:
        """Another brief is shown; notes that were saved with it are good until its text changes."""
        self._job, self._asked = 0, None
        brief = self._window.document.brief
        self._known = brief.article.paragraphs if brief.notes else ()
        self._follow()

    def _follow(self) -> None:
        document = self._window.document
        if document.is_empty:
            return
        self._show(document.brief)
        if self._is_due():
            self._timer.start()

    def _is_due(self) -> bool:
        """Whether the article is to be looked through: condensed, and with other text than then."""
        document = self._window.document
        if document.is_empty or self._window.work.is_condensing or self._job:
            return False
        brief = document.brief
        is_condensed = any(section.condensed for section in brief.sections)
        return is_condensed and brief.article.paragraphs != self._known

    def _ask(self) -> None:
        if not self._is_due():
            return
        brief, engine = self._window.document.brief, self._window.engine
        self._job, self._asked = engine.new_job(), brief.article
        spans = [s for _, bullets in brief.places() for b in bullets for s in b.evidence]
        engine.ask(say.FindNotes(self._job, brief.article, tuple(spans)))

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal carries any object)
        if not self._job or getattr(event, "job", 0) != self._job:
            return
        document = self._window.document
        match event:
            case say.NotesFound(notes=notes) if self._asked is not None:
                self._known = self._asked.paragraphs
                if document.brief.article.paragraphs == self._known:
                    document.absorb(SetNotes(notes))
            case say.Finished() | say.Failed() | say.Stopped():
                # What cannot be found is not asked for again until the text changes.
                if self._asked is not None:
                    self._known = self._asked.paragraphs
                self._job = 0
                self._follow()

    # --- showing and taking ----------------------------------------------------------------------

    def _show(self, brief: Brief) -> None:
        is_at_work = bool(self._job) or self._window.work.is_condensing or self._is_due()
        for kind, rows in self.lists.items():
            found: tuple[Row, ...] = getattr(brief.notes, kind)
            rows.set_rows(found, is_at_work=is_at_work)
            title = titles()[kind][0]
            count = f"{title} ({len(found)})" if found else title
            self._panel.set_title(rows, count)

    def _mark(self, row: Row | None) -> None:
        """Mark in the article what the row in hand rests on."""
        document = self._window.document
        if row is None or document.is_empty:
            return
        place = place_of(document.brief, row.evidence)
        sections = {s.id: s.paragraphs for s in document.brief.sections}
        self._window.article.mark((row.evidence,), sections.get(place, ()))

    def take(self, row: Row) -> None:
        """Make a bullet of a row, in the section that it comes from, in the article's order."""
        document = self._window.document
        brief = document.brief
        place = place_of(brief, row.evidence)
        index = index_in(brief, place, row.evidence)
        new = edits.next_bullet_id(brief)
        edit = edits.AddBullet(place, index, statement(row, brief.article), (row.evidence,))
        if document.do(edit, self.tr("Take into the briefing")):
            document.edited.emit(new)
            self._window.briefing.select(new)
            said = self.tr("Taken into the section {title}")
            title = next((s.title for s in brief.sections if s.id == place), "")
            self._window.status.say(
                said.format(title=title) if title else self.tr("Taken into the key points")
            )


def place_of(brief: Brief, span: Span) -> str:
    """The section that the words are in; the key points where they are in none."""
    homes = {p: section.id for section in brief.sections for p in section.paragraphs}
    return homes.get(span.paragraph, KEY_POINTS)


def index_in(brief: Brief, place: str, span: Span) -> int:
    """Where a bullet on these words belongs among those there, as the article orders them."""
    numbers = {p.id: n for n, p in enumerate(brief.article.paragraphs)}

    def order(one: Span) -> tuple[int, int]:
        return numbers.get(one.paragraph, 0), one.start

    bullets = brief.bullets_at(place)
    later = (n for n, b in enumerate(bullets) if b.evidence and order(b.evidence[0]) > order(span))
    return next(later, len(bullets))
