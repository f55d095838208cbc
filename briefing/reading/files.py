"""A path becomes bytes, or one sentence that says why it cannot."""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path

from briefing.errors import InputMissing, InputUnreadable, NoArticle
from briefing.reading.compound import OLE
from briefing.reading.draft import RawFile
from briefing.reading.sniffing import ZIP

MOST_BYTES = 20_000_000
"""The largest text that is read, in bytes: twenty times a long novel. Of the web, too."""
MOST_PAGE = 60_000_000
"""The largest saved page or mail, in bytes: pictures are inside, and as text."""
MOST_DOCUMENT = 200_000_000
"""The largest document or picture, in bytes; most of a large one are its pictures."""

_HEAD = 1024
_LIKE_ADDRESS = re.compile(r"www\.|[a-z]{2,10}://", re.IGNORECASE)
_DOCUMENTS = (
    *(ZIP, OLE, b"{\\rtf"),
    *(b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM", b"RIFF"),
)
_PAGES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml", ".eml"})


def load_file(path: str | Path) -> RawFile:
    """Read the file at ``path`` whole.

    A file that is too large for its kind is refused by its size, without being read.

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
        with file.open("rb") as stream:
            most = most_bytes(stream.read(_HEAD), file.suffix.lower())
            if status.st_size > most:
                raise _too_large(name, status.st_size, most)
            stream.seek(0)
            # One byte more than allowed, for a file that grew since its size was asked.
            data = stream.read(most + 1)
    except (FileNotFoundError, NotADirectoryError):
        hint = (
            "an address on the web begins with http:// or https://"
            if _LIKE_ADDRESS.match(str(path))
            else "check the name and the folder"
        )
        raise InputMissing(f"There is no file “{path}”; {hint}.") from None
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
    if len(data) > most:
        raise _too_large(name, len(data), most)
    return RawFile(
        source=str(path),
        name=name,
        ending=file.suffix.lower(),
        data=data,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def most_bytes(head: bytes, ending: str) -> int:
    """How large a file may be that begins with ``head`` and whose name has this ending.

    Text is read whole and turned over many times; of a document most is pictures, left unread.
    """
    if head.startswith(_DOCUMENTS) or b"%PDF-" in head:
        return MOST_DOCUMENT
    return MOST_PAGE if ending in _PAGES else MOST_BYTES


def _too_large(name: str, size: int, most: int) -> InputUnreadable:
    return InputUnreadable(
        f"“{name}” is too large ({size / 1e6:.0f} MB, at most {most / 1e6:.0f} MB); "
        "save the article's text alone and read that."
    )
