"""Whom a pronoun means, where several names come into question.

A name must first fit the pronoun: after "Mary Reyes said that", " she" must be likelier than
" he". Then the language model reads the sentences before and the sentence with each name in the
pronoun's place: the likelier sentence wins (a Winograd-style test; Trinh and Le 2018). Without a
model the most salient name must lead clearly, and an article that speaks both of men and of women
leaves it open. When nothing is sure, nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.checking.render import write_out
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import names, text_of
from briefing.checking.words import PRONOUNS
from briefing.condensing.discourse import Candidate
from briefing.condensing.people import genders, last_word
from briefing.condensing.references import Reference
from briefing.engine.types import LanguageModel, Stop

_CONTEXT = 3
"""Sentences before that the model reads."""

_SURE = 2.0
"""Nats by which one name must be likelier if salience speaks for another."""

_CLEAR = 2.0
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
    fitting = _fitting(questions, source, model, stop)
    fits = [
        [i for i, c in enumerate(q.pointer.candidates) if test(c)]
        for q, test in zip(questions, fitting, strict=True)
    ]
    open_ones = [n for n, allowed in enumerate(fits) if len(allowed) > 1]
    scores: dict[int, list[float]] | None = None
    if model:
        rows = _likelihoods([questions[n] for n in open_ones], source, model, stop)
        scores = dict(zip(open_ones, rows, strict=True))
    answers: list[Candidate | None] = []
    for number, (question, allowed) in enumerate(zip(questions, fits, strict=True)):
        candidates = question.pointer.candidates
        if not allowed:
            answers.append(None)
        elif scores is None:
            answers.append(_most_salient([candidates[i] for i in allowed]))
        elif number not in scores:
            answers.append(candidates[allowed[0]])
        else:
            row = scores[number]
            best = max(allowed, key=lambda i: row[i])
            rivals = [row[i] for i in allowed if i != best]
            sure = best == allowed[0] or row[best] - max(rivals) >= _SURE
            answers.append(candidates[best] if sure else None)
    return answers


def _most_salient(candidates: Sequence[Candidate]) -> Candidate | None:
    first, *rest = candidates
    return first if not rest or first.salience >= _CLEAR * rest[0].salience else None


def _fitting(
    questions: Sequence[Question],
    source: Source,
    model: LanguageModel | None,
    stop: Stop | None,
) -> list[Callable[[Candidate], bool]]:
    """For each question, whether a name can be meant by its pronoun, as far as gender goes."""
    families = [_family(q) for q in questions]
    persons = sorted(
        {
            c.words
            for q, f in zip(questions, families, strict=True)
            if f
            for c in q.pointer.candidates
        }
    )
    leanings = _leanings(persons, source, model, stop) if persons else {}

    def test(family: str | None) -> Callable[[Candidate], bool]:
        if family is None:
            return lambda _: True
        sign = 1 if family == "he" else -1
        return lambda c: sign * leanings[c.words] >= 0

    return [test(f) for f in families]


def _family(question: Question) -> str | None:
    """Which pronoun the pointer is: "he" or "she"; None for every other."""
    word = question.sentence.sentence.tokens[question.pointer.tokens[0]].text.lower()
    family = PRONOUNS.get(word)
    return family if family in ("he", "she") else None


def _leanings(
    persons: Sequence[str], source: Source, model: LanguageModel | None, stop: Stop | None
) -> dict[str, float]:
    """For each name, above 0 if "he" is likelier of it, below 0 if "she" is, 0 if all is open.

    What the article tells settles it; so does an article that knows only one of the pronouns.
    """
    told = genders(source)
    said = {
        PRONOUNS[t.text.lower()]
        for s in source.sentences
        for t in s.sentence.tokens
        if t.text.lower() in PRONOUNS
    }
    found: dict[str, float] = {}
    for person in persons:
        gender = told.get(last_word(person))
        if gender is not None:
            found[person] = _SURE if gender == "he" else -_SURE
        elif model is None or not {"he", "she"} <= said:
            found[person] = 0.0
    asked = [p for p in persons if p not in found]
    if model is not None and asked:
        full = [_fullest(p, source) for p in asked]
        pairs = [(f"{name} said that", pronoun) for name in full for pronoun in (" he", " she")]
        scores = model.log_likelihood(pairs, stop=stop)
        found |= {p: scores[2 * i] - scores[2 * i + 1] for i, p in enumerate(asked)}
    return found


def _fullest(person: str, source: Source) -> str:
    """The longest name in the article that ends with the same word: "Reyes" is "Mary Reyes"."""
    last = person.rsplit(maxsplit=1)[-1]
    candidates = [person]
    for sentence in source.sentences:
        for _label, tokens in names(sentence.sentence):
            words = text_of(sentence.sentence, tokens)
            if words.split()[-1] == last and len(words.split()) <= 4:
                candidates.append(words)
    return max(candidates, key=lambda w: (len(w.split()), -len(w)))


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
