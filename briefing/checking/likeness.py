"""How near two words are in meaning, by the vectors of the embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from briefing.engine.types import Embedder, FloatArray

_NEAR = 0.5
"""Likeness from which on one word may render another: "purchase" and "buy", "aid" and "help"."""

_OPPOSITES = tuple(
    pair.split("/")
    for pair in (
        "increase/decrease rise/fall up/down more/less before/after win/lose buy/sell open/close "
        "begin/end start/stop accept/reject agree/disagree allow/forbid approve/reject gain/loss "
        "high/low early/late large/small big/small first/last good/bad happy/sad like/dislike "
        "love/hate male/female man/woman boy/girl he/she mother/father brother/sister son/daughter "
        "husband/wife north/south east/west left/right old/new old/young same/different "
        "positive/negative strong/weak fast/slow hot/cold possible/impossible support/oppose "
        "include/exclude improve/worsen success/failure succeed/fail easy/difficult easy/hard "
        "long/short near/far always/never all/none many/few better/worse borrow/lend arrive/leave "
        "enter/leave import/export attack/defend deny/admit internal/external public/private "
        "supervised/unsupervised maximum/minimum increase/reduce expand/reduce cheap/expensive "
        "morning/evening today/tomorrow yesterday/tomorrow parent/child teacher/student free/paid "
        "deep/shallow efficient/inefficient outperform/underperform local/global simple/complex"
    ).split()
)
_OPPOSED = frozenset((a, b) for a, b in _OPPOSITES) | frozenset((b, a) for a, b in _OPPOSITES)


@dataclass(frozen=True)
class Likeness:
    """Compares words and texts with an embedding model."""

    embedder: Embedder

    def renders(self, words: Sequence[str], source: Sequence[str]) -> list[bool]:
        """For each word whether one of the source's is near it in meaning and not its opposite."""
        if not words or not source:
            return [False] * len(words)
        rows: FloatArray = self.embedder.embed(list(words)) @ self.embedder.embed(list(source)).T
        found = []
        for word, row in zip(words, rows, strict=True):
            best = int(np.argmax(row))
            opposed = any((word, other) in _OPPOSED for other in source)
            found.append(bool(row[best] >= _NEAR) and not opposed)
        return found

    def of_texts(self, text: str, others: Sequence[str]) -> float:
        """The likeness of a text to the nearest of others, 0 to 1."""
        if not others:
            return 0.0
        rows = self.embedder.embed(list(others)) @ self.embedder.embed([text])[0]
        return max(0.0, min(1.0, float(rows.max())))
