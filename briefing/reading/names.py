"""Who wrote an article: names cleaned of "By", offices and employers, and lines that name authors.

A line is taken for a byline only if all of it is accounted for: a word for "by" and names, or a
name and an office, with at most a date and an employer beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing.reading.cleaning import fold, same_title
from briefing.reading.dates import day_of, lone_day

_BY = re.compile(
    r"^(?:(?:words |story |text |report |reported |reporting |written |analysis |opinion )?by"
    r"|von|par|por|di|door|av|af|przez|authors?\s*:|autor(?:in|en)?\s*:|auteurs?\s*:|text\s*:)\s+"
    r"(?=\S)",
    re.IGNORECASE,
)
_FROM = re.compile(r"^from\s+(?=\S)", re.IGNORECASE)
_OFFICE = re.compile(
    r"\b(?:writer|reporter|editor|correspondent|staff|news|service|columnist|press|bureau|desk"
    r"|journalist|freelance|contributor|korrespondent(?:in)?|redakteur(?:in)?|redaktion|redaktør"
    r"|redaktör|reporterin|correspondante?|journaliste|corresponsal|periodista|redactora?)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|[/@]|\.com\b", re.IGNORECASE)
_MAIL = re.compile(r"[(<\[]?\S+@\S+\.\w+[)>\]]?|(?<!\S)@\w+")
_AND = re.compile(r"\s*(?:;|\||&|\b(?:and|und|et|og|och|en|with)\b)\s*", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:;|\||\band\b|&)\s*")
_PARTS = re.compile(r"\s*[|•·●]\s*|\s+[–—-]\s+")
_PARTICLES = frozenset(
    "de la le du des van von der den ter ten da dos di del della al el bin ibn y e zu zur af av st"
    .split()
)  # fmt: skip
_NOBODY = frozenset({"", "admin", "administrator", "editor", "staff", "staff reports", "unknown"})
_UPDATED = re.compile(
    r"^(?:last )?(?:updated|modified|aktualisiert|stand|mis à jour|actualizado|aggiornato"
    r"|bijgewerkt|oppdatert|uppdaterad|opdateret)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"^(?:(?:first )?published|posted|issued|released?|dated?|veröffentlicht|erschienen|publiée?"
    r"|publicado|pubblicato|gepubliceerd|publisert|publicerad|udgivet|datum|fecha|data)\b",
    re.IGNORECASE,
)
_LABEL_END = re.compile(r"^\s*(?:on|at|am|le|el|il|op|den|the)?\s*:?\s*", re.IGNORECASE)
_MINUTES = re.compile(r"^\d{1,3}[- ]min(?:ute)?s?(?: read)?$", re.IGNORECASE)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Signing:
    """What a line says of who wrote an article and when: ``published`` is YYYY-MM-DD."""

    authors: tuple[str, ...] = ()
    published: str | None = None


def persons(stated: Iterable[str], publisher: str | None = None) -> tuple[str, ...]:
    """The persons that metadata names, without "By", their office, address and employer."""
    house = same_title(publisher or "")
    names: dict[str, str] = {}
    for each in stated:
        for part in _JOINED.split(_FROM.sub("", _BY.sub("", _without_address(each)))):
            for index, piece in enumerate(part.split(",")):
                name = piece.strip(" .:()")
                key = same_title(name)
                employer = index and (key in house or house in key)
                office = index and (" " not in name or _OFFICE.search(name))
                if (
                    key not in _NOBODY
                    and len(name) <= _LONGEST_NAME
                    and not (employer or office or _ADDRESS.search(name))
                ):
                    names.setdefault(key, name)
    return tuple(names.values())


def signing_of(text: str) -> Signing | None:
    """What a line says of author and day if it says nothing else; None if it is no such line."""
    bare = fold(text)
    if not 4 <= len(bare) <= 200:
        return None
    authors: list[str] = []
    published: str | None = None
    known = False
    for part in _PARTS.split(bare):
        is_date, day = date_line(part)
        named = _named_in(part)
        if is_date:
            published = published or day
        elif named:
            authors.extend(name for name in named if name not in authors)
            published = published or day_of(part)
        elif not (known and _is_aside(part)):
            return None
        known = True
    return Signing(tuple(authors), published)


def date_line(text: str) -> tuple[bool, str | None]:
    """Whether a line is a date, perhaps with a label or a place before it; the day it tells of.

    The day on which an article was last changed is not that of its publication: it is None then.
    """
    bare = fold(text)
    if len(bare) > 100:
        return False, None
    changed = _UPDATED.match(bare)
    label = changed or _PUBLISHED.match(bare)
    rest = _LABEL_END.sub("", bare[label.end() :]) if label else bare
    is_date, day = lone_day(rest)
    if not is_date and not label:
        place, comma, rest = bare.partition(", ")
        if comma and _is_place(place) and not _BY.match(place):
            is_date, day = lone_day(rest)
    return is_date, None if changed else day


def _named_in(text: str) -> list[str]:
    """The authors that a part of a line names if it names authors, else none."""
    by = _BY.match(text)
    rest = _without_address(text[by.end() :] if by else text)
    names: list[str] = []
    has_office = False
    for index, piece in enumerate(re.split(r"\s*,\s*", rest)):
        for each in _AND.split(piece):
            name = each.strip(" .:()")
            if is_name(name):
                names.append(name)
            elif not name or lone_day(name)[0] or re.fullmatch(r"\d{4}", name):
                continue
            elif _OFFICE.search(name) and len(name) <= _LONGEST_NAME:
                has_office = True
            elif (index and by and _is_aside(name)) or day_of(rest):
                continue
            else:
                return []
    return names if by or has_office else []


def is_name(text: str) -> bool:
    """Whether a text can be a person's name: two to five words, each with a capital letter."""
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > _LONGEST_NAME or _OFFICE.search(text):
        return False
    capitals = 0
    for word in words:
        if word[0].isupper() and all(c.isalpha() or c in ".'’-" for c in word):
            capitals += 1
        elif word.casefold() not in _PARTICLES:
            return False
    return capitals >= 2 and any(len(word.strip(".")) > 1 for word in words)


def _is_aside(text: str) -> bool:
    """Whether a part beside names and date can be an employer, a place or a reading time."""
    words = text.split()
    if _MINUTES.match(text) or _MAIL.fullmatch(text):
        return True
    return 0 < len(words) <= 6 and any(word[0].isupper() for word in words)


def _is_place(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= 4 and all(w[0].isupper() and w.strip(".'’-").isalpha() for w in words)


def _without_address(text: str) -> str:
    return fold(_MAIL.sub(" ", text))
