"""The verdict: whether the evidence says what the statement says, and what differs.

Each check names what it found in a sentence of its own. A difference that makes a statement
another one (a number, a name, a negation, altered words in quotation marks) is grave; one that
shifts it (a hedge, a speaker, an approximation, words of its own) asks for a look.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefing.brief import Verdict
from briefing.checking.numbers import find_numbers, missing_numbers
from briefing.checking.words import (
    APPROXIMATORS,
    HEDGING_ADJECTIVES,
    HEDGING_ADVERBS,
    LIGHT_WORDS,
    MODALS,
    NEGATIONS,
    PRONOUNS,
    REPORTING_VERBS,
)
from briefing.engine.types import Sentence, Token

_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")
_NAMING = frozenset("PERSON ORG GPE LOC NORP FAC EVENT PRODUCT WORK_OF_ART LAW LANGUAGE".split())
_ENOUGH = 0.8
_LITTLE = 0.45
_HEDGES = HEDGING_ADVERBS | HEDGING_ADJECTIVES | MODALS
_FUTURE = frozenset(("will", "'ll", "’ll", "shall"))


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the check says: the verdict, a score from 0 to 1, and a reason for each doubt."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A text with its sentences, as the checks need it: a claim, or the evidence for one."""

    text: str
    sentences: tuple[Sentence, ...]

    @property
    def tokens(self) -> list[Token]:
        """All tokens that are words or numbers."""
        return [t for s in self.sentences for t in s.tokens if any(c.isalnum() for c in t.text)]

    def forms(self) -> set[str]:
        """The words as they stand and their lemmas, lower case."""
        words = re.findall(r"[\w’'-]+", self.text)
        parts = [part for word in words for part in word.split("-")]  # "Roe-Lund", as a tree cuts
        found = {_plain(word) for word in (*words, *parts)}
        for token in self.tokens:
            found |= {_plain(token.text), _plain(token.lemma)}
        return found


def assess(claim: Statement, evidence: Sequence[Statement], article_text: str = "") -> Assessment:
    """Hold a claim against the words it rests on.

    ``article_text`` is the whole article, for telling a name that stands elsewhere in it from one
    that it does not have at all. Without evidence the claim is unsupported.
    """
    if not claim.text.strip():
        return Assessment(Verdict.UNSUPPORTED, 0.0, ("the bullet is empty",))
    if not evidence:
        return Assessment(Verdict.UNSUPPORTED, 0.0, ("nothing in the article says this",))
    source = Statement(
        "\n".join(e.text for e in evidence), tuple(s for e in evidence for s in e.sentences)
    )
    grave = [
        *_numbers(claim, source),
        *_names(claim, source, article_text),
        *_quotations(claim, source),
        *_negations(claim, source),
    ]
    slight = [
        *_approximations(claim, source),
        *_hedges(claim, source),
        *_speaker(claim, source),
    ]
    share, strange = _shared(claim, source)
    if share < _LITTLE:
        grave.append("the article hardly says this")
    elif share < _ENOUGH or (strange and share < 1 and _has_new_verb(claim, strange)):
        shown = ", ".join(f"“{w}”" for w in strange[:4])
        slight.append(f"in other words than the source: {shown}")
    score = max(0.0, share * (0.4 if grave else 0.7 if slight else 1.0))
    verdict = Verdict.UNSUPPORTED if grave else Verdict.CHECK if slight else Verdict.SUPPORTED
    return Assessment(verdict, score, (*grave, *slight))


def _plain(word: str) -> str:
    return word.lower().strip("'’").removesuffix("'s").removesuffix("’s")


def _content(tokens: Iterable[Token]) -> list[Token]:
    return [t for t in tokens if t.text.lower() not in LIGHT_WORDS]


def _shared(claim: Statement, source: Statement) -> tuple[float, list[str]]:
    """The share of the claim's content words that the source has, and the words it lacks."""
    known = source.forms()
    content = _content(claim.tokens)
    strange = [
        t.text
        for t in content
        if _plain(t.text) not in known and _plain(t.lemma) not in known and not find_numbers(t.text)
    ]
    return (1 - len(strange) / len(content) if content else 0.0), strange


def _has_new_verb(claim: Statement, strange: Sequence[str]) -> bool:
    words = set(strange)
    return any(t.text in words and t.pos in ("VERB", "ADJ", "NOUN", "") for t in claim.tokens)


def _numbers(claim: Statement, source: Statement) -> list[str]:
    return [
        f"number {n.text} is not in the source" for n in missing_numbers(claim.text, source.text)
    ]


def _names(claim: Statement, source: Statement, article_text: str) -> list[str]:
    known = source.forms()
    reasons, seen = [], set[str]()
    for sentence in claim.sentences:
        for index, token in enumerate(sentence.tokens):
            word = _plain(token.text)
            named = token.entity in _NAMING or token.pos == "PROPN"
            capital = token.text[:1].isupper() and index > 0 and not _opens(sentence, index)
            if not (named or capital) or not token.text[:1].isupper() or not word.isalpha():
                continue
            if word in known or word in seen or word in PRONOUNS or word in ("i", "mr", "mrs"):
                continue
            if index == 0 and token.pos != "PROPN":
                continue
            seen.add(word)
            where = (
                "in the words it rests on"
                if re.search(rf"\b{re.escape(word)}\b", article_text, re.IGNORECASE)
                else "in the source"
            )
            reasons.append(f"name {token.text} is not {where}")
    return reasons


