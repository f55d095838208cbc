"""The people of an article, and whether "he" or "she" is said of them, from the article's words.

Evidence, surest first: a title ("Mrs Roe"), a noun that tells ("the actress Mary Roe", "her
husband, Anselm Roe"), a first name that is hardly ever the other's, and what the article says of a
person in a sentence that names nobody else ("Roe said he …"). Without evidence nothing is assumed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import lru_cache

from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import children, names
from briefing.checking.words import PRONOUNS
from briefing.condensing.first_names import FEMALE, MALE
from briefing.engine.types import Sentence

TITLES = {
    **dict.fromkeys("Mr Sir Lord King Prince Mister Father Pope Duke Baron".split(), "he"),
    **dict.fromkeys("Mrs Ms Miss Dame Lady Queen Princess Madam Duchess Baroness".split(), "she"),
}
"""Titles before a name, with the pronoun that goes with them."""

NEUTRAL_TITLES = frozenset("Dr Prof Professor Judge Minister Senator Justice Rev Captain".split())
"""Titles that make a person of any name, whoever it is."""

NOUNS = {
    **dict.fromkeys(
        "man boy father husband son brother grandfather uncle nephew actor king prince widower "
        "businessman chairman spokesman policeman fireman gentleman boyfriend grandson stepson "
        "stepfather".split(),
        "he",
    ),
    **dict.fromkeys(
        "woman girl mother wife daughter sister grandmother aunt niece actress queen princess "
        "widow businesswoman chairwoman spokeswoman policewoman lady girlfriend granddaughter "
        "stepdaughter stepmother mother-of-two mother-of-three".split(),
        "she",
    ),
}
"""Nouns for a person that tell which pronoun goes with them."""

_VOTES = 2
"""So many sentences more must say "he" than "she" of a name, or the other way round."""


def last_word(name: str) -> str:
    """What a person is known by: the last word of the name, lower case."""
    return name.rsplit(maxsplit=1)[-1].lower()


def name_words(sentence: SourceSentence, tokens: tuple[int, ...]) -> str:
    """The name at these tokens without a possessive ending."""
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
        for label, tokens in names(sentence.sentence):
            words = name_words(sentence, tokens).split()
            if not words:
                continue
            labels.setdefault(words[-1].lower(), Counter())[label == "PERSON"] += 1
            if _title(sentence.sentence, tokens, words) is not None:
                titled.add(words[-1].lower())
    mostly = {word for word, seen in labels.items() if seen[True] >= seen[False]}
    return frozenset(mostly | titled)


def _title(sentence: Sentence, tokens: tuple[int, ...], words: list[str]) -> str | None:
    """The title of a name, without its full stop; None if it has none."""
    before = sentence.tokens[tokens[0] - 1].text if tokens[0] > 0 else ""
    for word in (before.rstrip("."), words[0].rstrip(".")):
        if word in TITLES or word in NEUTRAL_TITLES:
            return word
    return None


@lru_cache(maxsize=16)
def genders(source: Source) -> dict[str, str]:
    """For each person's last word (lower case) "he" or "she", where the article tells.

    Nothing is told of a name that a man and a woman share.
    """
    found = {key: next(iter(told)) for key, told in _told_of(source).items() if len(told) == 1}
    weak: dict[str, Counter[str]] = {}
    people = known_people(source)
    for sentence in source.sentences:
        mentioned = {key for key, _, _ in _mentions(sentence, people)}
        if len(mentioned) == 1:
            said = set(_personal_pronouns(sentence.sentence))
            if len(said) == 1:
                weak.setdefault(mentioned.pop(), Counter()).update(said)
    for key, votes in weak.items():
        if key not in _told_of(source) and abs(votes["he"] - votes["she"]) >= _VOTES:
            found[key] = max(votes, key=lambda k: votes[k])
    return found


@lru_cache(maxsize=16)
def shared_names(source: Source) -> frozenset[str]:
    """Last words (lower case) that a man and a woman of the article bear: "Mr Roe", "Mrs Roe"."""
    return frozenset(key for key, told in _told_of(source).items() if len(told) > 1)


@lru_cache(maxsize=16)
def _told_of(source: Source) -> dict[str, frozenset[str]]:
    """For each person's last word what titles, nouns and first names tell: "he", "she" or both."""
    found: dict[str, set[str]] = {}
    people = known_people(source)
    for sentence in source.sentences:
        for key, tokens, words in _mentions(sentence, people):
            told = _told(sentence.sentence, tokens, words)
            if told:
                found.setdefault(key, set()).add(told)
    return {key: frozenset(told) for key, told in found.items()}


def _mentions(
    sentence: SourceSentence, people: Collection[str]
) -> Iterator[tuple[str, tuple[int, ...], list[str]]]:
    """The people whom a sentence names: last word (lower case), token indexes and words."""
    for _label, tokens in names(sentence.sentence):
        words = name_words(sentence, tokens).split()
        if words and words[-1].lower() in people:
            yield words[-1].lower(), tokens, words


def _told(sentence: Sentence, tokens: tuple[int, ...], words: list[str]) -> str | None:
    """What a title, a noun beside the name or the first name says; None where nothing does."""
    title = _title(sentence, tokens, words)
    if title in TITLES:
        return TITLES[title]
    head = tokens[-1]
    near = range(max(0, tokens[0] - 3), tokens[0])
    kin = [i for i in near if sentence.tokens[i].head in tokens or _names_it(sentence, i, head)]
    kin += [c for c in children(sentence)[head] if sentence.tokens[c].dep == "appos"]
    if sentence.tokens[head].dep == "appos":
        kin.append(sentence.tokens[head].head)
    for index in kin:
        noun = sentence.tokens[index].lemma.lower()
        if noun in NOUNS and sentence.tokens[index].dep != "poss":
            return NOUNS[noun]
    if len(words) > 1:
        first = words[0].lower() if title is None else words[1].lower()
        return "he" if first in MALE else "she" if first in FEMALE else None
    return None


def _names_it(sentence: Sentence, noun: int, head: int) -> bool:
    """Whether the name is an apposition to the noun ("her husband Anselm")."""
    return sentence.tokens[head].dep == "appos" and sentence.tokens[head].head == noun


def _personal_pronouns(sentence: Sentence) -> Iterator[str]:
    """Give "he" or "she" for each such pronoun of the sentence."""
    for token in sentence.tokens:
        family = PRONOUNS.get(token.text.lower())
        if family in ("he", "she"):
            yield family
