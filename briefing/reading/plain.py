"""Plain text: paragraphs that blank lines or line ends set apart, a title, lists, captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from briefing.article import ParagraphKind
from briefing.reading.captions import is_caption
from briefing.reading.cleaning import (
    ends_sentence,
    fold,
    is_sentence_like,
    is_title_like,
    lines_of,
)
from briefing.reading.contents import is_contents_bar, listed_on_top
from briefing.reading.contents_labels import is_any_label, is_contents_label
from briefing.reading.contents_lines import typed_entries
from briefing.reading.decoding import decode
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.names import date_line
from briefing.reading.opening import stands_above_title
from briefing.reading.plain_headings import with_headings
from briefing.reading.plain_shapes import Line, drawn, without_quote_marks

_ITEM = re.compile(r"^\s*(?P<marker>[-–—*•‣▪▸►◦○●·]|\(?\d{1,2}[.)]|[a-z]\))\s+(?P<text>\S.*)$")
_RULE = re.compile(r"^\s*(?:=\s?){3,}$|^\s*(?:-\s?){3,}$|^\s*(?:[*_~#]\s?){3,}$")
_LAST_LETTERS = re.compile(r"[^\W\d_]+$")
_FIRST_LETTERS = re.compile(r"[^\W\d_]{1,60}")
_WIDEST_WRAP = 140
_SHORTEST_WRAP = 30
_TOP_RUNS = 5
_DASHES = frozenset("-–—")


def read_plain(raw: RawFile) -> Draft:
    """Read plain text. Raises InputUnreadable if the bytes are no text."""
    return draft_of_text(decode(raw))


def draft_of_text(text: str) -> Draft:
    """A draft from text without markup, for instance a file's or the clipboard's."""
    runs = [(quoted, _groups(lines)) for quoted, lines in without_quote_marks(lines_of(text))]
    groups = [group for _, found in runs for group in found]
    shapes = {id(group): None if _is_typed_list(group) else drawn(group) for group in groups}
    width = _wrap_width([group for group in groups if shapes[id(group)] is None])
    words = {word.casefold() for group in groups for line in group for word in line.text.split()}
    blocks: list[Block] = []
    begins: list[int] = []
    for quoted, found in runs:
        for group in found:
            labelled = bool(blocks) and is_any_label(blocks[-1].text)
            pieces = shapes[id(group)] or _blocks_of(group, width, words, labelled=labelled)
            begins.append(len(blocks))
            blocks.extend(_quoted(piece) if quoted else piece for piece in pieces)
    title, rest = _take_title(_with_speech(_with_bare_list(blocks, begins)))
    return Draft(blocks=tuple(with_headings(rest)), title=title)


def _with_bare_list(blocks: Sequence[Block], begins: Sequence[int]) -> list[Block]:
    """The blocks; lines on top that are a contents list without marks become a list's items.

    They stand together, with a space above and below: ``begins`` has the places at which runs of
    lines without a space between them begin. A headline above them is no part of the list.
    """
    for start, end in pairwise(begins[:_TOP_RUNS]):
        if listed_on_top(blocks, start, end):
            listed = [replace(block, kind=ParagraphKind.LIST) for block in blocks[start:end]]
            return [*blocks[:start], *listed, *blocks[end:]]
    return list(blocks)


def _quoted(block: Block) -> Block:
    is_text = block.kind is ParagraphKind.TEXT
    return replace(block, kind=ParagraphKind.QUOTE, alone=False) if is_text else block


def _with_speech(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; lines with a dash in front are speech and no list if they ask and answer."""
    result: list[Block] = []
    for marker, run in groupby(blocks, key=lambda block: block.marker or ""):
        items = list(run)
        is_speech = (
            marker in _DASHES
            and any(block.text.endswith(("?", "!")) or "? " in block.text for block in items)
            and all(is_sentence_like(b.text) or ends_sentence(b.text) for b in items)
            and not (result and result[-1].text.endswith((":", "：")))
        )
        result.extend(
            replace(b, kind=ParagraphKind.TEXT, text=f"{marker} {b.text}", marker=None)
            if is_speech
            else b
            for b in items
        )
    return result


