"""The brief inside a Word document that this program exported (see ``exporting.embedded``).

``brief_in_word`` gives the brief that was exported, ``returned_from_word`` also what a person has
changed in the document since then. A file is read with bounds, since it may come from anyone.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lxml import etree

from briefing.brief import Brief
from briefing.codec import IN_WORD, NAMESPACE, brief_from_json
from briefing.editing.returning import Returned
from briefing.errors import ProjectError
from briefing.storing.project import MOST_BYTES, read_bounded
from briefing.storing.shape import mended
from briefing.storing.word_compare import compare
from briefing.storing.word_text import read_paragraphs

_MOST_MEMBERS = 5_000
_MOST_LOOKED_AT = 20
_START = 2_000
"""Bytes of a part within which the name of its first element stands."""

_ITEM = re.compile(r"customXml/item\d+\.xml")
_DOCUMENT = "word/document.xml"
_NO_PACKAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


def brief_in_word(path: Path) -> Brief | None:
    """The brief that the Word document at ``path`` holds; None if it holds none.

    Evidence that does not lie in the article is dropped, as ``load_project`` does. Raises
    InputMissing or InputUnreadable, and ProjectError if the brief in it is damaged or the file is
    too large.
    """
    with _archive(path) as archive:
        found = _brief(archive, path.name) if archive is not None else None
        return found[0] if found is not None else None


def returned_from_word(path: Path) -> tuple[Brief, Returned] | None:
    """The brief that a Word document holds, and how its text differs from it now.

    None if it holds none. Raises what ``brief_in_word`` raises, and ProjectError if the text of the
    document cannot be read, or if it was exported but its briefing was lost since.
    """
    with _archive(path) as archive:
        if archive is None:
            return None
        found = _brief(archive, path.name)
        if found is None:
            if _was_exported(archive):
                raise ProjectError(
                    f'"{path.name}" was made by this program, but another one has dropped the '
                    "briefing inside; open the saved briefing, or an older copy of the document."
                )
            return None
        brief, shown, title = found
        try:
            paragraphs = read_paragraphs(archive)
        except (*_NO_PACKAGE, KeyError, ValueError, etree.XMLSyntaxError):
            raise ProjectError(
                f'The text of "{path.name}" is damaged; open and save it in Word, then try again.'
            ) from None
    return brief, compare(brief, paragraphs, shown, title)


def _was_exported(archive: zipfile.ZipFile) -> bool:
    """Whether the document has the program's bookmarks."""
    try:
        info = archive.getinfo(_DOCUMENT)
        if info.file_size > MOST_BYTES:
            return False
        return f'"{IN_WORD}'.encode() in archive.read(_DOCUMENT)
    except (*_NO_PACKAGE, KeyError, ValueError):
        return False


@contextmanager
def _archive(path: Path) -> Iterator[zipfile.ZipFile | None]:
    """The package that the file is, None if it is none."""
    data = read_bounded(path)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (*_NO_PACKAGE, ValueError):
        yield None
        return
    with archive:
        yield archive


def _brief(archive: zipfile.ZipFile, name: str) -> tuple[Brief, tuple[str, ...] | None, str] | None:
    """The brief in the package, the ids of what the document showed of it, and its title."""
    try:
        xml = _part(archive)
    except (*_NO_PACKAGE, ValueError):
        return None
    if xml is None:
        return None
    try:
        root = _root(xml)
        shown = root.get("shown")
        brief = mended(brief_from_json(json.loads(root.text or "")))
    except (etree.XMLSyntaxError, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        # Where it comes from says nothing to a person, who can do only one thing about it.
        raise ProjectError(
            f'The briefing inside "{name}" is damaged; open it as an article instead, or an '
            "older copy of it."
        ) from None
    return brief, None if shown is None else tuple(shown.split()), root.get("title", "")


def _part(archive: zipfile.ZipFile) -> bytes | None:
    infos = archive.infolist()
    if len(infos) > _MOST_MEMBERS:
        return None
    items = [info for info in infos if _ITEM.fullmatch(info.filename)]
    for info in items[:_MOST_LOOKED_AT]:
        with archive.open(info) as file:
            start = file.read(_START)
            if NAMESPACE.encode() in start and info.file_size <= MOST_BYTES:
                return start + file.read(MOST_BYTES - len(start))
    return None


def _root(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(xml, parser)
    if root.tag != f"{{{NAMESPACE}}}briefing" or len(root) or root.getroottree().docinfo.doctype:
        raise ValueError("not the part that this program writes")
    return root
