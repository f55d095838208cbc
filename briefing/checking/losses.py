"""What a shortened sentence has lost or added, judged by the tree of the sentence it came from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.checking.removable import removable_phrases
from briefing.checking.trees import is_word, quoted
from briefing.engine.types import Sentence

_FREE_ADDITIONS = frozenset(("a", "an", "the", "that", "and"))


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which tokens of the source a claim keeps, and which of its words the source lacks.

    ``kept`` holds indexes of the source's tokens; ``added`` holds indexes of the claim's tokens.
    """

    kept: frozenset[int]
    added: tuple[int, ...]


def align(source: Sentence, claim: Sentence) -> Alignment:
    """Match the claim's tokens with the source's, in order and word for word (case folded)."""
    ours = [t.text.lower() for t in source.tokens]
    theirs = [t.text.lower() for t in claim.tokens]
    kept: set[int] = set()
    matched: set[int] = set()
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        kept.update(range(block.a, block.a + block.size))
        matched.update(range(block.b, block.b + block.size))
    added = tuple(i for i, t in enumerate(claim.tokens) if i not in matched and is_word(t))
    return Alignment(frozenset(kept), added)


def lost_words(source: Sentence, kept: Collection[int]) -> list[int]:
    """Find the words that a shortening lost although they may not go.

    A word may go if it stands in a removable phrase of which no word is kept, or if it is an
    article. Empty means that the shortening says no more than its source.
    """
    words = [i for i, t in enumerate(source.tokens) if is_word(t)]
    gone = {i for i in words if i not in kept}
    excused: set[int] = set()
    for phrase in removable_phrases(source):
        inner = {i for i in phrase.tokens if is_word(source.tokens[i])}
        if inner <= gone:
            excused |= inner
    inside = quoted(source)
    return sorted(
        i
        for i in gone - excused
        if i in inside or source.tokens[i].text.lower() not in ("the", "a", "an", "that")
    )


def added_words(claim: Sentence, added: Collection[int], allowed: Collection[str]) -> list[str]:
    """The claim's words that neither the source nor ``allowed`` (lower case) has.

    Articles, "that" and "and" may come without notice.
    """
    return [
        claim.tokens[i].text
        for i in added
        if claim.tokens[i].text.lower() not in _FREE_ADDITIONS
        and claim.tokens[i].text.lower() not in allowed
    ]
