"""The best way to cut a row of paragraphs into contiguous segments, given a score for each.

Two searches: for segments without labels (an exact dynamic programme), and for segments that each
carry another label, in any order (a beam; exact while it is wide enough to hold every set of
labels).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

MOST_LABELS = 56
"""How many labels ``best_labelled`` can tell apart: their set is kept in the bits of an int64."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A segmentation: the label of each segment, its first boundary, its last, and the score."""

    segments: tuple[tuple[int, int, int], ...]
    score: float


def best_unlabelled(band: Scores) -> list[int]:
    """The inner boundaries of the best segmentation.

    ``band`` has shape (longest, boundaries - 1); ``band[n - 1, i]`` is what a segment of n pieces
    from boundary i on is worth. Time is in proportion to its size.
    """
    longest, last = band.shape
    best = np.full(last + 1, -np.inf)
    best[0] = 0.0
    came = [0] * (last + 1)
    for end in range(1, last + 1):
        lengths = np.arange(1, min(longest, end) + 1)
        totals = best[end - lengths] + band[lengths - 1, end - lengths]
        at = int(totals.argmax())
        came[end] = end - at - 1
        best[end] = totals[at]
    inner: list[int] = []
    at = came[last]
    while at > 0:
        inner.append(at)
        at = came[at]
    return inner[::-1]


@dataclass(slots=True)
class _Beam:
    """Partial segmentations that end at one boundary."""

    score: Scores
    used: Integers
    label: Integers
    parent: Integers


def best_labelled(scores: Scores, *, break_cost: float, width: int = 384) -> Cut:
    """The best segmentation in which each label stands over at most one segment.

    ``scores`` has shape (boundaries, boundaries, labels). ``break_cost`` is paid wherever the
    label after k is not k + 1 (and where the first is not 0). A label need not stand over
    anything. ``width`` is how many partial segmentations are kept a boundary.

    Raises ValueError for more labels than ``MOST_LABELS``.
    """
    boundaries, _, labels = scores.shape
    if labels > MOST_LABELS:
        raise ValueError(f"{labels} labels, at most {MOST_LABELS}")
    last = boundaries - 1
    step = np.full((labels + 1, labels), -break_cost)
    step[np.arange(labels), np.arange(labels)] = 0.0  # row k: the label before is k - 1
    waiting: list[list[_Beam]] = [[] for _ in range(boundaries)]
    waiting[0].append(_Beam(np.zeros(1), np.zeros(1, np.int64), np.full(1, -1), np.full(1, -1)))
    kept: list[tuple[_Beam, Integers]] = []
    total = 0
    for start in range(boundaries):
        beam = _merge(waiting[start], width)
        waiting[start] = []
        kept.append((beam, np.arange(total, total + len(beam.score))))
        if start < last and len(beam.score):
            _extend(
                beam,
                scores[start, start + 1 :],
                step,
                first_id=total,
                waiting=waiting[start + 1 :],
                width=width,
            )
        total += len(beam.score)
    return _trace(kept)


def _merge(beams: list[_Beam], width: int) -> _Beam:
    """One beam of the best, for each set of used labels and last label only the best."""
    score = np.concatenate([b.score for b in beams]) if beams else np.zeros(0)
    if not len(score):
        none = np.zeros(0, np.int64)
        return _Beam(score, none, none, none)
    used = np.concatenate([b.used for b in beams])
    label = np.concatenate([b.label for b in beams])
    parent = np.concatenate([b.parent for b in beams])
    order = np.lexsort((-score, label, used))
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (np.diff(used[order]) != 0) | (np.diff(label[order]) != 0)
    order = order[fresh]
    order = order[np.argsort(-score[order], kind="stable")][:width]
    return _Beam(score[order], used[order], label[order], parent[order])


def _extend(
    beam: _Beam,
    scores: Scores,
    step: Scores,
    *,
    first_id: int,
    waiting: list[list[_Beam]],
    width: int,
) -> None:
    """Add every next segment to every partial segmentation, and leave the best at their ends."""
    labels = scores.shape[1]
    free = (beam.used[:, None] >> np.arange(labels)) & 1 == 0
    base = np.where(free, beam.score[:, None] + step[beam.label + 1], -np.inf)
    row, label = np.nonzero(free)
    if not len(row):
        return
    totals = base[row, label][:, None] + scores[:, label].T  # (extensions, ends)
    used = beam.used[row] | (np.int64(1) << label)
    many = len(row) > 2 * width
    kept = np.argpartition(-totals, width, axis=0)[:width] if many else None
    for end in range(totals.shape[1]):
        column = totals[:, end]
        best = np.arange(len(column)) if kept is None else kept[:, end]
        waiting[end].append(_Beam(column[best], used[best], label[best], first_id + row[best]))
        if len(waiting[end]) > 8:
            waiting[end][:] = [_merge(waiting[end], width)]


def _trace(kept: list[tuple[_Beam, Integers]]) -> Cut:
    totals = kept[-1][0].score
    firsts = [int(ids[0]) if len(ids) else 0 for _, ids in kept]
    at = int(totals.argmax())
    boundary = len(kept) - 1
    segments: list[tuple[int, int, int]] = []
    while boundary > 0:
        beam = kept[boundary][0]
        parent, label = int(beam.parent[at]), int(beam.label[at])
        start = max(b for b in range(boundary) if len(kept[b][1]) and firsts[b] <= parent)
        segments.append((label, start, boundary))
        boundary, at = start, parent - firsts[start]
    return Cut(tuple(segments[::-1]), float(totals.max()))
