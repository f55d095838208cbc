"""The sections of an article, whichever of four shapes it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.brief import Section, SectionOrigin
from briefing.sectioning.evidence import Embed, Material, Sentences
from briefing.sectioning.headings import cut_by_headings
from briefing.sectioning.listed import assign_to_titles
from briefing.sectioning.topics import cut_by_topic, title_parts

_SHORT_WORDS = 300
_SHORT_PARAGRAPHS = 4


def find_sections(
    article: Article, embed: Embed | None = None, sentences: Sentences | None = None
) -> tuple[Section, ...]:
    """Cut the article into sections, with the ids s1, s2, … and without bullets.

    ``embed`` turns texts into rows of length 1 (``Embedder.embed``); without it, the rare words
    that texts share stand in for their meaning. ``sentences`` parts each text into its sentences;
    without it, punctuation does.

    Every paragraph of kind text, list, quote and table is in exactly one section. Sections from a
    contents list stand in the list's order and may be empty; all others in the article's order.
    """
    body = article.body
    if _has_headings(article):
        parts = cut_by_headings(article.paragraphs, article.title or "Introduction")
        return _sections(
            SectionOrigin.HEADING, [(p.title, p.level, tuple(p.paragraphs)) for p in parts]
        )
    if article.contents:
        material = Material.of([p.text for p in body], embed, sentences)
        rows = assign_to_titles(material, article.contents, embed)
        return _titled(SectionOrigin.CONTENTS, article.contents, rows, body)
    if not _is_short(body):
        material = Material.of([p.text for p in body], embed, sentences)
        rows = cut_by_topic(material)
        if len(rows) > 1:
            return _titled(SectionOrigin.TOPIC, title_parts(material, rows, embed), rows, body)
    return _sections(
        SectionOrigin.WHOLE, [(article.title or "Article", 1, tuple(p.id for p in body))]
    )


def _has_headings(article: Article) -> bool:
    """Whether the body's headings carry the sections; a stray one beside a contents list does not.

    A heading at the very end, with no text below it, heads nothing.
    """
    last = max(
        (i for i, p in enumerate(article.paragraphs) if p.kind.belongs_to_section), default=0
    )
    headings = sum(p.kind is ParagraphKind.HEADING for p in article.paragraphs[:last])
    return headings >= (2 if article.contents else 1)


def _is_short(body: Sequence[Paragraph]) -> bool:
    words = sum(len(p.text.split()) for p in body)
    return len(body) < _SHORT_PARAGRAPHS or words < _SHORT_WORDS


def _titled(
    origin: SectionOrigin,
    titles: Iterable[str],
    rows: Iterable[Sequence[int]],
    body: Sequence[Paragraph],
) -> tuple[Section, ...]:
    return _sections(
        origin,
        [
            (title, 1, tuple(body[row].id for row in part))
            for title, part in zip(titles, rows, strict=True)
        ],
    )


def _sections(
    origin: SectionOrigin, parts: Iterable[tuple[str, int, tuple[str, ...]]]
) -> tuple[Section, ...]:
    return tuple(
        Section(id=f"s{number}", title=title, origin=origin, paragraphs=paragraphs, level=level)
        for number, (title, level, paragraphs) in enumerate(parts, 1)
    )
