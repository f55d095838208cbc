"""Sentences of two statements, each true by itself: "A did this, but B did that".

The first may go where the second has a subject of its own, stands under no condition, time or
source of the first, and leans on none of its words. What "but" holds back is then lost with what
it holds against; the second itself says no more than it did.

Of one subject's two predicates ("The board met in May and sold the pier") the first may go, too:
see ``first_predicate``.
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
    MODALS,
    NEGATIONS,
    PRONOUNS,
    REPORTING_VERBS,
)
from briefing.engine.types import Sentence

_COUNTERS = frozenset(
    "both each other others another former latter same there one ones none".split()
)
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


def first_predicate(sentence: Sentence) -> frozenset[int]:
    """Find the first of two things told of one subject, with the "and" after it; empty if none.

    "The board met in May and sold the pier": what is left is the subject, whatever stands before
    the first verb, and the second verb with all that is its own.
    """
    top = root(sentence)
    joined = [c for c in dependents(sentence, top, "cc") if c > top]
    seconds = [c for c in dependents(sentence, top, "conj") if c > top]
    subjects = [c for c in dependents(sentence, top, "nsubj", "nsubjpass") if c < top]
    if not (len(joined) == len(seconds) == len(subjects) == 1) or quoted(sentence):
        return frozenset()
    second = subtree(sentence, seconds[0])
    if sentence.tokens[joined[0]].text.lower() != "and" or joined[0] != min(second) - 1:
        return frozenset()
    if not closes(sentence, second) or not is_contiguous(second):
        return frozenset()
    if dependents(sentence, top, "neg", "preconj", "advcl", "csubj") or dependents(
        sentence, seconds[0], "nsubj", "nsubjpass", "expl"
    ):
        return frozenset()
    first = _predicate(sentence, top, seconds[0])
    if first is None or min(second) <= first:
        return frozenset()
    gone = frozenset(range(first, min(second)))
    return gone if _leaves_whole(sentence, gone, second) else frozenset()


def _predicate(sentence: Sentence, top: int, second: int) -> int | None:
    """Where the first predicate begins; its helping verbs stay if the second has them too."""
    helpers = [c for c in dependents(sentence, top, "aux", "auxpass") if c < top]
    own = dependents(sentence, second, "aux", "auxpass")
    finite = sentence.tokens[own[0] if own else second].tag in ("VBD", "VBP", "VBZ", "MD")
    if sentence.tokens[top].pos not in ("VERB", "AUX") or sentence.tokens[second].pos != "VERB":
        return None
    if helpers and not own and sentence.tokens[second].tag == "VBD":
        return None  # "has met and passed": is it "passed" or "has passed"?
    if not finite:
        same = sentence.tokens[top].tag == sentence.tokens[second].tag
        return top if helpers and not own and same else None
    return min((*helpers, top))


def _leaves_whole(sentence: Sentence, gone: frozenset[int], second: frozenset[int]) -> bool:
    """Whether the second predicate leans on nothing that is gone, and stood under none of it."""
    tokens = sentence.tokens
    words = [tokens[i] for i in sorted(second) if is_word(tokens[i])]
    lost = [tokens[i] for i in sorted(gone)]
    if len(words) < _LEAST - 1 or any(t.text.lower() in NEGATIONS | _SCOPE for t in lost):
        return False
    if any(t.text.lower() in NEGATIONS | MODALS for t in words[:3]):
        return False  # "lowered the pressure and may not hold for children" restricts what is lost
    named = any(t.pos in ("NOUN", "PROPN", "PRON") for t in lost)
    return not any(t.text.lower() in _LEANING and t.tag not in ("IN", "WDT") for t in words) or (
        not named
    )
