"""The sections of an article, whichever of four shapes it has."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.brief import Section, SectionOrigin
from briefing.gathering import apart
from briefing.sectioning.evidence import Embed, Material
from briefing.sectioning.headings import cut_by_headings, is_furniture
from briefing.sectioning.listed import assign_to_titles
from briefing.sectioning.part_phrases import Parse, phrases_of_parts
from briefing.sectioning.reasons import ONE_TOPIC, SHORT, why_heading, why_listed, why_topics
from briefing.sectioning.titles import title_parts
from briefing.sectioning.topics import cut_by_topic
from briefing.sectioning.untitled import name_of_opening, name_of_whole

_SHORT_WORDS = 300
_SHORT_PARAGRAPHS = 4


def find_sections(
    article: Article, embed: Embed | None = None, parse: Parse | None = None
) -> tuple[Section, ...]:
    """Cut the article into sections, with the ids s1, s2, … and without bullets.

    ``embed`` turns texts into rows of length 1 (``Embedder.embed``); without it, the rare words
    that texts share stand in for their meaning.

    Every paragraph of kind text, list, quote and table is in exactly one section. Sections from a
    contents list stand in the list's order and may be empty; all others in the article's order.
    Each says why it begins where it does. Articles that stand together are cut each by itself.
    """
    if not article.members:
        return _sections_of(article, embed, parse)
    rows = (s for alone in apart(article) for s in _sections_of(alone, embed, parse))
    return tuple(replace(section, id=f"s{number}") for number, section in enumerate(rows, 1))


def _sections_of(article: Article, embed: Embed | None, parse: Parse | None) -> tuple[Section, ...]:
    body = article.body
    if _has_headings(article):
        return _by_heading(article)
    texts = [p.text for p in body]
    if article.contents:
        material = Material.of(texts, embed)
        titles = article.contents
        assigned = assign_to_titles(material, titles, embed)
        rows = [own.rows for own in assigned]
        rivals = ["" if own.rival is None else titles[own.rival] for own in assigned]
        reasons = map(partial(why_listed, material), titles, rows, rivals)
        return _titled(SectionOrigin.CONTENTS, titles, rows, reasons, body)
    why = SHORT
    if not _is_short(body):
        why = ONE_TOPIC
        material = Material.of(texts, embed)
        rows = cut_by_topic(material)
        if len(rows) > 1:
            phrases = phrases_of_parts(material, rows, parse)
            named = title_parts(material, rows, phrases, embed)
            told = why_topics(material, rows, phrases)
            return _titled(SectionOrigin.TOPIC, named, rows, told, body)
    return (
        Section(
            id="s1",
            title=article.title or name_of_whole(article.language),
            origin=SectionOrigin.WHOLE,
            paragraphs=tuple(p.id for p in body),
            why=why,
        ),
    )


def _has_headings(article: Article) -> bool:
    """Whether the body's headings carry the sections; a stray one beside a contents list does not.

    A heading at the very end, with no text below it, heads nothing.
    """
    last = max(
        (i for i, p in enumerate(article.paragraphs) if p.kind.belongs_to_section), default=0
    )
    headings = sum(
        p.kind is ParagraphKind.HEADING and not is_furniture(p.text)
        for p in article.paragraphs[:last]
    )
    return headings >= (2 if article.contents else 1)


def _is_short(body: Sequence[Paragraph]) -> bool:
    words = sum(len(p.text.split()) for p in body)
    return len(body) < _SHORT_PARAGRAPHS or words < _SHORT_WORDS


def _by_heading(article: Article) -> tuple[Section, ...]:
    opening = article.title or name_of_opening(article.language)
    parts = cut_by_headings(article.paragraphs, opening)
    return tuple(
        Section(
            id=f"s{number}",
            title=part.title,
            origin=SectionOrigin.HEADING,
            paragraphs=tuple(part.paragraphs),
            level=part.level,
            why=why_heading(part.heading, opened=part.opened),
        )
        for number, part in enumerate(parts, 1)
    )


def _titled(
    origin: SectionOrigin,
    titles: Iterable[str],
    rows: Iterable[Sequence[int]],
    reasons: Iterable[str],
    body: Sequence[Paragraph],
) -> tuple[Section, ...]:
    return tuple(
        Section(
            id=f"s{number}",
            title=title,
            origin=origin,
            paragraphs=tuple(body[row].id for row in part),
            why=why,
        )
        for number, (title, part, why) in enumerate(zip(titles, rows, reasons, strict=True), 1)
    )
