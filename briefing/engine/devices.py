"""Where models compute: an NVIDIA or AMD card (CUDA), an Apple chip (MPS), or the processor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import psutil
import torch

from briefing.engine.memory import bytes_each, weights_in


@dataclass(frozen=True, slots=True)
class Device:
    """A place to compute: torch's name for it, a person's name for it, bytes free and in all."""

    kind: str
    name: str
    free: int
    total: int


def processor() -> Device:
    """The processor with the machine's main memory."""
    memory = psutil.virtual_memory()
    return Device("cpu", "processor", int(memory.available), int(memory.total))


def best_device() -> Device:
    """The fastest place that this machine has."""
    if torch.cuda.is_available():
        free, total = torch.cuda.mem_get_info()
        return Device("cuda", torch.cuda.get_device_name(), free, total)
    if torch.backends.mps.is_available():
        # An Apple chip's graphics share the main memory; the system says how much they may take.
        most = int(torch.mps.recommended_max_memory())
        free = most - int(torch.mps.driver_allocated_memory())
        return Device("mps", "Apple graphics", min(free, processor().free), most)
    return processor()


def place_for(folder: Path, title: str) -> tuple[Device, torch.dtype]:
    """Where to load the model in ``folder``, and with what numbers.

    A model too large for the graphics card goes to the processor. Raises ModelError if it fits
    nowhere, ModelDamaged if its files cannot be read.
    """
    weights, best = weights_in(folder), best_device()
    if best.kind != "cpu" and weights.needed(2) <= best.free:
        is_new = best.kind == "cuda" and torch.cuda.is_bf16_supported()
        return best, torch.bfloat16 if is_new else torch.float16
    here = processor()
    each = bytes_each(weights, here.free, title)
    return here, torch.float32 if each == 4 else torch.bfloat16
