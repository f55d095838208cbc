"""What speaks for a section to begin at a paragraph, and for a paragraph to stand under a title.

Every measure is of the article itself and free of its scale, so that the same weights serve short
news paragraphs and long ones of a textbook. ``weights`` holds what each measure counts for.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from briefing.engine.types import FloatArray
from briefing.sectioning.search import Integers, Scores
from briefing.sectioning.words import dependence, rare_word_vectors, split_sentences, stems, turns

Embed = Callable[[Sequence[str]], FloatArray]

_NAME = re.compile(r"(?<=[^.!?“\"] )[A-Z][^\W\d_A-Z]+\b")
_NEAR = 2  # how many paragraphs back a name still sounds
_BLOCK = 128  # rows worked on at once, so that they stay in the processor's cache

SHORT_STRETCH = 150
"""How many texts a stretch may have for ``Material.held`` to be looked up."""


@dataclass(frozen=True)
class Material:
    """The paragraphs to be cut, in order, with what is asked of them again and again.

    ``vectors`` has one row of length 1 for each text, ``sentence_vectors`` one for each sentence
    of it.
    """

    texts: tuple[str, ...]
    vectors: FloatArray
    sentences: tuple[tuple[str, ...], ...]
    sentence_vectors: tuple[FloatArray, ...]

    @classmethod
    def of(cls, texts: Sequence[str], embed: Embed | None) -> Material:
        """Prepare ``texts``; without an embedder, rare words stand in for meaning."""
        split = tuple(tuple(split_sentences(text)) for text in texts)
        flat = [part for parts in split for part in parts]
        if embed:
            vectors, single = embed(texts), embed(flat)
        else:
            both = rare_word_vectors([Counter(stems(text)) for text in (*texts, *flat)])
            vectors, single = both[: len(texts)], both[len(texts) :]
        ends = np.cumsum([len(parts) for parts in split])
        return cls(tuple(texts), vectors, split, tuple(np.split(single, ends[:-1])))

    @cached_property
    def counts(self) -> tuple[Counter[str], ...]:
        """How often each stem stands in each text."""
        return tuple(Counter(stems(text)) for text in self.texts)

    @cached_property
    def first_words(self) -> tuple[frozenset[str], ...]:
        """The stems of each text's first sentence."""
        return tuple(frozenset(stems(parts[0])) for parts in self.sentences)

    @cached_property
    def rows_with(self) -> dict[str, list[int]]:
        """The numbers of the texts that have each stem."""
        rows: dict[str, list[int]] = {}
        for row, count in enumerate(self.counts):
            for word in count:
                rows.setdefault(word, []).append(row)
        return rows

    @cached_property
    def rarity(self) -> dict[str, float]:
        """Of each stem, the log of how few texts have it."""
        count = len(self.texts) + 1
        return {word: math.log(count / len(rows)) for word, rows in self.rows_with.items()}

    @cached_property
    def rare(self) -> FloatArray:
        """The TF-IDF vectors of the texts."""
        return rare_word_vectors(self.counts)

    @cached_property
    def mean_sentences(self) -> FloatArray:
        """The mean of each text's sentence vectors, scaled to length 1."""
        return unit(np.array([vectors.mean(axis=0) for vectors in self.sentence_vectors]))

    @cached_property
    def words(self) -> Integers:
        """The number of words of each text, at least 1."""
        return np.array([max(1, len(text.split())) for text in self.texts])

    @cached_property
    def summed(self) -> dict[str, tuple[Scores, Scores]]:
        """For each kind of vectors, what tells how well any stretch holds together."""
        return {
            "meaning": _explained(self.vectors),
            "sentences": _explained(self.mean_sentences),
            "words": _explained(self.rare),
        }

    def held(self, kind: str, starts: Integers, length: int) -> Scores:
        """The squared length of the sum of the ``length`` rows from each of ``starts`` on.

        The rows are those of ``summed``.
        """
        held: Scores
        if length <= SHORT_STRETCH:
            held = self._short_stretches[kind][length - 1, starts]
        else:
            sums, _ = self.summed[kind]
            apart = sums[starts + length] - sums[starts]
            held = np.einsum("ij,ij->i", apart, apart)
        return held

    @cached_property
    def _short_stretches(self) -> dict[str, Scores]:
        longest = min(len(self.texts), SHORT_STRETCH)
        return {kind: _stretches(sums, own, longest) for kind, (sums, own) in self.summed.items()}

    @cached_property
    def first_rows(self) -> dict[str, int]:
        """The first text that has each stem."""
        return {word: rows[0] for word, rows in self.rows_with.items()}

    @cached_property
    def summed_words(self) -> Scores:
        """The words above each boundary."""
        return np.concatenate([[0.0], np.cumsum(self.words)])

    @cached_property
    def openings(self) -> dict[str, Scores]:
        """What each text shows of a section's beginning there; 0 for the first, where one must.

        Gaps in meaning and in words are those of TextTiling (Hearst, 1997) and of its successors
        with sentence embeddings; the seams compare single sentences across the boundary.
        """
        measures = {**self._gaps(), **self._seams(), **self._wording()}
        for values in measures.values():
            values[0] = 0.0
        return measures

    def _gaps(self) -> dict[str, Scores]:
        kinds = {"meaning": self.vectors, "sentences": self.mean_sentences, "words": self.rare}
        return {
            f"gap_{kind}_{reach}": _centred(across(vectors, reach))
            for kind, vectors in kinds.items()
            for reach in (1, 2, 3)
        }

    def _seams(self) -> dict[str, Scores]:
        count = len(self.texts)
        names = ("last_first", "before_first", "likest_first", "two_two", "likest", "last_here")
        seams = {f"seam_{name}": np.zeros(count) for name in names}
        for row in range(1, count):
            before, here = self.sentence_vectors[row - 1], self.sentence_vectors[row]
            pairs = before.astype(np.float64) @ here.T
            middle_before, middle = self.mean_sentences[row - 1], self.mean_sentences[row]
            values = (
                pairs[-1, 0],
                middle_before @ here[0],
                pairs[:, 0].max(),
                pairs[-2:, :2].max(),
                pairs.max(),
                before[-1] @ middle,
            )
            for seam, value in zip(seams.values(), values, strict=True):
                seam[row] = value
        return {name: _centred(values) for name, values in seams.items()}

    def _wording(self) -> dict[str, Scores]:
        count = len(self.texts)
        leaning = np.array([dependence(text) for text in self.texts])
        turning = np.array([turns(text) for text in self.texts])
        known, new, kept, name_known = (np.zeros(count) for _ in range(4))
        names = [set(_NAME.findall(text)) for text in self.texts]
        seen: set[str] = set()
        for row, words in enumerate(self.first_words):
            total = sum(self.rarity[word] for word in words) + 1e-9
            back = range(max(0, row - _NEAR), row)
            before = {word for at in back for word in self.counts[at]}
            after = {
                w for at in range(row + 1, min(count, row + 1 + _NEAR)) for w in self.counts[at]
            }
            known[row] = sum(self.rarity[word] for word in words & before) / total
            new[row] = sum(self.rarity[word] for word in words - seen) / total
            kept[row] = sum(self.rarity[word] for word in (words & after) - before) / total
            heard = {name for at in back for name in names[at]}
            name_known[row] = bool(heard & set(_NAME.findall(self.sentences[row][0])))
            seen.update(self.counts[row])
        length = np.log(self.words / self.words.mean())
        opening = np.array([len(parts[0].split()) + 1 for parts in self.sentences])
        edge = np.zeros(count)
        edge[[min(1, count - 1), count - 1]] = 1.0
        return {
            "leans": (leaning == 1.0).astype(float),
            "connects": ((leaning > 0) & (leaning < 1) & ~turning).astype(float),
            "turns": (turning & (leaning < 1)).astype(float),
            "words_known": _centred(known),
            "words_new": _centred(new),
            "words_kept": _centred(kept),
            "name_known": name_known,
            "length_here": length,
            "length_before": np.concatenate([[0.0], length[:-1]]),
            "length_opening": np.log(opening / 20),
            "quotes": np.array([float(text[:1] in "“\"‘'") for text in self.texts]),
            "edge": edge,
        }


