"""Linear layers in whole numbers of 8 bits, where the processor multiplies those faster.

A language model's time goes into its linear layers, and on a processor that time goes into reading
their weights: in 8 bits instead of 32 they are read in a quarter of it. Each output channel of the
weights has a scale of its own, and each input vector is scaled by its largest number (LLM.int8,
Dettmers and others 2022). One rounding of the input to 8 bits costs a small model its judgement, so
what the first rounding left is rounded a second time and multiplied in the same pass: the two
together stand for 16 bits.

Sums of whole numbers are exact, so that the result for a vector depends neither on the number of
threads nor on what is computed beside it.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor
from torch.nn import functional

_HALF = 127.5
"""Steps of the input's 8 bits between 0 and 1: from -1 to 1 there are 255."""

_LEAST = 1e-8
"""Stands for the largest number of a vector of zeros, which must not be divided by."""

_WORTH = 64
"""Outputs from which on a layer takes time worth saving."""


def _hear_the_warning() -> None:
    """Let torch, which is pinned, say once that it means to move this elsewhere.

    Here and not where it is used: models are loaded on several threads, and how warnings are taken
    is changed for all of them.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        torch._make_per_channel_quantized_tensor(  # noqa: SLF001
            torch.zeros(1, 1, dtype=torch.int8), torch.ones(1).double(), torch.zeros(1).long(), 0
        )


_hear_the_warning()


Layer = Callable[[Tensor], Tensor]
"""A linear layer: from vectors of shape (vectors, inputs) to (vectors, outputs)."""


@dataclass(frozen=True, slots=True)
class SmallMatrix:
    """A weight matrix, (outputs, inputs), in whole numbers of 8 bits; a scale for each output."""

    whole: Tensor
    scales: Tensor


def in_eight_bits(weight: Tensor) -> SmallMatrix:
    """Round a weight matrix to 8 bits."""
    scales = weight.abs().amax(dim=1).clamp(min=_LEAST) / 127
    return SmallMatrix((weight / scales[:, None]).round_().to(torch.int8), scales)


def pays(outputs: int) -> bool:
    """Whether a layer of so many outputs is faster in 8 bits, and this processor can do it.

    It must have VNNI, with which 8 bits are both faster and exact.
    """
    engines = torch.backends.quantized.supported_engines
    return (
        outputs >= _WORTH and "fbgemm" in engines and torch.cpu._is_vnni_supported()  # noqa: SLF001 (no public way)
    )


def plain(weight: Tensor, bias: Tensor | None) -> Layer:
    """A linear layer in 32 bits."""
    return partial(functional.linear, weight=weight, bias=bias)


class QuantisedLinear:
    """A linear layer; inputs and outputs have 32 bits, the weights 8."""

    def __init__(self, matrix: SmallMatrix, bias: Tensor | None) -> None:
        zeros = torch.zeros(len(matrix.scales), dtype=torch.long)
        numbers = torch._make_per_channel_quantized_tensor(  # noqa: SLF001 (6 times as fast)
            matrix.whole, matrix.scales.double(), zeros, 0
        )
        self._packed = torch.ops.quantized.linear_prepack(numbers, None)
        self._bias = bias
        # torch takes the range of the inputs from what it is given: this row holds it at -1 to 1
        self._range = torch.zeros(1, matrix.whole.shape[1])
        self._range[0, 0], self._range[0, -1] = 1.0, -1.0

    def __call__(self, vectors: Tensor) -> Tensor:
        """Multiply vectors, of shape (vectors, inputs), with the weights: (vectors, outputs)."""
        most = vectors.abs().amax(dim=1, keepdim=True).clamp_(min=_LEAST)
        rows = vectors / most
        first = (rows * _HALF).round_().clamp_(-128, 127).div_(_HALF)
        rest = (rows - first).mul_(2 * _HALF)
        given = torch.cat((first, rest, self._range))
        sums = torch.ops.quantized.linear_dynamic(given, self._packed, False)  # noqa: FBT003
        count = len(rows)
        answer: Tensor = sums[:count].add_(sums[count : 2 * count], alpha=0.5 / _HALF).mul_(most)
        return answer if self._bias is None else answer.add_(self._bias)
