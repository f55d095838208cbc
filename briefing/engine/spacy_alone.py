"""spaCy without its command line, which takes as long to import as all the rest of it.

spaCy imports one function of it only to offer that under a second name; with it come an HTTP client
and a manager of projects.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING

_UNUSED = ("spacy.cli", "spacy.cli.info")


def _spacy() -> ModuleType:
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    for name in _UNUSED:
        sys.modules[name] = ModuleType(name)
    vars(sys.modules[_UNUSED[1]])["info"] = None
    try:
        return importlib.import_module("spacy")
    finally:  # whoever asks for the real one gets it
        for name in _UNUSED:
            sys.modules.pop(name, None)


if TYPE_CHECKING:
    import spacy
else:
    spacy = _spacy()

from spacy.tokens import Doc  # noqa: E402 (now that it is there)

__all__ = ["Doc", "spacy"]
