"""Words whose meaning lies outside the sentence, and what they stand for.

A bullet must stand alone: "He warned …" becomes "Hoffmann warned …", "Such an agreement …" becomes
"A peace agreement with Russia …". Where the program is not sure whom a word means, it says so
rather than guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefing.article import Span
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import children, dependents, names, quoted, root, subtree
from briefing.checking.words import DEMONSTRATIVES, PRONOUNS
from briefing.engine.types import Sentence, Token

_LOOK_BACK = 4
"""How many sentences before this one may hold the name that a pronoun stands for."""

_TIMES = frozenset(
    "year month week day morning afternoon evening night weekend summer winter spring autumn "
    "quarter decade century season time moment".split()
)
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


@dataclass(frozen=True, slots=True)
class Reference:
    """A word of a sentence that means something said before.

    ``tokens`` are the words to be replaced (a pronoun, or "such an agreement"); ``candidates`` are
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
        if word in PRONOUNS:
            if found and any(r.candidates for r in found):
                continue  # "Putin … his country": the first name put in carries the others
            if not _resolved_inside(tree, index):
                found.append(
                    Reference(
                        (index,),
                        tuple(_people_or_things(sentence, source, PRONOUNS[word])),
                        possessive=token.dep == "poss",
                    )
                )
        elif word in DEMONSTRATIVES or word in ("latter", "former"):
            pointer = _demonstrative(sentence, source, index)
            if pointer is not None:
                found.append(pointer)
    return found


# --- pronouns ---------------------------------------------------------------------------------


def is_expletive(sentence: Sentence, index: int) -> bool:
    """Whether this "it" stands for nothing ("It is believed that …", "it is essential to …")."""
    token = sentence.tokens[index]
    if token.text.lower() != "it":
        return False
    if token.dep == "expl":
        return True
    if token.dep not in ("nsubj", "nsubjpass"):
        return False
    head = token.head
    verb = sentence.tokens[head]
    clauses = dependents(sentence, head, "ccomp", "xcomp", "csubj", "advcl")
    for child in dependents(sentence, head, "acomp", "attr"):
        clauses += dependents(sentence, child, "ccomp", "xcomp", "acl", "advcl", "relcl", "prep")
    if verb.dep in ("ccomp", "relcl") and verb.lemma in ("take", "remain", "seem", "appear"):
        return True
    return bool(clauses) and (
        verb.lemma in ("be", "seem", "appear", "remain", "become", "take", "turn", "emerge", "make")
        or bool(dependents(sentence, head, "auxpass"))
    )


def _resolved_inside(sentence: Sentence, index: int) -> bool:
    """Whether something before the pronoun in its own sentence can be what it means."""
    if is_expletive(sentence, index):
        return True
    family = PRONOUNS[sentence.tokens[index].text.lower()]
    before = [
        i
        for i, t in enumerate(sentence.tokens[:index])
        if t.pos in ("NOUN", "PROPN") and _fits(t, family)
    ]
    if before:
        return True
    # "Breaking his silence, Putin …": the main clause's subject follows the opening phrase.
    top = root(sentence)
    subjects = dependents(sentence, top, "nsubj", "nsubjpass")
    return any(
        s > index
        and sentence.tokens[s].pos in ("NOUN", "PROPN")
        and _fits(sentence.tokens[s], family)
        and index not in subtree(sentence, s)
        for s in subjects
    )


def _fits(token: Token, family: str) -> bool:
    """Whether a noun can be what a pronoun of the family means."""
    plural = "Number=Plur" in token.morph
    match family:
        case "they":
            return plural or token.entity in ("ORG", "NORP", "GPE")
        case "it":
            return not plural and token.entity not in ("PERSON", "DATE", "TIME", "CARDINAL")
        case _:
            if plural:
                return False
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
    return lemma in _HUMAN or lemma.endswith(("man", "woman", "ist", "er", "or", "ian"))


_HUMAN = frozenset(
    "man woman boy girl child president minister king queen chief head judge mother father son "
    "daughter wife husband brother sister officer victim patient student teacher analyst expert "
    "spokesperson official mayor candidate resident member person pilot soldier guest friend "
    "colleague lawyer player coach doctor nurse agent driver".split()
)


