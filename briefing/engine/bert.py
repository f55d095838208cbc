"""Encoders of the BERT family on the processor, without what training would need.

The same sums as in transformers' BertModel (Devlin and others 2019), for texts of any lengths at
once without padding. Nothing of transformers is imported: that alone takes longer than embedding
an article.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor
from torch.nn import functional

_ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "gelu": functional.gelu,
    "gelu_new": partial(functional.gelu, approximate="tanh"),
    "relu": functional.relu,
}


class Bert:
    """An encoder from a folder with model.safetensors and config.json.

    Raises what the libraries raise for files that they cannot use, ValueError for a model of
    another kind.
    """

    def __init__(self, folder: Path) -> None:
        config: dict[str, Any] = json.loads((folder / "config.json").read_text("utf-8"))
        if (
            config["model_type"] != "bert"
            or config.get("position_embedding_type", "absolute") != "absolute"
        ):
            raise ValueError("not a BERT encoder")
        self.dimension = int(config["hidden_size"])
        self._heads = int(config["num_attention_heads"])
        self._tiny = float(config["layer_norm_eps"])
        self._activation = _ACTIVATIONS[config["hidden_act"]]
        found = load_file(folder / "model.safetensors")
        weights = {name.removeprefix("bert."): tensor.float() for name, tensor in found.items()}
        begin = "embeddings."
        self._words = weights[f"{begin}word_embeddings.weight"]
        # All tokens are of the first of two texts: what tells the two apart is a constant.
        first = weights[f"{begin}token_type_embeddings.weight"][0]
        self._places = weights[f"{begin}position_embeddings.weight"] + first
        self._norm = _pair(weights, f"{begin}LayerNorm")
        self._layers = [
            _Layer(weights, f"encoder.layer.{n}.") for n in range(config["num_hidden_layers"])
        ]

    def states(self, texts: Sequence[Sequence[int]]) -> list[Tensor]:
        """The states of each text's tokens, of shape (tokens, dimension)."""
        return self.states_after(texts, (len(self._layers),))

    @property
    def layers(self) -> int:
        """How many layers there are."""
        return len(self._layers)

    @torch.inference_mode()
    def states_after(self, texts: Sequence[Sequence[int]], layers: Sequence[int]) -> list[Tensor]:
        """The states that each text's tokens have after these layers, side by side.

        Of shape (tokens, dimension times layers); the layers count from 1, in rising order.
        """
        lengths = [len(text) for text in texts]
        places = torch.cat([torch.arange(length) for length in lengths])
        tokens = torch.tensor([token for text in texts for token in text])
        states = self._normed(self._words[tokens] + self._places[places], self._norm)
        kept = []
        for number, layer in enumerate(self._layers, 1):
            asked = functional.linear(states, *layer.asking)
            heads = asked.view(len(states), 3, self._heads, -1).permute(1, 2, 0, 3)
            answers = torch.cat(
                [
                    functional.scaled_dot_product_attention(*own.unsqueeze(1))[0].transpose(0, 1)
                    for own in torch.split(heads, lengths, dim=2)
                ]
            )
            answered = functional.linear(answers.flatten(1), *layer.out)
            states = self._normed(states + answered, layer.first_norm)
            inner = self._activation(functional.linear(states, *layer.up))
            states = self._normed(states + functional.linear(inner, *layer.down), layer.second_norm)
            if number in layers:
                kept.append(states)
        return list(torch.split(torch.cat(kept, dim=1) if len(kept) > 1 else kept[0], lengths))

    def _normed(self, states: Tensor, norm: tuple[Tensor, Tensor]) -> Tensor:
        return functional.layer_norm(states, (self.dimension,), *norm, self._tiny)


class _Layer:
    """The weights of one layer, each with its bias."""

    def __init__(self, weights: dict[str, Tensor], name: str) -> None:
        parts = [_pair(weights, f"{name}attention.self.{p}") for p in ("query", "key", "value")]
        self.asking = torch.cat([w for w, _ in parts]), torch.cat([b for _, b in parts])
        self.out = _pair(weights, f"{name}attention.output.dense")
        self.first_norm = _pair(weights, f"{name}attention.output.LayerNorm")
        self.up = _pair(weights, f"{name}intermediate.dense")
        self.down = _pair(weights, f"{name}output.dense")
        self.second_norm = _pair(weights, f"{name}output.LayerNorm")


def _pair(weights: dict[str, Tensor], name: str) -> tuple[Tensor, Tensor]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]
