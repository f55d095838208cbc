"""Vectors from words alone, for machines without the embedding model."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from briefing.checking.words import LIGHT_WORDS
from briefing.engine.types import FloatArray

_WORD = re.compile(r"[\w’']+")
_COMMON = LIGHT_WORDS | frozenset(
    "in on at for by with from as not no if it its he she they his her their him them i we you my "
    "our your me us these those this than then so such will would can could may might must should "
    "say said says there here about into over after before while during up down out off more most "
    "some any all each other others another also only very just own same".split()
)
"""Words that tell little of what a sentence is about."""

_ENDINGS = ("ations", "ation", "ings", "ing", "ies", "ed", "es", "ly", "s")


def stem(word: str) -> str:
    """Cut the commonest English endings off a word, lower case; short words stay."""
    word = word.lower().removesuffix("'s").removesuffix("’s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def stems(text: str) -> list[str]:
    """Stems of the words in ``text`` that carry meaning, in order."""
    return [stem(w) for w in _WORD.findall(text) if w.lower() not in LIGHT_WORDS]


def content_stems(text: str) -> list[str]:
    """Stems of the words that say what a text is about: no pronouns, helpers or common adverbs."""
    return [stem(w) for w in _WORD.findall(text) if w.lower() not in _COMMON]


def lexical_embed(texts: Sequence[str]) -> FloatArray:
    """TF-IDF vectors over the given texts: shape (texts, words), rows of length 1 (or 0).

    The inverse document frequencies are those of the texts themselves, so vectors of two calls
    cannot be compared.
    """
    rows = [Counter(stems(t)) for t in texts]
    frequency = Counter(word for row in rows for word in row)
    column = {word: n for n, word in enumerate(sorted(frequency))}
    vectors = np.zeros((len(rows), max(1, len(column))), dtype=np.float32)
    for r, row in enumerate(rows):
        for word, count in row.items():
            rarity = math.log((1 + len(rows)) / (1 + frequency[word])) + 1
            vectors[r, column[word]] = (1 + math.log(count)) * rarity
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
