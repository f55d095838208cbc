"""Set the program's sections beside those of published methods, on articles that authors cut.

    python -m training.compare MODULES.jsonl [--vectors KEPT.npz] [--only WORD]

MODULES.jsonl is as for sectioning.py. Prints a Markdown table for each shape of article: without a
list, and with one in order and shuffled. Needs nltk and the default embedding model.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from briefing.engine.embedding import load_embedder
from briefing.engine.library import ModelLibrary
from briefing.sectioning.evidence import Embed, Material
from briefing.sectioning.listed import assign_to_titles
from briefing.sectioning.topics import cut_by_topic
from training import methods
from training.known import Known, Remembering, read_modules


@dataclass(frozen=True)
class Case:
    """One article of ``known``, ready to be cut."""

    known: Known
    material: Material

    @property
    def count(self) -> int:
        """The number of paragraphs."""
        return len(self.known.texts)

    @property
    def parts(self) -> int:
        """The true number of sections."""
        return len(self.known.titles)


Cutter = Callable[[Case], list[int]]
Finder = Callable[[Case, Sequence[str]], list[int]]


def our_cut(material: Material) -> list[int]:
    """The program's own cut of an article without a list."""
    return [part[0] for part in cut_by_topic(material)[1:]]


def without_list(usual: int) -> dict[str, Cutter]:
    """Every way to cut without a list; ``usual`` is the number of sections of most articles."""
    return {
        "one part": lambda _: [],
        "equal lengths, usual number": lambda c: methods.equal_lengths(c.count, usual),
        "TextTiling (Hearst 1997, nltk)": lambda c: methods.text_tiling(c.material.texts),
        "C99 (Choi 2000)": lambda c: methods.c99(c.material.sentences),
        "DeepTiling (Ghinassi 2021)": lambda c: methods.deep_tiling(c.material.sentence_vectors),
        "kernel change-points (Arlot et al. 2019)": lambda c: methods.kernel_changes(
            c.material.vectors
        ),
        "Briefing": lambda c: our_cut(c.material),
        "equal lengths, number known": lambda c: methods.equal_lengths(c.count, c.parts),
        "at random, number known": lambda c: methods.at_random(c.count, c.parts, c.known.name),
        "C99, number known": lambda c: methods.c99(c.material.sentences, c.parts),
        "BayesSeg (Eisenstein and Barzilay 2008), number known": lambda c: methods.bayesian(
            c.material.texts, c.parts
        ),
        "DeepTiling, number known": lambda c: methods.deep_tiling(
            c.material.sentence_vectors, c.parts
        ),
        "kernel change-points, number known": lambda c: methods.kernel_changes(
            c.material.vectors, c.parts
        ),
    }


def with_list(embed: Embed) -> dict[str, Finder]:
    """Every way to find the number of the listed title of each paragraph."""

    def cosines(case: Case, titles: Sequence[str]) -> methods.Floats:
        likeness: methods.Floats = case.material.vectors.astype(np.float64) @ embed(titles).T
        return likeness

    def alike(case: Case, titles: Sequence[str]) -> methods.Floats:
        return methods.standardised(cosines(case, titles))

    def ours(case: Case, titles: Sequence[str]) -> list[int]:
        found = [-1] * case.count
        for label, part in enumerate(assign_to_titles(case.material, titles, embed)):
            for row in part.rows:
                found[row] = label
        return found

    return {
        "equal lengths in the list's order": lambda c, t: methods.labels(
            methods.equal_lengths(c.count, len(t)), c.count
        ),
        "nearest title": lambda c, t: cosines(c, t).argmax(axis=1).tolist(),
        "nearest title, standardised": lambda c, t: alike(c, t).argmax(axis=1).tolist(),
        "one part a title, in the list's order": lambda c, t: methods.in_list_order(alike(c, t)),
        "one part a title, in any order": lambda c, t: methods.in_any_order(alike(c, t)),
        "Briefing": ours,
    }


def mean(values: Sequence[float | None]) -> float:
    """The mean of those that are known."""
    return float(np.mean([value for value in values if value is not None]))


def judged(cutter: Cutter, cases: Sequence[Case]) -> tuple[float, float, float]:
    """Mean Pk, mean WindowDiff and mean number of parts."""
    cuts = [cutter(case) for case in cases]
    found = [methods.labels(cut, case.count) for cut, case in zip(cuts, cases, strict=True)]
    pairs = [(case.known.gold, own) for case, own in zip(cases, found, strict=True)]
    return (
        mean([methods.pk(*pair) for pair in pairs]),
        mean([methods.window_diff(*pair) for pair in pairs]),
        mean([len(cut) + 1 for cut in cuts]),
    )


def right(finder: Finder, case: Case, titles: Sequence[str]) -> float:
    """The share of paragraphs found under their own title."""
    found = finder(case, titles)
    own = [case.known.titles.index(titles[label]) for label in found]
    return sum(a == b for a, b in zip(own, case.known.gold, strict=True)) / case.count


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", type=Path)
    parser.add_argument("--vectors", type=Path, help="keeps vectors between runs (.npz)")
    parser.add_argument("--only", default="", help="only methods with this in their names")
    args = parser.parse_args()
    embed = Remembering(load_embedder(ModelLibrary()).embed, args.vectors)
    cases = [Case(known, Material.of(known.texts, embed)) for known in read_modules(args.modules)]
    embed.keep()
    usual = round(mean([case.parts for case in cases]))
    print(f"{len(cases)} articles, {usual} sections as a rule\n")
    print("| without a list | Pk | WindowDiff | parts |\n| --- | --- | --- | --- |")
    for name, cutter in without_list(usual).items():
        if args.only in name:
            cut_pk, difference, parts = judged(cutter, cases)
            print(f"| {name} | {cut_pk:.3f} | {difference:.3f} | {parts:.1f} |", flush=True)
    print("\n| with a list | in order | shuffled |\n| --- | --- | --- |")
    for name, finder in with_list(embed).items():
        if args.only in name:
            ordered = mean([right(finder, case, case.known.titles) for case in cases])
            mixed = mean([right(finder, case, case.known.shuffled) for case in cases])
            print(f"| {name} | {ordered:.3f} | {mixed:.3f} |", flush=True)
    embed.keep()


if __name__ == "__main__":
    main()
