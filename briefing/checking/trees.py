"""Questions about a parsed sentence that several checks ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefing.engine.types import Sentence, Token

_SINGLE_OPEN = re.compile(r"(?:^|[\s(:–—-])['‘](?=\w)(?!\d0s|\d\ds|tis\b|til\b|em\b|cause\b)")
_SINGLE_CLOSE = re.compile(r"(?<=[\w.,!?;])['’](?=$|[\s.,;:!?)–—-])")
_SINGLE_STOP = re.compile(r"[.,!?]['’](?=$|\s)")
_OPENING, _CLOSING = frozenset("“«„"), frozenset("”»")


@lru_cache(maxsize=4096)
def children(sentence: Sentence) -> tuple[tuple[int, ...], ...]:
    """For each token the indexes of its dependents, in order."""
    rows: list[list[int]] = [[] for _ in sentence.tokens]
    for index, token in enumerate(sentence.tokens):
        if token.head != index:
            rows[token.head].append(index)
    return tuple(tuple(row) for row in rows)


def subtree(sentence: Sentence, index: int) -> frozenset[int]:
    """The token at ``index`` and all that depends on it."""
    found, waiting = set[int](), [index]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting.extend(children(sentence)[current])
    return frozenset(found)


def root(sentence: Sentence) -> int:
    """The index of the sentence's root."""
    for index, token in enumerate(sentence.tokens):
        if token.head == index and token.dep == "ROOT":
            return index
    return 0


def dependents(sentence: Sentence, index: int, *labels: str) -> list[int]:
    """The dependents of the token at ``index`` that bear one of the labels."""
    return [i for i in children(sentence)[index] if sentence.tokens[i].dep in labels]


def is_contiguous(indexes: Iterable[int]) -> bool:
    """Whether the indexes follow each other without a gap."""
    ordered = sorted(indexes)
    return bool(ordered) and ordered[-1] - ordered[0] + 1 == len(ordered)


def closes(sentence: Sentence, indexes: Iterable[int]) -> bool:
    """Whether nothing but marks stands behind the indexes."""
    return not any(is_word(token) for token in sentence.tokens[max(indexes) + 1 :])


@lru_cache(maxsize=4096)
def quotations(sentence: Sentence) -> tuple[frozenset[int], ...]:
    """The quotations in the sentence, each with its marks, as token indexes.

    Straight double quotes open and close in turn. A mark without its partner quotes everything to
    the end (or from the beginning) of the sentence; a single one without a partner may be anything.
    """
    found: list[frozenset[int]] = []
    start: int | None = None
    straight = False
    for index in range(len(sentence.tokens)):
        mark = _mark(sentence, index)
        if mark in ('"', "``", "''"):
            if straight and start is not None:
                found.append(frozenset(range(start, index + 1)))
                start, straight = None, False
            elif start is None:
                start, straight = index, True
        elif mark in _OPENING and start is None:
            start = index
        elif mark in _CLOSING and not straight:
            found.append(frozenset(range(0 if start is None else start, index + 1)))
            start = None
    if start is not None:
        found.append(frozenset(range(start, len(sentence.tokens))))
    return tuple(found)


def _mark(sentence: Sentence, index: int) -> str:
    """The quotation mark that the token is; a single one by its tag, or by the space around it."""
    token = sentence.tokens[index]
    if token.text not in ("'", "‘", "’"):
        return token.text
    told = {"``": "“", "''": "”"}.get(token.tag, "")
    if told:
        return told
    if _opens_at(sentence, index):
        return "“" if any(_closes_at(sentence, i) for i in _rest(sentence, index)) else ""
    if _closes_at(sentence, index):
        return "”" if any(_opens_at(sentence, i) for i in range(index)) else ""
    return ""


def _rest(sentence: Sentence, index: int) -> range:
    return range(index + 1, len(sentence.tokens))


