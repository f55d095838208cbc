"""The statements of a draft that somebody wrote: what is to be held against the article."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.article import Article, ParagraphKind
from briefing.checking.trees import word_count
from briefing.engine.types import Grammar
from briefing.errors import InputMissing, InputUnreadable
from briefing.reading.origins import FileOrigin
from briefing.settings import ReadingLimits
from briefing.worker.reading import ReadingProcess

_STATING = frozenset((ParagraphKind.TEXT, ParagraphKind.LIST, ParagraphKind.QUOTE))
_LEAST_WORDS = 3
"""Shorter lines ("To: the Minister", "Key points") state nothing."""

_LARGEST_JSON = 50_000_000


@dataclass(frozen=True, slots=True)
class DraftClaim:
    """A statement of a draft: its id there or its number (``c1``, ``c2``, …), and its words."""

    id: str
    text: str


def read_claims(
    path: str,
    reading: ReadingProcess,
    grammar: Grammar,
    limits: ReadingLimits | None = None,
) -> list[DraftClaim]:
    """Read the statements of a draft: one a sentence, headings and short labels left out.

    A ``.json`` file holds a briefing of this program, or a list of statements: texts, or objects
    with ``text`` (or ``claim``) and ``id``. Anything else is read as an article is. Raises
    InputMissing and InputUnreadable.
    """
    if Path(path).suffix.lower() == ".json":
        return _claims_of_json(Path(path))
    article = reading.read(FileOrigin(path), limits)
    return numbered(_sentences(article, grammar))


def numbered(texts: Iterator[str] | list[str]) -> list[DraftClaim]:
    """Statements with their numbers for ids."""
    return [DraftClaim(f"c{n}", text) for n, text in enumerate(texts, 1)]


def _sentences(article: Article, grammar: Grammar) -> Iterator[str]:
    paragraphs = [row.paragraph for row in article.rows if row.paragraph.kind in _STATING]
    texts = [p.text for p in paragraphs]
    for text, sentences in zip(texts, grammar.parse(texts), strict=True):
        for sentence in sentences:
            words = text[sentence.start : sentence.end]
            if word_count(words) >= _LEAST_WORDS and not words.endswith(":"):
                yield words


def _claims_of_json(path: Path) -> list[DraftClaim]:
    try:
        if path.stat().st_size > _LARGEST_JSON:
            raise InputUnreadable(
                f"“{path.name}” is larger than {_LARGEST_JSON / 1e6:.0f} MB; "
                "give the statements alone."
            )
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise InputMissing(
            f"“{path}” cannot be read ({error.strerror}); check its name."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputUnreadable(f"“{path.name}” is no JSON; export it again.") from error
    claims = list(_claims_in(data))
    if not claims:
        raise InputUnreadable(
            f"“{path.name}” holds no statements; give a briefing as JSON, or a list of texts."
        )
    return claims


def _claims_in(data: Any) -> Iterator[DraftClaim]:  # noqa: ANN401 (anything that JSON can hold)
    if isinstance(data, dict) and isinstance(data.get("sections"), list):
        rows = [*_list(data.get("key_points"))]
        for section in data["sections"]:
            rows += _list(section.get("bullets")) if isinstance(section, dict) else []
    elif isinstance(data, dict):
        rows = _list(data.get("claims"))
    else:
        rows = _list(data)
    for number, row in enumerate(rows, 1):
        text, name = row, f"c{number}"
        if isinstance(row, dict):
            text, name = row.get("text", row.get("claim")), str(row.get("id") or name)
        if isinstance(text, str) and text.strip():
            yield DraftClaim(name, " ".join(text.split()))


def _list(value: Any) -> list[Any]:  # noqa: ANN401 (anything that JSON can hold)
    return value if isinstance(value, list) else []
