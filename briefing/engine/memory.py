"""What memory a model takes, told from its files alone. Nothing here imports torch."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.errors import ModelDamaged, ModelError

_HEADER_MOST = 100_000_000
"""The safetensors format's own limit to its header, in bytes."""

_AT_WORK = 1.2
"""What a model takes at work, as a multiple of its weights: what it computes with comes on top."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How many numbers the weights are, and the bytes that they take as they are stored."""

    numbers: int
    stored: int

    def needed(self, bytes_each: int) -> int:
        """The bytes that the model takes at work with so many bytes for each number."""
        return round(self.numbers * bytes_each * _AT_WORK)


def weights_in(folder: Path) -> Weights:
    """Add up the safetensors files of a folder by their headers. Raises ModelDamaged."""
    numbers = stored = 0
    for path in sorted(folder.glob("*.safetensors")):
        try:
            for name, row in _header(path).items():
                if name != "__metadata__":
                    numbers += math.prod(row["shape"])
                    first, end = row["data_offsets"]
                    stored += end - first
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelDamaged(
                f"The file {path} is damaged; copy or install the model again."
            ) from error
    return Weights(numbers, stored)


def _header(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        header: dict[str, Any] = json.loads(file.read(min(length, _HEADER_MOST)))
    return header


def bytes_each(weights: Weights, free: int, title: str) -> int:
    """How many bytes the processor gives each number of the weights: 4, or 2 where 4 do not fit.

    It computes faster with 4. Raises ModelError if ``free`` bytes hold the model in neither way.
    """
    for each in (4, 2):
        if weights.needed(each) <= free:
            return each
    raise ModelError(
        f"{title} takes about {_gigabytes(weights.needed(2))} of memory and {_gigabytes(free)} are "
        "free; close other programs, or choose a smaller model."
    )


def _gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"
