"""A short title for each part of a text, made of the text's own words.

Phrases are chosen by how often they stand in the part and not elsewhere, and by nearness to the
part's meaning (as in KeyBERT, Grootendorst, 2020).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nsmallest

import numpy as np

from briefing.engine.types import FloatArray
from briefing.sectioning.evidence import Embed, Material
from briefing.sectioning.words import STOP_WORDS, stem

_CANDIDATES = 12
_MOST_WORDS = 4  # of a title

_PHRASE_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*|[^\w\s]|\d+")


def title_parts(
    material: Material, parts: Sequence[Sequence[int]], embed: Embed | None
) -> list[str]:
    """A short title for each part, of its own words; no two are the same."""
    phrases, shown = _counted(material, parts)
    spread = Counter(key for counter in phrases for key in counter)
    whole = material.vectors.mean(axis=0)
    titles: list[str] = []
    taken: set[str] = set()
    for counter, part in zip(phrases, parts, strict=True):
        weights = {
            key: _weight(key, times, spread[key], len(parts))
            for key, times in counter.items()
            if shown[key].casefold() not in taken
        }
        best = nsmallest(_CANDIDATES, weights, key=lambda key: (-weights[key], key))
        if best:
            named = [shown[key] for key in best]
            middle = material.vectors[list(part)].mean(axis=0)
            near = _nearness(named, middle, whole, embed)
            top = max(weights[key] for key in best)
            worth = [weights[key] / top + 2.0 * n for key, n in zip(best, near, strict=True)]
            chosen = named[int(np.argmax(worth))]
            titles.append(chosen[:1].upper() + chosen[1:])
        else:
            titles.append(_opening(material.texts[part[0]]))
        taken.add(titles[-1].casefold())
    return titles


def _counted(
    material: Material, parts: Sequence[Sequence[int]]
) -> tuple[list[Counter[str]], dict[str, str]]:
    """How often each phrase, by its stems, stands in each part, and how it is spelled."""
    phrases = [Counter[str]() for _ in parts]
    shown: dict[str, str] = {}
    for counter, part in zip(phrases, parts, strict=True):
        for row in part:
            for key, phrase in _phrases(material.texts[row]):
                counter[key] += 1
                known = shown.setdefault(key, phrase)
                if known != phrase:
                    shown[key] = min(known, phrase, key=_shape)
    return phrases, shown


def _phrases(text: str) -> Iterator[tuple[str, str]]:
    """All runs of one to four words that neither begin nor end with a small word: stems, words."""
    tokens = _PHRASE_WORD.findall(text)
    folded = [token.casefold() for token in tokens]
    is_small = [word in STOP_WORDS for word in folded]
    is_end = [len(word) >= 3 and not small for word, small in zip(folded, is_small, strict=True)]
    stemmed = [stem(token) for token in tokens]
    for start in range(len(tokens)):
        small = 0
        for end in range(start, min(start + _MOST_WORDS, len(tokens))):
            if not tokens[end][0].isalpha():
                break
            small += is_small[end]
            if is_end[start] and is_end[end] and small <= 1:
                run = slice(start, end + 1)
                yield " ".join(stemmed[run]), " ".join(tokens[run])


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
