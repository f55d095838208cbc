"""Two bullets as one and one as two: done by the engine, and one step for undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from briefing.brief import KEY_POINTS, Bullet
from briefing.desktop.document import Document
from briefing.desktop.engine_process import EngineLost, EngineProcess
from briefing.editing.control import PutInstead
from briefing.worker import protocol as say


@dataclass(frozen=True, slots=True)
class _Asked:
    job: int
    bullets: tuple[Bullet, ...]


class Recasting(QObject):
    """Recasts bullets of one document, one request at a time."""

    said = Signal(str)
    """What the person should know; empty if nothing came of it and nothing is to be said."""

    done = Signal(str)
    """The first of the bullets that now stand there."""

    def __init__(
        self, document: Document, engine: EngineProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._engine = document, engine
        self._asked: _Asked | None = None
        document.replaced.connect(self.cancel)
        engine.happened.connect(self._hear)

    def ask(self, bullets: Sequence[str]) -> None:
        """Make two bullets of one, or one of several."""
        self.cancel()
        known = tuple(b for b in map(self._document.bullet, bullets) if b is not None)
        if not known or len(known) < len(bullets) or not all(b.text.strip() for b in known):
            return
        brief = self._document.brief
        place = brief.find(known[0].id)[0]
        near = () if place == KEY_POINTS else brief.section(place).paragraphs
        self._asked = _Asked(self._engine.new_job(), known)
        self._engine.ask(say.Recast(self._asked.job, brief.article, known, near))

    def cancel(self) -> None:
        """Give up what was asked."""
        if self._asked is not None:
            self._engine.cancel(self._asked.job)
            self._asked = None

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal carries any object)
        asked = self._asked
        if asked is None:
            return
        if isinstance(event, EngineLost):
            self._end("")
        elif event.job == asked.job:
            match event:
                case say.Recasted(bullets=drafts):
                    self._take(asked.bullets, drafts)
                case say.Failed(sentence=sentence):
                    self._end(sentence)
                case say.Finished() | say.Stopped():
                    self._asked = None

    def _end(self, text: str) -> None:
        self._asked = None
        self.said.emit(text)

    def _take(self, old: tuple[Bullet, ...], drafts: tuple[Bullet, ...]) -> None:
        if not drafts:
            self._end(
                self.tr("This bullet has no two parts that would each be true by themselves.")
            )
            return
        if any(self._document.bullet(b.id) != b for b in old):
            self._end("")  # the person has gone on writing
            return
        label = self.tr("Two into one") if len(old) > 1 else self.tr("One into two")
        if self._document.do(PutInstead(tuple(b.id for b in old), drafts), label):
            self.done.emit(old[0].id)
            self._end(label)
