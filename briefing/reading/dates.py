"""Days as people and programs write them, in the languages whose month names are known here."""

from __future__ import annotations

import re
from datetime import date

from briefing.reading.cleaning import fold

_EARLIEST = 1400
_NAMES = (
    "january february march april may june july august september october november december",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "jänner feber mär apr mai jun jul aug sept okt nov dez",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "januar februar mars april mai juni juli august september oktober november desember",
    # in the genitive, as it stands in a date
    (
        "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października "
        "listopada grudnia"
    ),
)
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì"
    r"|giovedì|venerdì|sabato|domenica|(?:maan|dins|woens|donder|vrij|zater|zon)dag"
    r"|(?:mån|tis|ons|tors|fre|lör|sön|man|tirs|lør|søn)dag)"
)


def _months() -> dict[str, int]:
    """Month by name: in full, and by its first three or four letters where they tell it."""
    known: dict[str, set[int]] = {}
    full: dict[str, int] = {}
    for names in _NAMES:
        for month, name in enumerate(names.split(), 1):
            full[name] = month
            for length in (3, 4):
                known.setdefault(name[:length], set()).add(month)
    short = {name: months.pop() for name, months in known.items() if len(months) == 1}
    return short | full


_MONTHS = _months()
_ISO = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.*)?$")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?[ -](?:de |of )?([^\W\d_]{3,10})\.?,?[ -](?:de[l]? )?"
    r"(\d{4})\b",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"\b([^\W\d_]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b", re.IGNORECASE
)
# Dots stand between day, month and year in that order; slashes in either.
_DOTTED = re.compile(r"\b(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})\b")
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_CLOCK = re.compile(
    rf"\b{_WEEKDAY}(?!\w)|\bT?\d{{1,2}}[:h]\d{{2}}(?::\d{{2}})?(?!\d)"
    r"|\b\d{1,2}(?:\.\d{2})?\s?(?:[ap]\.?m\b\.?|uhr\b|h\b)|\b(?:[ap]\.?m\b\.?|uhr\b)"
    r"|\b(?:gmt|utc|cet|cest|bst|[ecmp][sd]?t)\b(?:[+-]\d+)?"
    r"|[+-]\d{2}:?\d{2}\b|\b(?:at|on|um|den|le|el|il|the)\b|[\s,.|()·•–—-]+",
    re.IGNORECASE,
)


def day_of(text: str) -> str | None:
    """The day that a written date names, as YYYY-MM-DD, None if it names none plainly."""
    found = _found(fold(text)[:100])
    return found[0] if found else None


def lone_day(text: str) -> tuple[bool, str | None]:
    """Whether a text is a date and nothing more, weekday and time aside; and the day that it names.

    The day is None if the text is a date, but its numbers can be read in two ways.
    """
    bare = fold(text)
    if len(bare) > 80:
        return False, None
    found = _found(bare)
    if found is not None:
        day, start, end = found
        rest = f"{bare[:start]} {bare[end:]}"
        return not _CLOCK.sub("", rest), day
    slashed = _SLASHED.search(bare)
    if slashed:
        rest = f"{bare[: slashed.start()]} {bare[slashed.end() :]}"
        return not _CLOCK.sub("", rest), None
    return False, None


def _found(bare: str) -> tuple[str, int, int] | None:
    """The day named in a text, and where it stands."""
    for pattern in (_ISO, _COMPACT, _EAST_ASIAN):
        match = pattern.search(bare)
        if match:
            return _placed(match, match[1], match[2], match[3])
    match = _DAY_MONTH.search(bare)
    if match and match[2].casefold() in _MONTHS:
        return _placed(match, match[3], _MONTHS[match[2].casefold()], match[1])
    match = _MONTH_DAY.search(bare)
    if match and match[1].casefold() in _MONTHS:
        return _placed(match, match[3], _MONTHS[match[1].casefold()], match[2])
    match = _DOTTED.search(bare)
    if match:
        return _placed(match, match[3], match[2], match[1])
    match = _SLASHED.search(bare)
    if match and (int(match[1]) > 12 or match[1] == match[2]):
        return _placed(match, match[3], match[2], match[1])
    if match and int(match[2]) > 12:
        return _placed(match, match[3], match[1], match[2])
    return None


def _placed(
    match: re.Match[str], year: str, month: str | int, day: str
) -> tuple[str, int, int] | None:
    try:
        # Year 1 is how some systems write that they know no date.
        if int(year) < _EARLIEST:
            return None
        return date(int(year), int(month), int(day)).isoformat(), match.start(), match.end()
    except ValueError:
        return None
