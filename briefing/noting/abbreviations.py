"""Abbreviations with their long forms, after Schwartz and Hearst (2003).

"A simple algorithm for identifying abbreviation definitions in biomedical text", Pacific Symposium
on Biocomputing 8: a short form in brackets behind its long form, or the long form in brackets
behind the short one; each letter of the short form, from its end, must be found in the long form,
the first one at the beginning of a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.article import Paragraph, ParagraphKind, Span
from briefing.checking.source import Source
from briefing.notes import Abbreviation

_TELLING = frozenset((ParagraphKind.TEXT, ParagraphKind.LIST, ParagraphKind.QUOTE))

_BRACKETS = re.compile(r"\s\(([^()]{2,100})\)")
_SHORT = re.compile(r"[A-Za-z0-9][\w.&/+-]{1,9}(?:\s[\w.&-]{1,6})?")
_BEHIND = re.compile(r"[;,:]\s|\s(?:or|also|hereafter)\s")
"""Ends the form in a bracket that says more: "(WHO, founded in 1948)"."""

_MARKS = "“”\"'‘’«»„"
_SMALL = frozenset("a an the of and for in on to de la du der des".split())


def abbreviations(source: Source) -> tuple[Abbreviation, ...]:
    """The abbreviations that the article explains, each once, in its order."""
    found: dict[str, Abbreviation] = {}
    for paragraph in source.article.paragraphs:
        if paragraph.kind not in _TELLING:
            continue
        for short, long, words in _in_paragraph(paragraph):
            evidence = _sentence_of(source, words)
            if short not in found and evidence is not None:
                found[short] = Abbreviation(short, long, evidence, words)
    return tuple(found.values())


def _sentence_of(source: Source, words: Span) -> Span | None:
    """The sentence with these words; from its beginning to theirs, where they go on behind it."""
    for sentence in source.of([words.paragraph]):
        if sentence.sentence.start <= words.start < sentence.sentence.end:
            end = max(sentence.sentence.end, words.end)
            return Span(words.paragraph, sentence.sentence.start, end)
    return None


def _in_paragraph(paragraph: Paragraph) -> Iterator[tuple[str, str, Span]]:
    text = paragraph.text
    for match in _BRACKETS.finditer(text):
        inside = _BEHIND.split(match[1].strip())[0].strip(_MARKS + " ")
        if is_short_form(inside):
            before = text[: match.start()].rstrip(_MARKS)
            start = _start_of_long(_stem(inside), before)
            if start is not None:
                long = before[start:]
                yield inside, long, Span(paragraph.id, start, match.end())
                continue
        behind = re.search(r"[\w.&/+-]+$", text[: match.start()])
        if behind and is_short_form(behind[0]) and " " in inside:
            start = _start_of_long(_stem(behind[0]), inside)
            if start is not None and not inside[:start].strip("the ").strip():
                yield behind[0], inside[start:], Span(paragraph.id, behind.start(), match.end())


def is_short_form(text: str) -> bool:
    """Whether a text looks like an abbreviation: short, with two capitals at least."""
    return bool(_SHORT.fullmatch(text)) and sum(c.isupper() for c in text) >= 2


def _stem(short: str) -> str:
    """The short form without the s of a plural: NGOs stands for what NGO does."""
    return short[:-1] if len(short) > 2 and short.endswith("s") and short[-2].isupper() else short


def _start_of_long(short: str, text: str) -> int | None:
    """Where the long form that ends ``text`` begins; None if there is none.

    It has at most as many words as Schwartz and Hearst allow, does not hold the short form, and
    begins with a capital or has a word for each letter.
    """
    letters = [c.lower() for c in short if c.isalnum()]
    words = list(re.finditer(r"\S+", text))
    most = min(len(letters) + 5, 2 * len(letters))
    first = words[-most].start() if len(words) >= most else 0
    place = len(text)
    for number, letter in enumerate(reversed(letters)):
        is_last = number == len(letters) - 1
        place -= 1
        while place >= first and not (
            text[place].lower() == letter and (not is_last or _begins_word(text, place))
        ):
            place -= 1
        if place < first:
            return None
    long = text[place:]
    return place if _is_long_form(letters, long, short) else None


def _begins_word(text: str, place: int) -> bool:
    """Whether a word begins there that can open a name: not the "of" of "Office of …"."""
    word = re.match(r"\w*", text[place:])
    is_small = word is not None and word[0] in _SMALL
    return (place == 0 or not text[place - 1].isalnum()) and not is_small


def _is_long_form(letters: list[str], long: str, short: str) -> bool:
    parts = [w for w in re.split(r"[\s/-]+", long) if w]
    if len(long) <= len(short) or short in long.split() or not long[-1].isalnum():
        return False
    if any(c in long for c in "():;!?") or re.search(r"[.,]\s", long):
        return False
    telling = [w for w in parts if w.lower() not in _SMALL]
    if len(parts) < 2 and not long[0].isupper():
        return False
    # What is not a name in capitals must account for itself word by word.
    initials = [w[0].lower() for w in telling]
    matched = sum(letter in initials for letter in letters)
    return matched >= min(len(letters), len(telling)) - 1 and matched * 2 >= len(letters)
