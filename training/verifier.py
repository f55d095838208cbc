"""Fit the small verifier (briefing/checking/verifier.py) to statements made by rule.

python -m training.verifier_material MODULES.jsonl FOLDER
python -m training.verifier FOLDER resources/verifier.safetensors
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from briefing.checking.verifier import HEADS, LAYERS, RANKS, SIGNS, Known, signs, stacked
from briefing.engine.types import ReadText
from training.verifier_material import HELD_OUT

WIDTH, INNER, STATES = 128, 256, 768
_LEAST_TOLD = 0.6
"""Likeness below which a sentence of a summary is not taken to be told in the sentences at hand."""


@dataclass
class Example:
    """A statement with its evidence, as arrays."""

    states: np.ndarray
    known: np.ndarray
    evidence: tuple[np.ndarray, ...]
    ranks: np.ndarray
    wrong: np.ndarray
    true: bool
    how: str

    @property
    def length(self) -> int:
        """Tokens of the statement and of its evidence together."""
        return len(self.states) + len(self.ranks)


def examples(path: Path) -> list[Example]:
    """The statements of one text."""
    with np.load(path, allow_pickle=False) as kept:
        rows = {name: kept[name] for name in kept.files}
    sources, claims = _texts(rows, "source"), _texts(rows, "claim")
    whole = Known.of([s.ids for s in sources])
    bounds = [0, *rows["claim_ends"].tolist()]
    found = []
    for number, claim in enumerate(claims):
        how = str(rows["how"][number])
        if how.startswith("told") and rows["likeness"][number] < _LEAST_TOLD:
            continue
        evidence = [sources[i] for i in rows["evidence"][number]]
        states, theirs, ranks = stacked(claim, evidence)
        known = signs(claim.ids, states, evidence, theirs, whole)
        wrong = rows["wrong"][bounds[number] : bounds[number + 1]]
        found.append(
            Example(
                claim.states, known, tuple(e.states for e in evidence), ranks, wrong,
                bool(rows["true"][number]), how,
            )
        )  # fmt: skip
    return found


def _texts(rows: dict[str, np.ndarray], name: str) -> list[ReadText]:
    bounds = [0, *rows[f"{name}_ends"].tolist()]
    found = []
    for first, end in pairwise(bounds):
        ids = tuple(rows[f"{name}_ids"][first:end].tolist())
        found.append(ReadText(ids, ((0, 0),) * len(ids), rows[f"{name}_states"][first:end]))
    return found


class Network(nn.Module):
    """The verifier as torch can fit it; its parameters have the names of the file's arrays."""

    def __init__(self) -> None:
        super().__init__()
        self.w = nn.ParameterDict()

        def put(name: str, *shape: int, zero: bool = False) -> None:
            start = torch.zeros(shape) if zero else torch.randn(shape) / math.sqrt(shape[0])
            self.w[name.replace(".", "_")] = nn.Parameter(start)

        def norm(name: str) -> None:
            self.w[f"{name}_gain".replace(".", "_")] = nn.Parameter(torch.ones(WIDTH))
            put(f"{name}_shift", WIDTH, zero=True)

        put("into", STATES, WIDTH)
        put("signs", SIGNS, WIDTH)
        put("ours", WIDTH, zero=True)
        put("ranks", RANKS, WIDTH)
        norm("first")
        norm("evidence")
        for layer in range(LAYERS):
            for kind in ("out", "in"):
                for part in ("query", "key", "value", "gather"):
                    put(f"{layer}.{kind}.{part}", WIDTH, WIDTH)
            put(f"{layer}.up", WIDTH, INNER)
            put(f"{layer}.up_bias", INNER, zero=True)
            put(f"{layer}.down", INNER, WIDTH)
            for part in "abc":
                norm(f"{layer}.{part}")
        put("word", WIDTH, 1)
        put("word_bias", 1, zero=True)
        put("whole", 2 * WIDTH, 64)
        put("whole_bias", 64, zero=True)
        put("end", 64, 1)
        put("end_bias", 1, zero=True)
        self.w["most"] = nn.Parameter(torch.tensor([-0.5]))

    def forward(  # noqa: PLR0917 (torch hands them over by place)
        self,
        states: Tensor,
        known: Tensor,
        ours_in: Tensor,
        theirs: Tensor,
        ranks: Tensor,
        theirs_in: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Logits of the statements and of their tokens; ``…_in`` say which places are filled."""
        w = self.w
        states = functional.dropout(states, 0.1, self.training)
        ours = self._normed(states @ w["into"] + known @ w["signs"] + w["ours"], "first")
        other = self._normed(theirs @ w["into"] + w["ranks"][ranks], "evidence")
        for n in range(LAYERS):
            ours = self._normed(ours + self._look(ours, other, theirs_in, f"{n}_out"), f"{n}_a")
            ours = self._normed(ours + self._look(ours, ours, ours_in, f"{n}_in"), f"{n}_b")
            inner = functional.relu(ours @ w[f"{n}_up"] + w[f"{n}_up_bias"])
            inner = functional.dropout(inner, 0.1, self.training)
            ours = self._normed(ours + inner @ w[f"{n}_down"], f"{n}_c")
        words = (ours @ w["word"])[..., 0] + w["word_bias"]
        words = words.masked_fill(~ours_in, -1e4)
        held = ours * ours_in[..., None]
        mean = held.sum(1) / ours_in.sum(1, keepdim=True)
        highest = ours.masked_fill(~ours_in[..., None], -1e4).amax(1)
        inner = functional.relu(torch.cat([mean, highest], 1) @ w["whole"] + w["whole_bias"])
        inner = functional.dropout(inner, 0.1, self.training)
        whole = (inner @ w["end"])[:, 0] + w["end_bias"] + w["most"] * words.logsumexp(1)
        return whole, words

    def _look(self, ours: Tensor, theirs: Tensor, there: Tensor, name: str) -> Tensor:
        def heads(rows: Tensor) -> Tensor:
            return rows.view(*rows.shape[:2], HEADS, -1).transpose(1, 2)

        seen = functional.scaled_dot_product_attention(
            heads(ours @ self.w[f"{name}_query"]), heads(theirs @ self.w[f"{name}_key"]),
            heads(theirs @ self.w[f"{name}_value"]), there[:, None, None, :],
        )  # fmt: skip
        return seen.transpose(1, 2).flatten(2) @ self.w[f"{name}_gather"]

    def _normed(self, states: Tensor, name: str) -> Tensor:
        gain, shift = self.w[f"{name}_gain"], self.w[f"{name}_shift"]
        return functional.layer_norm(states, (WIDTH,), gain, shift)

    def arrays(self) -> dict[str, Tensor]:
        """The weights under the names that the program reads them by."""
        found = {}
        for name, tensor in self.w.items():
            parts = name.split("_")
            if parts[0].isdigit():
                place = f"{parts[0]}."
                rest = parts[1:]
                joined = "_".join(rest) if rest[0] in ("up", "down") else ".".join(rest)
                full = place + joined
            elif parts[-1] in ("gain", "shift"):
                full = ".".join(parts)
            else:
                full = name
            found[full] = tensor.detach().half().contiguous()
        return found


def batches(rows: Sequence[Example], size: int, draw: random.Random) -> Iterator[list[Example]]:
    """Statements of like length together, the batches in a mixed order."""
    order = sorted(rows, key=lambda e: e.length + draw.random() * 20)
    cut = [order[i : i + size] for i in range(0, len(order), size)]
    draw.shuffle(cut)
    yield from cut


def tensors(rows: Sequence[Example]) -> tuple[Tensor, ...]:
    """A batch, padded."""
    a, b = max(len(e.states) for e in rows), max(len(e.ranks) for e in rows)
    states, known = torch.zeros(len(rows), a, STATES), torch.zeros(len(rows), a, SIGNS)
    theirs, ranks = torch.zeros(len(rows), b, STATES), torch.zeros(len(rows), b, dtype=torch.long)
    ours_in, theirs_in = (
        torch.zeros(len(rows), a, dtype=torch.bool),
        torch.zeros(len(rows), b, dtype=torch.bool),
    )
    wrong = torch.zeros(len(rows), a)
    for n, e in enumerate(rows):
        i, j = len(e.states), len(e.ranks)
        states[n, :i] = torch.from_numpy(e.states).float()
        known[n, :i] = torch.from_numpy(e.known)
        theirs[n, :j] = torch.from_numpy(np.concatenate(e.evidence)).float()
        ranks[n, :j] = torch.from_numpy(e.ranks)
        ours_in[n, :i] = True
        theirs_in[n, :j] = True
        wrong[n, :i] = torch.from_numpy(e.wrong.astype(np.float32))
    true = torch.tensor([float(e.true) for e in rows])
    return states, known, ours_in, theirs, ranks, theirs_in, wrong, true


def auc(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """The share of pairs of a true and a false statement in which the true one scores higher."""
    order = np.argsort(np.asarray(scores), kind="stable")
    ranks = np.empty(len(order))
    ranks[order] = np.arange(1, len(order) + 1)
    true = np.asarray(labels, dtype=bool)
    n, m = int(true.sum()), int((~true).sum())
    return float((ranks[true].sum() - n * (n + 1) / 2) / max(1, n * m))


def report(network: Network, rows: Sequence[Example]) -> str:
    """AUC over statements, in all and of each way to make a false one."""
    network.eval()
    scores, kept = [], []
    with torch.inference_mode():
        for batch in batches(rows, 64, random.Random(0)):  # noqa: S311 (no secret)
            *given, _, _ = tensors(batch)
            scores += network(*given)[0].tolist()
            kept += batch
    network.train()
    true = [s for s, e in zip(scores, kept, strict=True) if e.true]
    by_way = defaultdict(list)
    for score, e in zip(scores, kept, strict=True):
        if not e.true:
            by_way[e.how].append(score)
    told = [s for s, e in zip(scores, kept, strict=True) if e.true and e.how == "told"]
    parts = [f"all {auc(scores, [e.true for e in kept]):.3f}"]
    for how, row in sorted(by_way.items()):
        against = told if how.startswith("told") and told else true
        labels = [True] * len(against) + [False] * len(row)
        parts.append(f"{how} {auc(against + row, labels):.3f} ({len(row)})")
    return ", ".join(parts)


def main() -> None:
    """Fit, report on the hands left out after each round, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--begin", type=Path)
    args = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    draw = random.Random(1)  # noqa: S311 (no secret)
    fitted: list[Example] = []
    held: list[Example] = []
    for path in sorted(args.folder.glob("[0-9][0-9][0-9][0-9].npz")):
        with np.load(path, allow_pickle=False) as kept:
            hand = str(kept["hand"])
        (held if hand in HELD_OUT else fitted).extend(examples(path))
    print(len(fitted), "statements,", len(held), "held out", flush=True)
    network = Network()
    if args.begin:
        known = load_file(args.begin)
        for name, tensor in network.w.items():
            full = {k.replace(".", "_"): v for k, v in known.items()}[name]
            tensor.data = full.float()
    steps = args.rounds * math.ceil(len(fitted) / 32)
    optimizer = torch.optim.AdamW(network.parameters(), 1e-3, weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1.5e-3, steps, pct_start=0.1)
    began = time.monotonic()
    for number in range(args.rounds):
        losses = []
        for batch in batches(fitted, 32, draw):
            *given, wrong, true = tensors(batch)
            whole, words = network(*given)
            there = given[2]
            of_words = functional.binary_cross_entropy_with_logits(
                words[there], wrong[there], pos_weight=torch.tensor(2.0)
            )
            of_whole = functional.binary_cross_entropy_with_logits(whole, true)
            loss = of_whole + 1.5 * of_words
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append((of_whole.item(), of_words.item()))
        mean = np.mean(losses, axis=0)
        minutes = (time.monotonic() - began) / 60
        print(f"round {number + 1}, {minutes:.1f} min, {mean.round(4)}", flush=True)
        print(report(network, held), flush=True)
        save_file(network.arrays(), args.out)
        if minutes * (number + 2) / (number + 1) > args.minutes:
            break


if __name__ == "__main__":
    main()
