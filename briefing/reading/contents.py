"""The table of contents that stands on top of an article as a mere list.

Told from an ordinary list by its label ("Contents", "In this article"), its place before the
body, and its entries, which are titles and not statements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.article import ParagraphKind
from briefing.reading.cleaning import (
    ends_sentence,
    is_sentence_like,
    is_title_like,
    same_title,
    word_count,
)
from briefing.reading.contents_lines import paged_length, split_bar
from briefing.reading.draft import Block

_SURE_LABEL = re.compile(
    r"^(?:table of contents|(?:article |page |report )?contents(?: page)?|toc|index of contents"
    r"|(?:in|on|inside) this (?:article|story|report|guide|page|post|issue|section|briefing|paper"
    r"|document|chapter|edition)|jump to(?: (?:a )?section)?|skip to(?: (?:a )?section)?"
    r"|sections?(?: in this \w+)?|inhalt(?:sverzeichnis)?|in diesem artikel|sommaire"
    r"|table des matières|índice|tabla de contenidos|indice|inhoud(?:sopgave)?|spis treści"
    r"|conteúdo|содержание|оглавление|зміст|目次|目录"
    r"|inhalts(?:übersicht|angabe)|in diesem (?:beitrag|bericht|text|dokument)"
    r"|auf dieser seite|(?:direkt|springen sie) zu|dans (?:cet article|ce (?:dossier|rapport))"
    r"|sur cette page|au sommaire|en este artículo|in questo articolo|in dit artikel"
    r"|quick navigation|(?:article|page) (?:sections|outline|navigation))\s*[:：]?$",
    re.IGNORECASE,
)
# Labels that stand over lists of statements just as often: the entries must then be beyond doubt.
_WEAK_LABEL = re.compile(
    r"^(?:what (?:you (?:need|have) to know|you['’]ll (?:learn|find|read)(?: here)?|we cover"
    r"|this (?:article|guide|report) covers|['’]?s (?:inside|in this \w+))|(?:what is|what['’]s) "
    r"(?:inside|covered|in this \w+)|overview|topics(?: covered)?|at a glance|quick links"
    r"|everything you need to know|the key topics|agenda|inside|read about|in brief"
    r"|what (?:you will|you['’]ll|to) (?:read|learn|find)(?: here)?|this (?:week|month)|topics in"
    r" this \w+|index|plan|übersicht|überblick|themen(?:übersicht)?|darum geht es|worum es geht"
    r"|das wichtigste(?: im überblick| in kürze)?|auf einen blick|l['’]essentiel|à lire)"
    r"\s*[:：]?$",
    re.IGNORECASE,
)

_LEADER = re.compile(r"\s*(?:\.{2,}|(?:\s\.){2,}|…+|·{2,}|_{2,}|-{3,}|–{2,})\s*(?:p(?:age|\.)?\s*)?"
                     r"(?:\d{1,4}|[ivxlc]{1,6})?$", re.IGNORECASE)  # fmt: skip
_LEADS_TO_PAGE = re.compile(r"(?:\.{3,}|(?:\s\.){3,}|…+|·{3,}|_{3,})\s*\d{1,4}$")
_PAGE = re.compile(r"(?:\s{2,}|\t|\s)(?:p(?:age|\.)?\s*)?(\d{1,4})$", re.IGNORECASE)
_NUMBER = re.compile(
    r"^(?:(?:chapter|part|section|kapitel|chapitre|§)\s*)?"
    r"\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Za-z])[.):]?\s+"
    r"(?=\S)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^(?:[-–—*•‣▪▸►◦○●·»›>→]|\(?\d{1,2}[.)])\s+(?=\S)")

# Words that make a statement of a line; a title in an article's list seldom has one.
_FINITE = frozenset(
    "is are was were am be been has have had will would can could may might must shall should "
    "do does did says said say isn't aren't wasn't weren't won't can't couldn't doesn't didn't "
    "don't hasn't haven't it's he's she's they're we're you're i'm there's".split()
)
_QUESTION_WORDS = frozenset(
    "who what where when why how which whose is are can will should".split()
)
_MOST_ENTRIES = 60
_LONGEST_ENTRY = 400
_FARTHEST = 8


CONTENTS_LIST = "contents list"
"""Why the entries of a contents list are no paragraphs of the article."""


@dataclass(frozen=True, slots=True)
class Found:
    """A contents list: its titles in order, and the range of blocks that it and its label take."""

    titles: tuple[str, ...]
    start: int
    end: int


def is_contents_label(text: str) -> bool:
    """Whether a line is the label of a contents list and of nothing else."""
    return bool(_SURE_LABEL.match(text.strip()))


def is_any_label(text: str) -> bool:
    """Whether a line may be the label of a contents list."""
    return is_contents_label(text) or bool(_WEAK_LABEL.match(text.strip()))


def take_contents(blocks: Sequence[Block]) -> tuple[tuple[str, ...], tuple[Block, ...]]:
    """The titles of the contents list (empty if there is none), and all blocks.

    The list's own blocks are marked as left out. Lines of the body that equal the list's titles
    are turned into headings if at least half of the titles stand there so.
    """
    found = find_contents(blocks)
    if found is None:
        return (), tuple(blocks)
    before, after = blocks[: found.start], blocks[found.end :]
    marked = _mark_headings((*before, *after), found.titles)
    own = (replace(b, left_out=CONTENTS_LIST) for b in blocks[found.start : found.end])
    return found.titles, (*marked[: len(before)], *own, *marked[len(before) :])


def find_contents(blocks: Sequence[Block]) -> Found | None:
    """Find the contents list among the blocks, None if there is none."""
    body_seen = 0
    for index, block in enumerate(blocks[: 4 * _FARTHEST]):
        bar = _bar(blocks, index, body_seen)
        if bar is not None:
            return bar
        if block.kind in {ParagraphKind.TEXT, ParagraphKind.HEADING} and is_any_label(block.text):
            sure = is_contents_label(block.text)
            if sure or body_seen == 0:
                found = _labelled(blocks, index, sure=sure)
                if found is not None:
                    return found
        elif block.kind is ParagraphKind.LIST and body_seen == 0:
            found = _unlabelled(blocks, index)
            if found is not None:
                return found
            body_seen = 1  # an ordinary list is part of the body
        if block.kind is ParagraphKind.TEXT and is_sentence_like(block.text):
            body_seen += 1
            if body_seen > _FARTHEST:
                return None
    return None


def is_contents_bar(text: str) -> bool:
    """Whether a line holds several titles side by side, as a contents list in one line does."""
    label, rest = _label_and_rest(text)
    return bool(split_bar(rest, labelled=bool(label)))


def _label_and_rest(text: str) -> tuple[str, str]:
    """The label in front of a line ("In this article: …"), empty if there is none, and the rest."""
    head, colon, rest = text.partition(":")
    return (head, rest.strip()) if colon and rest and is_any_label(head) else ("", text)


def _bar(blocks: Sequence[Block], index: int, body_seen: int) -> Found | None:
    """A contents list in one line, its label in front of it, above it, or missing."""
    block = blocks[index]
    if block.kind not in {ParagraphKind.TEXT, ParagraphKind.HEADING, ParagraphKind.TABLE}:
        return None
    label, rest = _label_and_rest(block.text)
    above = index > 0 and is_any_label(blocks[index - 1].text)
    titles = tuple(split_bar(rest, labelled=bool(label) or above))
    if not titles or index + 1 == len(blocks):
        return None
    start = index - 1 if above else index
    if is_contents_label(label) or (above and is_contents_label(blocks[start].text)):
        return Found(titles, start, index + 1)
    body = [b for b in blocks[index + 1 :] if b.kind is ParagraphKind.TEXT]
    body = [b for b in body if is_sentence_like(b.text)]
    several = sum(word_count(title) > 1 for title in titles) * 2 >= len(titles)
    if body_seen or len(titles) < 3 or len(body) < len(titles) or not (several or block.leaps):
        return None
    sure = block.leaps or (_are_topics(titles) and _are_spoken_of(titles, body))
    return Found(titles, start, index + 1) if sure else None


def _labelled(blocks: Sequence[Block], label: int, *, sure: bool) -> Found | None:
    start = label + 1
    if start >= len(blocks):
        return None
    end = start
    if blocks[start].kind is ParagraphKind.LIST:
        while end < len(blocks) and blocks[end].kind is ParagraphKind.LIST:
            end += 1
    else:
        while end < len(blocks) and _is_plain_entry(blocks[end]):
            end += 1
        if end < len(blocks) and blocks[end].kind is ParagraphKind.LIST and end > start:
            # Short lines and then a list: where one ends and the other begins is not clear.
            return None
        end = _before_headings(blocks, start, end)
        end = start + (paged_length([block.text for block in blocks[start:end]]) or end - start)
    titles = _titles(blocks[start:end])
    if not 2 <= len(titles) <= _MOST_ENTRIES or end == len(blocks):
        return None
    if not all(is_title_like(title, 20) for title in titles):
        return None
    if not sure and not (all(block.leaps for block in blocks[start:end]) or _are_topics(titles)):
        return None
    return Found(titles, label, end)


def _is_plain_entry(block: Block) -> bool:
    return (
        block.kind in {ParagraphKind.TEXT, ParagraphKind.HEADING, ParagraphKind.TABLE}
        and len(block.text) <= _LONGEST_ENTRY
        and is_title_like(_LEADER.sub("", block.text), 14)
        and not is_any_label(block.text)
    )


def _before_headings(blocks: Sequence[Block], start: int, end: int) -> int:
    """Where a list of plain lines ends if the body's first heading follows it at once.

    The first title then stands twice: in the list, and again above its own text.
    """
    seen: set[str] = set()
    for index in range(start, end):
        key = same_title(_LEADER.sub("", blocks[index].text))
        if key in seen:
            return index
        seen.add(key)
    return end


def _unlabelled(blocks: Sequence[Block], start: int) -> Found | None:
    """A list on top without a label: only if every entry is beyond doubt."""
    before = blocks[start - 1] if start else None
    if before is not None and before.text.rstrip().endswith((":", "：")):
        return None
    end = start
    while end < len(blocks) and blocks[end].kind is ParagraphKind.LIST:
        end += 1
    titles = _titles(blocks[start:end])
    leaping = all(block.leaps for block in blocks[start:end])
    if not (2 if leaping else 3) <= len(titles) <= _MOST_ENTRIES:
        return None
    after = blocks[end:]
    body = [b for b in after if b.kind is ParagraphKind.TEXT and is_sentence_like(b.text)]
    if len(body) < len(titles):
        return None
    headings = {same_title(b.text) for b in after if is_title_like(b.text)}
    as_headings = sum(same_title(title) in headings for title in titles)
    led = all(_LEADS_TO_PAGE.search(block.text) for block in blocks[start:end])
    if led or leaping or as_headings * 2 > len(titles):
        return Found(titles, start, end)
    if not _are_topics(titles) or not _are_spoken_of(titles, body):
        return None
    return Found(titles, start, end)


def _titles(entries: Sequence[Block]) -> tuple[str, ...]:
    """The titles of a list's entries: no markers, leaders and page numbers.

    Empty if there are too many entries, or one is too long to be a title.
    """
    if len(entries) > _MOST_ENTRIES or any(len(e.text) > _LONGEST_ENTRY for e in entries):
        return ()
    bare = [_BULLET.sub("", entry.text.strip()) for entry in entries]
    led = [_LEADER.sub("", entry).strip() for entry in bare]
    pages = [_PAGE.search(entry) for entry in led]
    numbers = [int(page[1]) for page in pages if page]
    if len(numbers) == len(led) > 1 and numbers == sorted(numbers) and numbers[-1] != numbers[0]:
        led = [_PAGE.sub("", entry).strip().rstrip(",") for entry in led]
    numbered = [_NUMBER.match(entry) for entry in led]
    if len(led) > 1 and all(numbered) and _count_up([m[0] for m in numbered if m]):
        led = [_NUMBER.sub("", entry, count=1).strip() for entry in led]
    return tuple(entry for entry in led if entry)


def _count_up(numbers: Sequence[str]) -> bool:
    """Whether the numbers in front of a list's entries are all different, as counting makes them.

    Otherwise they are words: "A Year in the Port" and "A New Crane" both begin with an article.
    """
    keys = [number.strip().rstrip(".):").casefold() for number in numbers]
    return len(set(keys)) == len(keys)


def _are_topics(titles: Sequence[str]) -> bool:
    """Whether all entries read like titles of sections and not like statements or goods."""
    if not all(is_title_like(title, 12) for title in titles):
        return False
    statements = sum(_is_statement(title) for title in titles)
    goods = sum(bool(re.match(r"\d", title)) for title in titles)
    capitals = sum(title[:1].isupper() or not title[:1].islower() for title in titles)
    mean = sum(word_count(title) for title in titles) / len(titles)
    return (
        statements * 4 <= len(titles)
        and goods * 2 < len(titles)
        and capitals * 5 >= len(titles) * 4
        and mean <= 8
    )


def _is_statement(title: str) -> bool:
    words = title.casefold().replace("’", "'").split()
    if words and words[0] in _QUESTION_WORDS:
        return False
    return ends_sentence(title) or any(word.strip(".,;:\"'()") in _FINITE for word in words)


def _are_spoken_of(titles: Sequence[str], body: Sequence[Block]) -> bool:
    """Whether most titles share a word of some length with the text that follows."""
    stems = {w[:5] for b in body for w in re.findall(r"[^\W\d_]{4,}", b.text.casefold())}
    spoken = sum(
        any(w[:5] in stems for w in re.findall(r"[^\W\d_]{4,}", title.casefold()))
        for title in titles
    )
    return spoken * 3 >= len(titles) * 2


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


_MAY_BE_HEADING = frozenset({ParagraphKind.TEXT, ParagraphKind.LIST, ParagraphKind.HEADING})