def _groups(lines: Sequence[str]) -> list[list[Line]]:
    """Runs of lines without a blank line between them."""
    groups: list[list[Line]] = []
    run: list[Line] = []
    for line in [*lines, ""]:
        text = fold(line)
        if text:
            run.append(Line(text, len(line) - len(line.lstrip()), line))
        elif run:
            groups.append(run)
            run = []
    return groups


def _is_item(text: str) -> bool:
    return bool(_ITEM.match(text))


def _wrap_width(groups: Sequence[Sequence[Line]]) -> int | None:
    """The width at which the text's lines were wrapped, None if each line is a paragraph.

    Lines are wrapped if nearly every line is so full that the next line's first word had no room
    on it, and if they end in the midst of sentences.
    """
    pairs = [
        (a.text, b.text)
        for group in groups
        for a, b in pairwise(group)
        if not _is_item(b.text) and not is_caption(a.text)
    ]
    if len(pairs) < 2:
        return None
    lengths = sorted(len(a) for a, _ in pairs)
    width = lengths[min(len(lengths) - 1, int(0.95 * len(lengths)))]
    if width > _WIDEST_WRAP or all(_begins_anew(following) for _, following in pairs):
        return None  # a list of titles, each with its capital
    full = sum(_is_full(a, b, width) for a, b in pairs) / len(pairs)
    ended = sum(ends_sentence(a) for a, _ in pairs) / len(pairs)
    return width if full >= 0.6 and ended < 0.5 else None


def _begins_anew(line: str) -> bool:
    """Whether the first letter of a line is a capital."""
    return next(filter(str.isalpha, line), "").isupper()


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the following line had no room (a small slack is allowed)."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - max(3, width // 12)


def _is_typed_list(group: Sequence[Line]) -> bool:
    """Whether lines are a list with numbers or letters in front, or with pages at the end."""
    first = int(is_any_label(group[0].text))
    labelled = is_contents_label(group[0].text)
    return bool(typed_entries([line.text for line in group[first:]], labelled=labelled))


def _blocks_of(
    group: Sequence[Line], width: int | None, words: set[str], *, labelled: bool = False
) -> Iterator[Block]:
    """The blocks of a run of lines; ``labelled`` if the label of a contents list stands above."""
    if len(group) == 2 and _RULE.match(group[1].text) and is_title_like(group[0].text):
        level = 1 if group[1].text[0] == "=" else 2
        yield Block(ParagraphKind.HEADING, group[0].text, level=level, alone=True)
        return
    first = int(is_any_label(group[0].text))
    hanging = _without_hanging(group[first:])
    entries = typed_entries(
        [" ".join(line.text for line in lines) for lines in hanging],
        labelled=labelled or first == 1,
    )
    if entries:
        yield from (Block(ParagraphKind.TEXT, line.text, alone=True) for line in group[:first])
        for entry in entries:
            yield Block(ParagraphKind.LIST, entry.text, marker=entry.mark or None, alone=True)
        rest = [line for lines in hanging[len(entries) :] for line in lines]
        if rest:
            yield from _blocks_of(rest, width, words)
        return
    for lines, item in _paragraphs(group, width):
        text = _join([line.text for line in lines], words)
        if _RULE.match(text):
            continue
        match = _ITEM.match(text) if item else None
        if match:
            yield Block(ParagraphKind.LIST, match["text"], marker=match["marker"])
        else:
            alone = len(group) == 1 or (width is None and len(lines) == 1)
            yield Block(ParagraphKind.TEXT, text, alone=alone)


