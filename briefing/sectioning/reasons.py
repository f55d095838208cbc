"""Why a section begins where it does, as a short sentence for the person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefing.sectioning.evidence import Material
from briefing.sectioning.words import STOP_WORDS, dependence, stem, stems

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_MOST = 2
_SHORTEST = 4

SHORT = "The article is too short to be cut into sections."
ONE_TOPIC = "No place was found where the text turns to another topic."
"""Why there is but one section."""


def why_heading(heading: str) -> str:
    """Why a section begins at its heading; an empty one stands for text above the first."""
    if not heading:
        return "This stands above the article's first heading."
    return f"The heading “{heading}” stands here."


def why_listed(material: Material, title: str, rows: Sequence[int], rival: str = "") -> str:
    """Why these texts stand under a title of the contents list.

    ``rival`` is the title that they may well belong under instead, empty if there is none.
    """
    if not rows:
        return (
            f"“{title}” is in the contents list, but nothing in the text was found to belong to it."
        )
    reason = _why_under(material, title, rows)
    return f"{reason} Not certain: it may belong under “{rival}”." if rival else reason


def _why_under(material: Material, title: str, rows: Sequence[int]) -> str:
    listed = f"Listed as “{title}”"
    wanted = set(stems(title))
    here = Counter(word for row in rows for word in material.counts[row].elements())
    spoken = sorted(
        (word for word in wanted & here.keys()),
        key=lambda word: (-here[word] * material.rarity[word], word),
    )[:_MOST]
    shown = _quoted(_spelled(spoken, [material.texts[row] for row in rows]))
    if not shown:
        return f"{listed}; its words do not stand here: judged by meaning, and by what is around."
    others = sum(sum(count[word] for count in material.counts) - here[word] for word in spoken)
    if not others:
        return f"{listed}; only here does the text speak of {shown}."
    return f"{listed}; here the text speaks of {shown}."


def why_topic(material: Material, rows: Sequence[int]) -> str:
    """Why the topic is thought to change at the first of these texts."""
    if rows[0] == 0:
        return "The article begins here."
    here = Counter(word for row in rows for word in material.counts[row].elements())
    opening = set(material.counts[rows[0]])
    new = sorted(
        (word for word in here if here[word] > 1 and material.first_rows[word] >= rows[0]),
        key=lambda word: (word not in opening, -here[word], word),
    )[:_MOST]
    shown = _spelled(new, [material.texts[row] for row in rows])
    if shown:
        verb = "is" if len(shown) == 1 else "are"
        return f"{_quoted(shown)} {verb} first spoken of here."
    if dependence(material.texts[rows[0]]) == 0.0:
        return "The text turns to other matters here, and opens anew."
    return "The text turns to other matters here."


def _spelled(words: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The stems as they are first spelled in the texts, without those too short to tell much."""
    spelling: dict[str, str] = {}
    for text in texts:
        for word in _WORD.findall(text):
            if len(word) >= _SHORTEST and word.casefold() not in STOP_WORDS:
                spelling.setdefault(stem(word), word)
    return [spelling[word] for word in words if word in spelling]


def _quoted(words: Sequence[str]) -> str:
    return " and ".join(f"“{word}”" for word in words)
