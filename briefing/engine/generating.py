"""What all models that write have in common: they can be stopped between two tokens."""

from __future__ import annotations

from typing import Any

import torch
from transformers import StoppingCriteria

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
