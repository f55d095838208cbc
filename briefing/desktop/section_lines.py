"""Where the sections begin, as lines over the article that can be dragged."""

from __future__ import annotations

from bisect import bisect_left

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from briefing.article import Article
from briefing.brief import Section
from briefing.desktop.article_formats import MARGIN
from briefing.desktop.article_pane import ArticlePane
from briefing.desktop.document import Document
from briefing.desktop.section_drag import LineDrag
from briefing.desktop.section_runs import (
    Run,
    begin_with,
    changes,
    places_for,
    places_shown,
    runs_of,
)
from briefing.desktop.section_words import as_tip, line_tip
from briefing.desktop.theme import Theme
from briefing.errors import EditError

REACH = 7
"""How many pixels above and below a line the mouse takes it."""

_GAP = 5
"""Pixels between a paragraph's text and a line above it that it has no room for."""

_AROUND = 14
"""Pixels kept free above and below a section's title on its line, together."""

_SMALLER = 0.86
"""The size of a title on its line, against the article's text."""

_VEIL = 150
"""How opaque the paper is that lies over text in no section, of 255."""


class SectionLines(QWidget):
    """A line and a title above each paragraph that begins a section; a line can be dragged.

    It lies over the article pane and lets everything through but the mouse on a line. Text that
    is in no section is paler than the rest.
    """

    chosen = Signal(object)
    """A line was clicked; its ``Run``."""

    rename_asked = Signal(object)
    """A line was clicked twice; its ``Run``."""

    menu_asked = Signal(QPoint)
    """The person asks for the menu of the line that was chosen last, at a point of the screen."""

    def __init__(self, document: Document, pane: ArticlePane, theme: Theme) -> None:
        super().__init__(pane)
        self._document = document
        self._pane = pane
        self._theme = theme
        self._runs: tuple[Run, ...] = ()
        self._shown_at: dict[str, str] = {}
        self._with_room: set[str] = set()
        self._known: object = None
        self._taken: tuple[Article, tuple[Section, ...]] | None = None
        self.setObjectName("sectionLines")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.take_now)
        self._drag = LineDrag(self, pane)
        self._drag.changed.connect(self.update)
        document.changed.connect(self._follow)
        document.replaced.connect(self._soon.start)
        pane.document().contentsChanged.connect(self._soon.start)
        pane.verticalScrollBar().valueChanged.connect(self.update)
        theme.changed.connect(self.update)
        pane.viewport().installEventFilter(self)
        self.take_now()

    # --- following the document ----------------------------------------------------------------

    @property
    def shown(self) -> tuple[Run, ...]:
        """The runs that have a line now, from top to bottom."""
        return self._runs

    @property
    def is_dragging(self) -> bool:
        """Whether a line is on its way."""
        return self._drag.is_dragging

    def line_of(self, section: str) -> int | None:
        """The height at which a section's first line is drawn, in the viewport's pixels."""
        for run in self._runs:
            if run.section == section:
                return self._height(run.shown_at)
        return None

    def _follow(self) -> None:
        """Take over another cut or other titles; what is typed into a bullet changes neither."""
        brief = None if self._document.is_empty else self._document.brief
        known = brief and (
            brief.article,
            [(s.id, s.title, s.paragraphs, s.why) for s in brief.sections],
        )
        if known != self._known:
            self._known = known
            self._soon.start()

    def take_now(self) -> None:
        """Take over at once how the document is cut; usually that waits for a quiet moment."""
        self._soon.stop()
        brief = None if self._document.is_empty else self._document.brief
        before = self._taken
        self._taken = None if brief is None else (brief.article, brief.sections)
        now = () if brief is None else runs_of(brief)
        is_same = before is not None and brief is not None and before[0] is brief.article
        changed = changes(self._runs, now) if is_same and now != self._runs else ()
        if now != self._runs:
            self._drag.forget()  # what is held may be gone
        self._runs = now
        self._shown_at = {} if brief is None else places_shown(brief)
        self._make_room()
        self.setGeometry(self._pane.viewport().geometry())
        self.raise_()
        self.update()
        if changed and not any(self._is_in_sight(p) for p in changed):
            self.bring_in_sight(changed[0])  # undo shows what it undid

    def catch_up(self) -> None:
        """Take over at once how the document is cut, if anything in it has changed since."""
        brief = None if self._document.is_empty else self._document.brief
        is_same = (
            brief is not None
            and self._taken is not None
            and brief.article is self._taken[0]
            and brief.sections is self._taken[1]
        )
        if not is_same:
            self.take_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep over the viewport."""
        if event.type() == QEvent.Type.Resize:
            self._soon.start()
        return super().eventFilter(watched, event)

    # --- where things are ----------------------------------------------------------------------

    def _title_font(self) -> QFont:
        font = QFont(self._pane.font())
        font.setPointSizeF(font.pointSizeF() * _SMALLER)
        return font

    @property
    def _room(self) -> int:
        """Pixels above what begins a section, for the line and the section's title."""
        return QFontMetrics(self._title_font()).height() + _AROUND

    def _make_room(self) -> None:
        """Give the blocks below a line room for it, and take the room from others."""
        wanted = {run.shown_at for run in self._runs}
        cursor = QTextCursor(self._pane.document())
        has_begun = False
        for paragraph in wanted | self._with_room:
            block = self._pane.block_of(paragraph)
            if block is None:
                continue
            form = block.blockFormat()
            has_room = form.hasProperty(_ROOM_PROPERTY)
            if (paragraph in wanted) == has_room:
                continue
            if paragraph in wanted:
                form.setProperty(_ROOM_PROPERTY, form.topMargin())
                form.setTopMargin(form.topMargin() + self._room)
            else:
                form.setTopMargin(float(form.property(_ROOM_PROPERTY)))
                form.clearProperty(_ROOM_PROPERTY)
            if not has_begun:  # laid out once, not once for each line
                cursor.beginEditBlock()
                has_begun = True
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
        if has_begun:
            cursor.endEditBlock()
        self._with_room = wanted

    def _height(self, paragraph: str) -> int | None:
        """Where a line above the paragraph is, in the viewport's pixels; None if it is hidden."""
        block = self._pane.block_of(paragraph)
        if block is None:
            return None
        layout = self._pane.document().documentLayout()
        top = int(layout.blockBoundingRect(block).top()) - self._pane.verticalScrollBar().value()
        return top - (self._room // 2 if paragraph in self._with_room else _GAP)

    def _first_below(self, y: int) -> int:
        """The number of the first line at this height or below."""
        return bisect_left(self._runs, y, key=lambda run: self._height(run.shown_at) or 0)

    def number_at(self, position: QPoint) -> int | None:
        """Which of the lines is at a place of the viewport, None if there is none."""
        number = self._first_below(position.y() - REACH)
        if number < len(self._runs):
            height = self._height(self._runs[number].shown_at)
            if height is not None and abs(height - position.y()) <= REACH:
                return number
        return None

    def number_of(self, paragraph: str) -> int | None:
        """The number of the run that a paragraph is in, None if it is in none."""
        return next((n for n, run in enumerate(self._runs) if paragraph in run.paragraphs), None)

    # --- what is said of a line ----------------------------------------------------------------

    def tip_at(self, position: QPoint) -> str:
        """What is said of the line at a place of the viewport, empty if there is none."""
        number = self.number_at(position)
        return "" if number is None or not self._is_there(number) else self._tip(number)

    def tell_why(self, number: int) -> None:
        """Say beside a line why it is there, as the mouse over it would."""
        run = self._runs[number]
        self._pane.go_to(run.paragraph)
        self.bring_in_sight(run.paragraph)
        place = self.mapToGlobal(QPoint(MARGIN, self._height(run.shown_at) or 0))
        QToolTip.showText(place, as_tip(self._tip(number)), self._pane.viewport())

    def _tip(self, number: int) -> str:
        run = self._runs[number]
        return line_tip(self._document.brief, run, can_move=self.can_move(number))

    def _is_there(self, number: int) -> bool:
        """Whether the line's section still is: a line outlives it for a moment."""
        section = self._runs[number].section
        return not section or any(s.id == section for s in self._document.brief.sections)

    def _is_in_sight(self, paragraph: str) -> bool:
        height = self._height(self._shown_at.get(paragraph, paragraph))
        return height is not None and 0 < height < self.height()

    def bring_in_sight(self, paragraph: str) -> None:
        """Scroll as little as needed to see a line above a paragraph, and some text below it."""
        height = self._height(self._shown_at.get(paragraph, paragraph))
        if height is None:
            return
        bar, margin = self._pane.verticalScrollBar(), 2 * self._room
        if height < margin:
            bar.setValue(bar.value() + height - margin)
        elif height > self.height() - 3 * margin:
            bar.setValue(bar.value() + height - self.height() + 3 * margin)

    # --- moving --------------------------------------------------------------------------------

    def can_move(self, number: int) -> bool:
        """Whether the run could begin elsewhere."""
        return len(places_for(self._runs, number)) > 1

    def move_beginning(self, number: int, paragraph: str) -> bool:
        """Let a run begin with another paragraph; false if that changes nothing."""
        try:
            edit = begin_with(self._document.brief, self._runs, number, paragraph)
        except EditError:
            return False
        return edit is not None and self._document.do(edit, self.tr("Move the section's beginning"))

    def nearest_place(self, number: int, y: int) -> str:
        """The paragraph that the run would begin with if its line were let go at this height."""
        places = places_for(self._runs, number)
        heights = ((abs((self._height(self._shown_at[p]) or 0) - y), p) for p in places)
        return min(heights, default=(0, self._runs[number].paragraph))[1]

    # --- looks ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """A line for each run in sight, its section's title at the right end."""
        painter = QPainter(self)
        painter.setFont(self._title_font())
        first = max(self._first_below(-self._room) - 1, 0)
        for number in range(first, len(self._runs)):
            height = self._height(self._runs[number].shown_at)
            if height is None or not self._is_there(number):
                continue
            if height > self.height() + self._room:
                break
            if not self._runs[number].section:
                self._paint_veil(painter, number, height)
            if number == self._drag.number and self._drag.is_dragging:
                self._paint_line(painter, height, "", "border", is_dashed=True)
            else:
                is_none = not self._runs[number].section
                colour = "accent" if number == self._drag.hovered else "dim"
                self._paint_line(painter, height, self._label(number), colour, is_dashed=is_none)
        if self._drag.number is not None and self._drag.is_dragging:
            self._paint_dragged(painter, self._drag.number)
        painter.end()

    def _paint_veil(self, painter: QPainter, number: int, top: int) -> None:
        """Thin paper over a run in no section, down to the next line."""
        bottom = self.height()
        if number + 1 < len(self._runs):
            bottom = min(self._height(self._runs[number + 1].shown_at) or bottom, bottom)
        paper = QColor(self._theme.colour("article"))
        paper.setAlpha(_VEIL)
        painter.fillRect(QRect(0, top, self.width(), bottom - top), paper)

    def _paint_dragged(self, painter: QPainter, number: int) -> None:
        """The line where it would land, and a bar beside what would change hands."""
        old = self._height(self._runs[number].shown_at)
        new = self._height(self._shown_at[self._drag.target])
        if old is None or new is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent"))
        top, bottom = sorted((old, new))
        painter.drawRoundedRect(QRect(12, top, 4, bottom - top), 2, 2)
        self._paint_line(painter, new, self._name(number), "accent")

    def _name(self, number: int) -> str:
        run = self._runs[number]
        if not run.section:
            return self.tr("In no section")
        return self._document.brief.section(run.section).title

    def _label(self, number: int) -> str:
        """The section's title, empty where the article says it right above or below the line."""
        article = self._document.brief.article
        shown = article.by_id.get(self._runs[number].shown_at)
        name = self._name(number)
        is_said = shown is None or shown.text == name or (number == 0 and article.title == name)
        return "" if is_said else name

    def _paint_line(
        self, painter: QPainter, height: int, title: str, colour: str, *, is_dashed: bool = False
    ) -> None:
        metrics = QFontMetrics(painter.font())
        right = self.width() - MARGIN
        title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, (right - MARGIN) * 3 // 4)
        width = metrics.horizontalAdvance(title) + 10 if title else 0
        pen = QPen(self._theme.colour("section" if colour == "dim" else colour), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawLine(MARGIN, height, right - width, height)
        painter.setPen(self._theme.colour(colour))
        top = height - metrics.height() // 2
        box = QRect(right - width + 8, top, width, metrics.height())
        painter.fillRect(box, self._theme.colour("article"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)


_ROOM_PROPERTY = 0x100000 + 71
"""A property of our own on a text block: the margin that it had without room for a line."""
