"""Whether a brief that came from a file has the shape that the rest of the program relies on."""

from __future__ import annotations

import math
import types
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from briefing.article import Article, LeftOut, Span
from briefing.brief import Brief, Bullet, Verdict
from briefing.editing.corrections import CORRECTED

LOST_EVIDENCE = "its evidence is not in the article that was saved with it"

NO_REASON = "left out"
"""Why a paragraph was left out, where a file does not say."""


def mended(brief: Brief) -> Brief:
    """The brief, with what points nowhere dropped.

    Evidence outside its paragraph goes, and its bullet is to be checked again; unknown paragraphs
    go from sections; what was left out behind an unknown paragraph stands behind what comes before
    it; the counter for ids is set above all ids. Raises TypeError or ValueError if a value has the
    wrong type or an id is used twice.
    """
    _check_type(brief, Brief, "brief")
    _check_ids(brief)
    known = brief.article.by_id
    return replace(
        brief,
        notes=brief.notes.within(brief.article),
        article=_mended_article(brief.article),
        key_points=tuple(_mended_bullet(b, brief.article) for b in brief.key_points),
        sections=tuple(
            replace(
                section,
                paragraphs=tuple(p for p in section.paragraphs if p in known),
                bullets=tuple(_mended_bullet(b, brief.article) for b in section.bullets),
            )
            for section in brief.sections
        ),
        next_id=max(brief.next_id, _above((*_ids(brief), *_corrected(brief.article)))),
    )


def _mended_article(article: Article) -> Article:
    left_out: list[LeftOut] = []
    for item in article.left_out:
        after = item.after
        if after is not None and after not in article.by_id:
            after = left_out[-1].after if left_out else None
        left_out.append(replace(item, after=after, reason=item.reason or NO_REASON))
    return replace(article, left_out=tuple(left_out))


def _mended_bullet(bullet: Bullet, article: Article) -> Bullet:
    inside = tuple(span for span in bullet.evidence if _lies_in(article, span))
    if len(inside) == len(bullet.evidence):
        return bullet
    return replace(
        bullet,
        evidence=inside,
        verdict=max(bullet.verdict, Verdict.CHECK, key=list(_BY_DOUBT).index),
        reasons=(*bullet.reasons, LOST_EVIDENCE),
    )


_BY_DOUBT = (Verdict.SUPPORTED, Verdict.CHECK, Verdict.UNSUPPORTED)


def _lies_in(article: Article, span: Span) -> bool:
    paragraph = article.by_id.get(span.paragraph)
    return paragraph is not None and span.end <= len(paragraph.text)


def _ids(brief: Brief) -> list[str]:
    return [
        *(section.id for section in brief.sections),
        *(bullet.id for _, bullets in brief.places() for bullet in bullets),
    ]


def _corrected(article: Article) -> Iterator[str]:
    """The ids that corrections gave to paragraphs, from the same counter as those of bullets."""
    return (i for row in article.rows if (i := row.paragraph.id).startswith(CORRECTED))


def _check_ids(brief: Brief) -> None:
    article = brief.article
    paragraphs = [row.paragraph.id for row in article.rows]
    if len(set(paragraphs)) != len(paragraphs) or "" in paragraphs:
        raise ValueError("two paragraphs have the same id, or one has none")
    ids = _ids(brief)
    if len(set(ids)) != len(ids) or "" in ids:
        raise ValueError("two parts of the briefing have the same id, or one has none")


def _above(ids: Iterable[str]) -> int:
    numbers = (int(i[1:]) for i in ids if i[1:].isascii() and i[1:].isdigit())
    return max(numbers, default=0) + 1


def _check_type(value: object, expected: Any, where: str) -> None:  # noqa: ANN401
    """Raise TypeError unless ``value`` is of the annotated type, through and through."""
    if get_origin(expected) in {Union, types.UnionType}:
        choices = get_args(expected)
        expected = next((c for c in choices if type(value) is (get_origin(c) or c)), expected)
    origin, arguments = get_origin(expected), get_args(expected)
    # Exactly the type: True would pass for the number 1 otherwise.
    if type(value) is not (origin or expected):
        raise TypeError(f"{where} is {type(value).__name__}, not {expected}")
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{where} is not a number")
    for item, kind, name in _inside(value, arguments, where):
        _check_type(item, kind, name)


def _inside(
    value: object, arguments: tuple[Any, ...], where: str
) -> Iterator[tuple[object, Any, str]]:
    """What ``value`` holds, each with the type that it should have and a name for it."""
    if isinstance(value, tuple):
        yield from ((item, arguments[0], where) for item in value)
    elif isinstance(value, dict):
        yield from ((key, arguments[0], where) for key in value)
        yield from ((item, arguments[1], where) for item in value.values())
    elif is_dataclass(value) and not isinstance(value, type):
        for name, kind in _hints(type(value)):
            yield getattr(value, name), kind, name


@cache
def _hints(kind: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))
