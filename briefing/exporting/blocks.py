"""The blocks of a document, which every format writes in its own way.

Their order: title, what is known of the source, key points, sections, evidence, and how the
briefing was made. All text in blocks is cleaned: one line, without control characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from briefing import __version__
from briefing.brief import Brief, Bullet, BulletOrigin, Section, SectionOrigin, Verdict
from briefing.exporting.evidence import References
from briefing.exporting.text import (
    cleaned,
    counted,
    left_to_right,
    listed,
    runs_right_to_left,
    said_date,
    said_iso_date,
    shortened,
)

_NO_TITLE = "Briefing"
_MOST_ABOVE_A_PAGE = 90


@dataclass(frozen=True, slots=True)
class Title:
    """What stands on top."""

    text: str


@dataclass(frozen=True, slots=True)
class Meta:
    """One thing known of the source or the briefing, such as Published: 19 August 2026."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the highest below the title, and no level is skipped."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class BulletItem:
    """A statement; ``reference`` is the number of its evidence, None if it has none."""

    text: str
    reference: int | None


@dataclass(frozen=True, slots=True)
class ReferenceItem:
    """The article's words behind statements, and where they are (paragraph 3, page 1)."""

    number: int
    words: str
    place: str


class NoteKind(Enum):
    """What a note is about."""

    SECTION = auto()
    METHOD = auto()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the program, not of the article."""

    text: str
    kind: NoteKind


Block = Title | Meta | Heading | BulletItem | ReferenceItem | Note


@dataclass(frozen=True, slots=True)
class Document:
    """A document in no format yet: its blocks, and what its properties say.

    ``language`` is the article's, as a code such as ``en``, None if it is not known.
    """

    title: str
    language: str | None
    day: date
    subject: str
    keywords: str
    blocks: tuple[Block, ...]

    @property
    def running_title(self) -> str:
        """The title for the top of later pages, in one line; empty if there is none to repeat."""
        return "" if self.title == _NO_TITLE else shortened(self.title, _MOST_ABOVE_A_PAGE)


_OWN_VALUE = ("Published", "date")
"""How the labels end whose values the program words itself: dates."""


def compose(brief: Brief, today: date | None = None) -> Document:
    """The document that ``brief`` becomes, dated ``today`` (the day it is, unless given)."""
    day = today or date.today()
    # The program's own words are English, also in a briefing that runs from right to left.
    own = left_to_right if runs_right_to_left(brief.article.language) else str
    title = cleaned(brief.shown_title) or _NO_TITLE
    blocks = _blocks(brief, title, day)
    return Document(
        title=title,
        language=brief.article.language,
        day=day,
        subject=_subject(brief, title),
        keywords=", ".join(h for s in brief.sections if (h := cleaned(s.title))),
        blocks=tuple(_in_order(block, own) for block in blocks),
    )


def _in_order(block: Block, own: Callable[[str], str]) -> Block:
    """The block with the program's own words put through ``own``."""
    match block:
        case Meta(label, value) if label.endswith(_OWN_VALUE):
            return Meta(label, own(value))
        case ReferenceItem(number, words, place):
            return ReferenceItem(number, words, own(place))
        case Note(text, kind):
            return Note(own(text), kind)
    return block


def _blocks(brief: Brief, title: str, day: date) -> Iterator[Block]:
    references = References(brief.article)
    yield Title(title)
    yield from _meta(brief, title, day)
    yield from _key_points(brief, references)
    yield from _sections(brief, title, references)
    yield from _evidence(references)
    yield from _method(brief, day, has_references=bool(references.items))


def _meta(brief: Brief, title: str, day: date) -> Iterator[Meta]:
    article = brief.article
    own_title = cleaned(article.title or "")
    rows = (
        ("Article", own_title if own_title != title else ""),
        ("Source", _source_name(article.source)),
        ("Published", said_iso_date(cleaned(article.published or ""))),
        ("Publisher", cleaned(article.publisher or "")),
        ("Author" if len(article.authors) == 1 else "Authors", _authors(brief)),
        ("Briefing date", said_date(day)),
    )
    yield from (Meta(label, value) for label, value in rows if value)


