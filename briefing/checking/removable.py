"""Which phrases of a sentence may be left out so that what remains is still what it says.

The sentence's dependency tree decides, after the idea of sentence compression by pruning
(Knight and Marcu 2000; Filippova and Strube 2008), held to a short list of phrases whose loss
takes something away but turns nothing round: asides, non-restrictive clauses, closing or opening
participle clauses, a further statement joined by "and", connectives. Nothing is ever left out of
a quotation, and a condition, a hedge, a negation, a source ("said …", "according to …") and
whatever limits how far a statement reaches stay.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.adjuncts import is_adjunct
from briefing.checking.connectives import (
    closing_connective,
    connective_word,
    opening_connective,
)
from briefing.checking.halves import first_predicate, first_statement
from briefing.checking.limits import limits
from briefing.checking.marks import (
    bracketed,
    dashed,
    is_set_off,
    marks,
    with_marks,
    without_outer_marks,
)
from briefing.checking.trees import (
    children,
    closes,
    cuts_quotation,
    dependents,
    is_contiguous,
    is_word,
    root,
    subtree,
)
from briefing.checking.words import (
    CONDITIONS,
)
from briefing.engine.types import Sentence

_NO_ASIDE = frozenset(
    "without unless except despite if pending until since before after under subject like unlike "
    "as than by for to per via against".split()
)
"""Prepositions whose phrase may carry a condition, a comparison or an agent."""

_TELLING = frozenset(
    "accord cite quote say include base name call know identify dub nickname".split()
)
"""Lemmas of participles that tell who says it, or who or what somebody is."""

_WHEN = frozenset("when whenever where if unless until once after before since though if".split())
"""Words that make a participle clause a condition or a time."""


@dataclass(frozen=True, slots=True)
class Removable:
    """A phrase that may go: its tokens, why, and whether it only ties to what came before.

    ``connective`` phrases should go from a bullet even when there is room for them.
    """

    tokens: frozenset[int]
    kind: str
    connective: bool = False


@lru_cache(maxsize=4096)
def removable_phrases(sentence: Sentence) -> tuple[Removable, ...]:
    """Find the phrases of a sentence that may be left out, alone or together.

    Empty without a grammar model. The phrases may lie inside each other. They are worked out once
    for each sentence, as choosing, shortening and checking all ask.
    """
    if not any(t.dep for t in sentence.tokens) or _is_headless(sentence):
        return ()
    found: list[Removable] = []
    for index, token in enumerate(sentence.tokens):
        phrase = _phrase_at(sentence, index)
        if phrase is None or token.head == index:
            continue
        tokens = with_marks(sentence, without_outer_marks(sentence, phrase.tokens))
        if cuts_quotation(sentence, tokens) or not is_contiguous(tokens):
            continue
        if _leaves_a_clause_behind(sentence, tokens) or _is_misread(sentence, tokens):
            continue
        if len(tokens) >= len(sentence.tokens) - 2:
            continue
        found.append(Removable(tokens, phrase.kind, phrase.connective))
    found.extend(Removable(tokens, "brackets") for tokens in bracketed(sentence))
    aside = dashed(sentence)
    if aside:
        found.append(Removable(aside, "aside"))
    kept = [p for p in found if p.connective or not limits(sentence, p.tokens)]
    halves = (first_statement(sentence), first_predicate(sentence))
    kept += [
        Removable(half, "first statement")
        for half in halves
        if half and not cuts_quotation(sentence, half)
    ]
    return tuple(kept)


def _is_headless(sentence: Sentence) -> bool:
    """Whether the tree takes a "that …" clause for the sentence itself: it cannot be cut by."""
    subjects = dependents(sentence, root(sentence), "nsubj", "nsubjpass")
    return any(sentence.tokens[s].tag == "WDT" for s in subjects)


def _is_misread(sentence: Sentence, tokens: frozenset[int]) -> bool:
    """Whether a verb with a tense hangs on a noun as no such verb can: the tree is wrong there.

    In "a deal on ships, heads of both firms announced" the tree takes the heads for the ships.
    """
    return any(
        sentence.tokens[i].dep == "acl" and sentence.tokens[i].tag in ("VBD", "VBZ") for i in tokens
    )


def _leaves_a_clause_behind(sentence: Sentence, tokens: frozenset[int]) -> bool:
    """Whether a "which …" that speaks of the phrase's last word would be left to the word before.

    "Roe, head of the union – which has 90 members – …": the tree hangs it on Roe. Nor may a verb
    that stays lose its subject.
    """
    if any(
        sentence.tokens[i].dep in ("nsubj", "nsubjpass") and sentence.tokens[i].head not in tokens
        for i in tokens
    ):
        return True
    after = max(tokens) + 1
    while after < len(sentence.tokens) and not is_word(sentence.tokens[after]):
        after += 1
    return after < len(sentence.tokens) and sentence.tokens[after].tag in ("WDT", "WP", "WP$")


def _phrase_at(sentence: Sentence, index: int) -> Removable | None:
    token = sentence.tokens[index]
    match token.dep:
        case "intj" if index == 0 and token.text.lower() in ("yes", "no"):
            # "No, the ferry may sail": an answer to the heading above
            return _set_off(sentence, index, "answer", allow_start=True, connective=True)
        case "advmod" | "cc" | "neg" | "nmod" | "mark":
            return _tie(connective_word(sentence, index), "connective")
        case "npadvmod" if (
            token.tag in ("NN", "NNS") and not token.entity and children(sentence)[index]
        ):
            # ", a step that fishermen oppose": an apposition to the whole sentence
            return _set_off(sentence, index, "apposition", allow_start=False)
        case "prep" | "agent" | "advcl" | "npadvmod":
            return (
                _tie(opening_connective(sentence, index), "opening")
                or _tie(closing_connective(sentence, index), "closing")
                or _participle_clause(sentence, index)
                or _aside(sentence, index)
                or _adjunct(sentence, index)
            )
        case "relcl":
            return _relative_clause(sentence, index)
        case "appos" | "nummod" if _is_age(sentence, index):
            return Removable(frozenset((index,)), "age")
        case "appos":
            return _apposition(sentence, index)
        case "conj":
            return _further_statement(sentence, index)
        case "acl":
            return _participle_clause(sentence, index)
        case _:
            return None


def _apposition(sentence: Sentence, index: int) -> Removable | None:
    if sentence.tokens[index].pos == "NOUN" and not children(sentence)[index]:
        return None  # "their Arnsel, Sundria, home"
    return _set_off(sentence, index, "apposition", allow_start=False)


def _relative_clause(sentence: Sentence, index: int) -> Removable | None:
    if _is_there(sentence, sentence.tokens[index].head):
        return None  # "There was a reason, which …": the clause is what is told
    if sentence.tokens[index].lemma == "include":
        return Removable(subtree(sentence, index), "relative clause")
    return _set_off(sentence, index, "relative clause", allow_start=False) or _adjunct(
        sentence, index
    )


def _is_there(sentence: Sentence, noun: int) -> bool:
    """Whether the sentence only says that the thing is there."""
    return bool(dependents(sentence, sentence.tokens[noun].head, "expl"))


def _tie(tokens: frozenset[int], kind: str) -> Removable | None:
    return Removable(tokens, kind, connective=True) if tokens else None


def _participle_clause(sentence: Sentence, index: int) -> Removable | None:
    """Find a participle clause set off by a comma: "Leaving the room, …"."""
    token = sentence.tokens[index]
    if token.dep not in ("advcl", "acl") or token.tag not in ("VBG", "VBN"):
        return None
    marks = {
        sentence.tokens[m].text.lower()
        for m in dependents(sentence, index, "mark", "aux", "auxpass", "advmod")
        if m < index
    }
    if token.text.lower() in CONDITIONS or marks & _WHEN:
        return None
    if sentence.tokens[index].lemma in _TELLING:
        return None
    phrase = subtree(sentence, index)
    first = min(phrase)
    if first > 0 and sentence.tokens[first - 1].text != ",":
        return None
    if sum(is_word(sentence.tokens[i]) for i in phrase) < 2 or _is_said_of(sentence, index):
        return None
    if first == 0 and not _then_the_subject(sentence, phrase):
        return None
    return _set_off(sentence, index, "participle clause", allow_start=True)


def _then_the_subject(sentence: Sentence, phrase: frozenset[int]) -> bool:
    """Whether the main clause begins behind the comma: "Aided by rolls, drums and Roe, she …"."""
    subjects = dependents(sentence, root(sentence), "nsubj", "nsubjpass", "expl")
    between = range(max(phrase) + 2, subjects[0] if subjects else 0)
    return bool(subjects) and not any(sentence.tokens[i].text == "," for i in between)


def _is_said_of(sentence: Sentence, index: int) -> bool:
    """Whether an "is" that governs the clause has nothing else: "it is, in fact, working well"."""
    head = sentence.tokens[index].head
    if sentence.tokens[head].lemma != "be":
        return False
    others = [c for c in dependents(sentence, head, "attr", "acomp", "prep") if c < index]
    return all(sentence.tokens[c - 1].text == "," for c in others)


def _aside(sentence: Sentence, index: int) -> Removable | None:
    """Find a phrase set off by commas: ", including the mayor," or ", on the far bank,".

    A number in it may be what the sentence is about, unless it only tells a date.
    """
    token = sentence.tokens[index]
    if token.dep != "prep" or token.text.lower() in _NO_ASIDE or token.lemma.lower() == "accord":
        return None
    phrase = [sentence.tokens[i] for i in subtree(sentence, index)]
    if any(t.pos == "NUM" and t.entity not in ("DATE", "TIME") for t in phrase):
        return None
    if phrase[0].entity in ("DATE", "TIME") or any(
        t.dep == "pobj" and t.entity in ("DATE", "TIME") for t in phrase
    ):
        return None
    return _set_off(sentence, index, "aside", allow_start=False)


def _is_age(sentence: Sentence, index: int) -> bool:
    """Whether this is the bare number after a person's name: "Anselm Roe, 61, said"."""
    token, head = sentence.tokens[index], sentence.tokens[sentence.tokens[index].head]
    texts = marks(sentence)
    return (
        token.text.isdigit()
        and len(token.text) <= 3
        and head.pos == "PROPN"
        and 0 < index < len(texts) - 1
        and texts[index - 1] == "," == texts[index + 1]
        and sentence.tokens[index - 2].pos == "PROPN"
    )


