"""Negation and modality: whether a statement denies, doubts or promises what its source does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.checking.doubts import Doubt, Kind
from briefing.checking.lexical import stem
from briefing.checking.trees import children, dependents
from briefing.checking.words import (
    HEDGING_ADJECTIVES,
    HEDGING_ADVERBS,
    HEDGING_VERBS,
    MODALS,
    NEGATIONS,
)
from briefing.engine.types import Sentence

_PREDICATES = frozenset("VERB AUX NOUN ADJ ADV".split())
_EMPTY = frozenset("be have do get".split())
_WILL = {"'ll": "will", "’ll": "will", "shall": "will", "wo": "will", "ca": "can", "’d": "would"}
_SURE = frozenset("certainly definitely undoubtedly surely inevitably".split())
_ADVERBS = (HEDGING_ADVERBS | HEDGING_ADJECTIVES) - {"almost", "nearly", "roughly", "approximately"}
_GOVERNING = HEDGING_VERBS | frozenset("report say rumour rumor fail refuse decline need".split())
_SOFT = {"could": "may", "might": "may", "can": "may"}


def check_polarity(claim: Sequence[Sentence], source: Sequence[Sentence]) -> Iterator[Doubt]:
    """Negations and hedges that the claim has lost or added, word by word."""
    known: dict[str, list[tuple[Sentence, int]]] = {}
    for sentence in source:
        for index, token in enumerate(sentence.tokens):
            if token.pos in _PREDICATES:
                known.setdefault(_key(sentence, index), []).append((sentence, index))
    for sentence in claim:
        for index, token in enumerate(sentence.tokens):
            if token.pos not in _PREDICATES or token.lemma.lower() in _EMPTY:
                continue
            same = known.get(_key(sentence, index))
            if same:
                yield from _negation(sentence, index, same)
                yield from _modality(sentence, index, same)


def _key(sentence: Sentence, index: int) -> str:
    return stem(sentence.tokens[index].lemma)


def _negation(sentence: Sentence, index: int, same: list[tuple[Sentence, int]]) -> Iterator[Doubt]:
    ours = _denial(sentence, index)
    theirs = [_denial(s, i) for s, i in same]
    if any((ours is None) == (denial is None) for denial in theirs):
        return
    token = sentence.tokens[index]
    if ours is None:
        reason = (
            f"the source denies this: “{theirs[0]}” before “{same[0][0].tokens[same[0][1]].text}”"
        )
        yield Doubt(Kind.NEGATION, reason, token.start, token.end, grave=True)
    else:
        reason = f"“{ours}” is not in the source"
        yield Doubt(Kind.NEGATION, reason, token.start, token.end, grave=True)


def _denial(sentence: Sentence, index: int) -> str | None:
    """The word that denies this one, if any: "not" beside it, "no" at its subject or object."""
    tokens = sentence.tokens
    near = [*children(sentence)[index]]
    if tokens[index].dep in ("acomp", "attr", "xcomp"):
        head = tokens[index].head
        if tokens[head].lemma.lower() in _EMPTY:
            near += children(sentence)[head]
    for child in near:
        token = tokens[child]
        if token.text.lower() in NEGATIONS and token.dep in (
            "neg",
            "det",
            "advmod",
            "preconj",
            "nsubj",
        ):
            return token.text
        if token.dep in ("nsubj", "nsubjpass", "dobj", "attr") and tokens[index].pos in (
            "VERB",
            "AUX",
        ):
            for grand in children(sentence)[child]:
                if tokens[grand].text.lower() in ("no", "neither") and tokens[grand].dep == "det":
                    return tokens[grand].text
    head = tokens[index].head
    above = tokens[head]
    if tokens[index].dep == "pobj" and above.text.lower() == "without":
        return above.text
    return None


def _modality(sentence: Sentence, index: int, same: list[tuple[Sentence, int]]) -> Iterator[Doubt]:
    ours = _hedges(sentence, index)
    rows = [_hedges(s, i) for s, i in same]
    if any(_agree(ours, row) for row in rows):
        return
    token = sentence.tokens[index]
    theirs = min(rows, key=lambda row: len(set(row) ^ set(ours)))
    lost = [theirs[w] for w in theirs if w not in ours]
    added = [ours[w] for w in ours if w not in theirs]
    if lost:
        shown = " ".join(lost)
        instead = f", and not “{' '.join(added)}”" if added else ""
        reason = f"the source says “{shown}” of “{token.text}”{instead}"
        yield Doubt(Kind.HEDGE, reason, token.start, token.end)
    elif added:
        reason = f"“{' '.join(added)}” is not in the source"
        yield Doubt(Kind.HEDGE, reason, token.start, token.end)


def _agree(ours: dict[str, str], theirs: dict[str, str]) -> bool:
    one = {_SOFT.get(w, w) for w in ours} - {"would"}
    other = {_SOFT.get(w, w) for w in theirs} - {"would"}
    return one == other or (one ^ other) <= {"would"}


def _hedges(sentence: Sentence, index: int) -> dict[str, str]:
    """What makes this word less than a fact: lemma -> the word as it stands."""
    tokens = sentence.tokens
    found: dict[str, str] = {}
    places = [index]
    if tokens[index].dep in ("acomp", "attr", "xcomp", "prep", "npadvmod") or (
        tokens[index].dep == "conj" and tokens[index].pos == "VERB"
    ):
        places.append(tokens[index].head)
    for place in places:
        for child in children(sentence)[place]:
            word = tokens[child].text.lower()
            if tokens[child].dep == "aux" and word in MODALS | set(_WILL):
                if place != index and tokens[place].lemma.lower() in _GOVERNING:
                    continue
                found[_WILL.get(word, word)] = tokens[child].text
            elif (
                tokens[child].dep in ("advmod", "amod", "acomp")
                and word in _ADVERBS | _SURE
                and child != index
                and not (place != index and tokens[child].dep == "acomp")
            ):
                found[word] = tokens[child].text
    found |= _governors(sentence, index)
    return found


def _governors(sentence: Sentence, index: int) -> dict[str, str]:
    """Verbs and adjectives that govern this word: "plans to visit", "is said to be"."""
    tokens = sentence.tokens
    found: dict[str, str] = {}
    current = index
    for _ in range(3):
        token = tokens[current]
        head = tokens[token.head]
        if token.head == current or token.dep not in ("xcomp", "acomp", "attr", "oprd", "prep"):
            break
        governs = token.dep == "xcomp" or (token.dep in ("prep", "oprd") and head.tag == "VBN")
        lemma = head.lemma.lower()
        passive = bool(dependents(sentence, token.head, "auxpass"))
        if governs and lemma in _GOVERNING and (token.dep == "xcomp" or passive):
            found[lemma] = head.text
        if governs and head.pos == "ADJ" and lemma in HEDGING_ADJECTIVES:
            found[lemma] = head.text
        current = token.head
    return found
