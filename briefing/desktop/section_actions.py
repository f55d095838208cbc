"""What can be done with sections: names, keys, tips, and their menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from briefing.desktop.action_spec import ActionSpec

GIVE_MENU = "@give"
"""Stands for the menu of sections to which paragraphs can be given."""

SECTION_MENU = (
    f"section-why rename-section - begin-section {GIVE_MENU} - "
    "section-earlier section-later join-section - "
    "section-up section-down drop-section - condense-section condense-changed"
)
"""The menu of sections, and the one that a right click on a section's title opens."""


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("SectionActions", text)


def give_menu_title() -> str:
    """The title of the menu of sections to which paragraphs can be given."""
    return tr("&Give to section")


def section_specs() -> tuple[ActionSpec, ...]:
    """The actions on sections."""
    spec = ActionSpec
    return (
        spec(
            "section-why",
            tr("&Why here?"),
            ("Ctrl+Alt+W",),
            tr("Say why the section begins where it does (or hold the mouse over its line)"),
            "info",
        ),
        spec("rename-section", tr("&Rename"), (), tr("Give the section another title"), "edited"),
        spec(
            "begin-section",
            tr("&Begin a section here"),
            ("Ctrl+Alt+B",),
            tr("Begin a new section with the paragraph at the article's caret"),
            "add",
        ),
        spec(
            "section-earlier",
            tr("Begin one paragraph &earlier"),
            ("Alt+Shift+Up",),
            tr("Take a paragraph from the section above (or drag the line in the article)"),
        ),
        spec(
            "section-later",
            tr("Begin one paragraph &later"),
            ("Alt+Shift+Down",),
            tr("Give a paragraph to the section above (or drag the line in the article)"),
        ),
        spec(
            "join-section",
            tr("&Join to the section above"),
            ("Ctrl+Alt+J",),
            tr("Make one section of this one and the one above; all bullets stay, in their order"),
        ),
        spec(
            "section-up",
            tr("Move &up"),
            ("Ctrl+Alt+Up", "Alt+Shift+PgUp"),
            tr("Put the section above the one before it in the briefing"),
            "move-up",
        ),
        spec(
            "section-down",
            tr("Move &down"),
            ("Ctrl+Alt+Down", "Alt+Shift+PgDown"),
            tr("Put the section below the next one in the briefing"),
            "move-down",
        ),
        spec(
            "drop-section",
            tr("Dr&op"),
            (),
            tr("Take the section out of the briefing; your own bullets can be kept"),
            "delete",
        ),
    )
