"""Texts longer than a model's context: cut between sentences, answered in parts, put together.

The text of a prompt is what stands after its last blank line; what stands before it, the
instruction, goes with every part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from briefing.engine.sentences import split_sentences

Count = Callable[[str], int]
"""Tells how many tokens a text is."""


def parts_of(prompt: str, room: int, count: Count) -> list[str]:
    """The prompt itself if it is at most ``room`` tokens, else prompts that are, in order.

    Together they hold every word of the text. A sentence longer than the room is cut between words,
    a word between characters.
    """
    if count(prompt) <= room:
        return [prompt]
    before, blank, text = prompt.rpartition("\n\n")
    head = before + blank
    if 2 * count(head) > room:  # the instruction alone would fill it
        head = ""
    parts: list[str] = []
    current = ""
    for piece in _pieces(text, room - count(head), count):
        together = f"{current} {piece}".strip()
        if current and count(head + together) > room:
            parts.append(head + current)
            together = piece
        current = together
    return [*parts, head + current]


def _pieces(text: str, room: int, count: Count) -> Iterator[str]:
    """Sentences, or pieces of those that are too long, each of at most ``room`` tokens."""
    for start, end in split_sentences(text):
        sentence = text[start:end].strip()
        if count(sentence) <= room:
            yield sentence
            continue
        for word in sentence.split():
            yield from _halved(word, room, count)


def _halved(word: str, room: int, count: Count) -> Iterator[str]:
    if count(word) <= room or len(word) == 1:
        yield word
        return
    middle = len(word) // 2
    yield from _halved(word[:middle], room, count)
    yield from _halved(word[middle:], room, count)


def put_together(parts: Sequence[Sequence[str]], answers: Sequence[str]) -> list[str]:
    """The answers to each prompt's parts, as one answer for each prompt."""
    coming = iter(answers)
    return [" ".join(filter(None, (next(coming) for _ in each))) for each in parts]
