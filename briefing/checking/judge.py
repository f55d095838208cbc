"""The verdict on a statement in any wording: every check, and the score that sums them up.

``assess`` judges what the program itself has shortened; this judges what anybody wrote. Where a
statement otherwise keeps to its source's words, another word is a change. In a free rendering
other words are the rule: there a word is doubted only if the source has none near it in meaning,
while numbers, names, negations and roles are held against the source as strictly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod

from briefing.brief import Verdict
from briefing.checking.assess import Statement
from briefing.checking.background import Background
from briefing.checking.doubts import Doubt, Kind
from briefing.checking.figures import check_figures
from briefing.checking.known import check_titles, check_words
from briefing.checking.likeness import Likeness
from briefing.checking.polarity import check_polarity
from briefing.checking.roles import check_roles
from briefing.checking.wording import (
    check_connections,
    check_quotations,
    content,
    is_known,
    is_name,
    known_forms,
)
from briefing.engine.types import Sentence

_LITTLE = 0.4
"""Share of words below which the article does not speak of the matter at all."""

_CLOSE = 0.75
"""Share of words from which on a statement keeps to its source's words."""

_OWN = 0.25
"""Share of words of its own that a free rendering may have, with nothing near in the source."""

_FAR = 0.3
"""Score below which a statement without a doubt is still not one that the source makes."""

_DOUBTED = {
    Kind.ABSENT: 0.7, Kind.NUMBER: 0.5, Kind.UNIT: 0.5, Kind.DATE: 0.5, Kind.QUOTATION: 0.5,
    Kind.NAME: 0.4, Kind.SPEAKER: 0.4, Kind.NEGATION: 0.4, Kind.HEDGE: 0.2, Kind.ROLE: 0.2,
    Kind.RELATION: 0.2, Kind.APPROXIMATION: 0.15, Kind.JUDGEMENT: 0.15, Kind.WORDING: 0.15,
}  # fmt: skip
"""The part of its score that a statement loses by a doubt of each kind."""

_OF_WORDING = frozenset((Kind.WORDING, Kind.JUDGEMENT, Kind.ROLE, Kind.RELATION))


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a statement, a score from 0 to 1, and what is wrong with it, gravest first."""

    verdict: Verdict
    score: float
    doubts: tuple[Doubt, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Each doubt in words."""
        return tuple(dict.fromkeys(d.reason for d in self.doubts))


def judge(
    claim: str,
    parts: Sequence[tuple[Sentence, Sequence[Statement]]],
    background: Background,
    likeness: Likeness | None = None,
) -> Judgement:
    """Hold a claim against what it rests on.

    ``parts`` are its sentences, each with its evidence, the best first.
    """
    if not claim.strip() or not parts:
        return _nothing("the statement is empty")
    if not any(evidence for _, evidence in parts):
        return _nothing("nothing in the article says this")
    doubts: list[Doubt] = []
    nearness = 0.0
    free = likeness is not None and _share_of_all(parts) < _CLOSE
    for sentence, evidence in parts:
        found, near = _judge_sentence(claim, sentence, evidence, background, likeness, free=free)
        doubts += found
        nearness += near / len(parts)
    unique = _unique(doubts)
    score = nearness * prod(1 - _DOUBTED[kind] for kind in {d.kind for d in unique})
    if any(d.grave for d in unique):
        return Judgement(Verdict.UNSUPPORTED, score, unique)
    if not unique and score < _FAR:
        far = Doubt(Kind.WORDING, "the source says this in very different words", 0, len(claim))
        unique = (far,)
    return Judgement(Verdict.CHECK if unique else Verdict.SUPPORTED, score, unique)


