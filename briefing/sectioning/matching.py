"""How well each paragraph fits under each title of a contents list."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from briefing.sectioning.evidence import Embed, Material, unit
from briefing.sectioning.search import Integers, Scores
from briefing.sectioning.words import rare_word_vectors, stems

_MASS = 1.5
_BLUR = 0.02
_USUAL_PEAK = 0.5  # cosine of a title with the likest sentence of its section
_RIVALRY = 12.0  # of a cosine: a difference of 0.1 is worth about a factor of three


@dataclass(frozen=True)
class Matching:
    """Measures of texts under titles; each array has the shape (texts, titles).

    ``fits`` are of any text of a section, ``opens`` of its first; among these, ``opens_known`` and
    ``opens_named`` are the same for all texts and tell whether the article has the title's matter
    at all. ``mass`` is each title's share
    of likeness that lies in a text; its columns sum to 1.
    """

    fits: dict[str, Scores]
    opens: dict[str, Scores]
    mass: Scores

    @cached_property
    def summed_mass(self) -> Scores:
        """The mass above each boundary."""
        return np.vstack([np.zeros(self.mass.shape[1]), np.cumsum(self.mass, axis=0)])

    def density(self, starts: Integers, ends: Integers) -> Scores:
        """Log of the share of each title's likeness in stretches over their share of the texts."""
        inside = np.maximum(self.summed_mass[ends] - self.summed_mass[starts], 0.0)
        share = np.maximum(ends - starts, 0) / len(self.mass)
        result: Scores = np.log((inside + _BLUR) / (share + _BLUR)[..., None])
        return result


def match(material: Material, titles: Sequence[str], embed: Embed | None) -> Matching:
    """Measure how well each text fits under each title."""
    if embed is None:
        counts = [Counter(stems(text)) for text in (*material.texts, *titles)]
        both = rare_word_vectors(counts).astype(np.float64)
        vectors, named = both[: len(material.texts)], both[len(material.texts) :]
        likest = opening = middle = vectors @ named.T
        peak = likest.max(axis=0)
    else:
        vectors, named = material.vectors.astype(np.float64), embed(titles).astype(np.float64)
        single = [part @ named.T for part in material.sentence_vectors]
        likest = np.array([np.sort(part, axis=0)[-2:].mean(axis=0) for part in single])
        opening = np.array([part[:2].mean(axis=0) for part in single])
        middle = np.array([part.mean(axis=0) for part in single])
        peak = np.max([part.max(axis=0) for part in single], axis=0)
    whole = vectors @ named.T
    standard, standard_likest = _standard(whole), _standard(likest)
    mine, mine_likest, mine_opening = (_rivalled(values) for values in (whole, likest, opening))
    best = _highest(standard + standard_likest, axis=0)
    shared = _shared(material, titles, material.counts)
    cover, cover_known, known = _cover(material, titles)
    cover_most, cover_known_most = cover**2, cover_known**2
    mass = np.exp(_MASS * _standard(middle + whole))
    return Matching(
        fits={
            "like": standard,
            "like_likest": standard_likest,
            "like_apart": _apart(vectors, named),
            "words": shared,
            "words_first": _shared(
                material, titles, [Counter(words) for words in material.first_words]
            ),
            "words_share": _share(material, titles),
            "cover": cover,
            "cover_most": cover_most,
            "cover_known": cover_known,
            "cover_known_most": cover_known_most,
            "mine": mine,
            "mine_likest": mine_likest,
            "mine_opening": mine_opening,
            "best": best,
            "first": _highest(whole + likest, axis=1),
        },
        opens={
            "opens_like": standard,
            "opens_first": _standard(opening),
            "opens_rise": _rise(standard_likest),
            "opens_mine": _step(mine),
            "opens_mine_likest": _step(mine_likest),
            "opens_mine_opening": mine_opening,
            "opens_best": best,
            "opens_words": _step(shared),
            "opens_cover": _step(cover),
            "opens_cover_most": cover_most,
            "opens_cover_known": _step(cover_known),
            "opens_cover_known_most": cover_known_most,
            "opens_known": np.tile(peak - _USUAL_PEAK, (len(vectors), 1)),
            "opens_named": np.tile(known, (len(vectors), 1)),
        },
        mass=mass / mass.sum(axis=0),
    )


def _standard(values: Scores) -> Scores:
    """Each column as standard deviations from its mean.

    Half the deviation is the mean of all columns', so that a title that is like nothing in the
    text does not have its noise raised to evidence.
    """
    spread = values.std(axis=0)
    result: Scores = (values - values.mean(axis=0)) / ((spread + spread.mean()) / 2 + 1e-6)
    return result


