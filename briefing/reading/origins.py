"""Where an article comes from: a file, an address on the web, or the clipboard."""

from __future__ import annotations

from dataclasses import dataclass, field

CLIPBOARD = "clipboard"
"""The ``source`` of an article that was pasted: it has neither path nor address."""


@dataclass(frozen=True, slots=True)
class FileOrigin:
    """The file at ``path``; ``password`` opens it if it is protected."""

    path: str
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AddressOrigin:
    """The page or file at an http or https address that the person typed or dropped."""

    address: str


@dataclass(frozen=True, slots=True)
class PastedOrigin:
    """What the clipboard held: ``text``, and ``html`` if it was copied with its formatting."""

    text: str
    html: str = ""


Origin = FileOrigin | AddressOrigin | PastedOrigin