def _people_or_things(sentence: SourceSentence, source: Source, family: str) -> Iterator[Candidate]:
    """The names before the sentence that a pronoun of the family may stand for, nearest first."""
    if family == "they":
        yield from _plural_subject(sentence, source)
        return
    people = _known_people(source)
    found: dict[str, Candidate] = {}
    for back in range(1, _LOOK_BACK + 1):
        if sentence.index - back < 0:
            break
        earlier = source.sentences[sentence.index - back]
        for label, tokens in names(earlier.sentence):
            words = _name_words(earlier, tokens)
            is_person = label in _PEOPLE or words.split()[-1].lower() in people
            if (family == "it") == is_person or (family == "it" and label not in _THINGS):
                continue
            head = earlier.sentence.tokens[tokens[-1]]
            subject = head.dep in ("nsubj", "nsubjpass")
            if family == "it" and not (subject and back == 1):
                continue
            if head.dep == "poss":
                subject = False
            salience = (2.0 if subject else 0.5) / back
            key = words.split()[-1].lower()
            known = found.get(key)
            if known is None or known.salience < salience:
                first, last = (
                    earlier.sentence.tokens[tokens[0]],
                    earlier.sentence.tokens[tokens[-1]],
                )
                span = Span(earlier.paragraph, first.start, first.start + len(words))
                if last.end < span.end or not words:
                    continue
                found[key] = Candidate(words, span, salience)
    yield from sorted(found.values(), key=lambda c: -c.salience)


def _name_words(sentence: SourceSentence, tokens: tuple[int, ...]) -> str:
    """The name without a possessive ending."""
    parsed = sentence.sentence.tokens
    last = tokens[-1]
    while last > tokens[0] and parsed[last].text in ("'s", "’s", "'", "’"):
        last -= 1
    words = sentence.text[parsed[tokens[0]].start : parsed[last].end]
    return words.removesuffix("’s").removesuffix("'s")


def _known_people(source: Source) -> frozenset[str]:
    """Last words (lower case) of the names that are a person's anywhere in the article."""
    return frozenset(
        _name_words(s, tokens).split()[-1].lower()
        for s in source.sentences
        for label, tokens in names(s.sentence)
        if label in _PEOPLE and _name_words(s, tokens).split()
    )


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
            yield _noun_phrase(earlier, phrase, salience=2.0)


def _noun_phrase(sentence: SourceSentence, phrase: frozenset[int], salience: float) -> Candidate:
    tokens = sentence.sentence.tokens
    start, end = tokens[min(phrase)].start, tokens[max(phrase)].end
    return Candidate(sentence.text[start:end], Span(sentence.paragraph, start, end), salience)


# --- demonstratives ---------------------------------------------------------------------------


def _demonstrative(sentence: SourceSentence, source: Source, index: int) -> Reference | None:
    """Find what "this" or "such an agreement" means; None if it does not point outside."""
    tree = sentence.sentence
    token = tree.tokens[index]
    word = token.text.lower()
    if token.dep in ("mark", "advmod", "cc") or token.pos == "SCONJ" or token.tag in ("IN", "WDT"):
        return None
    if word in ("latter", "former") and token.pos == "NOUN":
        return Reference((index,), ())
    if token.dep in ("det", "predet", "amod") and token.head != index:
        head = tree.tokens[token.head]
        if head.lemma.lower() in _TIMES or head.entity in ("DATE", "TIME"):
            return None
        if word == "such" and index + 1 < len(tree.tokens) and tree.tokens[index + 1].text == "as":
            return None
        said_before = any(t.lemma == head.lemma for t in tree.tokens[:index])
        if said_before:
            return None
        return _same_noun(sentence, source, index)
    if token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "poss"):
        if children(tree)[index] or word == "such":
            return None  # "those who …", "that of …", "such as"
        if any(t.pos in ("NOUN", "PROPN", "VERB") for t in tree.tokens[:index]) and word in (
            "that",
            "those",
        ):
            return None
        return Reference((index,), ())
    return None


def _same_noun(sentence: SourceSentence, source: Source, index: int) -> Reference:
    """A phrase before with the same noun: "such an agreement" after "a peace agreement"."""
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
            phrase = _core_phrase(earlier.sentence, other)
            if extra or not phrase:
                continue
            found = _noun_phrase(earlier, phrase, salience=1.0)
            if any(w in PRONOUNS or w in DEMONSTRATIVES for w in found.words.lower().split()):
                continue
            such = token.text.lower() == "such"
            return Reference(tokens, (_with_article(found, such=such),))
    return Reference(tokens, ())


def _core_phrase(sentence: Sentence, index: int) -> frozenset[int]:
    """The noun with what narrows it: determiner, adjectives, "of" and "with" phrases."""
    taken = {index}
    for child in children(sentence)[index]:
        token = sentence.tokens[child]
        if token.dep in ("det", "amod", "compound", "nummod", "poss", "nmod") or (
            token.dep == "prep" and token.text.lower() in ("of", "with", "for", "between", "on")
        ):
            taken |= subtree(sentence, child)
    if max(taken) - min(taken) + 1 != len(taken) or len(taken) > 8:
        return frozenset()
    return frozenset(taken)


def _with_article(candidate: Candidate, *, such: bool) -> Candidate:
    """Write the phrase so that it means the one spoken of: "this offer" becomes "the offer"."""
    first, _, rest = candidate.words.partition(" ")
    if first.lower() in ("a", "an") and not such:
        return replace(candidate, words=f"the {rest}")
    return candidate
