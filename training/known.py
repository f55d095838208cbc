"""Articles whose sections are known: textbook modules, and fiction written for this (articles/)."""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from briefing.engine.types import FloatArray
from briefing.sectioning.evidence import Embed

ARTICLES = Path(__file__).resolve().parent / "articles"
FOLDS = 3  # of the textbook's chapters
THINNED = "thinned"
_MADE_ABSENT, _MADE_SINGLE, _MADE_SHORTER = 0.1, 0.25, 0.25  # of a thinned article's sections
_PARAGRAPH = re.compile(r"\[(\d+(?:/\d+)*)\]\s*(.+)", re.DOTALL)


@dataclass(frozen=True)
class Known:
    """One article: the listed titles, the paragraphs, and the titles that each may stand under.

    The first of a paragraph's titles is the one it was written for. ``hand`` is who wrote the
    article, or the fold of the textbook's chapters that it belongs to.
    """

    hand: str
    name: str
    titles: tuple[str, ...]
    texts: tuple[str, ...]
    allowed: tuple[tuple[int, ...], ...]

    @property
    def gold(self) -> list[int]:
        """The number of the title that each paragraph was written for."""
        return [titles[0] for titles in self.allowed]

    @property
    def edges(self) -> list[int]:
        """The boundaries of the sections, first and last included."""
        gold = self.gold
        inner = [row for row in range(1, len(gold)) if gold[row] != gold[row - 1]]
        return [0, *inner, len(gold)]

    @property
    def shuffled(self) -> list[str]:
        """The titles in an order that is the same for the same article."""
        titles = list(self.titles)
        random.Random(self.name).shuffle(titles)  # noqa: S311 (no secret)
        return titles

    def thinned(self, time: int = 0) -> Known:
        """The article with fewer paragraphs: some sections keep a single one, a few none.

        Written articles have sections of too even a length, and hardly a listed title without
        text. The same article is always thinned in the same way, each ``time`` in another.
        """
        draw = random.Random(f"thinned {self.name} {time or ''}".strip())  # noqa: S311 (no secret)
        kept = []
        for label in dict.fromkeys(self.gold):
            rows = [row for row, own in enumerate(self.gold) if own == label]
            share = draw.random()
            if share < _MADE_ABSENT:
                rows = []
            elif share < _MADE_ABSENT + _MADE_SINGLE:
                rows = [draw.choice(rows)]
            elif share < _MADE_ABSENT + _MADE_SINGLE + _MADE_SHORTER:
                rows = sorted(draw.sample(rows, math.ceil(len(rows) / 2)))
            kept += rows
        kept.sort()
        return replace(
            self,
            name=f"{self.name} {THINNED}",
            texts=tuple(self.texts[row] for row in kept),
            allowed=tuple(self.allowed[row] for row in kept),
        )


def read_modules(path: Path) -> list[Known]:
    """The modules with 3 to 12 sections of different titles; paragraphs have 8 words or more."""
    found = []
    for line in path.open(encoding="utf-8"):
        module = json.loads(line)
        titles: list[str] = []
        texts: list[str] = []
        gold: list[int] = []
        for section in module["sections"]:
            own = [" ".join(b["text"].split()) for b in section["blocks"] if b["type"] == "p"]
            own = [text for text in own if len(text.split()) >= 8]
            if section["heading"] and own:
                gold += [len(titles)] * len(own)
                texts += own
                titles.append(section["heading"].strip())
        different = {" ".join(re.findall(r"\w+", title.lower())) for title in titles}
        if 3 <= len(titles) <= 12 and len(different) == len(titles):
            name, hand = module["id"].replace("/", "_"), f"chapters {module['chapter'] % FOLDS}"
            allowed = tuple((label,) for label in gold)
            found.append(Known(hand, name, tuple(titles), tuple(texts), allowed))
    return found


def read_articles(folder: Path = ARTICLES) -> list[Known]:
    """The articles written for this: a folder for each hand, a file for each article.

    Raises ValueError for a paragraph without a mark, or with one that the list does not have.
    """
    found = []
    for path in sorted(folder.glob("*/*.txt")):
        head, *blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())
        titles = tuple(line[2:].strip() for line in head.splitlines() if line.startswith("- "))
        texts: list[str] = []
        allowed: list[tuple[int, ...]] = []
        for block in blocks:
            marked = _PARAGRAPH.fullmatch(block.strip())
            labels = tuple(int(n) - 1 for n in marked[1].split("/")) if marked else ()
            if not marked or not all(0 <= label < len(titles) for label in labels):
                raise ValueError(f"{path}: mark the paragraph {block[:40]!r} with its title")
            texts.append(" ".join(marked[2].split()))
            allowed.append(labels)
        found.append(Known(path.parent.name, path.stem, titles, tuple(texts), tuple(allowed)))
    return found


class Remembering:
    """An embedder that knows every text that it has seen, also from an earlier run's file."""

    def __init__(self, embed: Embed, path: Path | None) -> None:
        self._embed = embed
        self._path = path
        self._known: dict[str, FloatArray] = {}
        if path and path.exists():
            with np.load(path, allow_pickle=False) as kept:
                self._known = dict(zip(kept["keys"].tolist(), kept["vectors"], strict=True))

    def __call__(self, texts: Sequence[str]) -> FloatArray:
        """The vectors of texts, as of the embedder."""
        keys = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        if new:
            self._known.update(zip(new, self._embed(list(new.values())), strict=True))
        return np.array([self._known[key] for key in keys], dtype=np.float32)

    def keep(self) -> None:
        """Write what is known for the next run, where a file was given."""
        if self._path:
            vectors = np.array(list(self._known.values()))
            with self._path.open("wb") as file:
                np.savez(file, keys=np.array(list(self._known)), vectors=vectors)
