"""What holds in rich text (RTF) until a group or a paragraph ends."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class State:
    """What holds until the group ends."""

    into: str = "body"
    """Where text goes: body, skip, marker, note, fonttbl, stylesheet, page header or page footer,
    field (what a field is to show), or a fact's name."""
    unicode_skip: int = 1
    codec: str = ""
    in_contents: bool = False
    """Whether a field shows the contents list here."""
    hidden: bool = False
    bold: bool = False
    size: float = 12.0

    def show(self, instruction: str) -> None:
        """Take up what the field around is to show."""
        self.in_contents = self.in_contents or instruction.split()[:1] == ["TOC"]


@dataclass(slots=True)
class Format:
    """What holds for a paragraph until it is reset."""

    style: int = 0
    outline: int | None = None
    in_table: bool = False
    in_list: bool = False
