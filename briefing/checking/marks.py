"""The marks that set a phrase off from its sentence, and which of them go with it."""

from __future__ import annotations

from functools import lru_cache

from briefing.checking.trees import (
    closes,
    cuts_quotation,
    dependents,
    is_contiguous,
    is_word,
    root,
    subtree,
)
from briefing.checking.words import CONDITIONS
from briefing.engine.types import Sentence

DASHES = frozenset(("–", "—", "--"))

_STARTS = frozenset((";", ":"))
"""Marks behind which a clause begins anew, as at the sentence's start."""

_CLOSING = frozenset((",", ";", ":", ")"))
"""Marks that end what a comma has opened; a dash opens something more about it."""


@lru_cache(maxsize=4096)
def marks(sentence: Sentence) -> tuple[str, ...]:
    """The tokens' texts, a hyphen between spaces read as a dash."""
    texts = [t.text for t in sentence.tokens]
    for index in range(1, len(texts) - 1):
        before, here, after = sentence.tokens[index - 1 : index + 2]
        if here.text == "-" and before.end < here.start and here.end < after.start:
            texts[index] = "–"
    return tuple(texts)


def without_outer_marks(sentence: Sentence, tokens: frozenset[int]) -> frozenset[int]:
    """The phrase without commas and dashes at its ends, which a tree may hang on it."""
    texts = marks(sentence)
    first, last = min(tokens), max(tokens)
    while first < last and texts[first] in DASHES | {","}:
        first += 1
    while first < last and texts[last] in DASHES | {","}:
        last -= 1
    return frozenset(i for i in tokens if first <= i <= last)


def is_set_off(sentence: Sentence, tokens: frozenset[int], *, allow_start: bool) -> bool:
    """Whether marks that belong together, or the sentence's ends, stand on both sides.

    A dash is closed by a dash or by the end: in "– including the mayor, Alda Reyes –" the comma
    closes nothing. ``allow_start`` lets a phrase open the sentence, or a clause behind a semicolon.
    """
    texts = marks(sentence)
    first, last = min(tokens), max(tokens)
    after = texts[last + 1] if last + 1 < len(texts) else ""
    before = texts[first - 1] if first else ""
    if not before or before in _STARTS:
        return allow_start and after == ","
    if before == ",":
        return after in _CLOSING or closes(sentence, tokens)
    if before in DASHES:
        return after in DASHES or closes(sentence, tokens)
    return False


def with_marks(sentence: Sentence, tokens: frozenset[int]) -> frozenset[int]:
    """Take along those marks around the phrase that set off nothing else."""
    texts = marks(sentence)
    first, last = min(tokens), max(tokens)
    if not is_contiguous(tokens):
        return tokens
    taken = set(tokens)
    after = texts[last + 1] if last + 1 < len(texts) else ""
    before = texts[first - 1] if first else ""
    if not before or before in _STARTS:
        if after == ",":
            taken.add(last + 1)
    elif before == ",":
        if after == "," and not _closes_more(sentence, tokens):
            taken |= {first - 1, last + 1}
        elif after in _CLOSING or closes(sentence, tokens):
            taken.add(first - 1)
    elif before in DASHES and (after in DASHES or closes(sentence, tokens)):
        taken.add(first - 1)
        if after in DASHES:
            taken.add(last + 1)
    return frozenset(taken)


def _closes_more(sentence: Sentence, tokens: frozenset[int]) -> bool:
    """Whether the comma behind the phrase also ends what the phrase stands in.

    "Urged by Reyes, who left, the board …" and "A ship sank, killing two, officials said" need it
    still when the phrase is gone; so does a second statement with a subject of its own.
    """
    last = max(tokens)
    following = last + 2
    if following + 1 < len(sentence.tokens) and sentence.tokens[following].dep == "cc":
        joined = sentence.tokens[sentence.tokens[following].head]
        others = dependents(sentence, sentence.tokens[following].head, "conj")
        return joined.pos in ("VERB", "AUX") and any(
            o > following and dependents(sentence, o, "nsubj", "nsubjpass", "expl") for o in others
        )
    heads = [i for i in tokens if sentence.tokens[i].head not in tokens]
    if len(heads) != 1:
        return False
    current, top = sentence.tokens[heads[0]].head, root(sentence)
    while current != top:
        around = subtree(sentence, current)
        reach = max((i for i in around if is_word(sentence.tokens[i])), default=-1)
        if reach > last:
            return False
        start = min(around)
        apart = start == 0 or marks(sentence)[start - 1] == ","
        if apart and not _is_in_subject(sentence, current):
            return True
        if sentence.tokens[current].head == current:
            return False
        current = sentence.tokens[current].head
    return False


def _is_in_subject(sentence: Sentence, index: int) -> bool:
    """Whether the token is, or belongs to, a subject: "The head of the union, a welder, left"."""
    current = index
    while True:
        token = sentence.tokens[current]
        if token.dep in ("nsubj", "nsubjpass", "csubj"):
            return True
        if token.pos in ("VERB", "AUX") or token.head == current:
            return False
        current = token.head


def bracketed(sentence: Sentence) -> list[frozenset[int]]:
    """Whatever stands in round brackets, with them."""
    found: list[frozenset[int]] = []
    start = None
    for index, token in enumerate(sentence.tokens):
        if token.text == "(":
            start = index
        elif token.text == ")" and start is not None:
            tokens = frozenset(range(start, index + 1))
            if not cuts_quotation(sentence, tokens):
                found.append(tokens)
            start = None
    return found


def dashed(sentence: Sentence) -> frozenset[int]:
    """An aside between two dashes, or from a dash to the sentence's end; empty if there is none.

    It holds no condition, and not the main verb.
    """
    places = [
        i
        for i, text in enumerate(marks(sentence))
        if text in DASHES and 0 < i < len(sentence.tokens) - 2
    ]
    last = len(sentence.tokens)
    while last > 0 and sentence.tokens[last - 1].text in ".!?":
        last -= 1
    if not places or len(places) > 2:
        return frozenset()
    end = places[1] + 1 if len(places) == 2 else last
    tokens = frozenset(range(places[0], end))
    words = {sentence.tokens[i].text.lower() for i in tokens}
    if cuts_quotation(sentence, tokens) or words & CONDITIONS or root(sentence) in tokens:
        return frozenset()
    return tokens