def _authors(brief: Brief) -> str:
    return listed([name for author in brief.article.authors if (name := cleaned(author))])


def _source_name(source: str) -> str:
    """An address as it is; of a path only the file's name, since the folders tell who made it."""
    if "://" in source:
        return cleaned(source)
    return cleaned(source.replace("\\", "/").rstrip("/").rpartition("/")[2])


def _subject(brief: Brief, title: str) -> str:
    article = brief.article
    parts = (
        cleaned(article.title or "") or title,
        cleaned(article.publisher or ""),
        said_iso_date(cleaned(article.published or "")),
    )
    return "Briefing on: " + ", ".join(part for part in parts if part)


def _key_points(brief: Brief, references: References) -> Iterator[Block]:
    items = list(_bullets(brief.key_points, references))
    if items:
        yield Heading("Key points", 1)
        yield from items


def _sections(brief: Brief, title: str, references: References) -> Iterator[Block]:
    level = 0
    for index, section in enumerate(brief.sections):
        level = min(max(section.level, 1), level + 1)
        yield Heading(_section_title(section, title), level)
        items = list(_bullets(section.bullets, references))
        yield from items
        following = brief.sections[index + 1] if index + 1 < len(brief.sections) else None
        is_parent = (
            not section.paragraphs and following is not None and following.level > section.level
        )
        if not items and not is_parent:
            if not section.paragraphs:
                text = "Nothing in the article stands under this title."
            elif section.condensed:
                text = "No statement was taken from this section."
            else:
                text = "This section has not been condensed."
            yield Note(text, NoteKind.SECTION)


def _section_title(section: Section, document_title: str) -> str:
    title = cleaned(section.title)
    if section.origin is SectionOrigin.WHOLE and title in {"", document_title}:
        return "Summary"
    return title or "Untitled section"


def _bullets(bullets: tuple[Bullet, ...], references: References) -> Iterator[BulletItem]:
    for bullet in bullets:
        if text := cleaned(bullet.text):
            yield BulletItem(text, references.number(bullet.evidence))


def _evidence(references: References) -> Iterator[Block]:
    if references.items:
        yield Heading("Evidence", 1)
    for number, passage in enumerate(references.items, 1):
        yield ReferenceItem(number, passage.words, passage.place)


def _method(brief: Brief, day: date, *, has_references: bool) -> Iterator[Block]:
    bullets = [b for _, place in brief.places() for b in place if cleaned(b.text)]
    sentences = [f"Made with Briefing {__version__} on {said_date(day)}."]
    if bullets:
        sentences += _who_worded(brief, bullets)
    unchecked = sum(b.verdict is not Verdict.SUPPORTED for b in bullets)
    if unchecked:
        sentences.append(
            "The program's check could not confirm "
            f"{counted(unchecked, 'statement', 'statements')} against the article; a person should."
        )
    if has_references:
        sentences.append(
            "Raised numbers lead to the words of the article that a statement rests on; "
            "paragraphs are counted without headings and captions."
        )
    yield Heading("How this briefing was made", 1)
    yield Note(" ".join(sentences), NoteKind.METHOD)


def _who_worded(brief: Brief, bullets: list[Bullet]) -> Iterator[str]:
    """Who worded how many statements; a person's edit makes a statement the person's."""
    person = sum(b.origin is BulletOrigin.HUMAN or b.machine_text is not None for b in bullets)
    model = sum(b.origin is BulletOrigin.MODEL and b.machine_text is None for b in bullets)
    article = len(bullets) - person - model
    shares = [
        (model, f"worded by the language model {cleaned(brief.engine.model)}"),
        (article, "taken from the article in its own words"),
        (person, "written or edited by a person"),
    ]
    told = [
        f"{number if number < len(bullets) else 'all'} {'was' if number == 1 else 'were'} {how}"
        for number, how in shares
        if number
    ]
    if len(bullets) == 1:
        yield f"The only statement was {next(how for number, how in shares if number)}."
    else:
        yield f"Of {len(bullets)} statements, {listed(told)}."
    if not person:
        yield "No statement was written or edited by a person."
