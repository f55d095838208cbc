"""Files that are protected by a password: opening them, and asking for the password."""

from __future__ import annotations

from briefing.errors import PasswordNeeded
from briefing.reading.draft import RawFile


def password_needed(raw: RawFile) -> PasswordNeeded:
    """The error that says that no password, or a wrong one, was given."""
    if raw.password:
        return PasswordNeeded(f"“{raw.name}” cannot be opened with this password; try another one.")
    return PasswordNeeded(f"“{raw.name}” is protected by a password; give the password to read it.")
