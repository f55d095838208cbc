"""One article from file to brief, in steps that the window and the command line share."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from briefing.article import Article, Span
from briefing.brief import KEY_POINTS, Brief, Bullet, BulletOrigin, Section, Timings
from briefing.checking.checker import Checker
from briefing.condensing.keeping import kept_bullets
from briefing.condensing.offers import Offers
from briefing.condensing.recasting import divided, joined
from briefing.condensing.several import Condensers
from briefing.engine.types import Report, Stop
from briefing.notes import Notes
from briefing.noting.find import find_notes
from briefing.reading.origins import Origin
from briefing.sectioning.find import find_sections
from briefing.settings import Options, ReadingLimits
from briefing.worker.models import Models, engine_note
from briefing.worker.reading import ReadingProcess


class Until(StrEnum):
    """How far to go: each step includes those before it."""

    READ = "read"
    SECTIONS = "sections"
    BULLETS = "bullets"
    DOCUMENT = "document"


def _silent(_done: int, _total: int, _text: str) -> None:
    """Report to nobody."""


@dataclass
class Job:
    """The work on one article, with models that outlive it.

    ``report`` is told of each step, ``stop`` is asked on the way and raises Cancelled.
    """

    models: Models
    options: Options = field(default_factory=Options)
    report: Report = _silent
    stop: Stop | None = None

    def make(
        self,
        origin: Origin,
        reading: ReadingProcess,
        limits: ReadingLimits | None = None,
        until: Until = Until.DOCUMENT,
    ) -> Brief:
        """Have the article at ``origin`` read, cut and condense it, and give the brief.

        Raises InputError, NoArticle, ModelError and Cancelled.
        """
        start = time.perf_counter()
        article = reading.read(origin, limits, self.report, self.stop)
        return self.brief_on(article, until, time.perf_counter() - start)

    def brief_on(
        self, article: Article, until: Until = Until.DOCUMENT, read_s: float = 0.0
    ) -> Brief:
        """Cut and condense an article that was read in ``read_s`` seconds.

        Raises ModelError and Cancelled.
        """
        brief = replace(Brief.begin(article), timings=Timings(read_s=read_s))
        if until is Until.READ:
            return brief
        if until is not Until.SECTIONS:
            self.models.begin(self.options.model)
        sections, seconds = self.sections(article)
        loaded = self.models.load_s
        brief = replace(
            Brief.begin(article, sections), timings=replace(brief.timings, section_s=seconds)
        )
        if until is Until.SECTIONS:
            return replace(brief, timings=replace(brief.timings, load_s=loaded))
        return self.fill(brief)

    def sections(self, article: Article) -> tuple[tuple[Section, ...], float]:
        """Cut the article into sections; also the seconds it took, loading left out."""
        self.report(0, 0, "Finding the sections")
        embedder = self.models.embedder()
        start, loaded = time.perf_counter(), self.models.load_s
        sections = find_sections(
            article,
            embedder.embed if embedder else None,
            # Loaded only if an article has neither headings nor a contents list.
            lambda texts: self.models.grammar().parse(texts),
        )
        return sections, time.perf_counter() - start - (self.models.load_s - loaded)

    def fill(self, brief: Brief) -> Brief:
        """Condense every section of the brief and choose its key points."""
        for step in self.condense(brief.article, brief.sections):
            drafted, bullets = brief.numbered(step.bullets)
            if step.place == KEY_POINTS:
                brief = replace(drafted, key_points=bullets)
            else:
                section = replace(drafted.section(step.place), bullets=bullets, condensed=True)
                brief = drafted.with_section(section)
            brief = replace(
                brief,
                timings=replace(
                    brief.timings,
                    load_s=self.models.load_s,
                    condense_s=brief.timings.condense_s + step.condense_s,
                    check_s=brief.timings.check_s + step.check_s,
                ),
            )
        model = self.models.language_model(self.options.model)
        spans = tuple(s for _, bullets in brief.places() for b in bullets for s in b.evidence)
        notes = self.notes(brief.article, spans)
        return replace(brief, engine=engine_note(model, self.options), notes=notes)

    def condense(
        self,
        article: Article,
        sections: tuple[Section, ...],
        only: tuple[str, ...] = (),
        *,
        key_points: bool = False,
        kept: tuple[Bullet, ...] = (),
    ) -> Iterator[Step]:
        """Condense sections one by one, then choose the key points unless ``only`` is given.

        ``only`` names the sections to condense, empty for all. With ``key_points`` they are
        chosen all the same, among the bullets that the other sections have already too. Nothing is
        written that repeats what a person keeps: locked or edited bullets of the sections, and the
        ``kept`` key points.
        """
        self.report(0, 0, "Loading the models")
        self.models.begin(self.options.model)
        grammar, embedder = self.models.grammar(), self.models.embedder()
        model = self.models.language_model(self.options.model)
        wanted = [s for s in sections if not only or s.id in only]
        clock = time.perf_counter()
        condenser = Condensers(
            source=self.models.horizons(article),
            options=self.options,
            grammar=grammar,
            embedder=embedder,
            model=model,
            stop=self.stop,
        )
        done = {s.id: s for s in sections}
        condenser.keep(
            [b for s in sections for b in (kept_bullets(s) if s in wanted else s.bullets)]
        )
        checked = 0.0
        if wanted:
            self.report(0, len(wanted), f"Condensing: {wanted[0].title}")
        for number, (section, bullets) in enumerate(condenser.condense(wanted), 1):
            done[section.id] = replace(section, bullets=bullets)
            now = time.perf_counter()
            check_s = condenser.check_s - checked
            checked = condenser.check_s
            yield Step(section.id, bullets, now - clock - check_s, check_s)
            clock = time.perf_counter()
            text = f"Condensing: {wanted[number].title}" if number < len(wanted) else "Key points"
            self.report(number, len(wanted), text)
        if key_points or not only:
            points = condenser.key_points(list(done.values()), kept)
            yield Step(KEY_POINTS, points, time.perf_counter() - clock, 0.0)

    def offers(self, article: Article, section: Section, bullet: Bullet) -> Iterator[Offers]:
        """What may stand in the stead of a bullet of the section, each time all that is found.

        Raises ModelError and Cancelled.
        """
        models = self.models
        condenser = Condensers(
            source=models.horizons(article),
            options=self.options,
            grammar=models.grammar(),
            embedder=models.embedder(),
            model=models.language_model(self.options.model),
            stop=self.stop,
        )
        yield from condenser.offers(section, bullet)

    def notes(self, article: Article, spans: tuple[Span, ...] = ()) -> Notes:
        """What stands beside the bullets; ``spans`` is what those rest on."""
        return find_notes(self.models.parsed(article), spans)

    def check(self, bullet_id: str, text: str, article: Article, near: tuple[str, ...]) -> Bullet:
        """Hold a statement that a person wrote against the article; give it with its verdict."""
        models = self.models
        checker = Checker(models.grammar(), models.embedder())
        (finding,) = checker.check([text], models.parsed(article), near=near)
        return Bullet(
            id=bullet_id,
            text=text,
            evidence=tuple(s.span for s in finding.evidence),
            verdict=finding.judgement.verdict,
            score=finding.judgement.score,
            reasons=finding.judgement.reasons,
        )

    def recast(
        self, article: Article, bullets: tuple[Bullet, ...], near: tuple[str, ...]
    ) -> tuple[Bullet, ...]:
        """One bullet as two, or two and more as one, checked anew; none where it cannot be divided.

        ``near`` is as in ``check``. The evidence of what is joined is that of all.
        """
        texts = [b.text for b in bullets]
        parsed = self.models.grammar().parse(texts)
        if len(bullets) == 1:
            parts = divided(texts[0], parsed[0])
            return tuple(self._recast(article, part, bullets, near) for part in parts or ())
        text, trees = texts[0], parsed[0]
        for other, others in zip(texts[1:], parsed[1:], strict=True):
            text = joined(text, trees, other, others)
            (trees,) = self.models.grammar().parse([text])
        evidence = tuple(dict.fromkeys(e for b in bullets for e in b.evidence))
        new = self._recast(article, text, bullets, near)
        return (replace(new, evidence=evidence or new.evidence),)

    def _recast(
        self, article: Article, text: str, of: tuple[Bullet, ...], near: tuple[str, ...]
    ) -> Bullet:
        """A draft in the words of other bullets: whose those are, it is."""
        who = {bullet.origin for bullet in of}
        most = (BulletOrigin.HUMAN, BulletOrigin.MODEL, BulletOrigin.EXTRACT)
        origin = next(o for o in most if o in who)
        return replace(self.check("", text, article, near), origin=origin)


@dataclass(frozen=True)
class Step:
    """The drafts for one place of the brief (a section's id, or the key points)."""

    place: str
    bullets: tuple[Bullet, ...]
    condense_s: float
    check_s: float
