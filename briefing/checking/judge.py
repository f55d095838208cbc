"""The verdict on a statement in any wording: every check, and the score that sums them up.

``assess`` judges what the program itself has shortened; this judges what anybody wrote. Where a
statement otherwise keeps to its source's words, another word is a change. In a free rendering
other words are the rule: there a word is doubted only if the source has none near it in meaning,
while numbers, names, negations and roles are held against the source as strictly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.brief import Verdict
from briefing.checking.assess import Statement
from briefing.checking.background import Background
from briefing.checking.doubts import Doubt, Kind
from briefing.checking.figures import check_figures
from briefing.checking.known import check_titles, check_words
from briefing.checking.likeness import Likeness
from briefing.checking.polarity import check_polarity
from briefing.checking.roles import check_roles
from briefing.checking.verifier import Opinion
from briefing.checking.verifier_score import Measures, load_scale
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


@dataclass(frozen=True)
class _Part:
    """A sentence of a claim with its evidence, the best first, and what the verifier says of it."""

    sentence: Sentence
    evidence: Sequence[Statement]
    opinion: Opinion | None = None


def judge(
    claim: str,
    parts: Sequence[tuple[Sentence, Sequence[Statement]]],
    background: Background,
    likeness: Likeness | None = None,
    opinions: Sequence[Opinion | None] = (),
) -> Judgement:
    """Hold a claim against what its sentences rest on: it is as good as the worst of them.

    ``parts`` are its sentences, each with its evidence, the best first; ``opinions`` what the
    verifier says of each, if it was asked.
    """
    if not claim.strip() or not parts:
        return _nothing("the statement is empty")
    if not any(evidence for _, evidence in parts):
        return _nothing("nothing in the article says this")
    rows = [_Part(*part, o) for part, o in zip(parts, opinions or [None] * len(parts), strict=True)]
    free = likeness is not None and _share_of_all(rows) < _CLOSE
    doubts: list[Doubt] = []
    scores: list[float] = []
    for part in rows:
        found, measures = _judge_part(claim, part, background, likeness, free=free)
        scale = load_scale("full" if measures.verifier is not None else "plain")
        score = scale.score(measures, {d.kind for d in found})
        if not found and score < scale.trusted:
            found = [_unsure(claim, part, scale.wrong_word)]
        doubts += found
        scores.append(score)
    unique = _unique(doubts)
    verdict = Verdict.CHECK if unique else Verdict.SUPPORTED
    if any(d.grave for d in unique):
        verdict = Verdict.UNSUPPORTED
    return Judgement(verdict, min(scores), unique)


def _judge_part(
    text: str,
    part: _Part,
    background: Background,
    likeness: Likeness | None,
    *,
    free: bool,
) -> tuple[list[Doubt], Measures]:
    """The doubts on one sentence of a claim, and what is measured of it."""
    sentence, evidence = part.sentence, part.evidence
    words = text[sentence.start : sentence.end]
    place = (sentence.start, sentence.end)
    pairs = background.share_of_pairs(words)
    logit = part.opinion.logit if part.opinion else None
    if not evidence:
        absent = Doubt(Kind.ABSENT, "nothing in the article says this", *place, grave=True)
        return [absent], Measures(pairs, 0.0, 0.0 if likeness else None, logit)
    source = "\n".join(e.text for e in evidence)
    sentences = [s for e in evidence for s in e.sentences]
    known = known_forms(sentences)
    strange = [(s, i) for s, i in content([sentence]) if not is_known(s.tokens[i], known)]
    total = len(content([sentence])) or 1
    rendered = _rendered(strange, sentences, likeness) if free else set()
    near = likeness.of_texts(words, [e.text for e in evidence]) if likeness else None
    measures = Measures(pairs, 1 - len(strange) / total, near, logit)
    if _share(sentence, background.known) + len(rendered) / total < _LITTLE:
        doubt = Doubt(Kind.ABSENT, "the article hardly says this", *place, grave=True)
        return [doubt], measures
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
    return doubts, measures


def _unsure(text: str, part: _Part, wrong: float) -> Doubt:
    """The doubt on a sentence in which no check finds anything, and which still is not sure.

    Where the verifier marks words, it is on the one that it likes least.
    """
    start, end = part.sentence.start, part.sentence.end
    if part.opinion is not None and part.opinion.words:
        first, last, logit = max(part.opinion.words, key=lambda word: word[2])
        if logit >= wrong:
            first, last = _whole_word(text, start + first, start + last)
            reason = f"see whether the source says this of “{text[first:last]}”"
            return Doubt(Kind.WORDING, reason, first, last)
    return Doubt(Kind.WORDING, "see whether the source says this", start, end)


def _whole_word(text: str, start: int, end: int) -> tuple[int, int]:
    """The word that a part of one is in."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _share_of_all(parts: Sequence[_Part]) -> float:
    """The share of all words of a claim that the evidence of their sentence has."""
    found = total = 0
    for part in parts:
        words = content([part.sentence])
        known = known_forms([s for e in part.evidence for s in e.sentences])
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
