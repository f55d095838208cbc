"""Language models of the Llama family on the processor, without what training would need.

The same sums as in transformers' Llama (Touvron and others 2023), but for texts of any lengths at
once without padding, with texts that begin alike read once up to where they part, and with linear
layers in 8 bits where the processor gains by it: see ``quantised``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from briefing.engine.quantised import Layer
from briefing.engine.weights import Kept, StoredWeights

_SCORED = 256
"""Places whose scores over the whole vocabulary are worked out together: 50 MB of them."""

_PACKERS = 2
"""Threads that make layers ready: each packs its weights on one."""


@dataclass(frozen=True)
class Past:
    """What the model remembers of a text: for each layer keys and values.

    Both have the shape (heads, tokens, width of a head).
    """

    keys: tuple[Tensor, ...]
    values: tuple[Tensor, ...]
    length: int


class Llama:
    """A model of the Llama family from a folder with safetensors and config.json.

    Its linear layers have 8 bits where the processor gains by it, unless ``small`` forbids it;
    ``kept`` is where these were or will be kept.

    Raises what the libraries raise for files that they cannot use.
    """

    def __init__(self, folder: Path, *, small: bool = True, kept: Kept | None = None) -> None:
        config = _config(folder)
        self.context = int(config["max_position_embeddings"])
        self._heads = int(config["num_attention_heads"])
        self._pairs = int(config.get("num_key_value_heads") or self._heads)
        self._width = int(config.get("head_dim") or config["hidden_size"] // self._heads)
        self._tiny = float(config["rms_norm_eps"])
        weights = StoredWeights(folder, small=small, kept=kept)
        words, head = "model.embed_tokens.weight", "lm_head.weight"
        self._words = weights.table(words)
        self._norm = weights.take("model.norm.weight")
        with closing(weights), ThreadPoolExecutor(_PACKERS) as pool:
            end = pool.submit(weights.layer, (head if weights.has(head) else words,))
            names = [f"model.layers.{n}." for n in range(config["num_hidden_layers"])]
            self._layers = list(pool.map(lambda name: _Layer(weights, name), names))
            self._head = end.result()
        steps = torch.arange(0, self._width, 2, dtype=torch.int64).float() / self._width
        self._turns = 1.0 / (_rope_base(config) ** steps)

    @torch.inference_mode()
    def read(
        self, texts: Sequence[Sequence[int]], after: Sequence[Past | None]
    ) -> tuple[list[Tensor], list[Past]]:
        """Read texts, each after what is remembered of a text before it (None: it is the first).

        For each, the states of its tokens, of shape (tokens, hidden), and what is remembered then.
        """
        if not texts:
            return [], []
        lengths = [len(text) for text in texts]
        starts = [0 if past is None else past.length for past in after]
        places = torch.cat([torch.arange(s, s + n) for s, n in zip(starts, lengths, strict=True)])
        states = self._words[torch.tensor([token for text in texts for token in text])]
        turns = self._turned(places)
        masks = [_mask(s, n) for s, n in zip(starts, lengths, strict=True)]
        bounds = [0, *accumulate(lengths)]
        kept: list[tuple[list[Tensor], list[Tensor]]] = [([], []) for _ in texts]
        for number, layer in enumerate(self._layers):
            queries, keys, values = self._asked(layer, states, turns)
            answers = torch.empty(len(states), self._heads, self._width)
            for row, past in enumerate(after):
                own = slice(bounds[row], bounds[row + 1])
                all_keys, all_values = keys[:, own], values[:, own]
                if past is not None:
                    all_keys = torch.cat((past.keys[number], all_keys), dim=1)
                    all_values = torch.cat((past.values[number], all_values), dim=1)
                answers[own] = functional.scaled_dot_product_attention(
                    queries[None, :, own],
                    all_keys[None],
                    all_values[None],
                    attn_mask=masks[row],
                    is_causal=masks[row] is None and lengths[row] > 1,
                    enable_gqa=True,
                )[0].transpose(0, 1)
                kept[row][0].append(all_keys)
                kept[row][1].append(all_values)
            states = layer.after(states, answers.flatten(1), self._tiny)
        states = _normed(states, self._norm, self._tiny)
        pasts = [
            Past(tuple(keys), tuple(values), start + length)
            for (keys, values), start, length in zip(kept, starts, lengths, strict=True)
        ]
        return list(torch.split(states, lengths)), pasts

    @torch.inference_mode()
    def next_states(self, tokens: Tensor, memory: Memory) -> Tensor:
        """Read one more token of each text: states of shape (texts, hidden)."""
        rows = torch.arange(len(tokens))
        turns = self._turned(memory.lengths)
        longest = int(memory.lengths.max()) + 1
        mask = (torch.arange(longest)[None] <= memory.lengths[:, None])[:, None, None]
        states = self._words[tokens]
        for number, layer in enumerate(self._layers):
            queries, keys, values = self._asked(layer, states, turns)
            all_keys, all_values = memory.keys[number], memory.values[number]
            all_keys[rows, :, memory.lengths] = keys.transpose(0, 1)
            all_values[rows, :, memory.lengths] = values.transpose(0, 1)
            answers = functional.scaled_dot_product_attention(
                queries.transpose(0, 1)[:, :, None],
                all_keys[:, :, :longest],
                all_values[:, :, :longest],
                attn_mask=mask,
                enable_gqa=True,
            )
            states = layer.after(states, answers.flatten(1), self._tiny)
        memory.lengths += 1
        return _normed(states, self._norm, self._tiny)

    @torch.inference_mode()
    def likeliest(self, states: Tensor) -> Tensor:
        """The token most likely to come next after each state: shape (states,)."""
        return self._head(states).argmax(dim=1)

    @torch.inference_mode()
    def log_likelihoods(self, states: Tensor, tokens: Tensor) -> Tensor:
        """The log probability (nats) of each token after the state beside it."""
        found = [
            (scores := self._head(some)).gather(1, wanted[:, None])[:, 0] - scores.logsumexp(dim=1)
            for some, wanted in zip(
                torch.split(states, _SCORED), torch.split(tokens, _SCORED), strict=True
            )
        ]
        return torch.cat(found)

    def _asked(
        self, layer: _Layer, states: Tensor, turns: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Queries, keys and values of one layer, each (heads, tokens, width of a head)."""
        both = self._heads + self._pairs
        asked = layer.asking(_normed(states, layer.norm, self._tiny))
        heads = asked.view(len(states), both + self._pairs, self._width).transpose(0, 1)
        cos, sin = turns
        turned, values = heads[:both], heads[both:]
        one, other = turned.chunk(2, dim=2)
        turned = turned * cos + torch.cat((-other, one), dim=2) * sin
        return turned[: self._heads], turned[self._heads :], values

    def _turned(self, places: Tensor) -> tuple[Tensor, Tensor]:
        """Cosine and sine of the turns that tell a token's place (RoPE, Su and others 2021)."""
        angles = places[:, None].float() * self._turns[None]
        angles = torch.cat((angles, angles), dim=1)
        return angles.cos(), angles.sin()


