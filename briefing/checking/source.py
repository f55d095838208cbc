"""An article cut into parsed sentences: what every statement is held against."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from briefing.article import Article, Paragraph, ParagraphKind, Span
from briefing.engine.types import Grammar, Sentence

_SAYING = frozenset((ParagraphKind.TEXT, ParagraphKind.LIST, ParagraphKind.QUOTE))


@dataclass(frozen=True)
class SourceSentence:
    """A sentence of the article.

    ``index`` counts the article's sentences in order; ``text`` is the text of the whole paragraph,
    in which the sentence's offsets count.
    """

    index: int
    paragraph: str
    kind: ParagraphKind
    text: str
    sentence: Sentence

    @property
    def words(self) -> str:
        """The sentence's own words."""
        return self.text[self.sentence.start : self.sentence.end]

    @property
    def span(self) -> Span:
        """Where the sentence stands in the article."""
        return Span(self.paragraph, self.sentence.start, self.sentence.end)


@dataclass(frozen=True, eq=False)
class Source:
    """The sentences of an article's text, lists and quotations, in order.

    Equal only to itself, as sentences are.
    """

    article: Article
    sentences: tuple[SourceSentence, ...]

    def of(self, paragraphs: Collection[str]) -> tuple[SourceSentence, ...]:
        """The sentences of these paragraphs, in the article's order."""
        wanted = set(paragraphs)
        return tuple(s for s in self.sentences if s.paragraph in wanted)

    def part(self, article: Article) -> Source:
        """The sentences of one of several articles that stand together, counted from its first."""
        own = self.of([p.id for p in article.paragraphs])
        return Source(article, tuple(replace(s, index=n) for n, s in enumerate(own)))


def is_saying(paragraph: Paragraph) -> bool:
    """Whether a paragraph says something: headings, captions, tables and code do not."""
    return paragraph.kind in _SAYING


def parse_source(article: Article, grammar: Grammar) -> Source:
    """Parse the paragraphs that say something."""
    paragraphs = [p for p in article.paragraphs if is_saying(p)]
    sentences: list[SourceSentence] = []
    for paragraph, parsed in zip(
        paragraphs, grammar.parse([p.text for p in paragraphs]), strict=True
    ):
        first = len(sentences)
        sentences.extend(
            SourceSentence(number, paragraph.id, paragraph.kind, paragraph.text, sentence)
            for number, sentence in enumerate(parsed, first)
        )
    return Source(article, tuple(sentences))
