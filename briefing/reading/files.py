"""A path becomes bytes, or one sentence that says why it cannot."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from briefing.errors import InputMissing, InputUnreadable, NoArticle
from briefing.reading.draft import RawFile

MOST_BYTES = 20_000_000
"""The largest file that is read, in bytes: twenty times a long novel as plain text."""


def load_file(path: str | Path) -> RawFile:
    """Read the file at ``path`` whole.

    A file that is too large is refused by its size alone, without being read.

    Raises InputMissing if there is no such file or it is a folder, NoArticle if it is empty, and
    InputUnreadable if it is too large, not an ordinary file, or may not be read.
    """
    file = Path(path)
    name = file.name or str(path)
    try:
        status = file.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputMissing(f"“{path}” is a folder; name a file in it.")
        if not stat.S_ISREG(status.st_mode):
            raise InputUnreadable(f"“{path}” is not an ordinary file; save the article as a file.")
        if status.st_size == 0:
            raise NoArticle(f"“{name}” is empty; choose a file with an article in it.")
        if status.st_size > MOST_BYTES:
            raise _too_large(name, status.st_size)
        with file.open("rb") as stream:
            # One byte more than allowed, for a file that grew since its size was asked.
            data = stream.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise InputMissing(f"There is no file “{path}”; check the name and the folder.") from None
    except PermissionError:
        raise InputUnreadable(
            f"You have no permission to read “{name}”; ask its owner or copy it elsewhere."
        ) from None
    except (OSError, ValueError) as error:
        # ValueError: the path holds a NUL. OSError: name too long, a failing disk, a lost share.
        reason = getattr(error, "strerror", None) or str(error)
        raise InputUnreadable(
            f"“{name}” cannot be read ({reason}); copy it to this computer and try again."
        ) from error
    if len(data) > MOST_BYTES:
        raise _too_large(name, len(data))
    return RawFile(
        source=str(path),
        name=name,
        ending=file.suffix.lower(),
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def _too_large(name: str, size: int) -> InputUnreadable:
    return InputUnreadable(
        f"“{name}” is too large ({size / 1e6:.0f} MB, at most {MOST_BYTES / 1e6:.0f} MB); "
        "save the article's text alone and read that."
    )
