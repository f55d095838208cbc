"""Further articles for the briefing that is open: cut by the engine, then one step for undo."""

from __future__ import annotations

from collections import deque
from typing import Any

from PySide6.QtCore import QObject, Signal

from briefing.article import Article
from briefing.brief import Section
from briefing.desktop.document import Document, SectionState
from briefing.desktop.engine_process import EngineLost, EngineProcess
from briefing.desktop.naming import name_of_article
from briefing.desktop.work import Idle, Work
from briefing.editing.articles import AddArticle, TakeArticleOut
from briefing.gathering import apart
from briefing.worker import protocol as say


class Adding(QObject):
    """Adds articles to one document, one after the other, while nothing is being condensed."""

    said = Signal(str)
    """What the person should know."""

    def __init__(
        self,
        document: Document,
        work: Work,
        engine: EngineProcess,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document, self._work, self._engine = document, work, engine
        self._waiting: deque[Article] = deque()
        self._job = 0
        document.replaced.connect(self._forget)
        work.happened.connect(self._follow)
        engine.happened.connect(self._hear)

    @property
    def is_busy(self) -> bool:
        """Whether an article waits to join, or is being cut."""
        return bool(self._waiting)

    def add(self, article: Article) -> None:
        """Let an article that was read stand in the briefing."""
        if any(part.sha256 == article.sha256 for part in apart(self._document.brief.article)):
            text = self.tr("{name} is in the briefing already.")
            self.said.emit(text.format(name=name_of_article(article)))
            return
        self._waiting.append(article)
        if self._work.is_condensing:
            text = self.tr("{name} joins the briefing when condensing has ended.")
            self.said.emit(text.format(name=name_of_article(article)))
        self._go_on()

    def take_out(self, prefix: str) -> None:
        """Take the article out whose paragraphs' ids begin with ``prefix``, with its sections."""
        if self._document.do(TakeArticleOut(prefix), self.tr("Take article out")):
            self.said.emit(self.tr("The article was taken out, with its sections."))

    def _go_on(self) -> None:
        if self._waiting and not self._job and not self._work.is_condensing:
            self._job = self._engine.new_job()
            self._engine.ask(say.Cut(self._job, self._waiting[0]))

    def _forget(self) -> None:
        self._waiting.clear()
        self._job = 0

    def _follow(self, event: object) -> None:
        if isinstance(event, Idle):
            self._go_on()

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal carries any object)
        if isinstance(event, EngineLost):
            self._forget()
            return
        if not self._job or event.job != self._job:
            return
        match event:
            case say.SectionsFound(sections=sections):
                self._take_in(self._waiting[0], sections)
            case say.Finished() | say.Failed() | say.Stopped():
                if isinstance(event, say.Failed):
                    self.said.emit(event.sentence)
                self._waiting.popleft()
                self._job = 0
                self._go_on()
                if not self._job:
                    self._condense_new()

    def _take_in(self, article: Article, sections: tuple[Section, ...]) -> None:
        if self._document.do(AddArticle(article, sections), self.tr("Add article")):
            text = self.tr("{name} is in the briefing now.")
            self.said.emit(text.format(name=name_of_article(article)))

    def _condense_new(self) -> None:
        """Write what is new; the key points are chosen anew, from all the articles."""
        document = self._document
        new = [
            section.id
            for section in document.brief.sections
            if section.paragraphs and document.state_of(section) is SectionState.LEFT
        ]
        if new:
            self._work.condense(new, key_points=True)