def unit(vectors: FloatArray) -> FloatArray:
    """The rows scaled to length 1."""
    scaled: FloatArray = vectors / np.maximum(
        np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32(1e-9)
    )
    return scaled


def across(vectors: FloatArray, reach: int) -> Scores:
    """For each row, the cosine of the sum of ``reach`` rows before it with that from it on."""
    count, width = vectors.shape
    result = np.zeros(count)
    for first in range(0, count, _BLOCK):
        end = min(first + _BLOCK, count)
        # The rows from ``reach`` before the block to as many behind it; zeros beyond the text.
        around = np.zeros((end - first + 2 * reach - 1, width))
        low, high = max(0, first - reach), min(count, end + reach - 1)
        around[low - first + reach : high - first + reach] = vectors[low:high]
        size = end - first + reach
        windows = around[:size].copy()
        for step in range(1, reach):
            windows += around[step : step + size]
        before, after = windows[:-reach], windows[reach:]
        lengths = np.sqrt(np.einsum("ij,ij->i", windows, windows))
        products = np.einsum("ij,ij->i", before, after)
        result[first:end] = products / np.maximum(lengths[:-reach] * lengths[reach:], 1e-9)
    return result


def _centred(values: Scores) -> Scores:
    """Values less the mean of all but the first, which is no boundary."""
    return values - values[1:].mean() if len(values) > 1 else values


def _explained(vectors: FloatArray) -> tuple[Scores, Scores]:
    """What is needed to tell how much of the rows' variance the mean of any stretch explains.

    The sums up to each boundary, of rows centred and scaled to a mean squared length of 1, and
    those sums' squared lengths. A stretch explains the squared length of its sum over its count:
    the kernel change-point criterion (Arlot, Celisse and Harchaoui, 2019).
    """
    centred = vectors - vectors.mean(axis=0)
    scale = math.sqrt(float((centred**2).sum(axis=1).mean())) + 1e-9
    centred /= scale
    sums = np.zeros((len(vectors) + 1, vectors.shape[1]))
    sums[1:] = np.cumsum(centred, axis=0)
    return sums, np.einsum("ij,ij->i", sums, sums)


def _stretches(sums: Scores, own: Scores, longest: int) -> Scores:
    """The squared length of the sum of every stretch of up to ``longest`` rows.

    ``sums`` and ``own`` are as of ``_explained``. The result has shape (longest, rows): [n - 1, i]
    is that of the n rows from i on, 0 where the text ends before.
    """
    count = len(sums) - 1
    lengths = np.arange(1, longest + 1)[:, None]
    held = np.zeros((longest, count))
    for first in range(0, count, _BLOCK):
        starts = np.arange(first, min(first + _BLOCK, count))
        ends = np.minimum(starts + lengths, count)
        products = sums[starts] @ sums[first : ends[-1, -1] + 1].T
        band = own[starts] + own[ends] - 2 * products[starts - first, ends - first]
        held[:, starts] = np.where(starts + lengths <= count, np.maximum(band, 0.0), 0.0)
    return held
