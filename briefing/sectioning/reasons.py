"""Why a section begins where it does, as a short sentence for the person."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence

from briefing.sectioning.evidence import Material
from briefing.sectioning.part_phrases import Placed
from briefing.sectioning.word_kinds import EMPTY, ROLES
from briefing.sectioning.words import STOP_WORDS, stem, stems

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_MOST = 2
_SHORTEST = 4
_OPENING = 2  # texts

SHORT = "The article is too short to be cut into sections."
ONE_TOPIC = "No place was found where the text turns to another topic."
"""Why there is but one section."""

BY_MEASURES = (
    "No single word shows it: what the paragraphs say, taken together, changes most about here."
)
"""Why a section begins where no words are new."""


def why_heading(heading: str, *, opened: bool = False) -> str:
    """Why a section begins at its heading; an empty one stands for text above the first.

    ``opened`` tells that the section begins with a line or two above its heading.
    """
    if not heading:
        return "This stands above the article's first heading."
    if opened:
        return f"The article opens with a line or two, and the heading “{heading}” follows."
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


def why_topics(
    material: Material, parts: Sequence[Sequence[int]], phrases: Sequence[Sequence[Placed]]
) -> list[str]:
    """Why the topic is thought to change at the first text of each part.

    ``phrases`` are those of ``phrases_of_parts``. Whatever a reason says of the text is true of it,
    as far as stems tell words apart; where no words show the change, it says that.
    """
    counts = [sum((material.counts[row] for row in part), Counter[str]()) for part in parts]
    reasons = ["The article begins here."]
    seen = set(counts[0])
    for at in range(1, len(parts)):
        here, before = counts[at], counts[at - 1]
        opening = {w for row in parts[at][:_OPENING] for w in material.counts[row]}
        own = _nouns(phrases[at], here, opening)
        new = _shown(own, lambda word: word not in seen)  # noqa: B023 (called at once)
        back = _shown(own, lambda word: word not in before)  # noqa: B023
        above = set(material.counts[parts[at - 1][-1]]) | set(before)
        gone = _shown(_nouns(phrases[at - 1], before, above), lambda word: word not in here)  # noqa: B023
        seen |= set(here)
        if new:
            reasons.append(f"The text speaks of {_quoted(new)} here for the first time.")
        elif back:
            reasons.append(f"The text comes back to {_quoted(back)} here.")
        elif gone:
            reasons.append(f"The text speaks no more of {_quoted(gone)} here.")
        else:
            reasons.append(BY_MEASURES)
    return reasons


def _nouns(
    phrases: Sequence[Placed], here: Counter[str], opening: set[str]
) -> list[tuple[str, tuple[str, ...]]]:
    """The phrases that a part says most of, each with its stems: those that tell something."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    worth: dict[tuple[str, ...], float] = {}
    for _, phrase in phrases:
        words = [word for word in phrase.words if word.casefold() not in STOP_WORDS]
        keys = tuple(stem(word) for word in words)
        least = min((here[key] for key in keys), default=0)
        tells = words and not phrase.tied and words[-1].casefold() not in EMPTY | ROLES
        tells = tells and "and" not in phrase.words
        if tells and least > 1 and all(len(word) >= _SHORTEST for word in words):
            found.setdefault(keys, phrase.words)
            worth[keys] = least * math.sqrt(len(keys)) * (2.0 if opening.issuperset(keys) else 1.0)
    best = sorted(found, key=lambda keys: (-worth[keys], keys))
    return [(" ".join(found[keys]), keys) for keys in best]


def _shown(nouns: Sequence[tuple[str, tuple[str, ...]]], fits: Callable[[str], bool]) -> list[str]:
    """The first few phrases all of whose words fit, no word in two of them."""
    shown: list[str] = []
    used: set[str] = set()
    for text, keys in nouns:
        if len(shown) < _MOST and used.isdisjoint(keys) and all(fits(key) for key in keys):
            shown.append(text)
            used.update(keys)
    return shown


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
