"""Keeping a briefing: the project file, and unsaved work that outlives a crash.

``word`` reads the brief inside a Word document; it is imported by itself, since the XML library
that it needs would make the window slower to start.
"""

from briefing.storing.project import ENDING, load_project, save_project
from briefing.storing.recovery import Leftover, RecoveryFile

__all__ = [
    "ENDING",
    "Leftover",
    "RecoveryFile",
    "load_project",
    "save_project",
]
