"""Who does what to whom in a sentence: its words in the roles that its tree gives them.

Passive and active, "A's B" and "the B of A", a relative clause and a sentence of its own come to
one form, so that two wordings of one fact have the same roles (predicate and argument structures
as in the Stanford dependencies' collapsed form, de Marneffe and Manning 2008).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.lexical import stem
from briefing.checking.trees import children, dependents
from briefing.checking.words import PRONOUNS
from briefing.engine.types import Sentence, Token

SUBJECT, OBJECT, OF = "subject", "object", "of"
SAYING = "(say)"
"""Stands for every verb with which somebody says something."""

SAYING_VERBS = frozenset(
    "say tell state add announce note remark explain report comment write".split()
)
"""Lemmas of verbs that give a statement to a speaker and add nothing of their own."""

_RELATIVE = frozenset("who which that whom whose".split())
_ROLES = {
    "nsubjpass": OBJECT, "csubjpass": OBJECT, "dobj": OBJECT, "dative": "to", "poss": OF,
    "amod": "kind", "compound": "kind", "nmod": "kind", "nummod": "number", "appos": "is",
}  # fmt: skip
_COUNTING = frozenset(
    "half majority number part third quarter most many some all each none lot group dozen rest "
    "several both any few one".split()
)
_MOST_CONJUNCTS = 8


@dataclass(frozen=True, slots=True)
class Edge:
    """A word in a role of another: indexes of both in the sentence's tokens."""

    head: int
    role: str
    word: int


def lemma_of(token: Token) -> str:
    """The word's lemma; one for all verbs of saying."""
    word = token.lemma.lower()
    if token.pos == "VERB" and word in SAYING_VERBS:
        return SAYING
    return word


def is_open(token: Token) -> bool:
    """Whether the word stands for another that the sentence need not name."""
    return token.pos == "PRON" or token.text.lower() in PRONOUNS or token.tag in ("WP", "WDT")


@lru_cache(maxsize=8192)
def edges(sentence: Sentence) -> tuple[Edge, ...]:
    """All words of the sentence in their roles."""
    found = dict.fromkeys(_plain(sentence))
    found |= dict.fromkeys(_shared(sentence, found))
    for edge in tuple(found):
        for other in (*_conjuncts(sentence, edge.word), *_counted(sentence, edge.word)):
            found.setdefault(Edge(edge.head, edge.role, other))
    return tuple(found)


def _plain(sentence: Sentence) -> Iterator[Edge]:
    for index, token in enumerate(sentence.tokens):
        role = _ROLES.get(token.dep)
        if token.dep in ("nsubj", "csubj"):
            word = _antecedent(sentence, index)
            yield from (Edge(p, SUBJECT, word) for p in _predicates(sentence, token.head))
        elif token.dep == "pobj":
            yield _of_preposition(sentence, token.head, _antecedent(sentence, index))
        elif token.dep == "acl" and token.tag in ("VBN", "VBG"):
            yield Edge(index, OBJECT if token.tag == "VBN" else SUBJECT, token.head)
        elif role and not (token.dep == "dative" and token.pos == "ADP"):
            yield Edge(token.head, role, _antecedent(sentence, index))


def _of_preposition(sentence: Sentence, preposition: int, word: int) -> Edge:
    token = sentence.tokens[preposition]
    if token.dep == "agent":
        return Edge(token.head, SUBJECT, word)
    return Edge(token.head, token.text.lower(), word)


def _predicates(sentence: Sentence, verb: int) -> list[int]:
    """What is said of a subject: the verb, or what a form of "be" links it to."""
    if sentence.tokens[verb].lemma.lower() == "be":
        linked = dependents(sentence, verb, "acomp", "attr")
        if linked:
            return linked
    return [verb]


def _antecedent(sentence: Sentence, index: int) -> int:
    """For "who" and "which" in a clause on a noun, the noun; else the word itself."""
    token = sentence.tokens[index]
    if token.text.lower() not in _RELATIVE or token.tag not in ("WP", "WDT", "WP$", "IN"):
        return index
    current = token.head
    for _ in range(len(sentence.tokens)):
        if sentence.tokens[current].dep == "relcl":
            return sentence.tokens[current].head
        if sentence.tokens[current].head == current:
            break
        current = sentence.tokens[current].head
    return index


