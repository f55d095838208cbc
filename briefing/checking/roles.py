"""Who did what to whom: whether a statement gives a part to somebody who has another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.checking.background import Background
from briefing.checking.doubts import Doubt, Kind
from briefing.checking.frames import (
    OBJECT,
    OF,
    SAYING,
    SUBJECT,
    Edge,
    edges,
    is_open,
    lemma_of,
    may_be_same,
)
from briefing.checking.lexical import stem
from briefing.checking.standing import Standing, open_doubt, standing
from briefing.checking.trees import dependents
from briefing.checking.wording import is_name, word_forms
from briefing.engine.types import Sentence

_LIGHT = frozenset("be have do".split())
_ORDER = frozenset("before after because although though despite".split())
_COMPARING = frozenset("more less fewer most least".split())
_CHECKED = {SUBJECT, OBJECT, OF, "to", "from", "in", "by", "at", "for", "against", "than", "is",
            "kind", "with", "over", "into", "on"}  # fmt: skip

Place = tuple[Sentence, int]


@dataclass(frozen=True)
class _Known:
    """The words in each role of each head, in the evidence; ``first`` of its best sentence."""

    first: dict[tuple[str, str], list[Place]]
    all: dict[tuple[str, str], list[Place]]


def check_roles(
    claim: Sequence[Sentence], source: Sequence[Sentence], background: Background
) -> Iterator[Doubt]:
    """Parts that the claim gives to another than the source does.

    ``source`` has the best evidence first. A word is only doubted where the source names another
    in the same part of the same verb or noun; where it names nobody, nothing is known.
    """
    known = _Known(_roles(source[:1]), _roles(source))
    said = frozenset().union(*(word_forms(s) for s in claim))
    for sentence in claim:
        for edge in edges(sentence):
            key = _key(sentence, edge)
            if edge.role not in _CHECKED or key[0] in _LIGHT:
                continue
            if is_open(sentence.tokens[edge.word]):
                continue
            if edge.role == "kind" and not _compared(sentence, edge.word):
                continue
            other = _conflict(sentence, edge, known, background, said)
            if other is not None:
                yield _doubt(sentence, edge, other)
            elif _is_put_in(sentence, edge, known):
                meant = standing(sentence, edge.word, source[:1], background)
                if meant is not Standing.SURE:
                    yield open_doubt(sentence.tokens[edge.word])
    yield from _orders(claim, source)


def _roles(sentences: Sequence[Sentence]) -> dict[tuple[str, str], list[Place]]:
    found: dict[tuple[str, str], list[Place]] = {}
    for sentence in sentences:
        for edge in edges(sentence):
            found.setdefault(_key(sentence, edge), []).append((sentence, edge.word))
    return found


def _key(sentence: Sentence, edge: Edge) -> tuple[str, str]:
    word = lemma_of(sentence.tokens[edge.head])
    role = OF if edge.role == "of" else edge.role
    return (word if word == SAYING else stem(word)), role


def _conflict(
    sentence: Sentence, edge: Edge, known: _Known, background: Background, said: frozenset[str]
) -> Place | None:
    """Whom the source names in this part instead, if it is somebody else."""
    key = _key(sentence, edge)
    here = known.first.get(key, [])
    others = here or known.all.get(key, [])
    others = [_named(o, background) for o in others]
    if not others or any(_same(sentence, edge.word, o, background) for o in others):
        return None
    further = known.all.get(key, [])
    if any(_same(sentence, edge.word, o, background) for o in further) and all(
        stem(s.tokens[i].lemma) in said for s, i in here
    ):
        return None  # two sentences are told as one, and both are named
    word = sentence.tokens[edge.word]
    if word.text.lower() in _COMPARING or key[0] == SAYING:
        return others[0]
    named = is_name(sentence, edge.word)
    for other in others:
        if named and _has_name(*other):
            return other
    # A noun may stand for a name that stands elsewhere: only one in another part is told apart.
    parts = [r for r in (SUBJECT, OBJECT, "to", "from", "of", OF, "by", "than") if r != key[1]]
    swapped = any(
        may_be_same(sentence, edge.word, *place) and not is_open(place[0].tokens[place[1]])
        for role in parts
        for place in known.all.get((key[0], role), ())
    )
    return others[0] if swapped or _does_other(sentence, edge, known) else None


def _is_put_in(sentence: Sentence, edge: Edge, known: _Known) -> bool:
    """Whether the claim has a name where the best evidence has a pronoun for a person."""
    here = known.first.get(_key(sentence, edge), ())
    pronouns = [s.tokens[i].text.lower() in ("he", "she", "him", "her", "his") for s, i in here]
    return is_name(sentence, edge.word) and bool(pronouns) and all(pronouns)


def _does_other(sentence: Sentence, edge: Edge, known: _Known) -> bool:
    """Whether the best evidence has the claim's subject for another predicate alone."""
    return edge.role == SUBJECT and any(
        role == SUBJECT and not is_open(s.tokens[i]) and may_be_same(sentence, edge.word, s, i)
        for (_, role), places in known.first.items()
        for s, i in places
    )


