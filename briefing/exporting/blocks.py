"""The blocks of a document, which every format writes in its own way.

All text in blocks is cleaned: one line, without control characters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from briefing.exporting.text import shortened
from briefing.settings import Paper, Part

NO_TITLE = "Briefing"
"""The title of last resort, where neither the article nor its source has a name."""

_MOST_ABOVE_A_PAGE = 90


@dataclass(frozen=True, slots=True)
class Title:
    """What stands on top."""

    text: str


@dataclass(frozen=True, slots=True)
class Meta:
    """One thing known of the source or the briefing, such as Published: 19 August 2026.

    An empty ``value`` is for a person to fill in, and is written in Word documents alone.
    """

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the highest below the title, and no level is skipped.

    ``part`` is what stands below it, None if that is no part of the outline; ``id`` is the
    section's in the brief, empty if it is the heading of none.
    """

    text: str
    level: int
    part: Part | None = field(default=None, compare=False)
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class BulletItem:
    """A statement; ``reference`` is the number of its evidence, None if it has none.

    ``doubt`` is empty if the check confirmed the statement, else in two words what it found;
    ``reasons`` are its reasons, in one line. ``id`` is the bullet's in the brief.
    """

    text: str
    reference: int | None
    doubt: str = ""
    reasons: str = ""
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ReferenceItem:
    """The article's words behind statements, and where they are (paragraph 3, page 1)."""

    number: int
    words: str
    place: str


@dataclass(frozen=True, slots=True)
class Blank:
    """A place where a person is to write; ``prompt`` says what belongs there."""

    prompt: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a table; ``reference`` is the number of its evidence, None if it has none."""

    text: str
    reference: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a row of heads; ``title`` says what it lists, for readers who do not see it.

    ``widths`` are how wide the columns are, one against the other.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Where a table of contents stands, for the headings that follow it."""


class NoteKind(Enum):
    """What a note is about."""

    SECTION = auto()
    METHOD = auto()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark of the program, not of the article."""

    text: str
    kind: NoteKind


Block = Title | Meta | Heading | BulletItem | ReferenceItem | Note | Blank | Table | Contents


@dataclass(frozen=True, slots=True)
class Document:
    """A document in no format yet: its blocks, and what its properties say.

    ``language`` is the article's, as a code such as ``en``, None if it is not known. ``moment`` is
    when the document was made, in UTC. ``marking`` is the handling marking of every page, empty
    for none; ``author`` is who sends it, empty if that is not known; ``publisher`` is whose words
    the evidence quotes. ``paper`` is None where the template or format has its own.
    """

    title: str
    language: str | None
    moment: datetime
    subject: str
    keywords: str
    blocks: tuple[Block, ...]
    marking: str = ""
    author: str = ""
    publisher: str = ""
    paper: Paper | None = None

    @property
    def running_title(self) -> str:
        """The title for the top of later pages, in one line; empty if there is none to repeat."""
        return "" if self.title == NO_TITLE else shortened(self.title, _MOST_ABOVE_A_PAGE)
