"""Measurements take minutes and are made only when they are asked for: ``make bench``."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave this folder out unless the command line names it."""
    here = Path(__file__).parent
    named = (Path(str(given).partition("::")[0]).resolve() for given in config.args)
    if any(path == here or here in path.parents for path in named):
        return None
    return True
