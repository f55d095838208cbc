"""Other words for a bullet, or another statement: asked of the engine, chosen by a person.

What is chosen is one step for undo, and is locked: the program does not write over a choice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, Signal

from briefing.brief import Brief, Bullet, Section
from briefing.desktop.document import Document
from briefing.desktop.engine_process import EngineLost, EngineProcess
from briefing.desktop.rows import word_count
from briefing.editing.control import TakeOffer
from briefing.worker import protocol as say


class Wish(Enum):
    """What a person wants of another wording."""

    ANY = auto()
    SHORTER = auto()
    LONGER = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """What may stand in the stead of ``bullet``, to choose from."""

    bullet: str
    wordings: tuple[Bullet, ...]
    others: tuple[Bullet, ...]


@dataclass(slots=True)
class _Asked:
    job: int
    bullet: str
    wish: Wish


class Wordings(QObject):
    """Asks for other wordings of one document's bullets, one bullet at a time."""

    asked = Signal(str)
    """The engine looks for what may stand in the stead of the bullet with this id."""

    found = Signal(object)
    """``Found``, to be shown for a choice."""

    said = Signal(str)
    """What the person should know; it ends the looking too."""

    def __init__(
        self, document: Document, engine: EngineProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._engine = document, engine
        self._asked: _Asked | None = None
        document.replaced.connect(self.cancel)
        engine.happened.connect(self._hear)

    def ask(self, bullet: str, wish: Wish = Wish.ANY) -> None:
        """Look for other wordings of a bullet; the nearest is taken at once if one is wished."""
        self.cancel()
        section = _section_of(self._document.brief, bullet)
        known = self._document.bullet(bullet)
        if section is None or known is None:
            self.said.emit(self.tr("This bullet rests on no section; there is nothing to offer."))
            return
        self._asked = _Asked(self._engine.new_job(), bullet, wish)
        self.asked.emit(bullet)
        self._engine.ask(
            say.Offer(
                self._asked.job,
                self._document.brief.article,
                self._document.options,
                (section,),
                known,
            )
        )

    def cancel(self) -> None:
        """Look no more."""
        if self._asked is not None:
            self._engine.cancel(self._asked.job)
            self._asked = None

    def take(self, bullet: str, draft: Bullet) -> bool:
        """Let ``draft`` stand in the stead of a bullet; false if that is gone by now."""
        return self._document.do(TakeOffer(bullet, draft), self.tr("Other wording"))

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal carries any object)
        asked = self._asked
        if asked is None:
            return
        if isinstance(event, EngineLost):
            self._asked = None
            self.said.emit("")
        elif event.job == asked.job:
            match event:
                case say.Offered(wordings=wordings, others=others):
                    self._asked = None
                    self._answer(asked, wordings, others)
                case say.Failed(sentence=sentence):
                    self._asked = None
                    self.said.emit(sentence)
                case say.Stopped():
                    self._asked = None
                    self.said.emit("")

    def _answer(
        self, asked: _Asked, wordings: tuple[Bullet, ...], others: tuple[Bullet, ...]
    ) -> None:
        if asked.wish is Wish.ANY:
            self.found.emit(Found(asked.bullet, wordings, others))
            return
        known = self._document.bullet(asked.bullet)
        have = word_count(known.text) if known is not None else 0
        draft = nearest(wordings, have, shorter=asked.wish is Wish.SHORTER)
        if draft is None:
            self.said.emit(
                self.tr("There is no shorter wording that says the same.")
                if asked.wish is Wish.SHORTER
                else self.tr("The sentence of the article says no more.")
            )
        else:
            self.take(asked.bullet, draft)
            count = word_count(draft.text)
            self.said.emit(self.tr("{n} words instead of {m}.").format(n=count, m=have))


def nearest(wordings: tuple[Bullet, ...], have: int, *, shorter: bool) -> Bullet | None:
    """The wording next in length to one of ``have`` words, shorter or longer; None without one."""
    key: Callable[[Bullet], int] = lambda b: word_count(b.text)  # noqa: E731 (used twice)
    if shorter:
        return max((b for b in wordings if key(b) < have), key=key, default=None)
    return min((b for b in wordings if key(b) > have), key=key, default=None)


def _section_of(brief: Brief, bullet: str) -> Section | None:
    """The section that a bullet is in; for a key point, the one that it rests on."""
    try:
        place, _, known = brief.find(bullet)
    except KeyError:
        return None
    evidence = {e.paragraph for e in known.evidence[:1]}
    return next((s for s in brief.sections if s.id == place or evidence & set(s.paragraphs)), None)
