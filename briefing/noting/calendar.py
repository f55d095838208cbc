"""Dates in English text, and the day that each means where the article's own date makes it sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_NUMBER = {name: n for n, name in enumerate(_MONTHS, 1)}
_NUMBER |= {name[:3]: n for name, n in _NUMBER.items()} | {"sept": 9}

_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November"
    r"|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1\d|20|21)\d\d)\b(?![,.]?\d)(?!-year)"
_WEEKDAY = "|".join(d.capitalize() for d in _DAYS)

_FORMS = tuple(
    re.compile(rf"(?<![\w-]){form}(?![\w-])")
    for form in (
        rf"(?:(?:{_WEEKDAY}),?\s)?(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?",
        rf"(?:(?:{_WEEKDAY}),?\s)?{_MONTH}\s{_DAY}(?:,?\s{_YEAR})?",
        rf"{_MONTH}(?:\sof|,)?\s{_YEAR}",
        r"(?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)",
        rf"(?:(?P<which>next|last|this)\s)?(?P<weekday>{_WEEKDAY})",
        r"(?P<word>[Yy]esterday|[Tt]omorrow)",
        (
            r"(?:the\s)?(?P<end>end|start|beginning|middle)\sof\s(?:(?P<rel>next|this)\s)?"
            rf"(?:(?:the\s)?(?P<unit>year|month|week)|{_YEAR})"
        ),
        r"(?P<near>[Nn]ext)\s(?P<period>week|month|year|spring|summer|autumn|winter)",
        _YEAR,
    )
)

_NEAR = 270
"""Days within which a date without its year is taken as the nearest one."""


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: ``start`` to ``end``, and what its words fix; None where they do not."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int | None = None
    which: str = ""

    @property
    def is_year(self) -> bool:
        """Whether a year is all that is said."""
        return self.year is not None and self.month is None


def find_dates(text: str) -> list[FoundDate]:
    """The dates of a text, in order; of two at one place the one that says more."""
    found: list[FoundDate] = []
    for form in _FORMS:
        for match in form.finditer(text):
            if not any(f.start < match.end() and match.start() < f.end for f in found):
                date_found = _read(match, text)
                if date_found is not None:
                    found.append(date_found)
    return sorted(found, key=lambda f: f.start)


def _read(match: re.Match[str], text: str) -> FoundDate | None:
    got = {name: value for name, value in match.groupdict().items() if value}
    start, end = match.span()
    year = int(got["year"]) if "year" in got else None
    if "iso" in got:
        years, months, days = (int(part) for part in got["iso"].split("-"))
        if not _exists(years, months, days):
            return None
        return FoundDate(start, end, years, months, days)
    if "month" in got:
        month = _NUMBER[got["month"].rstrip(".").lower()]
        day = int(got["day"]) if "day" in got else None
        if day is not None and not _exists(year or 2000, month, day):
            return None
        return FoundDate(start, end, year, month, day)
    if "weekday" in got:
        number = _DAYS.index(got["weekday"].lower())
        if text[end : end + 2] in ("s ", "s,", "s.", "’s", "'s"):
            return None  # "on Mondays", "Monday's"
        return FoundDate(start, end, weekday=number, which=got.get("which", ""))
    if "word" in got:
        return FoundDate(start, end, shift=-1 if got["word"].lower() == "yesterday" else 1)
    if "end" in got or "near" in got:
        return FoundDate(start, end, which=" ".join(got.values()).lower(), year=year)
    if re.search(r"\b(?:[Ii]n|[Bb]y|[Ss]ince|[Ff]rom|[Uu]ntil|of|before|after)\s$", text[:start]):
        return FoundDate(start, end, year)
    return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def meant(found: FoundDate, published: date | None, *, ahead: bool | None) -> str:
    """The day as YYYY-MM-DD, YYYY-MM or YYYY; empty where it is not sure.

    ``published`` is the article's own day. ``ahead`` tells whether what belongs to the date was
    still to come then, None if nobody knows.
    """
    if found.which and found.weekday is None:
        return ""
    if found.year is not None:
        return "-".join(_parts(found.year, found.month, found.day))
    if published is None:
        return ""
    if found.shift is not None:
        return (published + timedelta(days=found.shift)).isoformat()
    if found.weekday is not None:
        return _weekday(found, published, ahead=ahead)
    if found.month is None or found.day is None or ahead is None:
        return ""
    return _nearest(found.month, found.day, published, ahead=ahead)


def _parts(year: int, month: int | None, day: int | None) -> Iterator[str]:
    yield f"{year:04d}"
    if month is not None:
        yield f"{month:02d}"
        if day is not None:
            yield f"{day:02d}"


def _weekday(found: FoundDate, published: date, *, ahead: bool | None) -> str:
    """The weekday just past or, for what is to come, the next one; "next" and "last" are unsure."""
    if found.which or ahead is None or found.weekday is None:
        return ""
    back = (published.weekday() - found.weekday) % 7
    days = (7 - back) if ahead else -back
    return (published + timedelta(days=days)).isoformat()


def _nearest(month: int, day: int, published: date, *, ahead: bool) -> str:
    """A day without its year: the last one before, or the next one after the article's own."""
    for year in (published.year, published.year + (1 if ahead else -1)):
        if _exists(year, month, day):
            there = date(year, month, day)
            if (there >= published) if ahead else (there <= published):
                return there.isoformat() if abs((there - published).days) <= _NEAR else ""
    return ""
