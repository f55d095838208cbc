"""What the window's menus do with the article, and what the window says about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from briefing.brief import Section
from briefing.desktop.article_actions import ARTICLE_MENU, IN_ARTICLE, KINDS
from briefing.desktop.article_hand import ArticleHand
from briefing.desktop.details_dialog import DetailsDialog
from briefing.desktop.section_actions import GIVE_MENU
from briefing.editing.filling import is_kept
from briefing.editing.refitting import PASSAGE_LEFT_OUT
from briefing.gathering import apart, prefix_of, prefix_of_all

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow


class ArticleCommands(QObject):
    """The commands on the article of one window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._pane = window.article
        self.hand = ArticleHand(window.document, window.article)
        self._stale: frozenset[str] = frozenset()
        self._pane.details_asked.connect(self.about)
        self._pane.menu_asked.connect(self.open_menu)
        self._pane.chosen_changed.connect(self.show_state)
        window.briefing.condense_asked.connect(lambda place: self._condense((place,)))
        window.document.replaced.connect(self._forget)
        window.document.changed.connect(self._tell_of_stale)

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its id."""
        hand = self.hand
        return {
            "leave-out": hand.leave_out,
            "put-back": hand.put_back,
            "merge-paragraphs": hand.merge,
            "split-paragraph": hand.split,
            **{
                id_: partial(hand.set_kind, kind, level or 1)
                for id_, (kind, level) in KINDS.items()
            },
            "show-left-out": self.show_left_out,
            "about-article": self.about,
            "condense-changed": self.condense_changed,
        }

    def set_up(self) -> None:
        """Let the keys of paragraphs count in the article alone; called once actions are made."""
        for id_ in IN_ARTICLE:
            action = self._window.actions_of[id_]
            self._window.removeAction(action)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            self._pane.addAction(action)
        self._window.actions_of["show-left-out"].setCheckable(True)
        for id_ in KINDS:
            self._window.actions_of[id_].setCheckable(True)
        self._pane.folds_changed.connect(self._show_folds)

    def enabled(self) -> dict[str, bool]:
        """What can be done now, by the ids of actions."""
        window, possible = self._window, self.hand.possible
        is_open = not window.document.is_empty
        return {
            "leave-out": possible.leave_out,
            "put-back": possible.put_back,
            "merge-paragraphs": possible.merge,
            "split-paragraph": possible.split,
            **dict.fromkeys(KINDS, possible.kind),
            "show-left-out": is_open and bool(window.document.brief.article.left_out),
            "about-article": is_open,
            "condense-changed": bool(self.outdated) and not window.work.is_condensing,
        }

    # --- what is in hand -------------------------------------------------------------------------

    def show_state(self) -> None:
        """Say which paragraph is in hand, and offer what can be done with it."""
        window = self._window
        text = self.hand.state_text() if self._pane.hasFocus() else ""
        window.status.show_place(text)
        place = self._window.sections.place_text() if text else ""
        self._pane.setAccessibleDescription(". ".join(filter(None, (text, place))))
        window.enable_actions()
        kinds = self.hand.kinds()
        for id_, kind in KINDS.items():
            window.actions_of[id_].setChecked(kinds == {kind})

    def open_menu(self, position: QPoint) -> None:
        """Open the menu of the paragraphs in hand."""
        menu = self._window.actions_of.menu_of(
            self._window, f"{ARTICLE_MENU} - begin-section {GIVE_MENU}"
        )
        menu.addSeparator()
        self._add_copying(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)

    def _add_copying(self, menu: QMenu) -> None:
        copy = QAction(self.tr("&Copy"), menu)
        copy.setEnabled(self._pane.textCursor().hasSelection())
        copy.triggered.connect(self._pane.copy)
        select = QAction(self.tr("Select a&ll"), menu)
        select.triggered.connect(self._pane.selectAll)
        menu.addActions([copy, select])

    # --- what was left out -----------------------------------------------------------------------

    def show_left_out(self) -> None:
        """Open or close all folds."""
        self._pane.show_all(shown=self._window.actions_of["show-left-out"].isChecked())

    def _show_folds(self) -> None:
        self._window.actions_of["show-left-out"].setChecked(self._pane.shows_all)

    # --- what is known beside the text -----------------------------------------------------------

    def about(self, field: str = "") -> None:
        """Show what is known of the article, and take what the person makes of it."""
        window = self._window
        if window.document.is_empty:
            return
        prefix = prefix_of(field) if field else self._pane.prefix_in_hand
        parts = apart(window.document.brief.article)
        article = next((part for part in parts if prefix_of_all(part) == prefix), parts[0])
        dialog = DetailsDialog(article, window.theme, window)
        dialog.focus_on(field.removeprefix(prefix))
        if dialog.exec():
            self.hand.set_details(dialog.details, prefix_of_all(article))
        dialog.deleteLater()

    # --- sections that are not up to date --------------------------------------------------------

    @property
    def outdated(self) -> tuple[str, ...]:
        """The ids of the sections that have changed, and of those that are not condensed yet."""
        return tuple(s.id for s in self._outdated())

    @property
    def stale(self) -> tuple[str, ...]:
        """The ids of the sections whose paragraphs have changed since they were condensed."""
        return tuple(s.id for s in self._outdated() if s.is_stale)

    def _outdated(self) -> tuple[Section, ...]:
        document = self._window.document
        sections = () if document.is_empty else document.brief.sections
        return tuple(s for s in sections if document.is_outdated(s))

    def condense_changed(self) -> None:
        """Condense those sections again that have changed, and those that are new."""
        if self.outdated:
            self._condense(self.outdated)

    def _condense(self, sections: tuple[str, ...]) -> None:
        """Condense sections again, and the key points too if one has lost its passage."""
        if self._window.work.is_condensing:
            text = self.tr("Something is at work already; stop it first, or wait for its end.")
            self._window.status.say(text)
            return
        points = self._window.document.brief.key_points
        has_lost = any(PASSAGE_LEFT_OUT in b.reasons and not is_kept(b, None) for b in points)
        self._window.work.condense(sections, again=True, key_points=has_lost)

    def _forget(self) -> None:
        self._stale = frozenset(self.stale)

    def _tell_of_stale(self) -> None:
        """Say it when one more section is stale, with the way to put that right."""
        now = frozenset(self.stale)
        before, self._stale = self._stale, now
        if before and not now:
            self._window.status.take_back(self.condense_changed)
        if now - before and not self._window.work.is_condensing:
            text = (
                self.tr("1 section has changed since it was condensed.")
                if len(now) == 1
                else self.tr("{n} sections have changed since they were condensed.")
            )
            self._window.status.say(
                text.format(n=len(now)), self.tr("Condense again"), self.condense_changed
            )
