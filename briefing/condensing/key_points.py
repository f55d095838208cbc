"""The few bullets a reader needs who reads nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from briefing.brief import Bullet, Section, Verdict
from briefing.checking.lexical import lexical_embed
from briefing.checking.trees import word_count
from briefing.engine.types import Embedder, FloatArray

_POSITION = 0.6
_SECTION_LEAD = 0.1
_DIM = 0.15
_LIKENESS = 0.5
_TOO_ALIKE = 0.8
_MOST = 5


def choose_key_points(
    sections: Sequence[Section],
    order: Sequence[str],
    embedder: Embedder | None,
    words: int,
) -> tuple[Bullet, ...]:
    """Choose key points among the bullets of the condensed sections, most important first.

    ``order`` has the ids of the article's paragraphs in its order: articles say early what
    matters most. ``words`` is the most words of all key points together; one bullet is chosen
    even if it has more. Only bullets that the article supports are taken, and each is a draft of
    its own, without an id.
    """
    pool = [
        (number, bullet)
        for section in sections
        for number, bullet in enumerate(section.bullets)
        if bullet.verdict is Verdict.SUPPORTED and bullet.evidence
    ]
    if not pool:
        return ()
    texts = [b.text for _, b in pool]
    vectors = lexical_embed(texts) if embedder is None else embedder.embed(texts)
    values = _values(pool, vectors, order)
    chosen: list[int] = []
    room = words
    while len(chosen) < _MOST:
        best = _next(values, vectors, chosen, [word_count(t) for t in texts], room)
        if best is None:
            break
        chosen.append(best)
        room -= word_count(texts[best])
    return tuple(
        Bullet(
            id="",
            text=bullet.text,
            evidence=bullet.evidence,
            verdict=bullet.verdict,
            score=bullet.score,
            reasons=bullet.reasons,
            origin=bullet.origin,
        )
        for bullet in (pool[i][1] for i in chosen)
    )


def _values(
    pool: Sequence[tuple[int, Bullet]], vectors: FloatArray, order: Sequence[str]
) -> FloatArray:
    """Centrality among all bullets, how early the evidence stands, and lead of its section."""
    centre = vectors.mean(axis=0)
    centre = centre / max(float(np.linalg.norm(centre)), 1e-9)
    place = {paragraph: n for n, paragraph in enumerate(order)}
    early = np.array(
        [1 - place.get(b.evidence[0].paragraph, len(order)) / max(1, len(order)) for _, b in pool]
    )
    lead = np.array([number == 0 for number, _ in pool], dtype=float)
    return np.asarray(vectors @ centre + _POSITION * early + _SECTION_LEAD * lead, dtype=np.float32)


def _next(
    values: FloatArray,
    vectors: FloatArray,
    chosen: Sequence[int],
    lengths: Sequence[int],
    room: int,
) -> int | None:
    """The best bullet that fits and says something new; None if there is none."""
    best, best_gain = None, -np.inf
    for index in range(len(values)):
        if index in chosen or (chosen and lengths[index] > room):
            continue
        alike = max((float(vectors[index] @ vectors[c]) for c in chosen), default=0.0)
        gain = float(values[index]) - _LIKENESS * max(0.0, alike)
        if alike <= _TOO_ALIKE and gain > best_gain:
            best, best_gain = index, gain
    return best
