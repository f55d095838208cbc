"""Whom a pronoun means, where several names come into question.

The language model reads the sentences before and then the sentence with each name in the
pronoun's place: the likelier sentence wins (a Winograd-style test; Trinh and Le 2018). Without a
model the most salient name must lead clearly. When neither is sure, nobody is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.checking.render import write_out
from briefing.checking.source import Source, SourceSentence
from briefing.condensing.references import Candidate, Reference
from briefing.engine.types import LanguageModel, Stop

_CONTEXT = 3
"""Sentences before that the model reads."""

_SURE = 2.0
"""Nats by which one name must be likelier if salience speaks for another."""

_CLEAR = 1.5
"""Factor by which the most salient name must lead when there is no model."""


@dataclass(frozen=True)
class Question:
    """One pointer of one sentence, with more than one candidate."""

    sentence: SourceSentence
    pointer: Reference


def decide(
    questions: Sequence[Question],
    source: Source,
    model: LanguageModel | None,
    stop: Stop | None = None,
) -> list[Candidate | None]:
    """Answer each question with a candidate, or None where it stays open.

    Raises Cancelled when ``stop`` answers true.
    """
    scores = _likelihoods(questions, source, model, stop) if model else None
    answers: list[Candidate | None] = []
    for number, question in enumerate(questions):
        candidates = question.pointer.candidates
        salient = candidates[0]
        clear = len(candidates) == 1 or salient.salience >= _CLEAR * candidates[1].salience
        if scores is None:
            answers.append(salient if clear else None)
            continue
        row = scores[number]
        best = max(range(len(candidates)), key=lambda i: row[i])
        second = max((row[i] for i in range(len(candidates)) if i != best), default=row[best])
        agreed = best == 0 or row[best] - second >= _SURE
        answers.append(candidates[best] if agreed else None)
    return answers


def _likelihoods(
    questions: Sequence[Question], source: Source, model: LanguageModel, stop: Stop | None
) -> list[list[float]]:
    """The log-likelihood (nats) of the sentence with each candidate put in."""
    pairs = []
    for question in questions:
        index = question.sentence.index
        before = source.sentences[max(0, index - _CONTEXT) : index]
        context = " ".join(s.words for s in before)
        pairs += [
            (context, " " + _with(question, candidate)) for candidate in question.pointer.candidates
        ]
    flat = iter(model.log_likelihood(pairs, stop=stop))
    return [[next(flat) for _ in q.pointer.candidates] for q in questions]


def _with(question: Question, candidate: Candidate) -> str:
    sentence = question.sentence.sentence
    first, *others = question.pointer.tokens
    words = candidate.words + ("’s" if question.pointer.possessive else "")
    kept = [i for i in range(len(sentence.tokens)) if i not in others]
    return write_out(question.sentence.text, sentence, kept, {first: words})
