"""What is usual in a PDF's print, and how the lines of a paragraph become one text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from briefing.reading.cleaning import ends_sentence
from briefing.reading.pdf_layout import Line
from briefing.reading.pdf_numbering import Numbering, marker_of

_LAST_LETTERS = re.compile(r"(?<![^\W])[^\W\d_]+(?:[-'’][^\W\d_]+)*-$")
_FIRST_LETTERS = re.compile(r"^[^\W\d_]+")
_SOFT_HYPHEN = "\u00ad"
# Scripts written without spaces: Japanese, Chinese and their punctuation.
_UNSPACED = re.compile("[\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_KEEPS_HYPHEN = frozenset(
    "self well non ex half high low long short mid all cross full near single double two three "
    "four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety "
    "first second third so anti so-called state".split()
)


_KEEPS_HYPHEN_BEFORE = frozenset(
    "based led related funded owned backed sponsored driven making friendly free specific oriented "
    "term scale level profile ranking quality year old style world life time thirds party called "
    "known designed paid educated born built made wide ended sized minded looking speaking sharing "
    "building saving term run trained elected appointed affected".split()
)
"""Second halves of words that are written with a hyphen after a word of its own."""


@dataclass(slots=True)
class Typography:
    """What is usual in a document: the body's type size, and which words occur whole."""

    body: float
    mostly_bold: bool
    words: frozenset[str]
    compounds: frozenset[str]
    outline: dict[str, int] = field(default_factory=dict)
    tagged: bool = False
    """Whether the file's own tags are to be believed."""
    numbering: Numbering = field(default_factory=Numbering)
    in_contents: bool = False
    """Whether the lines that come next may be entries of a contents list."""
    last_page: int = 0
    """The page that its last entry leads to; 0 where none has been told."""
    entries_end: float = 0.0
    """How far to the right its entries reach."""


def typography_of(lines: Iterable[Line]) -> Typography:
    """Count sizes and words over all ``lines``."""
    sizes: Counter[float] = Counter()
    bold = total = 0
    words: set[str] = set()
    compounds: set[str] = set()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
        total += len(line.text)
        bold += len(line.text) if line.bold else 0
        # The last word of a line may be half a word.
        pieces = line.text.casefold().rsplit(" ", 1)[0]
        words.update(re.findall(r"[^\W\d_]+", pieces))
        compounds.update(_COMPOUND.findall(pieces))
    body = sizes.most_common(1)[0][0] if sizes else 10.0
    return Typography(body, bold * 2 > total, frozenset(words), frozenset(compounds))


def are_believed(columns: Iterable[Sequence[Line]]) -> bool:
    """Whether the file's tags follow its paragraphs.

    Some programs tag each line as a paragraph: lines that plainly go on then change their tag.
    """
    tagged = total = runs = broken = 0
    for column in columns:
        for line in column:
            total += len(line.text)
            tagged += len(line.text) if line.tag is not None and not line.tag.drawn else 0
        lines = [line for line in column if line.tag is None or line.tag.kind != "cell"]
        for before, after in pairwise(lines):
            goes_on = after.text[:1].islower() and marker_of(after.text) is None
            if goes_on and is_full(before) and not ends_sentence(before.text):
                runs += 1
                broken += before.tag != after.tag
    return tagged > 0.8 * total and broken <= 0.1 * runs


def is_full(line: Line) -> bool:
    """Whether a line reaches the right edge of its column."""
    left, right = line.column
    return line.x1 > right - 0.12 * (right - left)


def joined(lines: Sequence[str], usual: Typography) -> str:
    """The lines as one text, words that were parted at a line's end made whole."""
    text = lines[0]
    for line in lines[1:]:
        tail = _LAST_LETTERS.search(text[-60:])
        rest = _FIRST_LETTERS.match(line)
        if text.endswith(_SOFT_HYPHEN):
            text = text[:-1] + line
        elif tail and rest and line[:1].islower():
            text = (text if _keeps(tail[0], rest[0], usual) else text[:-1]) + line
        elif text.endswith(("-", "–", "—", "/")) and text[-2:-1].strip():
            text += line
        elif _UNSPACED.match(text[-1:]) and _UNSPACED.match(line):
            text += line  # no space in Chinese and Japanese
        else:
            text = f"{text} {line}"
    return text.replace(_SOFT_HYPHEN, "")


def _keeps(tail: str, rest: str, usual: Typography) -> bool:
    """Whether the hyphen between two halves belongs to the word."""
    head = tail[:-1].casefold()
    whole = head + rest.casefold()
    if whole in usual.words:
        return False
    return (
        f"{tail.casefold()}{rest.casefold()}" in usual.compounds
        or head in _KEEPS_HYPHEN
        or "-" in head
        or (rest.casefold() in _KEEPS_HYPHEN_BEFORE and len(head) > 3 and head in usual.words)
    )
