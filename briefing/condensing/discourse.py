"""Who and what is spoken of at each point of an article, for the pronouns that come next.

The article is read from its beginning. Each sentence mentions people, by name or by a pronoun that
was itself understood; a mention weighs more as a subject and the nearer it is (salience after
Lappin and Leass 1994; the subject of the sentence before is preferred, as in centering, Grosz,
Joshi and Weinstein 1995). A mention by a pronoun keeps its person in mind, so that a row of
sentences on one person is understood through.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from briefing.article import Span
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import children, names, quoted
from briefing.checking.words import PRONOUNS
from briefing.condensing.people import (
    NOUNS,
    genders,
    known_people,
    last_word,
    name_words,
    shared_names,
)
from briefing.condensing.pronouns import is_human
from briefing.engine.types import Sentence

_LOOK_BACK = 4
"""How many sentences before this one may hold the name that a pronoun stands for."""

_SUBJECT, _OTHER, _OWNER = 2.0, 0.6, 0.4
_ROLES = ("nsubj", "nsubjpass", "dobj", "pobj", "agent", "dative")
_PARALLEL = 1.5
"""Factor for a subject that a pronoun as subject goes on with."""

_LEADS = 2.0
"""Factor by which a person must lead in salience to be taken as known further on."""

_SURE = 3.0
"""Factor by which a person must lead in salience for nobody else to be meant."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a pronoun may stand for: its words, where they stand, and how salient they are.

    ``salience`` is higher for a subject and for a nearer sentence. ``sure`` is false where another
    person may well be meant, or nothing tells whether the pronoun goes with this one.
    """

    words: str
    span: Span
    salience: float
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Mention:
    """A person at one place of the article; ``candidate`` holds the name as last written.

    Without a candidate it is somebody without a name ("the victim", a "he" not understood), who
    stands in the way of others. ``family`` is the pronoun that goes with such a person, if known.
    """

    person: str
    weight: float
    subject: bool
    candidate: Candidate | None = None
    family: str | None = None


class Discourse:
    """The people in mind at each sentence of an article."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._people = known_people(source)
        self._genders = genders(source)
        self._shared = shared_names(source)
        self._mentions: dict[int, list[_Mention]] = {}
        named = [list(self._named(s)) for s in source.sentences]
        self._people_seen = {m.person for row in named for m in row}
        for sentence, row in zip(source.sentences, named, strict=True):
            people = {m.person for m in row}
            self._mentions[sentence.index] = [
                *row,
                *self._by_pronoun(sentence, people),
                *self._nameless(sentence),
            ]

    def candidates(
        self, sentence: SourceSentence, family: str, *, subject: bool
    ) -> list[Candidate]:
        """The people whom "he" or "she" (``family``) may mean in this sentence, likeliest first.

        ``subject`` tells whether the pronoun is its clause's subject. People of whom the article
        uses the other pronoun are left out.
        """
        best: dict[str, Candidate] = {}
        values: dict[str, float] = {}
        for back in range(1, _LOOK_BACK + 1):
            for mention in self._mentions.get(sentence.index - back, ()):
                known = mention.family or self._genders.get(mention.person)
                if known not in (None, family):
                    continue
                value = mention.weight / back
                if subject and mention.subject and back == 1:
                    value *= _PARALLEL
                if mention.candidate is not None:
                    best.setdefault(mention.person, mention.candidate)
                values[mention.person] = max(values.get(mention.person, 0.0), value)
        ranked = sorted(best, key=lambda p: -values[p])
        nameless = max((v for p, v in values.items() if p not in best), default=0.0)
        if not ranked or nameless * _LEADS > values[ranked[0]]:
            return []
        rival = max([nameless, *(values[p] for p in ranked[1:])])
        return [
            replace(
                best[person],
                salience=values[person],
                sure=number == 0
                and values[person] >= _SURE * rival
                and (person in self._genders or len(self._people_seen) == 1),
            )
            for number, person in enumerate(ranked)
        ]

    def _named(self, sentence: SourceSentence) -> Iterator[_Mention]:
        tree = sentence.sentence
        for _label, tokens in names(tree):
            words = name_words(sentence, tokens)
            if not words or not words[0].isupper() or last_word(words) not in self._people:
                continue
            start = tree.tokens[tokens[0]].start
            span = Span(sentence.paragraph, start, start + len(words))
            weight, subject = _role(tree, tokens[-1])
            person = last_word(words)
            if person in self._shared:  # which of the two is not told by the name
                yield _Mention(f"~{person}", weight, subject)
            else:
                yield _Mention(person, weight, subject, Candidate(words, span, weight))

    def _by_pronoun(self, sentence: SourceSentence, named: Collection[str]) -> Iterator[_Mention]:
        """People whom the sentence means by a pronoun, where that is clear.

        ``named`` are those whom it names besides.
        """
        tree = sentence.sentence
        inside = quoted(tree)
        for index, token in enumerate(tree.tokens):
            family = PRONOUNS.get(token.text.lower())
            if family not in ("he", "she") or index in inside:
                continue
            if any(self._genders.get(p, family) == family for p in named):
                continue  # it may well mean the one whom the sentence names
            weight, subject = _role(tree, index)
            known = self.candidates(sentence, family, subject=subject)
            if known and (len(known) == 1 or known[0].salience >= _LEADS * known[1].salience):
                yield _Mention(last_word(known[0].words), weight, subject, known[0])
                return
            yield _Mention(f"~{family}", weight, subject, family=family)

    def _nameless(self, sentence: SourceSentence) -> Iterator[_Mention]:
        """People whom the sentence does not name ("the victim"), and subjects that may be some."""
        tree = sentence.sentence
        for index, token in enumerate(tree.tokens):
            if token.dep not in _ROLES or "Number=Plur" in token.morph:
                continue
            weight, subject = _role(tree, index)
            if token.pos == "NOUN" and not token.entity and is_human(token):
                lemma = token.lemma.lower()
                yield _Mention(f"~{lemma}", weight, subject, family=NOUNS.get(lemma))
            elif (
                token.pos == "PROPN"
                and subject
                and token.entity in ("", "ORG")
                and not token.text.isupper()
                and token.text.lower() not in self._people
                and not any(
                    tree.tokens[c].dep in ("det", "compound") for c in children(tree)[index]
                )
            ):
                yield _Mention(f"~{token.text.lower()}", weight, subject)


def _role(tree: Sentence, index: int) -> tuple[float, bool]:
    """How much a mention weighs by its place in the sentence, and whether it is a subject."""
    dep = tree.tokens[index].dep
    if dep in ("nsubj", "nsubjpass"):
        return _SUBJECT, True
    return (_OWNER if dep == "poss" else _OTHER), False


@lru_cache(maxsize=16)
def discourse(source: Source) -> Discourse:
    """The discourse of an article, worked out once."""
    return Discourse(source)
