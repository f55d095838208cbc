"""Whether the time to find sections grows with an article's length, once its texts have vectors."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from itertools import islice

import numpy as np
import pytest

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.engine.types import FloatArray
from briefing.sectioning.find import find_sections

SHORT, LONG, TIMES = 10_000, 100_000, 10
MOST = 2.5
"""How much longer one long article may take than ten of a tenth of its length together.

What takes time in proportion to the length is at 1, what takes its square at 10.
"""

TOPIC_WORDS = 450
TITLES = 10
WAYS = [
    ("plain", 25),
    ("plain", 65),
    ("plain", 140),
    ("listed", 25),
    ("listed", 140),
    ("headings", 65),
]
"""Shapes of articles, and the words of each of their paragraphs."""

SYLLABLES = "ba be co da fi go hu ka le mi no pa ri so tu va we".split()
SMALL = "the a of in to and was for on with as by at from that it".split()


class RememberedVectors:
    """Vectors that point where a text's words do; each is worked out once."""

    def __init__(self) -> None:
        self._words: dict[str, FloatArray] = {}
        self._texts: dict[str, FloatArray] = {}

    def __call__(self, texts: Sequence[str]) -> FloatArray:
        return np.stack([self._of_text(text) for text in texts])

    def _of_text(self, text: str) -> FloatArray:
        if text not in self._texts:
            total = np.sum([self._of_word(word) for word in text.split()], axis=0)
            self._texts[text] = (total / np.linalg.norm(total)).astype(np.float32)
        return self._texts[text]

    def _of_word(self, word: str) -> FloatArray:
        if word not in self._words:
            chance = np.random.default_rng(list(word.encode()))
            self._words[word] = chance.normal(size=384).astype(np.float32)
        return self._words[word]


def article(shape: str, words: int, paragraph_words: int) -> Article:
    """An article that turns to a new topic, with words of its own, every few hundred words."""
    chance = random.Random(f"{shape} {words}")  # noqa: S311 (nothing secret)
    common = [_word(chance, 2) for _ in range(1500)]
    paragraphs: list[Paragraph] = []
    topics: list[list[str]] = []
    for number in range(words // paragraph_words):
        if number * paragraph_words >= len(topics) * TOPIC_WORDS:
            topics.append([_word(chance, 4) for _ in range(40)])
            if shape == "headings":
                heading = " ".join(topics[-1][:3]).capitalize()
                kind = ParagraphKind.HEADING
                paragraphs.append(Paragraph(f"p{len(paragraphs)}", kind, heading, 2))
        sources = [SMALL, SMALL, topics[-1], common]
        said = [chance.choice(chance.choice(sources)) for _ in range(paragraph_words)]
        sentences = [said[first : first + 18] for first in range(0, len(said), 18)]
        text = " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)
        paragraphs.append(Paragraph(f"p{len(paragraphs)}", ParagraphKind.TEXT, text))
    spread = islice(topics, 0, None, max(1, len(topics) // TITLES))
    titles = [" ".join(own[:3]).capitalize() for own in spread][:TITLES]
    return Article(
        source="article.txt",
        sha256="0" * 64,
        paragraphs=tuple(paragraphs),
        contents=tuple(titles) if shape == "listed" else (),
    )


def _word(chance: random.Random, syllables: int) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(syllables)) + chance.choice("nrst")


@pytest.mark.timeout(3000)
def test_the_time_to_find_sections_grows_with_the_length() -> None:
    print(f"\n\n{'':10}{'words a paragraph':>18}{'sections':>10}{'CPU s':>8}{'ten short':>11}")
    ratios = {}
    for shape, paragraph_words in WAYS:
        short, long = (article(shape, words, paragraph_words) for words in (SHORT, LONG))
        vectors = RememberedVectors()
        for one in (short, long):  # every text has its vector now
            find_sections(one, vectors)
        many_s, _ = _measured(short, vectors, TIMES)
        one_s, sections = min(_measured(long, vectors, 1) for _ in range(3))  # least disturbed
        ratio = one_s / max(many_s, 0.05)
        ratios[f"{shape}, {paragraph_words} words a paragraph"] = round(ratio, 1)
        print(
            f"{shape:10}{paragraph_words:18}{sections:10}{one_s:8.2f}{many_s:11.2f}"
            f"{ratio:8.1f} times"
        )
    assert not {name: ratio for name, ratio in ratios.items() if ratio > MOST}


def _measured(one: Article, vectors: RememberedVectors, times: int) -> tuple[float, int]:
    """Seconds on the processor, and the number of sections."""
    before = time.process_time()
    for _ in range(times):
        sections = find_sections(one, vectors)
    return time.process_time() - before, len(sections)
