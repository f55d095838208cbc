"""What the engine does for one document: condensing, checking, installing models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.article import Article
from briefing.brief import KEY_POINTS, Bullet, EngineNote, Timings
from briefing.desktop.document import Document
from briefing.desktop.engine_process import EngineLost, EngineProcess
from briefing.editing import edits
from briefing.editing.edits import Edit, is_unchecked
from briefing.editing.filling import is_kept
from briefing.editing.refitting import carried_drafts, refitted_sections
from briefing.worker import protocol as say

CHECK_AFTER_MS = 150
"""How long after the last keystroke a bullet is held against the article."""


@dataclass(frozen=True, slots=True)
class Running:
    """What the engine does at present. ``total`` 0: not known how much there is.

    ``installs`` tells that it is a model that is installed, beside all else.
    """

    text: str
    done: int = 0
    total: int = 0
    installs: bool = False


@dataclass(frozen=True, slots=True)
class Idle:
    """The engine has ended what it did; ``text`` says how, ``installs`` is as in ``Running``."""

    text: str = ""
    installs: bool = False


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something went wrong. ``lost`` tells that the engine is gone and can be started again."""

    sentence: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class ModelsKnown:
    """Which models are installed. ``installed`` tells that they were installed just now.

    ``servers`` are the names of models on servers.
    """

    language: tuple[str, ...]
    installed: bool = False
    servers: tuple[str, ...] = ()


@dataclass
class _Condensing:
    """The condensing in work. Its edits are one step for undo where ``again`` is true.

    ``article`` is the one that it works on: a person may correct what is shown meanwhile.
    ``made_from`` is which paragraphs each section has there; empty until the cut is known.
    ``engine`` is the model that writes, once it is known; it is noted with the first bullets.
    """

    job: int
    again: bool
    sections: tuple[str, ...]
    article: Article
    made_from: dict[str, tuple[str, ...]]
    engine: EngineNote | None = None
    is_noted: bool = False


