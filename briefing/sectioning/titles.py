"""A short title for each part of a text, made of the text's own words.

The candidates are the noun phrases of a part, taken from the trees of a grammar model
(``tree_phrases``), and without one by word lists (``phrases``). They are judged by nearness to the
part's meaning, as in KeyBERT (Grootendorst, 2020), by how much nearer they are to it than to the
other parts, and by how much their words are the part's own. What each measure counts for follows
what told apart the phrases nearest to the authors' titles, in our own articles of news.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

import numpy as np

from briefing.engine.types import FloatArray, Sentence
from briefing.sectioning.evidence import Embed, Material, unit
from briefing.sectioning.phrases import Phrase, noun_phrases
from briefing.sectioning.proper_names import Names, owns
from briefing.sectioning.tree_phrases import is_sentence, tree_phrases
from briefing.sectioning.word_kinds import EMPTY
from briefing.sectioning.words import STOP_WORDS, stem

Parse = Callable[[Sequence[str]], list[tuple[Sentence, ...]]]
"""What ``Grammar.parse`` does."""

# Candidates of a part for the embedder, and of a whole text while no part has too few.
_FEWEST, _MOST, _IN_ALL = 10, 40, 2500
_MOST_PARSED = 10_000  # words: a grammar model reads some 3,000 a second
_OPENING_WORDS = 6

_OWN, _FIRST, _FIRST_SENTENCE, _APART = 4.0, 1.6, 1.0, 0.8
_OFTEN, _ONLY_HERE, _EARLY, _SUBJECT = 0.5, 0.4, 0.2, 0.2
_PERSON, _ROLE, _NAME, _PLACE, _WITH_NAME, _QUOTED = -0.8, -0.9, -0.2, -0.5, -0.15, -0.6
_ONE_WORD, _LONG, _TIED, _PAIR, _OWNED, _EMPTY = -0.9, -0.2, -0.1, -0.6, -0.3, -0.3
_LACKS = -0.3  # a phrase without the "of …" that its head had
_LIKE_ANOTHER = 1.0  # what nearness to another part's title costs
_OF_ONE_FIELD, _THE_SAME = 0.25, 0.65  # the likeness of the nouns of "reservoirs and rivers"
_SECOND = 0.5  # how much worse the second noun of "reservoirs and rivers" may be than the first


@dataclass
class _Candidate:
    """A phrase of one part: what it was at each place, and how good a title it would be."""

    phrase: Phrase
    stems: tuple[str, ...]
    first: int  # the sentence that has it first, counted from 0
    spellings: Counter[str] = field(default_factory=Counter)
    quoted: int = 0
    role: int = 0
    subject: int = 0
    lexical: float = 0.0
    score: float = 0.0
    vector: FloatArray | None = None

    @property
    def text(self) -> str:
        return min(self.spellings, key=lambda text: (-self.spellings[text], text))

    @property
    def stem(self) -> str:
        """The stem of its main noun."""
        return stem(self.phrase.head or self.phrase.words[-1])

    @property
    def single(self) -> bool:
        return len(self.phrase.words) == 1


def title_parts(
    material: Material,
    parts: Sequence[Sequence[int]],
    embed: Embed | None,
    parse: Parse | None = None,
) -> list[str]:
    """A short title for each part, of its own words; no two are the same."""
    names = Names(material.texts)
    found = [_candidates(own) for own in _phrases(material, parts, names, parse)]
    _weigh_words(material, parts, found)
    people = {c.stem for own in found for c in own.values() if c.role}
    for candidates in found:
        for candidate in candidates.values():
            # A man who is "the father" in one place is no topic in another.
            candidate.lexical += _ROLE * (candidate.stem in people)
    most = max(_FEWEST, min(_MOST, _IN_ALL // max(1, len(parts))))
    kept = [nsmallest(most, own.values(), key=lambda c: (-c.lexical, c.stems)) for own in found]
    for own in kept:
        for candidate in own:
            candidate.score = candidate.lexical
    if embed:
        _weigh_meaning(material, parts, kept, embed)
    titles = [""] * len(parts)
    taken = _Taken()
    tops = [max((c.score for c in own), default=0.0) for own in kept]
    # The part with the clearest title chooses first.
    for at in sorted(range(len(parts)), key=lambda at: -tops[at]):
        costs = taken.costs(kept[at])
        ranked = sorted(kept[at], key=lambda c: (costs[c.stems] - c.score, c.stems))
        titles[at] = taken.first_new(ranked) or taken.opening(material.texts[parts[at][0]])
    return titles


class _Taken:
    """The titles that parts have got so far."""

    def __init__(self) -> None:
        self._shown: set[str] = set()
        self._words: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        self._vectors: list[FloatArray] = []

    def costs(self, own: Sequence[_Candidate]) -> dict[tuple[str, ...], float]:
        """What it costs each candidate to share words or meaning with a title."""
        costs: dict[tuple[str, ...], float] = {}
        for candidate in own:
            words = frozenset(_telling(candidate))
            shared = (
                len(words & other) / min(len(words), len(other))
                for word in words
                for other in self._words.get(word, ())
            )
            costs[candidate.stems] = _LIKE_ANOTHER * max(shared, default=0.0)
        vectors = [c.vector for c in own if c.vector is not None]
        if vectors and self._vectors:
            likest = (np.array(vectors) @ np.array(self._vectors).T).max(axis=1)
            for candidate, value in zip(own, likest, strict=True):
                nearness = _LIKE_ANOTHER * 2.0 * (float(value) - 0.5)
                costs[candidate.stems] = max(costs[candidate.stems], nearness)
        return costs

    def first_new(self, ranked: Sequence[_Candidate]) -> str:
        """The best candidate that is nobody's title, as a title; empty if there is none."""
        for candidate in ranked:
            both = _shown_with(candidate, ranked)
            text = " and ".join(c.text for c in both)
            if text.casefold() not in self._shown:
                self._shown.add(text.casefold())
                for one in both:
                    words = frozenset(_telling(one))
                    for word in words:
                        self._words[word].append(words)
                    if one.vector is not None:
                        self._vectors.append(one.vector)
                return text[:1].upper() + text[1:]
        return ""

    def opening(self, text: str) -> str:
        """The first words of a part that has no phrase of its own."""
        words = text.split()
        known = " ".join(words[:_OPENING_WORDS]).rstrip(".,;:")
        known += "…" if len(words) > _OPENING_WORDS else ""
        title, number = known, 2
        while title.casefold() in self._shown:
            title = f"{known} ({number})"
            number += 1
        self._shown.add(title.casefold())
        return title


