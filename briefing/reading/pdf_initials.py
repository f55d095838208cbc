"""Large first letters, which reach over several lines, are put back in front of their word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from briefing.reading.pdf_page import Word

_LARGE = 1.9
"""How many times larger than the text beside it such a letter is, at least."""
_LONGEST = 2


def with_initials(words: Sequence[Word]) -> Sequence[Word]:
    """The words, each large first letter joined to the word that it begins.

    The lines beside the letter begin where the letter begins, as if nobody had made room for it.
    """
    large = [word for word in words if _may_be_initial(word)]
    if not large:
        return words
    body = median(word.size for word in words)
    result = list(words)
    known = {word.text.casefold() for word in words}
    for letter in large:
        if letter.size >= _LARGE * body:
            _join(letter, result, known)
    return result


def _may_be_initial(word: Word) -> bool:
    bare = word.text.strip("“\"‘'«„")
    return len(bare) == 1 and bare.isalpha() and bare.isupper() and len(word.text) <= _LONGEST


def _join(letter: Word, words: list[Word], known: set[str]) -> None:
    beside = [
        (place, word)
        for place, word in enumerate(words)
        if word is not letter
        and word.size < letter.size / _LARGE
        and letter.x1 - 1 <= word.x0 < letter.x1 + 1.2 * word.size
        and letter.y - 0.95 * letter.size < word.y < letter.y + 0.3 * word.size
    ]
    lines: list[tuple[int, Word]] = []
    for place, word in sorted(beside, key=lambda found: (found[1].y, found[1].x0)):
        if not lines or word.y - lines[-1][1].y > 0.5 * word.size:
            lines.append((place, word))
    if len(lines) < 2:
        return
    for number, (place, word) in enumerate(lines):
        text = word.text
        if number == 0:
            text = f"{letter.text}{_space(letter, word, known)}{text}"
        words[place] = replace(word, text=text, x0=letter.x0)
    words.remove(letter)


def _space(letter: Word, word: Word, known: set[str]) -> str:
    """A space if the letter is a word of its own: "A ferry", but "Apples"."""
    bare = letter.text.strip("“\"‘'«„")
    whole = f"{bare}{word.text}".casefold()
    if bare not in {"A", "I"} or whole in known:
        return ""
    return " " if word.text.casefold() in known - {whole} or word.x0 - letter.x1 > 2 else ""
