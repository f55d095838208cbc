"""The verdict on a statement in any wording: every check, and the score that sums them up.

``assess`` judges what the program itself has shortened; this judges what anybody wrote.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.brief import Verdict
from briefing.checking.assess import Statement
from briefing.checking.background import Background
from briefing.checking.doubts import Doubt, Kind
from briefing.checking.figures import check_figures
from briefing.checking.known import check_titles, check_words
from briefing.checking.polarity import check_polarity
from briefing.checking.roles import check_roles
from briefing.checking.wording import (
    check_connections,
    check_quotations,
    content,
    is_known,
    known_forms,
)

_LITTLE = 0.4
"""Share of words below which the article does not speak of the matter at all."""


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


def judge(claim: Statement, evidence: Sequence[Statement], background: Background) -> Judgement:
    """Hold a claim against the words it rests on, the best evidence first."""
    if not claim.text.strip():
        return _nothing("the statement is empty")
    if not evidence:
        return _nothing("nothing in the article says this")
    source = "\n".join(e.text for e in evidence)
    sentences = [s for e in evidence for s in e.sentences]
    known = known_forms(sentences)
    share = _share(claim, known)
    if share < _LITTLE:
        doubt = Doubt(Kind.ABSENT, "the article hardly says this", 0, len(claim.text), grave=True)
        return Judgement(Verdict.UNSUPPORTED, 0.3 * share, (doubt,))
    doubts = _unique(
        [
            *check_figures(claim.text, source),
            *check_quotations(claim.text, source),
            *check_words(claim.text, claim.sentences, known, background),
            *check_connections(claim.sentences, known),
            *check_titles(claim.sentences, sentences),
            *check_polarity(claim.sentences, sentences),
            *check_roles(claim.sentences, sentences, background),
        ]
    )
    grave = any(d.grave for d in doubts)
    score = share * (0.4 if grave else 0.7 if doubts else 1.0)
    verdict = Verdict.UNSUPPORTED if grave else Verdict.CHECK if doubts else Verdict.SUPPORTED
    return Judgement(verdict, score, doubts)


def _nothing(reason: str) -> Judgement:
    return Judgement(Verdict.UNSUPPORTED, 0.0, (Doubt(Kind.ABSENT, reason, grave=True),))


def _share(claim: Statement, known: frozenset[str]) -> float:
    words = content(claim.sentences)
    return sum(is_known(s.tokens[i], known) for s, i in words) / len(words) if words else 1.0


def _unique(doubts: list[Doubt]) -> tuple[Doubt, ...]:
    """The doubts without repeats, the grave ones first, in the order of the statement."""
    seen: dict[tuple[Kind, str], Doubt] = {}
    for doubt in doubts:
        seen.setdefault((doubt.kind, doubt.reason), doubt)
    return tuple(sorted(seen.values(), key=lambda d: (not d.grave, d.start)))
