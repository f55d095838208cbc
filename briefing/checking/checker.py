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
from briefing.checking.likeness import Likeness
from briefing.checking.source import Source, SourceSentence, parse_source
from briefing.engine.types import Embedder, Grammar, Sentence

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
        found: dict[int, SourceSentence] = {}
        for sentence in sentences:
            words = text[sentence.start : sentence.end]
            evidence = find_evidence(words, source, self.embedder, near=near)
            found |= {s.index: s for s in evidence}
            parts.append((sentence, [Statement(s.words, (s.sentence,)) for s in evidence]))
        judgement = judge(text, parts, background_of(source), likeness)
        return Finding(tuple(found.values()), judgement)


def place_in_text(sentence: SourceSentence) -> tuple[int, int]:
    """Where a sentence of ``source_of_text`` begins and ends in the whole text."""
    offset = int(sentence.paragraph.removeprefix("p"))
    return offset + sentence.span.start, offset + sentence.span.end