def _adjunct(sentence: Sentence, index: int) -> Removable | None:
    """Find the closing "as …", "after …" or "because …" of a plain past statement."""
    if not is_adjunct(sentence, index):
        return None
    return Removable(subtree(sentence, index), "adjunct")


def _set_off(
    sentence: Sentence, index: int, kind: str, *, allow_start: bool, connective: bool = False
) -> Removable | None:
    """The subtree, if commas, dashes or the sentence's ends stand on both sides of it."""
    tokens = without_outer_marks(sentence, subtree(sentence, index))
    if not is_contiguous(tokens) or not is_set_off(sentence, tokens, allow_start=allow_start):
        return None
    if kind == "apposition" and _is_listing(sentence, index):
        return None
    return Removable(tokens, kind, connective)


def _is_listing(sentence: Sentence, index: int) -> bool:
    """Whether the apposition may be a member of a list ("A, B and C") rather than an aside."""
    head = sentence.tokens[index].head
    if dependents(sentence, head, "conj", "cc"):
        return True
    return bool(dependents(sentence, index, "conj", "cc")) and not _before_its_verb(sentence, index)


def _before_its_verb(sentence: Sentence, index: int) -> bool:
    """Whether a subject's apposition ends in a comma and the verb: no list does.

    "Roe, head of the mill and owner of a ship, left": "A, B and C left" has no second comma.
    """
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    after = max(subtree(sentence, index)) + 1
    if head.dep not in ("nsubj", "nsubjpass") or "Number=Plur" in head.morph:
        return False
    if after + 1 >= len(sentence.tokens) or sentence.tokens[after].text != ",":
        return False
    return sentence.tokens[after + 1].pos in ("VERB", "AUX") and (
        after + 1 == head.head or sentence.tokens[after + 1].head == head.head
    )


