"""Fit what the measures of sectioning count for, and tell how well that does on unseen articles.

    python -m training.sectioning MODULES.jsonl [--vectors KEPT.npz] [--judge] [--further] [--lists]

MODULES.jsonl holds one textbook module a line, with its sections as their authors cut them (see
README.md beside this file). Writes resources/sectioning.json.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from briefing.engine.embedding import load_embedder
from briefing.engine.library import ModelLibrary
from briefing.sectioning.evidence import Embed, Material
from briefing.sectioning.listed import assign_to_titles, span_measures
from briefing.sectioning.matching import match
from briefing.sectioning.search import Scores
from briefing.sectioning.topics import part_measures
from briefing.sectioning.weights import doublings, fitted
from training import methods
from training.compare import our_cut
from training.known import THINNED, Known, Remembering, read_articles, read_modules
from training.likelihood import NEVER, sum_with_list, sum_without_list

OUT = Path(__file__).resolve().parents[1] / "resources" / "sectioning.json"
RIDGE = {"listed": 1.0, "plain": 4.0}
ITERATIONS = 60
HARD = 0.3  # what an article of a hand that was asked for hard lists counts for, beside others
TIMES_THINNED = 2
PLAIN_HANDS = ("bulletin", "digest", "gazette", "online", "wire", "chapters")
torch.set_default_dtype(torch.float64)


@dataclass
class Case:
    """An article with its measures.

    ``listed`` holds those under titles by what they depend on: "text" [text, title, measure],
    "opening" [text, title, measure], "stretch" [first, last boundary, title or 1, measure].
    ``plain`` has shape (boundaries, boundaries, measures). ``order`` is the log of the prior of
    the titles' true order, None where some paragraphs may stand under several.
    """

    known: Known
    material: Material
    listed: dict[str, torch.Tensor]
    plain: torch.Tensor
    order: float | None


Names = dict[str, list[str]]


def measured(known: Known, embed: Embed) -> tuple[Case, Names]:
    """The case, and the names of its measures in their order, by kind."""
    material = Material.of(known.texts, embed)
    matching = match(material, known.titles, embed)
    count, labels = len(known.texts), len(known.titles)
    boundaries = np.arange(count + 1)
    starts, ends = boundaries[:, None], boundaries[None, :]
    span = span_measures(material, labels, starts, ends)
    opening = matching.opens | {
        name: np.repeat(values[:, None], labels, axis=1)
        for name, values in material.openings.items()
    }
    stretch = {name: values[:, :, None] for name, values in span.items()}
    stretch["density"] = matching.density(starts, ends)
    kinds = {"text": matching.fits, "opening": opening, "stretch": stretch}
    listed = {kind: _stacked(measures) for kind, measures in kinds.items()}
    parts: dict[str, Scores] = {}
    for length in range(1, count + 1):
        rows = np.arange(count + 1 - length)
        for name, values in part_measures(material, rows, length).items():
            parts.setdefault(name, np.zeros((count + 1, count + 1)))[rows, rows + length] = values
    starting = {
        name: np.repeat(np.append(values, 0.0)[:, None], count + 1, axis=1)
        for name, values in material.openings.items()
    }
    order = None
    if all(len(own) == 1 for own in known.allowed):
        even = _upper(torch.zeros(count + 1, count + 1, labels))
        order = sum_with_list(permitted(even, known)).item()
    case = Case(known, material, listed, _stacked(starting | parts), order)
    names = {kind: list(measures) for kind, measures in kinds.items()}
    return case, names | {"plain": [*starting, *parts]}


def _stacked(measures: dict[str, Scores]) -> torch.Tensor:
    shape = np.broadcast_shapes(*(values.shape for values in measures.values()))
    return torch.tensor(np.stack([np.broadcast_to(v, shape) for v in measures.values()], -1))


def listed_scores(case: Case, weights: dict[str, torch.Tensor]) -> torch.Tensor:
    """What each stretch is worth under each title, as [first, last boundary, title]."""
    under = case.listed["text"] @ weights["text"]
    zero = torch.zeros(1, under.shape[1])
    above = torch.cat([zero, under.cumsum(0)])
    opens = torch.cat([case.listed["opening"] @ weights["opening"], zero])
    scores = above[None] - above[:, None] + opens[:, None]
    scores = scores + case.listed["stretch"] @ weights["stretch"]
    return _upper(scores)


def _upper(scores: torch.Tensor) -> torch.Tensor:
    ahead = torch.ones(scores.shape[:2], dtype=torch.bool).triu(1)
    return scores.masked_fill(~(ahead if scores.ndim == 2 else ahead[:, :, None]), NEVER)


def permitted(scores: torch.Tensor, known: Known) -> torch.Tensor:
    """The scores of the stretches all of whose paragraphs may stand under the title."""
    wrong = torch.ones(len(known.texts), len(known.titles))
    for row, labels in enumerate(known.allowed):
        wrong[row, list(labels)] = 0.0
    above = torch.cat([torch.zeros(1, wrong.shape[1]), wrong.cumsum(0)])
    return scores.masked_fill(above[None] - above[:, None] > 0, NEVER)


def loss_listed(case: Case, weights: dict[str, torch.Tensor]) -> torch.Tensor:
    """Minus the log of the probability of all right assignments."""
    scores = listed_scores(case, weights)
    if case.order is None:
        return sum_with_list(scores) - sum_with_list(permitted(scores, case.known))
    edges, gold = case.known.edges, case.known.gold
    true = scores[edges[:-1], edges[1:], [gold[start] for start in edges[:-1]]].sum()
    return sum_with_list(scores) - true - case.order


def loss_plain(case: Case, weights: dict[str, torch.Tensor]) -> torch.Tensor:
    """Minus the log of the probability of the true cut."""
    scores = _upper(case.plain @ weights["plain"])
    edges = case.known.edges
    return sum_without_list(scores) - scores[edges[:-1], edges[1:]].sum()


def fit(
    cases: Sequence[Case], names: Names, which: str, further: bool = False
) -> dict[str, tuple[float, float]]:
    """The weights with the highest likelihood of what is known, less a ridge.

    ``further`` goes on from the program's weights instead of from none.
    """
    kinds = ["plain"] if which == "plain" else ["text", "opening", "stretch"]
    scale = torch.cat([_scale(cases, kind) for kind in kinds])
    sizes = [len(names[kind]) for kind in kinds]
    every = [name for kind in kinds for name in names[kind]]
    weights = torch.zeros(2, sum(sizes))
    if further:
        known = getattr(fitted(), which)
        weights = torch.tensor([known.get(name, (0.0, 0.0)) for name in every]).T * scale
    weights = weights.contiguous().requires_grad_()
    optimiser = torch.optim.LBFGS([weights], max_iter=ITERATIONS, line_search_fn="strong_wolfe")
    loss_of = loss_plain if which == "plain" else loss_listed

    def closure() -> float:
        optimiser.zero_grad()
        total = RIDGE[which] * (weights**2).sum()
        total.backward()
        value = total.item()
        for case in cases:  # each freed at once: all together would not fit
            own = (weights[0] + doublings(float(case.material.words.mean())) * weights[1]) / scale
            loss = loss_of(case, dict(zip(kinds, torch.split(own, sizes), strict=True)))
            loss = loss * (1.0 if case.known.hand.startswith(PLAIN_HANDS) else HARD)
            loss.backward()
            value += loss.item()
        return value

    optimiser.step(closure)
    usual, longer = (weights.detach() / scale).tolist()
    return dict(zip(every, zip(usual, longer, strict=True), strict=True))


def _scale(cases: Sequence[Case], kind: str) -> torch.Tensor:
    """The root mean square of each measure."""
    tables = [case.plain if kind == "plain" else case.listed[kind] for case in cases]
    squares = torch.stack([(table**2).flatten(0, -2).mean(0) for table in tables])
    return torch.sqrt(squares.mean(0)) + 1e-9


def right(case: Case, titles: Sequence[str], embed: Embed) -> float:
    """The share of paragraphs put under a title where they may stand."""
    own: dict[int, int] = {}
    found = assign_to_titles(case.material, titles, embed)
    for title, part in zip(titles, found, strict=True):
        own |= dict.fromkeys(part.rows, case.known.titles.index(title))
    return float(np.mean([own[row] in labels for row, labels in enumerate(case.known.allowed)]))


def judge(cases: Sequence[Case], embed: Embed, results: dict[str, list[list[float]]]) -> None:
    """Add each case's accuracy as listed and with the list shuffled, and its Pk without a list."""
    for case in cases:
        found = methods.labels(our_cut(case.material), len(case.known.texts))
        cut = methods.pk(case.known.gold, found)
        listed = right(case, case.known.titles, embed)
        mixed = right(case, case.known.shuffled, embed)
        row = [listed, mixed, float("nan") if cut is None else cut]
        results[case.known.hand].append(row)


