"""Pairs of a true and a false statement on an article, one thing changed, from ``pairs/``.

Each file holds an article, one sentence or more a line, and behind a blank line the pairs: the
kind of change, and the statement with ``{true words|false words}``. Files with an odd number were
used to build the checks; those with an even number were not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "pairs"
_CHOICE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


@dataclass(frozen=True)
class Pair:
    """One article with a true and a false statement on it."""

    topic: str
    used: bool
    article: str
    kind: str
    true: str
    false: str


def pairs() -> list[Pair]:
    """All pairs, in the order of the files."""
    found = []
    for path in sorted(_FOLDER.glob("*.txt")):
        article, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
        used = int(path.stem.split("-")[0]) % 2 == 1
        for line in rest.strip().splitlines():
            kind, _, words = line.partition(": ")
            true, false = (" ".join(_CHOICE.sub(rf"\{g}", words).split()) for g in (1, 2))
            found.append(Pair(path.stem, used, article, kind, true, false))
    return found
