"""A short title for each part of a text, made of the text's own words.

The candidates are the noun phrases of a part, taken from the trees of a grammar model
(``tree_phrases``), and without one by word lists (``phrases``). They are judged by nearness to the
part's meaning, as in KeyBERT (Grootendorst, 2020), by how much nearer they are to it than to the
other parts, and by how much their words are the part's own. What each measure counts for was set
by hand, after a fit to what told apart the phrases nearest to the authors' titles in our own
articles, and by reading titles beside the text.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

import numpy as np

from briefing.engine.types import FloatArray
from briefing.sectioning.evidence import Embed, Material, unit
from briefing.sectioning.part_phrases import Placed
from briefing.sectioning.phrases import Phrase
from briefing.sectioning.proper_names import owns
from briefing.sectioning.word_kinds import EMPTY, TWOFOLD
from briefing.sectioning.words import STOP_WORDS, stem

# Candidates of a part for the embedder, and of a whole text while no part has too few.
_FEWEST, _MOST, _IN_ALL = 6, 40, 1500
_OPENING_WORDS = 6

_OWN, _FIRST, _FIRST_SENTENCE, _APART = 6.0, 2.4, 1.0, 1.6
_OFTEN, _ONLY_HERE, _EARLY, _SUBJECT = 0.5, 0.6, 0.4, 0.2
_PERSON, _EVERYWHERE = -1.2, -1.2  # who is in every part is the topic of none
_ROLE, _NAME, _PLACE, _WITH_NAME, _QUOTED = -1.2, -0.2, -0.5, -0.15, -0.6
_ONE_WORD, _LONG, _TIED, _PAIR, _OWNED, _EMPTY = -1.4, -0.4, -0.6, -0.4, -0.3, -1.0
_BY_THE_WAY = -0.5  # "the remaining passengers", "confirmed malaria"
_ACT = 0.8  # "closure of the bridge" says more than "corner of the bridge"
_LACKS = -0.3  # a phrase without the "of …" that its head had
_LIKE_ANOTHER = 0.8  # what nearness to another part's title costs
_SAME_WORDS = 1.6  # what it costs besides to have all words of one, or none that it has not
_ACT_ENDING = re.compile(r"(?:[st]ion|ment|[ae]nce|[svw]al|ure|ism|ness|[^g]ity|ing)$")


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
    phrases: Sequence[Sequence[Placed]],
    embed: Embed | None,
) -> list[str]:
    """A short title for each part, of its own words; no two are the same.

    ``phrases`` are those of ``phrases_of_parts``, of the same parts.
    """
    found = [_candidates(own) for own in phrases]
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
            most = max(shared, default=0.0)
            costs[candidate.stems] = _LIKE_ANOTHER * most + _SAME_WORDS * (most == 1.0)
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
            text = candidate.text
            if text.casefold() not in self._shown:
                self._shown.add(text.casefold())
                words = frozenset(_telling(candidate))
                for word in words:
                    self._words[word].append(words)
                if candidate.vector is not None:
                    self._vectors.append(candidate.vector)
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


def _candidates(phrases: Sequence[Placed]) -> dict[tuple[str, ...], _Candidate]:
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
            often = sum(math.log1p(counts[word]) for word in words) / math.sqrt(len(words))
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
                + (_PERSON + _EVERYWHERE * (1.0 - only)) * phrase.person
                + _NAME * (phrase.name and not phrase.person)
                + _PLACE * (phrase.name and phrase.place)
                + _WITH_NAME * (not phrase.name and any(w[0].isupper() for w in phrase.words))
                + _TIED * phrase.tied
                + _ACT * (phrase.tied and _is_act(phrase.head.casefold()))
                + _PAIR * ("and" in phrase.words)
                + _OWNED * any(owns(word) for word in phrase.words)
                + _EMPTY * any(word.casefold() in EMPTY for word in phrase.words)
                + _BY_THE_WAY * phrase.participle
                + _LACKS * phrase.lacks
            )


def _is_act(noun: str) -> bool:
    """Whether a noun in lower case is most likely for what is done or happens: "closure"."""
    single = noun.removesuffix("s")
    return single in TWOFOLD or (len(single) > 5 and bool(_ACT_ENDING.search(single)))


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
