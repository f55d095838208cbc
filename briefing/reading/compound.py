"""Compound files, in which old Office programs and Outlook keep their parts: are they sound.

A damaged or malicious one claims parts of gigabytes, or many that all lie in the same place; the
libraries that read them would gather them all.
"""

from __future__ import annotations

import olefile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""The first bytes of an old Office file, an Outlook message or a protected Office file."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
"""The name of the part that holds a protected Office file, as it stands in the bytes."""
_MOST_OVERLAP = 3
"""Small parts are counted twice, for the store that holds them is a part itself."""


def is_swollen(data: bytes) -> bool:
    """Whether the parts of a compound file claim more bytes than it has."""
    try:
        with olefile.OleFileIO(data) as ole:
            sizes = [entry.size for entry in ole.direntries if entry is not None]
    except Exception:  # noqa: BLE001 (olefile raises whatever damaged bytes make it stumble over)
        return False
    return bool(sum(sizes) > _MOST_OVERLAP * len(data))
