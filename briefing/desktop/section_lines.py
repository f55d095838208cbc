"""Where the sections begin, as lines over the article that can be dragged."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from briefing.brief import Brief, Section
from briefing.desktop.article_formats import MARGIN
from briefing.desktop.article_pane import ArticlePane
from briefing.desktop.document import Document
from briefing.desktop.theme import Theme
from briefing.editing import cuts
from briefing.errors import EditError

REACH = 7
"""How many pixels above and below a line the mouse takes it."""

_GAP = 5
"""Pixels between a paragraph's text and a line above it that it has no room for."""

_ROOM = 26
"""Pixels above a paragraph that begins a section, for the line and the section's title."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A place where the article goes over to a section: its id, and the first paragraph there.

    ``shown_at`` is the paragraph that the line stands above: headings belong below the line.
    """

    section: str
    paragraph: str
    shown_at: str


def beginnings(brief: Brief) -> tuple[Beginning, ...]:
    """Every place where the article's text goes over to another section, from top to bottom."""
    owner = {p: s.id for s in brief.sections for p in s.paragraphs}
    found: list[Beginning] = []
    last: str | None = None
    above: str | None = None
    for paragraph in brief.article.paragraphs:
        if not paragraph.kind.belongs_to_section:
            above = above or paragraph.id
            continue
        section = owner.get(paragraph.id)
        if section is not None and section != last:
            found.append(Beginning(section, paragraph.id, above or paragraph.id))
        last, above = section, None
    return tuple(found)


def reason(section: Section, tr: QObject) -> str:
    """Why the section begins where it does, as a sentence."""
    return section.why or tr.tr("You have put its beginning here.")


