"""What is known of the article beside its text, and a person's corrections of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from briefing.article import Article, Details
from briefing.brief import Brief
from briefing.editing.edits import Edit
from briefing.errors import EditError
from briefing.gathering import apart, prefix_of_all, rejoined

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


@dataclass(frozen=True, slots=True)
class SetDetails:
    """Give the article other details. What the file told first is kept beside them.

    Values that did not change are taken as they are, so that an odd one in a file is no obstacle.
    Where several articles stand together, ``prefix`` begins the ids of the one that is meant.
    """

    details: Details
    prefix: str = ""

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if a changed date, address or language is none."""
        old = _meant(brief.article, self.prefix)
        new = _tidy(self.details, old.details)
        as_read = old.as_read or old.details
        return RestoreDetails(new, None if new == as_read else as_read, self.prefix).apply(brief)


@dataclass(frozen=True, slots=True)
class RestoreDetails:
    """Give the article these details as they are, and ``as_read`` as what its file told."""

    details: Details
    as_read: Details | None
    prefix: str = ""

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if the article that is meant is no longer there."""
        old = _meant(brief.article, self.prefix)
        new = replace(old, **_fields(self.details), as_read=self.as_read)
        article = rejoined([new if part == old else part for part in apart(brief.article)])
        back = RestoreDetails(old.details, old.as_read, self.prefix)
        return replace(brief, article=article), back


def _meant(article: Article, prefix: str) -> Article:
    """The article of those that stand together whose ids begin so; a single one in any case."""
    parts = apart(article)
    if len(parts) == 1:
        return article
    for part in parts:
        if prefix_of_all(part) == prefix:
            return part
    raise EditError("The article is no longer in the briefing; nothing was changed.")


def _fields(details: Details) -> dict[str, Any]:
    return {field.name: getattr(details, field.name) for field in fields(details)}


def read_day(text: str) -> str | None:
    """A day as a person writes it, as YYYY-MM-DD; None for an empty text.

    Taken are year-month-day, and day.month.year with dots. Raises EditError for all else.
    """
    text = text.strip()
    if not text:
        return None
    dotted = _DOTTED.fullmatch(text)
    try:
        if dotted is not None:
            day, month, year = (int(part) for part in dotted.groups())
            return date(year, month, day).isoformat()
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise EditError(f"There is no day “{text}”; look at the day and the month.") from error
    raise EditError(
        f"“{text}” is not a date; write year, month and day, such as 2026-11-22, or nothing."
    )


def read_address(text: str) -> str | None:
    """A web address as a person writes it; None for an empty text. Raises EditError."""
    text = text.strip()
    if not text:
        return None
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        is_address = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        is_address = False
    if not is_address or any(c.isspace() for c in address):
        raise EditError(
            f"“{text}” is not a web address; write one such as https://news.example/article, "
            "or nothing."
        )
    return address


def read_language(text: str) -> str | None:
    """A language's code; None for an empty text. Raises EditError."""
    text = text.strip()
    if not text:
        return None
    if not _LANGUAGE.fullmatch(text):
        raise EditError(
            f"“{text}” is not the code of a language; write one such as en, de or pt-BR, "
            "or nothing."
        )
    return text


def _tidy(new: Details, old: Details) -> Details:
    """The details without needless spaces, and with what has changed in its proper form."""
    same_day = new.published == old.published
    return Details(
        title=_words(new.title),
        authors=tuple(filter(None, (_words(author) for author in new.authors))),
        published=old.published if same_day else read_day(new.published or ""),
        publisher=_words(new.publisher),
        url=old.url if new.url == old.url else read_address(new.url or ""),
        language=(
            old.language if new.language == old.language else read_language(new.language or "")
        ),
    )


def _words(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None
