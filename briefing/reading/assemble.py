"""A draft becomes an article: the part of reading that all formats share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.errors import NoArticle
from briefing.reading.captions import is_caption
from briefing.reading.cleaning import fold, is_sentence_like, same_title
from briefing.reading.contents import take_contents
from briefing.reading.draft import Block, Draft, RawFile

_MAY_BE_CAPTION = frozenset({ParagraphKind.TEXT, ParagraphKind.QUOTE})


def assemble(draft: Draft, raw: RawFile) -> Article:
    """Make the article: clean its text, take out the contents list, tell captions, number.

    Raises NoArticle if no paragraph of it reads like running text.
    """
    blocks = tuple(_cleaned(draft.blocks))
    contents, blocks = (draft.contents, blocks) if draft.contents else take_contents(blocks)
    title = fold(draft.title or "") or None
    paragraphs = tuple(
        Paragraph(
            id=f"p{number}",
            kind=block.kind,
            text=block.text,
            level=(block.level or 1) if block.kind is ParagraphKind.HEADING else None,
            page=block.page,
        )
        for number, block in enumerate(_without_title(blocks, title), 1)
    )
    if not any(p.kind.belongs_to_section and is_sentence_like(p.text) for p in paragraphs):
        raise NoArticle(
            f"There is no article in “{raw.name}”: no paragraph of running text was found in it; "
            "choose another file."
        )
    return Article(
        source=fold(raw.source),
        sha256=raw.sha256,
        paragraphs=paragraphs,
        title=title,
        authors=tuple(filter(None, (fold(author) for author in draft.authors))),
        published=fold(draft.published or "") or None,
        publisher=fold(draft.publisher or "") or None,
        language=fold(draft.language or "") or None,
        contents=tuple(filter(None, (fold(entry) for entry in contents))),
    )


def _cleaned(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        text = fold(block.text)
        if not any(character.isalnum() for character in text):
            continue
        kind = block.kind
        if kind in _MAY_BE_CAPTION and is_caption(text):
            kind = ParagraphKind.CAPTION
        yield replace(block, kind=kind, text=text)


def _without_title(blocks: Iterable[Block], title: str | None) -> Iterator[Block]:
    """The blocks without a first heading that only repeats the title."""
    for index, block in enumerate(blocks):
        repeats = (
            index == 0
            and title is not None
            and block.kind is ParagraphKind.HEADING
            and same_title(block.text) == same_title(title)
        )
        if not repeats:
            yield block
