"""Project files, and the recovery of unsaved work."""
