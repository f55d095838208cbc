"""How transformers behaves in this program: silent."""

from __future__ import annotations

from transformers.utils import logging


def quieten() -> None:
    """Turn off transformers' messages and progress bars; errors still come as exceptions."""
    logging.set_verbosity_error()
    logging.disable_progress_bar()