def _judge_sentence(
    text: str,
    sentence: Sentence,
    evidence: Sequence[Statement],
    background: Background,
    likeness: Likeness | None,
    *,
    free: bool,
) -> tuple[list[Doubt], float]:
    """The doubts on one sentence of a claim, and how near it is to its evidence, 0 to 1."""
    words = text[sentence.start : sentence.end]
    place = (sentence.start, sentence.end)
    if not evidence:
        return [Doubt(Kind.ABSENT, "nothing in the article says this", *place, grave=True)], 0.0
    source = "\n".join(e.text for e in evidence)
    sentences = [s for e in evidence for s in e.sentences]
    known = known_forms(sentences)
    strange = [(s, i) for s, i in content([sentence]) if not is_known(s.tokens[i], known)]
    total = len(content([sentence])) or 1
    share = 1 - len(strange) / total
    rendered = _rendered(strange, sentences, likeness) if free else set()
    nearness = 0.5 * background.share_of_pairs(words) + 0.25 * share
    nearness += 0.25 * (likeness.of_texts(words, [e.text for e in evidence]) if likeness else share)
    if _share(sentence, background.known) + len(rendered) / total < _LITTLE:
        doubt = Doubt(Kind.ABSENT, "the article hardly says this", *place, grave=True)
        return [doubt], nearness
    doubts = [
        *(_moved(d, sentence.start) for d in check_figures(words, source)),
        *(_moved(d, sentence.start) for d in check_quotations(words, source)),
        *check_words(text, [sentence], known, sentences, background),
        *check_connections([sentence], known),
        *check_titles([sentence], sentences),
        *check_polarity([sentence], sentences),
        *check_roles([sentence], sentences, background),
    ]
    if free:
        few = len(strange) - len(rendered) <= _OWN * total
        doubts = [d for d in doubts if d.grave or not _may_pass(d, rendered, few=few)]
    return doubts, nearness


def _share_of_all(parts: Sequence[tuple[Sentence, Sequence[Statement]]]) -> float:
    """The share of all words of a claim that the evidence of their sentence has."""
    found = total = 0
    for sentence, evidence in parts:
        words = content([sentence])
        known = known_forms([s for e in evidence for s in e.sentences])
        found += sum(is_known(s.tokens[i], known) for s, i in words)
        total += len(words)
    return found / total if total else 1.0


def _share(sentence: Sentence, known: frozenset[str]) -> float:
    words = content([sentence])
    return sum(is_known(s.tokens[i], known) for s, i in words) / len(words) if words else 1.0


def _rendered(
    strange: Sequence[tuple[Sentence, int]],
    source: Sequence[Sentence],
    likeness: Likeness | None,
) -> set[int]:
    """Where those words of a free rendering begin that a word of the source is near to."""
    tokens = [s.tokens[i] for s, i in strange if not is_name(s, i)]
    if likeness is None or not tokens:
        return set()
    theirs = sorted({s.tokens[i].lemma.lower() for s, i in content(source)})
    near = likeness.renders([t.lemma.lower() for t in tokens], theirs)
    return {t.start for t, is_near in zip(tokens, near, strict=True) if is_near}


def _may_pass(doubt: Doubt, rendered: set[int], *, few: bool) -> bool:
    """Whether a doubt on a free rendering is about its wording alone."""
    if doubt.kind is Kind.RELATION or doubt.start in rendered:
        return doubt.kind in _OF_WORDING
    return few and doubt.kind in (Kind.WORDING, Kind.JUDGEMENT)


def _moved(doubt: Doubt, by: int) -> Doubt:
    return replace(doubt, start=doubt.start + by, end=doubt.end + by)


def _nothing(reason: str) -> Judgement:
    return Judgement(Verdict.UNSUPPORTED, 0.0, (Doubt(Kind.ABSENT, reason, grave=True),))


def _unique(doubts: list[Doubt]) -> tuple[Doubt, ...]:
    """The doubts without repeats, the grave ones first, in the order of the statement."""
    seen: dict[tuple[Kind, str], Doubt] = {}
    for doubt in doubts:
        seen.setdefault((doubt.kind, doubt.reason), doubt)
    return tuple(sorted(seen.values(), key=lambda d: (not d.grave, d.start)))
