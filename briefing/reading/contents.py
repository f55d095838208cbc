"""The table of contents that stands on top of an article as a mere list.

Told from an ordinary list by its label ("Contents", "In this article"), its place before the
body, and its entries, which are titles and not statements.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.article import ParagraphKind
from briefing.reading.cleaning import is_sentence_like, is_title_like, same_title, word_count
from briefing.reading.contents_labels import (
    is_any_label,
    is_contents_label,
    is_way_to_top,
    label_and_rest,
)
from briefing.reading.contents_lines import (
    heads_pages,
    lead_to_pages,
    paged_length,
    split_bar,
    typed_entries,
)
from briefing.reading.contents_titles import LEADER, bare_titles
from briefing.reading.contents_topics import (
    are_asking,
    are_counted,
    are_retold,
    are_spoken_of,
    are_strange,
    are_things,
    are_topics,
)
from briefing.reading.draft import Block
from briefing.reading.language import told_language

_MOST_ENTRIES = 60
_LONGEST_ENTRY = 400
_FARTHEST = 8
_FARTHEST_WEAK = 2
_FEWEST_TYPED = 3
_FEWEST_BARE = 4
_MOST_BARE_WORDS = 10
_LONGEST_OWN_LABEL = 3
_WORDS_OF_SECTION = 25
_NEARLY_ALL = 0.75
_KNOWN_LANGUAGE = "en"


CONTENTS_LIST = "contents list"
"""Why the entries of a contents list are no paragraphs of the article."""


@dataclass(frozen=True, slots=True)
class Found:
    """A contents list: its titles in order, and the range of blocks that it and its label take."""

    titles: tuple[str, ...]
    start: int
    end: int


def take_contents(
    blocks: Sequence[Block], *, titled: bool = False
) -> tuple[tuple[str, ...], tuple[Block, ...]]:
    """The titles of the contents list (empty if there is none), and all blocks.

    The list's own blocks are marked as left out. Lines of the body that equal the list's titles
    are turned into headings if at least half of the titles stand there so. ``titled`` tells that
    the article's title is known, and no longer among the blocks.
    """
    found = find_contents(blocks, titled=titled)
    if found is None:
        return (), tuple(blocks)
    before, after = blocks[: found.start], blocks[found.end :]
    marked = _mark_headings((*before, *after), found.titles)
    own = (replace(b, left_out=CONTENTS_LIST) for b in blocks[found.start : found.end])
    return found.titles, (*marked[: len(before)], *own, *marked[len(before) :])


def find_contents(blocks: Sequence[Block], *, titled: bool = False) -> Found | None:
    """Find the contents list among the blocks, None if there is none."""
    body_seen = 0
    ordinary = 0
    for index, block in enumerate(blocks[: 4 * _FARTHEST]):
        bar = _bar(blocks, index, body_seen)
        if bar is not None:
            return bar
        listed = index + 1 < len(blocks) and _is_entry(blocks[index + 1])
        sure = is_contents_label(block.text)
        if (block.kind in _MAY_BE_LABEL and is_any_label(block.text)) or (sure and listed):
            if sure or body_seen == 0 or (listed and body_seen <= _FARTHEST_WEAK):
                found = _labelled(blocks, index, sure=sure)
                if found is not None:
                    return found
        elif index >= ordinary and (block.leaps or body_seen <= 1):
            end, bare = _end_of_run(blocks, index, titled=titled)
            is_bare = bare or body_seen > 0
            found = _unlabelled(blocks, index, end, titled=titled, doubtful=is_bare)
            if found is not None:
                return found
            ordinary = end
            body_seen += block.kind is ParagraphKind.LIST  # it is part of the body
        if block.kind is ParagraphKind.TEXT and is_sentence_like(block.text):
            body_seen += 1
            if body_seen > _FARTHEST:
                return None
    return None


def listed_on_top(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Whether the lines from ``start`` to ``end`` are a contents list without marks and label.

    For readers that know of lines that stand together, with a space below them.
    """
    if end - start < _FEWEST_BARE or not all(map(_is_bare_entry, blocks[start:end])):
        return False
    return _unlabelled(blocks, start, end, titled=start > 0, doubtful=True) is not None


def is_contents_bar(text: str) -> bool:
    """Whether a line holds several titles side by side, as a contents list in one line does."""
    label, rest = label_and_rest(text)
    return bool(split_bar(rest, labelled=bool(label)))


