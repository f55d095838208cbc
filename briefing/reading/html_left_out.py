"""The pieces of a page that are no part of its article, few enough to be looked through.

A page's menu may be hundreds of links of a word each. Short pieces that stand side by side and are
left out for the same reason become one, and there is a bound on all of them together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefing.article import ParagraphKind
from briefing.reading.cleaning import is_sentence_like
from briefing.reading.draft import Block

MOST_ROWS = 300
"""The most pieces that a page leaves out; those after them are not to be had back."""
_TOLD = frozenset({ParagraphKind.TEXT, ParagraphKind.QUOTE})
_LONGEST_ROW = 300
_LONGEST_LABEL = 80
BETWEEN = " · "
"""Stands between the pieces that were put together."""
REFERENCES = "references"
"""Why the lists of sources and links below an article are no part of its text."""

_REFERENCES = re.compile(
    r"^(?:(?:foot|end)?notes|(?:notes (?:and|&) )?references|(?:works )?cit(?:ed|ations)|sources"
    r"|bibliography|further reading|external links|see also|literatur|quellen|weblinks"
    r"|einzelnachweise|siehe auch|références|notes et références|liens externes|voir aussi"
    r"|bibliographie|referencias|enlaces externos|véase también|bibliografía|note"
    r"|collegamenti esterni|voci correlate|bibliografia|bronnen|externe links|zie ook)\s*:?$",
    re.IGNORECASE,
)


def without_references(blocks: Mapping[int, Block]) -> dict[int, Block]:
    """An article's blocks by their place, the lists of sources and links at its end left out.

    Such a list goes with the heading over it; running text below the heading keeps both.
    """
    result = dict(blocks)
    below: list[int] = []
    for place in sorted(blocks, reverse=True):
        block = blocks[place]
        if block.left_out:
            continue
        below.append(place)
        if block.kind is ParagraphKind.HEADING:
            lists = any(blocks[each].kind is ParagraphKind.LIST for each in below)
            if not lists or not _REFERENCES.match(block.text):
                break
            result.update((each, replace(blocks[each], left_out=REFERENCES)) for each in below)
            below = []
        elif block.kind in _TOLD and is_sentence_like(block.text):
            break
    return result


def gathered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with neighbours that are left out for the same reason put together if short."""
    rows = 0
    run: Block | None = None
    for block in blocks:
        if block.left_out and rows >= MOST_ROWS:
            continue
        if run is not None and block.left_out == run.left_out and _may_join(run, block):
            run = replace(run, text=f"{run.text}{BETWEEN}{block.text}")
            continue
        if run is not None:
            yield run
            run = None
        rows += bool(block.left_out)
        if block.left_out and _is_label(block):
            run = replace(block, kind=ParagraphKind.TEXT, marker=None)
        else:
            yield block
    if run is not None:
        yield run


def _may_join(run: Block, block: Block) -> bool:
    return _is_label(block) and len(run.text) + len(block.text) <= _LONGEST_ROW


def _is_label(block: Block) -> bool:
    """Whether a piece is a word or two of a menu and not something to read."""
    return (
        block.kind is not ParagraphKind.CAPTION
        and len(block.text) <= _LONGEST_LABEL
        and not is_sentence_like(block.text)
    )
