"""A brief becomes the blocks of a document.

Their order: title, to whom and from what source, what the preset's outline asks for, evidence, and
how the briefing was made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time

from briefing.article import Span
from briefing.brief import Brief
from briefing.exporting.blocks import (
    NO_TITLE,
    Block,
    Contents,
    Document,
    Heading,
    Meta,
    Note,
    NoteKind,
    ReferenceItem,
    Title,
)
from briefing.exporting.evidence import References
from briefing.exporting.method import method
from briefing.exporting.outlining import body, is_by_article, statements_of
from briefing.exporting.presets import DATE, field_labels, field_value
from briefing.exporting.sources import authors_of, source_line, source_name
from briefing.exporting.text import (
    cleaned,
    left_to_right,
    runs_right_to_left,
    said_date,
    said_iso_date,
)
from briefing.settings import DocumentOptions, EvidenceForm, Part

_OWN_VALUES = frozenset({"Published", "Accessed", "Date"})
"""The labels whose values the program words itself."""


def compose(
    brief: Brief, today: date | None = None, options: DocumentOptions | None = None
) -> Document:
    """The document that ``brief`` becomes, dated ``today`` (this very moment, unless given)."""
    options = options or DocumentOptions()
    # Midday has the same date in nearly all time zones, in which Word shows it.
    moment = datetime.combine(today, time(12), UTC) if today else datetime.now(UTC)
    day = today or date.today()
    # The program's own words are English, also in a briefing that runs from right to left.
    own = left_to_right if runs_right_to_left(brief.article.language) else str
    title = _title(brief, options)
    return Document(
        title=title,
        language=brief.article.language,
        moment=moment.replace(microsecond=0),
        subject=_subject(brief, title),
        keywords=", ".join(h for s in brief.sections if (h := cleaned(s.title))),
        blocks=tuple(_in_order(block, own) for block in _blocks(brief, title, day, options)),
        marking=cleaned(options.marking),
        author=cleaned(options.sender or ""),
        publisher=cleaned(brief.article.publisher or ""),
        paper=options.paper,
    )


def _title(brief: Brief, options: DocumentOptions) -> str:
    if title := cleaned(brief.title or "") or cleaned(brief.article.title or ""):
        return title
    if brief.article.members:
        if is_by_article(brief, options):
            return "Press digest"
        return f"{NO_TITLE} on {len(brief.article.members)} articles"
    source = source_name(brief.article.source)
    if "://" not in source:  # the ending of a file's name says nothing of its article
        source = source.rpartition(".")[0] or source
    return f"{NO_TITLE} on {source}" if source else NO_TITLE


def _in_order(block: Block, own: Callable[[str], str]) -> Block:
    """The block with the program's own words put through ``own``."""
    match block:
        case Meta(label, value) if label in _OWN_VALUES and value:
            return Meta(label, own(value))
        case ReferenceItem(number, words, place):
            return ReferenceItem(number, words, own(place))
        case Note(text, kind):
            return Note(own(text), kind)
    return block


def _blocks(brief: Brief, title: str, day: date, options: DocumentOptions) -> Iterator[Block]:
    references = References(brief.article)
    has_evidence = options.evidence is not EvidenceForm.NONE

    def number(evidence: Sequence[Span]) -> int | None:
        return references.number(evidence) if has_evidence else None

    shown = statements_of(brief, options)
    following = list(body(brief, shown, title, options, number))
    if references.items:
        following.append(Heading("Evidence", 1))
    following += [
        ReferenceItem(n, passage.words, passage.place)
        for n, passage in enumerate(references.items, 1)
    ]
    if Part.METHOD in options.parts:
        following.append(Heading("How this briefing was made", 1))
        sentences = method(shown, day, options, has_references=bool(references.items))
        following += [Note(text, NoteKind.METHOD) for text in sentences]
    yield Title(title)
    yield from _meta(brief, title, day, options)
    if Part.CONTENTS in options.parts:
        yield Contents()
    yield from following


def _meta(brief: Brief, title: str, day: date, options: DocumentOptions) -> Iterator[Meta]:
    article = brief.article
    own_title = cleaned(article.title or "")
    if Part.FIELDS in options.parts:
        for label in field_labels(options):
            value = field_value(label, options)
            if label == DATE and value is not None:
                value = said_iso_date(cleaned(value)) or said_date(day)
            if value is not None:
                yield Meta(cleaned(label), cleaned(value))
    if Part.SOURCE not in options.parts or is_by_article(brief, options):
        return
    for number, member in enumerate(article.members, 1):
        parts = (
            cleaned(member.details.title or "") or source_name(member.source),
            source_line(member.details),
        )
        yield Meta(f"Source {number}", ", ".join(part for part in parts if part))
    if article.members:
        return
    known = (
        ("Article", own_title if own_title != title else ""),
        ("Source", source_name(article.source)),
        ("Accessed", said_iso_date(cleaned(article.accessed or ""))),
        ("Published", said_iso_date(cleaned(article.published or ""))),
        ("Publisher", cleaned(article.publisher or "")),
        ("Author" if len(article.authors) == 1 else "Authors", authors_of(article)),
    )
    yield from (Meta(label, value) for label, value in known if value)


def _subject(brief: Brief, title: str) -> str:
    article = brief.article
    parts = (
        cleaned(article.title or "") or title,
        cleaned(article.publisher or ""),
        said_iso_date(cleaned(article.published or "")),
    )
    return "Briefing on: " + ", ".join(part for part in parts if part)
