"""Which reader reads which file."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from pathlib import Path

from briefing.article import Article
from briefing.errors import InputUnreadable
from briefing.reading.assemble import assemble
from briefing.reading.draft import Progress, Reader
from briefing.reading.files import load_file
from briefing.reading.formats import readable_endings, reader_name
from briefing.reading.origins import FileOrigin, Origin

__all__ = ["read_article", "read_origin", "readable_endings", "reader_for"]


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


def read_origin(origin: Origin, progress: Progress | None = None) -> Article:
    """Read the article at ``origin``, and tell ``progress`` how far it is.

    Raises what ``read_article`` raises, and InputUnreadable for an address that cannot be had.
    """
    if not isinstance(origin, FileOrigin):
        raise InputUnreadable("Only files can be read yet; save the article as a file.")
    return read_article(origin.path, origin.password, progress)


def read_article(path: str | Path, password: str = "", progress: Progress | None = None) -> Article:
    """Read the article in the file at ``path``.

    Raises InputMissing if there is no such file or it is a folder, InputUnreadable if it cannot
    be read, is too large or of a kind that no reader knows, PasswordNeeded if it is protected,
    and NoArticle if it is empty or holds no running text.
    """
    raw = replace(load_file(path), password=password)
    if progress is not None:
        raw = replace(raw, progress=progress)
    reader = reader_for(raw.ending)
    if reader is None:
        known = ", ".join(readable_endings())
        raise InputUnreadable(
            f"“{raw.name}” is of a kind that cannot be read yet; "
            f"save the article as one of these: {known}."
        )
    return assemble(reader(raw), raw)
