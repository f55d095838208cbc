"""Numbers, units, dates and approximations of a statement, held against its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefing.checking.doubts import Doubt, Kind
from briefing.checking.numbers import find_numbers

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SHORT = {m[:3]: m for m in _MONTHS} | {"sept": "september"} | {d[:3]: d for d in _DAYS}
_CALENDAR = re.compile(
    rf"\b(?P<name>{'|'.join(m.capitalize() for m in _MONTHS if m != 'may')}|May(?!\s+\w+ly\b)"
    rf"|{'|'.join(d.capitalize() for d in _DAYS)}"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?"
)
_VERB_MAY = re.compile(r"(?:\b(?:in|on|by|until|since|of|its|the)|\d|’s|'s)\s*$", re.IGNORECASE)

_FRACTIONS = {
    "half": "half", "halves": "half", "twice": "twice", "double": "twice", "doubled": "twice",
    "third": "third", "quarter": "quarter", "thrice": "thrice", "triple": "thrice",
}  # fmt: skip

_UNITS = {
    "%": "per cent", "percent": "per cent", "percentage": "per cent",
    "€": "euro", "eur": "euro", "$": "dollar", "usd": "dollar", "£": "pound", "gbp": "pound",
    "¥": "yen", "km": "kilometre", "kilometer": "kilometre", "m": "metre", "meter": "metre",
    "cm": "centimetre", "centimeter": "centimetre", "mm": "millimetre", "millimeter": "millimetre",
    "mi": "mile", "ft": "foot", "feet": "foot", "inches": "inch", "kg": "kilogram",
    "kilogramme": "kilogram", "kilo": "kilogram", "g": "gram", "mg": "milligram", "lb": "lb",
    "lbs": "lb", "t": "tonne", "ton": "ton", "tonne": "tonne", "litre": "litre", "liter": "litre",
    "l": "litre", "°c": "celsius", "°f": "fahrenheit", "centigrade": "celsius",
    "mwh": "megawatt-hour",
    "mw": "megawatt", "gw": "gigawatt", "kw": "kilowatt", "hr": "hour", "hrs": "hour",
    "min": "minute", "mins": "minute", "sec": "second", "secs": "second", "ha": "hectare",
}  # fmt: skip
"""Short and other forms of units, each with the one that stands for it."""

_PLAIN_UNITS = frozenset(
    "euro dollar pound franc crown krona krone yen yuan rupee rouble ruble koruna zloty forint "
    "peso real lira shekel cent pence penny kilometre metre centimetre millimetre mile foot inch "
    "yard kilogram gram milligram tonne ton ounce stone litre millilitre gallon pint barrel "
    "celsius fahrenheit kelvin hour minute second day week month year decade century hectare acre "
    "megawatt gigawatt kilowatt watt volt byte kilobyte megabyte gigabyte terabyte hertz bottle "
    "degree".split()
)
_FILLERS = frozenset("of a an the each every cubic square degree degrees us swiss".split())

_ABOUT = frozenset(
    "about around roughly approximately some nearly almost circa estimated approx ca".split()
)
_PHRASES = tuple(
    (re.compile(rf"(?:{pattern})\s*$", re.IGNORECASE), name)
    for pattern, name in (
        (r"\bno(?:t)? more than|\bup to|\bat most|\bmaximum of", "at most"),
        (r"\bno(?:t)? (?:less|fewer) than|\bat least|\bminimum of", "at least"),
        (
            r"\b(?:more|greater|higher|larger) than|\bover|\babove|\bexceed(?:s|ed|ing)?",
            "more than",
        ),
        (r"\b(?:less|fewer|lower|smaller) than|\bunder|\bbelow|\bshort of", "less than"),
        (rf"\b(?:{'|'.join(sorted(_ABOUT))})(?: at)?", "about"),
        (r"\b(?:exactly|precisely)", "exactly"),
    )
)
_SPACED = re.compile(r"(?<!\d)(\d{1,3}(?:,(?= \d{3}\b)|\.(?= \d)))\s")
_CURRENCY = re.compile(r"(?:US|[A-Z]{1,3})?[€$£¥]\s?$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a text, with its unit and the word that makes it more or less than exact.

    ``value`` is a number or a word such as "half"; ``unit`` is empty where no known one follows.
    """

    value: float | str
    text: str
    start: int
    end: int
    unit: str = ""
    limit: str = ""


@lru_cache(maxsize=4096)
def figures(text: str) -> tuple[Figure, ...]:
    """The quantities in a text, in order."""
    found = list(_numbers(text))
    for match in re.finditer(rf"\b(?:{'|'.join(_FRACTIONS)})\b", text, re.IGNORECASE):
        start, end = match.span()
        if match[0].lower() == "third" and not re.search(r"\b(?:a|one|two)[\s-]$", text[:start]):
            continue
        value = _FRACTIONS[match[0].lower()]
        found.append(Figure(value, match[0], start, end, "", _limit(text[:start])))
    return tuple(sorted(found, key=lambda f: f.start))


