"""What the whole article tells about the words of one statement: who is called what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from briefing.checking.frames import edges
from briefing.checking.lexical import stem
from briefing.checking.source import Source
from briefing.checking.trees import quoted
from briefing.checking.wording import known_forms, word_forms
from briefing.engine.types import Sentence

_NO_PERSON = frozenset(("GPE", "LOC", "DATE", "TIME", "NORP", "FAC", "EVENT", "LAW"))


@dataclass(frozen=True, eq=False)
class Background:
    """The article around the evidence; equal only to itself."""

    text: str
    sentences: tuple[Sentence, ...]

    @property
    def _folded(self) -> str:
        return f" {_folded_article(self.text)} "

    @cached_property
    def _called(self) -> dict[str, set[str]]:
        """For each name or noun the stems of what it is called or what is called so."""
        found: dict[str, set[str]] = {}
        for sentence in self.sentences:
            for edge in edges(sentence):
                if edge.role not in ("is", "kind", "subject"):
                    continue
                one, other = sentence.tokens[edge.head], sentence.tokens[edge.word]
                if edge.role == "subject" and one.pos not in ("NOUN", "PROPN"):
                    continue
                if "PROPN" not in (one.pos, other.pos):
                    continue
                a, b = stem(one.lemma), stem(other.lemma)
                found.setdefault(a, set()).add(b)
                found.setdefault(b, set()).add(a)
        return found

    @cached_property
    def known(self) -> frozenset[str]:
        """The forms of all words of the article."""
        return known_forms(self.sentences)

    @cached_property
    def _number(self) -> dict[Sentence, int]:
        return {sentence: number for number, sentence in enumerate(self.sentences)}

    def share_of_pairs(self, text: str) -> float:
        """The share of the text's pairs of neighbouring words that stand so in the article."""
        ours = list(pairwise(_stems(text)))
        pairs = _pairs_of(self.text)
        return sum(pair in pairs for pair in ours) / len(ours) if ours else 0.0

    def has_phrase(self, words: str) -> bool:
        """Whether the article has these words in this order."""
        return f" {_folded(words)} " in self._folded

    def says_together(self, one: str, other: str) -> bool:
        """Whether a sentence of the article has both words, in any form."""
        return any({one, other} <= word_forms(s) for s in self.sentences)

    def may_be_called(self, one: str, other: str) -> bool:
        """Whether the article calls one the other: "Irena Dolny" the "chief"; given as stems."""
        return other in self._called.get(one, ())

    def back_from(
        self, sentence: Sentence, index: int, reach: int
    ) -> Iterator[tuple[Sentence, int]]:
        """A sentence up to a word, then up to ``reach`` whole ones before it, nearest first.

        Each with the number of tokens that count.
        """
        yield sentence, index
        number = self._number.get(sentence, 0)
        for before in reversed(self.sentences[max(0, number - reach) : number]):
            yield before, len(before.tokens)

    def person_before(self, sentence: Sentence, index: int) -> tuple[Sentence, int] | None:
        """The person named last before a word, in its sentence or the one before; None if none.

        Whom a quotation names is not meant by a word that stands outside it.
        """
        inside = quoted(sentence)
        for place in range(index - 1, -1, -1):
            if _is_person(sentence, place) and (place not in inside or index in inside):
                return sentence, place
        number = self._number.get(sentence)
        if not number:
            return None
        before = self.sentences[number - 1]
        people = [i for i in range(len(before.tokens)) if _is_person(before, i)]
        return (before, people[-1]) if len(people) == 1 else None


@lru_cache(maxsize=8)
def background_of(source: Source) -> Background:
    """The background that an article gives to its statements."""
    text = "\n".join(p.text for p in source.article.paragraphs)
    return Background(text, tuple(s.sentence for s in source.sentences))


def _is_person(sentence: Sentence, index: int) -> bool:
    """Whether the word is the last of a person's name."""
    token = sentence.tokens[index]
    elsewhere = token.entity in _NO_PERSON
    return token.pos == "PROPN" and token.dep not in ("compound", "pobj") and not elsewhere


def plain_background(text: str, sentences: Sequence[Sentence]) -> Background:
    """A background of these sentences alone."""
    return Background(text, tuple(sentences))


@lru_cache(maxsize=4)
def _pairs_of(text: str) -> frozenset[tuple[str, str]]:
    """The pairs of neighbouring words of an article: each of its bullets asks for them."""
    return frozenset(pairwise(_stems(text)))


@lru_cache(maxsize=4)
def _folded_article(text: str) -> str:
    return _folded(text)


def _stems(text: str) -> list[str]:
    return [stem(word) for word in re.findall(r"[\w'’]+", text.lower())]


def _folded(text: str) -> str:
    text = text.replace("’", "'").replace("‘", "'")
    return " ".join(re.findall(r"[\w'€£$%]+", text.lower()))