def _bar(blocks: Sequence[Block], index: int, body_seen: int) -> Found | None:
    """A contents list in one line, its label in front of it, above it, or missing."""
    block = blocks[index]
    if block.kind not in {ParagraphKind.TEXT, ParagraphKind.HEADING, ParagraphKind.TABLE}:
        return None
    label, rest = label_and_rest(block.text)
    above = index > 0 and is_any_label(blocks[index - 1].text)
    labelled = bool(label) or above
    titles = tuple(filter(None, bare_titles(split_bar(rest, labelled=labelled))))
    if not titles or index + 1 == len(blocks):
        return None
    start = index - 1 if above else index
    if is_contents_label(label) or (above and is_contents_label(blocks[start].text)):
        return Found(titles, start, index + 1)
    texts = _running(blocks[index + 1 :])
    several = sum(word_count(title) > 1 for title in titles) * 2 >= len(titles)
    if body_seen or len(titles) < 3 or not _suffice(texts, titles) or not (several or block.leaps):
        return None
    sure = block.leaps or _are_sections(titles, texts)
    return Found(titles, start, index + 1) if sure else None


def _labelled(blocks: Sequence[Block], label: int, *, sure: bool) -> Found | None:
    start = label + 1
    if start >= len(blocks):
        return None
    end = start
    if _is_entry(blocks[start]):
        end = _end_of_list(blocks, start)
    else:
        while end < len(blocks) and _is_plain_entry(blocks[end]):
            end += 1
        if end < len(blocks) and blocks[end].kind is ParagraphKind.LIST and end > start:
            # Short lines and then a list: where one ends and the other begins is not clear.
            return None
        end = _before_headings(blocks, start, end)
        end = start + (paged_length([block.text for block in blocks[start:end]]) or end - start)
    titles = _titles(blocks[start:end], labelled=True)
    # a list of one title is one below a label that stands over nothing else
    fewest = 1 if sure and _is_entry(blocks[start]) else 2
    if not fewest <= len(titles) <= _MOST_ENTRIES or end == len(blocks):
        return None
    if not all(is_title_like(title, 20) for title in titles):
        return None
    if all(block.leaps for block in blocks[start:end]):
        return Found(titles, label, end)
    texts = _running(blocks[end:])
    if sure:
        fits = not are_strange(titles, texts)
    else:
        fits = are_topics(titles) and not _are_points(titles, texts)
    return Found(titles, label, end) if fits else None


def _is_entry(block: Block) -> bool:
    """Whether a block is a list's item, or a line that leads to a place in the same document."""
    return block.kind is ParagraphKind.LIST or block.leaps


def _end_of_run(blocks: Sequence[Block], start: int, *, titled: bool) -> tuple[int, bool]:
    """Where a list that may be one of contents ends, and whether its lines have no marks at all."""
    if _is_entry(blocks[start]):
        return _end_of_list(blocks, start), False
    end = _end_of_typed(blocks, start)
    if end > start or not (start or titled):
        return end, False  # what stands first of all may be the article's title
    while end < len(blocks) and _is_bare_entry(blocks[end]):
        end += 1
    return (end, True) if end - start >= _FEWEST_BARE else (start, False)


def _end_of_list(blocks: Sequence[Block], start: int) -> int:
    """Where a list of items, or of lines that lead to places, ends."""
    leaps = blocks[start].leaps
    end = start
    while end < len(blocks) and _is_entry(blocks[end]) and blocks[end].leaps == leaps:
        end += 1
    return end


def _end_of_typed(blocks: Sequence[Block], start: int) -> int:
    """Where a list of plain lines with numbers or pages ends; ``start`` if there is none."""
    end = start
    while end < len(blocks) and _is_plain_entry(blocks[end]):
        end += 1
    if end - start < _FEWEST_TYPED:
        return start
    return start + len(typed_entries([b.text for b in blocks[start:end]], labelled=False))


def _is_plain_entry(block: Block) -> bool:
    return (
        block.kind in {ParagraphKind.TEXT, ParagraphKind.HEADING, ParagraphKind.TABLE}
        and len(block.text) <= _LONGEST_ENTRY
        and is_title_like(LEADER.sub("", block.text), 14)
        and not is_any_label(block.text)
    )


def _is_bare_entry(block: Block) -> bool:
    return (
        block.kind is ParagraphKind.TEXT
        and _is_plain_entry(block)
        and word_count(block.text) <= _MOST_BARE_WORDS
        # a figure would be that of a street, a score or a date
        and not any(map(str.isdecimal, bare_titles([block.text])[0]))
    )


def _before_headings(blocks: Sequence[Block], start: int, end: int) -> int:
    """Where a list of plain lines ends if the body's first heading follows it at once.

    The first title then stands twice: in the list, and again above its own text.
    """
    seen: set[str] = set()
    keys = [same_title(title) for title in bare_titles([b.text for b in blocks[start:end]])]
    for index, key in enumerate(keys, start):
        if key in seen:
            return index
        seen.add(key)
    return end


