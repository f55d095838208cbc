"""Who or what a pronoun may stand for, among what the sentences before it speak of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.article import Span
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import dependents, quoted, root, subtree
from briefing.checking.words import DEMONSTRATIVES, PRONOUNS, REPORTING_VERBS
from briefing.condensing.discourse import Candidate, discourse
from briefing.condensing.people import TITLES, known_people
from briefing.condensing.pronouns import has_plural_verb, is_expletive, is_human
from briefing.engine.types import Sentence, Token

_EVENTFUL = frozenset(
    "come follow mean mark happen bring emerge make leave take help show represent".split()
)
"""Lemmas of verbs whose "it" mostly is what happened, not a thing that was named."""

_DEEP = 3
"""How many sentences on end may speak of a thing as "it" and still be understood."""

_LONGEST = 7
"""A phrase of more tokens than this is too long to stand for a pronoun."""

_THINGS = frozenset("ORG GPE LOC FAC PRODUCT EVENT WORK_OF_ART LAW LANGUAGE".split())
"""Labels of names that are not a person's."""

_BODIES = frozenset(
    "agency airline airways alliance association authority bank board brewery bureau church club "
    "college commission committee company corporation council court department federation ferries "
    "foundation fund group hospital house industries institute laboratory league library line "
    "ministry motors museum network office parliament party press railway school senate shipping "
    "society systems theatre trust union university works".split()
)
"""Last words of the names of bodies and firms."""

_GROUPS = frozenset("police staff people crew cattle".split())
"""Nouns that are plural without an ending."""


def candidates_for(sentence: SourceSentence, source: Source, index: int) -> tuple[Candidate, ...]:
    """What the pronoun at ``index`` may mean, named before the sentence; the likeliest first."""
    token = sentence.sentence.tokens[index]
    match PRONOUNS[token.text.lower()]:
        case "they":
            return tuple(_plural(sentence, source))
        case "it":
            return tuple(_thing(sentence, source, index, _DEEP))
        case family:
            subject = token.dep in ("nsubj", "nsubjpass")
            return tuple(discourse(source).candidates(sentence, family, subject=subject))


def _thing(sentence: SourceSentence, source: Source, index: int, deep: int) -> Iterator[Candidate]:
    """The subject of the sentence before, if it is a single thing and "it" can well mean it."""
    tree = sentence.sentence
    token = tree.tokens[index]
    subject = token.dep in ("nsubj", "nsubjpass")
    if sentence.index == 0 or deep == 0:
        return
    if subject and tree.tokens[token.head].lemma in _EVENTFUL:
        return
    earlier = source.sentences[sentence.index - 1]
    above = earlier.sentence
    undergone = token.dep == "nsubjpass" or bool(dependents(tree, token.head, "attr"))
    if undergone and _names_another(above):
        return  # "The town got six millions. But it is a drop in the ocean."
    found = []
    for other in _subjects(above, source):
        if above.tokens[other].text.lower() == "it":
            if not is_expletive(above, other):
                found += list(_thing(earlier, source, other, deep - 1))
        elif (
            _is_single_thing(above.tokens[other])
            and not has_plural_verb(above, other)
            and not _belongs_to_another(above, other)
            and (phrase := _phrase(above, other))
        ):
            found.append(definite(noun_phrase(earlier, phrase, salience=2.0)))
    if len(found) == 1:
        yield found[0]


def _names_another(tree: Sentence) -> bool:
    """Whether the main verb, if it is not "is", has a thing behind it that may be meant as well."""
    top = root(tree)
    later = (t for t in tree.tokens[top + 1 :] if t.pos in ("NOUN", "NUM", "PROPN"))
    return tree.tokens[top].lemma != "be" and any(t.entity not in ("DATE", "TIME") for t in later)


def _belongs_to_another(tree: Sentence, index: int) -> bool:
    """Whether it is something of a thing that may be meant itself: "the aim of the board"."""
    for prep in dependents(tree, index, "prep"):
        for owner in dependents(tree, prep, "pobj"):
            known = any(
                tree.tokens[d].text.lower() == "the" for d in dependents(tree, owner, "det")
            )
            single = "Number=Plur" not in tree.tokens[owner].morph
            if tree.tokens[prep].text.lower() == "of" and single and known:
                return True
    return False