def _without_hanging(group: Sequence[Line]) -> list[list[Line]]:
    """The lines, each with those after it that are set in because they go on with its item."""
    found: list[list[Line]] = []
    for line in group:
        marked = bool(found) and _is_item(found[-1][0].text) and not _is_item(line.text)
        if marked and line.indent > found[-1][0].indent and not is_sentence_like(line.text):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _paragraphs(group: Sequence[Line], width: int | None) -> Iterator[tuple[list[Line], bool]]:
    """The paragraphs of a run of lines, each as its lines, and whether it is a list item."""
    if width is not None and len(group) > 1:
        full = sum(_is_full(a.text, b.text, width) for a, b in pairwise(group))
        wrapped = full * 2 >= len(group) - 1 or any(_is_item(line.text) for line in group)
    else:
        wrapped = False
    margin = min(line.indent for line in group)
    indented = [line.indent > margin + 1 for line in group]
    indents_tell = 0 < sum(indented) * 2 <= len(group)
    lines: list[Line] = []
    item = False
    for index, line in enumerate(group):
        begins_item = _is_item(line.text) and _is_list_line(group, index)
        starts = (
            not lines
            or not (wrapped or _runs_on(lines[-1].text, line.text))
            or begins_item
            or is_any_label(lines[-1].text)
            or is_caption(lines[-1].text)
            or (indents_tell and indented[index] and not item)
            or (width is not None and _has_ended(lines[-1].text, line.text, width))
        )
        if starts and lines:
            yield lines, item
            lines = []
        if not lines:
            item = begins_item
        lines.append(line)
    if lines:
        yield lines, item


def _runs_on(line: str, following: str) -> bool:
    """Whether a line is so plainly cut in two that this needs no other line to show it."""
    is_open = not ends_sentence(line) and line[-1] not in ":;"
    return is_open and len(line) >= _SHORTEST_WRAP and following[0].islower()


def _is_list_line(group: Sequence[Line], index: int) -> bool:
    """Whether a line that begins like a list item is one, and not a sentence.

    A lone "1990. " or a dash of speech at the start of a line makes no list: numbers need a
    neighbour that counts on, or to stand alone between blank lines.
    """
    match = _ITEM.match(group[index].text)
    if match is None or date_line(group[index].text)[0]:
        return False
    marker = match["marker"]
    if match["text"].endswith(f" {marker}"):
        return False  # a line between dashes: "- ends -"
    if marker in "–—":
        near = [group[i].text for i in (index - 1, index + 1) if 0 <= i < len(group)]
        return any(text.startswith(marker) for text in near)
    return True


def _has_ended(line: str, following: str, width: int) -> bool:
    """Whether a wrapped paragraph ends with this line: a full stop, and much room left."""
    first = following.split(maxsplit=1)[0]
    return ends_sentence(line) and len(line) + 1 + len(first) < width * 0.8 - len(first)


def _join(lines: Sequence[str], words: set[str]) -> str:
    """Wrapped lines as one line; a word parted at a line's end is joined again.

    The hyphen goes only if the whole word stands elsewhere in the text, for "well-" and "known"
    may also have been parted at a hyphen of their own.
    """
    pieces = [lines[0]]
    for line in lines[1:]:
        last = pieces[-1]
        if last.endswith("-") and last[-2:-1].isalpha() and line[:1].islower():
            head = _LAST_LETTERS.search(last[-60:-1])
            rest = _FIRST_LETTERS.match(line)
            whole = f"{head[0] if head else ''}{rest[0] if rest else ''}".casefold()
            pieces[-1] = last[:-1] if whole in words else last
        else:
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)


def _take_title(blocks: Sequence[Block]) -> tuple[str | None, list[Block]]:
    """The title, if the first line is one, and the blocks without it.

    A date or the mark of a press release may stand above it.
    """
    place = next(
        (i for i, block in enumerate(blocks[:4]) if not stands_above_title(block.text)), None
    )
    if place is None:
        return None, list(blocks)
    first = blocks[place]
    rest = [block for i, block in enumerate(blocks) if i != place]
    if first.kind is ParagraphKind.HEADING:
        return first.text, rest
    is_title = (
        first.kind is ParagraphKind.TEXT
        and first.alone
        and is_title_like(first.text, 22)
        and not first.text[:1].islower()
        and not is_any_label(first.text)
        and not is_contents_bar(first.text)
        and not is_caption(first.text)
        and any(is_sentence_like(block.text) for block in rest)
    )
    return (first.text, rest) if is_title else (None, list(blocks))
