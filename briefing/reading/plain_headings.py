"""Lines of plain text that are headings: numbered, in capitals, or set off between paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefing.article import ParagraphKind
from briefing.reading.captions import is_caption
from briefing.reading.cleaning import is_sentence_like, is_title_like, word_count
from briefing.reading.contents_labels import is_any_label, is_contents_label
from briefing.reading.draft import Block
from briefing.reading.names import signing_of
from briefing.reading.releases import has_address

_NUMBER = re.compile(
    r"^(?P<number>\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Z]|(?:chapter|part|section) \w{1,8})"
    r"(?P<end>[.):]?)\s+(?P<words>\S.*)$",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"^[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,3}\s?[:：]\s?\S")
_MOST_WORDS = 10
_HIGHEST = 2
_FEWEST_LISTED = 3
_MOST_LEADING_WORDS = 6
_QUOTES = tuple("\"'“„«‘»–—-")


def with_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the lines made headings that plainly are.

    Lines with numbers or in capitals first, else short lines between paragraphs; only if the text
    has two of them at least, each followed by text, and they are no more than half of its pieces,
    or a third if nothing but their place tells them. Lines with a colon at their end lead into
    what follows, and are headings only where there are no others and no two are alike.
    """
    listed = _listed(blocks)
    ways = ((_marked_level, 1 / 2, 2), (_set_off_level, 1 / 3, 2), (_colon_level, 1 / 3, 3))
    for level_of, most, fewest in ways:
        found = _found(blocks, listed, level_of)
        distinct = len({blocks[place].text.casefold() for place in found}) == len(found)
        if fewest <= len(found) <= most * len(blocks) and (distinct or level_of != _colon_level):
            return [
                replace(_unlisted(block), kind=ParagraphKind.HEADING, level=found[i])
                if i in found
                else block
                for i, block in enumerate(blocks)
            ]
    return list(blocks)


def _found(
    blocks: Sequence[Block], listed: range, level_of: Callable[[Block], int]
) -> dict[int, int]:
    """The places of the headings of one kind, and their levels."""
    levels = [
        level_of(block) if _may_be(block) and place not in listed else 0
        for place, block in enumerate(blocks)
    ]
    return {
        index: level
        for index, level in enumerate(levels[:-1])
        if level and _opens(blocks, levels, index)
    }


def _listed(blocks: Sequence[Block]) -> range:
    """The places of a list's entries that stand on top, or below the label of a contents list."""
    label = next((i for i, b in enumerate(blocks) if is_contents_label(b.text)), -1)
    end = label + 1
    while end < len(blocks) and blocks[end].kind is ParagraphKind.LIST:
        end += 1
    return range(label + 1, end if label >= 0 or end >= _FEWEST_LISTED else 0)


def _opens(blocks: Sequence[Block], levels: Sequence[int], index: int) -> bool:
    """Whether text follows, or a heading of the next level that text follows."""
    following = blocks[index + 1]
    if has_address(following.text) and word_count(following.text) <= _MOST_WORDS:
        return False  # a name and its address
    if _SPEAKER.match(blocks[index].text) and _SPEAKER.match(following.text):
        return False  # question and answer
    if levels[index + 1]:
        return levels[index + 1] > levels[index] and (
            index + 2 < len(blocks) and is_sentence_like(blocks[index + 2].text)
        )
    if _leads_on(blocks[index]) and (
        following.kind is not ParagraphKind.TEXT or following.text[:1] in _QUOTES
    ):
        return False
    return following.kind is not ParagraphKind.HEADING and (
        is_sentence_like(following.text) or following.kind is not ParagraphKind.TEXT
    )


def _may_be(block: Block) -> bool:
    text = _unlisted(block).text.rstrip(":：")
    return (
        block.kind in {ParagraphKind.TEXT, ParagraphKind.LIST}
        and (block.alone or block.marker is not None)
        and is_title_like(text, _MOST_WORDS)
        and not text[:1].islower()
        and not is_any_label(text)
        and not is_caption(text)
        and word_count(text) > 0
        and signing_of(text) is None
        and not has_address(text)
    )


def _unlisted(block: Block) -> Block:
    """A block with its number as part of its text: that of a heading is."""
    if block.marker is None or not block.marker[:1].isalnum():
        return block
    return replace(block, text=f"{block.marker} {block.text}", marker=None)


def _marked_level(block: Block) -> int:
    if _leads_on(block):
        return 0
    return _numbered_level(block) or _capitals_level(block)


def _numbered_level(block: Block) -> int:
    match = _NUMBER.match(_unlisted(block).text)
    if match is None or not match["words"][:1].isupper():
        return 0
    number = match["number"]
    if number.isalpha() and not match["end"] and " " not in number:
        return 0  # "A year in the port"
    if number.isdigit() and not match["end"] and len(number) > 1:
        return 0  # "40 Days at Sea"
    return _HIGHEST + number.count(".")


def _capitals_level(block: Block) -> int:
    letters = [character for character in block.text if character.isalpha()]
    in_capitals = len(letters) >= 3 and all(letter.isupper() for letter in letters)
    return _HIGHEST if in_capitals and block.kind is ParagraphKind.TEXT else 0


def _set_off_level(block: Block) -> int:
    return _HIGHEST if block.kind is ParagraphKind.TEXT and not _leads_on(block) else 0


def _colon_level(block: Block) -> int:
    short = word_count(block.text) <= _MOST_LEADING_WORDS
    return _HIGHEST if block.kind is ParagraphKind.TEXT and short and _leads_on(block) else 0


def _leads_on(block: Block) -> bool:
    """Whether a line has a colon at its end: it may lead into a list, a quote or an answer."""
    return block.text.endswith((":", "："))
