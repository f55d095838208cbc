"""Words whose meaning lies outside the sentence, and what they stand for.

A bullet must stand alone: "She warned …" becomes "Reyes warned …", "Such a levy …" becomes "A levy
on timber …". Where the program is not sure whom a word means, it says so
rather than guess.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import children, closes, dependents, quoted, root
from briefing.checking.words import DEMONSTRATIVES, PRONOUNS
from briefing.condensing.candidates import candidates_for, definite, noun_phrase
from briefing.condensing.designations import named_by_role
from briefing.condensing.discourse import Candidate
from briefing.condensing.leaning import bare_subject, leaning_words, told_in_full
from briefing.condensing.nouns import core_phrase
from briefing.condensing.pronouns import Meaning, is_addressed, is_in_title, meaning
from briefing.engine.types import Sentence

TIMES = frozenset(
    "year month week day morning afternoon evening night weekend summer winter spring autumn "
    "quarter decade century season time moment".split()
)
"""Nouns with which "this" means the time at which the article was written."""

_COUNTING = frozenset("several many some few various certain different numerous more".split())
"""Adjectives that tell how many."""

_ORDINALS = frozenset("first second third fourth fifth last other others latter former".split())


@dataclass(frozen=True, slots=True)
class Reference:
    """A word of a sentence that means something said before.

    ``tokens`` are the words to be replaced (a pronoun, or "such a levy"); ``candidates`` are
    what it may mean, most salient first, empty if nothing was found. ``possessive`` asks for "'s".
    """

    tokens: tuple[int, ...]
    candidates: tuple[Candidate, ...]
    possessive: bool = False


def references(sentence: SourceSentence, source: Source) -> list[Reference]:
    """Find the words of a sentence that point outside it. Empty without a grammar model."""
    found: list[Reference] = []
    tree = sentence.sentence
    inside = quoted(tree)
    for index, token in enumerate(tree.tokens):
        if index in inside or not token.pos:
            continue
        word = token.text.lower()
        if word in PRONOUNS and is_in_title(tree, index):
            continue  # "He Was Born to Run" is called so
        if word in PRONOUNS:
            if any(r.candidates and _carries(tree, r, PRONOUNS[word]) for r in found):
                continue  # "Reyes … her party": the first name put in carries the others
            found += _pronoun(sentence, source, index)
        elif _counts_on(tree, index):
            found.append(Reference((index,), ()))
        elif word in DEMONSTRATIVES or word in ("latter", "former"):
            pointer = _demonstrative(sentence, source, index)
            if pointer is not None:
                found.append(pointer)
    taken = {i for pointer in found for i in pointer.tokens}
    found += _leaning(sentence, source, taken)
    return found


def _carries(tree: Sentence, pointer: Reference, family: str) -> bool:
    """Whether a name put in can tell what a later pronoun means: a man is neither it nor they."""
    first = PRONOUNS.get(tree.tokens[pointer.tokens[0]].text.lower())
    return first not in ("he", "she") or first == family


def _pronoun(sentence: SourceSentence, source: Source, index: int) -> list[Reference]:
    """Find what a pronoun stands for; none where its own sentence says so."""
    if sentence.index == 0 and index > 0:
        return []  # nothing stands before the first sentence: it says whom it means
    match meaning(sentence.sentence, index):
        case Meaning.OUTSIDE:
            candidates = candidates_for(sentence, source, index)
            if is_addressed(sentence.sentence):
                candidates = ()  # "Baby, he was born to run" is somebody's to somebody
            possessive = sentence.sentence.tokens[index].dep == "poss"
            return [Reference((index,), candidates, possessive=possessive)]
        case Meaning.UNCLEAR:
            return [Reference((index,), ())]
        case Meaning.INSIDE:
            return []


def _leaning(sentence: SourceSentence, source: Source, taken: set[int]) -> list[Reference]:
    """What leans on the sentences before without a pronoun, told in full where it can be."""
    tree = sentence.sentence
    found = []
    subject = bare_subject(tree) if sentence.index else None
    full = None
    if subject is not None:
        full = named_by_role(sentence, source, subject) or told_in_full(sentence, source, subject)
    if subject is not None and full is not None and subject not in taken:
        found.append(Reference((subject - 1, subject), (full,)))
        taken |= {subject - 1, subject}
    found += [Reference((i,), ()) for i in leaning_words(sentence) if i not in taken]
    return found


def _counts_on(sentence: Sentence, index: int) -> bool:
    """Whether this is "the third" or "the other" without its noun."""
    token = sentence.tokens[index]
    return (
        token.text.lower() in _ORDINALS
        and token.dep in ("nsubj", "nsubjpass")
        and not any(sentence.tokens[c].dep == "prep" for c in children(sentence)[index])
    )


def _demonstrative(sentence: SourceSentence, source: Source, index: int) -> Reference | None:
    """Find what "this" or "such a levy" means; None if it does not point outside."""
    tree = sentence.sentence
    token = tree.tokens[index]
    word = token.text.lower()
    if token.dep in ("mark", "advmod", "cc") or token.pos == "SCONJ" or token.tag in ("IN", "WDT"):
        return None
    if word in ("latter", "former"):
        alone = token.dep in ("nsubj", "nsubjpass", "pobj", "dobj") and token.pos != "PROPN"
        return Reference((index,), ()) if alone else None
    if token.dep in ("det", "predet", "amod") and token.head != index:
        head = tree.tokens[token.head]
        if word == "this" and (head.lemma.lower() in TIMES or head.entity in ("DATE", "TIME")):
            return None  # "this year" is told by the date of the article
        if word == "such" and index + 1 < len(tree.tokens) and tree.tokens[index + 1].text == "as":
            return None
        said_before = any(t.lemma == head.lemma for t in tree.tokens[:index])
        if said_before:
            return None
        return _same_noun(sentence, source, index)
    return _alone(tree, index)


def _alone(tree: Sentence, index: int) -> Reference | None:
    """Find a "this" without a noun that means something outside the sentence."""
    token = tree.tokens[index]
    if token.dep in ("nsubj", "nsubjpass") and _after_a_statement(tree, index):
        return None  # "…, and this is only the latest": what was said just before
    if token.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "poss"):
        return None
    if token.text.lower() == "those" and _of_some(tree, index):
        return Reference((index,), ())  # "Those built of stone …"
    if children(tree)[index] or token.text.lower() == "such":
        return None  # "those who …", "that of …", "such as"
    if token.text.lower() == "that" and token.dep == "dobj" and _ends(tree, index):
        return Reference((index,), ())  # "The vote will change that."
    if token.text.lower() in ("that", "those") and any(
        t.pos in ("NOUN", "PROPN", "VERB") for t in tree.tokens[:index]
    ):
        return None
    return Reference((index,), ())


def _of_some(tree: Sentence, index: int) -> bool:
    """Whether "those" opens its sentence as some of what was spoken of, not as people ("who")."""
    if index > 0 or tree.tokens[index].dep not in ("nsubj", "nsubjpass"):
        return False
    parts = dependents(tree, index, "acl", "prep")
    return bool(parts) and not dependents(tree, index, "relcl")


def _narrows(tree: Sentence, noun: int, phrase: frozenset[int]) -> bool:
    """Whether the phrase has a word that tells of the thing, beside the noun and how many."""
    if "Number=Sing" in tree.tokens[noun].morph:
        return True
    told = [tree.tokens[i] for i in phrase if i != noun and tree.tokens[i].dep != "nummod"]
    return any(t.dep not in ("det", "predet") and t.text.lower() not in _COUNTING for t in told)


def _ends(tree: Sentence, index: int) -> bool:
    """Whether a "that" after the main verb is the sentence's last word."""
    return tree.tokens[index].head == root(tree) and closes(tree, (index,))


