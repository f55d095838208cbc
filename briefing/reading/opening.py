"""The lines on top of an article that name its author and its day: they are no part of the text.

What they say fills in for metadata that the file does not have. They keep their place among what
is left out, so that the person sees where a name and a date were taken from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefing.article import ParagraphKind
from briefing.reading.cleaning import is_sentence_like, word_count
from briefing.reading.dates import day_of, lone_day
from briefing.reading.draft import Block
from briefing.reading.names import Signing, date_line, signing_of
from briefing.reading.releases import is_release_mark

BYLINE = "byline"
"""Why a line with the author's name is no paragraph of the article."""
DATE = "date"
"""Why a line with nothing but a date is no paragraph of the article."""

_FARTHEST = 8
_MOST_DATES = 2
# "OSLO, 12 March 2025 (Agency) – The …": the place in capitals, the day, who sent it.
_DATELINE = re.compile(r"^(?P<head>[^\W\d_]{3}.{4,100}?)\s*(?:[–—]|--?|:)\s+(?=\S)")
_SENDER = re.compile(r"\([^()]{2,40}\)|/[^/]{2,40}/")


def take_opening(blocks: Sequence[Block]) -> tuple[Signing, list[Block]]:
    """Who wrote the article and when, as its first lines say; and all blocks.

    The lines that say it, and nothing else, are marked as left out. A text that is a chronicle,
    with many dates on lines of their own, keeps them.
    """
    result = list(blocks)
    authors: tuple[str, ...] = ()
    published: str | None = None
    is_chronicle = sum(not b.left_out and lone_day(b.text)[0] for b in blocks) > _MOST_DATES
    seen = 0
    has_text = False
    for index, block in enumerate(blocks):
        if seen >= _FARTHEST:
            break
        seen += not block.left_out
        if block.left_out not in {"", BYLINE} or (block.left_out and has_text):
            continue
        signing = _signing(block)
        if signing is not None and (signing.authors or not is_chronicle):
            authors = authors or signing.authors
            published = published or signing.published
            reason = block.left_out or (BYLINE if signing.authors else DATE)
            result[index] = replace(block, left_out=reason)
        elif not block.left_out and is_sentence_like(block.text):
            published = published or (None if has_text else _dateline(block.text))
            has_text = True
    return Signing(authors, published), result


def stands_above_title(text: str) -> bool:
    """Whether a line is a date or the mark of a press release, so that the title is yet to come."""
    if is_release_mark(text):
        return True
    signing = signing_of(text)
    return signing is not None and (not signing.authors or signing.published is not None)


def _signing(block: Block) -> Signing | None:
    if block.kind is ParagraphKind.HEADING:
        is_date, day = date_line(block.text)
        return Signing(published=day) if is_date else None
    return signing_of(block.text) if block.kind is ParagraphKind.TEXT else None


def _dateline(text: str) -> str | None:
    """The day that stands with the place at the head of the first sentence."""
    match = _DATELINE.match(text[:130])
    if match is None:
        return None
    head = _SENDER.sub(" ", match["head"])
    place = head.split()[0].strip(",.")
    return day_of(head) if place.isupper() and word_count(head) <= 10 else None
