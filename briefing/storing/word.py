"""The brief inside a Word document that this program exported (see ``exporting.embedded``).

What a person changed in Word's text since then is not looked at: the brief is the one that was
exported. A file is read with bounds, since it may come from anyone.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from briefing.brief import Brief
from briefing.codec import NAMESPACE, brief_from_json
from briefing.errors import ProjectError
from briefing.storing.project import MOST_BYTES, read_bounded
from briefing.storing.shape import mended

_MOST_MEMBERS = 5_000
_MOST_LOOKED_AT = 20
_START = 2_000
"""Bytes of a part within which the name of its first element stands."""

_ITEM = re.compile(r"customXml/item\d+\.xml")
_NO_PACKAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError)


def brief_in_word(path: Path) -> Brief | None:
    """The brief that the Word document at ``path`` holds; None if it holds none.

    Evidence that does not lie in the article is dropped, as ``load_project`` does. Raises
    InputMissing or InputUnreadable, and ProjectError if the brief in it is damaged or the file is
    too large.
    """
    data = read_bounded(path)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            xml = _part(archive)
    except (*_NO_PACKAGE, ValueError):
        return None
    if xml is None:
        return None
    try:
        return mended(brief_from_json(json.loads(_text(xml))))
    except (etree.XMLSyntaxError, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        # Where it comes from says nothing to a person, who can do only one thing about it.
        raise ProjectError(
            f'The briefing inside "{path.name}" is damaged; open it as an article instead, or an '
            "older copy of it."
        ) from None


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


def _text(xml: bytes) -> str:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(xml, parser)
    if root.tag != f"{{{NAMESPACE}}}briefing" or len(root) or root.getroottree().docinfo.doctype:
        raise ValueError("not the part that this program writes")
    return root.text or ""
