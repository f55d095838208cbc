"""Small articles and sources for the tests of condensing."""

from __future__ import annotations

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.brief import Section, SectionOrigin
from briefing.checking.source import Source, parse_source
from briefing.condensing.references import references


def source_of(grammar, *texts) -> Source:
    paragraphs = tuple(
        Paragraph(f"p{n}", ParagraphKind.TEXT, text) for n, text in enumerate(texts, 1)
    )
    return parse_source(Article("test.txt", "0" * 64, paragraphs), grammar)


def whole(source: Source, title: str = "The whole") -> Section:
    ids = tuple(p.id for p in source.article.paragraphs)
    return Section("s1", title, SectionOrigin.WHOLE, ids)


def pointers(grammar, *texts) -> list[tuple[str, list[str]]]:
    """The pointers of the last sentence: their words, and the words they may mean."""
    source = source_of(grammar, *texts)
    last = source.sentences[-1]
    return [
        (
            " ".join(last.sentence.tokens[i].text for i in r.tokens),
            [c.words for c in r.candidates],
        )
        for r in references(last, source)
    ]