def _unlabelled(
    blocks: Sequence[Block], start: int, end: int, *, titled: bool, doubtful: bool
) -> Found | None:
    """A list on top without a label: only if every entry is beyond doubt.

    More is asked of lines without marks, and of a list below the first of the text (``doubtful``).
    """
    if end == start:
        return None
    titles = _titles(blocks[start:end], labelled=False)
    leaping = all(block.leaps for block in blocks[start:end])
    if not (2 if leaping else 3) <= len(titles) <= _MOST_ENTRIES:
        return None
    after = blocks[end:]
    texts = _running(after)
    if not _suffice(texts, titles):
        return None
    headings = {same_title(b.text) for b in after if is_title_like(b.text)}
    as_headings = sum(same_title(title) in headings for title in titles)
    if as_headings * 2 > len(titles):
        return Found(titles, start, end)
    if _is_led_into(blocks, start, titled=titled):
        return None
    led = lead_to_pages([block.text for block in blocks[start:end]])
    if led or leaping:
        return Found(titles, start, end)
    nearby = [*_running(blocks[:start])[-1:], *texts]
    if not _are_sections(titles, texts) or are_counted(titles, nearby):
        return None
    several = sum(word_count(title) > 2 for title in titles) * 2 > len(titles)
    said = blocks[start].kind is ParagraphKind.TEXT and several
    sure = are_asking(titles) or (said and are_spoken_of(titles, texts, most=_NEARLY_ALL))
    return Found(titles, start, end) if sure or not doubtful else None


def _suffice(texts: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether there is text enough for every title to have some."""
    return (
        len(texts) >= len(titles) or sum(map(word_count, texts)) >= len(titles) * _WORDS_OF_SECTION
    )


def _is_led_into(blocks: Sequence[Block], start: int, *, titled: bool) -> bool:
    """Whether the line above a list says what it is a list of, as no contents list has it.

    That is a sentence with a colon at its end, or a label of its own ("Ingredients"). What stands
    first of all may be the article's title, unless that is known, or it is as short as a label.
    """
    if not start:
        return False
    text = blocks[start - 1].text.strip()
    if text.endswith((":", "：")):
        return True
    own = blocks[start - 1].kind in {ParagraphKind.TEXT, ParagraphKind.HEADING}
    short = titled or start > 1 or word_count(text) <= _LONGEST_OWN_LABEL
    return own and short and not is_sentence_like(text) and not is_any_label(text)


def _running(blocks: Sequence[Block]) -> list[str]:
    """The running text among the blocks."""
    return [b.text for b in blocks if b.kind is ParagraphKind.TEXT and is_sentence_like(b.text)]


def _are_sections(titles: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the entries of a list without a label are titles of what the texts are about."""
    return (
        are_topics(titles)
        and are_spoken_of(titles, texts)
        and not are_things(titles, texts)
        and not _are_points(titles, texts)
    )


def _are_points(titles: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether the entries are the points of a summary in a language whose verbs are not known."""
    return are_retold(titles, texts) and told_language("\n".join(texts)) != _KNOWN_LANGUAGE


def _titles(entries: Sequence[Block], *, labelled: bool) -> tuple[str, ...]:
    """The titles of a list's entries: no markers, leaders and page numbers.

    Empty if there are too many entries, or one is too long to be a title.
    """
    if len(entries) > _MOST_ENTRIES or any(len(e.text) > _LONGEST_ENTRY for e in entries):
        return ()
    texts = [
        entry.text
        for entry in entries
        if not is_way_to_top(entry.text)
        and not (entry.kind is ParagraphKind.TABLE and heads_pages(entry.text))
    ]
    titles = bare_titles(texts, labelled=labelled)
    worded = sum(len(title) > 1 and any(map(str.isalpha, title)) for title in titles)
    return tuple(filter(None, titles)) if worded * 2 > len(titles) else ()


def _mark_headings(blocks: Sequence[Block], titles: Sequence[str]) -> tuple[Block, ...]:
    wanted = {same_title(title) for title in titles}
    standing = {
        same_title(b.text) for b in blocks if b.kind in _MAY_BE_HEADING and is_title_like(b.text)
    } & wanted
    if not standing or len(standing) * 2 < len(wanted):
        return tuple(blocks)
    return tuple(
        replace(block, kind=ParagraphKind.HEADING, level=block.level or 2, marker=None)
        if block.kind in _MAY_BE_HEADING
        and is_title_like(block.text)
        and same_title(block.text) in standing
        else block
        for block in blocks
    )


_MAY_BE_LABEL = frozenset({ParagraphKind.TEXT, ParagraphKind.HEADING, ParagraphKind.QUOTE})
_MAY_BE_HEADING = frozenset({ParagraphKind.TEXT, ParagraphKind.LIST, ParagraphKind.HEADING})
