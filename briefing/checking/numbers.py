"""Numbers in running text, brought to one form so that they can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip

_SPOKEN = "|".join(
    sorted(
        (*_SMALL, "hundred", "thousand", "million", "billion", "trillion", "dozen"),
        key=len,
        reverse=True,
    )
)
_NUMBER = re.compile(
    r"(?P<digits>\d+(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?:st|nd|rd|th)\b)?"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|dozen|bn|tn|mn|k|m)\b)?"
    rf"|\b(?P<words>(?:{_SPOKEN})(?:(?:[\s-]|\sand\s)(?:{_SPOKEN}))*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its value, the characters ``start`` to ``end``, and its own words."""

    value: float
    start: int
    end: int
    text: str


def find_numbers(text: str) -> list[Number]:
    """Find the numbers in ``text``, in order: 3,000, 3k, three thousand and 3 000 are one value."""
    numbers = []
    for match in _NUMBER.finditer(text):
        if match["digits"]:
            value = float(re.sub(r"[,\u202f\u00a0]", "", match["digits"]))
            if match["scale"]:
                value *= _SCALES[match["scale"].lower()]
        else:
            spoken = _value_of_words(match["words"])
            if spoken is None:
                continue
            value = spoken
        numbers.append(Number(value, match.start(), match.end(), match[0]))
    return numbers


def _value_of_words(words: str) -> float | None:
    """The value of spelled-out words; None for a lone "one", which is mostly a pronoun."""
    parts = [w for w in re.split(r"[\s-]+", words.lower()) if w != "and"]
    if parts == ["one"]:
        return None
    total, current = 0.0, 0.0
    for part in parts:
        if part in _SMALL:
            current += _SMALL[part]
        elif part == "hundred":
            current = (current or 1) * 100
        else:
            total += (current or 1) * _SCALES[part]
            current = 0.0
    return total + current


def missing_numbers(claim: str, source: str) -> list[Number]:
    """Find the numbers of ``claim`` whose value ``source`` does not have."""
    known = {round(n.value, 6) for n in find_numbers(source)}
    known |= {
        float(v) for w, v in _ORDINALS.items() if re.search(rf"\b{w}\b", source, re.IGNORECASE)
    }
    if re.search(r"\bone\b", source, re.IGNORECASE):
        known.add(1.0)
    return [n for n in find_numbers(claim) if round(n.value, 6) not in known]
