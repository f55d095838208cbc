"""Where in the article a statement comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, eq=False)
class Ranking:
    """The sentences of a source by how well each carries a statement: the best first."""

    source: Source
    order: tuple[int, ...]
    scores: FloatArray
    best: float
    """How near the best sentence is, by meaning or by words, whichever is more."""

    def nearest(self, most: int) -> tuple[SourceSentence, ...]:
        """The best sentences, so many at most."""
        return tuple(self.source.sentences[i] for i in self.order[:most])


def rank(
    text: str,
    source: Source,
    embedder: Embedder | None,
    *,
    near: Collection[str] = (),
) -> Ranking:
    """Order the sentences of the source by likeness of meaning and shared words.

    ``near`` names paragraphs to be favoured.
    """
    if not source.sentences or not text.strip():
        return Ranking(source, (), np.zeros(0, dtype=np.float32), 0.0)
    wanted = set(near)
    table = _table(source, embedder)  # type: ignore[arg-type]  # objects are hashable
    likeness = _likeness(text, table, embedder)
    ours = _stems(text)
    counted = [sum(s in known for s in ours) for known in table.stems]
    shares = np.array(counted) / max(1, len(ours))
    scores = np.asarray(0.5 * likeness + 0.5 * shares, dtype=np.float32)
    if wanted:
        favour = [_NEAR * (s.paragraph in wanted) for s in source.sentences]
        scores = np.asarray(scores + favour, dtype=np.float32)
    order = np.argsort(-scores, kind="stable")
    best = int(order[0])
    return Ranking(source, tuple(map(int, order)), scores, float(max(likeness[best], shares[best])))


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
    return evidence_of(text, rank(text, source, embedder, near=near))


def evidence_of(text: str, ranking: Ranking) -> tuple[SourceSentence, ...]:
    """The same, of sentences that have been put in order."""
    if ranking.best < _LEAST:
        return ()
    source, order, scores = ranking.source, ranking.order, ranking.scores
    chosen = [order[0]]
    missing = _marks(text) - _marks(source.sentences[order[0]].words)
    for index in order[1:]:
        if len(chosen) == _MOST or not missing:
            break
        gained = missing & _marks(source.sentences[index].words)
        weighty = any(g[:1].isupper() or g[:1].isdigit() for g in gained)
        if weighty or (len(gained) >= 3 and scores[index] > 0.5 * scores[order[0]]):
            chosen.append(index)
            missing -= gained
    return tuple(source.sentences[i] for i in chosen)


@dataclass(frozen=True, eq=False)
class _Table:
    """What is compared with every statement, worked out once for a source."""

    words: tuple[str, ...]
    stems: tuple[frozenset[str], ...]
    vectors: FloatArray | None


@lru_cache(maxsize=8)
def _table(source: Source, embedder: Embedder | None) -> _Table:
    words = tuple(s.words for s in source.sentences)
    vectors = embedder.embed(words) if embedder is not None else None
    return _Table(words, tuple(frozenset(_stems(w)) for w in words), vectors)


def _likeness(text: str, table: _Table, embedder: Embedder | None) -> FloatArray:
    if embedder is None or table.vectors is None:
        rows = lexical_embed([text, *table.words])
        return np.asarray(rows[1:] @ rows[0], dtype=np.float32)
    return np.asarray(table.vectors @ embedder.embed([text])[0], dtype=np.float32)


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