class Memory:
    """What is remembered of several texts that grow together by a token at a time."""

    @torch.inference_mode()
    def __init__(self, pasts: Sequence[Past], room: int) -> None:
        """Begin with what was read of each text; ``room`` more tokens find place."""
        self.lengths = torch.tensor([past.length for past in pasts])
        size = int(self.lengths.max()) + room
        self.keys = [_stacked([p.keys[n] for p in pasts], size) for n in range(len(pasts[0].keys))]
        self.values = [
            _stacked([p.values[n] for p in pasts], size) for n in range(len(pasts[0].values))
        ]


class _Layer:
    def __init__(self, weights: StoredWeights, name: str) -> None:
        def joined(*parts: str) -> Layer:
            biases = [f"{name}{part}.bias" for part in parts]
            return weights.layer(
                tuple(f"{name}{part}.weight" for part in parts),
                torch.cat([weights.take(b) for b in biases]) if weights.has(biases[0]) else None,
            )

        self.norm = weights.take(f"{name}input_layernorm.weight")
        self._second_norm = weights.take(f"{name}post_attention_layernorm.weight")
        self.asking = joined("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj")
        self._out = joined("self_attn.o_proj")
        self._up = joined("mlp.gate_proj", "mlp.up_proj")
        self._down = joined("mlp.down_proj")

    def after(self, states: Tensor, answers: Tensor, tiny: float) -> Tensor:
        """The states after the layer, given what its attention answers."""
        states = states + self._out(answers)
        gate, up = self._up(_normed(states, self._second_norm, tiny)).chunk(2, dim=1)
        changed: Tensor = states + self._down(functional.silu(gate) * up)
        return changed


def is_llama(folder: Path) -> bool:
    """Whether the model in a folder is one that ``Llama`` computes as it was trained."""
    try:
        config = _config(folder)
        rope = config.get("rope_parameters") or config.get("rope_scaling") or {}
        return (
            config["architectures"] == ["LlamaForCausalLM"]
            and config["model_type"] == "llama"
            and config["hidden_act"] == "silu"
            and rope.get("rope_type", rope.get("type", "default")) == "default"
            and "partial_rotary_factor" not in {**config, **rope}
            and "quantization_config" not in config
        )
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return False


def _config(folder: Path) -> dict[str, Any]:
    config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
    return config


def _rope_base(config: dict[str, Any]) -> float:
    stated = (config.get("rope_parameters") or {}).get("rope_theta", config.get("rope_theta"))
    return float(stated or 10_000)


def _mask(start: int, length: int) -> Tensor | None:
    """What each of ``length`` tokens after ``start`` others sees; None: itself and all before."""
    if start == 0 or length == 1:
        return None
    return torch.ones(length, start + length, dtype=torch.bool).tril(diagonal=start)


def _stacked(parts: Sequence[Tensor], size: int) -> Tensor:
    """Keys or values of several texts, filled up to ``size`` tokens."""
    heads, _, width = parts[0].shape
    stacked = torch.zeros(len(parts), heads, size, width)
    for row, part in enumerate(parts):
        stacked[row, :, : part.shape[1]] = part
    return stacked


def _normed(states: Tensor, weight: Tensor, tiny: float) -> Tensor:
    """Root mean square norm (Zhang and Sennrich 2019)."""
    return functional.rms_norm(states, weight.shape, weight, tiny)
