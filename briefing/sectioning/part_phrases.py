"""The noun phrases of each part of a text: what its title and its reason are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from briefing.engine.types import Sentence
from briefing.sectioning.evidence import Material
from briefing.sectioning.phrases import Phrase, noun_phrases
from briefing.sectioning.proper_names import Names
from briefing.sectioning.tree_phrases import is_sentence, tree_phrases

Parse = Callable[[Sequence[str]], list[tuple[Sentence, ...]]]
"""What ``Grammar.parse`` does."""

Placed = tuple[int, Phrase]
"""A phrase and the number of its sentence in the part, counted from 0."""

_MOST_PARSED = 10_000  # words: a grammar model reads some 3,000 a second


def phrases_of_parts(
    material: Material, parts: Sequence[Sequence[int]], parse: Parse | None
) -> list[list[Placed]]:
    """The noun phrases of each part, in its order.

    ``parse`` gives trees; where it gives none, or no phrase is found by them, word lists help.
    """
    names = Names(material.texts)
    plain = [[sentence for row in part for sentence in material.sentences[row]] for part in parts]
    found: list[list[Placed]] = [[] for _ in parts]
    if parse:
        chosen = list(_worth_parsing(material, parts, plain))
        parsed = parse([plain[at][number] for at, number in chosen])
        for (at, number), trees in zip(chosen, parsed, strict=True):
            text = plain[at][number]
            sound = [tree for tree in trees if is_sentence(tree)]
            found[at] += [(number, p) for tree in sound for p in tree_phrases(tree, text, names)]
    for own, sentences in zip(found, plain, strict=True):
        if not own:
            own += [(n, p) for n, text in enumerate(sentences) for p in noun_phrases(text, names)]
    return found


def _worth_parsing(
    material: Material, parts: Sequence[Sequence[int]], plain: Sequence[Sequence[str]]
) -> Iterator[tuple[int, int]]:
    """The sentences to be parsed, by part and number: all, or of a long text the most telling."""
    share = min(1.0, _MOST_PARSED / max(1.0, float(material.words.sum())))
    for at, (part, sentences) in enumerate(zip(parts, plain, strict=True)):
        numbers = list(range(len(sentences)))
        if share < 1.0:
            vectors = np.concatenate([material.sentence_vectors[row] for row in part])
            telling = vectors @ vectors.mean(axis=0)
            most = max(2, round(share * len(sentences)))
            numbers = sorted({0, *np.argsort(-telling, kind="stable")[: most - 1].tolist()})
        yield from ((at, number) for number in numbers)
