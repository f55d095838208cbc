"""Numbers for the evidence: the same words of the article have the same number throughout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from briefing.article import Article, ParagraphKind, Span
from briefing.exporting.sources import name_of_member
from briefing.exporting.text import cleaned, listed
from briefing.gathering import apart, member_of, prefix_of


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the article, and where they are: ``paragraphs 2 and 3, page 1``."""

    words: str
    place: str


class References:
    """The evidence of a document in the order in which it is first needed."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._order = {p.id: index for index, p in enumerate(article.paragraphs)}
        self._body_number = {
            p.id: number for part in apart(article) for number, p in enumerate(part.body, 1)
        }
        self._numbers: dict[tuple[Span, ...], int] = {}
        self.items: list[Passage] = []

    def number(self, evidence: Iterable[Span]) -> int | None:
        """The number of this evidence, from 1; None if nothing of it lies in the article."""
        spans = tuple(self._joined(evidence))
        if not spans:
            return None
        if spans not in self._numbers:
            self.items.append(Passage(self._words(spans), self._place(spans)))
            self._numbers[spans] = len(self.items)
        return self._numbers[spans]

    def _joined(self, evidence: Iterable[Span]) -> Iterator[Span]:
        """The spans in the article's order, those that touch made one."""
        inside = sorted(
            (span for span in evidence if self._lies_inside(span)),
            key=lambda span: (self._order[span.paragraph], span.start, span.end),
        )
        last: Span | None = None
        for span in inside:
            if last is not None and self._touch(last, span):
                last = Span(last.paragraph, last.start, max(last.end, span.end))
            else:
                if last is not None:
                    yield last
                last = span
        if last is not None:
            yield last

    def _lies_inside(self, span: Span) -> bool:
        paragraph = self._article.by_id.get(span.paragraph)
        return (
            paragraph is not None
            and span.end <= len(paragraph.text)
            and bool(cleaned(paragraph.text[span.start : span.end]))
        )

    def _touch(self, first: Span, second: Span) -> bool:
        if first.paragraph != second.paragraph:
            return False
        text = self._article.by_id[first.paragraph].text
        return not text[first.end : second.start].strip()

    def _words(self, spans: tuple[Span, ...]) -> str:
        return " … ".join(cleaned(self._article.words_of(span)) for span in spans)

    def _place(self, spans: tuple[Span, ...]) -> str:
        ids = list(dict.fromkeys(span.paragraph for span in spans))
        if not self._article.members:
            return self._place_in_article(ids)
        places = []
        for member, group in groupby(ids, lambda i: member_of(self._article, i)):
            name = "" if member is None else f"{name_of_member(member)}, "
            places.append(f"{name}{self._place_in_article(list(group))}")
        return "; ".join(places)

    def _place_in_article(self, ids: list[str]) -> str:
        body = [i for i in ids if i in self._body_number]
        places = []
        if body:
            word = "paragraph" if len(body) == 1 else "paragraphs"
            places.append(f"{word} {listed([str(self._body_number[i]) for i in body])}")
        places += [self._beside_the_body(i) for i in ids if i not in self._body_number]
        pages = sorted({p for i in ids if (p := self._article.by_id[i].page) is not None})
        if pages:
            word = "page" if len(pages) == 1 else "pages"
            places.append(f"{word} {listed([str(page) for page in pages])}")
        return ", ".join(places)

    def _beside_the_body(self, paragraph: str) -> str:
        """Where a heading, a caption or code is, which have no number of their own."""
        order = self._order[paragraph]
        own = prefix_of(paragraph)
        before = sum(self._order[i] < order for i in self._body_number if prefix_of(i) == own)
        kind: ParagraphKind = self._article.by_id[paragraph].kind
        return f"{kind.value} after paragraph {before}" if before else f"{kind.value} on top"
