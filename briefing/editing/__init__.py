"""Reversible edits of a brief, and their history. No Qt."""