class Work(QObject):
    """The jobs of one document: condensing, checking, and installing beside these."""

    happened = Signal(object)
    """``Running``, ``Idle``, ``Trouble`` or ``ModelsKnown``."""

    def __init__(
        self, document: Document, engine: EngineProcess, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._engine = engine
        self._installing = 0
        self._listing = 0
        self._condensing: _Condensing | None = None
        self._checking: dict[int, tuple[str, str, Article]] = {}
        self._article: Article | None = None
        self._typed: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._timer.timeout.connect(self._check_typed)
        engine.happened.connect(self._hear)
        document.replaced.connect(self._forget_checks)
        document.edited.connect(self.check_soon)
        document.changed.connect(self._follow_article)

    @property
    def is_busy(self) -> bool:
        """Whether something runs that can be cancelled."""
        return bool(self._installing or self._condensing)

    @property
    def is_installing(self) -> bool:
        """Whether models are being installed for this window."""
        return bool(self._installing)

    @property
    def is_condensing(self) -> bool:
        """Whether sections are being condensed."""
        return self._condensing is not None

    # --- asking ------------------------------------------------------------------------------

    def condense(
        self, sections: Sequence[str] = (), *, again: bool = False, key_points: bool = False
    ) -> None:
        """Condense sections by their ids, all and the key points if none is named.

        With ``key_points`` they are chosen anew also where sections are named.
        With ``again`` the person asked for it, and it is one step that can be undone.
        """
        if self._document.is_empty or self._condensing is not None:
            return
        brief, job = self._document.brief, self._engine.new_job()
        wanted = tuple(s.id for s in brief.sections if not sections or s.id in sections)
        made_from = {s.id: s.paragraphs for s in brief.sections}
        self._condensing = _Condensing(job, again, wanted, brief.article, made_from)
        self._document.await_machine(wanted)
        self.happened.emit(Running(self.tr("Starting the engine …")))
        self._engine.ask(
            say.Condense(
                job,
                brief.article,
                self._document.options,
                brief.sections,
                tuple(sections),
                key_points,
                tuple(b for b in brief.key_points if is_kept(b, None)),
            )
        )

    def cancel_installing(self) -> None:
        """Stop installing; what was fetched stays."""
        self._engine.cancel(self._installing)

    def cancel(self) -> None:
        """Stop condensing; what is finished stays."""
        if self._condensing is not None:
            self._engine.cancel(self._condensing.job)

    def list_models(self) -> None:
        """Ask which models are installed."""
        self._listing = self._engine.new_job()
        self._engine.ask(say.ListModels(self._listing))

    def install_models(self) -> None:
        """Install the default models; this uses the network."""
        if not self._installing:
            self._installing = self._engine.new_job()
            self._tell_install(self.tr("installing the language model …"))
            self._engine.ask(say.InstallModels(self._installing))

    def check_soon(self, bullet: str) -> None:
        """Hold a bullet against the article once typing has stopped."""
        self._typed.add(bullet)
        self._timer.start()

    def check_open(self) -> None:
        """Check every bullet that waits for it, for instance after undo or a crash."""
        if self._document.is_empty:
            return
        asked = {bullet for bullet, _, _ in self._checking.values()}
        for _, bullets in self._document.brief.places():
            self._typed.update(b.id for b in bullets if is_unchecked(b) and b.id not in asked)
        if self._typed:
            self._timer.start()

    def leave(self) -> None:
        """Forget everything that runs; called when the window closes."""
        self.cancel()
        self.cancel_installing()
        self._timer.stop()
        self._engine.happened.disconnect(self._hear)

    def _forget_checks(self) -> None:
        self._checking.clear()
        self._typed.clear()

    # --- a corrected article -------------------------------------------------------------------

    def _follow_article(self) -> None:
        """When the person has corrected the article, go on with the corrected one.

        Without a cut of it, condensing begins again; else what comes is fitted to it.
        """
        article = None if self._document.is_empty else self._document.brief.article
        if article is None or article is self._article:
            return
        before, self._article = self._article, article
        work = self._condensing
        if before is None or _has_same_text(before, article):
            return
        if (
            work is not None
            and not _has_same_text(work.article, article)
            and not (work.made_from and self._document.brief.sections)
        ):
            self._engine.cancel(work.job)
            self._condensing = None
            self.condense(again=work.again)
        else:
            self.check_open()

    def _carried(self, drafts: tuple[Bullet, ...], work: _Condensing) -> tuple[Bullet, ...]:
        article = self._document.brief.article
        if _has_same_text(work.article, article):
            return drafts
        return carried_drafts(drafts, work.article, article)

    # --- hearing -----------------------------------------------------------------------------

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal carries any object)
        if isinstance(event, EngineLost):
            self._checking.clear()
            self.happened.emit(Trouble(event.sentence, event.gone))
            return
        job = event.job
        if self._condensing is not None and job == self._condensing.job:
            self._hear_condensing(event, self._condensing)
        elif job in self._checking:
            self._hear_check(event)
        elif job in {self._installing, self._listing} and job:
            self._hear_models(event)

    def _hear_condensing(self, event: object, work: _Condensing) -> None:
        document = self._document
        match event:
            case say.SectionsFound(sections=sections):
                work.made_from = {s.id: s.paragraphs for s in sections}
                article = document.brief.article
                document.absorb(
                    edits.SetSections(refitted_sections(sections, work.article, article))
                )
                work.sections = tuple(s.id for s in sections)
                document.await_machine(work.sections)
            case say.EngineChosen(engine=engine):
                work.engine = engine
            case say.Progress():
                self._progress(event, work)
            case say.SectionCondensed(section=section_id, bullets=bullets):
                drafts, made_from = self._carried(bullets, work), work.made_from.get(section_id)
                self._fill(edits.FillSection(section_id, drafts, made_from), work)
                document.leave_machine(section_id)
            case say.KeyPointsChosen(bullets=bullets):
                self._fill(edits.FillKeyPoints(self._carried(bullets, work)), work)
            case say.Finished(engine=engine, timings=timings):
                if engine is not None and timings is not None:
                    self._note(engine, timings, work)
                is_empty = not any(bullets for _, bullets in document.brief.places())
                self._end(
                    self.tr("No sentence could be used; see what was left out of the article.")
                    if is_empty
                    else self.tr("The briefing is ready.")
                )
            case say.Failed(sentence=sentence):
                self._end("")
                self.happened.emit(Trouble(sentence))
            case say.Stopped():
                self._end(self.tr("Condensing was stopped; finished sections are kept."))

    def _note(self, engine: EngineNote, timings: Timings, work: _Condensing) -> None:
        before = self._document.brief
        timings = replace(timings, read_s=before.timings.read_s)
        work.is_noted = True
        self._fill(edits.NoteEngine(engine.after(before.engine), timings), work)

    def _fill(self, edit: Edit, work: _Condensing) -> None:
        """Show what came at once; a person who asked for it undoes all of it as one step.

        Who wrote it is noted before, so that it is known also of work that was stopped.
        """
        if work.engine is not None and not work.is_noted:
            self._note(work.engine, self._document.brief.timings, work)
        if work.again:
            self._document.do(edit, self.tr("Condense again"), together=f"condense {work.job}")
        else:
            self._document.absorb(edit)

    def _end(self, text: str) -> None:
        self._condensing = None
        self._document.leave_machine()
        self.happened.emit(Idle(text))
        self.check_open()

    def _progress(self, event: say.Progress, work: _Condensing) -> None:
        text = event.text
        if work.sections and event.total == len(work.sections) and event.done < event.total:
            section = event.section or work.sections[event.done]
            titles = {s.id: s.title for s in self._document.brief.sections}
            if section in titles:  # a person may have taken it out meanwhile
                self._document.enter_machine(section)
                text = self.tr("Section {number} of {total}: {title}").format(
                    number=event.done + 1, total=event.total, title=titles[section]
                )
        if work.engine is not None and work.engine.servers:
            text = self.tr("{text} (sent to {server})").format(
                text=text, server=work.engine.servers[-1]
            )
        self.happened.emit(Running(text, event.done, event.total))

    # --- checking ----------------------------------------------------------------------------

    def _check_typed(self) -> None:
        typed, self._typed = self._typed, set()
        for bullet_id in sorted(typed):
            bullet = self._document.bullet(bullet_id)
            if bullet is None or not bullet.text.strip() or not is_unchecked(bullet):
                continue
            brief, job = self._document.brief, self._engine.new_job()
            place = brief.find(bullet_id)[0]
            near = () if place == KEY_POINTS else brief.section(place).paragraphs
            # What was asked about older words of the same bullet is of no use any more.
            for old in [j for j, (b, _, _) in self._checking.items() if b == bullet_id]:
                self._engine.cancel(old)
                del self._checking[old]
            self._checking[job] = (bullet_id, bullet.text, brief.article)
            self._engine.ask(say.CheckText(job, brief.article, bullet_id, bullet.text, near))

    def _hear_check(self, event: object) -> None:
        match event:
            case say.TextChecked(job=job, bullet=checked):
                bullet_id, text, article = self._checking[job]
                if not _has_same_text(article, self._document.brief.article):
                    self.check_soon(bullet_id)  # it was held against what is corrected by now
                    return
                self._document.absorb(
                    edits.SetChecked(
                        bullet_id,
                        text,
                        checked.verdict,
                        checked.score,
                        checked.reasons,
                        checked.evidence,
                    )
                )
            case say.Failed(job=job, sentence=sentence):
                del self._checking[job]
                self.happened.emit(Trouble(sentence))
            case say.Finished(job=job) | say.Stopped(job=job):
                del self._checking[job]

    # --- models ------------------------------------------------------------------------------

    def _hear_models(self, event: object) -> None:
        match event:
            case say.ModelsListed(job=job, language=language, servers=servers):
                installed = job == self._installing
                self.happened.emit(ModelsKnown(language, installed, servers))
            case say.Progress(done=done, total=total, text=text):
                self._tell_install(text, done, total)
            case say.Failed(job=job, sentence=sentence):
                self.happened.emit(Trouble(sentence))
                self._end_models(job)
            case say.Finished(job=job) | say.Stopped(job=job):
                self._end_models(job)

    def _tell_install(self, text: str, done: int = 0, total: int = 0) -> None:
        text = self.tr("Using the network: {text}").format(text=text)
        self.happened.emit(Running(text, done, total, installs=True))

    def _end_models(self, job: int) -> None:
        if job == self._installing:
            self._installing = 0
            self.happened.emit(Idle(installs=True))
        else:
            self._listing = 0


def _has_same_text(one: Article, other: Article) -> bool:
    """Whether no paragraph differs; articles that differ in their details alone share them."""
    return one.paragraphs is other.paragraphs or one.paragraphs == other.paragraphs
