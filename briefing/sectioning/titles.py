"""A short title for each part of a text, made of the text's own words.

Phrases are chosen by how often they stand in the part and not elsewhere, and by nearness to the
part's meaning (as in KeyBERT, Grootendorst, 2020).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np

from briefing.engine.types import FloatArray
from briefing.sectioning.evidence import Embed, Material
from briefing.sectioning.words import STOP_WORDS, stem

_CANDIDATES = 12

_PHRASE_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*|[^\w\s]|\d+")


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
