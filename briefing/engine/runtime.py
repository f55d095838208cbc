"""How torch behaves in this program: considerate of the machine."""

from __future__ import annotations

import os

import torch

_MOST_THREADS = 8


def prepare() -> None:
    """Call before a model is loaded; calling it again changes nothing.

    Leaves one processor core to the person's other programs: with small models, threads that wait
    for one another cost more than they bring as soon as anything else runs (measured on two busy
    cores: six answers together at 35 tokens a second with one thread, 5 with two). Whoever sets
    OMP_NUM_THREADS decides for themselves.
    """
    if "OMP_NUM_THREADS" not in os.environ:
        threads = max(1, min(_MOST_THREADS, (os.cpu_count() or 1) - 1))
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
