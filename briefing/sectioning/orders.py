"""How probable each title is for each paragraph, whatever order the titles stand in.

A mixture of three readings of a contents list: the text follows it; one title stands elsewhere
than listed; the list says nothing of the order. Within each, every title stands over one stretch
of the text or, rarely, over none, and all cuts count by their odds (the forward-backward
recursions of a semi-Markov model, Sarawagi and Cohen, 2004). All orders at once are summed over
sets of titles already used, as in the dynamic programme of Held and Karp (1962).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from briefing.sectioning.search import Scores, best_labelled

AS_LISTED, ONE_ELSEWHERE, ANY_ORDER = 0.4, 0.2, 0.4  # what each reading is held to be worth
ABSENT = math.log(0.02)  # a listed title without any text
PRESENT = math.log1p(-0.02)
MOST_SETS = 9  # titles: the sum over all orders takes 2 to this power sets of them
_MOST_FULL = 12  # orders with one title elsewhere that are worked out in full, the likeliest
_MOST_MOVED = 14  # titles: of more, a search finds the order that minds the list's
_BREAKS = 3  # places where an order with one title elsewhere leaves the list's
_WIDTH = 128  # partial cuts kept in search of the best order
_LEVELLING = 64  # and in search of a cut that is good enough to measure the others by
_NEVER = -1e9
_TINY = 1e-300


@dataclass(frozen=True, slots=True)
class _Reading:
    """``probable`` has shape (pieces, titles); ``total`` is the log of its whole mass."""

    probable: Scores
    total: float


class _Odds:
    """The scores of all stretches under each title, ready to be summed in the log domain."""

    def __init__(self, scores: Scores) -> None:
        self.by_label = np.ascontiguousarray(scores.transpose(2, 0, 1))
        self.labels, self.boundaries, _ = self.by_label.shape
        self.high_end = self.by_label.max(axis=1)  # (labels, ends)
        self.to_end = np.exp(self.by_label - self.high_end[:, None, :])
        self.high_start = self.by_label.max(axis=2)
        self.to_start = np.exp(self.by_label - self.high_start[:, :, None]).transpose(0, 2, 1)

    def forward(self, sums: Scores, label: int) -> Scores:
        """Log sums at each end, from log sums at each start (rows may be many)."""
        result: Scores = _product(sums, self.to_end[label]) + self.high_end[label]
        return result

    def backward(self, sums: Scores, label: int) -> Scores:
        """Log sums at each start, from log sums at each end."""
        result: Scores = _product(sums, self.to_start[label]) + self.high_start[label]
        return result


def label_probabilities(scores: Scores) -> Scores:
    """The probability of each label for each piece, as an array of shape (pieces, labels).

    ``scores`` has shape (boundaries, boundaries, labels): log odds of each stretch under each
    label, very low where the second boundary is not behind the first. Rows sum to 1.
    """
    scores = _levelled(scores)
    readings = list(_readings(_Odds(scores), scores))
    totals = np.array([reading.total for reading in readings])
    shares = np.exp(totals - totals.max())
    shares /= shares.sum()
    mixed = np.einsum("r,rpk->pk", shares, np.array([r.probable for r in readings]))
    probable: Scores = mixed / mixed.sum(axis=1, keepdims=True)
    return probable


def _levelled(scores: Scores) -> Scores:
    """The scores less those of the best cut, piece by piece, so that every cut's is at most 0.

    This changes nothing but a constant, and keeps the odds of long texts within a float's range.
    """
    boundaries = len(scores)
    lost = np.zeros(boundaries)
    for label, start, end in best_labelled(scores, break_cost=0.0, width=_LEVELLING).segments:
        lost[start + 1 : end + 1] = scores[start, end, label] / (end - start)
    above = np.cumsum(lost)
    levelled = scores - (above[None, :] - above[:, None])[:, :, None]
    levelled[np.tril_indices(boundaries)] = _NEVER
    return levelled


def _readings(odds: _Odds, scores: Scores) -> Iterator[_Reading]:
    listed = tuple(range(odds.labels))
    yield _in_order(odds, listed, math.log(AS_LISTED))
    if odds.labels == 1:
        return
    ways = (odds.labels - 1) ** 2
    each = math.log(ONE_ELSEWHERE / ways)
    if odds.labels <= _MOST_MOVED:
        moved = sorted(one_elsewhere(odds.labels))
        totals = np.array([_total_in_order(odds, order) for order in moved])
        likeliest = [moved[row] for row in np.argsort(-totals, kind="stable")[:_MOST_FULL]]
    else:
        likeliest = [_best_order(scores, break_cost=math.log(ways) / _BREAKS)]
    for order in likeliest:
        yield _in_order(odds, order, each)
    if odds.labels <= MOST_SETS:
        yield _in_any_order(odds, math.log(ANY_ORDER))
    else:
        # Too many titles for all their orders: the best one stands for them.
        order = _best_order(scores, break_cost=0.0)
        yield _in_order(odds, order, math.log(ANY_ORDER) - math.lgamma(odds.labels + 1))


def _best_order(scores: Scores, *, break_cost: float) -> tuple[int, ...]:
    """The order of the labels in the best cut, those that it leaves out last."""
    cut = best_labelled(scores, break_cost=break_cost, width=_WIDTH)
    best = [label for label, _, _ in cut.segments]
    return (*best, *(label for label in range(scores.shape[2]) if label not in best))


def one_elsewhere(labels: int) -> set[tuple[int, ...]]:
    """All orders that come about by moving one label of the listed order to another place."""
    listed = tuple(range(labels))
    orders = set()
    for label, place in itertools.product(listed, listed):
        rest = [other for other in listed if other != label]
        orders.add((*rest[:place], label, *rest[place:]))
    return orders - {listed}


def _steps(odds: _Odds, order: tuple[int, ...]) -> list[Scores]:
    """The log sums at each boundary: before the first label, after it, after the second …."""
    at = np.full(odds.boundaries, _NEVER)
    at[0] = 0.0
    sums = [at]
    for label in order:
        at = np.logaddexp(at + ABSENT, odds.forward(at, label) + PRESENT)
        sums.append(at)
    return sums


def _total_in_order(odds: _Odds, order: tuple[int, ...]) -> float:
    return float(_steps(odds, order)[-1][-1])


def _in_order(odds: _Odds, order: tuple[int, ...], prior: float) -> _Reading:
    """All cuts with the labels in one order, each over one stretch or over none."""
    sums = _steps(odds, order)
    total = float(sums[-1][-1])
    probable = np.zeros((odds.boundaries - 1, odds.labels))
    after = np.full(odds.boundaries, _NEVER)
    after[-1] = 0.0
    for place in reversed(range(len(order))):
        label = order[place]
        stretches = odds.by_label[label] + sums[place][:, None] + after[None, :]
        probable[:, label] = _covered(_exp(stretches + PRESENT - total))
        after = np.logaddexp(after + ABSENT, odds.backward(after, label) + PRESENT)
    return _Reading(probable, total + prior)


def _in_any_order(odds: _Odds, prior: float) -> _Reading:
    """All cuts with any of the labels in any order, each order as probable as the others."""
    labels, boundaries = odds.labels, odds.boundaries
    levels = [
        np.array([used for used in range(1 << labels) if used.bit_count() == level])
        for level in range(labels + 1)
    ]
    ahead = np.full((1 << labels, boundaries), _NEVER)
    ahead[0, 0] = 0.0
    behind = np.full((1 << labels, boundaries), _NEVER)
    for level, members in enumerate(levels):
        behind[members, -1] = level * PRESENT + (labels - level) * ABSENT - math.lgamma(level + 1)
        for label in range(labels):
            rows = members[members >> label & 1 == 1]
            reached = odds.forward(ahead[rows ^ (1 << label)], label)
            ahead[rows] = np.logaddexp(ahead[rows], reached)
    total = float(np.logaddexp.reduce(ahead[:, -1] + behind[:, -1]))
    probable = np.zeros((boundaries - 1, labels))
    for members in reversed(levels[:-1]):
        for label in range(labels):
            rows = members[members >> label & 1 == 0]
            then = behind[rows | (1 << label)]
            behind[rows] = np.logaddexp(behind[rows], odds.backward(then, label))
    for label in range(labels):
        rows = np.array([s for s in range(1 << labels) if not s >> label & 1])
        pairs = _log_product(ahead[rows].T, behind[rows | (1 << label)])
        probable[:, label] = _covered(_exp(pairs + odds.by_label[label] - total))
    return _Reading(probable, total + prior)


def _exp(logs: Scores) -> Scores:
    """Probabilities of their logs, which rounding may have left a little above 0."""
    result: Scores = np.exp(np.minimum(logs, 0.0))
    return result


def _covered(stretches: Scores) -> Scores:
    """For each piece, the mass of the stretches [first boundary, last boundary] over it."""
    covered: Scores = (stretches.sum(axis=1).cumsum() - stretches.sum(axis=0).cumsum())[:-1]
    return covered


def _product(sums: Scores, odds: Scores) -> Scores:
    """The log of exp(sums) @ odds, kept from running over or under."""
    high = sums.max(axis=-1, keepdims=True)
    result: Scores = np.log(np.exp(sums - high) @ odds + _TINY) + high
    return result


def _log_product(left: Scores, right: Scores) -> Scores:
    """The log of exp(left) @ exp(right)."""
    high_left, high_right = left.max(axis=1, keepdims=True), right.max(axis=0, keepdims=True)
    product = np.exp(left - high_left) @ np.exp(right - high_right)
    result: Scores = np.log(product + _TINY) + high_left + high_right
    return result
