"""One action as data."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action. ``keys`` are shortcuts, the first is shown; ``tip`` says what it does."""

    id: str
    title: str
    keys: tuple[str | QKeySequence.StandardKey, ...]
    tip: str
    icon: str = ""