def _opens(sentence: Sentence, index: int) -> bool:
    """Whether the token opens the sentence or a quotation in it, where any word has a capital."""
    return all(not any(c.isalnum() for c in t.text) for t in sentence.tokens[:index]) or (
        sentence.tokens[index - 1].text in ("“", '"', "«", ":", "‘")
    )


def _quotations(claim: Statement, source: Statement) -> list[str]:
    known = _folded(source.text)
    reasons = []
    for match in _QUOTED.finditer(claim.text):
        words = next(g for g in match.groups() if g)
        if _folded(words) not in known:
            short = words if len(words) <= 40 else words[:40].rsplit(" ", 1)[0] + " …"
            reasons.append(f"the words in quotation marks are not verbatim: “{short}”")
    return reasons


def _folded(text: str) -> str:
    text = text.replace("’", "'").replace("‘", "'")
    return " ".join(re.findall(r"[\w'€£$%]+", text.lower()))


def _negated_heads(statement: Statement) -> dict[str, str]:
    """What is negated: lemma of the head -> the negating word."""
    found = {}
    for sentence in statement.sentences:
        for token in sentence.tokens:
            if token.text.lower() in NEGATIONS and token.dep != "intj":  # "No, …" answers
                head = sentence.tokens[_denied(sentence, token)]
                found[_plain(head.lemma)] = token.text
    return found


def _denied(sentence: Sentence, token: Token) -> int:
    """What a negating word denies: its head, but what is said of the two that "neither" names.

    A tree hangs "neither" and "nor" now on the one and now on the other, as a name is put in.
    """
    head = token.head
    while token.text.lower() in ("neither", "nor") and sentence.tokens[head].pos not in (
        "VERB",
        "AUX",
    ):
        above = sentence.tokens[head].head
        if above == head:
            break
        head = above
    return head


def _negations(claim: Statement, source: Statement) -> list[str]:
    """A negation lost or won: the same word is denied in one and not in the other.

    Where both deny as often, parses of two wordings may only differ, and nothing is said.
    """
    ours, theirs = _negated_heads(claim), _negated_heads(source)
    if len(ours) == len(theirs) and _denials(claim) == _denials(source):
        return []
    said, known = claim.forms(), source.forms()
    reasons = [
        f"“{word}” is in the source but not in the bullet"
        for head, word in theirs.items()
        if head in said and head not in ours and _denials(claim) < _denials(source)
    ]
    reasons += [
        f"“{word}” is not in the source"
        for head, word in ours.items()
        if head not in theirs and (head in known or not theirs)
    ]
    return reasons


def _denials(statement: Statement) -> int:
    return sum(t.text.lower() in NEGATIONS and t.dep != "intj" for t in statement.tokens)


def _hedges(claim: Statement, source: Statement) -> list[str]:
    said = claim.forms()
    known = source.forms()
    reasons = []
    for sentence in source.sentences:
        for token in sentence.tokens:
            word = token.text.lower()
            head = sentence.tokens[token.head]
            if word in _HEDGES and word not in said and _plain(head.lemma) in said:
                if word in _FUTURE and said & _FUTURE:
                    continue
                reasons.append(f"“{token.text}” is in the source but not in the bullet")
    for token in claim.tokens:
        word = token.text.lower()
        if word in _HEDGES and word not in known and not (word in _FUTURE and known & _FUTURE):
            reasons.append(f"“{token.text}” is not in the source")
    return list(dict.fromkeys(reasons))


def _speaker(claim: Statement, source: Statement) -> list[str]:
    """A reported statement must stay reported."""
    if any(_reports(t) for t in claim.tokens):
        return []
    said = claim.forms()
    for sentence in source.sentences:
        for token in sentence.tokens:
            if not _reports(token):
                continue
            reported = [
                t for t in sentence.tokens if t.dep == "ccomp" and sentence.tokens[t.head] is token
            ]
            if any(_plain(t.lemma) in said for t in reported) and _plain(token.lemma) not in said:
                return [f"the source reports this (“{token.text}”)"]
    return []


def _reports(token: Token) -> bool:
    if token.lemma.lower() in ("accord", "according"):
        return True
    return token.pos == "VERB" and token.lemma.lower() in REPORTING_VERBS


def _approximations(claim: Statement, source: Statement) -> list[str]:
    theirs = {round(v, 6): w for v, w in _approximated(source)}
    ours = {round(v, 6): w for v, w in _approximated(claim)}
    exact = {round(n.value, 6): n.text for n in find_numbers(claim.text)}
    reasons = [
        f"“{word}” before {exact[value]} was lost"
        for value, word in theirs.items()
        if value in exact and value not in ours
    ]
    known = {round(n.value, 6) for n in find_numbers(source.text)}
    reasons += [
        f"“{word}” before {exact[value]} is not in the source"
        for value, word in ours.items()
        if value in known and value not in theirs
    ]
    return reasons


def _approximated(statement: Statement) -> list[tuple[float, str]]:
    """Numbers with the word before them that makes them more or less than exact."""
    found = []
    for number in find_numbers(statement.text):
        before = re.findall(r"[\w’'-]+|[^\w\s]", statement.text[: number.start])[-3:]
        before = [w for w in before if w not in "€$£"]
        for word in reversed(before[-2:]):
            if not word.isalpha():
                break
            if word.lower() in APPROXIMATORS:
                found.append((number.value, word.lower()))
                break
    return found
