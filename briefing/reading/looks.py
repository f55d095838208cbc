"""Headings told by their looks, for documents whose writer used no heading styles.

Many letters, reports and press releases are typed with bold lines over their parts. Only where a
document has not one styled heading are such lines taken for headings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from briefing.article import ParagraphKind
from briefing.reading.cleaning import is_sentence_like, is_title_like
from briefing.reading.draft import Block
from briefing.reading.names import signing_of

_MOST_WORDS = 14
_LONGEST = 200
_FEW = 0.3
"""The largest share of a document's characters that bold lines may have and still stand out."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a whole paragraph is set: all of it bold or underlined, and its type size in points."""

    strong: bool
    size: float = 0.0


def may_matter(text: str) -> bool:
    """Whether the look of a paragraph can decide what it is: a long one is no heading."""
    return len(text) <= _LONGEST


def with_strong_headings(blocks: Sequence[Block], looks: Mapping[str, Look]) -> list[Block]:
    """The blocks, with lines set off by their type made headings if no block is one yet.

    ``looks`` has the look of short paragraphs by their text.
    """
    kept = [i for i, block in enumerate(blocks) if not block.left_out]
    if any(blocks[i].kind is ParagraphKind.HEADING for i in kept):
        return list(blocks)
    strong = [i for i in kept if _is_strong(blocks[i], looks)]
    total = sum(len(blocks[i].text) for i in kept)
    if sum(len(blocks[i].text) for i in strong) > _FEW * total:
        return list(blocks)
    after = dict(pairwise(kept))
    found = [i for i in strong if _stands_over(blocks, looks, i, after)]
    sizes = sorted({looks[blocks[i].text].size for i in found}, reverse=True)
    result = list(blocks)
    for i in found:
        level = sizes.index(looks[blocks[i].text].size) + 1
        result[i] = replace(blocks[i], kind=ParagraphKind.HEADING, level=min(level, 6))
    return result


def _is_strong(block: Block, looks: Mapping[str, Look]) -> bool:
    look = looks.get(block.text)
    return (
        look is not None
        and look.strong
        and block.kind is ParagraphKind.TEXT
        and is_title_like(block.text, _MOST_WORDS)
        and block.text[:1].isalnum()
        and not block.text[:1].islower()
    )


def _stands_over(
    blocks: Sequence[Block], looks: Mapping[str, Look], i: int, after: Mapping[int, int]
) -> bool:
    """Whether running text stands below a line, or a smaller line over running text.

    Names and a date may stand between.
    """
    below_at = after.get(i)
    if below_at is not None and signing_of(blocks[below_at].text) is not None:
        below_at = after.get(below_at)
    if below_at is None:
        return False
    below = blocks[below_at]
    if _is_strong(below, looks):
        smaller = looks[below.text].size < looks[blocks[i].text].size
        return smaller and _stands_over(blocks, looks, below_at, after)
    running = {ParagraphKind.LIST, ParagraphKind.QUOTE, ParagraphKind.TABLE}
    return below.kind in running or (
        below.kind is ParagraphKind.TEXT and is_sentence_like(below.text)
    )
