"""Where the topic changes in a text without headings, and a title for each part.

The cut is the exact best one under a penalised cohesion score, as in TextTiling's successors: gaps
in meaning between neighbouring blocks (Hearst, 1997, with sentence embeddings in place of words)
and the kernel change-point criterion within each part, found by dynamic programming. Titles are
phrases of the part's own words, chosen by how often they stand there and not elsewhere, and by
nearness to the part's meaning (as in KeyBERT, Grootendorst, 2020).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from briefing.engine.types import FloatArray
from briefing.sectioning.evidence import Embed, Material
from briefing.sectioning.search import best_unlabelled
from briefing.sectioning.words import STOP_WORDS, stem

_USUAL_WORDS = 450.0  # of a section: what a reader takes in before wanting a new heading
_LENGTH = 0.5  # squared log of a part's words to the usual
_PART = 1.6  # what each part must be worth
_MOST_TEXTS = 2500
_CANDIDATES = 12
_NEVER = -1e9

_PHRASE_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*|[^\w\s]|\d+")


def cut_by_topic(material: Material) -> list[list[int]]:
    """The indices of the texts of each part, in order; one part if the topic does not change."""
    count = len(material.texts)
    if count < 2 or count > _MOST_TEXTS:
        return [list(range(count))]
    boundaries = np.arange(count + 1)
    words = np.concatenate([[0], np.cumsum(material.words)])
    lengths = np.maximum(words[None, :] - words[:, None], 1)
    scores = material.cohesion(boundaries) - _LENGTH * np.log(lengths / _USUAL_WORDS) ** 2 - _PART
    scores[:-1] += material.openings[:, None]
    scores[np.tril_indices(count + 1)] = _NEVER
    cuts = [0, *best_unlabelled(scores), count]
    return [list(range(a, b)) for a, b in pairwise(cuts)]


def title_parts(
    material: Material, parts: Sequence[Sequence[int]], embed: Embed | None
) -> list[str]:
    """A short title for each part, of its own words; no two are the same."""
    phrases = [Counter[str]() for _ in parts]
    shown: dict[str, str] = {}
    for counter, part in zip(phrases, parts, strict=True):
        for row in part:
            for phrase in _phrases(material.texts[row]):
                key = " ".join(stem(word) for word in phrase.split())
                counter[key] += 1
                shown[key] = min(shown.get(key, phrase), phrase, key=_shape)
    spread = Counter(key for counter in phrases for key in counter)
    whole = material.vectors.mean(axis=0)
    titles: list[str] = []
    for counter, part in zip(phrases, parts, strict=True):
        weights = {
            key: _weight(key, times, spread[key], len(parts))
            for key, times in counter.items()
            if shown[key].casefold() not in {title.casefold() for title in titles}
        }
        best = sorted(weights, key=lambda key: (-weights[key], key))[:_CANDIDATES]
        if not best:
            titles.append(_opening(material.texts[part[0]]))
            continue
        named = [shown[key] for key in best]
        middle = material.vectors[list(part)].mean(axis=0)
        near = _nearness(named, middle, whole, embed)
        top = max(weights[key] for key in best)
        worth = [weights[key] / top + 2.0 * n for key, n in zip(best, near, strict=True)]
        chosen = named[int(np.argmax(worth))]
        titles.append(chosen[:1].upper() + chosen[1:])
    return titles


def _phrases(text: str) -> list[str]:
    """All runs of one to four words that neither begin nor end with a small word."""
    tokens = _PHRASE_WORD.findall(text)
    found: list[str] = []
    for start in range(len(tokens)):
        for length in range(1, 5):
            run = tokens[start : start + length]
            if len(run) < length or not run[-1][0].isalpha():
                break
            ends = (run[0].casefold(), run[-1].casefold())
            if any(word in STOP_WORDS or len(word) < 3 for word in ends):
                continue
            if sum(word.casefold() in STOP_WORDS for word in run) <= 1:
                found.append(" ".join(run))
    return found


def _shape(phrase: str) -> tuple[int, str]:
    """Of several spellings of one phrase, the one with the fewest capitals comes first."""
    return sum(character.isupper() for character in phrase), phrase


def _weight(key: str, times: int, in_parts: int, parts: int) -> float:
    length = len(key.split())
    rarity = math.log((parts + 1) / in_parts)
    return (math.log(1 + times) * rarity + 1e-3) * (0.6, 1.0, 1.05, 0.9)[min(length, 4) - 1]


def _nearness(
    phrases: Sequence[str], middle: FloatArray, whole: FloatArray, embed: Embed | None
) -> list[float]:
    """How much nearer each phrase is to a part's meaning than to the whole article's."""
    if embed is None:
        return [0.0] * len(phrases)
    vectors = embed(phrases)
    to_part = vectors @ (middle / (np.linalg.norm(middle) + 1e-9))
    to_whole = vectors @ (whole / (np.linalg.norm(whole) + 1e-9))
    return [float(value) for value in to_part - 0.5 * to_whole]


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]).rstrip(".,;:") + ("…" if len(words) > 6 else "")
