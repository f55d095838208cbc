"""What all models that write have in common: loading, batches, and stopping between two tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Sized
from pathlib import Path
from typing import Any

import torch
from transformers import AutoTokenizer, StoppingCriteria

from briefing.engine.devices import Device, place_for
from briefing.engine.runtime import prepare
from briefing.engine.types import Stop
from briefing.errors import Cancelled


class Watch(StoppingCriteria):  # type: ignore[misc]
    """Ends a generation, between two tokens, when the person has cancelled."""

    def __init__(self, stop: Stop | None) -> None:
        self._stop = stop
        self.stopped = False

    def __call__(self, input_ids: Any, scores: Any, **_kwargs: Any) -> Any:  # noqa: ARG002, ANN401
        """For each row, whether to end here."""
        if self._stop is not None and self._stop():
            self.stopped = True
        rows = input_ids.shape[0]
        return torch.full((rows,), self.stopped, dtype=torch.bool, device=input_ids.device)


def ask(stop: Stop | None) -> None:
    """Raise Cancelled if the person has cancelled."""
    if stop is not None and stop():
        raise Cancelled("Stopped.")


def loaded(kind: type[Any], folder: Path, name: str) -> tuple[Device, Any, Any]:
    """Load a model of transformers' class ``kind``: its device, its tokenizer, and itself.

    Raises ModelError if no device has room for it, and what the libraries raise.
    """
    prepare()
    device, dtype = place_for(folder, name)
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = kind.from_pretrained(
        folder, local_files_only=True, use_safetensors=True, dtype=dtype
    ).eval()
    model.to(device.kind)
    return device, tokenizer, model


def batches(rows: Sequence[Sized], size: int, stop: Stop | None) -> Iterator[list[int]]:
    """The indexes of the rows, shortest first, ``size`` at a time.

    Raises Cancelled if the person has cancelled before one of them.
    """
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    for first in range(0, len(order), size):
        ask(stop)
        yield order[first : first + size]
