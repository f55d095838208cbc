"""The history of a brief: everything a person did to it, to be taken back and done again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.brief import Brief
from briefing.editing.edits import (
    Compound,
    Edit,
    RenameSection,
    ReplaceBullet,
    SetChecked,
    SetText,
    SetTitle,
)
from briefing.editing.noting import SetNotes
from briefing.errors import EditError


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did: its name for the menu, and the edit that takes it back."""

    label: str
    edit: Edit


class History:
    """A brief with an unlimited undo and redo.

    Typing into the same text makes one step until ``seal`` is called. What the machine does by
    itself is absorbed: it changes the brief but is no step, and earlier steps stay valid;
    a step that the machine's change has made pointless is passed over.
    """

    def __init__(self, brief: Brief, *, saved: bool = True) -> None:
        self._brief = brief
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._open: object = None
        self._saved: Brief | None = brief if saved else None

    @property
    def brief(self) -> Brief:
        """The brief as it is now."""
        return self._brief

    # --- what a person does --------------------------------------------------------------------

    def do(self, edit: Edit, label: str, *, together: str | None = None) -> bool:
        """Apply an edit as one step, or as part of the last one while a person types on.

        ``label`` names the step in the menu. Edits with the same ``together`` that follow upon
        one another are one step. Returns whether anything changed. Raises EditError, and then
        nothing has changed.
        """
        new, inverse = edit.apply(self._brief)
        if new == self._brief:
            return False
        text = _text_of(edit)
        key = text or together
        if key is None or key != self._open or not self._undo:
            self._undo.append(Step(label, inverse))
        elif text is None:  # of typing, the first inverse takes back everything
            self._undo[-1] = Step(label, Compound((inverse, self._undo[-1].edit)))
        self._open = key
        self._redo.clear()
        self._brief = new
        return True

    def seal(self) -> None:
        """End the present step: what is typed next is a step of its own."""
        self._open = None

    # --- undo and redo -------------------------------------------------------------------------

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._redo)

    @property
    def undo_labels(self) -> tuple[str, ...]:
        """The names of the steps that can be taken back, the next one first."""
        return tuple(step.label for step in reversed(self._undo))

    @property
    def redo_labels(self) -> tuple[str, ...]:
        """The names of the steps that can be done again, the next one first."""
        return tuple(step.label for step in reversed(self._redo))

    def undo(self) -> bool:
        """Take the last step back. Returns whether there was one."""
        return self._step(self._undo, self._redo)

    def redo(self) -> bool:
        """Do again what was taken back last. Returns whether there was something."""
        return self._step(self._redo, self._undo)

    def _step(self, source: list[Step], target: list[Step]) -> bool:
        self._open = None
        while source:
            step = source.pop()
            try:
                self._brief, inverse = step.edit.apply(self._brief)
            except EditError:
                continue  # the machine has since replaced what this step was about
            target.append(Step(step.label, inverse))
            return True
        return False

    # --- what the machine does -----------------------------------------------------------------

    def absorb(self, edit: Edit) -> None:
        """Apply an edit of the machine's that is not for the person to take back.

        Work that the machine can do again is nothing to lose: as long as the person has changed
        nothing since the brief began, the brief stays clean; and a verdict alone is never
        something to save. Raises EditError.
        """
        is_again_made = not self._undo or isinstance(edit, SetChecked | SetNotes)
        clean = self._saved is not None and is_again_made and not self.is_dirty
        self._brief, _ = edit.apply(self._brief)
        if clean:
            self._saved = self._brief

    # --- saving --------------------------------------------------------------------------------

    @property
    def is_dirty(self) -> bool:
        """Whether the brief differs from what was saved last."""
        return self._saved is None or not _same_content(self._brief, self._saved)

    def mark_saved(self, brief: Brief | None = None) -> None:
        """Note that ``brief`` (by default the present one) is safely stored."""
        self.seal()
        self._saved = brief or self._brief


def _text_of(edit: Edit) -> object:
    """What text an edit types into, None if it is no typing."""
    match edit:
        case SetText(bullet=bullet):
            return ("bullet", bullet)
        case ReplaceBullet(bullet=whole):
            return ("whole", whole.id)
        case RenameSection(section=section):
            return ("section", section)
        case SetTitle():
            return ("title",)
        case _:
            return None


def _same_content(one: Brief, other: Brief) -> bool:
    return one is other or replace(one, next_id=0) == replace(other, next_id=0)
