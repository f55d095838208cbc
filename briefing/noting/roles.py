"""Who somebody is: the words beside a name that say so, where the article first does."""

from __future__ import annotations

from functools import lru_cache

from briefing.checking.source import Source, SourceSentence
from briefing.checking.trees import dependents, names, subtree
from briefing.checking.words import PRONOUNS
from briefing.condensing.people import NEUTRAL_TITLES, TITLES, name_words
from briefing.condensing.pronouns import is_human

_MOST = 12
"""Words of a role; what is longer tells more than who it is."""

_ROLES = frozenset("chief head secretary president premier chair colleague".split())
_OFFICES = frozenset("Minister Senator Judge Justice Captain Professor".split())

_ENDS = frozenset("relcl acl appos advcl".split())


@lru_cache(maxsize=256)
def role_of(source: Source, name: str) -> str:
    """The role of the person with this full name, as written; empty if the article tells none."""
    for sentence in source.sentences:
        for label, tokens in names(sentence.sentence):
            if label == "PERSON" and name_words(sentence, tokens) == name:
                role = _before(sentence, tokens) or _behind(sentence, tokens)
                if role:
                    return role
    return ""


def _behind(sentence: SourceSentence, tokens: tuple[int, ...]) -> str:
    """An apposition behind the name: "Anna Roe, head of the clinic, said"."""
    tree = sentence.sentence
    for index in tokens:
        for child in dependents(tree, index, "appos"):
            token = tree.tokens[child]
            if child > tokens[-1] and (token.pos == "NOUN" or token.entity != "PERSON"):
                return _phrase(sentence, child)
    return ""


def _before(sentence: SourceSentence, tokens: tuple[int, ...]) -> str:
    """A noun before the name: "the mayor, Anna Roe", "Health Secretary Anna Roe"."""
    tree = sentence.sentence
    first = tokens[0]
    last = first - 1
    while last >= 0 and tree.tokens[last].text.rstrip(".") in TITLES.keys() | NEUTRAL_TITLES:
        last -= 1
    begin = last
    while begin >= 0 and tree.tokens[begin].pos in ("NOUN", "PROPN", "ADJ"):
        begin -= 1
    if begin < last and tree.tokens[last].head in (*tokens, *range(begin + 1, first)):
        noun = tree.tokens[last]
        is_role = is_human(noun) or last + 1 < first or noun.lemma.lower() in _ROLES
        if last + 1 < first:  # "Interior Minister", whose last word is a title too
            last = first - 1
            is_role = tree.tokens[last].text in _OFFICES
        start, end = tree.tokens[begin + 1].start, tree.tokens[last].end
        return _whole(sentence, start, end) if is_role else ""
    token = tree.tokens[tokens[-1]]
    if token.dep == "appos" and token.head < first:
        noun = tree.tokens[token.head]
        if noun.pos == "NOUN" and is_human(noun):
            return _phrase(sentence, token.head, until=first)
    return ""


def _phrase(sentence: SourceSentence, noun: int, until: int | None = None) -> str:
    """The noun with what belongs to it, up to the first clause or comma."""
    tree = sentence.sentence
    inside = sorted(subtree(tree, noun))
    gone = frozenset().union(
        *(subtree(tree, i) for i in inside if i != noun and tree.tokens[i].dep in _ENDS)
    )
    kept: list[int] = []
    for index in inside:
        if until is not None and index >= until:
            break
        is_mark = tree.tokens[index].text in (",", ";", "(", ")", "–", "—", "“", "”", '"', ":")
        if index > noun and (index in gone or is_mark):
            break
        if index < noun and (is_mark or index in gone):
            kept.clear()
        else:
            kept.append(index)
    if not kept or len(kept) > _MOST or kept[-1] - kept[0] + 1 != len(kept):
        return ""
    return _whole(sentence, tree.tokens[kept[0]].start, tree.tokens[kept[-1]].end)


def _whole(sentence: SourceSentence, start: int, end: int) -> str:
    """The words, unless they are a piece of one with hyphens, a title alone or no noun."""
    words = sentence.text[start:end]
    first, _, rest = words.partition(" ")
    if rest and first.lower() in PRONOUNS:  # "its director": whose, is not told here
        start, words = start + len(first) + 1, rest
    around = sentence.text[max(start - 1, 0) : start] + sentence.text[end : end + 1]
    is_title = words.rstrip(".") in TITLES.keys() | NEUTRAL_TITLES
    is_none = is_title or words.endswith("ing") or not any(c.isalpha() for c in words)
    return "" if "-" in around or is_none else words
