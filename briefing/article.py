"""What was read: an article as a sequence of paragraphs, and spans that point into it.

Everything here is frozen. Text offsets are counted in Python characters (code points).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property


class ParagraphKind(StrEnum):
    """What a paragraph is in the article."""

    TEXT = "text"
    HEADING = "heading"
    LIST = "list"
    QUOTE = "quote"
    TABLE = "table"
    CAPTION = "caption"
    CODE = "code"

    @property
    def belongs_to_section(self) -> bool:
        """Whether paragraphs of this kind are the body of exactly one section."""
        return self in _BODY_KINDS


_BODY_KINDS = frozenset(
    {ParagraphKind.TEXT, ParagraphKind.LIST, ParagraphKind.QUOTE, ParagraphKind.TABLE}
)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the article's own words, whitespace folded to single spaces.

    ``id`` is unique in the article (``p1``, ``p2``, …). ``level`` is a heading's depth, 1 the
    highest, and None for every other kind. ``page`` counts from 1, None where there are no pages.
    """

    id: str
    kind: ParagraphKind
    text: str
    level: int | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` to ``end`` (end excluded) of the paragraph with the id ``paragraph``."""

    paragraph: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph of the file that is no part of the article, kept so that it can be put back.

    ``after`` is the id of the article's paragraph that stands before it in the file, None at the
    top. ``reason`` says in a few words what it was taken for, such as "advertisement".
    """

    paragraph: Paragraph
    after: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph in the order of the file; ``left_out`` is the reason, empty if it was kept."""

    paragraph: Paragraph
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of an article beside its text; what is not known is None or empty.

    ``published`` is a day as YYYY-MM-DD, ``language`` a code such as ``en``.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One of several articles that stand together, and what is known of it alone.

    ``prefix`` begins the ids of its paragraphs (``b.`` for those like ``b.p1``); it is empty for
    the first, which had its ids before another joined it. The rest is as in ``Article``.
    """

    prefix: str
    source: str
    sha256: str
    details: Details = field(default_factory=Details)
    contents: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    as_read: Details | None = None
    accessed: str | None = None


@dataclass(frozen=True)
class Article:
    """An article as it was read, or several that stand together (see ``briefing.gathering``).

    ``source`` is the path or address as the person gave it; ``sha256`` is of the input's bytes;
    ``url`` is the address that the article was published under. ``contents`` holds the titles of
    a table of contents found on top, in its order; the list itself is not among the paragraphs.
    ``left_out`` holds what else the file said, in its order; ids are unique over both. ``notes``
    are sentences for the person about how the article was read, for instance that its text was
    recognised from pictures. ``as_read`` is what the file told of itself, once a person has
    corrected that, else None. ``accessed`` is the day (YYYY-MM-DD) on which it was fetched from an
    address, None for a file. What the article does not tell is None or empty.

    ``members`` is empty for a single article; else it names the articles that stand together, in
    the order of their paragraphs. Ids and offsets are then unique over all of them.
    """

    source: str
    sha256: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    contents: tuple[str, ...] = field(default=())
    url: str | None = None
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    as_read: Details | None = None
    members: tuple[Member, ...] = ()
    accessed: str | None = None

    @property
    def details(self) -> Details:
        """What is known of the article now, corrected where a person did so."""
        return Details(
            self.title, self.authors, self.published, self.publisher, self.url, self.language
        )

    @cached_property
    def by_id(self) -> dict[str, Paragraph]:
        """The paragraphs by their id."""
        return {p.id: p for p in self.paragraphs}

    @property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs that belong to sections: text, lists, quotes and tables, in order."""
        return tuple(p for p in self.paragraphs if p.kind.belongs_to_section)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All that was read, kept or left out, in the order of the file."""
        following: dict[str | None, list[Row]] = {}
        for item in self.left_out:
            anchor = item.after if item.after in self.by_id else None
            following.setdefault(anchor, []).append(Row(item.paragraph, item.reason))
        rows = following.get(None, [])
        for paragraph in self.paragraphs:
            rows.append(Row(paragraph))
            rows.extend(following.get(paragraph.id, ()))
        return tuple(rows)

    def with_rows(self, rows: Iterable[Row]) -> Article:
        """This article with other rows: kept paragraphs, and left out ones between them."""
        kept: list[Paragraph] = []
        left_out: list[LeftOut] = []
        for row in rows:
            if row.left_out:
                after = kept[-1].id if kept else None
                left_out.append(LeftOut(row.paragraph, after, row.left_out))
            else:
                kept.append(row.paragraph)
        return replace(self, paragraphs=tuple(kept), left_out=tuple(left_out))

    def words_of(self, span: Span) -> str:
        """The article's words that ``span`` covers.

        Raises KeyError if the paragraph is unknown and ValueError if the span leaves its text.
        """
        text = self.by_id[span.paragraph].text
        if span.end > len(text):
            raise ValueError(f"{span} leaves the text of {span.paragraph} ({len(text)} characters)")
        return text[span.start : span.end]
