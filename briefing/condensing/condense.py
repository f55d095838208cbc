"""Sections become bullets: choose what matters, make it stand alone, shorten, check."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from briefing.article import Article
from briefing.brief import Bullet, BulletOrigin, Section, SectionOrigin, Verdict
from briefing.checking.assess import Statement, assess
from briefing.checking.lexical import content_stems
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import word_count
from briefing.condensing.antecedents import Question, decide
from briefing.condensing.choosing import (
    TOO_ALIKE,
    choose,
    how_many,
    pools,
    repeats,
    sentence_values,
)
from briefing.condensing.discourse import Candidate
from briefing.condensing.horizons import Horizons, Scope
from briefing.condensing.keeping import kept_bullets, said_by
from briefing.condensing.key_points import Choice, Pool
from briefing.condensing.leaning import known_things
from briefing.condensing.offers import MOST_OTHERS, Offers, carries, is_statement, varied
from briefing.condensing.pronouns import is_expletive
from briefing.condensing.ranking import Ballot, ranked
from briefing.condensing.references import references
from briefing.condensing.rewriting import rewrite
from briefing.condensing.second_look import doubts_on
from briefing.condensing.speakers import speakers
from briefing.condensing.wishes import QUOTING, quoting, said, wished
from briefing.condensing.wording import Prepared, Wording, prepare, shortenings, weight
from briefing.engine.types import (
    Embedder,
    FloatArray,
    Grammar,
    LanguageModel,
    Stop,
    scorer_of,
    writer_of,
)
from briefing.errors import Cancelled
from briefing.settings import Options

_BREVITY = 0.55
"""How much a word saved counts against substance lost, both as shares."""

_WORTH_SHORTENING = 20
"""Sentences of up to so many words are short enough as they are."""


@dataclass
class Condenser:
    """Condenses the sections of one article.

    ``embedder`` and ``model`` may be None: then words alone tell how near sentences are, and the
    bullets are the article's own sentences, trimmed. ``check_s`` adds up the seconds that the
    final checks took.
    """

    source: Source | Horizons
    options: Options
    grammar: Grammar
    embedder: Embedder | None = None
    model: LanguageModel | None = None
    stop: Stop | None = None
    check_s: float = 0.0
    _scopes: dict[Source, Scope] = field(default_factory=dict, repr=False)
    _taken: list[FloatArray] = field(default_factory=list, repr=False)
    _told: list[frozenset[str]] = field(default_factory=list, repr=False)
    _pool: Pool = field(default_factory=Pool, repr=False)
    _pooled: set[str] = field(default_factory=set, repr=False)

    def share(self, other: Condenser) -> None:
        """Repeat nothing that ``other`` says, and let it repeat nothing of this one's."""
        self._told = other._told
        if self.embedder is not None:  # without it, vectors of two articles cannot be compared
            self._taken = other._taken

    def keep(self, bullets: Sequence[Bullet]) -> None:
        """Repeat nothing that these bullets say."""
        self._told += [frozenset(content_stems(b.text)) for b in bullets]
        if bullets:
            scope = self._scope()
            self._taken += [
                scope.vectors[s.index] for s in said_by(bullets, scope.source.sentences)
            ]

    def condense(self, sections: Sequence[Section]) -> Iterator[tuple[Section, tuple[Bullet, ...]]]:
        """Condense the sections one after the other; yield each with its drafts.

        Raises Cancelled between and within sections when ``stop`` answers true.
        """
        titles = self._embed([s.title for s in sections])
        for number, section in enumerate(sections):
            if self.stop is not None and self.stop():
                raise Cancelled("Condensing was stopped.")
            yield section, self._section(section, None if titles is None else titles[number])

    # --- one section --------------------------------------------------------------------------

    def _section(self, section: Section, title: FloatArray | None) -> tuple[Bullet, ...]:
        scope = self._scope(section)
        sentences = scope.source.of(section.paragraphs)
        if not sentences:
            return ()
        prepared = self._prepare(sentences, scope)
        vectors = scope.vectors[[s.index for s in sentences]]
        values = sentence_values(prepared, vectors, title, scope.mean)
        wordings = [shortenings(p) for p in prepared]
        options = wished(self.options, section)
        if options.keep_quotes:
            wordings = [quoting(p, row) for p, row in zip(prepared, wordings, strict=True)]
            values += np.array([QUOTING * bool(said(p)) for p in prepared], dtype=np.float32)
        fitting = [any(w.words <= options.words for w in row) for row in wordings]
        count = how_many(len(sentences), options.bullets)
        kept = [sentences.index(s) for s in said_by(kept_bullets(section), sentences)]
        taken = np.stack(self._taken) if self._taken else None
        stems = [frozenset(content_stems(p.text)) for p in prepared]
        chosen = kept
        for pool, most in pools(prepared, fitting, count):
            chosen = choose(
                values, vectors, most, pool, taken, stems=stems, told=self._told, already=chosen
            )
        if not chosen:
            chosen = self._second_best(prepared, fitting, values)
        chosen = sorted(set(chosen) - set(kept))
        self._taken += [vectors[i] for i in chosen]
        self._told += [stems[i] for i in chosen]
        rewritten = self._rewrite([prepared[i] for i in chosen])
        for i, new in zip(chosen, rewritten, strict=True):
            if new and (not options.keep_quotes or quoting(prepared[i], [new])):
                wordings[i] += [new]
        self._offer(section, prepared, wordings)
        ballots = [self._ballot(prepared[i], wordings[i], options.words) for i in chosen]
        scorer = scorer_of(self.model)
        worded = (
            [ballot.wordings[0] for ballot in ballots]
            if scorer is None
            else ranked(ballots, scope.source, scorer, self.stop)
        )
        return tuple(
            self._bullet(ballot.prepared, wording, options)
            for ballot, wording in zip(ballots, worded, strict=True)
        )

    def offers(self, section: Section, bullet: Bullet) -> Iterator[Offers]:
        """What may stand in a bullet's stead: other wordings, and other statements of the section.

        Wordings are of the sentences that the bullet rests on, the longest first; statements that
        a bullet of the section carries already are left out. What the model writes comes later,
        with all that was yielded before. Raises Cancelled.
        """
        scope = self._scope(section)
        sentences = scope.source.of(section.paragraphs)
        if not sentences:
            return
        options = wished(self.options, section)
        prepared = self._prepare(sentences, scope)
        vectors = scope.vectors[[s.index for s in sentences]]
        values = sentence_values(prepared, vectors, None, scope.mean)
        own = [n for n, s in enumerate(sentences) if carries(bullet, s)]
        said = {n for n, s in enumerate(sentences) if any(carries(b, s) for b in section.bullets)}
        rows = {n: varied(prepared[n], shortenings(prepared[n])) for n in own}
        others = [n for n, p in enumerate(prepared) if n not in {*own, *said} and is_statement(p)]
        others.sort(key=lambda n: (len(prepared[n].problems), -float(values[n])))
        second = [
            self._bullet(p, self._ballot(p, shortenings(p), options.words).wordings[0], options)
            for p in (prepared[n] for n in others[:MOST_OTHERS])
        ]
        first = [self._bullet(prepared[n], w, options) for n in own for w in rows[n]]
        yield Offers.of(bullet, first, second)
        written = self._rewrite([prepared[n] for n in own])
        added = [
            self._bullet(prepared[n], w, options) for n, w in zip(own, written, strict=True) if w
        ]
        if added:
            yield Offers.of(bullet, [*first, *added], second)

    # --- the key points -----------------------------------------------------------------------

    def _offer(
        self,
        section: Section,
        prepared: Sequence[Prepared],
        wordings: Sequence[Sequence[Wording]],
    ) -> None:
        """Let the key points be chosen among the sentences of a section, too."""
        told = section.origin in (SectionOrigin.HEADING, SectionOrigin.CONTENTS)
        scope = self._scope(section)
        vectors = scope.vectors[[p.source.index for p in prepared]]
        heading = section.title if told else None
        self._pool.add(prepared, wordings, vectors @ scope.centre, self.options.words, heading)
        self._pooled.add(section.id)

    def key_points(
        self, sections: Sequence[Section], kept: Sequence[Bullet] = ()
    ) -> tuple[Bullet, ...]:
        """Choose the key points of the sections that have bullets, most important first.

        Only statements that the article supports are taken; each is a draft without an id. What
        the ``kept`` key points say is not said again, and the room that they take is gone.
        """
        for section in sections:
            if section.bullets and section.id not in self._pooled:
                scope = self._scope(section)
                prepared = self._prepare(scope.source.of(section.paragraphs), scope)
                self._offer(section, prepared, [shortenings(p) for p in prepared])
        found: list[Bullet] = []
        vectors = self._scope().vectors
        said_already = said_by(kept, self._scope().source.sentences)
        taken: list[FloatArray] = [vectors[s.index] for s in said_already]
        told = [frozenset(content_stems(b.text)) for b in kept]
        room = self.options.key_points_words - sum(word_count(b.text) for b in kept)

        def accept(choice: Choice, wording: Wording) -> bool:
            if kept and wording.words > room:
                return False  # without kept ones, the first may be longer than all are to be
            vector = vectors[choice.prepared.source.index]
            if any(float(vector @ other) > TOO_ALIKE for other in taken):
                return False
            stems = frozenset(content_stems(wording.text))
            if any(repeats(stems, other) for other in told):
                return False
            bullet = self._bullet(choice.prepared, wording)
            if bullet.verdict is not Verdict.SUPPORTED:
                return False
            found.append(bullet)
            taken.append(vector)
            told.append(stems)
            return True

        title = self._article.title or ""
        said = {b.text for s in sections for b in s.bullets}
        self._pool.choose(title, room, said, accept)
        return tuple(found)

    def _second_best(
        self, prepared: Sequence[Prepared], fitting: Sequence[bool], values: FloatArray
    ) -> list[int]:
        """One sentence for a section in which none stands alone; it will be marked for a look."""
        whole = [i for i, p in enumerate(prepared) if not any(map(_is_fragment, p.problems))]
        for pool in (
            [i for i in whole if fitting[i]],
            whole,
        ):
            if pool:
                return [
                    max(
                        pool,
                        key=lambda i: (
                            not prepared[i].opens_with_a_pointer,
                            -len(prepared[i].problems),
                            float(values[i]),
                        ),
                    )
                ]
        return []

    def _prepare(self, sentences: Sequence[SourceSentence], scope: Scope) -> list[Prepared]:
        said = speakers(scope.source)
        pointers = [[] if s.index in said else references(s, scope.source) for s in sentences]
        places = [
            (row, column)
            for row, found in enumerate(pointers)
            for column, pointer in enumerate(found)
            if pointer.candidates
        ]
        questions = [Question(sentences[r], pointers[r][c]) for r, c in places]
        answers = decide(questions, scope.source, scorer_of(self.model), self.stop)
        chosen: list[dict[int, Candidate]] = [{} for _ in sentences]
        for (row, column), answer in zip(places, answers, strict=True):
            if answer is not None:
                chosen[row][column] = answer
        return [
            _leaning(
                prepare(sentence, found, answered, scope.written, said.get(sentence.index)),
                scope.source,
            )
            for sentence, found, answered in zip(sentences, pointers, chosen, strict=True)
        ]

    def _rewrite(self, prepared: Sequence[Prepared]) -> list[Wording | None]:
        """The model's wordings; None where none is to write, no need, or no true shortening."""
        writer = writer_of(self.model)
        if writer is None:
            return [None] * len(prepared)
        needed = [
            i
            for i, p in enumerate(prepared)
            if p.speaker is None and word_count(p.text) > _WORTH_SHORTENING
        ]
        written = rewrite([prepared[i] for i in needed], writer, self.grammar, self.stop)
        by_index = dict(zip(needed, written, strict=True))
        return [by_index.get(i) for i in range(len(prepared))]

    @staticmethod
    def _ballot(prepared: Prepared, wordings: Sequence[Wording], limit: int) -> Ballot:
        """The wordings within the limit, by how much they carry in how few words, best first.

        Where none is, the shortest alone.
        """

        def worth(wording: Wording) -> float:
            return weight(prepared, wording.kept) - _BREVITY * wording.words / limit

        fitting = [w for w in wordings if w.words <= limit]
        if not fitting:
            fitting = [min(wordings, key=lambda w: w.words)]
        fitting.sort(key=lambda w: (-worth(w), w.origin is not BulletOrigin.MODEL, w.words))
        return Ballot(prepared, fitting, [worth(w) for w in fitting])

    def _bullet(
        self, prepared: Prepared, wording: Wording, options: Options | None = None
    ) -> Bullet:
        limit = (options or self.options).words
        start = time.perf_counter()
        told = [self._article.words_of(s) for s in prepared.names]
        if prepared.speaker is not None:
            told.append(prepared.speaker.name)
        bullet, *names = map(
            Statement, (wording.text, *told), self.grammar.parse([wording.text, *told])
        )
        evidence = [Statement(prepared.source.words, (prepared.source.sentence,))]
        result = assess(bullet, [*evidence, *(Statement(n.text, ()) for n in names)], self._text)
        # what somebody says stands word for word behind the name: "I" is whom the name says
        doubts = () if prepared.speaker else doubts_on(bullet, evidence, names, self._text)
        doubted = () if result.reasons else tuple(d.reason for d in doubts)
        reasons = (*prepared.problems, *prepared.guesses, *result.reasons, *doubted)
        verdict = result.verdict
        if doubted:
            grave = any(d.grave for d in doubts)
            verdict = Verdict.UNSUPPORTED if grave else Verdict.CHECK
        if (prepared.problems or prepared.guesses) and verdict is Verdict.SUPPORTED:
            verdict = Verdict.CHECK
        if wording.words > limit:
            reasons = (*reasons, f"longer than {limit} words")
        self.check_s += time.perf_counter() - start
        return Bullet(
            id="",
            text=wording.text,
            evidence=prepared.evidence,
            verdict=verdict,
            score=result.score,
            reasons=reasons,
            origin=wording.origin,
        )

    # --- what all sections share --------------------------------------------------------------

    @cached_property
    def _horizons(self) -> Horizons:
        return self.source if isinstance(self.source, Horizons) else Horizons.of(self.source)

    @property
    def _article(self) -> Article:
        return self.source.article

    @cached_property
    def _text(self) -> str:
        return "\n".join(p.text for p in self._article.paragraphs)

    def _scope(self, section: Section | None = None) -> Scope:
        """What is looked at for a section; all that is there without one.

        Without an embedder, vectors of two scopes cannot be compared.
        """
        if section is None or self.embedder is None:
            source = self._horizons.whole()
        else:
            source = self._horizons.reaching(section.paragraphs)
        return self._scopes.setdefault(source, Scope(source, self.embedder))

    def _embed(self, texts: Sequence[str]) -> FloatArray | None:
        return self.embedder.embed(texts) if self.embedder is not None and texts else None


def _leaning(prepared: Prepared, source: Source) -> Prepared:
    """The sentence with a count of what it takes as known and does not name.

    An "it" that opens it and stands for nothing ("It is hard to …") reads like two of those.
    """
    empty = is_expletive(prepared.source.sentence, min(prepared.kept, default=0))
    known = set(known_things(prepared.source, source))
    told = {i for t in prepared.replacements for i in (t, t + 1)}
    return replace(prepared, leans=len(known & prepared.kept - told) + 2 * empty)


def _is_fragment(problem: str) -> bool:
    """Whether a problem means that there is no statement at all."""
    return any(words in problem for words in ("full sentence", "only leads in", "cut in two"))
