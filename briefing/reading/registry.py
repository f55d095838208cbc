"""Which reader reads which file."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from briefing.article import Article
from briefing.errors import InputUnreadable
from briefing.reading.assemble import assemble
from briefing.reading.draft import Reader
from briefing.reading.files import load_file
from briefing.reading.formats import readable_endings, reader_name

__all__ = ["read_article", "readable_endings", "reader_for"]


def reader_for(ending: str) -> Reader | None:
    """The reader for an ending in lower case, loaded when first asked for; None if there is none.

    The libraries behind the readers take their time to load, and most runs need one of them.
    """
    place = reader_name(ending)
    if place is None:
        return None
    module, function = place
    reader: Reader = getattr(import_module(f"briefing.reading.{module}"), function)
    return reader


def read_article(path: str | Path) -> Article:
    """Read the article in the file at ``path``.

    Raises InputMissing if there is no such file or it is a folder, InputUnreadable if it cannot
    be read, is too large or of a kind that no reader knows, and NoArticle if it is empty or holds
    no running text.
    """
    raw = load_file(path)
    reader = reader_for(raw.ending)
    if reader is None:
        known = ", ".join(readable_endings())
        raise InputUnreadable(
            f"“{raw.name}” is of a kind that cannot be read yet; "
            f"save the article as one of these: {known}."
        )
    return assemble(reader(raw), raw)
