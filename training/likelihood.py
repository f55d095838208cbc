"""The log of the summed odds of all cuts of an article, so that weights can be fitted to it.

The same sums as in ``briefing.sectioning.orders``, with derivatives.
"""

from __future__ import annotations

import itertools
import math
from functools import cache

import torch

from briefing.sectioning import orders

NEVER = -1e9
TINY = 1e-300


class Table:
    """What each stretch is worth under each label: shape (boundaries, boundaries, labels)."""

    def __init__(self, scores: torch.Tensor) -> None:
        by_label = scores.permute(2, 0, 1)
        self.labels, self.size, _ = by_label.shape
        high = by_label.amax(dim=1, keepdim=True).detach()
        self.odds = torch.exp(by_label - high)
        self.high = high[:, 0]


def sum_with_list(scores: torch.Tensor) -> torch.Tensor:
    """The log sum over all cuts and orders, each by its prior."""
    table = Table(scores)
    totals = _sums_in_order(table, torch.tensor(_listed_and_moved(table.labels)))
    parts = [totals[0] + math.log(orders.AS_LISTED)]
    if len(totals) > 1:
        each = math.log(orders.ONE_ELSEWHERE / (len(totals) - 1))
        parts.append(torch.logsumexp(totals[1:], 0) + each)
    if 1 < table.labels <= orders.MOST_SETS:
        parts.append(_sum_in_any_order(table) + math.log(orders.ANY_ORDER))
    return torch.logsumexp(torch.stack(parts), 0)


@cache
def _listed_and_moved(labels: int) -> list[tuple[int, ...]]:
    return [tuple(range(labels)), *sorted(orders.one_elsewhere(labels))]


def _sums_in_order(table: Table, order: torch.Tensor) -> torch.Tensor:
    """For each row of ``order``, the log sum over the cuts with the labels in that order."""
    at = torch.full((len(order), table.size), NEVER, dtype=table.odds.dtype)
    at[:, 0] = 0.0
    for label in order.T:
        high = at.amax(1, keepdim=True).detach()
        reached = torch.einsum("bs,bse->be", torch.exp(at - high), table.odds[label])
        step = torch.log(reached + TINY) + high + table.high[label]
        at = torch.logaddexp(at + orders.ABSENT, step + orders.PRESENT)
    return at[:, -1]


def _sum_in_any_order(table: Table) -> torch.Tensor:
    """The log sum over all orders, by sets of labels already used."""
    labels, size = table.labels, table.size
    flat = table.odds.permute(1, 0, 2).reshape(size, labels * size)
    sets = sorted(range(1 << labels), key=int.bit_count)
    at = torch.full((1, size), NEVER, dtype=table.odds.dtype)
    at[0, 0] = 0.0
    before = {0: 0}
    ends = []
    for level, members in itertools.groupby(sets[1:], key=int.bit_count):
        used = list(members)
        high = at.amax(1, keepdim=True).detach()
        product = torch.log(torch.exp(at - high) @ flat + TINY)
        reached = product.reshape(-1, labels, size) + high[:, :, None] + table.high
        last = [[label for label in range(labels) if s >> label & 1] for s in used]
        came = [
            [before[s ^ (1 << label)] for label in own] for s, own in zip(used, last, strict=True)
        ]
        at = torch.logsumexp(reached[torch.tensor(came), torch.tensor(last)], 1)
        before = {s: row for row, s in enumerate(used)}
        prior = level * orders.PRESENT + (labels - level) * orders.ABSENT
        ends.append(torch.logsumexp(at[:, -1], 0) + prior - math.lgamma(level + 1))
    return torch.logsumexp(torch.stack(ends), 0)


def sum_without_list(scores: torch.Tensor) -> torch.Tensor:
    """The log sum over all cuts into any number of parts; ``scores`` is [first, last boundary]."""
    at = torch.zeros(1, dtype=scores.dtype)
    for end in range(1, len(scores)):
        at = torch.cat([at, torch.logsumexp(at + scores[:end, end], 0)[None]])
    return at[-1]
