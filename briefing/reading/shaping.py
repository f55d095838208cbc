"""Small decisions that the readers of laid-out documents share: markers, titles, metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from briefing.article import ParagraphKind
from briefing.reading.assemble import TITLE
from briefing.reading.cleaning import fold, is_sentence_like, is_title_like, same_title
from briefing.reading.contents import CONTENTS_LIST
from briefing.reading.contents_labels import is_contents_label
from briefing.reading.contents_titles import LEADER, bare_titles
from briefing.reading.draft import Block

PAGE_HEADER = "page header"
"""Why the words at the top of each page are no part of the article."""
PAGE_FOOTER = "page footer"
"""Why the words at the foot of each page are no part of the article."""

_MOST_OF_TOP = 3
_MOST_BEFORE_CONTENTS = 40
_BULLET = re.compile(r"^\s*([•‣▪▸►◦○●■□➢➤✓✔☐☑☒·\uf0b7\uf0a7\uf0d8\uf02d]|[-–*](?=\s))\s*(?=\S)")
_NUMBER = re.compile(r"^\s*(\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s+(?=\S)")

# What programs write where nobody wrote anything.
_NOBODY = re.compile(
    r"^(?:python-docx|microsoft (?:office )?user|microsoft|(?:ie|office|default|test|local)? ?user"
    r"|user ?\d*|windows[ -]user|usuario(?: de windows)?|utilisateur(?: windows)?|benutzer|windows"
    r"|admin(?:istrator|istrateur|istrador)?|system|author|autor|auteur|verfasser|your name|name"
    r"|unknown|unspecified|anonymous|nobody|none|n/?a|guest|default|test|root|owner|scanner|pc|home"
    r"|office|hp|dell|lenovo|acer|asus|docling|pandoc|libreoffice|openoffice|.|-+|\W*)$",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"^(?:untitled.*|unbenannt.*|sans titre.*|document ?\d*|dokument ?\d*|book ?\d+|mappe ?\d+"
    r"|(?:word )?document|microsoft (?:word|powerpoint|excel|office).*|powerpoint.*"
    r"|presentation ?\d*|präsentation ?\d*|slide ?\d+|layout ?\d+"
    r"|scan(?:ned)?(?: document| image)?[\W\d]*|title|titel|titre|título"
    r"|unknown|unspecified|anonymous|none|n/?a|print|template|vorlage|\S+_\S+"
    r"|.*\.(?:docx?|docm|dotx?|odt|rtf|pdf|indd|qxd|tex|dvi|txt|x?html?|pptx?|xlsx?|pub|wpd|pages"
    r"|eps|ps|png|jpe?g|tiff?|fm|p65)|\W*|\d+)$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:(?:chapter|part|section) )?(?:[-–]?\d+(?:[.\-–]\d+)*[.:)\-–]?|[IVX]+[.:)])\s"
    r"|^(?:introduction|abstract|summary|background|preface)$",
    re.IGNORECASE,
)


def split_bullet(text: str) -> tuple[str | None, str]:
    """A typed bullet in front of a text (None without one), and the text after it."""
    match = _BULLET.match(text)
    return (match[1], text[match.end() :]) if match else (None, text)


def split_marker(text: str) -> tuple[str | None, str]:
    """A typed bullet or number in front of a text (None without one), and the text after it."""
    match = _BULLET.match(text) or _NUMBER.match(text)
    return (match[1], text[match.end() :]) if match else (None, text)


def with_typed_bullets(blocks: Sequence[Block]) -> list[Block]:
    """Make list items of plain paragraphs that begin with a typed bullet."""
    result = []
    for block in blocks:
        if block.kind is ParagraphKind.TEXT and not block.left_out:
            marker, text = split_bullet(block.text)
            if marker is not None:
                result.append(replace(block, kind=ParagraphKind.LIST, text=text, marker=marker))
                continue
        result.append(block)
    return result


def plain_title(given: str | None) -> str:
    """The title that metadata gives; empty for a file's name or what a program put there."""
    title = fold(given or "")
    return "" if _NO_TITLE.match(title.strip("()[] ")) else title


def is_part(text: str) -> bool:
    """Whether a heading names a part ("1 Introduction", "Summary"), and not the whole."""
    return bool(_PART.match(text))