def _phrases(
    material: Material, parts: Sequence[Sequence[int]], names: Names, parse: Parse | None
) -> list[list[tuple[int, Phrase]]]:
    """The noun phrases of each part, with the number of the sentence that they stand in."""
    plain = [[sentence for row in part for sentence in material.sentences[row]] for part in parts]
    found: list[list[tuple[int, Phrase]]] = [[] for _ in parts]
    if parse:
        chosen = list(_worth_parsing(material, parts, plain))
        parsed = parse([plain[at][number] for at, number in chosen])
        for (at, number), trees in zip(chosen, parsed, strict=True):
            text = plain[at][number]
            sound = [tree for tree in trees if is_sentence(tree)]
            found[at] += [(number, p) for tree in sound for p in tree_phrases(tree, text, names)]
    for own, sentences in zip(found, plain, strict=True):
        if not own:
            own += [(n, p) for n, text in enumerate(sentences) for p in noun_phrases(text, names)]
    return found


def _worth_parsing(
    material: Material, parts: Sequence[Sequence[int]], plain: Sequence[Sequence[str]]
) -> Iterator[tuple[int, int]]:
    """The sentences to be parsed, by part and number: all, or of a long text the most telling."""
    share = min(1.0, _MOST_PARSED / max(1.0, float(material.words.sum())))
    for at, (part, sentences) in enumerate(zip(parts, plain, strict=True)):
        numbers = list(range(len(sentences)))
        if share < 1.0:
            vectors = np.concatenate([material.sentence_vectors[row] for row in part])
            telling = vectors @ vectors.mean(axis=0)
            most = max(2, round(share * len(sentences)))
            numbers = sorted({0, *np.argsort(-telling, kind="stable")[: most - 1].tolist()})
        yield from ((at, number) for number in numbers)


def _candidates(phrases: Sequence[tuple[int, Phrase]]) -> dict[tuple[str, ...], _Candidate]:
    """The noun phrases of a part, by their stems."""
    found: dict[tuple[str, ...], _Candidate] = {}
    for number, phrase in phrases:
        key = tuple(stem(word) for word in phrase.words)
        candidate = found.setdefault(key, _Candidate(phrase, key, number))
        candidate.spellings[" ".join(phrase.words)] += 1
        candidate.quoted += phrase.quoted
        candidate.role += phrase.role
        candidate.subject += phrase.subject
    return found


