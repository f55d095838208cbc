"""Where the dictionaries for spelling lie that other programs have installed (Hunspell's form)."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

MOST = 2
"""So many dictionaries of a language are read at most: each takes seconds and memory."""


def folders() -> Iterator[Path]:
    """Where systems, LibreOffice and its extensions keep dictionaries; not all need exist."""
    home = Path.home()
    if sys.platform == "darwin":
        yield home / "Library/Spelling"
        yield Path("/Library/Spelling")
        yield Path("/Applications/LibreOffice.app/Contents/Resources/extensions")
    elif sys.platform == "win32":
        for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
            if os.environ.get(name):
                yield Path(os.environ[name]) / "LibreOffice/share/extensions"
        if os.environ.get("APPDATA"):
            yield Path(os.environ["APPDATA"]) / "hunspell"
    else:
        yield home / ".local/share/hunspell"
        yield Path("/usr/share/hunspell")
        yield Path("/usr/share/myspell/dicts")
        yield Path("/usr/lib/libreoffice/share/extensions")
        yield Path("/opt/libreoffice/share/extensions")


def dictionaries(language: str, places: tuple[Path, ...] | None = None) -> tuple[Path, ...]:
    """The dictionaries of a language ("de" or "de-AT"), without their ending, the best first."""
    wanted = language.replace("-", "_").casefold()
    found: dict[str, Path] = {}
    for folder in folders() if places is None else places:
        for path in (*folder.glob("*.aff"), *folder.glob("dict-*/*.aff")):
            name = path.stem.removesuffix("_frami").casefold()
            if name.split("_")[0] == wanted.split("_")[0] and path.with_suffix(".dic").is_file():
                found.setdefault(name, path.with_suffix(""))
    usual = {"en": "en_us", "de": "de_de", "fr": "fr_fr", "es": "es_es", "pt": "pt_pt"}
    first = (wanted, usual.get(wanted.split("_")[0], ""))
    return tuple(found[n] for n in sorted(found, key=lambda n: (n not in first, n)))[:MOST]
