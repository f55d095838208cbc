"""People called by what they are: "the striker" for Anselm Roe, "the 54-year-old" for somebody.

A bare "the striker" is told by name where the article has called one person alone a striker
("Arnsel striker Anselm Roe", "Roe, a striker with Arnsel"), and knows of no other striker.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from briefing.article import Span
from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import children, dependents, names, subtree
from briefing.condensing.discourse import Candidate
from briefing.condensing.people import known_people, last_word, name_words
from briefing.condensing.pronouns import is_human
from briefing.engine.types import Sentence, Token

_NO_MORE = frozenset(
    "former ex late then would-be acting previous old outgoing incoming future fellow".split()
)
"""Words before a role that its bearer may not have at the time."""

_RANKS = frozenset("president minister king queen pope chancellor".split())
"""Roles of which an article may mean the holder without a name."""


def named_by_role(sentence: SourceSentence, source: Source, index: int) -> Candidate | None:
    """Whom a bare "the striker" means; None unless the article knows only one."""
    token = sentence.sentence.tokens[index]
    role = token.lemma.lower()
    if not _is_role(token) or role in _RANKS:
        return None
    people: dict[str, Candidate] = {}
    for other, found in _roles(source).get(role, ()):
        if found is not None:
            people.setdefault(last_word(found.words), found)
        elif other < sentence.index:
            return None
    if len(people) != 1:
        return None
    ((known, candidate),) = people.items()
    if known in (t.text.lower() for t in sentence.sentence.tokens):
        return None
    return candidate


@lru_cache(maxsize=16)
def _roles(source: Source) -> dict[str, tuple[tuple[int, Candidate | None], ...]]:
    """For each noun the sentences that use it: of whom, or None of nobody that is named.

    A bare "the striker", which is to be told, is not among them.
    """
    found: dict[str, list[tuple[int, Candidate | None]]] = {}
    for sentence in source.sentences:
        tree = sentence.sentence
        bearers = dict(_bearers(sentence, source))
        for index, token in enumerate(tree.tokens):
            if token.pos != "NOUN":
                continue
            before = [tree.tokens[c].text.lower() for c in children(tree)[index] if c < index]
            if index in bearers or before != ["the"]:
                row = found.setdefault(token.lemma.lower(), [])
                row.append((sentence.index, bearers.get(index)))
    return {noun: tuple(row) for noun, row in found.items()}


def _bearers(sentence: SourceSentence, source: Source) -> Iterator[tuple[int, Candidate]]:
    """The nouns of a sentence that say what a person named beside them is."""
    tree = sentence.sentence
    for label, tokens in names(tree):
        words = name_words(sentence, tokens)
        if label != "PERSON" or not words or last_word(words) not in known_people(source):
            continue
        start = tree.tokens[tokens[0]].start
        span = Span(sentence.paragraph, start, start + len(words))
        for noun in _beside(tree, tokens):
            yield noun, Candidate(words, span, 1.0)


def _beside(tree: Sentence, tokens: tuple[int, ...]) -> Iterator[int]:
    """The nouns for what the person named at ``tokens`` is, not was."""
    head = tokens[-1]
    near = [i for i in dependents(tree, head, "compound", "nmod") if i not in tokens]
    near += dependents(tree, head, "appos")
    if tree.tokens[head].dep == "appos":
        near.append(tree.tokens[head].head)
    for noun in near:
        around = {tree.tokens[c].text.lower() for c in (*children(tree)[noun], noun - 1)}
        if _is_role(tree.tokens[noun]) and not around & _NO_MORE:
            yield noun


def _is_role(token: Token) -> bool:
    """Whether the noun says what one person is: a club called Roe is nobody."""
    one = token.pos == "NOUN" and not token.entity and "Number=Plur" not in token.morph
    return one and is_human(token)


def known_by_age(tree: Sentence) -> tuple[int, ...]:
    """Find each "the 54-year-old" without a name, which only those know who have read of him."""
    found = []
    for index in range(4, len(tree.tokens)):
        words = [t.text.lower() for t in tree.tokens[index - 3 : index + 1]]
        if words != ["-", "year", "-", "old"]:
            continue
        noun = index if tree.tokens[index].pos == "NOUN" else tree.tokens[index].head
        phrase = subtree(tree, noun)
        if tree.tokens[min(phrase)].text.lower() == "the" and not any(
            tree.tokens[i].entity == "PERSON" for i in phrase
        ):
            found.append(noun)
    return tuple(found)