def _rivalled(values: Scores) -> Scores:
    """The log of each title's share of a text, by how much liker it is than its rivals."""
    odds = _RIVALRY * (values - values.max(axis=1, keepdims=True))
    result: Scores = odds - np.log(np.exp(odds).sum(axis=1, keepdims=True))
    return result


def _highest(values: Scores, axis: int) -> Scores:
    """1 for the highest along an axis: a title's likest text (0), or a text's likest title (1)."""
    result: Scores = (values == values.max(axis=axis, keepdims=True)).astype(np.float64)
    return result


def _step(values: Scores) -> Scores:
    """How much higher each row is than the one before."""
    steps: Scores = np.diff(values, axis=0, prepend=values[:1])
    return steps


def _apart(vectors: Scores, named: Scores) -> Scores:
    """Cosines once what all texts and what all titles have in common is taken off them."""
    if len(named) < 2 or len(vectors) < 2:
        return np.zeros((len(vectors), len(named)))
    texts = unit((vectors - vectors.mean(axis=0)).astype(np.float32))
    titles = unit((named - named.mean(axis=0)).astype(np.float32))
    cosines = (texts @ titles.T).astype(np.float64)
    apart: Scores = cosines - cosines.mean()
    return apart


def _rise(values: Scores) -> Scores:
    """How much higher the two values from a row on are than the two before."""
    sums = np.vstack([np.zeros(values.shape[1]), np.cumsum(values, axis=0)])
    count = len(values)
    here = np.arange(count)
    after, before = np.minimum(count, here + 2), np.maximum(0, here - 2)
    rise = (sums[after] - sums[here]) / (after - here)[:, None]
    rise -= (sums[here] - sums[before]) / np.maximum(here - before, 1)[:, None]
    rise[0] = 0.0
    return rise


def _shared(material: Material, titles: Sequence[str], counts: Sequence[Counter[str]]) -> Scores:
    """Rare words in common with each title: the rarer in the article, and in fewer titles."""
    shared = np.zeros((len(counts), len(titles)))
    for column, word, weight, size in _title_words(material, titles):
        for row in material.rows_with[word]:
            if counts[row][word]:
                shared[row, column] += weight / math.sqrt(size) * (1 + math.log(counts[row][word]))
    return shared


def _share(material: Material, titles: Sequence[str]) -> Scores:
    """Of each title's words, the share of their occurrences that stands in each text."""
    share = np.zeros((len(material.texts), len(titles)))
    for column, word, weight, _ in _title_words(material, titles):
        rows = material.rows_with[word]
        times = np.array([material.counts[row][word] for row in rows])
        share[rows, column] += weight * times / times.sum()
    return share


def _cover(material: Material, titles: Sequence[str]) -> tuple[Scores, Scores, Scores]:
    """Of each title's words, by their rarity, the share that stands in each text.

    First of all its words, those that the article has nowhere as its rarest; then of those that
    the article has: "Impact of US Sanctions" is met where the sanctions are, whether or not the
    text has the word "impact". Last, of each title, the share of its words that the article has
    anywhere, each counted alike.
    """
    highest = math.log(len(material.texts) + 1)
    found = np.zeros((len(material.texts), len(titles)))
    of_all, of_known = np.full((2, len(titles)), 1e-9)
    known = np.zeros(len(titles))
    named, in_titles = _listed_words(titles)
    for column, words in enumerate(named):
        for word in sorted(words):
            weight = material.rarity.get(word, highest) / in_titles[word]
            of_all[column] += weight
            if word in material.rarity:
                of_known[column] += weight
                found[material.rows_with[word], column] += weight
                known[column] += 1
        known[column] /= max(1, len(words))
    return found / of_all, found / of_known, known


def _listed_words(titles: Sequence[str]) -> tuple[list[set[str]], Counter[str]]:
    """Each title's words, and in how many titles each word stands."""
    named = [set(stems(title)) for title in titles]
    return named, Counter(word for words in named for word in words)


def _title_words(
    material: Material, titles: Sequence[str]
) -> Iterator[tuple[int, str, float, int]]:
    """Each title's number, its words that the text has, their weight, and its number of words."""
    named, in_titles = _listed_words(titles)
    for column, words in enumerate(named):
        for word in sorted(words & material.rarity.keys()):
            yield column, word, material.rarity[word] / in_titles[word], len(words)
