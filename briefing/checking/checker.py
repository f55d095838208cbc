"""Holding many statements against one source: each with its evidence and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.checking.assess import Statement
from briefing.checking.background import background_of
from briefing.checking.evidence import Ranking, evidence_of, rank
from briefing.checking.judge import Judgement, judge
from briefing.checking.likeness import Likeness
from briefing.checking.source import Source, SourceSentence, parse_source
from briefing.checking.verifier import RANKS, Known, Opinion, load_verifier
from briefing.engine.types import Embedder, Grammar, Sentence, TokenReader

_LINE = re.compile(r"[^\r\n]+")


@dataclass(frozen=True)
class Finding:
    """The evidence found for a statement, best first, and what the check says of it."""

    evidence: tuple[SourceSentence, ...]
    judgement: Judgement


@dataclass(frozen=True)
class Checker:
    """Checks statements with these models; without an embedding model, likeness is of words."""

    grammar: Grammar
    embedder: Embedder | None = None

    def check(
        self, texts: Sequence[str], source: Source, *, near: Collection[str] = ()
    ) -> list[Finding]:
        """Find the sentences that each statement rests on, and hold it against them.

        ``near`` names paragraphs to be favoured, such as those of the bullet's section.
        """
        parsed = self.grammar.parse(texts)
        if self.embedder is not None:  # all of them together: one by one they take longer
            pairs = zip(texts, parsed, strict=True)
            self.embedder.embed([t[s.start : s.end] for t, sentences in pairs for s in sentences])
        return [
            self._check(text, sentences, source, near)
            for text, sentences in zip(texts, parsed, strict=True)
        ]

    def source_of_text(self, text: str) -> Source:
        """A source from bare text, such as a line of JSON holds: each of its lines a paragraph.

        Offsets of the sentences count in their line; ``place_in_text`` gives those in ``text``.
        """
        paragraphs = tuple(
            Paragraph(f"p{line.start()}", ParagraphKind.TEXT, line[0])
            for line in _LINE.finditer(text)
            if line[0].strip()
        )
        return parse_source(Article("", "", paragraphs), self.grammar)

    def _check(
        self, text: str, sentences: Sequence[Sentence], source: Source, near: Collection[str]
    ) -> Finding:
        """Check each sentence against its own evidence; the evidence of all is the claim's."""
        likeness = Likeness(self.embedder) if self.embedder is not None else None
        parts = []
        opinions: list[Opinion | None] = []
        found: dict[int, SourceSentence] = {}
        for sentence in sentences:
            words = text[sentence.start : sentence.end]
            ranking = rank(words, source, self.embedder, near=near)
            evidence = evidence_of(words, ranking)
            found |= {s.index: s for s in evidence}
            statements = [Statement(s.words, (s.sentence,)) for s in evidence]
            parts.append((sentence, statements))
            opinions.append(self._opinion(words, ranking))
        judgement = judge(text, parts, background_of(source), likeness, opinions)
        return Finding(tuple(found.values()), judgement)

    def _opinion(self, words: str, ranking: Ranking) -> Opinion | None:
        """What the verifier says, if there is a model that reads word by word."""
        if not isinstance(self.embedder, TokenReader) or not ranking.order:
            return None
        evidence = [s.words for s in ranking.nearest(RANKS)]
        claim, *others = self.embedder.read([words, *evidence])
        return load_verifier().judge(claim, others, _known(ranking.source, self.embedder))


@lru_cache(maxsize=8)
def _known(source: Source, reader: TokenReader) -> Known:
    """The tokens of all sentences of a source."""
    return Known.of([row.ids for row in reader.read([s.words for s in source.sentences])])


def place_in_text(sentence: SourceSentence) -> tuple[int, int]:
    """Where a sentence of ``source_of_text`` begins and ends in the whole text."""
    offset = int(sentence.paragraph.removeprefix("p"))
    return offset + sentence.span.start, offset + sentence.span.end
