"""A draft becomes an article: the part of reading that all formats share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from briefing.article import Article, Paragraph, ParagraphKind, Row
from briefing.errors import NoArticle
from briefing.reading.captions import is_caption
from briefing.reading.characters import without_private
from briefing.reading.cleaning import fold, is_sentence_like, same_title
from briefing.reading.contents import take_contents
from briefing.reading.dates import day_of
from briefing.reading.draft import Block, Draft, RawFile
from briefing.reading.language import MOST_CHARACTERS, language_tag, told_language
from briefing.reading.opening import take_opening
from briefing.reading.related import without_related
from briefing.reading.releases import without_release_matter

TITLE = "title"
"""Why a heading that repeats the article's title is no paragraph of it."""

_MAY_BE_CAPTION = frozenset({ParagraphKind.TEXT, ParagraphKind.QUOTE})


def assemble(draft: Draft, raw: RawFile) -> Article:
    """Make the article: clean its text, tell captions, leave out what is no part of it, number.

    Left out are links to other articles, lines that name author and day, the contents list, and
    what a press release carries beside its text.

    Raises NoArticle if no paragraph of it reads like running text.
    """
    signing, blocks = take_opening(without_related(list(_cleaned(draft.blocks))))
    contents = draft.contents
    if not contents:
        kept = [index for index, block in enumerate(blocks) if not block.left_out]
        kept_blocks = [blocks[index] for index in kept]
        contents, without = take_contents(kept_blocks, titled=bool(draft.title))
        for index, block in zip(kept, without, strict=True):
            blocks[index] = block
    blocks = without_release_matter(blocks)
    title = fold(draft.title or "") or None
    rows = tuple(_numbered(_without_title(blocks, title)))
    paragraphs = [row.paragraph for row in rows if not row.left_out]
    if not any(p.kind.belongs_to_section and is_sentence_like(p.text) for p in paragraphs):
        raise NoArticle(
            f"There is no article in “{raw.name}”: no paragraph of running text was found in it; "
            "choose another file."
        )
    article = Article(
        source=fold(raw.source),
        sha256=raw.sha256,
        paragraphs=(),
        title=title,
        authors=tuple(filter(None, map(fold, draft.authors))) or signing.authors,
        published=day_of(draft.published or "") or signing.published,
        publisher=fold(draft.publisher or "") or None,
        language=language_tag(draft.language) or told_language(_start_of(paragraphs)),
        contents=tuple(filter(None, (fold(entry) for entry in contents))),
        url=fold(draft.url or "") or None,
        notes=draft.notes,
    )
    return article.with_rows(rows)


def _start_of(paragraphs: Iterable[Paragraph]) -> str:
    """Enough of the running text to tell its language from: quotes and tables may be foreign."""
    kept: list[str] = []
    for paragraph in paragraphs:
        if paragraph.kind in {ParagraphKind.TEXT, ParagraphKind.LIST}:
            kept.append(paragraph.text)
        if sum(map(len, kept)) >= MOST_CHARACTERS:
            break
    return "\n".join(kept)


def _cleaned(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        text = fold(without_private(block.text))
        if not any(character.isalnum() for character in text):
            continue
        kind = block.kind
        if kind in _MAY_BE_CAPTION and is_caption(text):
            kind = ParagraphKind.CAPTION
        yield replace(block, kind=kind, text=text)


def _without_title(blocks: Iterable[Block], title: str | None) -> Iterator[Block]:
    """The blocks, with a first heading that only repeats the title marked as left out."""
    is_first = True
    for block in blocks:
        if block.left_out:
            yield block
            continue
        repeats = (
            is_first
            and title is not None
            and block.kind is ParagraphKind.HEADING
            and same_title(block.text) == same_title(title)
        )
        is_first = False
        yield replace(block, left_out=TITLE) if repeats else block


def _numbered(blocks: Iterable[Block]) -> Iterator[Row]:
    """The rows of the article: kept paragraphs are p1, p2 and so on, left out ones x1, x2."""
    counts = {"p": 0, "x": 0}
    for block in blocks:
        letter = "x" if block.left_out else "p"
        counts[letter] += 1
        paragraph = Paragraph(
            id=f"{letter}{counts[letter]}",
            kind=block.kind,
            text=block.text,
            level=(block.level or 1) if block.kind is ParagraphKind.HEADING else None,
            page=block.page,
        )
        yield Row(paragraph, block.left_out)
