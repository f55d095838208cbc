"""Holding many statements against one source: each with its evidence and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.checking.assess import Statement
from briefing.checking.background import background_of
from briefing.checking.evidence import find_evidence
from briefing.checking.judge import Judgement, judge
from briefing.checking.source import Source, SourceSentence, parse_source
from briefing.engine.types import Embedder, Grammar

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
        claims = [
            Statement(text, parsed)
            for text, parsed in zip(texts, self.grammar.parse(texts), strict=True)
        ]
        return [self._check(claim, source, near) for claim in claims]

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

    def _check(self, claim: Statement, source: Source, near: Collection[str]) -> Finding:
        evidence = find_evidence(claim.text, source, self.embedder, near=near)
        statements = [Statement(s.words, (s.sentence,)) for s in evidence]
        return Finding(evidence, judge(claim, statements, background_of(source)))


def place_in_text(sentence: SourceSentence) -> tuple[int, int]:
    """Where a sentence of ``source_of_text`` begins and ends in the whole text."""
    offset = int(sentence.paragraph.removeprefix("p"))
    return offset + sentence.span.start, offset + sentence.span.end
