"""What tests look at in an article that was read, and in the sentence that says why none was."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.article import Article
from briefing.article import ParagraphKind as Kind
from briefing.errors import InputUnreadable
from briefing.reading.registry import read_article


def pieces(article: Article) -> list[tuple[Kind, str]]:
    """The kinds and texts of an article's paragraphs."""
    return [(p.kind, p.text) for p in article.paragraphs]


def left_out(article: Article) -> list[tuple[str, str]]:
    """Why paragraphs were left out, and their texts."""
    return [(item.reason, item.paragraph.text) for item in article.left_out]


def refusal(file: Path) -> str:
    """Why a file cannot be read: one sentence that names it."""
    with pytest.raises(InputUnreadable) as error:
        read_article(file)
    sentence = str(error.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    assert file.name in sentence
    return sentence