def _numbers(text: str) -> Iterator[Figure]:
    for number in find_numbers(text):
        before = text[: number.start]
        symbol = _CURRENCY.search(before)
        unit = _UNITS.get(symbol[0].strip()[-1], "") if symbol else _unit(text[number.end :])
        limit = _limit(before[: symbol.start()] if symbol else before)
        yield Figure(round(number.value, 6), number.text, number.start, number.end, unit, limit)


def _limit(before: str) -> str:
    before = re.sub(r"\b(?:a|an|the|minus)\s*$", "", before)
    return next((name for pattern, name in _PHRASES if pattern.search(before)), "")


def _unit(after: str) -> str:
    """The unit that follows a number, in its plain form, empty if none is known."""
    joined = re.match(r"\s?(%|°[CF]\b|(?:k|c|m)?m\b|kg\b|mg\b|g\b|km\b)", after)
    if joined:
        return _UNITS.get(joined[1].lower(), joined[1].lower())
    if re.match(r"\s*(?:per\s?cent|percent)\b", after, re.IGNORECASE):
        return "per cent"
    adjective = ""
    for word in re.findall(r"[A-Za-z°%]+", after.split(".", 1)[0])[:4]:
        plain = word.lower()
        single = plain.removesuffix("s") if plain not in _UNITS else plain
        name = _UNITS.get(single, _UNITS.get(plain, single))
        if name in _PLAIN_UNITS and name != "degree":
            return f"{adjective}{name}"
        if plain not in _FILLERS:
            return ""
        adjective = f"{plain} " if plain in ("cubic", "square") else adjective
    return ""


def check_figures(claim: str, source: str) -> Iterator[Doubt]:
    """What the claim's quantities and dates say otherwise than the source."""
    # Scanned and tokenised texts have spaces within numbers: "235, 000", "122. 5".
    mended = _SPACED.sub(r"\1", source)
    known = figures(source) if mended == source else (*figures(source), *figures(mended))
    values = {f.value for f in known} | _spelled(source)
    for figure in figures(claim):
        same = [f for f in known if f.value == figure.value]
        place = (figure.start, figure.end)
        if not same and figure.value not in values:
            if not isinstance(figure.value, str):
                reason = (
                    f"number {figure.text} is not in the source{_instead(figure, known, claim)}"
                )
                yield Doubt(Kind.NUMBER, reason, *place, grave=True)
            continue
        yield from _about(figure, same)
    yield from _dates(claim, source)


def _about(figure: Figure, same: list[Figure]) -> Iterator[Doubt]:
    """A number that the source has, with another unit or otherwise exact."""
    place = (figure.start, figure.end)
    units = {f.unit for f in same if f.unit}
    if figure.unit and units and figure.unit not in units:
        other = " or ".join(sorted(units))
        reason = f"the unit of {figure.text} is {figure.unit}; in the source it is {other}"
        yield Doubt(Kind.UNIT, reason, *place, grave=True)
    limits = {f.limit for f in same if not figure.unit or f.unit in ("", figure.unit)}
    if not limits or figure.limit in limits or (figure.limit == "exactly" and "" in limits):
        return
    if figure.limit:
        told = f"; the source says “{_shown(limits)}”" if _shown(limits) else ""
        reason = f"“{figure.limit}” before {figure.text} is not in the source{told}"
    else:
        reason = f"“{_shown(limits)}” before {figure.text} was lost"
    yield Doubt(Kind.APPROXIMATION, reason, *place)


def _shown(limits: set[str]) -> str:
    return " or ".join(sorted(x for x in limits if x))


def _instead(figure: Figure, known: tuple[Figure, ...], claim: str) -> str:
    """What the source has of the same unit, if that is one number alone."""
    said = {f.value for f in figures(claim)}
    others = {
        f.text for f in known if figure.unit and f.unit == figure.unit and f.value not in said
    }
    return f"; there it is {others.pop()}" if len(others) == 1 else ""


def _spelled(source: str) -> set[float | str]:
    """Numbers that stand in the source as "one", "first" or with a hyphen."""
    ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
    found: set[float | str] = {
        float(n)
        for n, word in enumerate(ordinals, 1)
        if re.search(rf"\b{word}\b", source, re.IGNORECASE)
    }
    if re.search(r"\bone\b", source, re.IGNORECASE):
        found.add(1.0)
    return found


def _dates(claim: str, source: str) -> Iterator[Doubt]:
    known = {name for name, _, _ in _calendar(source)}
    for name, start, end in _calendar(claim):
        if name not in known:
            shown = claim[start:end].rstrip(".")
            yield Doubt(Kind.DATE, f"{shown} is not in the source", start, end, grave=True)


def _calendar(text: str) -> Iterator[tuple[str, int, int]]:
    """Months and days of the week: the full name, first and last character."""
    for match in _CALENDAR.finditer(text):
        name = match["name"].lower()
        if name == "may" and not (
            _VERB_MAY.search(text[: match.start()]) or re.match(r"\s*\d", text[match.end() :])
        ):
            continue
        if name in _SHORT and not (
            re.search(r"\d\.?\s*$", text[: match.start()])
            or re.match(r"\.?,?\s*\d", text[match.end() :])
        ):
            continue  # "the Sun", "a Sat nav", "Jan Peters"
        yield _SHORT.get(name, name), match.start(), match.end()
