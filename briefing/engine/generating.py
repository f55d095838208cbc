"""What transformers' models that write have in common: loading, and stopping between two tokens."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import StoppingCriteria

from briefing.engine.devices import Device
from briefing.engine.quiet import quieten
from briefing.engine.types import Stop


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


def loaded(kind: type[Any], folder: Path, device: Device, dtype: torch.dtype) -> Any:  # noqa: ANN401
    """Load a model of transformers' class ``kind``. Raises what the libraries raise."""
    quieten()
    model = kind.from_pretrained(
        folder, local_files_only=True, use_safetensors=True, dtype=dtype
    ).eval()
    model.to(device.kind)
    return model
