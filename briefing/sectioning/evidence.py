"""What speaks for a section to begin here, to hold together, and to carry a title.

Every measure is of the article itself and free of scale, so that the same weights serve short
news paragraphs and long ones of a textbook. The weights were fitted as a semi-Markov conditional
random field (Sarawagi and Cohen, 2004) to one half of the chapters of two OpenStax textbooks
("U.S. History" and "Introduction to Sociology 3e", CC BY 4.0, OpenStax, Rice University) and then
rounded; a score is therefore a log odds in nats.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from briefing.engine.types import FloatArray
from briefing.sectioning.search import Integers, Scores
from briefing.sectioning.words import dependence, rare_word_vectors, split_sentences, stems

Embed = Callable[[Sequence[str]], FloatArray]
Sentences = Callable[[Sequence[str]], Sequence[Sequence[str]]]

_SIMILAR = 0.3  # a paragraph's likeness to the title, in standard deviations of that title's
_SIMILAR_SENTENCE = 0.2  # the same for its likest sentence
_SHARED_WORDS = 0.2  # rare words that it shares with the title
_SHARED_WORDS_FIRST = 0.2  # the same for its first sentence
_OPENS_SIMILAR = 0.4  # likeness to the title, once more for a section's first paragraph
_GAP = -3.5  # cosine between the two paragraphs before and the two after a boundary
_GAP_WORDS = -2.5  # the same for rare words
_LEANS = -1.0  # the first paragraph's opening depends on what stands before it
_HOLDS = 0.6  # share of the paragraphs' variance that one mean explains (times the paragraphs)
_HOLDS_WORDS = 0.3  # the same for rare words
_REACH = 2


@dataclass(frozen=True)
class Material:
    """The paragraphs to be cut, in order, with what is asked of them again and again.

    ``vectors`` has one row of length 1 for each text.
    """

    texts: tuple[str, ...]
    vectors: FloatArray
    sentences: tuple[tuple[str, ...], ...]

    @classmethod
    def of(
        cls, texts: Sequence[str], embed: Embed | None, sentences: Sentences | None = None
    ) -> Material:
        """Prepare ``texts``; without an embedder, rare words stand in for meaning."""
        if sentences is None:
            split = tuple(tuple(split_sentences(text)) for text in texts)
        else:
            found = sentences(texts)
            split = tuple(tuple(parts) or (text,) for parts, text in zip(found, texts, strict=True))
        vectors = embed(texts) if embed else rare_word_vectors([Counter(stems(t)) for t in texts])
        return cls(tuple(texts), vectors, split)

    @cached_property
    def counts(self) -> tuple[Counter[str], ...]:
        """How often each stem stands in each text."""
        return tuple(Counter(stems(text)) for text in self.texts)

    @cached_property
    def rare(self) -> FloatArray:
        """The TF-IDF vectors of the texts."""
        return rare_word_vectors(self.counts)

    @cached_property
    def words(self) -> Integers:
        """The number of words of each text, at least 1."""
        return np.array([max(1, len(text.split())) for text in self.texts])

    @cached_property
    def openings(self) -> Scores:
        """What a section's beginning at each text is worth; 0 for the first, where one must."""
        worth = (
            _GAP * _centred(_across(self.vectors))
            + _GAP_WORDS * _centred(_across(self.rare))
            + _LEANS * np.array([dependence(text) for text in self.texts])
        )
        worth[0] = 0.0
        return worth

    def cohesion(self, boundaries: Integers) -> Scores:
        """What each stretch between two boundaries is worth for holding together."""
        return _HOLDS * _explained(self.vectors, boundaries) + _HOLDS_WORDS * _explained(
            self.rare, boundaries
        )

    def fits(self, titles: Sequence[str], embed: Embed | None) -> tuple[Scores, Scores]:
        """How well each text fits under each title, and opens it; shape (texts, titles) each."""
        paragraph, sentence = self._likeness(titles, embed)
        standard = _standard(paragraph)
        fit = (
            _SIMILAR * standard
            + _SIMILAR_SENTENCE * _standard(sentence)
            + _SHARED_WORDS * self._shared(titles, self.counts)
            + _SHARED_WORDS_FIRST
            * self._shared(titles, [Counter(set(stems(parts[0]))) for parts in self.sentences])
        )
        return fit, _OPENS_SIMILAR * standard

    def _likeness(self, titles: Sequence[str], embed: Embed | None) -> tuple[Scores, Scores]:
        """Cosine of each text, and of its likest sentence, with each title."""
        if embed is None:
            counts = [*self.counts, *(Counter(stems(title)) for title in titles)]
            vectors = rare_word_vectors(counts).astype(np.float64)
            whole = vectors[: len(self.texts)] @ vectors[len(self.texts) :].T
            return whole, whole
        named = embed(titles).astype(np.float64)
        whole = self.vectors @ named.T
        # A paragraph of one sentence is its own likest sentence and need not be embedded again.
        several = [row for row, parts in enumerate(self.sentences) if len(parts) > 1]
        best = whole.copy()
        if several:
            flat = [part for row in several for part in self.sentences[row]]
            single = embed(flat) @ named.T
            ends = np.cumsum([len(self.sentences[row]) for row in several])
            for row, part in zip(several, np.split(single, ends[:-1]), strict=True):
                best[row] = part.max(axis=0)
        return whole, best

    def _shared(self, titles: Sequence[str], counts: Sequence[Counter[str]]) -> Scores:
        """Rare words in common with each title: the rarer in the article, and in fewer titles."""
        named = [set(stems(title)) for title in titles]
        in_titles = Counter(word for words in named for word in words)
        in_texts = Counter(word for count in self.counts for word in count)
        shared = np.zeros((len(counts), len(titles)))
        for column, words in enumerate(named):
            for word in words & in_texts.keys():
                rarity = math.log((len(counts) + 1) / in_texts[word]) / in_titles[word]
                weight = rarity / math.sqrt(len(words))
                for row, count in enumerate(counts):
                    if count[word]:
                        shared[row, column] += weight * (1 + math.log(count[word]))
        return shared


