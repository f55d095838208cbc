"""Names in a statement where its source has a pronoun: "Moe resigned" for "She resigned".

The source's own words then do not have the name. What the pronoun means is told by what the
article names before it: if that is this name and no other that fits, nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto

from briefing.checking.background import Background
from briefing.checking.doubts import Doubt, Kind
from briefing.checking.frames import edges, lemma_of
from briefing.checking.lexical import stem
from briefing.checking.words import PRONOUNS
from briefing.engine.types import Sentence, Token

_REACH = 8
"""So many sentences before a pronoun are looked through for what it may mean."""

_PLACES = frozenset(("DATE", "TIME", "EVENT", "LAW", "NORP", "LANGUAGE"))
_NO_PEOPLE = _PLACES | {"GPE", "LOC", "FAC", "ORG", "PRODUCT", "WORK_OF_ART"}


class Standing(Enum):
    """How sure it is that a pronoun of the source means a name of the statement."""

    SURE = auto()
    """The name is the one that was named last."""
    OPEN = auto()
    """It was named before, but so were others that the pronoun can mean."""
    NONE = auto()
    """The source has no pronoun in its place, or did not name it before."""


def standing(
    sentence: Sentence, index: int, evidence: Sequence[Sentence], background: Background
) -> Standing:
    """Whether a name of a statement, or a part of one, stands for a pronoun of its evidence."""
    name = _head_of_name(sentence, index)
    words = _parts(sentence, name)
    best = Standing.NONE
    for source, pronoun in _pronouns(sentence, name, evidence):
        found = _meant(source, pronoun, words, background)
        if found is Standing.SURE:
            return found
        best = found if found is Standing.OPEN else best
    return best


def open_doubt(token: Token) -> Doubt:
    """The doubt on a name that stands for a pronoun which can mean another too."""
    reason = f"see whom the source means: it does not name {token.text} here"
    return Doubt(Kind.NAME, reason, token.start, token.end)


def _head_of_name(sentence: Sentence, index: int) -> int:
    """The last word of the name that the word is in."""
    tokens = sentence.tokens
    while tokens[index].dep == "compound" and tokens[tokens[index].head].pos == "PROPN":
        index = tokens[index].head
    return index


def _parts(sentence: Sentence, name: int) -> frozenset[str]:
    tokens = sentence.tokens
    return frozenset(
        t.text.lower()
        for i, t in enumerate(tokens)
        if i == name or (t.dep == "compound" and t.head == name)
    )


def _pronouns(
    sentence: Sentence, name: int, evidence: Sequence[Sentence]
) -> Iterator[tuple[Sentence, int]]:
    """Where the evidence has a pronoun in the part that the statement gives to the name."""
    parts = {
        (stem(lemma_of(sentence.tokens[e.head])), e.role) for e in edges(sentence) if e.word == name
    }
    for source in evidence:
        for edge in edges(source):
            is_pronoun = source.tokens[edge.word].text.lower() in PRONOUNS
            if is_pronoun and (stem(lemma_of(source.tokens[edge.head])), edge.role) in parts:
                yield source, edge.word


def _meant(
    source: Sentence, pronoun: int, words: frozenset[str], background: Background
) -> Standing:
    """Look back from a pronoun, sentence by sentence, for names that it can mean."""
    means_person = PRONOUNS[source.tokens[pronoun].text.lower()] in ("he", "she")
    others = False
    for before, end in background.back_from(source, pronoun, _REACH):
        named = [
            i
            for i in range(end)
            if before.tokens[i].pos == "PROPN"
            and before.tokens[i].dep != "compound"
            and before.tokens[i].entity not in (_NO_PEOPLE if means_person else _PLACES)
        ]
        matching = [i for i in named if words & _parts(before, i)]
        others = others or len(matching) < len(named)
        if matching:
            return Standing.OPEN if others else Standing.SURE
    return Standing.NONE
