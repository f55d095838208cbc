"""Fit what the measures of sectioning count for, and tell how well that does on unseen chapters.

    python training/sectioning.py MODULES.jsonl

MODULES.jsonl holds one textbook module a line, with its sections as their authors cut them (see
README.md beside this file). Writes resources/sectioning.json.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from briefing.engine.embedding import load_embedder
from briefing.engine.library import ModelLibrary
from briefing.sectioning.evidence import Embed, Material
from briefing.sectioning.listed import assign_to_titles, span_measures
from briefing.sectioning.matching import match
from briefing.sectioning.topics import cut_by_topic, part_measures
from briefing.sectioning.weights import fitted

OUT = Path(__file__).resolve().parents[1] / "resources" / "sectioning.json"
RIDGE = 4.0
RIDGE_LISTED = 100.0
# What the weights under titles are drawn to: earlier weights, set by hand, as was the ridge that
# says how strongly. A textbook's sections are long and even, and news need not be.
BEFORE = {
    "gap_meaning_2": -3.5,
    "gap_words_2": -2.5,
    "leans": -1.0,
    "connects": -0.4,
    "together_meaning": 0.6,
    "together_words": 0.3,
    "uneven": -0.3,
    "like": 0.3,
    "like_likest": 0.2,
    "words": 0.2,
    "words_first": 0.2,
    "opens_like": 0.4,
}
FOLDS = 5
MOST_FREE = 6  # titles: the sum over all their orders grows with 2 to this power
NEVER = -1e9
# New measures under titles, beside those of BEFORE.
ADDED = frozenset(
    "seam_before_first like_apart density together_sentences gap_words_1 gap_words_3 opens_rise "
    "words_share opens_first turns".split()
)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


@dataclass
class Case:
    """One module: its text, the title of each paragraph, and the measures of every stretch."""

    chapter: int
    titles: list[str]
    gold: list[int]
    material: Material
    starts: np.ndarray
    ends: np.ndarray
    listed: Any
    plain: Any


def read(path: Path) -> list[tuple[int, list[tuple[str, list[str]]]]]:
    """The modules with 3 to 12 sections of different titles: chapter, and sections with text."""
    found = []
    for line in path.open(encoding="utf-8"):
        module = json.loads(line)
        sections = []
        for section in module["sections"]:
            texts = [" ".join(b["text"].split()) for b in section["blocks"] if b["type"] == "p"]
            texts = [text for text in texts if len(text.split()) >= 8]
            if section["heading"] and texts:
                sections.append((section["heading"].strip(), texts))
        titles = {title.casefold() for title, _ in sections}
        if 3 <= len(sections) <= 12 and len(titles) == len(sections):
            found.append((module["chapter"], sections))
    return found


def measured(
    chapter: int, sections: list[tuple[str, list[str]]], embed: Embed
) -> tuple[Case, list[str], list[str]]:
    """The case, and the names of the measures for listed and for plain articles."""
    titles = [title for title, _ in sections]
    texts = [text for _, own in sections for text in own]
    gold = [index for index, (_, own) in enumerate(sections) for _ in own]
    material = Material.of(texts, embed)
    matching = match(material, titles, embed)
    starts, ends = np.triu_indices(len(texts) + 1, 1)
    labels = len(titles)
    openings = {name: values[starts] for name, values in material.openings.items()}
    span = span_measures(material, labels, starts, ends)
    by_title: dict[str, np.ndarray] = {}
    for name, values in matching.fits.items():
        sums = np.vstack([np.zeros(labels), np.cumsum(values, axis=0)])
        by_title[name] = sums[ends] - sums[starts]
    by_title |= {name: values[starts] for name, values in matching.opens.items()}
    by_title["density"] = matching.density(starts, ends)
    flat = {**openings, **span}
    listed = np.stack(
        [np.repeat(v[:, None], labels, axis=1) for v in flat.values()] + list(by_title.values()), 2
    )
    parts: dict[str, np.ndarray] = {}
    for length in range(1, len(texts) + 1):
        rows = np.flatnonzero(ends - starts == length)
        for name, values in part_measures(material, starts[rows], length).items():
            parts.setdefault(name, np.zeros(len(starts)))[rows] = values
    plain = np.stack([*openings.values(), *parts.values()], 1)
    case = Case(chapter, titles, gold, material, starts, ends, listed, plain)
    return case, [*flat, *by_title], [*openings, *parts]


def grid(scores: torch.Tensor, case: Case) -> torch.Tensor:
    """Scores of stretches as a table [first boundary, last boundary, title]."""
    size = len(case.gold) + 1
    table = torch.full((size, size, scores.shape[1]), NEVER)
    table[case.starts, case.ends] = scores
    return table


def sum_in_order(table: torch.Tensor) -> torch.Tensor:
    """The log of the summed odds of all cuts with the titles in their order."""
    at = table[0, :, 0]
    for label in range(1, table.shape[2]):
        at = torch.logsumexp(at[:, None] + table[:, :, label], 0)
    return at[-1]


def sum_in_any_order(table: torch.Tensor) -> torch.Tensor:
    """The log of the summed odds of all cuts with the titles in any order, by subsets of them."""
    size, _, labels = table.shape
    by_label = table.permute(2, 0, 1)
    start = torch.full((size,), NEVER)
    start[0] = 0.0
    sums = {0: start}
    for used in sorted(range(1, 1 << labels), key=lambda bits: (bits.bit_count(), bits)):
        last = [label for label in range(labels) if used >> label & 1]
        before = torch.stack([sums[used ^ (1 << label)] for label in last])
        ways = before[:, :, None] + by_label[last]
        sums[used] = torch.logsumexp(ways.reshape(-1, size), 0)
    return sums[(1 << labels) - 1][-1]


def sum_unlabelled(table: torch.Tensor) -> torch.Tensor:
    """The log of the summed odds of all cuts into any number of parts."""
    sums = [torch.zeros(())]
    for end in range(1, table.shape[0]):
        sums.append(torch.logsumexp(torch.stack(sums) + table[:end, end, 0], 0))
    return sums[-1]


def true_rows(case: Case) -> list[int]:
    """The rows of the stretches that are the sections."""
    edges = [0, *(i for i in range(1, len(case.gold)) if case.gold[i] != case.gold[i - 1])]
    edges.append(len(case.gold))
    row_of = {pair: row for row, pair in enumerate(zip(case.starts, case.ends, strict=True))}
    return [row_of[pair] for pair in itertools.pairwise(edges)]


def fit(cases: list[Case], which: str, names: list[str] | None = None) -> np.ndarray:
    """The weights with the highest likelihood of the true sections, less a ridge."""
    tables = [getattr(case, which) for case in cases]
    width = tables[0].shape[-1]
    scale = np.sqrt(np.mean(np.concatenate([t.reshape(-1, width) for t in tables]) ** 2, axis=0))
    scale[scale == 0] = 1.0
    ready = [torch.tensor(table / scale) for table in tables]
    rows = [true_rows(case) for case in cases]
    known = BEFORE if which == "listed" else {}
    centre = torch.tensor([known.get(name, 0.0) for name in names or ()] or [0.0]) * (
        torch.tensor(scale) if known else 1.0
    )
    ridge = RIDGE_LISTED if known else RIDGE
    weights = (torch.zeros(width) + centre).requires_grad_()
    optimiser = torch.optim.LBFGS([weights], max_iter=60, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        optimiser.zero_grad()
        loss = ridge * ((weights - centre) ** 2).sum()
        for case, table, true in zip(cases, ready, rows, strict=True):
            scores = table @ weights
            if which == "plain":
                full = grid(scores[:, None], case)
                loss = loss + sum_unlabelled(full) - scores[true].sum()
                continue
            full = grid(scores, case)
            reached = scores[true, list(range(len(true)))].sum()
            loss = loss + 0.5 * (sum_in_order(full) - reached)
            if len(case.titles) <= MOST_FREE:
                loss = loss + 0.5 * (sum_in_any_order(full) - reached)
        loss.backward()
        return loss

    optimiser.step(closure)
    result: np.ndarray = weights.detach().numpy() / scale
    return result


def right(case: Case, titles: list[str], embed: Embed) -> float:
    """The share of paragraphs put under their own title."""
    rows = assign_to_titles(case.material, titles, embed)
    own = {row: title for title, part in zip(titles, rows, strict=True) for row in part}
    return float(np.mean([own[row] == case.titles[label] for row, label in enumerate(case.gold)]))


def pk(gold: list[int], found: list[int]) -> float | None:
    """Pk (Beeferman, Berger and Lafferty, 1999), None for a text too short for it."""
    reach = max(2, round(len(gold) / (max(gold) + 1) / 2))
    pairs = range(len(gold) - reach)
    if not pairs:
        return None
    wrong = [(gold[i] == gold[i + reach]) != (found[i] == found[i + reach]) for i in pairs]
    return float(np.mean(wrong))


def judge(cases: list[Case], embed: Embed) -> list[tuple[float, float, float | None]]:
    """Accuracy with the list in order, with it shuffled, and Pk without a list."""
    results = []
    for case in cases:
        shuffled = case.titles[:]
        random.Random("/".join(case.titles)).shuffle(shuffled)  # noqa: S311 (no secret)
        parts = cut_by_topic(case.material)
        found = [index for index, part in enumerate(parts) for _ in part]
        results.append(
            (right(case, case.titles, embed), right(case, shuffled, embed), pk(case.gold, found))
        )
    return results


def write(listed: dict[str, float], plain: dict[str, float], path: Path) -> None:
    """Write the weights for the program, rounded to what matters."""
    data = {
        "format": 1,
        "about": "Fitted to U.S. History (OpenStax, Rice University, CC BY 4.0); see training/.",
        "listed": {name: float(f"{value:.4g}") for name, value in listed.items()},
        "plain": {name: float(f"{value:.4g}") for name, value in plain.items()},
    }
    path.write_text(json.dumps(data, indent=2) + "\n", encoding="utf-8", newline="\n")


def means(results: list[tuple[float, float, float | None]]) -> str:
    """The three figures as one line."""
    cuts = [value for *_, value in results if value is not None]
    order, shuffled = (np.mean([row[i] for row in results]) for i in (0, 1))
    return f"list in order {order:.4f}  shuffled {shuffled:.4f}  no list Pk {np.mean(cuts):.4f}"


def main() -> None:
    """Fit, judge on held-out chapters, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    embed = load_embedder(ModelLibrary()).embed
    run(read(args.modules), embed, args.out)


def run(modules: list[tuple[int, list[tuple[str, list[str]]]]], embed: Embed, out: Path) -> None:
    """Fit to all but one fold of chapters and judge on it, for each fold; then fit to all."""
    cases = []
    for chapter, sections in modules:
        case, listed_names, plain_names = measured(chapter, sections, embed)
        kept = [i for i, name in enumerate(listed_names) if name in ADDED or name in BEFORE]
        case.listed = case.listed[:, :, kept]
        cases.append(case)
    used = [listed_names[i] for i in kept]

    def fit_both(some: list[Case]) -> None:
        listed = dict(zip(used, fit(some, "listed", used).tolist(), strict=True))
        plain = dict(zip(plain_names, fit(some, "plain").tolist(), strict=True))
        write(listed, plain, out)
        fitted.cache_clear()

    fit_both(cases)
    print(f"the chapters fitted to: {means(judge(cases, embed))}", flush=True)
    weights = out.read_text(encoding="utf-8")
    held_out = []
    for fold in range(FOLDS):
        fit_both([case for case in cases if case.chapter % FOLDS != fold])
        held_out += judge([case for case in cases if case.chapter % FOLDS == fold], embed)
        print(f"held-out chapters: {means(held_out)}", flush=True)
    out.write_text(weights, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
