"""Finding what stands beside the bullets: few rows and right ones, rather than many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import partial

from briefing.article import Span
from briefing.checking.source import Source
from briefing.gathering import apart
from briefing.notes import DateNote, KeyFigure, Notes, Saying
from briefing.noting.abbreviations import abbreviations
from briefing.noting.dates import dates
from briefing.noting.figures import Candidate, figure_candidates
from briefing.noting.sayings import sayings

MOST_FIGURES = 8
MOST_SAYINGS = 12
MOST_DATES = 10
"""Rows of a kind, of each article; who needs more reads the article."""

_CHOSEN, _UNIT, _LARGE, _LEAD, _REPEATED = 3.0, 1.0, 0.5, 1.0, 0.5
_DEADLINE, _EXACT = 3.0, 1.0
_NAMED, _WORD_FOR_WORD, _AGAIN = 1.0, 0.5, 0.5


def find_notes(source: Source, chosen: Iterable[Span] = ()) -> Notes:
    """The figures, sayings, dates and abbreviations of an article, or of each of several.

    ``chosen`` is the evidence of the bullets: what stands in or beside it ranks first. Without a
    grammar model, and in other languages than English, only abbreviations are found.
    """
    spans = tuple(chosen)
    parts = [_of_one(source.part(article), spans) for article in apart(source.article)]
    return Notes(
        figures=tuple(row for part in parts for row in part.figures),
        sayings=tuple(row for part in parts for row in part.sayings),
        dates=_in_time(row for part in parts for row in part.dates),
        abbreviations=tuple(
            {row.short: row for part in reversed(parts) for row in part.abbreviations}.values()
        ),
    )


def _in_time(rows: Iterable[DateNote]) -> tuple[DateNote, ...]:
    """Those of a known day in order of time, then the others as the articles have them."""
    return tuple(sorted(rows, key=lambda row: (not row.day, row.day)))


def _of_one(source: Source, chosen: tuple[Span, ...]) -> Notes:
    short = abbreviations(source)
    if (source.article.language or "en").partition("-")[0] != "en" or not _has_trees(source):
        return Notes(abbreviations=short)
    near = _near(source, chosen)
    said = sayings(source)
    by_whom = {row.words: row.speaker for row in said}
    return Notes(
        figures=_key_figures(tuple(figure_candidates(source, by_whom)), near, source),
        sayings=_told(said, near, source),
        dates=_dated(dates(source), near, source),
        abbreviations=short,
    )


def _has_trees(source: Source) -> bool:
    return any(token.dep for s in source.sentences[:1] for token in s.sentence.tokens)


def _near(source: Source, chosen: tuple[Span, ...]) -> frozenset[int]:
    """The sentences that the chosen spans lie in."""
    return frozenset(
        s.index
        for s in source.sentences
        for span in chosen
        if span.paragraph == s.paragraph
        and span.start < s.sentence.end
        and s.sentence.start < span.end
    )


def _sentence_at(source: Source, span: Span) -> int:
    for sentence in source.of([span.paragraph]):
        if sentence.sentence.start <= span.start < sentence.sentence.end:
            return sentence.index
    return 0


def _worth(source: Source, sentence: int, near: Collection[int]) -> float:
    """What a sentence is worth by its place: chosen, beside what is, or early in the article."""
    beside = 0.5 * any(n in near for n in (sentence - 1, sentence + 1))
    early = 1 - sentence / max(len(source.sentences), 1)
    return _CHOSEN * max(sentence in near, beside) + _LEAD * early


def _key_figures(
    candidates: tuple[Candidate, ...], near: Collection[int], source: Source
) -> tuple[KeyFigure, ...]:
    """The figures that matter most, each once: repeats of a number and unit are one row."""
    times = Counter((c.value, c.unit) for c in candidates)

    def worth(candidate: Candidate) -> float:
        large = isinstance(candidate.value, float) and candidate.value >= 1000
        return (
            _worth(source, candidate.sentence, near)
            + _UNIT * bool(candidate.unit)
            + _LARGE * large
            + _REPEATED * (times[candidate.value, candidate.unit] - 1)
        )

    best: dict[tuple[float | str, str], Candidate] = {}
    for candidate in sorted(candidates, key=worth, reverse=True):
        best.setdefault((candidate.value, candidate.unit), candidate)
    return tuple(c.row for c in list(best.values())[:MOST_FIGURES])


def _told(rows: tuple[Saying, ...], near: Collection[int], source: Source) -> tuple[Saying, ...]:
    """The sayings that matter most, as the article orders them."""
    seen: Counter[str] = Counter()

    def worth(row: Saying) -> float:
        value = _worth(source, _sentence_at(source, row.evidence), near)
        value += _NAMED * bool(row.role) + _WORD_FOR_WORD * row.verbatim
        value -= _AGAIN * seen[row.speaker]
        seen[row.speaker] += 1
        return value

    values = {n: worth(row) for n, row in enumerate(rows)}
    best = sorted(values, key=lambda n: -values[n])[:MOST_SAYINGS]
    return tuple(rows[n] for n in sorted(best))


def _dated(
    rows: tuple[DateNote, ...], near: Collection[int], source: Source
) -> tuple[DateNote, ...]:
    """The dates that matter most, in order of time."""
    weigh = partial(_worth, source, near=near)

    def worth(row: DateNote) -> float:
        exact = len(row.day) == len("2026-11-24")
        place = weigh(_sentence_at(source, row.evidence))
        return place + _DEADLINE * row.deadline + _EXACT * exact

    best = sorted(rows, key=worth, reverse=True)[:MOST_DATES]
    return tuple(row for row in rows if row in best)