def _opens_at(sentence: Sentence, index: int) -> bool:
    """Whether a single mark stands before a word and behind a space: "the 'new' pier"."""
    token = sentence.tokens[index]
    if token.text not in ("'", "‘") or index + 1 >= len(sentence.tokens):
        return False
    after = sentence.tokens[index + 1]
    apart = index == 0 or sentence.tokens[index - 1].end < token.start
    return apart and after.start == token.end and after.text[:1].isalpha()


def _closes_at(sentence: Sentence, index: int) -> bool:
    """Whether a single mark stands behind a word or stop and before a space, and owns nothing."""
    token = sentence.tokens[index]
    if token.text not in ("'", "’") or index == 0 or token.tag == "POS":
        return False
    last = index + 1 == len(sentence.tokens)
    apart = (
        last
        or sentence.tokens[index + 1].start > token.end
        or not is_word(sentence.tokens[index + 1])
    )
    return apart and sentence.tokens[index - 1].end == token.start


def quoted(sentence: Sentence) -> frozenset[int]:
    """All tokens between quotation marks, the marks included."""
    return frozenset().union(*quotations(sentence))


def cuts_quotation(sentence: Sentence, tokens: frozenset[int]) -> bool:
    """Whether taking the tokens away would leave a part of a quotation behind."""
    return any(tokens & q and not q <= tokens for q in quotations(sentence))


def balanced_quotes(text: str) -> bool:
    """Whether every quotation mark in ``text`` has its partner."""
    return (
        text.count("“") == text.count("”")
        and text.count("«") == text.count("»")
        and text.count('"') % 2 == 0
        and text.count("(") == text.count(")")
        and text.count("[") == text.count("]")
        and len(_SINGLE_OPEN.findall(text)) <= len(_SINGLE_CLOSE.findall(text))
        and not _closes_unopened(text)
    )


def _closes_unopened(text: str) -> bool:
    """Whether a single mark behind a stop closes what was never opened: "I left,' said Roe"."""
    stops = _SINGLE_STOP.finditer(text)
    return any(
        len(_SINGLE_OPEN.findall(text[: stop.start()])) <= number
        for number, stop in enumerate(stops)
    )


def names(sentence: Sentence) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The names in the sentence: label and token indexes."""
    current: list[int] = []
    for index, token in enumerate(sentence.tokens):
        if current and (not token.entity or token.entity_start):
            yield sentence.tokens[current[0]].entity, tuple(current)
            current = []
        if token.entity:
            current.append(index)
    if current:
        yield sentence.tokens[current[0]].entity, tuple(current)


def has_finite_verb(sentence: Sentence) -> bool:
    """Whether a subject and a finite verb make this a statement of its own.

    What stands in a quotation or in a "when" or "who" clause does not, as long as anything else
    is said.
    """
    tokens = sentence.tokens
    inside = quoted(sentence)
    said = [i for i in range(len(tokens)) if i not in inside] if _says_more(sentence) else []
    lower = frozenset().union(
        *(subtree(sentence, i) for i in said if tokens[i].dep in ("advcl", "relcl", "acl"))
    )
    main = [tokens[i] for i in said if i not in lower] or list(tokens)
    subjects = any(t.dep in ("nsubj", "nsubjpass", "csubj", "expl") for t in main)
    return subjects and any(
        t.tag in ("VBD", "VBP", "VBZ", "MD") for t in main if t.pos in ("VERB", "AUX")
    )


def _says_more(sentence: Sentence) -> bool:
    """Whether anything is said beside the quotations."""
    inside = quoted(sentence)
    return any(is_word(t) for i, t in enumerate(sentence.tokens) if i not in inside)


def text_of(sentence: Sentence, indexes: Iterable[int]) -> str:
    """The words at the indexes, joined by single spaces."""
    return " ".join(sentence.tokens[i].text for i in sorted(indexes))


def word_count(text: str) -> int:
    """The number of words: runs of characters between white space that hold a letter or digit."""
    return sum(any(c.isalnum() for c in word) for word in text.split())


def is_word(token: Token) -> bool:
    """Whether the token is a word or a number, not a mark."""
    return any(c.isalnum() for c in token.text)