def _has_name(sentence: Sentence, index: int) -> bool:
    """Whether the word is a name or has one beside it: "its author, Nadia Sherwin"."""
    beside = dependents(sentence, index, "appos", "compound")
    return is_name(sentence, index) or any(is_name(sentence, i) for i in beside)


def _named(place: Place, background: Background) -> Place:
    """For "he" and "she" the person named last before; anything else as it is."""
    sentence, index = place
    if sentence.tokens[index].text.lower() not in ("he", "she"):
        return place
    return background.person_before(sentence, index) or place


def _same(sentence: Sentence, word: int, other: Place, background: Background) -> bool:
    if may_be_same(sentence, word, *other):
        return True
    one, two = stem(sentence.tokens[word].lemma), stem(other[0].tokens[other[1]].lemma)
    return background.may_be_called(one, two)


def _compared(sentence: Sentence, index: int) -> bool:
    """Whether a describing word is one that is compared."""
    return sentence.tokens[index].text.lower() in _COMPARING


def _doubt(sentence: Sentence, edge: Edge, other: Place) -> Doubt:
    token, head = sentence.tokens[edge.word], sentence.tokens[edge.head]
    instead, ours = _phrase(*other), _phrase(sentence, edge.word)
    place = (token.start, token.end)
    if token.text.lower() in _COMPARING:
        reason = f"the source says “{instead} {head.text}”, not “{ours} {head.text}”"
        return Doubt(Kind.RELATION, reason, *place, grave=True)
    if edge.role == SUBJECT and lemma_of(head) == SAYING:
        reason = f"in the source “{instead}” says this, not “{ours}”"
        return Doubt(Kind.SPEAKER, reason, *place, grave=True)
    reason = f"beside “{head.text}” the source names “{instead}”, not “{ours}”"
    return Doubt(Kind.NAME, reason, *place, grave=True)


def _phrase(sentence: Sentence, index: int) -> str:
    """The word with the parts of its name."""
    tokens = sentence.tokens
    first = index
    while first > 0 and tokens[first - 1].dep == "compound" and tokens[first - 1].head == index:
        first -= 1
    return " ".join(t.text for t in tokens[first : index + 1])


def _orders(claim: Sequence[Sentence], source: Sequence[Sentence]) -> Iterator[Doubt]:
    """Find "after" for "before", "although" for "because", beside the same verb or noun."""
    known: dict[str, set[str]] = {}
    for sentence in source:
        for index, token in enumerate(sentence.tokens):
            if token.text.lower() in _ORDER:
                known.setdefault(_governed(sentence, index), set()).add(token.text.lower())
    for sentence in claim:
        for index, token in enumerate(sentence.tokens):
            if token.text.lower() not in _ORDER:
                continue
            theirs = known.get(_governed(sentence, index), set())
            if theirs and token.text.lower() not in theirs:
                shown = " or ".join(sorted(theirs))
                reason = f"the source says “{shown}”, not “{token.text}”"
                yield Doubt(Kind.RELATION, reason, token.start, token.end, grave=True)


def _governed(sentence: Sentence, index: int) -> str:
    """What a joining word opens: the verb of its clause, or the noun behind it."""
    token = sentence.tokens[index]
    for child, other in enumerate(sentence.tokens):
        if other.head == index and other.dep in ("pobj", "pcomp") and child != index:
            return stem(other.lemma)
    return stem(sentence.tokens[token.head].lemma)
