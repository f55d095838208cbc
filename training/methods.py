"""Published methods of cutting a text into sections, and of finding the paragraphs of a title.

Each is written from its paper, with the numbers that the paper gives, to be compared with the
program's own (``compare.py``). A cut is the list of rows at which a part begins, without row 0;
rows are paragraphs.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from briefing.sectioning.words import STOP_WORDS, stems

Floats = npt.NDArray[np.float64]

# --- measures of a cut ------------------------------------------------------------------------


def labels(cuts: Sequence[int], count: int) -> list[int]:
    """The number of its part for each of ``count`` rows."""
    return [sum(cut <= row for cut in cuts) for row in range(count)]


def reach(gold: Sequence[int]) -> int:
    """Half the mean length of a true part, at least 2: how far Pk and WindowDiff look."""
    return max(2, round(len(gold) / (max(gold) + 1) / 2))


def pk(gold: Sequence[int], found: Sequence[int]) -> float | None:
    """Pk (Beeferman, Berger and Lafferty, 1999): lower is better; None for too short a text."""
    k = reach(gold)
    pairs = range(len(gold) - k)
    if not pairs:
        return None
    wrong = [(gold[i] == gold[i + k]) != (found[i] == found[i + k]) for i in pairs]
    return sum(wrong) / len(wrong)


def window_diff(gold: Sequence[int], found: Sequence[int]) -> float | None:
    """WindowDiff (Pevzner and Hearst, 2002): lower is better; None for too short a text."""
    k = reach(gold)
    pairs = range(len(gold) - k)
    if not pairs:
        return None
    # Parts are numbered in order, so the difference is the number of cuts in between.
    wrong = [gold[i + k] - gold[i] != found[i + k] - found[i] for i in pairs]
    return sum(wrong) / len(wrong)


# --- cuts without a list ----------------------------------------------------------------------


def equal_lengths(count: int, parts: int) -> list[int]:
    """Parts of equal length."""
    parts = min(parts, count)
    return [round(count * part / parts) for part in range(1, parts)]


def at_random(count: int, parts: int, seed: str) -> list[int]:
    """As many parts, cut anywhere; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    return sorted(chance.sample(range(1, count), min(parts, count) - 1))


def text_tiling(texts: Sequence[str]) -> list[int]:
    """TextTiling (Hearst, 1997) as nltk has it, with its settings: w = 20 words, k = 10 blocks.

    nltk has no stop words without a download, so the program's own are given.
    """
    # Only this one method needs nltk, which the program does not.
    from nltk.tokenize import (  # type: ignore[import-untyped]  # noqa: PLC0415
        TextTilingTokenizer,
    )

    whole = "\n\n".join(texts)
    try:
        tiles = TextTilingTokenizer(stopwords=STOP_WORDS).tokenize(whole)
    except ValueError:  # too short for it
        return []
    begins = np.cumsum([0, *(len(text) + 2 for text in texts)])[:-1]
    edges = np.cumsum([len(tile) for tile in tiles])[:-1]
    return sorted({int(np.abs(begins - edge).argmin()) for edge in edges} - {0})


def c99(sentences: Sequence[Sequence[str]], parts: int | None = None) -> list[int]:
    """C99 (Choi, 2000): ranks of sentences' cosines in an 11 × 11 mask, and divisive clustering.

    ``sentences`` are those of each paragraph; cuts are made between paragraphs alone. Without the
    number of parts, the cuts are those that raise the density by the mean of all steps and 1.2
    standard deviations.
    """
    begins = [0, *np.cumsum([len(own) for own in sentences]).tolist()]
    ranks = _ranks(_cosines([stems(one) for own in sentences for one in own]))
    sums = np.pad(ranks.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))

    def inside(start: int, end: int) -> float:
        a, b = begins[start], begins[end]
        return float(sums[b, b] - 2 * sums[a, b] + sums[a, a])

    def area(start: int, end: int) -> float:
        return float((begins[end] - begins[start]) ** 2)

    count = len(sentences)
    edges, total, size = [0, count], inside(0, count), area(0, count)
    order: list[int] = []
    densities = [total / size]
    while len(order) < (count - 1 if parts is None else min(parts, count) - 1):
        best = (-1.0, 0, 0.0, 0.0)
        for start, end in pairwise(edges):
            for at in range(start + 1, end):
                held = total - inside(start, end) + inside(start, at) + inside(at, end)
                covered = size - area(start, end) + area(start, at) + area(at, end)
                best = max(best, (held / covered, at, held, covered))
        density, at, total, size = best
        order.append(at)
        densities.append(density)
        edges = sorted([*edges, at])
    if parts is None and order:
        steps = np.diff(densities)
        enough = steps > steps.mean() + 1.2 * steps.std()
        order = order[: int(enough.sum())]
    return sorted(order)


def _cosines(texts: Sequence[Sequence[str]]) -> Floats:
    """Cosines of the texts' word counts."""
    column = {word: index for index, word in enumerate(dict.fromkeys(w for t in texts for w in t))}
    counts = np.zeros((len(texts), max(1, len(column))))
    for row, words in enumerate(texts):
        for word in words:
            counts[row, column[word]] += 1
    counts /= np.maximum(np.linalg.norm(counts, axis=1, keepdims=True), 1e-9)
    cosines: Floats = counts @ counts.T
    return cosines


