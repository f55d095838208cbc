"""Briefing: turns an article into a short, checkable Word briefing, on this machine alone."""

__version__ = "0.1.0"
