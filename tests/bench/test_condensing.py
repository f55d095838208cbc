"""Whether the time to condense grows with an article's length, and memory stays below it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import psutil
import pytest

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.settings import Options
from briefing.worker.job import Job
from briefing.worker.models import EXTRACT, Models
from tests.bench.articles import article

pytestmark = pytest.mark.model

SHORT, LONG = 10_000, 100_000
MOST = 2.5
"""How much longer one long article may take than ten of a tenth of its length together.

What takes time in proportion to the length is at 1, what takes its square at 10.
"""

MOST_BYTES = 10_000
"""Memory for a word: its sentence's tree, and the vectors and wordings of the sentence."""

BOTH = [EXTRACT, "default"]
FEW = 2_000
"""Words of the articles that the language model condenses: it takes far longer."""


def _article(words: int, start: int) -> Article:
    pieces = article(words + start)  # another length is another article
    return Article(
        source="article.txt",
        sha256="0" * 64,
        paragraphs=tuple(
            Paragraph(f"p{number}", ParagraphKind(kind), text, 2 if kind == "heading" else None)
            for number, (kind, text) in enumerate(pieces)
        ),
    )


@pytest.mark.timeout(3000)
@pytest.mark.parametrize("model", BOTH)
def test_the_time_to_condense_grows_with_the_length(model: str) -> None:
    short, long = (SHORT, LONG) if model == EXTRACT else (FEW // 4, FEW)
    times = long // short
    job = Job(Models(), Options(model=model))
    _condensed(job, _article(short, 50))  # the models are loaded now
    print(f"\n\n{model:10}{'words':>10}{'CPU s':>9}{'first s':>9}{'bullets':>9}{'MB':>8}")
    many = [_measured(job, _article(short, n)) for n in range(times)]
    before = _memory()
    one = _measured(job, _article(long, 0))
    ratio = one / max(sum(many), 0.05)
    print(f"{model:10}{ratio:9.1f} times as long as {times} short ones")
    assert ratio < MOST
    assert _memory() - before < MOST_BYTES * long + 200e6


def _measured(job: Job, one: Article) -> float:
    """Seconds on the processor, by all threads."""
    start = time.process_time()
    counts = _condensed(job, one)
    first, bullets = next(counts), sum(counts)
    seconds = time.process_time() - start
    words = sum(len(p.text.split()) for p in one.paragraphs)
    print(
        f"{'':10}{words:10,}{seconds:9.2f}{first - start:9.2f}{bullets:9.0f}{_memory() / 1e6:8.0f}"
    )
    return seconds


def _condensed(job: Job, one: Article) -> Iterator[float]:
    """When the first section had its bullets, then how many bullets each step gave."""
    sections, _ = job.sections(one)
    numbers = []
    first = 0.0
    for step in job.condense(one, sections):
        first = first or time.process_time()
        numbers.append(len(step.bullets))
    return iter([first, *numbers])


def _memory() -> int:
    resident: int = psutil.Process().memory_info().rss
    return resident
