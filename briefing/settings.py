"""Where the program keeps its things, and what the person can choose for a briefing."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "BRIEFING_HOME"
"""Environment variable: one folder for everything the program keeps (models, recovery files)."""


def data_folder() -> Path:
    """The folder for models and other data; it need not exist yet."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) if home else Path(platformdirs.user_data_dir("briefing", appauthor=False))


def models_folder() -> Path:
    """The folder with one sub-folder for each installed model; it need not exist yet."""
    return data_folder() / "models"


def recovery_folder() -> Path:
    """The folder for unsaved work; it need not exist yet."""
    return data_folder() / "recovery"


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What reading one article may take: ``seconds``, and ``megabytes`` of memory (10^6 bytes)."""

    seconds: float = 60.0
    megabytes: int = 1000


@dataclass(frozen=True, slots=True)
class Options:
    """What a person can choose for a briefing.

    ``model`` is a name from the catalogue, a folder, ``"default"`` (the installed default model,
    or none if it is not installed) or ``"extract"`` (no language model). ``bullets`` is the most
    bullets a section, ``words`` the most words a bullet, ``key_points_words`` the most words of
    all key points together.
    """

    model: str = "default"
    bullets: int = 4
    words: int = 25
    key_points_words: int = 75