class SectionLines(QWidget):
    """A line and a title above each paragraph that begins a section; a line can be dragged.

    It lies over the article pane and lets everything through but the mouse on a line.
    """

    def __init__(self, document: Document, pane: ArticlePane, theme: Theme) -> None:
        super().__init__(pane)
        self._document = document
        self._pane = pane
        self._theme = theme
        self._beginnings: tuple[Beginning, ...] = ()
        self._with_room: set[str] = set()
        self._dragged: Beginning | None = None
        self._target = ""
        self.setObjectName("sectionLines")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.take_now)
        document.changed.connect(self._follow)
        document.replaced.connect(self._soon.start)
        pane.document().contentsChanged.connect(self._soon.start)
        pane.verticalScrollBar().valueChanged.connect(self.update)
        theme.changed.connect(self.update)
        pane.viewport().installEventFilter(self)
        self._known: object = None
        self.take_now()

    # --- following the document ----------------------------------------------------------------

    @property
    def shown(self) -> tuple[Beginning, ...]:
        """The beginnings that have a line now."""
        return self._beginnings

    def line_of(self, section: str) -> int | None:
        """The height at which a section's first line is drawn, in the viewport's pixels."""
        for beginning in self._beginnings:
            if beginning.section == section:
                return self._height(beginning.shown_at)
        return None

    def _follow(self) -> None:
        """Take over another cut or other titles; what is typed into a bullet changes neither."""
        brief = None if self._document.is_empty else self._document.brief
        known = brief and (brief.article, [(s.id, s.title, s.paragraphs) for s in brief.sections])
        if known != self._known:
            self._known = known
            self._soon.start()

    def take_now(self) -> None:
        """Take over at once how the document is cut; usually that waits for a quiet moment."""
        now = () if self._document.is_empty else beginnings(self._document.brief)
        if now != self._beginnings:
            self._dragged = None  # what is held may be gone
        self._beginnings = now
        self._make_room()
        self.setGeometry(self._pane.viewport().geometry())
        self.raise_()
        self.update()

    def _make_room(self) -> None:
        """Give the blocks below a line room for it, and take the room from others."""
        wanted = {b.shown_at for b in self._beginnings}
        blocks = {p: self._pane.block_of(p) for p in wanted | self._with_room}
        for paragraph, block in blocks.items():
            if block is None:
                continue
            form = block.blockFormat()
            has_room = form.hasProperty(_ROOM_PROPERTY)
            if (paragraph in wanted) == has_room:
                continue
            if paragraph in wanted:
                form.setProperty(_ROOM_PROPERTY, form.topMargin())
                form.setTopMargin(form.topMargin() + _ROOM)
            else:
                form.setTopMargin(float(form.property(_ROOM_PROPERTY)))
                form.clearProperty(_ROOM_PROPERTY)
            QTextCursor(block).setBlockFormat(form)
        self._with_room = wanted

    def _height(self, paragraph: str) -> int | None:
        """Where a line above the paragraph is, in the viewport's pixels; None if it is hidden."""
        block = self._pane.block_of(paragraph)
        if block is None:
            return None
        layout = self._pane.document().documentLayout()
        top = int(layout.blockBoundingRect(block).top()) - self._pane.verticalScrollBar().value()
        return top - (_ROOM // 2 if paragraph in self._with_room else _GAP)

    # --- the mouse -----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Take the mouse where it is on a line, and keep over the viewport."""
        match event.type():
            case QEvent.Type.Resize:
                self._soon.start()
            case QEvent.Type.MouseMove if isinstance(event, QMouseEvent):
                return self._moved(event)
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent):
                return self._pressed(event)
            case QEvent.Type.MouseButtonRelease if isinstance(event, QMouseEvent):
                return self._released()
            case QEvent.Type.ToolTip if isinstance(event, QHelpEvent):
                return self._told(event)
            case _:
                pass
        return super().eventFilter(watched, event)

    def _at(self, position: QPoint) -> Beginning | None:
        for beginning in self._beginnings:
            height = self._height(beginning.shown_at)
            if height is not None and abs(height - position.y()) <= REACH:
                return beginning
        return None

    def _moved(self, event: QMouseEvent) -> bool:
        position = event.position().toPoint()
        if self._dragged is None:
            on_line = self._at(position) is not None and not event.buttons()
            shape = Qt.CursorShape.SplitVCursor if on_line else Qt.CursorShape.IBeamCursor
            self._pane.viewport().setCursor(shape)
            return False
        self._target = self._nearest(self._dragged, position.y())
        self.update()
        return True

    def _pressed(self, event: QMouseEvent) -> bool:
        self.take_now()
        beginning = self._at(event.position().toPoint())
        if beginning is None or event.button() != Qt.MouseButton.LeftButton:
            return False
        self._dragged, self._target = beginning, beginning.paragraph
        return True

    def _released(self) -> bool:
        dragged, self._dragged = self._dragged, None
        self.update()
        if dragged is None:
            return False
        self.move_beginning(dragged, self._target)
        return True

    def tip_at(self, position: QPoint) -> str:
        """What is said of the line at a place of the viewport, empty if there is none."""
        beginning = self._at(position)
        if beginning is None:
            return ""
        section = self._section(beginning)
        if section is None:
            return ""
        text = self.tr("“{title}” begins here. {reason}\nDrag the line to move the beginning.")
        return text.format(title=section.title, reason=reason(section, self))

    def _told(self, event: QHelpEvent) -> bool:
        tip = self.tip_at(event.pos())
        if tip:
            QToolTip.showText(event.globalPos(), tip, self._pane.viewport())
        else:
            QToolTip.hideText()
        return bool(tip)

    # --- moving --------------------------------------------------------------------------------

    def places_for(self, beginning: Beginning) -> tuple[str, ...]:
        """The paragraphs that the section could begin with instead, from top to bottom.

        They lie in its own run of paragraphs and in the run before, each of which keeps one.
        """
        body = [p.id for p in self._document.brief.article.body]
        starts = [body.index(b.paragraph) for b in self._beginnings]
        number = self._beginnings.index(beginning)
        first = starts[number - 1] + 1 if number else starts[0]
        end = starts[number + 1] if number + 1 < len(starts) else len(body)
        return tuple(body[first:end])

    def move_beginning(self, beginning: Beginning, paragraph: str) -> bool:
        """Let the section begin with another paragraph; false if that changes nothing."""
        places = self.places_for(beginning) if beginning in self._beginnings else ()
        if paragraph not in places or paragraph == beginning.paragraph:
            return False
        brief = self._document.brief
        old, new = places.index(beginning.paragraph), places.index(paragraph)
        if new < old:
            moved, to = places[new:old], beginning.section
        else:
            number = self._beginnings.index(beginning)
            if number == 0:
                return False
            moved, to = places[old:new], self._beginnings[number - 1].section
        try:
            edit = cuts.assign(brief, moved, to)
        except EditError:
            return False
        return self._document.do(edit, self.tr("Move the section's beginning"))

    def _nearest(self, beginning: Beginning, y: int) -> str:
        heights = ((abs((self._height(p) or 0) - y), p) for p in self.places_for(beginning))
        return min(heights, default=(0, beginning.paragraph))[1]

    # --- looks ---------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A line for each beginning in sight, its section's title at the right end."""
        painter = QPainter(self)
        font = QFont(self._pane.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        painter.setFont(font)
        for beginning in self._beginnings:
            if beginning is not self._dragged:
                self._paint_line(painter, event, beginning, self._height(beginning.shown_at), "dim")
        if self._dragged is not None:
            height = self._height(self._shown_at(self._target))
            self._paint_line(painter, event, self._dragged, height, "accent")
        painter.end()

    def _label(self, beginning: Beginning) -> str:
        """The section's title, empty where a heading of the article says it below the line."""
        section = self._section(beginning)
        shown = self._document.brief.article.by_id.get(beginning.shown_at)
        if section is None or shown is None:
            return ""
        return (
            "" if shown.text == section.title and beginning is not self._dragged else section.title
        )

    def _section(self, beginning: Beginning) -> Section | None:
        """The section of a line; None for the moment in which the line outlives it."""
        sections = self._document.brief.sections
        return next((s for s in sections if s.id == beginning.section), None)

    def _shown_at(self, paragraph: str) -> str:
        """The paragraph that a line for a section beginning with ``paragraph`` stands above."""
        for beginning in self._beginnings:
            if beginning.paragraph == paragraph:
                return beginning.shown_at
        return paragraph

    def _paint_line(
        self,
        painter: QPainter,
        event: QPaintEvent,
        beginning: Beginning,
        height: int | None,
        colour: str,
    ) -> None:
        if height is None or not -_ROOM <= height <= event.rect().bottom() + _ROOM:
            return
        title = self._label(beginning)
        metrics = QFontMetrics(painter.font())
        right = self.width() - MARGIN
        title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, (right - MARGIN) * 3 // 4)
        width = metrics.horizontalAdvance(title) + 10 if title else 0
        painter.setPen(QPen(self._theme.colour("border" if colour == "dim" else colour), 1.5))
        painter.drawLine(MARGIN, height, right - width, height)
        painter.setPen(self._theme.colour(colour))
        top = height - metrics.height() // 2
        box = QRect(right - width + 8, top, width, metrics.height())
        painter.fillRect(box, self._theme.colour("article"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, title)


_ROOM_PROPERTY = 0x100000 + 71
"""A property of our own on a text block: the margin that it had without room for a line."""
