"""Where words of an article are after its paragraphs were put together, parted or left out.

A correction never changes the article's words, only where paragraphs begin and which of them
count. So the letters of all paragraphs that have gone, in their order, are those of the paragraphs
that have come instead, and a span is carried over by counting letters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from briefing.article import Article, Row, Span


@dataclass(frozen=True, slots=True)
class Carried:
    """A span in the other article: what of it is there still; ``is_whole`` if nothing is missing.

    ``spans`` can be two and more where a paragraph was parted.
    """

    spans: tuple[Span, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A row, and the number of letters in the rows before it."""

    row: Row
    start: int


class Carrier:
    """Carries spans and paragraphs from one article to another that has the same words."""

    def __init__(self, old: Article, new: Article) -> None:
        self._old = old
        self._new = new

    def keeps(self, span: Span) -> bool:
        """Whether the span lies in a paragraph that nothing was done to."""
        old, new = self._old.by_id.get(span.paragraph), self._new.by_id.get(span.paragraph)
        if old is None or new is None:
            return False
        return old.text == new.text and span.end <= len(old.text)

    def span(self, span: Span) -> Carried:
        """Where the words of ``span`` are now."""
        if self.keeps(span):
            return Carried((span,), is_whole=True)
        paragraph = self._old.by_id.get(span.paragraph)
        if paragraph is None or span.end > len(paragraph.text):
            return Carried((), is_whole=False)
        if span.paragraph in self._new_texts:
            return Carried((), is_whole=False)  # left out as it was
        if self._letters_agree:
            return self._counted(span)
        return self._searched(paragraph.text[span.start : span.end])

    def sources(self, paragraph: str) -> tuple[str, ...]:
        """The ids of the old paragraphs, kept or left out, that a new one's words were in."""
        if paragraph in self._old_texts or not self._letters_agree:
            return (paragraph,) if paragraph in self._old_texts else ()
        piece = next((p for p in self._came if p.row.paragraph.id == paragraph), None)
        if piece is None:
            return ()
        end = piece.start + len(_letters(piece.row.paragraph.text))
        return tuple(p.row.paragraph.id for p in _between(self._gone, piece.start, end))

    # --- counting ------------------------------------------------------------------------------

    @cached_property
    def _old_texts(self) -> dict[str, str]:
        return {row.paragraph.id: row.paragraph.text for row in self._old.rows}

    @cached_property
    def _new_texts(self) -> dict[str, str]:
        return {row.paragraph.id: row.paragraph.text for row in self._new.rows}

    @cached_property
    def _gone(self) -> list[_Piece]:
        return _pieces(r for r in self._old.rows if r.paragraph.id not in self._new_texts)

    @cached_property
    def _came(self) -> list[_Piece]:
        return _pieces(r for r in self._new.rows if r.paragraph.id not in self._old_texts)

    @cached_property
    def _letters_agree(self) -> bool:
        return _all_letters(self._gone) == _all_letters(self._came)

    def _counted(self, span: Span) -> Carried:
        piece = next(p for p in self._gone if p.row.paragraph.id == span.paragraph)
        text = piece.row.paragraph.text
        first = piece.start + len(_letters(text[: span.start]))
        last = piece.start + len(_letters(text[: span.end]))
        spans = []
        is_whole = first < last
        for there in _between(self._came, first, last):
            if there.row.left_out:
                is_whole = False
            else:
                spans.append(_span_of(there, first, last))
        return Carried(tuple(spans), is_whole)

    def _searched(self, words: str) -> Carried:
        """Where the words stand in the first paragraph that has them."""
        for paragraph in self._new.paragraphs:
            start = paragraph.text.find(words)
            if start >= 0:
                return Carried((Span(paragraph.id, start, start + len(words)),), is_whole=True)
        return Carried((), is_whole=False)


def joined(spans: Iterable[Span], article: Article) -> tuple[Span, ...]:
    """Spans of the article, those made one that have at most spaces between them; each once."""
    result: list[Span] = []
    for span in spans:
        last = result[-1] if result else None
        if last is not None and last.paragraph == span.paragraph:
            between = article.by_id[span.paragraph].text[last.end : span.start]
            if last.end <= span.start and not between.strip():
                result[-1] = Span(span.paragraph, last.start, span.end)
                continue
        if span not in result:
            result.append(span)
    return tuple(result)


def _letters(text: str) -> str:
    """A text without its white space, which a correction may take away or put in."""
    return "".join(text.split())


def _all_letters(pieces: Iterable[_Piece]) -> str:
    return "".join(_letters(p.row.paragraph.text) for p in pieces)


def _pieces(rows: Iterable[Row]) -> list[_Piece]:
    pieces, start = [], 0
    for row in rows:
        pieces.append(_Piece(row, start))
        start += len(_letters(row.paragraph.text))
    return pieces


def _between(pieces: list[_Piece], first: int, last: int) -> Iterator[_Piece]:
    """The pieces that have letters from number ``first`` to before ``last``."""
    number = max(bisect_right(pieces, first, key=lambda p: p.start) - 1, 0)
    for piece in pieces[number:]:
        if piece.start >= last:
            return
        if piece.start + len(_letters(piece.row.paragraph.text)) > first:
            yield piece


def _span_of(piece: _Piece, first: int, last: int) -> Span:
    """The span of a piece's letters from number ``first`` to before ``last``."""
    text = piece.row.paragraph.text
    places = [n for n, character in enumerate(text) if not character.isspace()]
    begin = places[max(first - piece.start, 0)]
    end = places[min(last - piece.start, len(places)) - 1] + 1
    return Span(piece.row.paragraph.id, begin, end)
