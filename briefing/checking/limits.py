"""Phrases that limit what is said around them, and so may not be cut off from it.

An accusation stands beside its denial, a finding beside what it does not hold for, a plan beside
what it hangs on: "…, which the board denies," and "… and may not apply abroad" are no asides.
"""

from __future__ import annotations

from briefing.checking.trees import dependents, is_word
from briefing.checking.words import HEDGING_ADJECTIVES, NEGATIONS
from briefing.engine.types import Sentence

_REBUTTALS = frozenset(
    "deny dispute reject refute contest contradict rebut disown dismiss disagree doubt retract "
    "withdraw overturn quash reverse acquit disprove fight".split()
)
"""Lemmas with which somebody takes back or gainsays what is said.

Nouns too: a tree takes "disputes" for one easily.
"""

_ACCUSATIONS = frozenset("accusation allegation claim charge denial suggestion assertion".split())
"""Nouns for what is said: an aside on them speaks of whether it is true."""

_RESERVATIONS = frozenset(
    "but although though however except unless if albeit despite notwithstanding provided pending "
    "may might could only supposedly allegedly reportedly apparently falsely wrongly "
    "conditionally temporarily provisionally".split()
)
"""Words with which a statement is held back."""


def limits(sentence: Sentence, tokens: frozenset[int]) -> bool:
    """Whether the phrase takes back, doubts or restricts what the rest of the sentence says."""
    words = [sentence.tokens[i] for i in sorted(tokens) if is_word(sentence.tokens[i])]
    if any(t.lemma.lower() in _REBUTTALS for t in words):
        return True
    if any(t.lemma.lower() in _ACCUSATIONS for t in words[:3]):
        return True
    for token in words:
        word = token.text.lower()
        if word in _RESERVATIONS or word in HEDGING_ADJECTIVES - {"likely", "expected"}:
            return True
        if word in NEGATIONS and not _belongs_elsewhere(sentence, token.head, tokens):
            return True
    return False


def _belongs_elsewhere(sentence: Sentence, verb: int, tokens: frozenset[int]) -> bool:
    """Whether what is negated has a subject of its own that the phrase itself names."""
    subjects = dependents(sentence, verb, "nsubj", "nsubjpass")
    return any(s in tokens and sentence.tokens[s].pos in ("NOUN", "PROPN") for s in subjects)
