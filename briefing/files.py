"""Writing a file so that it is either there in full or not at all.

``write_atomically`` is the one way in which the program writes what a person keeps: documents,
projects, unsaved work. Whatever goes wrong becomes an ``OutputError`` whose text is one sentence.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from briefing.errors import OutputError

_ALL = 0o666
"""The mode that any program gives a new file; the system takes away what the umask says."""

_PRIVATE = 0o600

_WORD_OWNER_BYTES = 54
"""A length byte and 53 bytes of the owner's name, with which Word's lock file begins."""


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """Write ``data`` to ``path``, replacing a file that is there only once all is on the disk.

    The mode of an existing file and a symbolic link that leads to it are kept; with ``private``
    nobody but the person can read the file, from its first byte on. A temporary file lies in the
    same folder meanwhile and is gone afterwards, whatever happens. Raises OutputError.
    """
    check_target(path)
    try:
        target = path.resolve()
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        _write_and_replace(
            target, data, _PRIVATE if private else mode, _PRIVATE if private else _ALL
        )
    except OSError as error:
        raise OutputError(_sentence(path, error)) from error


def check_target(path: Path) -> None:
    """Raise OutputError if ``path`` can already be seen to be no place to write to.

    Worth asking before long work: the folder is missing or read-only, the target is a folder, is
    write-protected, or is open in Word or LibreOffice. A full disk is only found in writing.
    """
    try:
        _check_target(path)
    except OSError as error:
        raise OutputError(_sentence(path, error)) from error
    except ValueError as error:  # a NUL in the path
        raise OutputError(f"{path!r} is not a file name; choose another name.") from error


def _check_target(path: Path) -> None:
    folder = path.parent
    if not folder.exists():
        if any(parent.is_file() for parent in folder.parents):
            raise OSError(errno.ENOTDIR, "not a folder")
        raise OutputError(f'There is no folder "{folder}"; create it or choose another place.')
    if not folder.is_dir():
        raise OSError(errno.ENOTDIR, "not a folder")
    if path.is_dir():
        raise OutputError(f'"{path}" is a folder; give the name of a file in it.')
    if path.exists():
        if not path.is_file():
            raise OutputError(f'"{path}" is not an ordinary file; choose another name.')
        if not os.access(path, os.W_OK):
            raise OutputError(
                f'"{path}" is write-protected; choose another name or lift the protection.'
            )
        _refuse_open_document(path)
    if not os.access(path.resolve().parent, os.W_OK):
        raise OSError(errno.EACCES, "no permission")


def _write_and_replace(target: Path, data: bytes, mode: int | None, first_mode: int = _ALL) -> None:
    # The temporary name does not contain the target's, which may already be as long as allowed.
    temporary = target.parent / f".briefing-{secrets.token_hex(8)}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(temporary, flags, first_mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            temporary.chmod(mode)
        os.replace(temporary, target)  # noqa: PTH105 (named so in the house rules)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


_SENTENCES = {
    errno.ENOSPC: 'The disk with "{folder}" is full; make room or choose another place.',
    errno.EROFS: '"{folder}" can only be read; choose another place.',
    errno.ENAMETOOLONG: 'The name "{start}…" is too long; choose a shorter one.',
    errno.ENOTDIR: '"{folder}" is not a folder; choose another place.',
    errno.ENOENT: 'There is no folder "{folder}"; create it or choose another place.',
    errno.EISDIR: '"{path}" is a folder; give the name of a file in it.',
    errno.EINVAL: '"{start}" cannot be a file name here; choose another name.',
    errno.EFBIG: 'The file is too large for the disk with "{folder}"; choose another place.',
    errno.EIO: 'The disk with "{folder}" reports a fault; choose another place.',
    errno.EACCES: 'You may not write to the folder "{folder}"; choose another place.',
    errno.EPERM: 'You may not write to the folder "{folder}"; choose another place.',
}
if hasattr(errno, "EDQUOT"):
    _SENTENCES[errno.EDQUOT] = (
        'Your share of the disk with "{folder}" is used up; make room or choose another place.'
    )
_OPEN_ELSEWHERE = '"{path}" is open in another program; close it there or choose another name.'
_UNKNOWN = '"{path}" could not be written ({reason}); choose another place.'


def _sentence(path: Path, error: OSError) -> str:
    """What is wrong and what to do, for an error of the system on the way to ``path``."""
    sentence = _SENTENCES.get(error.errno or 0, _UNKNOWN)
    if os.name == "nt" and isinstance(error, PermissionError) and path.exists():
        sentence = _OPEN_ELSEWHERE  # Windows refuses to replace a file that Word holds
    return sentence.format(
        path=path,
        folder=path.parent,
        start=path.name[:40],
        reason=error.strerror or type(error).__name__,
    )


# --- documents that are open elsewhere --------------------------------------------------------


def _refuse_open_document(path: Path) -> None:
    """Raise OutputError if Word or LibreOffice has put its lock file beside the document."""
    for program, lock in (
        ("Word", path.with_name(_word_lock_name(path))),
        ("LibreOffice", path.with_name(f".~lock.{path.name}#")),
    ):
        with contextlib.suppress(OSError):  # a lock's name may be longer than the system allows
            head = lock.read_bytes()[:1024]
            owner = _word_owner(head) if program == "Word" else _libreoffice_owner(head)
            by = f" (by {owner})" if owner else ""
            raise OutputError(
                f'"{path}" is open in {program}{by}; close it there or choose another name '
                f'(if nobody has it open, delete the leftover file "{lock.name}").'
            )


def _word_lock_name(path: Path) -> str:
    """Word puts ``~$`` before a short name and over the first letters of a longer one."""
    dropped = min(max(len(path.stem) - 6, 0), 2)
    return "~$" + path.name[dropped:]


def _word_owner(head: bytes) -> str:
    """The name in Word's lock file: its length in a byte, then as much text; UTF-16 after that."""
    wide = head[_WORD_OWNER_BYTES + 2 :]
    length = int.from_bytes(head[_WORD_OWNER_BYTES : _WORD_OWNER_BYTES + 2], "little")
    if 0 < length <= len(wide) // 2:
        return _name(wide[: 2 * length].decode("utf-16-le", "replace"))
    return _name(head[1 : 1 + head[0]].decode("cp1252", "replace")) if head else ""


def _libreoffice_owner(head: bytes) -> str:
    """The name in LibreOffice's lock file: the person's name, else the account's."""
    fields = head.decode("utf-8", "replace").split(",")
    return next((name for field in fields[:2] if (name := _name(field))), "")


def _name(text: str) -> str:
    """``text`` if it can be a person's name, else nothing."""
    name = text.replace("\\", "").strip()
    return name if name.isprintable() and "\N{REPLACEMENT CHARACTER}" not in name else ""
