"""The small changes that every text goes through, and the few facts asked of a line of text."""

from __future__ import annotations

import re

from briefing.reading.characters import visible

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
# Control characters, lone surrogates and non-characters: a Word file can hold none of them.
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_SENTENCE_END = re.compile("[.!?…。！？؟۔।]")
_SENTENCE_CLOSE = re.compile("[.!?…。！？؟۔।][\\])}\"'”’»›」』]*(?:\\[\\d{1,3}\\])*$")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def fold(text: str) -> str:
    """One paragraph's text: what cannot be seen dropped, every run of whitespace one space.

    Spaces that do not break, and those of other widths, become ordinary ones: they are a matter of
    typesetting, and words are searched for without regard to it.
    """
    # Twice, for what stood on both sides of a dropped character now stands side by side.
    return " ".join(visible(_FORBIDDEN.sub("", " ".join(text.split()))).split())


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them, without their ends and trailing whitespace."""
    return [line.rstrip() for line in _LINE_ENDS.sub("\n", text).split("\n")]


def word_count(text: str) -> int:
    """How many words ``text`` has; scripts without spaces count two characters as a word."""
    unspaced = len(_UNSPACED.findall(text))
    return unspaced // 2 + len(_WORD.findall(_UNSPACED.sub(" ", text)))


def ends_sentence(text: str) -> bool:
    """Whether ``text`` ends as a sentence does, closing quotes and brackets aside."""
    return bool(_SENTENCE_CLOSE.search(text[-60:].rstrip()))


def is_sentence_like(text: str) -> bool:
    """Whether ``text`` reads like running text rather than a label or a title."""
    words = word_count(text)
    return words >= 15 or (words >= 4 and bool(_SENTENCE_END.search(text)))


def is_title_like(text: str, most_words: int = 16) -> bool:
    """Whether ``text`` could be a title: short, and not ended like a statement."""
    bare = text.strip()
    if len(bare) > 160 or not any(character.isalnum() for character in bare):
        return False
    question = bare.rstrip("\"'”’)").endswith(("?", "!"))
    if bare.endswith((",", ";", ":")) or (ends_sentence(bare) and not question):
        return False
    return word_count(bare) <= most_words


def same_title(text: str) -> str:
    """A key that is equal for titles that differ in case, numbering and punctuation only."""
    key = " ".join(_WORD.findall(text.casefold().replace("’", "'")))
    return re.sub(r"^(?:(?:chapter|part|section) )?(?:\d{1,2} )+(?=\S)", "", key)
