"""What is computed together, and where a person may stop it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Sized

from briefing.engine.types import Stop
from briefing.errors import Cancelled

_SCORE_TOKENS = 2048
"""Padded tokens scored together: the scores of one batch then fit in some hundred megabytes."""


def ask(stop: Stop | None) -> None:
    """Raise Cancelled if the person has cancelled."""
    if stop is not None and stop():
        raise Cancelled("Stopped.")


def batches(rows: Sequence[Sized], size: int, stop: Stop | None) -> Iterator[list[int]]:
    """The indexes of the rows, shortest first, ``size`` at a time.

    Raises Cancelled if the person has cancelled before one of them.
    """
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    for first in range(0, len(order), size):
        ask(stop)
        yield order[first : first + size]


def filled(order: Sequence[int], lengths: Sequence[int]) -> Iterable[list[int]]:
    """Cut ``order``, sorted by length, into batches of at most so many padded tokens."""
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * lengths[i] > _SCORE_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