def _further_statement(sentence: Sentence, index: int) -> Removable | None:
    """Find a second statement joined by "and" to the one before, up to the sentence's end.

    "… said X and said Y" may lose Y, and so may "… said that X and Y". Never after "or", "but" or
    "nor", never in a condition, and never under a negation, which may govern both.
    """
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    if token.pos not in ("VERB", "AUX") or head.pos not in ("VERB", "AUX"):
        return None
    joined = dependents(sentence, token.head, "cc")
    between = [c for c in joined if token.head < c < index]
    if not between or any(sentence.tokens[c].text.lower() != "and" for c in between):
        return None
    if dependents(sentence, token.head, "preconj", "neg"):
        return None
    top = root(sentence)
    if token.head != top and not (head.dep in ("ccomp", "xcomp") and head.head == top):
        return None
    if dependents(sentence, top, "neg"):
        return None
    tokens = subtree(sentence, index) | frozenset(between)
    if not closes(sentence, tokens) or not is_contiguous(tokens):
        return None
    if min(tokens) < token.head or not _says_something(sentence, token.head, min(tokens)):
        return None
    return Removable(tokens, "further statement")


def _says_something(sentence: Sentence, verb: int, end: int) -> bool:
    """Whether the first statement has more than its verb.

    "The board may call up and sell ships" says nothing of its own up to the "and".
    """
    behind = [c for c in children(sentence)[verb] if verb < c < end]
    return any(sentence.tokens[c].dep not in ("prt", "cc", "punct", "advmod") for c in behind)
