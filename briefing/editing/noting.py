"""Taking what was found beside the bullets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.brief import Brief
from briefing.editing.edits import Edit
from briefing.notes import Notes


@dataclass(frozen=True, slots=True)
class SetNotes:
    """Put what the program found beside the bullets in place of what stood there."""

    notes: Notes

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Never fails; a row that points nowhere in the article is dropped."""
        return replace(brief, notes=self.notes.within(brief.article)), SetNotes(brief.notes)