def _ranks(values: Floats, mask: int = 11) -> Floats:
    """The share of its neighbours, in a square around it, that each value is above."""
    half, count = mask // 2, len(values)
    lower, seen = np.zeros_like(values), np.zeros_like(values)
    for down in range(-half, half + 1):
        for right in range(-half, half + 1):
            rows = slice(max(0, -down), min(count, count - down))
            columns = slice(max(0, -right), min(count, count - right))
            beside = values[
                max(0, down) : min(count, count + down), max(0, right) : min(count, count + right)
            ]
            lower[rows, columns] += beside < values[rows, columns]
            seen[rows, columns] += 1
    ranks: Floats = lower / np.maximum(seen - 1, 1)
    return ranks


def best_cuts(worth: Floats, most: int) -> list[tuple[float, list[int]]]:
    """For 1, 2, … ``most`` parts the highest sum of worth and its cut (an exact search).

    ``worth[i, j]`` is what rows i to j - 1 are worth as one part.
    """
    last = len(worth) - 1
    worth = np.where(np.triu(np.ones_like(worth), 1) > 0, worth, -np.inf)
    best, came = worth[0].copy(), []
    found = [(float(best[last]), list[int]())]
    for _ in range(1, min(most, last)):
        totals = best[:, None] + worth
        came.append(totals.argmax(axis=0))
        best = totals.max(axis=0)
        cut, at = list[int](), last
        for before in reversed(came):
            at = int(before[at])
            cut.append(at)
        found.append((float(best[last]), cut[::-1]))
    return found


def bayesian(texts: Sequence[str], parts: int) -> list[int]:
    """Bayesian segmentation (Eisenstein and Barzilay, 2008), without cue phrases.

    The words of each part are drawn from a language model of its own, with a symmetric Dirichlet
    prior that is integrated out; the prior is the one under which the best cut is likeliest.
    """
    counts = [Counter(stems(text)) for text in texts]
    column = {word: at for at, word in enumerate(dict.fromkeys(w for own in counts for w in own))}
    columns = [np.array([column[word] for word in own], dtype=np.int64) for own in counts]
    times = [np.array(list(own.values()), dtype=np.int64) for own in counts]
    cuts = [
        best_cuts(_drawn(columns, times, max(1, len(column)), prior), parts)[-1]
        for prior in np.geomspace(0.02, 5.0, 12)
    ]
    return max(cuts)[1]


def _drawn(
    columns: Sequence[npt.NDArray[np.int64]],
    times: Sequence[npt.NDArray[np.int64]],
    vocabulary: int,
    prior: float,
) -> Floats:
    """The log likelihood of each stretch as draws from a Dirichlet compound multinomial."""
    count = len(columns)
    highest = sum(int(own.max(initial=0)) for own in times)
    rising = np.array([math.lgamma(n + prior) for n in range(highest + 1)]) - math.lgamma(prior)
    sizes = [int(own.sum()) for own in times]
    whole = [math.lgamma(n + vocabulary * prior) for n in range(sum(sizes) + 1)]
    held = np.zeros((count, vocabulary), dtype=np.int64)  # of the stretch from each row on
    length = np.zeros(count, dtype=np.int64)
    likelihood = np.zeros(count)
    worth = np.full((count + 1, count + 1), -np.inf)
    for row, (own, added) in enumerate(zip(columns, times, strict=True)):
        before = held[: row + 1, own]
        likelihood[: row + 1] += (rising[before + added] - rising[before]).sum(axis=1)
        held[: row + 1, own] = before + added
        length[: row + 1] += sizes[row]
        drawn = [whole[0] - whole[n] for n in length[: row + 1]]
        worth[: row + 1, row + 1] = likelihood[: row + 1] + drawn
    return worth


def deep_tiling(
    sentences: Sequence[Floats], parts: int | None = None, block: int = 10
) -> list[int]:
    """TextTiling on sentence vectors (Ghinassi, 2021), with Hearst's blocks and depths.

    ``sentences`` are the vectors of each paragraph's sentences. A gap's depth is how far its
    cosine lies below the highest ones to both sides. Without the number of parts, gaps deeper
    than the mean less half a standard deviation are taken (Hearst, 1997); each goes to the nearest
    break between paragraphs.
    """
    begins = np.cumsum([0, *(len(own) for own in sentences)])
    flat = np.concatenate(list(sentences)).astype(np.float64)
    count = len(flat)
    if len(sentences) < 2:
        return []
    sums = np.vstack([np.zeros(flat.shape[1]), flat.cumsum(axis=0)])
    gaps = np.arange(1, count)
    size = np.minimum(np.minimum(gaps, count - gaps), block)
    before, after = sums[gaps] - sums[gaps - size], sums[gaps + size] - sums[gaps]
    lengths = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    depths = _depths(np.einsum("ij,ij->i", before, after) / np.maximum(lengths, 1e-9))
    inner = begins[1:-1]
    deepest = np.zeros(len(sentences) - 1)
    for gap in np.flatnonzero(depths > 0):
        at = int(np.abs(inner - (gap + 1)).argmin())
        deepest[at] = max(deepest[at], depths[gap])
    if parts is None:
        chosen = np.flatnonzero(deepest > max(0.0, depths.mean() - depths.std() / 2))
    else:
        chosen = np.argsort(-deepest, kind="stable")[: parts - 1]
    return sorted(int(at) + 1 for at in chosen)


