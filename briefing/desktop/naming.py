"""What to call an article in the window, and the file that is made of it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication

from briefing.article import Article
from briefing.reading.origins import CLIPBOARD, AddressOrigin, FileOrigin, Origin

LONGEST_NAME = 80
"""The most characters of a suggested file name; longer ones are cut at a word."""

LONGEST_ADDRESS = 60
"""The most characters of an address that is shown as a name."""

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_RESERVED = re.compile(r"(?i)^(?:con|prn|aux|nul|com\d|lpt\d)$")
"""Names that Windows keeps for devices."""


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("Naming", text)


def is_address(source: str) -> bool:
    """Whether an article's source is an address of the web."""
    return source.lower().startswith(("http://", "https://"))


def name_of_origin(origin: Origin) -> str:
    """What to call what is being opened: the file's name, the address, or "Pasted article"."""
    match origin:
        case FileOrigin(path=path):
            return Path(path).name or path
        case AddressOrigin(address=address):
            return short_address(address)
        case _:
            return tr("Pasted article")


def name_of_article(article: Article) -> str:
    """What to call an article that was opened, in a title bar."""
    further = len(article.members) - 1
    if further > 0:
        text = tr("{name} and 1 more") if further == 1 else tr("{name} and {n} more")
        return text.format(name=name_of_article(replace(article, members=())), n=further)
    if is_address(article.source):
        return short_address(article.source)
    if article.source == CLIPBOARD:
        return tr("Pasted article")
    return Path(article.source).name


def short_address(address: str) -> str:
    """An address without its scheme and query, cut in the middle if it is long."""
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    short = f"{host}{parts.path}".rstrip("/") or address
    if len(short) <= LONGEST_ADDRESS:
        return short
    return f"{short[: LONGEST_ADDRESS // 2]}…{short[-LONGEST_ADDRESS // 2 + 1 :]}"


def suggested_stem(article: Article, title: str) -> str:
    """The name, without ending, of a file to be made of an article.

    An article from a file lends the file's name; any other the briefing's ``title``.
    """
    if article.source and not is_address(article.source) and article.source != CLIPBOARD:
        return Path(article.source).stem
    return file_stem(title) or tr("Briefing")


def file_stem(title: str) -> str:
    """A title as a file name that every system takes; empty if nothing is left of it."""
    name = " ".join(_NOT_IN_NAMES.sub(" ", title).split()).strip(". ")
    if len(name) > LONGEST_NAME:
        cut = name[: LONGEST_NAME + 1].rpartition(" ")[0] or name[:LONGEST_NAME]
        name = cut.rstrip(" .,;:–-")
    return f"_{name}" if _RESERVED.match(name) else name
