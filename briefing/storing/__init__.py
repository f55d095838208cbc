"""Keeping a briefing: the project file, and unsaved work that outlives a crash."""

from briefing.storing.project import ENDING, load_project, save_project
from briefing.storing.recovery import Leftover, RecoveryFile

__all__ = ["ENDING", "Leftover", "RecoveryFile", "load_project", "save_project"]