def _shared(sentence: Sentence, known: dict[Edge, None]) -> Iterator[Edge]:
    """Subjects that a second verb has from the first: "plans to visit", "sold it and left"."""
    subjects: dict[int, int] = {}
    for edge in known:
        if edge.role == SUBJECT:
            subjects.setdefault(edge.head, edge.word)
    objects = {e.head: e.word for e in known if e.role == OBJECT}
    for index, token in enumerate(sentence.tokens):
        if index in subjects or not _lends(sentence, index):
            continue
        subject = subjects.get(token.head)
        if subject is None and _is_passive(sentence, token.head):
            subject = objects.get(token.head)  # "is reported to have opposed"
        elif token.dep == "xcomp" and token.head in objects:
            subject = objects[token.head]
        if subject is not None:
            subjects[index] = subject
            yield Edge(index, SUBJECT, subject)
        if token.dep == "conj":
            # A tree often hangs the second verb on the wrong first one: any above may share.
            yield from (
                Edge(index, SUBJECT, subjects[above])
                for above in _above(sentence, token.head)
                if above in subjects
            )


def _lends(sentence: Sentence, index: int) -> bool:
    """Whether the verb takes its subject from the one above it."""
    token = sentence.tokens[index]
    if token.pos not in ("VERB", "AUX") or _is_passive(sentence, index):
        return False
    return token.dep in ("xcomp", "conj") or (token.dep == "advcl" and token.tag == "VBG")


def _above(sentence: Sentence, index: int) -> Iterator[int]:
    while sentence.tokens[index].head != index:
        index = sentence.tokens[index].head
        yield index


def _counted(sentence: Sentence, index: int) -> list[int]:
    """What is counted: the jobs in "640 of its jobs"."""
    token = sentence.tokens[index]
    if token.pos != "NUM" and token.lemma.lower() not in _COUNTING:
        return []
    return [
        noun
        for preposition in dependents(sentence, index, "prep")
        if sentence.tokens[preposition].text.lower() == "of"
        for noun in dependents(sentence, preposition, "pobj")
    ]


def _is_passive(sentence: Sentence, verb: int) -> bool:
    return bool(dependents(sentence, verb, "auxpass"))


def _conjuncts(sentence: Sentence, index: int) -> list[int]:
    """Nouns that stand beside this one: "Kenmara and Solu"."""
    if sentence.tokens[index].pos not in ("NOUN", "PROPN", "NUM"):
        return []
    found, waiting = list[int](), [index]
    while waiting and len(found) < _MOST_CONJUNCTS:
        for child in children(sentence)[waiting.pop()]:
            if sentence.tokens[child].dep == "conj" and sentence.tokens[child].pos in (
                "NOUN",
                "PROPN",
                "NUM",
            ):
                found.append(child)
                waiting.append(child)
    return found


@lru_cache(maxsize=8192)
def _name_parts(sentence: Sentence, index: int) -> frozenset[str]:
    names = {index}
    for child in children(sentence)[index]:
        if sentence.tokens[child].dep in ("compound", "appos", "flat", "nmod", "amod"):
            names.add(child)
            if sentence.tokens[child].dep == "appos":
                names.update(dependents(sentence, child, "compound", "amod"))
    token = sentence.tokens[index]
    if token.dep in ("appos", "compound"):
        names.add(token.head)
        names.update(dependents(sentence, token.head, "compound"))
    return frozenset(stem(sentence.tokens[i].lemma) for i in names)


def may_be_same(one: Sentence, first: int, other: Sentence, second: int) -> bool:
    """Whether two words may name one thing: a word in common with what stands beside them."""
    a, b = one.tokens[first], other.tokens[second]
    if is_open(a) or is_open(b) or a.text.lower() == b.text.lower():
        return True
    return stem(a.lemma) in _name_parts(other, second) or stem(b.lemma) in _name_parts(one, first)
