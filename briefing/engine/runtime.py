"""How the libraries behave in this program: silent, and considerate of the machine."""

from __future__ import annotations

import os

import torch
from transformers.utils import logging

_MOST_THREADS = 8


def prepare() -> None:
    """Call before a model is loaded; calling it again changes nothing.

    Turns off transformers' messages and progress bars; errors still come as exceptions. Leaves
    one processor core to the person's other programs: with small models, threads that wait for
    one another cost more than they bring as soon as anything else runs (measured on two busy
    cores: six answers together at 35 tokens a second with one thread, 5 with two). Whoever sets
    OMP_NUM_THREADS decides for themselves.
    """
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    if "OMP_NUM_THREADS" not in os.environ:
        threads = max(1, min(_MOST_THREADS, (os.cpu_count() or 1) - 1))
        if torch.get_num_threads() != threads:
            torch.set_num_threads(threads)
