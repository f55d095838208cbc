"""What a check can find wrong with a statement, in words for a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a doubt is about."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    APPROXIMATION = "approximation"
    NAME = "name"
    ROLE = "role"
    SPEAKER = "speaker"
    NEGATION = "negation"
    HEDGE = "hedge"
    QUOTATION = "quotation"
    RELATION = "relation"
    JUDGEMENT = "judgement"
    WORDING = "wording"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that a statement says otherwise than its source.

    ``reason`` is a sentence without its full stop. ``start`` and ``end`` are the characters of the
    statement that it is about; both are 0 if something is missing in it. A ``grave`` doubt makes
    the statement another one; any other asks for a look.
    """

    kind: Kind
    reason: str
    start: int = 0
    end: int = 0
    grave: bool = False
