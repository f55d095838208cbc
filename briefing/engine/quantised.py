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


Layer = Callable[[Tensor], Tensor]
"""A linear layer: from vectors of shape (vectors, inputs) to (vectors, outputs)."""


def linear(weight: Tensor, bias: Tensor | None, *, small: bool) -> Layer:
    """A linear layer; where ``small`` is allowed in 8 bits, if that pays and the processor can."""
    if small and len(weight) >= _WORTH and _has_instructions():
        return QuantisedLinear(weight, bias)
    return partial(functional.linear, weight=weight, bias=bias)


def _has_instructions() -> bool:
    """Whether the processor has VNNI, with which 8 bits are both faster and exact."""
    engines = torch.backends.quantized.supported_engines
    return "fbgemm" in engines and torch.cpu._is_vnni_supported()  # noqa: SLF001 (no public way)


class QuantisedLinear:
    """A linear layer; inputs and outputs have 32 bits, the weights 8."""

    def __init__(self, weight: Tensor, bias: Tensor | None) -> None:
        self._outputs, self._inputs = weight.shape
        scales = weight.abs().amax(dim=1).clamp(min=_LEAST) / 127
        whole = (weight / scales[:, None]).round_().to(torch.int8)
        zeros = torch.zeros(len(scales), dtype=torch.long)
        with warnings.catch_warnings():  # torch, which is pinned, means to move this elsewhere
            warnings.simplefilter("ignore", UserWarning)
            numbers = torch._make_per_channel_quantized_tensor(  # noqa: SLF001 (6 times as fast)
                whole, scales.double(), zeros, 0
            )
            self._packed = torch.ops.quantized.linear_prepack(numbers, None)
        self._bias = bias
        # torch takes the range of the inputs from what it is given: this row holds it at -1 to 1
        self._range = torch.zeros(1, self._inputs)
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
