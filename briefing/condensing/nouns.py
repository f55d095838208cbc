"""Phrases of nouns, as they can be put in the place of a word that points to them."""

from __future__ import annotations

from briefing.checking.trees import children, subtree
from briefing.engine.types import Sentence

_LONGEST = 8
"""Tokens of the longest phrase that is still put in."""


def core_phrase(sentence: Sentence, index: int) -> frozenset[int]:
    """Take the noun with what narrows it: determiner, adjectives, "of" and "with" phrases.

    Empty if that is long or not in one piece.
    """
    taken = {index}
    for child in children(sentence)[index]:
        token = sentence.tokens[child]
        if token.dep in ("det", "amod", "compound", "nummod", "poss", "nmod") or (
            token.dep == "prep" and token.text.lower() in ("of", "with", "for", "between", "on")
        ):
            taken |= subtree(sentence, child)
    if max(taken) - min(taken) + 1 != len(taken) or len(taken) > _LONGEST:
        return frozenset()
    return frozenset(taken)