def _depths(scores: Floats) -> Floats:
    """How far each lowest score lies below the highest reached by climbing to either side."""
    depths = np.zeros(len(scores))
    for at, score in enumerate(scores):
        left, right = at, at
        while left > 0 and scores[left - 1] >= scores[left]:
            left -= 1
        while right + 1 < len(scores) and scores[right + 1] >= scores[right]:
            right += 1
        is_lowest = (left < at or at == 0) and (right > at or at == len(scores) - 1)
        if is_lowest:
            depths[at] = scores[left] + scores[right] - 2 * score
    return depths


def kernel_changes(vectors: npt.NDArray[np.float32], parts: int | None = None) -> list[int]:
    """Kernel change-point detection (Arlot, Celisse and Harchaoui, 2019) with the linear kernel.

    The parts have the least squared distance to their means, as k-means would have of contiguous
    clusters. Without the number of parts, it is chosen by their penalty, whose two constants come
    from the slope of the risk of cuts into many parts.
    """
    count = len(vectors)
    sums = np.vstack([np.zeros(vectors.shape[1]), vectors.cumsum(axis=0, dtype=np.float64)])
    own = np.concatenate([[0.0], np.cumsum((vectors.astype(np.float64) ** 2).sum(axis=1))])
    square = np.einsum("ij,ij->i", sums, sums)
    held = square[:, None] + square[None, :] - 2 * sums @ sums.T
    lengths = np.maximum(np.arange(count + 1)[None, :] - np.arange(count + 1)[:, None], 1)
    worth = held / lengths - (own[None, :] - own[:, None])
    if parts is not None:
        return best_cuts(worth, parts)[-1][1]
    most = max(1, min(count, round(0.9 * count / math.sqrt(math.log(max(count, 3))))))
    cuts = best_cuts(worth, most)
    risks = -np.array([score for score, _ in cuts]) / count
    many = np.arange(1, len(cuts) + 1)
    ways = np.array([math.log(math.comb(count - 1, n - 1)) for n in many])
    shape = np.stack([ways / count, many / count, np.ones(len(many))], axis=1)
    far = many >= 0.6 * most
    slopes = np.linalg.lstsq(shape[far], risks[far], rcond=None)[0][:2]
    return cuts[int((risks - 2.0 * shape[:, :2] @ slopes).argmin())][1]


# --- titles -----------------------------------------------------------------------------------


def standardised(scores: Floats) -> Floats:
    """Each title's scores as standard deviations from their mean."""
    result: Floats = (scores - scores.mean(axis=0)) / (scores.std(axis=0) + 1e-9)
    return result


def in_list_order(scores: Floats) -> list[int]:
    """The title of each paragraph, if titles keep the list's order (an exact search).

    Each has one contiguous part; where there are fewer paragraphs than titles, the last have none.
    """
    rows, titles = scores.shape
    sums = np.vstack([np.zeros(titles), scores.cumsum(axis=0)])
    best = sums[:, 0].copy()
    best[0] = -np.inf
    came = []
    for title in range(1, min(rows, titles)):
        totals = (best - sums[:, title])[:, None] + sums[None, :, title]
        totals[np.tril_indices(rows + 1)] = -np.inf
        came.append(totals.argmax(axis=0))
        best = totals.max(axis=0)
    cut, at = list[int](), rows
    for before in reversed(came):
        at = int(before[at])
        cut.append(at)
    return labels(cut[::-1], rows)


def in_any_order(scores: Floats) -> list[int]:
    """The title of each paragraph, if each has at most one contiguous part, in any order.

    An exact search over sets of titles; up to 12 titles are quick.
    """
    rows, titles = scores.shape
    sets = np.arange(1 << titles)
    has = (sets[:, None] >> np.arange(titles)) & 1 == 1
    without = sets[:, None] & ~(1 << np.arange(titles))
    best = np.full((len(sets), titles), -np.inf)
    best[1 << np.arange(titles), np.arange(titles)] = scores[0]
    came: list[npt.NDArray[np.int64]] = []
    for row in range(1, rows):
        highest, which = best.max(axis=1), best.argmax(axis=1)
        fresh = np.where(has, highest[without], -np.inf)
        came.append(np.where(fresh > best, which[without], -1))
        best = np.maximum(best, fresh) + scores[row]
    used, title = (int(i) for i in np.unravel_index(best.argmax(), best.shape))
    found = [title]
    for before in reversed(came):
        changed = int(before[used, title])
        if changed >= 0:
            used, title = int(without[used, title]), changed
        found.append(title)
    return found[::-1]
