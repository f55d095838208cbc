"""Which sentences of a section matter.

A sentence is worth more the nearer it is to what its section and the whole article speak of
(centroid centrality, Radev and others 2004), the earlier it stands, the more names and figures it
has; each further choice is weighed against likeness to those made (maximal marginal relevance,
Carbonell and Goldstein 1998).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

import numpy as np

from briefing.checking.trees import names, word_count
from briefing.checking.words import HEDGING_VERBS, REPORTING_VERBS
from briefing.condensing.wording import Prepared
from briefing.engine.types import FloatArray

TOO_ALIKE = 0.86
"""Cosine from which two sentences count as saying the same."""

_SAID_AGAIN = 0.75
"""Share of a sentence's content words from which another that has them says the same."""

_FEW = 4
"""With fewer content words than this a sentence is too short to tell by its words."""

_GUESS = 0.4
"""What a guessed name counts, as a share of a problem."""

_SHORT, _LONG = 7, 45
"""Sentences with fewer or more words than this are seldom good bullets."""

_FURTHER = frozenset(("additional", "another", "other", "others", "further", "more", "both"))
"""Opening words that count on from the sentence before."""


class Weights:
    """How much each reason counts; the sum is only compared, never shown."""

    section: float = 1.0
    title: float = 0.45
    article: float = 0.35
    position: float = 0.25
    substance: float = 0.3
    problem: float = 1.2
    leaning: float = 0.4
    likeness: float = 0.65


def how_many(sentences: int, most: int) -> int:
    """How many bullets a section of so many usable sentences deserves, at most ``most``."""
    return min(most, max(1, math.ceil(sentences / 2))) if sentences else 0


def pools(
    prepared: Sequence[Prepared], fitting: Sequence[bool], most: int
) -> tuple[tuple[list[int], int], ...]:
    """The sentences to choose from, and up to how many bullets each pool may fill a section.

    First those that say of what they speak; where there are none, one that takes something as known
    or is very short; at last one with a name that was guessed. ``fitting`` tells of each sentence
    whether it is short enough.
    """
    good = [i for i, p in enumerate(prepared) if not p.problems and fitting[i]]
    sure = [i for i in good if not prepared[i].guesses]
    alone = [i for i in sure if not prepared[i].leans and word_count(prepared[i].text) >= _SHORT]
    return ((alone, most), (sure, 1), (good, 1))


def sentence_values(
    prepared: Sequence[Prepared],
    vectors: FloatArray,
    title: FloatArray | None,
    article: FloatArray,
) -> FloatArray:
    """Tell what each sentence of a section is worth: shape (sentences,).

    ``vectors`` has the sentences' embeddings as rows, ``title`` the section title's (None without
    one), ``article`` the mean of all sentences of the article.
    """
    w = Weights
    centre = _unit(vectors.mean(axis=0))
    values = w.section * (vectors @ centre) + w.article * (vectors @ _unit(article))
    if title is not None:
        values = values + w.title * (vectors @ title)
    count = len(prepared)
    position = np.array([1 - n / max(1, count) for n in range(count)], dtype=np.float32)
    substance = np.array([_substance(p) for p in prepared], dtype=np.float32)
    problems = np.array(
        [len(p.problems) + _GUESS * len(p.guesses) for p in prepared], dtype=np.float32
    )
    values = values + w.position * position + w.substance * substance
    leaning = np.array([min(p.leans, 2) for p in prepared])
    values = values - w.problem * np.minimum(problems, 2) - w.leaning * leaning
    return np.asarray(values, dtype=np.float32)


def repeats(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two sentences, as sets of stems, have most words of the shorter one in common."""
    fewest = min(len(one), len(other))
    return fewest >= _FEW and len(set(one) & set(other)) >= _SAID_AGAIN * fewest


def choose(
    values: FloatArray,
    vectors: FloatArray,
    count: int,
    usable: Collection[int],
    taken: FloatArray | None = None,
    *,
    stems: Sequence[Collection[str]] = (),
    told: Sequence[Collection[str]] = (),
    already: Sequence[int] = (),
) -> list[int]:
    """Choose up to ``count`` sentences: those ``already`` chosen and the best ``usable`` ones.

    ``taken`` has the embeddings of sentences chosen elsewhere, ``told`` the stems of their words:
    what says the same is left out. ``stems`` has those of the sentences to choose from.
    """
    chosen = list(already)
    waiting = sorted(set(usable) - set(already))
    alike = np.zeros(len(values), dtype=np.float32)
    if taken is not None and len(taken):
        alike = np.maximum(alike, (vectors @ taken.T).max(axis=1))
    for one in already:
        alike = np.maximum(alike, vectors @ vectors[one])
    while waiting and len(chosen) < count:
        best = max(
            waiting, key=lambda i: (float(values[i]) - Weights.likeness * float(alike[i]), -i)
        )
        waiting.remove(best)
        if alike[best] > TOO_ALIKE:
            continue
        if stems and any(
            repeats(stems[best], said) for said in (*told, *(stems[i] for i in chosen))
        ):
            continue
        chosen.append(best)
        alike = np.maximum(alike, vectors @ vectors[best])
    return chosen


def _unit(vector: FloatArray) -> FloatArray:
    length = float(np.linalg.norm(vector))
    return np.asarray(vector / length if length else vector, dtype=np.float32)


def _substance(prepared: Prepared) -> float:
    """Names, figures and reported or decided things, from 0 to 1; less for odd lengths."""
    sentence = prepared.source.sentence
    named = sum(1 for label, _ in names(sentence) if label not in ("ORDINAL", "CARDINAL"))
    figures = sum(t.pos == "NUM" for t in sentence.tokens)
    said = any(t.lemma in REPORTING_VERBS or t.lemma in HEDGING_VERBS for t in sentence.tokens)
    value = min(1.0, 0.2 * named + 0.25 * min(figures, 2) + 0.15 * said)
    if sentence.tokens[0].text.lower() in _FURTHER:
        value -= 0.3
    words = word_count(prepared.text)
    if words < _SHORT:
        value -= 0.6
    elif words > _LONG:
        value -= 0.4
    return value
