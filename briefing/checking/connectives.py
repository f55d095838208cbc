"""Words and opening phrases that only tie a sentence to the one before it."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.checking.trees import children, closes, dependents, is_contiguous, root, subtree
from briefing.checking.words import CONNECTIVE_NOUNS, CONNECTIVES, DEMONSTRATIVES, NEGATIONS
from briefing.engine.types import Sentence, Token

_HOW_MANY = frozenset(
    "many most some few several all certain other both every each any no rare such".split()
)
"""Words with which an opening phrase says for how much the rest holds."""

_LEADING_ON = frozenset("after following amid because despite during at as since".split())
"""Prepositions after which a "this …" tells when or why, and nothing that the rest hangs on."""

_TIES_POINTING = frozenset(
    "reason way end respect sense regard purpose mind light spirit connection vein note".split()
)
"""Nouns of "for this reason" and the like, whatever the preposition."""

_PHRASES = frozenset(("in short", "in sum", "in brief", "in particular"))

_WHERE = frozenset("in on at with for under from to by during".split())

_MOVABLE = frozenset(
    "also too instead however therefore thus hence consequently moreover furthermore meanwhile "
    "nevertheless nonetheless accordingly additionally".split()
)
"""Connectives that mean no more in the middle of a sentence than at its start."""


def connective_word(sentence: Sentence, index: int) -> frozenset[int]:
    """Find a connective: "However," at the start, or "also" and "instead" in the middle."""
    token = sentence.tokens[index]
    word = token.text.lower()
    if word == "though" and index > 0 and not children(sentence)[index]:
        return frozenset((index,)) if _is_apart(sentence, index) else frozenset()
    if word not in CONNECTIVES or children(sentence)[index]:
        return frozenset()
    opened = index == 1 and sentence.tokens[0].text.lower() in ("and", "but")
    if opened and word in ("then", "so") and token.head == root(sentence):
        return frozenset((index,))
    if index > 0 and word not in _MOVABLE:
        return frozenset()  # "has not yet", "again", "or" in mid-sentence say something themselves
    if word == "too" and any(c.isalnum() for c in sentence.tokens[index + 1].text):
        return frozenset()  # "too much"
    if word in ("however", "therefore", "thus") and index > 0 and _is_apart(sentence, index):
        return frozenset((index,))
    if index > 0 and dependents(sentence, token.head, "neg"):
        return frozenset()
    if index > 0 and index + 1 < len(sentence.tokens):
        previous = sentence.tokens[index - 1].text.lower()
        if previous in ("not", "but", "and", "only") or previous in NEGATIONS:
            return frozenset()
    return frozenset((index,))


def _is_apart(sentence: Sentence, index: int) -> bool:
    """Whether commas, or a comma and the end, stand around the word."""
    after = sentence.tokens[index + 1].text if index + 1 < len(sentence.tokens) else "."
    return sentence.tokens[index - 1].text == "," and after in (",", ".")


def closing_connective(sentence: Sentence, index: int) -> frozenset[int]:
    """A bare "as a result" at the sentence's end: of what stands in the sentence before."""
    tokens = subtree(sentence, index)
    words = " ".join(sentence.tokens[i].text.lower() for i in sorted(tokens))
    tied = words in ("as a result", "as a consequence", "in turn", "for example", "for instance")
    return tokens if tied and closes(sentence, tokens) else frozenset()


def opening_connective(sentence: Sentence, index: int) -> frozenset[int]:
    """An opening phrase that points back: "In addition,", "After this vote,"."""
    tokens = subtree(sentence, index)
    if min(tokens) != 0 or not is_contiguous(tokens):
        return frozenset()
    after = max(tokens) + 1
    if after >= len(sentence.tokens) or sentence.tokens[after].text != ",":
        return frozenset()
    words = [sentence.tokens[i] for i in sorted(tokens)]
    if any(w.text.lower() in ("if", "unless", "until", "without", "once") for w in words):
        return frozenset()
    if " ".join(w.text.lower() for w in words) in _PHRASES or _refers_to_the_text(words):
        return tokens
    heads = [w for w in words if w.dep in ("pobj", "dobj")]
    points_back = any(
        w.text.lower() in DEMONSTRATIVES and w.dep in ("det", "pobj", "amod", "predet", "nsubj")
        for w in words
    )
    tie = (
        len(words) <= 5
        and not _counts(words, points_back=points_back)
        and any(
            h.lemma.lower() in CONNECTIVE_NOUNS and not _has_own_content(sentence, h.lemma, tokens)
            for h in heads
        )
    )
    if not tie and not (points_back and _only_leads_on(words)):
        return frozenset()
    following = [t.text.lower() for t in sentence.tokens[after + 1 : after + 3]]
    compared = following[:1] in (["like"], ["unlike"], ["just"])
    if compared or (following[:1] == ["as"] and following[-1] in _WHERE):
        return frozenset()  # "In that case, as in others, …" is compared with something
    if any(w.entity in ("DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY") for w in words):
        return frozenset()
    if any(w.lemma.lower() in ("accord", "according") for w in words):
        return frozenset()
    return tokens


def _counts(words: Sequence[Token], *, points_back: bool) -> bool:
    """Whether the tie tells for how much the statement holds: "in many cases", "in this case"."""
    return points_back or any(
        w.text.lower() in _HOW_MANY or (w.tag == "NNS" and w.lemma.lower() in ("case", "time"))
        for w in words
    )


def _refers_to_the_text(words: Sequence[Token]) -> bool:
    """Whether the phrase points to another place of the article: "As mentioned above,"."""
    rest = {w.text.lower() for w in words[1:]}
    verbs = {"mentioned", "noted", "discussed", "described", "stated", "explained", "seen", "shown"}
    places = {"above", "below", "earlier", "before", "previously", "already"}
    return words[0].text.lower() == "as" and bool(rest & verbs) and rest <= verbs | places


def _only_leads_on(words: Sequence[Token]) -> bool:
    """Whether what follows holds as it stands: "After this vote, …", but not "Under this law, …".

    A rule, a plan or a case that is pointed to may be all that the statement holds for.
    """
    return words[0].text.lower() in _LEADING_ON or any(
        w.lemma.lower() in _TIES_POINTING for w in words
    )


def _has_own_content(sentence: Sentence, lemma: str, tokens: frozenset[int]) -> bool:
    """Whether the tie's noun is narrowed by words of its own ("in the event of a flood")."""
    for index in tokens:
        if sentence.tokens[index].lemma == lemma:
            return any(
                sentence.tokens[c].dep in ("prep", "acl", "relcl", "poss", "compound")
                for c in children(sentence)[index]
            )
    return False
