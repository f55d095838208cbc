"""Keeping a briefing: the project file, and unsaved work that outlives a crash."""

from briefing.storing.project import ENDING, load_project, save_project
from briefing.storing.recovery import Leftover, RecoveryFile
from briefing.storing.word import brief_in_word

__all__ = [
    "ENDING",
    "Leftover",
    "RecoveryFile",
    "brief_in_word",
    "load_project",
    "save_project",
]
