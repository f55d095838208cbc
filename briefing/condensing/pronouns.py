"""Third-person pronouns: whether their sentence says whom they mean, and who it may be if not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from briefing.article import Span
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import dependents, names, root, subtree
from briefing.checking.words import DEMONSTRATIVES, PRONOUNS
from briefing.engine.types import Sentence, Token

_LOOK_BACK = 4
"""How many sentences before this one may hold the name that a pronoun stands for."""

_PEOPLE = ("PERSON",)
_THINGS = ("ORG", "GPE", "FAC", "PRODUCT", "LAW", "EVENT", "NORP", "LOC")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name that a pronoun may stand for: its words, where they stand, and how salient they are.

    ``salience`` is higher for a subject and for a nearer sentence.
    """

    words: str
    span: Span
    salience: float


def is_expletive(sentence: Sentence, index: int) -> bool:
    """Whether this "it" stands for nothing ("It is hoped that …", "it is hard to …")."""
    token = sentence.tokens[index]
    if token.text.lower() != "it":
        return False
    if token.dep == "expl":
        return True
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    head = token.head
    verb = sentence.tokens[head]
    clauses = dependents(sentence, head, "ccomp", "xcomp", "csubj")
    for child in dependents(sentence, head, "acomp"):
        clauses += dependents(sentence, child, "ccomp", "xcomp", "advcl", "csubj")
    for child in dependents(sentence, head, "attr"):
        if sentence.tokens[child].lemma in _OCCASIONS:
            clauses += dependents(sentence, child, "ccomp", "xcomp", "acl", "advcl", "relcl")
    if verb.dep in ("ccomp", "relcl") and verb.lemma in ("take", "remain", "seem", "appear"):
        return True
    return bool(clauses) and (
        verb.lemma in ("be", "seem", "appear", "remain", "become", "take", "turn", "emerge", "make")
        or bool(dependents(sentence, head, "auxpass"))
    )


_TITLES = frozenset("Mr Mrs Ms Miss Dr Sir Dame Lord Lady Prof Professor Judge Minister".split())

_OCCASIONS = frozenset(
    "time day year month week reason case fact chance pity shame duty job matter way task".split()
)
"""Nouns after "it is the …" with which "it" stands for nothing ("it is the first time that …")."""


class Meaning(Enum):
    """Where the word stands that a pronoun means."""

    INSIDE = 1
    OUTSIDE = 2
    UNCLEAR = 3


def meaning(sentence: Sentence, index: int) -> Meaning:
    """Whether something in the pronoun's own sentence can be what it means.

    The pronoun of a main clause can mean the subject of a clause before it ("When Reyes left, she
    …"), not a noun of an opening phrase ("With a crowd of thousands, it …"). An object never means
    the subject of its own verb.
    """
    if is_expletive(sentence, index):
        return Meaning.INSIDE
    family = PRONOUNS[sentence.tokens[index].text.lower()]
    barred = _own_subject(sentence, index)
    before = [
        t
        for i, t in enumerate(sentence.tokens[:index])
        if t.pos in ("NOUN", "PROPN") and i != barred
    ]
    if _is_main_subject(sentence, index):
        before = [
            t
            for t in before
            if t.dep in ("nsubj", "nsubjpass") and sentence.tokens[t.head].dep == "advcl"
        ]
    if any(_fits(t, family) for t in before):
        return Meaning.INSIDE
    # "Leaving her office, Reyes …": the main clause's subject follows the opening phrase.
    for subject in dependents(sentence, root(sentence), "nsubj", "nsubjpass"):
        phrase = subtree(sentence, subject)
        if subject > index and index not in phrase:
            owners = [sentence.tokens[i] for i in phrase if i == subject or i in _owners(sentence)]
            if any(t.pos in ("NOUN", "PROPN") and _fits(t, family) for t in owners):
                return Meaning.INSIDE
    # "The visitor said … his brother": a subject that may be a person makes it unclear.
    if any(t.dep in ("nsubj", "nsubjpass") for t in before):
        return Meaning.UNCLEAR
    return Meaning.OUTSIDE


