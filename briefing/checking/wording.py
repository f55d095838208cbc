"""Words of a statement that its source lacks: names, quotations, judgements, other words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from briefing.checking.doubts import Doubt, Kind
from briefing.checking.frames import SAYING_VERBS
from briefing.checking.lexical import stem
from briefing.checking.numbers import find_numbers
from briefing.checking.words import APPROXIMATORS, LIGHT_WORDS, MODALS, NEGATIONS, PRONOUNS
from briefing.engine.types import Sentence, Token

_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|«([^»]+)»")
_NAMING = frozenset("PERSON ORG GPE LOC NORP FAC EVENT PRODUCT WORK_OF_ART LAW".split())
_FREE = (
    LIGHT_WORDS
    | NEGATIONS
    | MODALS
    | APPROXIMATORS
    | frozenset(PRONOUNS)
    | frozenset(
        "in on at by for with from as into onto upon if so than then there this these those such "
        "it's not also both during within per cent percent % year according us we i you our your "
        "my me mr mrs ms dr".split()
    )
)
"""Words whose coming and going is judged elsewhere, or says nothing."""

_CONNECTORS = frozenset(
    "before after because although though despite while since until unless when whereas "
    "therefore following owing due thanks".split()
)
_RELATIONS = _CONNECTORS | frozenset("more less fewer most least".split())


@lru_cache(maxsize=4096)
def word_forms(sentence: Sentence) -> frozenset[str]:
    """Every word of the sentence as it stands, its lemma, and the stems of both, lower case."""
    found = set[str]()
    for token in sentence.tokens:
        for word in (token.text, token.lemma, *re.split(r"[-–/]", token.text)):
            plain = _plain(word)
            if plain:
                found |= {plain, stem(plain)}
    return frozenset(found)


def known_forms(sentences: Sequence[Sentence]) -> frozenset[str]:
    """The forms of all words in several sentences."""
    return frozenset().union(*(word_forms(s) for s in sentences))


def is_known(token: Token, known: Collection[str]) -> bool:
    """Whether the source has the word in any form."""
    words = {_plain(token.text), _plain(token.lemma)}
    if any(w in known or stem(w) in known for w in words):
        return True
    parts = [p for p in re.split(r"[-–/]", token.text) if p]
    return len(parts) > 1 and all(_plain(p) in known or stem(_plain(p)) in known for p in parts)


def content(sentences: Sequence[Sentence]) -> list[tuple[Sentence, int]]:
    """The words that say what a statement is about, with their places."""
    return [
        (s, i)
        for s in sentences
        for i, t in enumerate(s.tokens)
        if any(c.isalnum() for c in t.text)
        and t.text.lower() not in _FREE
        and not find_numbers(t.text)
    ]


def _plain(word: str) -> str:
    return word.lower().strip("'’.").removesuffix("'s").removesuffix("’s")


def strange_words(
    claim: str, sentences: Sequence[Sentence], known: Collection[str]
) -> list[tuple[Sentence, int]]:
    """The words that the source has in no form, those in quotation marks left out."""
    quoted = [m.span() for m in _QUOTED.finditer(claim)]
    told = bool(known & SAYING_VERBS) if isinstance(known, frozenset) else False
    strange = []
    for sentence, index in content(sentences):
        token = sentence.tokens[index]
        if is_known(token, known) or any(a <= token.start < b for a, b in quoted):
            continue
        if token.lemma.lower() in SAYING_VERBS and told:
            continue
        strange.append((sentence, index))
    return strange


def name_doubt(token: Token, *, elsewhere: bool) -> Doubt:
    """A name that the evidence lacks."""
    where = "in the words it rests on" if elsewhere else "in the source"
    reason = f"name {token.text} is not {where}"
    return Doubt(Kind.NAME, reason, token.start, token.end, grave=True)


def word_doubt(sentence: Sentence, index: int) -> Doubt:
    """A word that is no name and that the evidence lacks."""
    token = sentence.tokens[index]
    place = (token.start, token.end)
    if beside_name(sentence, index):
        reason = f"“{token.text}” is not what the source calls this person or place"
        return Doubt(Kind.ROLE, reason, *place)
    reason = f"the source does not say “{token.text}”"
    judges = token.pos == "ADV" or token.dep in ("amod", "advmod")
    return Doubt(Kind.JUDGEMENT if judges else Kind.WORDING, reason, *place)


def is_name(sentence: Sentence, index: int) -> bool:
    """Whether the word is a name or part of one."""
    token = sentence.tokens[index]
    if not token.text[:1].isupper():
        return False
    if token.entity in _NAMING or token.pos == "PROPN":
        return index > 0 or token.pos == "PROPN" or token.entity in _NAMING
    opens = all(not any(c.isalnum() for c in t.text) for t in sentence.tokens[:index])
    return not opens and sentence.tokens[index - 1].text not in ("“", '"', "«", ":", "‘")


def beside_name(sentence: Sentence, index: int) -> bool:
    """Whether the word is a title or office beside a person's name."""
    token = sentence.tokens[index]
    head = sentence.tokens[token.head]
    if token.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    if token.dep in ("compound", "appos", "amod", "nmod") and head.pos == "PROPN":
        return True
    return token.dep == "compound" and head.dep == "appos"


def check_quotations(claim: str, source: str) -> Iterator[Doubt]:
    """Words in quotation marks that the source does not have exactly so."""
    known = _folded(source)
    for match in _QUOTED.finditer(claim):
        words = next(g for g in match.groups() if g)
        if _folded(words) not in known:
            short = words if len(words) <= 40 else words[:40].rsplit(" ", 1)[0] + " …"
            reason = f"the words in quotation marks are not verbatim: “{short}”"
            yield Doubt(Kind.QUOTATION, reason, match.start(), match.end(), grave=True)


def _folded(text: str) -> str:
    text = text.replace("’", "'").replace("‘", "'")
    return " ".join(re.findall(r"[\w'€£$%]+", text.lower()))


def check_connections(sentences: Sequence[Sentence], known: Collection[str]) -> Iterator[Doubt]:
    """Words of cause, time order and comparison that the source lacks."""
    for sentence in sentences:
        for token in sentence.tokens:
            word = token.text.lower()
            if word in _RELATIONS and word not in known:
                reason = f"“{token.text}” is not how the source joins or compares this"
                yield Doubt(Kind.RELATION, reason, token.start, token.end)
