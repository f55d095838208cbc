"""What the window does where a person steers the program's hand: wordings, locks, wishes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from briefing.brief import Bullet
from briefing.desktop.recasting import Recasting
from briefing.desktop.wishes_dialog import WishesDialog
from briefing.desktop.wordings import Found, Wish, Wordings
from briefing.desktop.wordings_list import WordingsList
from briefing.editing.control import BringBack, SetLocked, SetWishes

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow


class BulletCommands(QObject):
    """The commands on bullets of one window that the program has a part in."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.wordings = Wordings(window.document, window.engine, self)
        self.list = WordingsList(window.theme, window.briefing.layout_of_rows, window)
        self.wordings.asked.connect(self._wait)
        self.wordings.found.connect(self._show)
        self.wordings.said.connect(self._say)
        self.list.taken.connect(self._take)
        self.list.looked.connect(self._look)
        self.list.left.connect(self.wordings.cancel)
        self.recasting = Recasting(window.document, window.engine, self)
        self.recasting.said.connect(self._say)
        self.recasting.done.connect(window.briefing.select)

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its id."""
        return {
            "other-wordings": partial(self._ask, Wish.ANY),
            "shorter": partial(self._ask, Wish.SHORTER),
            "longer": partial(self._ask, Wish.LONGER),
            "into-two": lambda: self._recast(self._in_hand[:1]),
            "into-one": lambda: self._recast(self._together),
            "bring-back": self.bring_back,
            "lock-bullet": self.lock,
            "lock-section": self.lock_section,
            "section-wishes": self.wish,
        }

    def set_up(self) -> None:
        """Let the locks be ticked; called once actions are made."""
        for id_ in ("lock-bullet", "lock-section"):
            self._window.actions_of[id_].setCheckable(True)

    def enabled(self) -> dict[str, bool]:
        """What can be done now, by the ids of actions."""
        bullet, section = self._bullet, self._window.sections.section
        held = section.bullets if section is not None else ()
        actions = self._window.actions_of
        actions["lock-bullet"].setChecked(bullet is not None and bullet.locked)
        actions["lock-section"].setChecked(bool(held) and all(b.locked for b in held))
        return {
            **dict.fromkeys(("other-wordings", "shorter", "longer"), bullet is not None),
            "into-two": bullet is not None and bool(bullet.text.strip()),
            "into-one": len(self._together) > 1,
            "bring-back": bullet is not None and bullet.machine_text is not None,
            "lock-bullet": bullet is not None,
            "lock-section": bool(held),
            "section-wishes": section is not None,
        }

    @property
    def _bullet(self) -> Bullet | None:
        return self._window.document.bullet(self._window.briefing.current_bullet)

    @property
    def _in_hand(self) -> list[str]:
        """The bullets that are chosen, from top to bottom, or the one in hand."""
        view = self._window.briefing
        rows = (view.rows.row_at(i) for i in sorted(view.selectionModel().selectedIndexes()))
        chosen = [row.key for row in rows if row is not None and row.bullet is not None]
        return chosen or [b for b in (view.current_bullet,) if b]

    @property
    def _together(self) -> list[str]:
        """The bullets that would become one: those chosen, or the one in hand and the next."""
        chosen = self._in_hand
        if len(chosen) != 1 or self._window.document.bullet(chosen[0]) is None:
            return chosen
        place, index, _ = self._window.document.brief.find(chosen[0])
        return [b.id for b in self._window.document.brief.bullets_at(place)[index : index + 2]]

    # --- other wordings --------------------------------------------------------------------------

    def _ask(self, wish: Wish) -> None:
        bullet = self._window.briefing.current_bullet
        if bullet:
            self._wish = wish
            self.wordings.ask(bullet, wish)

    def _wait(self, bullet: str) -> None:
        if self._wish is Wish.ANY:
            self._window.briefing.close_editor()
            self.list.wait_at(bullet, self._row_of(bullet))
        else:
            self._window.status.say(self.tr("Looking for another wording …"))

    def _show(self, found: Found) -> None:
        self.list.show_found(found, self._row_of(found.bullet))

    def _say(self, text: str) -> None:
        self.list.close()
        self._window.status.say(text)

    def _take(self, bullet: str, draft: Bullet) -> None:
        if self.wordings.take(bullet, draft):
            text = self.tr("Taken, and locked: condensing again leaves it as it is.")
            self._window.status.say(text)
        self._window.briefing.setFocus()

    def _look(self, draft: Bullet | None) -> None:
        """Mark what a draft rests on; the bullet's own evidence again where none is looked at."""
        window = self._window
        if draft is None:
            window.briefing.row_changed.emit()
        else:
            row = window.briefing.current_row
            sections = window.document.brief.sections
            own = next((s.paragraphs for s in sections if row and s.id == row.place), ())
            window.article.mark(draft.evidence, own)

    def _row_of(self, bullet: str) -> QRect:
        """Where the bullet's row is on the screen."""
        view = self._window.briefing
        rect = view.visualRect(view.rows.index_of(bullet))
        return QRect(view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def _recast(self, bullets: list[str]) -> None:
        self._window.briefing.close_editor()
        self.recasting.ask(bullets)

    def bring_back(self) -> None:
        """Give the bullet in hand again what the program wrote first."""
        bullet, document = self._bullet, self._window.document
        if bullet is not None and document.do(
            BringBack(bullet.id), self.tr("Back to the program’s wording")
        ):
            document.edited.emit(bullet.id)

    # --- locks and wishes ------------------------------------------------------------------------

    def lock(self) -> None:
        """Lock the bullet in hand, or unlock it."""
        bullet = self._bullet
        if bullet is not None:
            self._lock((bullet,), locked=not bullet.locked)

    def lock_section(self) -> None:
        """Lock all bullets of the section in hand; unlock them if all are locked."""
        section = self._window.sections.section
        if section is not None and section.bullets:
            self._lock(section.bullets, locked=not all(b.locked for b in section.bullets))

    def _lock(self, bullets: tuple[Bullet, ...], *, locked: bool) -> None:
        label = self.tr("Lock") if locked else self.tr("Unlock")
        self._window.document.do(SetLocked(tuple(b.id for b in bullets), locked), label)

    def wish(self) -> None:
        """Ask what the section in hand is to have otherwise than all."""
        window, section = self._window, self._window.sections.section
        if section is None:
            return
        can_condense = not window.work.is_condensing
        dialog = WishesDialog(
            section, window.document.options, can_condense=can_condense, parent=window
        )
        if dialog.exec():
            window.document.do(
                SetWishes(section.id, dialog.wishes), self.tr("For this section alone")
            )
            if can_condense and dialog.again.isChecked():
                window.work.condense((section.id,), again=True)
        dialog.deleteLater()
