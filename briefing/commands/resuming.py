"""What a batch has made and of what, so that a later one can leave it out.

A note lies beside the results: for each of them, one line of JSON with the SHA-256 of the article
and the settings that it was made with. The last line of a name counts.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from briefing.commands.articles import is_address
from briefing.errors import OutputError
from briefing.files import write_atomically

NOTE = ".briefing-batch.jsonl"
"""The note's name: hidden, and with an ending that is none of the results'."""

JsonObject = dict[str, Any]


class Made:
    """The results that lie in ``folder``, and what each was made of."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NOTE
        self._lines: dict[str, JsonObject] = {}
        with contextlib.suppress(OSError, UnicodeDecodeError):
            for line in self._path.read_text("utf-8").splitlines():
                with contextlib.suppress(ValueError, KeyError, TypeError, AttributeError):
                    data = json.loads(line)
                    self._lines[data["file"]] = data

    def is_done(self, path: str, targets: tuple[Path, ...], settings: JsonObject) -> bool:
        """Whether all results are there, of this article as it is now and with these settings.

        A result without a note is taken for one of this article if it is younger than it.
        """
        if not all(target.exists() for target in targets):
            return False
        stamp = stamp_of(path)
        for target in targets:
            noted = self._lines.get(target.name)
            if noted is None:
                if is_address(path) or not _is_younger(target, Path(path)):
                    return False
            elif noted.get("article") != stamp or noted.get("settings") != settings:
                return False
        return True

    def add(self, targets: tuple[Path, ...], stamp: str, settings: JsonObject) -> None:
        """Note what was made. Raises OutputError."""
        try:
            with self._path.open("a", encoding="utf-8") as file:
                for target in targets:
                    line = {"file": target.name, "article": stamp, "settings": settings}
                    self._lines[target.name] = line
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            raise OutputError(
                f"The note {self._path} cannot be written ({error.strerror}); make room, or "
                "choose another folder."
            ) from error

    def tidy(self) -> None:
        """Write the note anew with one line for each result that is still there."""
        lines = [
            json.dumps(line, ensure_ascii=False) + "\n"
            for name, line in self._lines.items()
            if (self._path.parent / name).exists()
        ]
        if lines:
            write_atomically(self._path, "".join(lines).encode("utf-8", "replace"))
        else:
            self._path.unlink(missing_ok=True)


def stamp_of(path: str) -> str:
    """What tells an article from another and from its later self; empty if it cannot be read.

    For a file the SHA-256 of its bytes. A page on the web is not fetched only to be compared.
    """
    if is_address(path):
        return path
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _is_younger(target: Path, article: Path) -> bool:
    try:
        return target.stat().st_mtime_ns >= article.stat().st_mtime_ns
    except (OSError, ValueError):
        return False
