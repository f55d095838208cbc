"""Web pages as a browser saves them: HTML and XHTML. Nothing that a page names is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import dropwhile, islice, pairwise
from urllib.parse import unquote

from lxml.html import HtmlElement

from briefing.article import ParagraphKind
from briefing.errors import InputUnreadable, NoArticle
from briefing.reading.assemble import TITLE
from briefing.reading.charsets import declared_in_markup, text_of_bytes
from briefing.reading.cleaning import is_sentence_like, is_title_like, same_title
from briefing.reading.contents import CONTENTS_LIST, take_contents
from briefing.reading.contents_labels import is_any_label
from briefing.reading.decoding import other_format
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.html_blocks import Candidate, candidates
from briefing.reading.html_body import extracted_text, judged
from briefing.reading.html_furniture import BESIDE, HIDDEN
from briefing.reading.html_left_out import gathered, without_references
from briefing.reading.html_metadata import address_of, metadata_of
from briefing.reading.html_office import settle_office
from briefing.reading.html_tree import drop_mute, parse

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->", re.IGNORECASE)
_HEAD = 4096
_KINDS_OF_ENTRIES = frozenset({ParagraphKind.LIST, ParagraphKind.TEXT})
_FEWEST_ENTRIES = 2
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")


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


def draft_of_html(markup: str, name: str) -> Draft:
    """A draft from a page's markup; ``name`` is its name for messages.

    Raises the same as ``read_html``.
    """
    if not markup.strip():
        raise NoArticle(f"“{name}” holds no text; choose a page with an article in it.")
    root = parse(markup, name)
    settle_office(root)
    facts = metadata_of(root)
    text = extracted_text(root, facts.body)
    drop_mute(root)
    found = candidates(root)
    reasons = judged(found, text)
    body = with_bold_headings([c for c, reason in zip(found, reasons, strict=True) if not reason])
    listed = _leading_into(root, _contents_list(found), body)
    contents, kept = _with_contents(listed, body, facts.title)
    kept = without_references(kept)
    blocks = _in_order(found, reasons, listed if contents else (), kept, facts.title)
    return Draft(
        blocks=tuple(gathered(blocks)),
        title=facts.title,
        authors=facts.authors,
        published=facts.published,
        publisher=facts.publisher,
        language=facts.language,
        contents=contents,
        url=facts.url or _saved_from(markup),
    )


def _saved_from(markup: str) -> str | None:
    """The address that a browser notes on top of a page that it saves."""
    match = _SAVED_FROM.search(markup[:_HEAD])
    return address_of(match[1]) if match else None


def _contents_list(found: Sequence[Candidate]) -> list[Candidate]:
    """The longest run of pieces that lead to places in the page itself, with its label if any.

    It may stand in the page's navigation or beside the text as well as on top of it.
    """
    best: list[Candidate] = []
    run: list[Candidate] = []
    label: Candidate | None = None
    for before, candidate in zip([None, *found], [*found, None], strict=True):
        if candidate and candidate.block.leaps and candidate.block.kind in _KINDS_OF_ENTRIES:
            if not run:
                label = before if before and is_any_label(before.block.text) else None
            run.append(candidate)
            continue
        if len(run) >= _FEWEST_ENTRIES and len(run) > len(best):
            best = [label, *run] if label else run
        run = []
    return best


def _leading_into(
    root: HtmlElement, listed: Sequence[Candidate], body: Sequence[Candidate]
) -> Sequence[Candidate]:
    """The list, without links in front that skip to the text; empty if it leads elsewhere.

    Most of its entries must lead to places at which a piece of the article begins: the tabs of a
    side box do not.
    """
    places: dict[str, HtmlElement] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                places.setdefault(name, element)
    apart = {candidate.place for candidate in listed}
    own = {c.element for c in body if c.place not in apart}

    def leads(candidate: Candidate) -> bool:
        place = places.get(unquote(candidate.target or ""))
        return place is not None and _begins_piece(place, own, candidate.block.text)

    rest = list(dropwhile(lambda c: c.block.leaps and not leads(c), listed))
    entries = [c for c in rest if c.block.leaps]
    leading = sum(leads(entry) for entry in entries)
    return rest if len(entries) >= _FEWEST_ENTRIES and leading * 3 >= len(entries) * 2 else []


def _begins_piece(place: HtmlElement, own: set[HtmlElement], entry: str) -> bool:
    around = [place, *islice(place.iterancestors(), 2)]
    if any(element in own for element in around):
        return True
    following = place.getnext()
    if following is not None and following in own:
        return True
    # a part of the page that opens with the heading that the entry names
    head = next(place.iterdescendants(*_HEADINGS), None)
    return head is not None and head in own and same_title(head.text_content()) == same_title(entry)


def _with_contents(
    listed: Sequence[Candidate], body: Sequence[Candidate], title: str | None
) -> tuple[tuple[str, ...], dict[int, Block]]:
    """The titles of the contents list, and the article's own blocks by their place on the page."""
    apart = {candidate.place for candidate in listed}
    own = [c for c in body if c.place not in apart]
    blocks = _without_title([c.block for c in own], title)
    places = [c.place for c in own]
    entries = [replace(c.block, kind=ParagraphKind.LIST) for c in listed if c.block.leaps]
    if entries:
        label = Block(ParagraphKind.TEXT, "Contents", alone=True)
        contents, marked = take_contents([label, *entries, *blocks])
        # A list that is not recognised leads to notes or comments, not to sections.
        if contents:
            return contents, dict(zip(places, marked[1 + len(entries) :], strict=True))
    return (), dict(zip(places, blocks, strict=True))


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


def _without_title(blocks: Sequence[Block], title: str | None) -> list[Block]:
    """The blocks; headings before the running text that only repeat the title are left out."""
    key = same_title(title or "")
    first = next((i for i, block in enumerate(blocks) if is_sentence_like(block.text)), 0)
    return [
        replace(block, left_out=TITLE)
        if index <= first and block.kind is ParagraphKind.HEADING and _is_title(block, key)
        else block
        for index, block in enumerate(blocks)
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
