"""What can be done with the program's hand in a bullet or a section: names, keys and tips."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from briefing.desktop.action_spec import ActionSpec

WORDINGS_MENU = "other-wordings shorter longer into-two into-one - bring-back lock-bullet"
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
            ("Shift+F7", "Ctrl+Space"),
            tr("Choose other words for this bullet, or another statement in its stead"),
            "again",
        ),
        spec(
            "shorter",
            tr("&Shorter"),
            ("Alt+Shift+Left",),
            tr("Take the next shorter wording that says what the article says"),
        ),
        spec(
            "longer",
            tr("Lon&ger"),
            ("Alt+Shift+Right",),
            tr("Take the next longer wording, up to the article's whole sentence"),
        ),
        spec(
            "into-two",
            tr("One into &two"),
            ("Ctrl+Shift+D",),
            tr("Make two bullets of this one, where it has two parts that are each true alone"),
        ),
        spec(
            "into-one",
            tr("T&wo into one"),
            ("Ctrl+Shift+M",),
            tr("Make one bullet of those in hand, or of this one and the next"),
        ),
        spec(
            "bring-back",
            tr("&Back to the program’s wording"),
            ("Ctrl+Shift+B",),
            tr("Give this bullet again what the program wrote first"),
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