def _standard(values: Scores) -> Scores:
    """Each column as standard deviations from its mean.

    Half the deviation is the mean of all columns', so that a title that is like nothing in the
    text does not have its noise raised to evidence.
    """
    spread = values.std(axis=0)
    result: Scores = (values - values.mean(axis=0)) / ((spread + spread.mean()) / 2 + 1e-6)
    return result


def _centred(values: Scores) -> Scores:
    """Values less the mean of all but the first, which is no boundary."""
    return values - values[1:].mean() if len(values) > 1 else values


def _across(vectors: FloatArray) -> Scores:
    """For each row, the cosine of the mean of the rows just before it with that from it on."""
    count = len(vectors)
    sums = np.vstack([np.zeros(vectors.shape[1]), np.cumsum(vectors, axis=0, dtype=np.float64)])
    here = np.arange(count)
    before = sums[here] - sums[np.maximum(0, here - _REACH)]
    after = sums[np.minimum(count, here + _REACH)] - sums[here]
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    result: Scores = np.einsum("ij,ij->i", before, after) / np.maximum(lengths, 1e-9)
    return result


def _explained(vectors: FloatArray, boundaries: Integers) -> Scores:
    """For each pair of boundaries, the squared length of the stretch's sum over its count.

    Rows are centred and scaled to a mean squared length of 1 first: the kernel change-point
    criterion (Arlot, Celisse and Harchaoui, 2019). The whole article is then worth 0.
    """
    centred = vectors - vectors.mean(axis=0)
    scale = math.sqrt(float((centred**2).sum(axis=1).mean())) + 1e-9
    sums = np.vstack([np.zeros(vectors.shape[1]), np.cumsum(centred / scale, axis=0)])[boundaries]
    inner = sums @ sums.T
    own = np.diag(inner)
    squared = own[:, None] + own[None, :] - 2 * inner
    counts = np.maximum(np.abs(boundaries[None, :] - boundaries[:, None]), 1)
    result: Scores = squared / counts
    return result
