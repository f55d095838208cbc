"""Where sentences begin in English prose, by rules alone. No model, no library.

A sentence ends at a full stop, a question mark, an exclamation mark or an ellipsis, with the
closing quotation marks and brackets that follow it; what comes next begins a sentence if it does
not begin with a small letter. The rest are the exceptions: abbreviations, initials, numbered
items, and a speaker named after a quoted question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN = "“\"‘'«([—–-"
_CLOSE = "”\"’'»)\\]"

# An end mark, what closes with it (also a closing quote that a stray space cut off), reference
# marks like [3], then the gap. In the second form the space is missing: "the rate.Credit".
_END = re.compile(
    rf"(?P<mark>[.!?…]+)(?P<close>[{_CLOSE}]*(?:\s[”\"»](?=\s|$))?)(?:\[\d{{1,3}}\])*"
    rf"(?:\s+|(?<=[a-z”\"][.!?])(?=[A-Z][a-z]+[\s,:])|(?<=[.!?]”)(?=[A-Z“]))"
)
_WORD_BEFORE = re.compile(r"[^\s“”\"(\[—–/]*$")
_DOTTED = re.compile(r"(?:[A-Za-z]{1,2}\.)+[A-Za-z]")
_FIRST = re.compile(rf"[\s{re.escape(_OPEN)}]*(?P<word>[^\s,;:.!?”\"’')\]]*)")

_NEVER_LAST = frozenset(
    "mr mrs ms messrs dr prof st gen col lt sgt capt maj adm cmdr rev hon sen rep gov pres supt"
    " insp mt ft v vs cf e.g i.e viz fig figs art sec ch pp vol ed eds al ca mme".split()
)
"""Abbreviations (without the last stop) that something always follows."""

_BEFORE_NUMBER = frozenset(
    "no nos p c jan feb mar apr jun jul aug sep sept oct nov dec para paras".split()
)
"""Abbreviations that do not end a sentence if a number follows."""

_MAYBE_LAST = frozenset(
    "inc ltd co corp plc bros jr sr etc approx dept ave blvd rd est esq assn univ"
    " jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
"""Abbreviations that end a sentence or do not."""

_CLOCK = re.compile(
    r"\b(?:at|by|until|till|from|to|around|about|before|after|since|and)\s\d[\d.:]*\s?$"
)
"""A time of day before "a.m." or "p.m." that belongs to what stands before it."""

_AFTER_CLOCK = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Eastern|Central|Mountain|Pacific|Greenwich"
    r"|British|[A-Z]{2,5}|Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)"
)
"""Words with a capital that go on with a time of day: "5 p.m. Monday", "5 p.m. GMT"."""

_STARTERS = frozenset(
    "a after although an and as at because before but by despite during each even for from he her"
    " here his how however if in instead it its last later many meanwhile most my no nobody not"
    " now on once one only our she since so some still such that the their then there these they"
    " this those though to two under until we what when where whether which while who why with yet"
    " you".split()
)
"""Words that, written with a capital after an abbreviation, begin a sentence."""

_SPEAKER = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady|Sen|Rep|Gov|Gen)\.?\s+)?(?:[A-Z][\w’'.-]*\s+){1,3}"
    r"(?:said|says|asked|asks|told|replied|added|wondered|cried|shouted|warned|wrote|exclaimed"
    r"|demanded|insisted|continued|joked|quipped)\b"
)
"""A speaker by name and what they do: goes with the quoted question before it."""

_KEPT_WHOLE = re.compile(
    r"\([^()]{0,200}\)|“[^“”]{0,60}”|(?<![^\s(\[—])\"(?=\S)[^\"]{0,60}(?<=\S)\""
)
"""Brackets, and quotations so short that half of one would say nothing."""


_LONGEST_WORD = 80
"""Characters before a full stop that are looked at."""


_CLAUSE = 2
"""Words that the shortest statement has ("It began")."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence may begin at character ``start``; the one before ends at ``end``.

    It is not ``sure`` after an abbreviation that may or may not end a sentence, before a word
    that may be a name: "the U.S. Senate", "in the U.S. Lund said".
    """

    end: int
    start: int
    sure: bool


def find_cuts(text: str) -> list[Cut]:
    """Every place inside ``text`` where a sentence may begin, in order.

    The beginning of the text is not among them.
    """
    kept = [match.span() for match in _KEPT_WHOLE.finditer(text)]
    cuts: list[Cut] = []
    for match in _END.finditer(text):
        start = match.end()
        if start >= len(text) or any(a < start < b for a, b in kept):
            continue
        sure = _judge(text, match, cuts[-1].start if cuts else 0)
        if sure is not None:
            cuts.append(Cut(len(text[:start].rstrip()), start, sure))
    return cuts


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of ``text`` as (start, end), without outer whitespace, by rules alone."""
    start = len(text) - len(text.lstrip())
    for cut in find_cuts(text):
        if cut.sure:
            yield start, cut.end
            start = cut.start
    end = len(text.rstrip())
    if start < end:
        yield start, end


def _judge(text: str, match: re.Match[str], sentence: int) -> bool | None:
    """Whether a sentence surely begins after this end mark; None: surely not."""
    after = text[match.end() :]
    first = _FIRST.match(after)
    word = first["word"] if first else ""
    if not word or word[0].islower():
        return None
    if match["mark"] != ".":
        quoted = any(mark in match["close"] for mark in "”\"’'»")
        return None if quoted and _SPEAKER.match(after) else True
    before = text[max(sentence, match.start() - _LONGEST_WORD) : match.start()]
    return _judge_full_stop(before, word, closed=bool(match["close"]))


def _judge_full_stop(before: str, next_word: str, *, closed: bool) -> bool | None:
    """The same for a full stop; ``before`` is the sentence up to it, or its end."""
    found = _WORD_BEFORE.search(before)
    last = found[0] if found else ""
    small = last.lower()
    if closed:
        return True
    if small in _NEVER_LAST or (next_word[0].isdigit() and small in _BEFORE_NUMBER):
        return None
    if last == before.strip() and (last.isdigit() or len(last) == 1):
        return None  # the number or letter of an item: "2. The council …"
    initial = len(last) == 1 and last.isupper() and last != "I"
    if initial or _DOTTED.fullmatch(last) or small in _MAYBE_LAST:
        return next_word.lower() in _STARTERS or _after_clock(before, small, next_word)
    return True


def _after_clock(before: str, last: str, next_word: str) -> bool:
    """Whether the "p.m." of "The match began at 7 p.m. Lund scored first" closes a statement.

    Not where the time opens the sentence, which it may do without a comma ("At 7 p.m. Lund …").
    """
    if last not in ("a.m", "p.m") or _AFTER_CLOCK.match(next_word) or next_word[0].isdigit():
        return False
    clock = _CLOCK.search(before[:-3])
    return clock is not None and len(before[: clock.start()].split()) >= _CLAUSE