def _after_a_statement(tree: Sentence, index: int) -> bool:
    """Whether a clause with its own subject and verb stands before, in the same sentence."""
    verb = tree.tokens[index].head
    if tree.tokens[verb].dep != "conj":
        return False
    before = tree.tokens[verb].head
    return before < index and bool(dependents(tree, before, "nsubj", "nsubjpass"))


def _same_noun(sentence: SourceSentence, source: Source, index: int) -> Reference:
    """A phrase before with the same noun: "such a levy" after "a levy on timber"."""
    tree = sentence.sentence
    token = tree.tokens[index]
    head_index = token.head
    head = tree.tokens[head_index]
    tokens = tuple(range(index, head_index + 1))
    determiners = {i for i in tokens if tree.tokens[i].dep in ("det", "predet")} | {index}
    extra = [i for i in tokens if i not in determiners and i != head_index]
    for back in range(1, 3):
        if sentence.index - back < 0:
            break
        earlier = source.sentences[sentence.index - back]
        for other, candidate in enumerate(earlier.sentence.tokens):
            if candidate.pos != "NOUN" or candidate.lemma.lower() != head.lemma.lower():
                continue
            if candidate.morph.count("Number=Plur") != head.morph.count("Number=Plur"):
                continue
            phrase = core_phrase(earlier.sentence, other)
            if extra or not phrase:
                continue
            found = noun_phrase(earlier, phrase, salience=1.0)
            own = found.words.lower().split()
            if any(w in PRONOUNS or w in DEMONSTRATIVES or w in _ORDINALS for w in own):
                continue
            if not _narrows(earlier.sentence, other, phrase):
                continue  # "several reasons" tells no more than "these reasons"
            such = token.text.lower() == "such"
            bare = not any(earlier.sentence.tokens[i].dep in ("det", "poss") for i in phrase)
            if bare and not such and head.tag == "NN":
                found = replace(found, words=f"the {found.words}")
            return Reference(tokens, (found if such else definite(found),))
    return Reference(tokens, ())
