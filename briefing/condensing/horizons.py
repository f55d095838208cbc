"""How much of an article is read before a section is condensed: enough, and not always all.

Who is who, who speaks and what the article is about is asked of the article's beginning up to a
horizon: the nearest one that lies behind the section. Horizons lie at doubling distances, so that a
long article's first bullets need not wait for its end, and all of it together is looked at at most
twice. Where a horizon lies follows from the article alone: a section's bullets are the same in
whatever order the sections are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from briefing.article import Article, Paragraph
from briefing.checking.lexical import lexical_embed
from briefing.checking.source import Source, is_saying, parse_source
from briefing.engine.types import Embedder, FloatArray, Grammar

_NEAREST = 2000
"""Words to the first horizon: what is parsed in well under a second."""

_WHOLE = 3
"""An article of up to so many times that is read whole."""


class Horizons:
    """An article that is parsed as far as it is looked at."""

    def __init__(self, article: Article, grammar: Grammar | None, nearest: int = _NEAREST) -> None:
        self.article = article
        self._grammar = grammar
        said = [p for p in article.paragraphs if is_saying(p)] if grammar else []
        self._chunks = list(_chunks(said, nearest))
        self._place = {p.id: n for n, chunk in enumerate(self._chunks) for p in chunk}
        self._sources: list[Source] = []

    @staticmethod
    def of(source: Source) -> Horizons:
        """A single horizon around an article that is parsed already."""
        horizons = Horizons(source.article, None)
        horizons._sources.append(source)
        return horizons

    def reaching(self, paragraphs: Collection[str]) -> Source:
        """The article up to the nearest horizon behind these paragraphs."""
        return self._up_to(max((self._place.get(p, 0) for p in paragraphs), default=0))

    def whole(self) -> Source:
        """The whole article."""
        return self._up_to(len(self._chunks) - 1)

    def _up_to(self, horizon: int) -> Source:
        """Parse up to a horizon; always in the same steps, whichever is asked for first."""
        while len(self._sources) <= horizon and self._grammar is not None:
            chunk = replace(self.article, paragraphs=tuple(self._chunks[len(self._sources)]))
            before = self._sources[-1].sentences if self._sources else ()
            parsed = parse_source(chunk, self._grammar).sentences
            new = (replace(s, index=n) for n, s in enumerate(parsed, len(before)))
            self._sources.append(Source(self.article, (*before, *new)))
        return self._sources[horizon]


def _chunks(paragraphs: Sequence[Paragraph], nearest: int) -> Iterator[tuple[Paragraph, ...]]:
    """What lies between one horizon and the next; at least one, which may be empty."""
    words = [len(p.text.split()) for p in paragraphs]
    left, horizon, seen = sum(words), nearest, 0
    chunk: list[Paragraph] = []
    for paragraph, count in zip(paragraphs, words, strict=True):
        chunk.append(paragraph)
        seen, left = seen + count, left - count
        if seen >= horizon and left > (_WHOLE - 1) * horizon:
            yield tuple(chunk)
            chunk, horizon = [], 2 * horizon
    yield tuple(chunk)


class Scope:
    """What the article up to a horizon is about, each worked out when it is first asked for."""

    def __init__(self, source: Source, embedder: Embedder | None) -> None:
        self.source = source
        self._embedder = embedder

    @cached_property
    def vectors(self) -> FloatArray:
        """Embeddings of all sentences: shape (sentences, dimension)."""
        words = [s.words for s in self.source.sentences]
        if self._embedder is None or not words:
            return lexical_embed(words)
        return self._embedder.embed(words)

    @cached_property
    def mean(self) -> FloatArray:
        """The mean of the sentences' embeddings: shape (dimension,)."""
        return np.asarray(self.vectors.mean(axis=0), dtype=np.float32)

    @cached_property
    def centre(self) -> FloatArray:
        """The direction of all sentences together: shape (dimension,), length 1."""
        return np.asarray(self.mean / (np.linalg.norm(self.mean) or 1.0), dtype=np.float32)

    @cached_property
    def written(self) -> frozenset[str]:
        """The words as they are written, beyond the capitals of paragraphs' beginnings."""
        return frozenset(
            t.text
            for s in self.source.sentences
            for i, t in enumerate(s.sentence.tokens)
            if i > 0 and not (t.text.isupper() and s.sentence.tokens[i - 1].text.isupper())
        )
