"""Where in the article a statement comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

import numpy as np

from briefing.checking.lexical import lexical_embed, stems
from briefing.checking.numbers import find_numbers
from briefing.checking.source import Source, SourceSentence
from briefing.engine.types import Embedder, FloatArray

_MOST = 3
"""A bullet rests on at most so many sentences."""

_NEAR = 0.06
"""What a sentence of the bullet's own section is favoured by."""

_LEAST = 0.30
"""Likeness below which a sentence is no evidence at all."""


def find_evidence(
    text: str,
    source: Source,
    embedder: Embedder | None,
    *,
    near: Collection[str] = (),
) -> tuple[SourceSentence, ...]:
    """Find the fewest sentences that carry a statement: the best, then those that add to it.

    A further sentence is taken only if it has a number or name of the statement, or several of
    its words, that those before lack.
    """
    if not source.sentences or not text.strip():
        return ()
    likeness = _likeness(text, source, embedder)
    wanted = set(near)
    favour = np.array([_NEAR * (s.paragraph in wanted) for s in source.sentences])
    shares = np.array([_share(text, s) for s in source.sentences])
    scores = 0.5 * likeness + 0.5 * shares + favour
    best = int(np.argmax(scores))
    if max(likeness[best], shares[best]) < _LEAST:
        return ()
    chosen = [best]
    missing = _marks(text) - _marks(source.sentences[best].words)
    order = np.argsort(-scores, kind="stable")
    for index in map(int, order):
        if len(chosen) == _MOST or not missing:
            break
        if index in chosen:
            continue
        gained = missing & _marks(source.sentences[index].words)
        weighty = any(g[:1].isupper() or g[:1].isdigit() for g in gained)
        if weighty or (len(gained) >= 3 and scores[index] > 0.5 * scores[best]):
            chosen.append(index)
            missing -= gained
    return tuple(source.sentences[i] for i in chosen)


def _likeness(text: str, source: Source, embedder: Embedder | None) -> FloatArray:
    words = [s.words for s in source.sentences]
    if embedder is None:
        rows = lexical_embed([text, *words])
        return np.asarray(rows[1:] @ rows[0], dtype=np.float32)
    return np.asarray(embedder.embed(words) @ embedder.embed([text])[0], dtype=np.float32)


def _share(text: str, sentence: SourceSentence) -> float:
    """The share of the statement's stems that the sentence has."""
    ours = _stems(text)
    known = set(_stems(sentence.words))
    return sum(s in known for s in ours) / len(ours) if ours else 0.0


@lru_cache(maxsize=4096)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stems(text))


@lru_cache(maxsize=4096)
def _marks(text: str) -> frozenset[str]:
    """What a statement must find in its evidence: numbers, names as written, stems of the rest."""
    marks = {f"{n.value:g}" for n in find_numbers(text)}
    words: Sequence[str] = re.findall(r"[\w’']+", text)
    for position, word in enumerate(words):
        plain = word.removesuffix("’s").removesuffix("'s")
        if plain[:1].isupper() and position > 0:
            marks.add(plain)
    return frozenset(marks | set(_stems(text)))
