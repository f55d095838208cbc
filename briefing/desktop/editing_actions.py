"""What can be done while writing: names, keys and tips."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from briefing.desktop.action_spec import ActionSpec

Key = QKeySequence.StandardKey

CLIPBOARD_MENU = "cut copy paste-bullets select-all"
LEVEL_MENU = "indent outdent"
FIND_MENU = "find replace find-next find-previous"
HISTORY_MENU = "name-state show-history show-changes"
WRITING_MENU = f"{FIND_MENU} - {HISTORY_MENU} - spelling target-length"
"""Stand in the menu of editing."""


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("EditingActions", text)


def editing_specs() -> tuple[ActionSpec, ...]:
    """The actions of writing."""
    spec = ActionSpec
    return (
        spec("cut", tr("Cu&t"), (Key.Cut,), tr("Take the marked words or bullets out, to paste")),
        spec(
            "copy",
            tr("&Copy"),
            (Key.Copy,),
            tr("Copy the marked words, or the bullets as a list for Word or a mail"),
        ),
        spec(
            "paste-bullets",
            tr("&Paste as bullets"),
            ("Ctrl+Shift+V",),
            tr("Make bullets of what was copied, one of each line, without its formatting"),
        ),
        spec(
            "select-all",
            tr("Select &all bullets"),
            (),
            tr("Take all bullets in hand (also Ctrl+A twice while one is edited)"),
        ),
        spec(
            "indent",
            tr("Make a su&b-bullet"),
            ("Ctrl+]",),
            tr("Put the bullet below the one above it (also Tab while it is edited)"),
        ),
        spec(
            "outdent",
            tr("Make a bullet of its &own"),
            ("Ctrl+[",),
            tr("Put a sub-bullet level with the others (also Shift+Tab while it is edited)"),
        ),
        spec(
            "find",
            tr("&Find …"),
            (Key.Find,),
            tr("Find words in the briefing and in the article"),
        ),
        spec("replace", tr("&Replace …"), ("Ctrl+H",), tr("Put other words in place of some")),
        spec("find-next", tr("Find n&ext"), ("F3",), tr("To the next place")),
        spec("find-previous", tr("Find pre&vious"), ("Shift+F3",), tr("To the place before")),
        spec(
            "name-state",
            tr("&Name this state …"),
            (),
            tr("Keep the briefing as it is now, to compare with or to go back to"),
        ),
        spec(
            "show-history",
            tr("Show the &history"),
            ("Ctrl+Shift+H",),
            tr("All steps and named states, and what is different"),
        ),
        spec(
            "show-changes",
            tr("Show what I &changed"),
            ("Ctrl+Alt+C",),
            tr("Mark the words that the program did not write; its own are in the tool tip"),
        ),
        spec(
            "spelling",
            tr("Check &spelling"),
            ("F7",),
            tr("Underline words that no dictionary of this machine knows"),
        ),
        spec(
            "target-length",
            tr("&Length to aim at …"),
            (),
            tr("How many words the briefing is to have; the status line shows how near it is"),
        ),
        spec(
            "palette",
            tr("Find a &command …"),
            ("Ctrl+Shift+P",),
            tr("Everything that can be done, by a few letters of its name"),
        ),
    )
