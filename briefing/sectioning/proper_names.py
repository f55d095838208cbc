"""The names in an article: which capitalised words they are, whose they are, their full form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefing.sectioning.word_kinds import Kind, kind_of
from briefing.sectioning.words import STOP_WORDS

TOKEN = re.compile(r"[^\W_]+(?:[’'\-‑.&][^\W_]+)*['’]?|[^\w\s]")
"""A word with its possessive ending, or a mark."""

NEVER_IN_NAME = frozenset({Kind.DETERMINER, Kind.SMALL, Kind.PREPOSITION, Kind.AND, Kind.TIME})
OPENS_BEFORE = frozenset(".!?:…“\"‘'([")
"""Marks after which a capital need not mean a name."""

_POSSESSIVE = ("'s", "’s", "s'", "s’")
_HONORIFICS = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady judge captain capt colonel col general "
    "sergeant inspector president minister senator sister brother father saint king queen prince "
    "princess chancellor mayor councillor bishop".split()
)
_SPEAKS = frozenset(
    "said says told added argued argues replied asked recalled recalls explained explains wrote "
    "writes warned thinks believes insisted insists admitted admits".split()
)
_COMMON_ENDING = re.compile(r"(?:s|ion|ment|ness|ing|ity|er|age|men|y|ance|ence)$")
_SAID = frozenset({"said", "says"})
_NEAR = 6  # words between "said" and a name


class Names:
    """The names in some texts, told by capitals inside sentences and by what stands around."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._inside: set[str] = set()
        self._lower: set[str] = set()
        self._people: set[str] = set()
        runs: Counter[tuple[str, ...]] = Counter()
        for text in texts:
            tokens = TOKEN.findall(text)
            self._note_capitals(tokens)
            for start, end in _capital_runs(tokens):
                run = [bare(token) for token in tokens[start:end]]
                name = without_honorific(run)
                if name:
                    runs[tuple(name)] += 1
                    around = tokens[max(0, start - _NEAR) : start], tokens[end : end + 2]
                    if len(name) < len(run) or _speaks(*around):
                        self._people.add(name[-1])
        self._people |= {run[-1] for run in runs if self._is_called_by_surname(run, runs)}
        self._full = {
            run[-1]: run
            for run, _ in sorted(runs.items(), key=lambda item: (item[1], item[0]))
            if 2 <= len(run) <= 3
        }

    def _is_called_by_surname(self, run: Sequence[str], runs: Counter[tuple[str, ...]]) -> bool:
        """Whether a name of two words no common ones is later shortened to the second."""
        return (
            len(run) == 2
            and runs[(run[1],)] > 0
            and not {word.casefold() for word in run} & self._lower
            and all(kind_of(word.casefold()) is Kind.NOUN for word in run)
        )

    def _note_capitals(self, tokens: Sequence[str]) -> None:
        for at, token in enumerate(tokens):
            if token[:1].islower():
                self._lower.add(bare(token))
            elif token[:1].isupper() and at and tokens[at - 1] not in OPENS_BEFORE:
                self._inside.add(bare(token))

    def is_name(self, word: str, *, opens: bool) -> bool:
        """Whether a capitalised word is a name, and not only the first of its sentence."""
        return not opens or (
            bare(word).casefold() not in self._lower and bare(word) in self._inside
        )

    def lowered(self, word: str, *, common: bool | None = None) -> str:
        """A sentence's first word as it would stand inside, where that is known.

        ``common`` says whether a grammar takes it for a common word, None if none was asked.
        """
        small = word.casefold()
        if common is None:
            common = bool(_COMMON_ENDING.search(bare(small)))
        known = bare(small) in self._lower or (common and bare(word) not in self._inside)
        return small if known and not any(c.isupper() for c in word[1:]) else word

    def is_person(self, name: Sequence[str]) -> bool:
        """Whether somebody of that name speaks, or has a title or an age beside the name."""
        return bool(name) and name[-1] in self._people

    def full(self, name: str) -> tuple[str, ...]:
        """A person's surname with the first name that the article gives, any other name as is."""
        return self._full.get(name, (name,)) if name in self._people else (name,)


def bare(word: str) -> str:
    """The word without a possessive ending."""
    return re.sub(r"['’]s?$", "", word)


def owns(word: str) -> bool:
    """Whether the word is a possessive."""
    return word.casefold().endswith(_POSSESSIVE)


def is_honorific(word: str) -> bool:
    """Whether a capitalised word is a title before a name, such as "Dr"."""
    return word[:1].isupper() and word.casefold() in _HONORIFICS


def without_honorific(run: Sequence[str]) -> list[str]:
    """A name without "Dr" or "Mayor" before it."""
    kept = list(run)
    while kept and is_honorific(kept[0]):
        kept = kept[1:]
    return kept


def _capital_runs(tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of capitalised words that stand together; a possessive ends its run."""
    start: int | None = None
    for at, token in enumerate([*tokens, "."]):
        small = bare(token).casefold()
        inside = token[:1].isupper() and kind_of(small) not in NEVER_IN_NAME
        inside = inside and small not in STOP_WORDS
        if start is not None and (not inside or owns(tokens[at - 1])):
            yield start, at
            start = None
        if inside and start is None:
            start = at


def _speaks(before: Sequence[str], following: Sequence[str]) -> bool:
    """Whether a verb of speech stands beside a name, or "who", or an age."""
    after = [token.casefold() for token in following]
    if after[:1] and after[0] in _SPEAKS | {"who"}:
        return True
    if len(after) == 2 and after[0] == "," and (after[1].isdigit() or after[1] == "who"):
        return True
    back = [token.casefold() for token in before]
    # "said Petra Lund", "said the harbour master, Petra Lund"
    return back[-1:] != [] and (
        back[-1] in _SPEAKS or (back[-1] == "," and any(word in _SAID for word in back))
    )