def lift_title(blocks: Sequence[Block], given: str | None) -> tuple[str | None, list[Block]]:
    """The title, and the blocks with the one that only says the title marked as left out.

    ``given`` by the metadata counts if it is no file name or placeholder; otherwise a heading on
    top is the title if it is the only one of its level and none is higher.
    """
    title = plain_title(given)
    kept = [i for i, block in enumerate(blocks) if not block.left_out]
    if title:
        key = same_title(title)
        at = next((i for i in kept[:4] if same_title(blocks[i].text) == key), None)
        return title, _without(blocks, at, TITLE)
    first = next((i for i in kept if blocks[i].kind is not ParagraphKind.CAPTION), None)
    if first is None or blocks[first].kind is not ParagraphKind.HEADING:
        return None, list(blocks)
    levels = [blocks[i].level or 1 for i in kept if blocks[i].kind is ParagraphKind.HEADING]
    if levels.count(levels[0]) > 1 or min(levels) < levels[0] or is_part(blocks[first].text):
        return None, list(blocks)
    if not any(is_sentence_like(blocks[i].text) for i in kept if i != first):
        return None, list(blocks)
    return blocks[first].text, _without(blocks, first, TITLE)


def _without(blocks: Sequence[Block], at: int | None, reason: str) -> list[Block]:
    return [replace(b, left_out=reason) if i == at else b for i, b in enumerate(blocks)]


def people(*names: str | None) -> tuple[str, ...]:
    """The names of real people among what the metadata gives, several in one separated."""
    found: list[str] = []
    for name in names:
        for part in re.split(r"\s*(?:;|\band\b|&)\s*", name or ""):
            person = fold(part)
            nobody = _NOBODY.match(person.strip("()[] "))
            if person and not nobody and person not in found:
                found.append(person)
    return tuple(found)


def is_top(blocks: Iterable[Block]) -> bool:
    """Whether what comes after these blocks still stands on top, where title and author do."""
    kept = (block for block in blocks if not block.left_out)
    return next(islice(kept, _MOST_OF_TOP, None), None) is None


def without_contents_label(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with the label over a contents list that was taken out left out, too."""
    return [
        replace(block, left_out=CONTENTS_LIST)
        if place < _MOST_BEFORE_CONTENTS and is_contents_label(block.text)
        else block
        for place, block in enumerate(blocks)
    ]


def page_edges(texts: Iterable[str], reason: str) -> list[Block]:
    """The words of page headers or footers, each once, as blocks that are left out."""
    return [
        Block(ParagraphKind.TEXT, text, left_out=reason)
        for text in dict.fromkeys(texts)
        if sum(character.isalpha() for character in text) > 1
    ]


def contents_titles(entries: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    """The titles of a table of contents from its entries: their level, and text with tabs.

    Numbers, leaders and page numbers go. Only the highest level counts if it has two entries.
    """
    cleaned: list[tuple[int, str]] = []
    for level, text in entries:
        pieces = [fold(piece) for piece in LEADER.sub("", text).split("\t")]
        pieces = [piece for piece in pieces if piece]
        if len(pieces) > 1 and re.fullmatch(r"\d{1,4}|[ivxlc]{1,7}", pieces[-1], re.IGNORECASE):
            pieces.pop()
        if len(pieces) > 1 and re.fullmatch(r"[\dIVXA-Z]{1,4}(?:[.)\d]*)", pieces[0]):
            pieces.pop(0)
        title = " ".join(pieces)
        if title and is_title_like(title, 30) and not is_contents_label(title):
            cleaned.append((level, title))
    highest = min((level for level, _ in cleaned), default=0)
    top = [title for level, title in cleaned if level == highest]
    titles = top if len(top) > 1 else [title for _, title in cleaned]
    titles = list(filter(None, bare_titles(titles)))
    return tuple(titles) if len(titles) > 1 else ()


def table_row(cells: Sequence[str]) -> Block:
    """A table's row as one block, its cells parted by bars; empty if no cell has text."""
    return Block(ParagraphKind.TABLE, " | ".join(filter(None, (fold(cell) for cell in cells))))


def row_of_cells(cells: Sequence[Sequence[Block]], page: int | None) -> Iterator[Block]:
    """A table's row of cells that were taken up, and after it what was left out in them.

    ``page`` is that of a row without words.
    """
    texts = [" ".join(block.text for block in cell if not block.left_out) for cell in cells]
    first = next((block.page for cell in cells for block in cell), page)
    yield replace(table_row(texts), page=first)
    yield from (block for cell in cells for block in cell if block.left_out)