def _is_main_subject(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    return token.dep in ("nsubj", "nsubjpass") and token.head == root(sentence)


def _own_subject(sentence: Sentence, index: int) -> int | None:
    """The subject of the verb whose object the pronoun is; None for other pronouns."""
    token = sentence.tokens[index]
    if token.dep not in ("dobj", "pobj", "dative"):
        return None
    current = token.head
    while sentence.tokens[current].head != current:
        subjects = dependents(sentence, current, "nsubj", "nsubjpass")
        if subjects:
            return subjects[0]
        current = sentence.tokens[current].head
    subjects = dependents(sentence, current, "nsubj", "nsubjpass")
    return subjects[0] if subjects else None


def _owners(sentence: Sentence) -> frozenset[int]:
    return frozenset(
        i for i, t in enumerate(sentence.tokens) if t.dep == "poss" and t.entity == "PERSON"
    )


def _fits(token: Token, family: str) -> bool:
    """Whether a noun can be what a pronoun of the family means."""
    if token.entity in ("DATE", "TIME", "QUANTITY", "PERCENT", "MONEY", "CARDINAL"):
        return False
    plural = "Number=Plur" in token.morph
    match family:
        case "they":
            return plural or token.entity in ("ORG", "NORP", "GPE")
        case "it":
            return not plural and token.entity != "PERSON"
        case _:
            if plural:
                return False
            if token.dep == "poss":
                return token.entity == "PERSON"
            return token.entity == "PERSON" or (
                token.dep
                in (
                    "nsubj",
                    "nsubjpass",
                    "agent",
                    "dobj",
                    "pobj",
                )
                and token.entity in ("", "ORG")
                and (token.pos == "PROPN" or _is_human(token))
            )


def _is_human(token: Token) -> bool:
    lemma = token.lemma.lower()
    return lemma in _HUMAN or lemma.endswith(
        ("man", "woman", "boy", "girl", "person", "ist", "er", "or", "ian", "ant")
    )


_HUMAN = frozenset(
    "man woman boy girl child president minister king queen chief head judge mother father son "
    "daughter wife husband brother sister officer victim patient student teacher analyst expert "
    "spokesperson official mayor candidate resident member person pilot soldier guest friend "
    "colleague lawyer player coach doctor nurse agent driver".split()
)


def candidates_for(sentence: SourceSentence, source: Source, family: str) -> Iterator[Candidate]:
    """The names before the sentence that a pronoun of the family may mean, most salient first."""
    if family == "they":
        yield from _plural_subject(sentence, source)
        return
    found: dict[str, Candidate] = {}
    reach = 1 if family == "it" else _LOOK_BACK
    for earlier in reversed(source.sentences[max(0, sentence.index - reach) : sentence.index]):
        for label, tokens in names(earlier.sentence):
            candidate = _named(earlier, label, tokens, family, known_people(source))
            if candidate is None:
                continue
            candidate = replace(
                candidate, salience=candidate.salience / (sentence.index - earlier.index)
            )
            key = candidate.words.split()[-1].lower()
            if key not in found or found[key].salience < candidate.salience:
                found[key] = candidate
    yield from sorted(found.values(), key=lambda c: -c.salience)


def _named(
    sentence: SourceSentence,
    label: str,
    tokens: tuple[int, ...],
    family: str,
    people: frozenset[str],
) -> Candidate | None:
    """A name as a candidate; None if a pronoun of the family cannot mean it."""
    words = _name_words(sentence, tokens)
    if not words or not words[0].isupper():
        return None
    head = sentence.sentence.tokens[tokens[-1]]
    subject = head.dep in ("nsubj", "nsubjpass")
    is_person = words.split()[-1].lower() in people
    if family == "it":
        if is_person or label not in _THINGS or not subject:
            return None
    elif not is_person:
        return None
    start = sentence.sentence.tokens[tokens[0]].start
    span = Span(sentence.paragraph, start, start + len(words))
    return Candidate(words, span, 2.0 if subject else 0.5)


def _name_words(sentence: SourceSentence, tokens: tuple[int, ...]) -> str:
    """The name without a possessive ending."""
    parsed = sentence.sentence.tokens
    last = tokens[-1]
    while last > tokens[0] and parsed[last].text in ("'s", "’s", "'", "’"):
        last -= 1
    words = sentence.text[parsed[tokens[0]].start : parsed[last].end]
    return words.removesuffix("’s").removesuffix("'s")


@lru_cache(maxsize=16)
def known_people(source: Source) -> frozenset[str]:
    """Last words (lower case) of the names that are mostly a person's in the article.

    A title ("Mr Roe") makes a person of any name.
    """
    labels: dict[str, Counter[bool]] = {}
    titled = set[str]()
    for sentence in source.sentences:
        parsed = sentence.sentence.tokens
        for label, tokens in names(sentence.sentence):
            words = _name_words(sentence, tokens).split()
            if not words:
                continue
            labels.setdefault(words[-1].lower(), Counter())[label in _PEOPLE] += 1
            before = parsed[tokens[0] - 1].text if tokens[0] > 0 else ""
            if before.rstrip(".") in _TITLES or words[0].rstrip(".") in _TITLES:
                titled.add(words[-1].lower())
    mostly = {word for word, seen in labels.items() if seen[True] >= seen[False]}
    return frozenset(mostly | titled)


def _plural_subject(sentence: SourceSentence, source: Source) -> Iterator[Candidate]:
    """The subject of the sentence before, if it is plural and has no pronoun in it."""
    if sentence.index == 0:
        return
    earlier = source.sentences[sentence.index - 1]
    tree = earlier.sentence
    for subject in dependents(tree, root(tree), "nsubj", "nsubjpass"):
        token = tree.tokens[subject]
        phrase = subtree(tree, subject)
        if (
            token.pos in ("NOUN", "PROPN")
            and "Number=Plur" in token.morph
            and len(phrase) <= 6
            and max(phrase) - min(phrase) + 1 == len(phrase)
            and not any(tree.tokens[i].text.lower() in PRONOUNS for i in phrase)
            and not any(tree.tokens[i].text.lower() in DEMONSTRATIVES for i in phrase)
        ):
            yield noun_phrase(earlier, phrase, salience=2.0)


def noun_phrase(sentence: SourceSentence, phrase: frozenset[int], salience: float) -> Candidate:
    """Make a candidate of the words of a phrase, which must be contiguous."""
    tokens = sentence.sentence.tokens
    start, end = tokens[min(phrase)].start, tokens[max(phrase)].end
    return Candidate(sentence.text[start:end], Span(sentence.paragraph, start, end), salience)
