"""Articles for the tests of sectioning, made without a file."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.article import Article, Paragraph
from briefing.article import ParagraphKind as Kind


def article_of(
    pieces: Sequence[str | tuple[Kind, str] | tuple[Kind, str, int]],
    *,
    title: str | None = None,
    contents: Sequence[str] = (),
) -> Article:
    """An article of text paragraphs (plain strings) and other pieces (kind, text, level)."""
    paragraphs = []
    for number, piece in enumerate(pieces, 1):
        kind, text, *level = (Kind.TEXT, piece) if isinstance(piece, str) else piece
        paragraphs.append(Paragraph(f"p{number}", kind, text, level[0] if level else None))
    return Article(
        source="article.txt",
        sha256="0" * 64,
        paragraphs=tuple(paragraphs),
        title=title,
        contents=tuple(contents),
    )


STRIKE_TITLES = (
    "Pay Offer to Library Staff",
    "Closed Branches",
    "Exam Pupils Without a Desk",
    "Bookmobile Plan",
    "Reactions in Parliament",
)
"""A contents list whose third and fourth titles stand the other way round in the text."""

STRIKE = (
    (
        0,
        "Librarians in Harnby walked out on Monday after turning down a pay offer of 2.1 per cent.",
    ),
    (0, "Their union says that wages have lost a tenth of their worth to prices in four years."),
    (0, "It wants 6 per cent, and a bonus of 900 crowns for staff who work on Sundays."),
    (1, "Eleven of the city's fourteen branches stayed closed, and two more shut at noon."),
    (
        1,
        "Only the branch at the harbour opened, run by three volunteers and its caretaker.",
    ),
    (3, "To bridge the gap, the city plans to send its old bookmobile round the outer districts."),
    (3, "The bus carries 3,000 books, and could stop at twelve places a day if drivers are found."),
    (3, "It has not left its garage since the brakes failed on Mill Hill two winters ago."),
    (2, "For pupils who sit their exams in May, the timing could hardly be worse."),
    (
        2,
        "About 400 of them study in the reading rooms each evening, having no desk at home.",
    ),
    (
        2,
        "A headteacher, Petra Sand, has opened her school's dining hall for exam classes.",
    ),
    (4, "In parliament, the opposition called on the culture minister to step in."),
    (
        4,
        "The minister, Olav Brandt, told members that the dispute was a matter for the city alone.",
    ),
)
"""Paragraphs of an article of our own, each with the index of the title that it belongs to."""