def _weigh_words(
    material: Material,
    parts: Sequence[Sequence[int]],
    found: Sequence[dict[tuple[str, ...], _Candidate]],
) -> None:
    """What a candidate's words, place and shape speak for."""
    here = [sum((material.counts[row] for row in part), Counter[str]()) for part in parts]
    everywhere = sum(here, Counter[str]())
    for own, counts in zip(found, here, strict=True):
        for candidate in own.values():
            words = _telling(candidate)
            often = sum(math.log1p(counts[word]) for word in words) / len(words)
            only = sum(counts[word] / max(1, everywhere[word]) for word in words) / len(words)
            phrase = candidate.phrase
            candidate.lexical = (
                _OFTEN * often
                + _ONLY_HERE * only
                + _EARLY / (1 + candidate.first)
                + _SUBJECT * (candidate.subject > 0)
                + _QUOTED * candidate.quoted / candidate.spellings.total()
                + _ONE_WORD * candidate.single
                + _LONG * (len(phrase.words) > 4)
                + _PERSON * phrase.person
                + _NAME * (phrase.name and not phrase.person)
                + _PLACE * (phrase.name and phrase.place)
                + _WITH_NAME * (not phrase.name and any(w[0].isupper() for w in phrase.words))
                + _TIED * phrase.tied
                + _PAIR * ("and" in phrase.words)
                + _OWNED * any(owns(word) for word in phrase.words)
                + _EMPTY * (phrase.head.casefold() in EMPTY)
                + _LACKS * phrase.lacks
            )


def _telling(candidate: _Candidate) -> list[str]:
    """The stems of its words without small ones, never none."""
    words = zip(candidate.phrase.words, candidate.stems, strict=True)
    return [key for word, key in words if word.casefold() not in STOP_WORDS] or [
        *candidate.stems[:1]
    ]


def _weigh_meaning(
    material: Material,
    parts: Sequence[Sequence[int]],
    kept: Sequence[Sequence[_Candidate]],
    embed: Embed,
) -> None:
    """What a candidate's nearness in meaning to its part, and to no other, speaks for."""
    texts = [candidate.text for own in kept for candidate in own]
    if not texts:
        return
    vectors = embed(texts)
    middles = unit(
        np.array(
            [
                np.concatenate([material.sentence_vectors[row] for row in part]).mean(axis=0)
                for part in parts
            ]
        )
    )
    first = 0
    for at, (part, own) in enumerate(zip(parts, kept, strict=True)):
        rows = slice(first, first + len(own))
        first += len(own)
        near = vectors[rows] @ middles.T
        to_first = vectors[rows] @ material.vectors[part[0]]
        to_sentence = vectors[rows] @ material.sentence_vectors[part[0]][0]
        others = np.delete(near, at, axis=1)
        apart = near[:, at] - (others.max(axis=1) if others.size else 0.0)
        worth = (
            _OWN * near[:, at] + _FIRST * to_first + _FIRST_SENTENCE * to_sentence + _APART * apart
        )
        for candidate, vector, value in zip(own, vectors[rows], worth, strict=True):
            candidate.vector = vector
            candidate.score += float(value)


def _shown_with(candidate: _Candidate, ranked: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidate, and for a single noun the one that goes best with it, as they are shown."""
    if not candidate.single or candidate.phrase.name:
        return [candidate]
    second = max(
        (c for c in ranked if _goes_with(candidate, c)),
        key=lambda c: c.score + _alike(candidate, c),
        default=None,
    )
    if second is None:
        return [candidate]
    # What may be a name, as it stands only where a sentence begins, keeps its capital.
    return sorted(
        (candidate, second), key=lambda c: (c.text[0].islower(), len(c.phrase.words), c.first)
    )


def _goes_with(first: _Candidate, second: _Candidate) -> bool:
    """Whether two nouns make one title: of one field, but not two words for one thing."""
    return (
        second.score > first.score - _SECOND
        and len(second.phrase.words) <= 2
        and second.text[0].islower()
        and not second.role
        and not set(first.stems) & set(second.stems)
        and (first.vector is None or _OF_ONE_FIELD <= _alike(first, second) <= _THE_SAME)
    )


def _alike(first: _Candidate, second: _Candidate) -> float:
    """The cosine of two phrases; 0 without an embedder."""
    if first.vector is None or second.vector is None:
        return 0.0
    return float(first.vector @ second.vector)
