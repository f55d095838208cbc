"""How long reading takes, and whether it grows with an article's length as it should."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import pypdfium2 as pdfium
import pytest

from briefing.reading.origins import FileOrigin
from briefing.settings import ReadingLimits
from briefing.worker.reading import ReadingProcess
from tests.bench.articles import FORMATS, article

SHORT, LONG, TIMES = 10_000, 100_000, 10
MOST = 2.5
"""How much longer one long article may take than ten of a tenth of its length together.

What takes time in proportion to the length is at 1, what takes its square at 10.
"""

LIMITS = ReadingLimits(seconds=500, megabytes=4000)


@dataclass(frozen=True)
class Measured:
    """Seconds on the processor and on the clock, and how often the way was told."""

    processor_s: float
    clock_s: float
    words: int
    told: int


@pytest.mark.timeout(3000)
def test_the_time_to_read_grows_with_the_length(tmp_path: Path) -> None:
    print(f"\n\n{'':14}{'words':>9}{'pages':>7}{'MB':>8}{'CPU s':>9}{'clock s':>9}{'told':>6}")
    ratios = {}
    for ending, write in FORMATS.items():
        short, long = (
            _written(tmp_path / f"{words}{ending}", write(article(words)))
            for words in (SHORT, LONG)
        )
        with ReadingProcess() as reading:
            reading.read(FileOrigin(str(short)), LIMITS)  # the libraries are loaded now
            many = _measured(reading, short, TIMES)
            one = _measured(reading, long, 1)
        ratios[ending] = one.processor_s / max(many.processor_s, 0.05)
        print(f"{'':14}{ratios[ending]:>48.1f} times")
        assert one.words > 9 * many.words
    too_long = {ending: round(ratio, 1) for ending, ratio in ratios.items() if ratio > MOST}
    assert not too_long


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _measured(reading: ReadingProcess, path: Path, times: int) -> Measured:
    told: list[str] = []
    process = psutil.Process(reading.process_id)
    before, start = process.cpu_times(), time.perf_counter()
    for _ in range(times):
        read = reading.read(
            FileOrigin(str(path)), LIMITS, report=lambda _done, _total, text: told.append(text)
        )
    clock_s = time.perf_counter() - start
    after = process.cpu_times()
    measured = Measured(
        after.user + after.system - before.user - before.system,
        clock_s,
        sum(len(p.text.split()) for p in read.paragraphs),
        len(told),
    )
    pages = len(pdfium.PdfDocument(path)) if path.suffix == ".pdf" else ""
    print(
        f"{path.suffix:8}{times:3} × {measured.words:9,}{pages:>7}{path.stat().st_size / 1e6:8.2f}"
        f"{measured.processor_s:9.2f}{clock_s:9.2f}{measured.told:6}"
    )
    return measured
