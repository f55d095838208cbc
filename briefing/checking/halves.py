"""Sentences of two statements, each true by itself: "A did this, but B did that".

The first may go where the second has a subject of its own, stands under no condition, time or
source of the first, and leans on none of its words. What "but" holds back is then lost with what
it holds against; the second itself says no more than it did.
"""

from __future__ import annotations

from briefing.checking.trees import (
    children,
    closes,
    cuts_quotation,
    dependents,
    is_contiguous,
    is_word,
    quoted,
    root,
    subtree,
)
from briefing.checking.words import (
    CONDITIONS,
    CONNECTIVES,
    DEMONSTRATIVES,
    HEDGING_ADVERBS,
    NEGATIONS,
    PRONOUNS,
    REPORTING_VERBS,
)
from briefing.engine.types import Sentence

_COUNTERS = frozenset("both other others another former latter same there one ones none".split())
_LEANING = _COUNTERS.union(PRONOUNS, DEMONSTRATIVES, CONNECTIVES) - {"and", "but", "or"}
"""Words with which a second statement may lean on the first."""

_SCOPE = CONDITIONS | HEDGING_ADVERBS | frozenset("either neither both not only".split())
"""Words of a first statement that may govern the second, too."""

_LEAST = 6
"""Words that a statement of its own should have."""


def first_statement(sentence: Sentence) -> frozenset[int]:
    """Find the first of two statements with the word that joins them; empty if it must stay."""
    top = root(sentence)
    joined = [c for c in dependents(sentence, top, "cc") if c > top]
    seconds = [c for c in dependents(sentence, top, "conj") if c > top]
    if len(joined) != 1 or len(seconds) != 1 or quoted(sentence):
        return frozenset()
    if sentence.tokens[joined[0]].text.lower() not in ("and", "but"):
        return frozenset()
    second = subtree(sentence, seconds[0])
    first = frozenset(range(min(second)))
    if joined[0] != min(second) - 1 or not closes(sentence, second) or not is_contiguous(second):
        return frozenset()
    if not (_governs_nothing(sentence, top, first) and _stands_alone(sentence, seconds[0])):
        return frozenset()
    return frozenset() if cuts_quotation(sentence, first) else first


def _governs_nothing(sentence: Sentence, top: int, first: frozenset[int]) -> bool:
    """Whether the first statement is bare of what may hold for the second as well."""
    if sentence.tokens[top].lemma.lower() in REPORTING_VERBS or sentence.tokens[top].dep != "ROOT":
        return False
    if dependents(sentence, top, "ccomp", "advcl", "csubj"):
        return False
    subjects = dependents(sentence, top, "nsubj", "nsubjpass")
    if not subjects or min(subtree(sentence, subjects[0])) != 0:
        return False  # "In May the mill closed and …": the time is that of both
    words = {sentence.tokens[i].text.lower() for i in first}
    lemmas = {token.lemma.lower() for token in sentence.tokens}
    return not (words & _SCOPE or lemmas & {"accord", "according"})


def _stands_alone(sentence: Sentence, verb: int) -> bool:
    """Whether the second statement has a named subject, and no word that leans on the first."""
    tokens = sentence.tokens
    phrase = subtree(sentence, verb)
    words = [tokens[i] for i in sorted(phrase) if is_word(tokens[i])]
    subjects = dependents(sentence, verb, "nsubj", "nsubjpass")
    helpers = [tokens[i] for i in (verb, *dependents(sentence, verb, "aux", "auxpass"))]
    if len(words) < _LEAST or not subjects or min(subtree(sentence, subjects[0])) != min(phrase):
        return False
    if not any(t.tag in ("VBD", "VBP", "VBZ", "MD") for t in helpers):
        return False
    subject = tokens[subjects[0]]
    leaning = [t for t in words if t.text.lower() in _LEANING and t.tag not in ("IN", "WDT")]
    if subject.pos not in ("NOUN", "PROPN") or leaning:
        return False
    if any(t.tag in ("JJR", "RBR") for t in words) and "than" not in (t.text for t in words):
        return False
    described = [tokens[c].text.lower() for c in children(sentence)[subjects[0]]]
    return described != ["the"] and not any(t.text.lower() in NEGATIONS for t in words[:1])
