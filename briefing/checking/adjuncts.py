"""Adjuncts of a plain past statement, which stays true without them.

Where something has happened, leaving out when, why or amid what it happened says less and nothing
else: an affirmative statement of fact entails the one without the adjunct (the upward monotone
contexts of natural logic, MacCartney and Manning 2007). That does not hold under a negation, a
modal, a comparison or a word such as "only" or "all", nor for what may yet happen ("when" is then
a condition), and there nothing is offered.
"""

from __future__ import annotations

from briefing.checking.trees import children, closes, dependents, is_word, subtree
from briefing.checking.words import MODALS, NEGATIONS
from briefing.engine.types import Sentence

_CLAUSES = frozenset("after as when while since because before where".split())
_PHRASES = frozenset("after following during amid".split())
_EMPTY = frozenset("be come begin start happen occur follow remain date arise get go end".split())
"""Lemmas of verbs that say little without their adjunct ("It came hours after the vote")."""

_SCOPE = frozenset(
    "only just even first last most least every each all any never ever more less fewer than if "
    "unless whether until so such too enough record not until always whenever rather".split()
)
"""Words whose statement may be turned round by leaving a part of it out."""


def is_adjunct(sentence: Sentence, index: int) -> bool:
    """Whether the phrase headed by this token is an adjunct that a true statement can lose.

    Only adjuncts that close the sentence, or open it up to a comma, are offered: in its middle a
    tree is less to be trusted.
    """
    token = sentence.tokens[index]
    phrase = subtree(sentence, index)
    if min(phrase) == 0:
        return token.dep == "advcl" and _opens(sentence, index)
    if not closes(sentence, phrase):
        return False
    if token.dep == "relcl":
        return _tells_of_one(sentence, index)
    if token.dep == "advcl":
        if not _subordinate(sentence, index):
            return False
    elif not (token.dep == "prep" and _eventful(sentence, index)):
        return False
    if sentence.tokens[token.head].lemma in _EMPTY or _says_little(sentence, token.head, phrase):
        return False
    return _plain(sentence, token.head, phrase, past=not _causal(sentence, index))


def _says_little(sentence: Sentence, verb: int, phrase: frozenset[int]) -> bool:
    """Whether nothing stands behind the verb but the adjunct: "Roe died after a fall"."""
    rest = [c for c in children(sentence)[verb] if c > verb and c not in phrase]
    return sentence.tokens[verb].dep != "conj" and not any(
        is_word(sentence.tokens[c]) for c in rest
    )


def _subordinate(sentence: Sentence, index: int) -> bool:
    """Whether this is a clause with a subject of its own, opened by a word of time or cause."""
    words = [
        sentence.tokens[c].text.lower()
        for c in dependents(sentence, index, "mark", "advmod")
        if c < index
    ]
    if not words or words[0] not in _CLAUSES or len(words) > 1:
        return False
    first = min(subtree(sentence, index))
    if sentence.tokens[first].text.lower() != words[0]:
        return False
    before = sentence.tokens[first - 1].text.lower() if first else ""
    if words[0] == "as" and (before in ("as", "so", "just", "such", "same") or not before):
        return False
    return bool(dependents(sentence, index, "nsubj", "nsubjpass"))


def _opens(sentence: Sentence, index: int) -> bool:
    """Whether an opening clause of time or cause may go: what follows is told as a fact."""
    phrase = subtree(sentence, index)
    after = max(phrase) + 1
    top = sentence.tokens[index].head
    if sentence.tokens[top].dep != "ROOT" or sentence.tokens[after].text != ",":
        return False
    factive = _causal(sentence, index)
    if not _subordinate(sentence, index):
        return False
    own = subtree(sentence, top) - phrase
    for clause in children(sentence)[top]:
        if clause > top and sentence.tokens[clause].dep in ("ccomp", "xcomp", "prep"):
            own -= subtree(sentence, clause)  # no word in there governs the opening
    words = {sentence.tokens[i].text.lower() for i in own}
    if words & (_SCOPE | NEGATIONS) or sentence.tokens[top].lemma in _EMPTY:
        return False
    plain = sentence.tokens[top].tag == "VBD" or any(
        sentence.tokens[c].tag == "VBD" for c in dependents(sentence, top, "aux", "auxpass")
    )  # "When a ship has sunk, the board has paid" tells when it pays
    return factive or (not words & MODALS and plain)


def _tells_of_one(sentence: Sentence, index: int) -> bool:
    """Whether the closing clause tells more of "a judge" of whom something plain is said.

    Where there is a judge who is such and such, there is a judge. Not so after "is" ("Roe is a
    judge who …"), where the clause is what is said.
    """
    head = sentence.tokens[index].head
    noun = sentence.tokens[head]
    articles = [sentence.tokens[c].text.lower() for c in dependents(sentence, head, "det")]
    if articles not in (["a"], ["an"]) or noun.dep not in ("pobj", "dobj") or noun.pos != "NOUN":
        return False
    phrase = subtree(sentence, index)
    if sentence.tokens[min(phrase)].tag not in ("WDT", "WP", "WP$", "WRB", "IN"):
        return False  # "a deal to buy ships": the deal is nothing without it
    above = noun.head
    while sentence.tokens[above].dep in ("prep", "agent", "pobj", "dative"):
        above = sentence.tokens[above].head
    return _plain(sentence, above, phrase, past=True)


def _eventful(sentence: Sentence, index: int) -> bool:
    """Whether this is "after being hurt" or "amid protests", not a bare date."""
    if sentence.tokens[index].text.lower() not in _PHRASES:
        return False
    objects = dependents(sentence, index, "pobj", "pcomp")
    return bool(objects) and not any(
        sentence.tokens[o].entity in ("DATE", "TIME", "CARDINAL") for o in objects
    )


def _causal(sentence: Sentence, index: int) -> bool:
    """Whether the adjunct is opened by "because", which is no condition in any tense."""
    first = min(subtree(sentence, index))
    return sentence.tokens[first].text.lower() == "because"


def _plain(sentence: Sentence, verb: int, phrase: frozenset[int], *, past: bool) -> bool:
    """Whether the verb, and each above it, says plainly what is; its words limit nothing.

    ``past`` asks that it has been.
    """
    current = verb
    while True:
        token = sentence.tokens[current]
        if token.pos not in ("VERB", "AUX"):
            return False
        around = [i for i in subtree(sentence, current) if i not in phrase]
        words = {sentence.tokens[i].text.lower() for i in around}
        if words & (_SCOPE | NEGATIONS | MODALS):
            return False
        if past and not _is_past(sentence, current):
            return False
        if token.head == current:
            return True
        if token.dep not in ("ccomp", "conj"):
            return False
        current = token.head


def _is_past(sentence: Sentence, verb: int) -> bool:
    token = sentence.tokens[verb]
    if token.tag == "VBD":
        return True
    helpers = [
        sentence.tokens[c].text.lower()
        for c in children(sentence)[verb]
        if sentence.tokens[c].dep in ("aux", "auxpass")
    ]
    return token.tag in ("VBN", "VBG") and bool(
        set(helpers) & {"was", "were", "had", "has", "have", "'ve", "’ve", "been"}
    )
