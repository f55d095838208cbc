"""Reversible edits of a brief, and their history. Standard library only."""
