"""What stands beside the bullets: figures, who said what, dates and abbreviations, with evidence.

Everything here is frozen and as the article has it. In each row ``words`` is where the row's own
words stand, to the character, and ``evidence`` the whole sentence that says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from briefing.article import Article, Span


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number that the article gives.

    ``text`` is the number with its unit, scope and approximation as written ("nearly 3,000 a
    year"), ``counts`` what it counts, as written. ``said_by`` is who says so, empty where the
    article itself does.
    """

    text: str
    counts: str
    said_by: str
    evidence: Span
    words: Span


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody said: ``text`` word for word if ``verbatim``, else as the article reports it.

    ``text`` has no quotation marks around it. ``speaker`` is the name in full where the article
    gives it, ``role`` who that is ("the mayor"), empty where it is not told.
    """

    speaker: str
    role: str
    text: str
    verbatim: bool
    evidence: Span
    words: Span


@dataclass(frozen=True, slots=True)
class DateNote:
    """A date, and what belongs to it.

    ``text`` is the date as written ("next Friday"), ``day`` what it means as YYYY-MM-DD, YYYY-MM
    or YYYY, empty where that is not sure. ``event`` is what happens then, in the article's words.
    ``deadline`` is true for a day by which something is to be done.
    """

    text: str
    day: str
    event: str
    deadline: bool
    evidence: Span
    words: Span


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form and its long form, as the article explains it."""

    short: str
    long: str
    evidence: Span
    words: Span


def statement(row: KeyFigure | Saying | DateNote | Abbreviation, article: Article) -> str:
    """The row as a bullet: a quotation with its speaker, else the article's own sentence.

    Raises KeyError or ValueError if the row points nowhere in the article.
    """
    match row:
        case Saying(verbatim=True, speaker=speaker, text=text):
            stop = "" if text.endswith((".", "!", "?", "…")) else "."
            return f"{speaker} said: “{text}{stop}”"
        case Abbreviation(short=short, long=long):
            return f"{short} stands for {long}."
        case _:
            return article.words_of(row.evidence)


Row = KeyFigure | Saying | DateNote | Abbreviation

_R = TypeVar("_R", KeyFigure, Saying, DateNote, Abbreviation)


@dataclass(frozen=True, slots=True)
class Notes:
    """All rows beside the bullets.

    Figures stand in order of importance, dates in order of time, the rest as in the article.
    """

    figures: tuple[KeyFigure, ...] = ()
    sayings: tuple[Saying, ...] = ()
    dates: tuple[DateNote, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.figures or self.sayings or self.dates or self.abbreviations)

    def rows(self) -> Iterator[Row]:
        """All rows, kind by kind."""
        yield from self.figures
        yield from self.sayings
        yield from self.dates
        yield from self.abbreviations

    def moved(self, place: Callable[[Span], Span | None]) -> Notes:
        """These notes with every span put through ``place``; a row goes with a span that does."""

        def kept(rows: Iterable[_R]) -> tuple[_R, ...]:
            found: list[_R] = []
            for row in rows:
                evidence, words = place(row.evidence), place(row.words)
                if evidence is not None and words is not None:
                    found.append(replace(row, evidence=evidence, words=words))
            return tuple(found)

        return Notes(
            kept(self.figures), kept(self.sayings), kept(self.dates), kept(self.abbreviations)
        )

    def within(self, article: Article) -> Notes:
        """Those rows alone whose spans lie in the article."""

        def inside(span: Span) -> Span | None:
            paragraph = article.by_id.get(span.paragraph)
            return span if paragraph is not None and span.end <= len(paragraph.text) else None

        return self.moved(inside)
