"""Small things that every format does to text: cleaning, shortening, dates, direction."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

MOST_QUOTED = 320
"""Characters of a quotation where room is short; all but the longest sentences stay whole."""

_SPACES = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile(
    "[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # controls
    "\u202a-\u202e\u2066-\u2069"  # overrides of direction, which can make a number read backwards
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"  # no characters, and marks for programs
)
_LONG_WORD = re.compile(r"\S{30}(?=\S{10})")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_LEFT_TO_RIGHT_MARK = "\u200e"
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_RIGHT_TO_LEFT_LANGUAGES = frozenset({"ar", "arc", "dv", "fa", "he", "ks", "ps", "ur", "yi"})


def cleaned(text: str) -> str:
    """``text`` as one line that every format can hold: no controls, no halves of characters."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _SPACES.sub(" ", _UNPRINTABLE.sub("", whole)).strip()


def shortened(text: str, most: int) -> str:
    """``text`` with words left out in the middle (…), so that it has at most ``most`` characters.

    Two thirds of what is kept stand before the gap: a sentence is known by its beginning.
    """
    if len(text) <= most:
        return text
    head, tail = text[: most * 2 // 3], text[len(text) - most // 3 + 3 :]
    # Cut at spaces where the words are not as long as in a language without spaces.
    if len(cut := head.rpartition(" ")[0]) > len(head) // 2:
        head = cut
    if len(cut := tail.partition(" ")[2]) > len(tail) // 2:
        tail = cut
    return f"{head.rstrip(' ,;:–—-')} … {tail.lstrip(' ,;:–—-')}"


def quoted(words: str) -> str:
    """``words`` in quotation marks, single ones where there are double ones inside."""
    return f"‘{words}’" if any(mark in words for mark in '"“”„') else f"“{words}”"


def said_date(day: date) -> str:
    """A date as people write it: 19 August 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def said_iso_date(text: str) -> str:
    """The same for a date such as 2026-08-19, with or without a time, or 2026-08 for a month.

    Other text stays as it is.
    """
    if _MONTH.fullmatch(text):
        year, month = text.split("-")
        return f"{_MONTHS[int(month) - 1]} {year}"
    try:
        return said_date(date.fromisoformat(text[:10]))
    except ValueError:
        return text


def is_right_to_left(text: str) -> bool:
    """Whether ``text`` holds a letter of a script that runs from right to left."""
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def runs_right_to_left(language: str | None) -> bool:
    """Whether text in a language (``ar``, ``he-IL``) runs from right to left."""
    return (language or "").split("-")[0].lower() in _RIGHT_TO_LEFT_LANGUAGES


def left_to_right(text: str) -> str:
    """``text`` so marked that it keeps its order among words that run from right to left."""
    return f"{_LEFT_TO_RIGHT_MARK}{text}{_LEFT_TO_RIGHT_MARK}"


def breakable(text: str) -> str:
    """``text`` with places to break a line inside words too long for one, such as addresses."""
    return _LONG_WORD.sub(lambda word: f"{word.group()}\u200b", text)


def counted(number: int, one: str, many: str) -> str:
    """``1 statement``, ``2 statements``."""
    return f"{number} {one if number == 1 else many}"


def to_fill_in(prompt: str = "") -> str:
    """What stands where a person is to write: [to be filled in: by when it is needed]."""
    return f"[to be filled in: {prompt[:1].lower()}{prompt[1:]}]" if prompt else "[to be filled in]"


def listed(things: list[str]) -> str:
    """``1``, ``1 and 2``, ``1, 2 and 3``."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} and {things[-1]}"
