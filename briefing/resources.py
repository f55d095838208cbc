"""Files that come with the program: the model catalogue, icons, the theme, the sample article.

In a source tree they lie in ``resources/`` and ``seeds/`` beside the package; in an installed
wheel the same folders lie inside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(name: str) -> Path:
    """The path of a file in ``resources/``, e.g. ``"models.toml"``."""
    return _folder("resources") / name


def sample(name: str) -> Path:
    """The path of a sample article in ``seeds/``."""
    return _folder("seeds") / name
