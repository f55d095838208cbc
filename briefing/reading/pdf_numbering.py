"""Typed markers of list items: told from other numbers by their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

_ORDINAL = re.compile(
    r"^(?P<marker>(?P<open>\(?)(?P<before>(?:\d{1,3}\.){0,4})(?P<last>\d{1,3}|[a-z]|[A-Z]"
    r"|[ivx]{2,6}|[IVX]{2,6})(?P<close>[.)]))\s+(?=\S)"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii xxiii xxiv"
).split()
_SAME_PLACE = 4.0
_FARTHEST = 60
"""How many lines may stand between the first and the second item of a list."""

Style = tuple[str, str, str, str]
"""Opening and closing bracket, what stands before the last part, and the kind of that part."""


def marker_of(text: str) -> str | None:
    """The ordinal that a line begins with ("3.", "(b)", "1.2."), None without one."""
    match = _ORDINAL.match(text)
    return match["marker"] if match else None


def is_lone_marker(text: str) -> bool:
    """Whether ``text`` is an ordinal and nothing else."""
    return marker_of(f"{text} x") == text


@dataclass(slots=True)
class Numbering:
    """Which ordinals were the last of their style, over the whole document."""

    _last: dict[tuple[Style, int | None], int] = field(default_factory=dict)

    def accepts(self, text: str, left: float, following: Iterable[str]) -> bool:
        """Whether the ordinal in front of ``text`` counts items; remember it if it does.

        It does if the one before it was met, or if it is the first and the second follows. A
        first number, unlike a letter, needs no second. ``left`` is where it stands, in points:
        a list in a list counts on its own.
        """
        readings = tuple(_readings(text))
        place = round(left / _SAME_PLACE)
        chosen = next((r for r in readings if self._is_next(*r, place)), None)
        if chosen is None:
            chosen = next((r for r in readings if r[1] == 1 and _begins(r[0], following)), None)
        if chosen is None:
            return False
        style, value = chosen
        self._last[style, None] = self._last[style, place] = value
        return True

    def _is_next(self, style: Style, value: int, place: int) -> bool:
        return value > 1 and value - 1 in {
            self._last.get((style, None)),
            *(self._last.get((style, place + near)) for near in (-1, 0, 1)),
        }


def _begins(style: Style, following: Iterable[str]) -> bool:
    if style[3] == "1" and not style[2]:
        return True
    lines = list(following)[:_FARTHEST]
    return any((style, 2) in _readings(line) for line in lines)


def _readings(text: str) -> Iterator[tuple[Style, int]]:
    """The styles and values that an ordinal can have: "i." is a letter or a Roman number."""
    match = _ORDINAL.match(text)
    if match is None:
        return
    last = match["last"]
    for kind, value in _values(last):
        yield (match["open"], match["close"], match["before"], kind), value


def _values(last: str) -> Sequence[tuple[str, int]]:
    if last.isdigit():
        return [("1", int(last))]
    upper = last.isupper()
    low = last.lower()
    found = []
    if low in _ROMAN:
        found.append(("I" if upper else "i", _ROMAN.index(low) + 1))
    if len(low) == 1:
        found.append(("A" if upper else "a", _LETTERS.index(low) + 1))
    return found
