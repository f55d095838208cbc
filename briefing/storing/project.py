"""The .briefing file: one briefing with its article, as a small zip.

Members, in this order: ``mimetype`` (stored, so that the kind shows in the file's first bytes),
``format.json`` (the format's version and the program's) and ``brief.json`` (see
``briefing.codec``). Equal briefs give equal bytes. A file is read with bounds, since it may come
from anyone.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

from briefing import __version__
from briefing.brief import Brief
from briefing.codec import brief_from_json, brief_to_json
from briefing.errors import InputMissing, InputUnreadable, ProjectError
from briefing.files import write_atomically
from briefing.storing.shape import mended

ENDING = ".briefing"
MIME_TYPE = "application/vnd.briefing+zip"
VERSION = 1
"""Raised when an older program could no longer read the file."""

MOST_BYTES = 200_000_000
"""The most that a file may hold, packed and unpacked."""

_MOST_MEMBERS = 64
_MOST_DIRECTORY_BYTES = 64 * 1024
_MOST_SMALL_MEMBER_BYTES = 64 * 1024

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    TypeError,
    ValueError,
    AttributeError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    OverflowError,
    OSError,
)
"""What reading a damaged or forged zip and JSON may raise."""


def save_project(brief: Brief, path: Path) -> None:
    """Write ``brief`` to ``path`` as a .briefing file, atomically. Raises OutputError."""
    write_atomically(path, project_to_bytes(brief))


def load_project(path: Path) -> Brief:
    """The brief that ``save_project`` wrote to ``path``.

    Evidence that does not lie in the article is dropped and its bullet marked to be checked: the
    person's words are worth keeping, a reference to other words than were meant is not.

    Raises InputMissing, InputUnreadable (no permission) or ProjectError (not such a file,
    damaged, too large, made by a newer version).
    """
    return project_from_bytes(read_bounded(path), path.name)


def project_to_bytes(brief: Brief, *, extra: dict[str, bytes] | None = None) -> bytes:
    """The bytes of a .briefing file; ``extra`` are more members by name, each rather small."""
    members = {
        "mimetype": MIME_TYPE.encode(),
        "format.json": _dump({"version": VERSION, "program": __version__}),
        **(extra or {}),
        "brief.json": _dump(brief_to_json(brief)),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name)  # dated 1980, whenever it is written
            info.create_system = 3  # the same on every system
            info.external_attr = 0o644 << 16
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data, compresslevel=4)
    return buffer.getvalue()


def project_from_bytes(data: bytes, name: str) -> Brief:
    """The brief in a .briefing file's bytes; ``name`` is for errors. Raises ProjectError."""
    if not data:
        raise ProjectError(f'"{name}" is empty; open an older copy of it.')
    try:
        _check_directory(data, name)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_kind(archive, name)
            brief = brief_from_json(json.loads(_member(archive, "brief.json", MOST_BYTES, name)))
            return mended(brief)
    except _DAMAGE as error:
        raise _damaged(name) from error


def small_member(data: bytes, member: str, name: str) -> dict[str, Any]:
    """The JSON object in a small member of a .briefing file's bytes. Raises ProjectError."""
    try:
        _check_directory(data, name)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _object(archive, member, name)
    except _DAMAGE as error:
        raise _damaged(name) from error


def read_bounded(path: Path) -> bytes:
    """The bytes of a file. Raises InputMissing, InputUnreadable, or ProjectError if too large."""
    try:
        if path.is_dir():
            raise InputMissing(f'"{path}" is a folder; give a {ENDING} file in it.')
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise InputMissing(f'There is no file "{path}"; check the name and the folder.') from error
    except PermissionError as error:
        raise InputUnreadable(f'You may not read "{path}"; ask its owner for access.') from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputUnreadable(
            f'"{path}" could not be read ({reason}); try a copy of it.'
        ) from error
    if len(data) > MOST_BYTES:
        raise _too_large(path.name)
    return data


def _check_directory(data: bytes, name: str) -> None:
    """Look at the end of the zip before its list of members is read, which may be endless."""
    end = data.rfind(b"PK\x05\x06", -65_557)
    if end < 0:
        raise ProjectError(
            f'"{name}" is not a {ENDING} file; open it as an article instead, or choose another.'
            if not data.startswith(b"PK")
            else f'"{name}" is cut off; open an older copy of it.'
        )
    members = int.from_bytes(data[end + 10 : end + 12], "little")
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    large_zip = data[max(end - 20, 0) : end].startswith(b"PK\x06\x07")
    if members > _MOST_MEMBERS or size > _MOST_DIRECTORY_BYTES or large_zip:
        raise ProjectError(f'"{name}" is not a {ENDING} file of this program; choose another.')


def _check_kind(archive: zipfile.ZipFile, name: str) -> None:
    names = archive.namelist()
    if "mimetype" not in names or _member(archive, "mimetype", 256, name) != MIME_TYPE.encode():
        raise ProjectError(f'"{name}" is not a {ENDING} file of this program; choose another.')
    made_by = _object(archive, "format.json", name)
    if int(made_by["version"]) > VERSION:
        program = str(made_by.get("program", ""))[:20]
        raise ProjectError(
            f'"{name}" was made by a newer version of Briefing ({program}); update the program '
            "to open it."
        )


def _object(archive: zipfile.ZipFile, member: str, name: str) -> dict[str, Any]:
    data = json.loads(_member(archive, member, _MOST_SMALL_MEMBER_BYTES, name))
    if not isinstance(data, dict):
        raise TypeError(f"{member} holds no object")
    return data


def _member(archive: zipfile.ZipFile, member: str, most: int, name: str) -> bytes:
    info = archive.getinfo(member)
    if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise NotImplementedError(f"compression {info.compress_type}")
    if info.file_size > most:
        raise _too_large(name)
    with archive.open(info) as file:  # gives no more than the size it declares
        return file.read(most)


def _dump(data: dict[str, Any]) -> bytes:
    # Half of an emoji, left over from an edit, must not keep a person from saving.
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def _damaged(name: str) -> ProjectError:
    return ProjectError(f'"{name}" is damaged and cannot be opened; open an older copy of it.')


def _too_large(name: str) -> ProjectError:
    return ProjectError(
        f'"{name}" holds more than {MOST_BYTES // 1_000_000} MB, more than a briefing can; '
        "choose another file."
    )
