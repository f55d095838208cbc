"""Other words for a bullet, or another statement: asked of the engine, chosen by a person.

What is chosen is one step for undo, and is locked: the program does not write over a choice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, Signal

from briefing.brief import Brief, Bullet, Section, Verdict
from briefing.desktop.document import Document
from briefing.desktop.engine_process import EngineLost, EngineProcess
from briefing.desktop.rows import word_count
from briefing.editing.control import TakeOffer
from briefing.editing.edits import NoteEngine
from briefing.engine.server import server_address
from briefing.worker import protocol as say


class Wish(Enum):
    """What a person wants of another wording."""

    ANY = auto()
    SHORTER = auto()
    LONGER = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """What may stand in the stead of ``bullet``; if not ``is_done``, more may come."""

    bullet: str
    wordings: tuple[Bullet, ...] = ()
    others: tuple[Bullet, ...] = ()
    is_done: bool = False


@dataclass(slots=True)
class _Asked:
    job: int
    wish: Wish
    of: Bullet
    found: Found


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
        self._note_server()
        self._asked = _Asked(self._engine.new_job(), wish, known, Found(bullet))
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
                    asked.found = replace(asked.found, wordings=wordings, others=others)
                    if asked.wish is Wish.ANY:
                        self.found.emit(asked.found)
                case say.Finished():
                    self._asked = None
                    self._answer(asked.wish, replace(asked.found, is_done=True), asked.of)
                case say.Failed(sentence=sentence):
                    self._asked = None
                    self.said.emit(sentence)
                case say.Stopped():
                    self._asked = None
                    self.said.emit("")

    def _note_server(self) -> None:
        """Note where the sentence is sent, before it is."""
        address, brief = server_address(self._document.options.model), self._document.brief
        if address and address not in brief.engine.servers:
            engine = replace(brief.engine, servers=(*brief.engine.servers, address))
            self._document.absorb(NoteEngine(engine, brief.timings))

    def _answer(self, wish: Wish, found: Found, of: Bullet) -> None:
        if wish is Wish.ANY:
            self.found.emit(found)
            return
        known = self._document.bullet(found.bullet)
        if known != of:
            self.said.emit("")  # the person has gone on writing
            return
        have = word_count(of.text)
        draft = nearest(found.wordings, have, shorter=wish is Wish.SHORTER)
        if draft is None:
            self.said.emit(
                self.tr("There is no shorter wording that says the same.")
                if wish is Wish.SHORTER
                else self.tr("The sentence of the article says no more.")
            )
        else:
            self.take(found.bullet, draft)
            count = word_count(draft.text)
            self.said.emit(self.tr("{n} words instead of {m}.").format(n=count, m=have))


def nearest(wordings: tuple[Bullet, ...], have: int, *, shorter: bool) -> Bullet | None:
    """The wording next in length to one of ``have`` words, shorter or longer; None without one.

    What the article says for sure comes before what is to be checked.
    """

    def distance(draft: Bullet) -> int:
        """In words; above 0 if it is as wished."""
        words = word_count(draft.text)
        return have - words if shorter else words - have

    return min(
        (draft for draft in wordings if distance(draft) > 0),
        key=lambda draft: (draft.verdict is not Verdict.SUPPORTED, distance(draft)),
        default=None,
    )


def _section_of(brief: Brief, bullet: str) -> Section | None:
    """The section that a bullet is in; for a key point, the one that it rests on."""
    try:
        place, _, known = brief.find(bullet)
    except KeyError:
        return None
    evidence = {e.paragraph for e in known.evidence[:1]}
    return next((s for s in brief.sections if s.id == place or evidence & set(s.paragraphs)), None)
