"""The few statements a reader needs who reads nothing else.

What an article speaks of is weighed word by word and pair by pair: a word counts more the more
sentences have it, the earlier they stand (in the article and, where headings divide it, in their
section), and if the title has it (frequency and position of words, Yih and others 2007). The key
points are the wordings that together cover most of that weight in the words that there are; each
is chosen for what it adds to those before, in proportion to its length (budgeted coverage of
concepts, Gillick and Favre 2009, by the greedy algorithm of Lin and Bilmes 2010). So nothing is
said twice, room is used up, and a shorter wording that keeps what matters wins over a long one.
A sentence counts the more the nearer it is to what the whole article speaks of (its centroid,
Radev and others 2004): words alone let side matters in that happen to use frequent ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefing.checking.lexical import content_stems
from briefing.condensing.wording import Prepared, Wording
from briefing.engine.types import FloatArray

_EARLY = 1.0
"""How fast a sentence's say falls with its place: the nth counts 1 / n ** this."""

_OFTEN = 1.5
"""Exponent of a word's say: above 1, what many sentences speak of outweighs many lone words.

Chosen on the textbook sections that the README credits (OpenStax, CC BY 4.0).
"""

_TITLE = 1.5
"""Factor for a word of the article's or the section's title."""

_LENGTH = 0.3
"""Exponent of the length that a gain is divided by: 0 takes no notice of it, 1 all."""

_LEANING = 0.7
"""Factor for each thing that a sentence takes as known ("the board") without saying which."""

_SAID = 0.9
"""Factor for a wording that a bullet has word for word: the next best one may do as well."""

_WORTH = 0.07
"""Share of what the first key point adds; one that adds less only fills the room."""

_LEANS = 2
"""A sentence that takes so many things as known is no key point: it has to stand quite alone."""

_FAR = 0.05
"""What a sentence's nearness to the article counts at least."""

_LEAST = 5
"""Words that the shortest key point has."""

_KEPT = 6
"""Wordings of one sentence that are looked at: the full one and the richest others."""


@dataclass(frozen=True)
class Choice:
    """A sentence that may become a key point, in all its wordings that are short enough.

    ``near`` is the cosine of the sentence and the whole article.
    """

    prepared: Prepared
    wordings: tuple[Wording, ...]
    near: float


@dataclass
class Pool:
    """What the key points of an article are chosen from; filled section by section."""

    choices: list[Choice] = field(default_factory=list)
    _weights: Counter[str] = field(default_factory=Counter)
    _titles: set[str] = field(default_factory=set)

    def add(
        self,
        prepared: Sequence[Prepared],
        wordings: Sequence[Sequence[Wording]],
        near: FloatArray,
        limit: int,
        heading: str | None,
    ) -> None:
        """Take in the sentences of a section.

        ``near`` has for each the cosine of it and the whole article. ``limit`` is the most words
        of one key point, ``heading`` the section's title if the article itself has it.
        """
        if heading:
            self._titles |= _concepts(heading)
        for number, (sentence, row) in enumerate(zip(prepared, wordings, strict=True)):
            place = sentence.source.index if heading is None else number
            for concept in _concepts(sentence.source.words):
                self._weights[concept] += (1 + place) ** -_EARLY
            fitting = [w for w in row if _LEAST <= w.words <= limit]
            sure = not sentence.problems and not sentence.guesses
            if fitting and sure and sentence.leans < _LEANS:
                fitting.sort(key=lambda w: -w.words)
                self.choices.append(
                    Choice(sentence, tuple(fitting[:_KEPT]), max(_FAR, float(near[number])))
                )

    def choose(
        self,
        title: str,
        words: int,
        said: Collection[str],
        accept: Callable[[Choice, Wording], bool],
    ) -> None:
        """Choose one after the other, most important first, while there is room.

        ``title`` is the article's, ``said`` has the texts of its bullets. ``accept`` is called
        with each choice and may refuse it. ``words`` is the most words of all together; the first
        may have more.
        """
        titled = self._titles | _concepts(title)
        weights = {
            c: w**_OFTEN * (_TITLE if c in titled else 1.0) for c, w in self._weights.items()
        }
        waiting = {
            number: [(w, _concepts(w.text)) for w in choice.wordings]
            for number, choice in enumerate(self.choices)
        }
        worth = [c.near * _LEANING**c.prepared.leans for c in self.choices]
        covered = set[str]()
        room, first, least = words, True, 0.0
        while waiting:
            best: tuple[float, int, int] | None = None
            for number, row in waiting.items():
                for place, (wording, concepts) in enumerate(row):
                    if wording.words > room and not first:
                        continue
                    gain = sum(weights.get(c, 0.0) for c in concepts - covered)
                    value = gain / wording.words**_LENGTH * worth[number]
                    value *= _SAID if wording.text in said else 1.0
                    if value > 0 and (best is None or value > best[0]):
                        best = (value, number, place)
            if best is None or best[0] < least:
                return
            value, number, place = best
            wording, concepts = waiting.pop(number)[place]
            if accept(self.choices[number], wording):
                covered |= concepts
                room -= wording.words
                least = max(least, _WORTH * value)
                first = False


def _concepts(text: str) -> set[str]:
    """The stems of a text's content words, and each pair that stands together."""
    words = content_stems(text)
    return {*words, *(f"{a} {b}" for a, b in pairwise(words))}
