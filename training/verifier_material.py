"""Articles with statements made on them, read by the encoder: what the verifier is fitted to."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from briefing.checking.lexical import stems
from briefing.engine.embedding import BertEmbedder, load_embedder
from briefing.engine.grammar import load_grammar
from briefing.engine.library import ModelLibrary
from briefing.engine.types import FloatArray, Grammar, ReadText
from training.known import ARTICLES, read_articles
from training.verifier_claims import Claim, Parsed, Pool, false_claims, true_claims

HELD_OUT = frozenset(("wire", "world", "social", "soc"))
"""Hands, and of the textbooks Sociology, that nothing is fitted to."""

_EVIDENCE = 4
"""Sentences that a statement is held against."""

_SENTENCES = 40
"""Sentences of one article that statements are judged against."""

_CLAIMED = 22
"""Sentences of one article that statements are made from."""


@dataclass(frozen=True)
class Text:
    """A text on which statements can be made: its sentences, and true ones in other words."""

    hand: str
    sentences: tuple[Parsed, ...]
    told: tuple[Parsed, ...]


def texts(modules: Path, grammar: Grammar, draw: random.Random) -> Iterator[Text]:
    """Articles of fiction with their headline, textbook modules with their summary, mixed."""
    waiting: list[tuple[str, list[str], list[str]]] = [
        (a.hand, list(a.texts), [_headline(a.hand, a.name)]) for a in read_articles()
    ]
    for line in modules.open(encoding="utf-8"):
        module = json.loads(line)
        paragraphs = [
            b["text"] for s in module["sections"] for b in s["blocks"] if b["type"] == "p"
        ]
        hand = "soc" if "Sociology" in module["book"] else "us"
        waiting.append((hand, paragraphs, [module.get("summary") or ""]))
    draw.shuffle(waiting)
    for hand, paragraphs, summary in waiting:
        own = _sentences(paragraphs, grammar)
        if len(own) > _SENTENCES and hand in ("us", "soc"):
            first = draw.randrange(len(own) - _SENTENCES + 1)
            # A summary tells of the whole: only what these sentences can carry is kept later.
            own = own[first : first + _SENTENCES]
        yield Text(hand, tuple(own[:_SENTENCES]), tuple(_sentences(summary, grammar)))


def _headline(hand: str, name: str) -> str:
    path = ARTICLES / hand / f"{name}.txt"
    return path.read_text(encoding="utf-8").splitlines()[0].lstrip("# ").strip() + "."


def _sentences(paragraphs: Sequence[str], grammar: Grammar) -> list[Parsed]:
    clean = [" ".join(p.split()) for p in paragraphs]
    return [
        Parsed(text, sentence)
        for text, parsed in zip(clean, grammar.parse(clean), strict=True)
        for sentence in parsed
        if 5 <= len(sentence.tokens) <= 60
    ]


def claims(text: Text, far: Pool, draw: random.Random) -> list[Claim]:
    """Statements on a text, about as many true as false."""
    own = Pool.of(text.sentences)
    found: list[Claim] = []
    chosen = draw.sample(text.sentences, min(_CLAIMED, len(text.sentences)))
    for parsed in chosen:
        near = [p for p in text.sentences if p is not parsed]
        found += true_claims(parsed, near, draw, 2)
        found += false_claims(parsed, own, far, draw, 2)
    for parsed in text.told:
        true = Claim(
            parsed.text[parsed.sentence.start : parsed.sentence.end], true=True, how="told"
        )
        found.append(true)
        found += [
            Claim(c.text, true=False, how=f"told {c.how}", wrong=c.wrong)
            for c in false_claims(parsed, own, far, draw, 1)
        ]
    for parsed in draw.sample(list(far.parsed), min(2, len(far.parsed))):
        words = parsed.text[parsed.sentence.start : parsed.sentence.end]
        found.append(Claim(words, true=False, how="absent", wrong=((0, len(words)),)))
    return found


class Material:
    """Reads texts and statements with the encoder, one folder of arrays."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._embedder: BertEmbedder = load_embedder(ModelLibrary())
        self._grammar = load_grammar(ModelLibrary())

    def write(self, modules: Path, seed: int = 1) -> None:
        """Write a file for each text, in a mixed order: a part of them is a sample of all."""
        draw = random.Random(seed)  # noqa: S311 (no secret)
        self._folder.mkdir(parents=True, exist_ok=True)
        before: Pool | None = None
        for number, text in enumerate(texts(modules, self._grammar, draw)):
            own = Pool.of(text.sentences)
            made = claims(text, before or own, draw)
            before = own
            self._write(number, text, made)

    def _write(self, number: int, text: Text, made: Sequence[Claim]) -> None:
        words = [p.text[p.sentence.start : p.sentence.end] for p in text.sentences]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            sources, statements = self._read(words), self._read([c.text for c in made])
        vectors = self._embedder.embed(words), self._embedder.embed([c.text for c in made])
        keys = {
            "hand": np.array(text.hand),
            "source_text": np.array(words),
            "claim_text": np.array([c.text for c in made]),
            "how": np.array([c.how for c in made]),
            "true": np.array([c.true for c in made]),
            "evidence": nearest([c.text for c in made], words, *vectors),
            "likeness": (vectors[1] @ vectors[0].T).max(axis=1),
            "wrong": np.concatenate([_labels(r, c) for r, c in zip(statements, made, strict=True)]),
        }
        for name, rows in (("source", sources), ("claim", statements)):
            keys[f"{name}_ids"] = np.concatenate([np.array(r.ids) for r in rows])
            keys[f"{name}_ends"] = np.cumsum([len(r.ids) for r in rows])
            keys[f"{name}_states"] = np.concatenate([r.states for r in rows])
        path = self._folder / f"{number:04d}.npz"
        np.savez(path.with_suffix(".part.npz"), **keys)
        path.with_suffix(".part.npz").rename(path)

    def _read(self, rows: Sequence[str]) -> list[ReadText]:
        return self._embedder.read(rows)


def nearest(
    claims: Sequence[str], sources: Sequence[str], theirs: FloatArray, ours: FloatArray
) -> np.ndarray:
    """For each statement the numbers of the sentences nearest to it, best first."""
    known = [set(stems(s)) for s in sources]
    shares = np.array(
        [
            [sum(w in k for w in words) / (len(words) or 1) for k in known]
            for words in map(stems, claims)
        ]
    )
    order = np.argsort(-(0.5 * ours @ theirs.T + 0.5 * shares), axis=1, kind="stable")
    return order[:, :_EVIDENCE]


def _labels(read: ReadText, claim: Claim) -> np.ndarray:
    """For each token of a statement whether it is wrong."""
    return np.array(
        [any(a < end and start < b for a, b in claim.wrong) for start, end in read.offsets]
    )


if __name__ == "__main__":
    import sys

    torch.set_num_threads(1)
    Material(Path(sys.argv[2])).write(Path(sys.argv[1]))
