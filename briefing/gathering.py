"""Several articles that stand together as one, so that one briefing can rest on all of them.

The paragraphs stand one article after the other. Those of every article but the first get ids with
a prefix of their own, so that spans stay unambiguous and those of the first stay what they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256

from briefing.article import Article, LeftOut, Member, Paragraph

_MARK = "."
"""Ends a prefix; no id that reading or a correction gives has it."""


def gathered(first: Article, *further: Article) -> Article:
    """These articles as one, in this order; a single one is given back as it is.

    The whole has no title, author or date of its own: ``members`` has those of each. Its language
    is that which all have in common, None if they differ.
    """
    parts = list(apart(first))
    for article in further:
        for part in apart(article):
            parts.append(_renamed(part, _next_prefix(parts)))
    return rejoined(parts)


def rejoined(parts: Sequence[Article]) -> Article:
    """Articles with ids that differ already, as ``apart`` gives them, in this order as one.

    A single one is given back as it is.
    """
    if len(parts) == 1:
        return parts[0]
    languages = {part.language for part in parts}
    return Article(
        source=parts[0].source,
        sha256=sha256("".join(part.sha256 for part in parts).encode()).hexdigest(),
        paragraphs=tuple(p for part in parts for p in part.paragraphs),
        language=languages.pop() if len(languages) == 1 else None,
        left_out=tuple(_placed(parts)),
        notes=tuple(note for part in parts for note in part.notes),
        members=tuple(_member(part) for part in parts),
    )


def apart(article: Article) -> tuple[Article, ...]:
    """The articles that stand together in one, each with its paragraphs under their present ids."""
    return tuple(_alone(article, member) for member in article.members) or (article,)


def prefix_of(paragraph: str) -> str:
    """What tells of which of several articles the paragraph with this id is."""
    head, mark, _ = paragraph.rpartition(_MARK)
    return head + mark


def prefix_of_all(article: Article) -> str:
    """The prefix of the paragraphs of an article that stands alone, empty if it has none."""
    held = [*article.paragraphs, *(item.paragraph for item in article.left_out)]
    return prefix_of(held[0].id) if held else ""


def member_of(article: Article, paragraph: str) -> Member | None:
    """Of which of several articles the paragraph is; None in an article that stands alone."""
    prefix = prefix_of(paragraph)
    return next((m for m in article.members if m.prefix == prefix), None)


def _next_prefix(parts: Iterable[Article]) -> str:
    numbers = [int(prefix[1:-1]) for part in parts if (prefix := prefix_of_all(part))]
    return f"a{max(numbers, default=1) + 1}{_MARK}"


def _alone(article: Article, member: Member) -> Article:
    def is_own(paragraph: Paragraph) -> bool:
        return prefix_of(paragraph.id) == member.prefix

    own = tuple(p for p in article.paragraphs if is_own(p))
    ids = {p.id for p in own}
    details = member.details
    return Article(
        source=member.source,
        sha256=member.sha256,
        paragraphs=own,
        title=details.title,
        authors=details.authors,
        published=details.published,
        publisher=details.publisher,
        language=details.language,
        contents=member.contents,
        url=details.url,
        left_out=tuple(
            replace(item, after=item.after if item.after in ids else None)
            for item in article.left_out
            if is_own(item.paragraph)
        ),
        notes=member.notes,
        as_read=member.as_read,
        accessed=member.accessed,
    )


def _member(article: Article) -> Member:
    return Member(
        prefix=prefix_of_all(article),
        source=article.source,
        sha256=article.sha256,
        details=article.details,
        contents=article.contents,
        notes=article.notes,
        as_read=article.as_read,
        accessed=article.accessed,
    )


def _renamed(article: Article, prefix: str) -> Article:
    def named(old: str) -> str:
        return prefix + old.removeprefix(prefix_of(old))

    return replace(
        article,
        paragraphs=tuple(replace(p, id=named(p.id)) for p in article.paragraphs),
        left_out=tuple(
            LeftOut(
                replace(item.paragraph, id=named(item.paragraph.id)),
                named(item.after) if item.after is not None else None,
                item.reason,
            )
            for item in article.left_out
        ),
    )


def _placed(parts: Iterable[Article]) -> Iterable[LeftOut]:
    """What was left out, with what stood on top of an article behind the end of the one before."""
    last: str | None = None
    for part in parts:
        for item in part.left_out:
            yield replace(item, after=item.after if item.after is not None else last)
        if part.paragraphs:
            last = part.paragraphs[-1].id
