"""The window: the article at the left, the briefing at the right."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
)
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from briefing.desktop import questions
from briefing.desktop.actions import BULLET_MENU, Actions
from briefing.desktop.adding import Adding
from briefing.desktop.article_commands import ArticleCommands
from briefing.desktop.article_pane import ArticlePane
from briefing.desktop.bars import BarStack
from briefing.desktop.brief_list import BriefList
from briefing.desktop.bullet_actions import WISHES_MENU
from briefing.desktop.bullet_commands import BulletCommands
from briefing.desktop.document import Document
from briefing.desktop.dropping import Dropping, DropVeil
from briefing.desktop.editing_commands import EditingCommands
from briefing.desktop.empty_page import EmptyPage
from briefing.desktop.engine_process import EngineProcess
from briefing.desktop.filing import Filing, FilingFailed, Saved
from briefing.desktop.keyboard import is_typing
from briefing.desktop.memory import Memory
from briefing.desktop.news import News
from briefing.desktop.notes import Noting
from briefing.desktop.notices import Notices
from briefing.desktop.opening import Found, Opening
from briefing.desktop.opening_news import OpeningNews
from briefing.desktop.reading_page import ReadingPage
from briefing.desktop.recent_menu import RecentMenu
from briefing.desktop.returned import Returning
from briefing.desktop.rows import counts_text, is_movable_head
from briefing.desktop.section_actions import SECTION_MENU
from briefing.desktop.section_choice import SectionChoice
from briefing.desktop.section_lines import SectionLines
from briefing.desktop.sections_by_hand import SectionsByHand
from briefing.desktop.side_panel import SidePanel
from briefing.desktop.status_line import StatusLine
from briefing.desktop.theme import Theme
from briefing.desktop.ways_in import WaysIn
from briefing.desktop.window_commands import WindowCommands
from briefing.desktop.work import Work
from briefing.engine.server import server_address
from briefing.settings import Options
from briefing.storing import Leftover


class Host(Protocol):
    """What a window needs of the application."""

    def open_window(self, path: Path | None = None) -> object:
        """Open another window."""
        ...

    def show_found(self, found: Found) -> object:
        """Show what one window has opened in another."""
        ...

    def show_project(self, path: Path) -> bool:
        """Bring the window forward that has this saved briefing; false if none has it."""
        ...

    def recover(self, leftover: Leftover) -> None:
        """Bring unsaved work back in a window of its own."""
        ...

    def quit(self) -> None:
        """Close all windows, asking about unsaved work."""
        ...


class MainWindow(QMainWindow):
    """Shows and edits one document."""

    def __init__(
        self, host: Host, engine: EngineProcess, theme: Theme, memory: Memory, options: Options
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.host, self.theme, self.memory, self.engine = host, theme, memory, engine
        self.document = Document(memory.options(options), self)
        self.work = Work(self.document, engine, self)
        self.filing = Filing(self.document, self)
        self.opening = Opening(engine, self.filing, self)
        self.adding = Adding(self.document, self.work, engine, self)
        self._text_size = self.font().pointSizeF()
        self._closes_after_saving = False
        self._may_close = False
        self._build()
        self.ways_in = WaysIn(self)
        self.article_commands = ArticleCommands(self)
        self.lines = SectionLines(self.document, self.article, theme)
        self.sections = SectionsByHand(self.document, self.article, self.briefing, self.lines)
        self.bullets = BulletCommands(self)
        self.editing = EditingCommands(self)
        self.commands = WindowCommands(self)
        self.actions_of = Actions(self, theme, self.commands.calls())
        self.article_commands.set_up()
        self.bullets.set_up()
        self.give = SectionChoice(self.actions_of.give, self.document, self.sections)
        self.recent = RecentMenu(self.actions_of.recent, memory, self)
        self.news = News(self, engine)
        self.opening_news = OpeningNews(self)
        self.notices = Notices(self)
        self.returning = Returning(self)
        self.side = SidePanel(self)
        self.noting = Noting(self, self.side)
        self.editing.set_up()
        self._connect()
        memory.restore(self, self.splitter)
        self.set_text_step(memory.text_step)
        self._show_document()

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.bars = BarStack(self.theme, self)
        self.article = ArticlePane(self.theme, self)
        self.briefing = BriefList(self.document, self.theme, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setObjectName("splitter")
        self.splitter.setHandleWidth(3)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.article)
        self.splitter.addWidget(self.briefing)
        self.splitter.setStretchFactor(0, 4)
        self.splitter.setStretchFactor(1, 5)
        self.article.setMinimumWidth(260)
        self.briefing.setMinimumWidth(360)
        self.empty = EmptyPage(self.theme, self)
        self.pages = QStackedWidget(self)
        self.pages.setObjectName("pages")
        self.reading = ReadingPage(self.theme, self)
        self.pages.addWidget(self.empty)
        self.pages.addWidget(self.reading)
        self.pages.addWidget(self.splitter)
        centre = QWidget(self)
        self.column = column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bars)
        column.addWidget(self.pages, 1)
        self.setCentralWidget(centre)
        self.veil = DropVeil(self.theme, centre)
        self.dropping = Dropping(self)
        self.status = StatusLine(self)
        self.setStatusBar(self.status)

    def _connect(self) -> None:
        self.document.changed.connect(self._show_document)
        self.document.replaced.connect(self._show_other)
        self.briefing.row_changed.connect(self._show_evidence)
        self.briefing.row_changed.connect(self.enable_actions)
        self.sections.said.connect(lambda said: self.status.say(said.text, said.title, said.call))
        self.sections.outdated.connect(lambda said: self.status.take_back(said.call))
        self.lines.menu_asked.connect(lambda place: self._open_menu(SECTION_MENU, place))
        self.work.happened.connect(lambda _: self.enable_actions())
        self.adding.said.connect(self.status.say)
        self.filing.happened.connect(self._close_once_saved)
        self.status.cancelled.connect(self.commands.cancel_work)
        self.reading.cancelled.connect(self.opening.cancel)
        self.recent.chosen.connect(self.ways_in.open_entry)
        self.empty.asked.connect(lambda name: self.actions_of[name].trigger())
        self.dropping.entered.connect(self._show_drop_target)
        self.dropping.left.connect(self._hide_drop_target)
        # Queued: a question must not keep the program waiting that the drag comes from.
        queued = Qt.ConnectionType.QueuedConnection
        self.dropping.dropped.connect(self.ways_in.take, queued)
        self.dropping.added.connect(lambda offer: self.ways_in.take(offer, joins=True), queued)
        self.theme.changed.connect(self.actions_of.dress)
        self.side.shown_changed.connect(self.actions_of["show-side"].setChecked)

    # --- opening -------------------------------------------------------------------------------

    def show_found(self, found: Found) -> None:
        """Show what was opened here or for this window, and go on with it."""
        self.document.begin(found.brief, found.path)
        if found.notice:
            self.bars.show_bar("lost", "notice", found.notice)
        if found.returned is not None:
            self.returning.offer(found.returned)
        if found.path is None and found.returned is None:
            self.work.condense()
        else:
            self.work.check_open()

    # --- showing -------------------------------------------------------------------------------

    def _show_other(self) -> None:
        self.pages.setCurrentWidget(self.splitter)
        self.briefing.scrollToTop()
        if not is_typing():
            self.briefing.setFocus()

    def _show_document(self) -> None:
        document = self.document
        if document.is_empty:
            self.setWindowTitle(self.tr("Briefing"))
            self.empty.show_server(server_address(document.options.model))
        else:
            name = self.tr("{name} – Briefing").format(name=document.name)
            self.setWindowTitle(f"{name.replace('[*]', '')}[*]")
            self.status.counts.setText(counts_text(document))
            self.status.show_servers(document.brief.engine.servers)
        self.setWindowModified(document.is_dirty)
        self.enable_actions()

    def _show_evidence(self) -> None:
        row = self.briefing.current_row
        if row is None or self.document.is_empty:
            self.article.mark((), ())
            return
        # The rows follow a moment later when a section is joined to another: its own may be gone.
        sections = self.document.brief.sections
        section = next((s.paragraphs for s in sections if s.id == row.place), ())
        self.article.mark(row.bullet.evidence if row.bullet is not None else (), section)

    def enable_actions(self) -> None:
        """Offer what can be done now, and nothing else."""
        is_open = not self.document.is_empty
        row = self.briefing.current_row
        on_bullet = bool(self.briefing.current_bullet)
        history = self.document.history if is_open else None
        can_condense = is_open and not self.work.is_condensing
        enabled = {
            "save": is_open,
            "save-as": is_open,
            "export": is_open,
            "add-article": is_open,
            "take-article-out": is_open and bool(self.document.brief.article.members),
            "undo": history is not None and history.can_undo,
            "redo": history is not None and history.can_redo,
            "add-bullet": row is not None and bool(row.place),
            "edit-bullet": row is not None and row.is_editable,
            "delete-bullet": on_bullet,
            "move-up": on_bullet,
            "move-down": on_bullet,
            "condense-all": can_condense,
            "condense-section": can_condense and self.sections.section is not None,
            "cancel": self.work.is_busy or self.opening.is_busy,
            "show-article": is_open,
            "install-model": not self.work.is_installing,
            **self.article_commands.enabled(),
            **self.sections.enabled(),
            **self.bullets.enabled(),
            **self.editing.enabled(),
        }
        for name, value in enabled.items():
            self.actions_of[name].setEnabled(value)
        self.give.follow()
        undo = history.undo_labels[:1] if history is not None else ()
        redo = history.redo_labels[:1] if history is not None else ()
        self.actions_of["undo"].setText(" ".join((self.tr("&Undo"), *(f"({u})" for u in undo))))
        self.actions_of["redo"].setText(" ".join((self.tr("&Redo"), *(f"({r})" for r in redo))))

    def set_text_step(self, step: int) -> None:
        """Make the text ``step`` points larger than usual."""
        font = QFont(self.font())
        font.setPointSizeF(self._text_size + step)
        self.article.set_text_font(font)
        self.briefing.set_text_font(font)

    # --- events --------------------------------------------------------------------------------

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """A right click on the briefing offers what can be done with the row."""
        row = self.briefing.current_row
        if self.briefing.viewport().underMouse() and row is not None:
            of_section = f"{SECTION_MENU} - {WISHES_MENU}"
            ids = of_section if is_movable_head(row) else BULLET_MENU
            self._open_menu(ids, event.globalPos())

    def _open_menu(self, ids: str, place: QPoint) -> None:
        menu = self.actions_of.menu_of(self, ids)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Something is held over the window."""
        self.dropping.enter(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """It can be dropped anywhere in the window."""
        self.dropping.move(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802
        """It is gone again."""
        self.dropping.left.emit()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Open what was dropped."""
        self.dropping.drop(event)

    def _show_drop_target(self) -> None:
        if self.pages.currentWidget() is self.empty:
            self.empty.set_active(active=True)
        else:
            own = self.tr("Let go to open it in a window of its own")
            self.veil.lay(f"{own}\n{self.tr('With Shift: add it to this briefing')}")

    def _hide_drop_target(self) -> None:
        self.empty.set_active(active=False)
        self.veil.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Keep unsaved work aside when the person goes elsewhere."""
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.filing.keep_now()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Ask about unsaved changes, then leave nothing running."""
        if self.document.is_dirty and not self._may_close:
            answer = questions.ask_unsaved(self, self.document.name)
            if answer is questions.Answer.CANCEL:
                event.ignore()
                return
            if answer is questions.Answer.SAVE:
                event.ignore()
                self._closes_after_saving = True
                self._closes_after_saving = self.commands.save()
                return
        self.memory.keep(self, self.splitter)
        self.opening.leave()
        self.work.leave()
        self.filing.close()
        super().closeEvent(event)

    def _close_once_saved(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal)
        if not self._closes_after_saving:
            return
        if isinstance(event, Saved):
            self._may_close = not self.document.is_dirty
            self.close()
        elif isinstance(event, FilingFailed):
            self._closes_after_saving = False