def write(listed: dict[str, tuple[float, float]], plain: dict[str, tuple[float, float]]) -> None:
    """Write the weights for the program, rounded to what matters."""
    data = {
        "format": 2,
        "about": "Fitted to training/articles and to U.S. History (OpenStax, Rice University,"
        " CC BY 4.0); see training/.",
        "listed": {name: [float(f"{v:.4g}") for v in pair] for name, pair in listed.items()},
        "plain": {name: [float(f"{v:.4g}") for v in pair] for name, pair in plain.items()},
    }
    OUT.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8", newline="\n")
    fitted.cache_clear()


def table(results: dict[str, list[list[float]]]) -> str:
    """The mean figures of each hand as a Markdown table."""
    lines = [
        "| hand | articles | as listed | shuffled | no list, Pk |",
        "| --- | --- | --- | --- | --- |",
    ]
    for hand, rows in sorted(results.items()):
        order, mixed, cut = np.nanmean(np.array(rows), axis=0)
        lines.append(f"| {hand} | {len(rows)} | {order:.3f} | {mixed:.3f} | {cut:.3f} |")
    return "\n".join(lines)


def main() -> None:
    """Fit to everything and write the weights; with --judge, first judge each hand unseen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", type=Path)
    parser.add_argument("--vectors", type=Path, help="keeps vectors between runs (.npz)")
    parser.add_argument(
        "--judge", action="store_true", help="fit without each group of hands first"
    )
    parser.add_argument("--groups", type=int, default=3, help="groups of hands to judge by")
    parser.add_argument("--further", action="store_true", help="go on from the present weights")
    parser.add_argument("--lists", action="store_true", help="fit only what is for lists")
    args = parser.parse_args()
    embed = Remembering(load_embedder(ModelLibrary()).embed, args.vectors)
    cases, names = [], Names()
    articles = read_articles()
    plain = [known for known in articles if known.hand in PLAIN_HANDS]
    thinned = [known.thinned(time) for time in range(TIMES_THINNED) for known in plain]
    for known in [*read_modules(args.modules), *articles, *thinned]:
        case, names = measured(known, embed)
        cases.append(case)
    embed.keep()
    if args.judge:
        judge_unseen(cases, names, embed, args.groups)
    whole = [case for case in cases if not case.known.name.endswith(THINNED)]
    listed = fit(cases, names, "listed", args.further)
    write(listed, fitted().plain if args.lists else fit(whole, names, "plain", args.further))
    seen: dict[str, list[list[float]]] = defaultdict(list)
    judge(cases, embed, seen)
    print(f"\nThe articles fitted to:\n\n{table(seen)}")


def judge_unseen(cases: Sequence[Case], names: Names, embed: Embed, groups: int) -> None:
    """Print the figures of every hand, by weights fitted without its group of hands."""
    hands = sorted({case.known.hand for case in cases})
    results: dict[str, list[list[float]]] = defaultdict(list)
    for group in range(groups):
        held_out = set(hands[group::groups])
        rest = [case for case in cases if case.known.hand not in held_out]
        write(fit(rest, names, "listed"), fit(rest, names, "plain"))
        judge([case for case in cases if case.known.hand in held_out], embed, results)
        print(f"\n{group + 1} of {groups} groups, unseen:\n\n{table(results)}", flush=True)


if __name__ == "__main__":
    main()
