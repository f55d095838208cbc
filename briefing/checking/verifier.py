"""A small verifier: reads a statement word by word against its evidence, and finds what is wrong.

Each word of the statement looks at all words of the evidence, both as the embedding model has read
them, through two layers of attention (Vaswani and others 2017; over an encoder that stays as it
is). It was fitted to statements made by rule (``training/verifier.py``), so that it knows which
words were changed and not only that something was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from briefing.engine.types import FloatArray, ReadText
from briefing.resources import resource

LAYERS, HEADS, RANKS = 2, 4, 4
"""Layers of attention, parts of each, and sentences of evidence that are told apart."""

SIGNS = 8
"""What is known of each word beside its states: see ``signs``."""

_TINY = 1e-5


@dataclass(frozen=True, slots=True)
class Opinion:
    """How sure it is that the evidence carries a statement, in logits, and of each of its words.

    ``words`` are (first character, end, logit that it is wrong) for each token.
    """

    logit: float
    words: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True)
class Verifier:
    """The weights of the verifier, by name."""

    weights: dict[str, FloatArray]

    def judge(self, claim: ReadText, evidence: Sequence[ReadText], source: Known) -> Opinion:
        """Hold a statement against sentences, the best first, of a source with these words."""
        if not claim.ids or not any(e.ids for e in evidence):
            return Opinion(0.0, ())
        states, theirs, ranks = stacked(claim, evidence)
        known = signs(claim.ids, states, evidence, theirs, source)
        logit, words = self._forward(states, known, theirs, ranks)
        places = zip(claim.offsets, words, strict=True)
        return Opinion(logit, tuple((a, b, float(w)) for (a, b), w in places))

    def _forward(
        self, states: FloatArray, known: FloatArray, theirs: FloatArray, ranks: np.ndarray
    ) -> tuple[float, FloatArray]:
        w = self.weights
        ours = self._normed(states @ w["into"] + known @ w["signs"] + w["ours"], "first")
        other = self._normed(theirs @ w["into"] + w["ranks"][ranks], "evidence")
        for layer in range(LAYERS):
            ours = self._normed(ours + self._look(ours, other, f"{layer}.out"), f"{layer}.a")
            ours = self._normed(ours + self._look(ours, ours, f"{layer}.in"), f"{layer}.b")
            inner = np.maximum(ours @ w[f"{layer}.up"] + w[f"{layer}.up_bias"], 0)
            ours = self._normed(ours + inner @ w[f"{layer}.down"], f"{layer}.c")
        words = ours @ w["word"][:, 0] + w["word_bias"][0]
        whole = np.concatenate([ours.mean(axis=0), ours.max(axis=0)])
        inner = np.maximum(whole @ w["whole"] + w["whole_bias"], 0)
        most = float(np.logaddexp.reduce(words))
        logit = float(inner @ w["end"][:, 0]) + float(w["end_bias"][0]) + float(w["most"][0]) * most
        return logit, words

    def _look(self, ours: FloatArray, theirs: FloatArray, name: str) -> FloatArray:
        w = self.weights
        asked = _heads(ours @ w[f"{name}.query"])
        keys, values = _heads(theirs @ w[f"{name}.key"]), _heads(theirs @ w[f"{name}.value"])
        likeness = asked @ keys.transpose(0, 2, 1) / np.sqrt(asked.shape[2])
        likeness = np.exp(likeness - likeness.max(axis=2, keepdims=True))
        seen = (likeness / likeness.sum(axis=2, keepdims=True)) @ values
        return np.asarray(seen.transpose(1, 0, 2).reshape(len(ours), -1) @ w[f"{name}.gather"])

    def _normed(self, states: FloatArray, name: str) -> FloatArray:
        centred = states - states.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=1, keepdims=True) + _TINY)
        gain, shift = self.weights[f"{name}.gain"], self.weights[f"{name}.shift"]
        return np.asarray(centred / spread * gain + shift, dtype=np.float32)


@dataclass(frozen=True)
class Known:
    """The tokens of a whole source, alone and in pairs of neighbours."""

    ids: frozenset[int]
    pairs: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> Known:
        """What is in these sentences."""
        ids = frozenset(i for row in rows for i in row)
        return cls(ids, frozenset(pair for row in rows for pair in pairwise(row)))


def stacked(
    claim: ReadText, evidence: Sequence[ReadText]
) -> tuple[FloatArray, FloatArray, np.ndarray]:
    """The states of a statement and of all its evidence, and the rank of each of the latter."""
    theirs = np.concatenate([e.states for e in evidence]).astype(np.float32)
    ranks = np.repeat(np.arange(len(evidence)), [len(e.ids) for e in evidence])
    return claim.states.astype(np.float32), theirs, np.minimum(ranks, RANKS - 1)


def signs(
    ids: Sequence[int],
    states: FloatArray,
    evidence: Sequence[ReadText],
    theirs: FloatArray,
    source: Known,
) -> FloatArray:
    """For each token whether evidence and source have it, alone and with its neighbours.

    The last two say how near the nearest token of the evidence is, by the early and the late
    states (as in BERTScore, Zhang and others 2020).
    """
    near = Known.of([e.ids for e in evidence])
    found = np.zeros((len(ids), SIGNS), dtype=np.float32)
    for place, token in enumerate(ids):
        before = (ids[place - 1], token) if place else None
        after = (token, ids[place + 1]) if place + 1 < len(ids) else None
        for column, known in ((0, near), (3, source)):
            found[place, column] = token in known.ids
            found[place, column + 1] = before is None or before in known.pairs
            found[place, column + 2] = after is None or after in known.pairs
    half = states.shape[1] // 2
    for column, part in ((6, slice(0, half)), (7, slice(half, None))):
        found[:, column] = (_unit(states[:, part]) @ _unit(theirs[:, part]).T).max(axis=1)
    return found


@lru_cache(maxsize=1)
def load_verifier(path: Path | None = None) -> Verifier:
    """The verifier that comes with the program."""
    weights = load_file(path or resource("verifier.safetensors"))
    return Verifier({name: rows.astype(np.float32) for name, rows in weights.items()})


def _heads(rows: FloatArray) -> FloatArray:
    return np.asarray(rows.reshape(len(rows), HEADS, -1).transpose(1, 0, 2))


def _unit(rows: FloatArray) -> FloatArray:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9))
