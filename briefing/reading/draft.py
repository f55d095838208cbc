"""What a reader hands over: the pieces of a file in order, before they are an article.

Each reader (one module a format) turns a ``RawFile`` into a ``Draft``; ``assemble`` cleans the
draft and makes an ``Article`` of it. Readers therefore need not clean text, recognise captions or
find the table of contents: that is done in one place for all formats.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from briefing.article import ParagraphKind

Progress = Callable[[int, int], None]
"""Told how many parts of how many are read."""


def to_nobody(_done: int, _total: int) -> None:
    """Nobody wants to know how far the reading is."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file's bytes as they were read.

    ``source`` is the path as the person gave it, ``name`` the file's name for messages, ``ending``
    its ending in lower case with the dot (empty if it has none), ``sha256`` of ``data``, in hex.
    ``password`` opens a protected file, empty if none was given. A reader that takes its time
    tells ``progress`` how many of how many parts (pages, chapters) are done, and leaves out what it
    could not do before ``until`` (by the clock ``time.monotonic``), if it can leave out anything.
    """

    source: str
    name: str
    ending: str
    data: bytes
    sha256: str
    password: str = field(default="", repr=False, compare=False)
    progress: Progress = field(default=to_nobody, repr=False, compare=False)
    until: float = field(default=math.inf, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a draft: a paragraph to be.

    ``level`` is a heading's depth, 1 the highest. ``page`` counts from 1. ``marker`` is a list
    item's own marker ("-", "3."), which is not part of its text. ``alone`` tells that the piece
    stood on one line of its own. ``leaps`` tells that the whole piece is a link to a place in the
    same document, as the entries of a table of contents are. ``left_out`` says in a few words
    why the piece is no part of the article ("advertisement"), empty if it is one: such a piece
    can be put back by the person.
    """

    kind: ParagraphKind
    text: str
    level: int | None = None
    page: int | None = None
    marker: str | None = None
    alone: bool = False
    leaps: bool = False
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The pieces of a file in their order, and what the file says about itself.

    What the file does not say is None or empty. ``title`` is the title that the file's own
    metadata or layout names; it is not among the blocks. ``notes`` are sentences for the person
    about how the file was read.
    """

    blocks: tuple[Block, ...]
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    contents: tuple[str, ...] = field(default=())
    url: str | None = None
    notes: tuple[str, ...] = ()


Reader = Callable[[RawFile], Draft]
"""Reads one format. Raises InputUnreadable when the bytes are not what the format asks for."""
