"""Word, OpenDocument and EPUB files are ZIP archives of XML: opening both without danger.

An archive is never unpacked as a whole or onto the disk. Its parts are read by name, within limits
on their number, their size and how far they swell; XML is parsed without entities, without its
document type and without the network.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import Any
from urllib.parse import unquote

from lxml import etree

from briefing.errors import InputUnreadable
from briefing.reading.compound import ENCRYPTED, OLE
from briefing.reading.draft import RawFile

Element = Any
"""An element of an lxml tree; lxml describes no types of its own."""

MOST_PARTS = 10_000
"""The most files that an archive may hold."""
MOST_UNPACKED = 200_000_000
"""How many bytes the parts of an archive that are read may unpack to together."""
_MOST_XML = 50_000_000
_SUSPICIOUS_SIZE = 5_000_000
_SUSPICIOUS_RATIO = 200
"""XML shrinks to a tenth, seldom to a fiftieth; ten gigabytes of zeros shrink to a thousandth."""
_BOMB_RATIO = 100
"""A file full of pictures is large and hardly shrinks: only what swells far is refused unread."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,  # a way of packing that Python does not know
    EOFError,
    OSError,
    ValueError,
    KeyError,
)
"""What damaged archives make Python's reader raise."""


class Archive:
    """The parts of one archive, by name. ``what`` names its kind in messages ("Word file")."""

    def __init__(self, raw: RawFile, what: str) -> None:
        self.name = raw.name
        self._what = f"an {what}" if what[0] in "AEIO" else f"a {what}"
        self._left = MOST_UNPACKED
        if raw.data.startswith(OLE):
            if ENCRYPTED in raw.data:
                raise self.locked()
            raise InputUnreadable(
                f"“{raw.name}” is an old Office file under a new name; open it in Word or "
                "LibreOffice, save it as .docx and read that."
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw.data))
            parts = self._zip.infolist()
        except BROKEN as error:
            raise self.damaged() from error
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS:
            raise self.bomb()
        if unpacked > MOST_UNPACKED and unpacked > _BOMB_RATIO * len(raw.data):
            raise self.bomb()
        self._parts = {part.filename.replace("\\", "/").lstrip("/"): part for part in parts}

    def damaged(self) -> InputUnreadable:
        """The error that says the file is damaged or no such file at all."""
        return InputUnreadable(
            f"“{self.name}” is damaged or not {self._what}; "
            "open it in the program that made it, save it again and read that."
        )

    def locked(self) -> InputUnreadable:
        """The error that says the file needs a password."""
        return InputUnreadable(
            f"“{self.name}” is protected by a password; "
            "save a copy of it without a password and read that."
        )

    def bomb(self) -> InputUnreadable:
        """The error that says the file would fill memory."""
        return InputUnreadable(
            f"“{self.name}” unpacks to far more than {self._what} holds and was not opened; "
            "ask its sender for the text alone."
        )

    def __contains__(self, name: str) -> bool:
        return self._find(name) is not None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._parts)

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises InputUnreadable if it is missing, damaged or too large."""
        part = self._find(name)
        if part is None:
            raise self.damaged()
        if part.flag_bits & 0x1:
            raise self.locked()
        if _swells(part):
            raise self.bomb()
        limit = min(_MOST_XML, self._left)
        try:
            with self._zip.open(part) as stream:
                data = stream.read(limit + 1)  # what the archive says of its sizes may be a lie
        except RuntimeError as error:  # also how zipfile asks for a password
            raise self.locked() from error
        except BROKEN as error:
            raise self.damaged() from error
        if len(data) > limit:
            raise self.bomb()
        self._left -= len(data)
        return data

    def xml(self, name: str) -> Element:
        """The root element of a part. Raises InputUnreadable as ``read`` does."""
        root = parse_xml(self.read(name))
        if root is None:
            raise self.damaged()
        return root

    def optional_xml(self, name: str) -> Element | None:
        """The root element of a part that may be missing or damaged: None then."""
        return parse_xml(self.read(name)) if name in self else None

    def _find(self, name: str) -> zipfile.ZipInfo | None:
        bare = name.lstrip("/")
        return self._parts.get(bare) or self._parts.get(unquote(bare))


def _swells(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SUSPICIOUS_SIZE and part.file_size > _SUSPICIOUS_RATIO * max(
        part.compress_size, 1
    )


def parse_xml(data: bytes) -> Element | None:
    """The root element, None if the bytes are no XML or define entities of their own.

    Nothing outside of ``data`` is ever read; depth and text length are bounded by libxml2.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        return None
    return root


def local(element: Element) -> str:
    """An element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """The value of the attribute called ``name``, in whatever namespace; None without it."""
    if element is None:
        return None
    found: str | None = element.get(name)
    if found is not None:
        return found
    ending = "}" + name
    return next((str(value) for key, value in element.items() if key.endswith(ending)), None)


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along ``path`` of names without namespace, None if there is none."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """The elements directly within one that are called ``name``; none if there is no element."""
    return [inner for inner in (element if element is not None else ()) if local(inner) == name]


def beside(part: str, target: str) -> str:
    """The name of the part that ``target``, written in ``part``, refers to, without its anchor."""
    bare = re.split(r"[?#]", target, maxsplit=1)[0]
    if bare.startswith("/"):
        pieces: list[str] = []
    else:
        pieces = part.split("/")[:-1]
    for piece in bare.split("/"):
        if piece == "..":
            pieces = pieces[:-1]
        elif piece not in {"", "."}:
            pieces.append(piece)
    return "/".join(pieces)
