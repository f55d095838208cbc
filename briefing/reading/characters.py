"""Which characters of a text are kept: those that a reader can see, and what they need to be right.

What cannot be seen is no word of the article, but it parts words that are searched for, hides
instructions from the person that a language model would read, or turns the order of what is shown.
Each kind is decided on here:

- Soft hyphens, word joiners, byte order marks amid the text, fillers, marks of objects and notes:
  dropped. They say where a line may break, or stand for nothing.
- Zero-width spaces: dropped, except in the scripts of South-East Asia, where they part words.
- Zero-width joiners and non-joiners: kept after letters of scripts that need them (Arabic, Persian,
  the scripts of India) and in emoji; dropped after Latin, Greek and Cyrillic ones.
- Embeddings, overrides and isolates of direction: dropped, so that the text shown is the text read.
  Marks of direction are kept in text that runs from right to left.
- Tag characters, which spell hidden words: dropped, except in the flags that are made of them. Of
  several variation selectors in a row, which can hide bytes, the first is kept.
- Letters with separate accents are composed where one character means the same. Characters that
  only have another form (ideographs for compatibility) stay as they are.
- Latin ligatures, which are a matter of type, become letters.
- Characters for private use mean nothing outside their font: within a word they become U+FFFD, so
  that one sees that something is missing; elsewhere they are bullets and icons, and dropped.
"""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(
    "[\u00ad\u2060-\u2064\u206a-\u206f\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffc\u3164\uffa0"
    "\u034f\ufdd0-\ufdef]"
)
_BREAKS = re.compile(
    "\u200b(?:(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]\u200b)"
    "|(?![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]))"
)
_JOINERS = re.compile("(?:^|(?<=[\u0000-\u058f\u2000-\u206f]))[\u200c\u200d]+")
_MARKS = re.compile("[\u200e\u200f\u061c]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007f]+)|[\U000e0000-\U000e0fff]")
_SELECTORS = re.compile(
    "([\ufe00-\ufe0f\U000e0100-\U000e01ef])[\ufe00-\ufe0f\U000e0100-\U000e01ef]+"
)
_SELECTOR_TAGS = ("\U000e0100", "\U000e01ef")
_ACCENTED = re.compile(
    "[^\\W\\d_][\u0300-\u036f]+|[\u1100-\u11ff]{2,}|[\u3040-\u30ff][\u3099\u309a]"
)
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
     "\ufb05": "st", "\ufb06": "st"}
)  # fmt: skip
_PRIVATE_USE = "[\ue000-\uf8ff\U000f0000-\U0010ffff]"
_PRIVATE_INSIDE = re.compile(f"(?<=[^\\W\\d_]){_PRIVATE_USE}+(?=[^\\W\\d_])")
_PRIVATE = re.compile(_PRIVATE_USE)


def visible(text: str) -> str:
    """The text without what cannot be seen, accents composed and ligatures taken apart."""
    if text.isascii():
        return text
    text = _BREAKS.sub("", _DROPPED.sub("", text))
    text = _JOINERS.sub("", text)
    if not _RIGHT_TO_LEFT.search(text):
        text = _MARKS.sub("", text)
    text = _SELECTORS.sub(r"\1", _TAGS.sub(_kept_tag, text))
    return composed(text.translate(_LIGATURES))


def composed(text: str) -> str:
    """The text with letters and their separate accents made one character where there is one."""
    return _ACCENTED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)


def without_private(text: str) -> str:
    """The text without characters for private use; readers have told bullets by them before."""
    if text.isascii():
        return text
    return _PRIVATE.sub("", _PRIVATE_INSIDE.sub("\ufffd", text))


def _kept_tag(found: re.Match[str]) -> str:
    first, last = _SELECTOR_TAGS
    return found[1] or (found[0] if first <= found[0] <= last else "")
