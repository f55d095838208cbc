"""Web pages as a browser saves them: HTML and XHTML. Nothing that a page names is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from briefing.article import ParagraphKind
from briefing.errors import InputUnreadable, NoArticle
from briefing.reading.assemble import TITLE
from briefing.reading.charsets import declared_in_markup, text_of_bytes
from briefing.reading.cleaning import is_sentence_like, is_title_like, same_title
from briefing.reading.contents import CONTENTS_LIST
from briefing.reading.decoding import other_format
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.html_blocks import Candidate, candidates
from briefing.reading.html_body import extracted_text, judged
from briefing.reading.html_contents import contents_of_page, settle_leaps
from briefing.reading.html_furniture import BESIDE, HIDDEN
from briefing.reading.html_left_out import gathered, without_references
from briefing.reading.html_metadata import address_of, metadata_of
from briefing.reading.html_office import settle_office
from briefing.reading.html_tree import drop_mute, parse

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->", re.IGNORECASE)
_HEAD = 4096


def read_html(raw: RawFile) -> Draft:
    """Read a web page.

    Raises NoArticle if there is nothing in it, and InputUnreadable if it is no web page, is nested
    too deeply or has too many elements.
    """
    what = other_format(raw.data)
    if what:
        raise InputUnreadable(
            f"“{raw.name}” is {what}, not a web page; give it the ending of what it is."
        )
    return draft_of_html(text_of_bytes(raw.data, declared_in_markup(raw.data)), raw.name)


def draft_of_html(markup: str, name: str, address: str | None = None) -> Draft:
    """A draft from a page's markup; ``name`` is its name for messages.

    ``address`` is where it was copied from, None if nobody knows.

    Raises the same as ``read_html``.
    """
    if not markup.strip():
        raise NoArticle(f"“{name}” holds no text; choose a page with an article in it.")
    root = parse(markup, name)
    settle_office(root)
    facts = metadata_of(root)
    url = facts.url or _saved_from(markup)
    settle_leaps(root, url or address)
    text = extracted_text(root, facts.body)
    drop_mute(root)
    found = candidates(root)
    reasons = judged(found, text)
    body = with_bold_headings([c for c, reason in zip(found, reasons, strict=True) if not reason])
    contents, listed, kept = contents_of_page(root, found, _without_title(body, facts.title))
    kept = without_references(kept)
    blocks = _in_order(found, reasons, listed, kept, facts.title)
    return Draft(
        blocks=tuple(gathered(blocks)),
        title=facts.title,
        authors=facts.authors,
        published=facts.published,
        publisher=facts.publisher,
        language=facts.language,
        contents=contents,
        url=url,
    )


def _saved_from(markup: str) -> str | None:
    """The address that a browser notes on top of a page that it saves."""
    match = _SAVED_FROM.search(markup[:_HEAD])
    return address_of(match[1]) if match else None


def _in_order(
    found: Sequence[Candidate],
    reasons: Sequence[str],
    listed: Sequence[Candidate],
    kept: Mapping[int, Block],
    title: str | None,
) -> Iterator[Block]:
    """All of the page that can be seen, in its order: what is kept, and why the rest is not."""
    entries = {candidate.place for candidate in listed}
    key = same_title(title or "")
    for candidate, reason in zip(found, reasons, strict=True):
        if candidate.place in kept:
            yield kept[candidate.place]
        elif candidate.place in entries:
            yield replace(candidate.block, left_out=CONTENTS_LIST)
        elif candidate.block.kind is ParagraphKind.HEADING and _is_title(candidate.block, key):
            yield replace(candidate.block, left_out=TITLE)
        elif reason != HIDDEN:
            yield replace(candidate.block, left_out=reason or BESIDE)


def _without_title(body: Sequence[Candidate], title: str | None) -> list[Candidate]:
    """The pieces; headings before the running text that only repeat the title are left out."""
    key = same_title(title or "")
    first = next((i for i, c in enumerate(body) if is_sentence_like(c.block.text)), 0)
    return [
        replace(c, block=replace(c.block, left_out=TITLE))
        if index <= first and c.block.kind is ParagraphKind.HEADING and _is_title(c.block, key)
        else c
        for index, c in enumerate(body)
    ]


def _is_title(block: Block, key: str) -> bool:
    return bool(key) and same_title(block.text) == key


def with_bold_headings(body: Sequence[Candidate]) -> list[Candidate]:
    """Make headings of short lines set in bold, in a page that has no other headings.

    Two of them at least, each followed by running text, and no more than a third of all pieces.
    """
    if any(c.block.kind is ParagraphKind.HEADING and (c.block.level or 1) > 1 for c in body):
        return list(body)
    chosen = {
        index
        for index, (candidate, following) in enumerate(pairwise(body))
        if candidate.bold
        and candidate.block.kind is ParagraphKind.TEXT
        and is_title_like(candidate.block.text, 12)
        and not following.bold
        and is_sentence_like(following.block.text)
    }
    if len(chosen) < 2 or len(chosen) * 3 > len(body):
        return list(body)
    return [
        replace(c, block=replace(c.block, kind=ParagraphKind.HEADING, level=2))
        if index in chosen
        else c
        for index, c in enumerate(body)
    ]
