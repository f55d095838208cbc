"""Which reader reads which file, and how an article is read from wherever it comes.

What few articles need (readers, the network, protected files) is loaded when it is first asked for.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

from briefing.article import Article
from briefing.errors import InputUnreadable, NoArticle
from briefing.reading.assemble import assemble
from briefing.reading.compound import OLE
from briefing.reading.draft import Draft, Progress, RawFile, Reader
from briefing.reading.files import load_file
from briefing.reading.formats import readable_endings, reader_name
from briefing.reading.origins import AddressOrigin, FileOrigin, Origin
from briefing.reading.sniffing import ZIP, recognised, unpacked

_MOST_OF = 0.75
"""The part of the time allowed after which nothing is begun that can be left out."""

Fetch = Callable[[str], tuple[RawFile, str]]
"""Gives the file at an address, and the address that it was found under in the end."""

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


def read_origin(
    origin: Origin,
    progress: Progress | None = None,
    fetch: Fetch | None = None,
    seconds: float = math.inf,
) -> Article:
    """Read the article at ``origin``, and tell ``progress`` how far it is.

    ``seconds`` is what the reading may take. Nothing here ends it then, but what takes long and
    can be left out (recognising the text of many pages) is left out in time, with a note.
    The network is used for an AddressOrigin alone, through ``fetch`` if it is given. Raises what
    ``read_article`` raises, and InputUnreadable for an address that cannot be had.
    """
    until = time.monotonic() + _MOST_OF * seconds
    if isinstance(origin, FileOrigin):
        raw = replace(load_file(origin.path), password=origin.password, until=until)
        raw = _told(raw, progress)
        return assemble(_draft(raw), raw)
    if isinstance(origin, AddressOrigin):
        fetch = fetch or import_module("briefing.reading.address").Fetcher().fetch
        file, url = fetch(origin.address)
        return _article_at(_told(replace(file, until=until), progress), url)
    draft, raw = import_module("briefing.reading.pasted").draft_of_pasted(origin)
    return assemble(draft, raw)


def read_article(path: str | Path, password: str = "") -> Article:
    """Read the article in the file at ``path``.

    The reader is chosen by the file's first bytes, and by its name where they do not tell.

    Raises InputMissing if there is no such file or it is a folder, InputUnreadable if it cannot
    be read, is too large or of a kind that no reader knows, PasswordNeeded if it is protected,
    and NoArticle if it is empty or holds no running text.
    """
    return read_origin(FileOrigin(str(path), password))


def _article_at(raw: RawFile, url: str) -> Article:
    try:
        article = assemble(replace(_draft(raw), url=url), raw)
        return replace(article, accessed=date.today().isoformat())
    except NoArticle as error:
        raise NoArticle(
            f"No article was found at “{raw.name}”: it may be put together by scripts, which are "
            "not run, or be for subscribers; open it in the browser, save the page and open the "
            "saved file."
        ) from error


def _told(raw: RawFile, progress: Progress | None) -> RawFile:
    return raw if progress is None else replace(raw, progress=progress)


def _draft(raw: RawFile) -> Draft:
    raw = unpacked(raw)
    if raw.data.startswith((OLE, ZIP)):
        raw = import_module("briefing.reading.protected").opened(raw)
    raw = recognised(raw)
    reader = reader_for(raw.ending)
    if reader is None:
        known = ", ".join(readable_endings())
        raise InputUnreadable(
            f"“{raw.name}” is of a kind that cannot be read yet; "
            f"save the article as one of these: {known}."
        )
    return reader(raw)
