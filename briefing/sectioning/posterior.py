"""How probable each label is for each piece, over all segmentations in one order of the labels.

The forward-backward recursions of a semi-Markov model (Sarawagi and Cohen, 2004). Deciding by
these probabilities, and not by the single best segmentation, makes the expected number of wrongly
labelled pieces the smallest (minimum Bayes risk).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from briefing.sectioning.search import Scores

_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Posterior:
    """``probable`` has shape (boundaries - 1, labels); ``total`` is the log of the whole mass."""

    probable: Scores
    total: float


def posterior(scores: Scores) -> Posterior:
    """What is probable if the labels stand in their order, each over exactly one segment.

    ``scores`` has shape (boundaries, boundaries, labels): log odds, very low where the second
    boundary is not behind the first. There must be no more labels than pieces.
    """
    boundaries, _, labels = scores.shape
    forward = np.full((labels + 1, boundaries), _NEVER)
    backward = np.full((labels + 1, boundaries), _NEVER)
    forward[0, 0] = backward[labels, -1] = 0.0
    for label in range(labels):
        forward[label + 1] = _log_sum(forward[label][:, None] + scores[:, :, label], axis=0)
    for label in reversed(range(labels)):
        backward[label] = _log_sum(scores[:, :, label] + backward[label + 1][None, :], axis=1)
    total = float(forward[labels, -1])
    probable = np.zeros((boundaries - 1, labels))
    for label in range(labels):
        inside = np.exp(
            forward[label][:, None] + scores[:, :, label] + backward[label + 1][None, :] - total
        )
        begun, ended = inside.sum(axis=1).cumsum(), inside.sum(axis=0).cumsum()
        probable[:, label] = (begun - ended)[:-1]
    return Posterior(probable, total)


def _log_sum(values: Scores, axis: int) -> Scores:
    highest = values.max(axis=axis, keepdims=True)
    total = np.log(np.exp(values - highest).sum(axis=axis, keepdims=True)) + highest
    result: Scores = total.squeeze(axis)
    return result


def likeliest_cut(gains: Scores) -> tuple[list[int], float]:
    """The inner boundaries that gain most, and the gain, if each label in order gets one segment.

    ``gains`` has shape (pieces, labels): what a piece adds under a label.
    """
    pieces, labels = gains.shape
    best = np.concatenate([[0.0], np.cumsum(gains[:, 0])])
    best[0] = -np.inf
    came: list[np.ndarray[tuple[int, ...], np.dtype[np.int64]]] = []
    for label in range(1, labels):
        sums = np.concatenate([[0.0], np.cumsum(gains[:, label])])
        ahead = best - sums
        # The best place to begin, among all that lie before each boundary.
        ahead = np.concatenate([[-np.inf], ahead[:-1]])
        highest = np.maximum.accumulate(ahead)
        fresh = np.concatenate([[True], ahead[1:] > highest[:-1]])
        came.append(np.maximum.accumulate(np.where(fresh, np.arange(pieces + 1), 0)) - 1)
        best = highest + sums
    inner: list[int] = []
    at = pieces
    for begins in reversed(came):
        at = int(begins[at])
        inner.append(at)
    return inner[::-1], float(best[pieces])