def _is_single_thing(token: Token) -> bool:
    measures = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "NORP")
    if token.entity in measures or token.entity == "PERSON" or "Number=Plur" in token.morph:
        return False
    if token.pos == "PROPN":  # a name of which nothing tells that it is a thing's may be anybody's
        named = token.entity in _THINGS or token.text.lower() in _BODIES
        return named and token.text not in TITLES and not is_human(token)
    return token.pos == "NOUN"


def _subjects(tree: Sentence, source: Source) -> Iterator[int]:
    """What a sentence speaks of: its subject; what a person says something about, too."""
    top = root(tree)
    for subject in dependents(tree, top, "nsubj", "nsubjpass"):
        token = tree.tokens[subject]
        person = (
            is_human(token)
            or token.text.lower() in known_people(source)
            or PRONOUNS.get(token.text.lower()) in ("he", "she", "they")
            or "Number=Plur" in token.morph
        )
        if not person:
            yield subject
        elif tree.tokens[top].lemma in REPORTING_VERBS:
            inside = quoted(tree)
            for clause in dependents(tree, top, "ccomp"):
                for inner in dependents(tree, clause, "nsubj", "nsubjpass"):
                    word = tree.tokens[inner]
                    known = word.text.lower() in known_people(source)
                    if inner not in inside and not is_human(word) and not known:
                        yield inner


def _plural(sentence: SourceSentence, source: Source) -> Iterator[Candidate]:
    """The subject of the sentence before, if it is plural and has no pronoun in it."""
    if sentence.index == 0:
        return
    earlier = source.sentences[sentence.index - 1]
    tree = earlier.sentence
    for subject in dependents(tree, root(tree), "nsubj", "nsubjpass"):
        token = tree.tokens[subject]
        several = bool(dependents(tree, subject, "conj")) and any(
            tree.tokens[c].text.lower() == "and" for c in dependents(tree, subject, "cc")
        )
        plural = "Number=Plur" in token.morph or token.lemma.lower() in _GROUPS or several
        if token.pos not in ("NOUN", "PROPN") or not plural:
            continue
        phrase = _phrase(tree, subject)
        if phrase:
            yield noun_phrase(earlier, phrase, salience=2.0)


def _phrase(tree: Sentence, index: int) -> frozenset[int]:
    """The phrase of a noun, if it can be put elsewhere: short, whole, without a pronoun."""
    phrase = subtree(tree, index)
    for clause in dependents(tree, index, "relcl", "acl", "appos", "punct"):
        phrase -= subtree(tree, clause)
    ordered = sorted(phrase)
    if len(ordered) > _LONGEST or ordered[-1] - ordered[0] + 1 != len(ordered):
        return frozenset()
    words = {tree.tokens[i].text.lower() for i in ordered}
    if words & {"the"} and dependents(tree, index, "nummod"):
        return frozenset()  # "the two women" have been named before
    if words & (
        PRONOUNS.keys() | DEMONSTRATIVES | {"another", "other", "both", "former", "latter"}
    ):
        return frozenset()
    if words <= {"the", tree.tokens[index].text.lower()} and tree.tokens[index].pos == "NOUN":
        return frozenset()  # "the move" needs a name itself
    return phrase


def noun_phrase(sentence: SourceSentence, phrase: frozenset[int], salience: float) -> Candidate:
    """Make a candidate of the words of a phrase, which must be contiguous."""
    tokens = sentence.sentence.tokens
    start, end = tokens[min(phrase)].start, tokens[max(phrase)].end
    words = sentence.text[start:end]
    first = tokens[min(phrase)]
    if min(phrase) == 0 and first.pos != "PROPN" and (first.pos == "DET" or not first.entity):
        words = words[:1].lower() + words[1:]
    return Candidate(words, Span(sentence.paragraph, start, end), salience)


def definite(candidate: Candidate) -> Candidate:
    """Write the phrase so that it means the one spoken of: "a new levy" becomes "the new levy"."""
    first, _, rest = candidate.words.partition(" ")
    if first.lower() in ("a", "an"):
        return replace(candidate, words=f"the {rest}")
    return candidate
