"""What can be done with the program's hand in a bullet or a section: names, keys and tips."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from briefing.desktop.action_spec import ActionSpec

WORDINGS_MENU = "other-wordings shorter longer - lock-bullet"
"""Stands in the menu of a bullet."""

WISHES_MENU = "lock-section section-wishes"
"""Stands in the menu of a section."""


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("BulletActions", text)


def bullet_specs() -> tuple[ActionSpec, ...]:
    """The actions on the program's part in bullets."""
    spec = ActionSpec
    return (
        spec(
            "other-wordings",
            tr("&Other wordings …"),
            ("Ctrl+Space",),
            tr("Choose other words for this bullet, or another statement in its stead"),
            "again",
        ),
        spec(
            "shorter",
            tr("&Shorter"),
            ("Ctrl+Alt+Left",),
            tr("Take the next shorter wording that says what the article says"),
        ),
        spec(
            "longer",
            tr("Lon&ger"),
            ("Ctrl+Alt+Right",),
            tr("Take the next longer wording, up to the article's whole sentence"),
        ),
        spec(
            "lock-bullet",
            tr("Loc&k"),
            ("Ctrl+Shift+K",),
            tr("Keep this bullet as it is when its section is condensed again"),
            "locked",
        ),
        spec(
            "lock-section",
            tr("&Lock its bullets"),
            (),
            tr("Keep all bullets of this section as they are when it is condensed again"),
            "locked",
        ),
        spec(
            "section-wishes",
            tr("&For this section alone …"),
            (),
            tr("How many bullets this section has, how long, and whether its quotes are kept"),
            "settings",
        ),
    )
