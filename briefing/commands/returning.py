"""Taking a Word document that this program exported back, with what was changed in it since."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from briefing.brief import KEY_POINTS, Brief
from briefing.editing.edits import SetChecked
from briefing.editing.returning import Returned, taken_over, told_in_short
from briefing.storing.word import returned_from_word
from briefing.worker.job import Job
from briefing.worker.models import Models


@dataclass(frozen=True, slots=True)
class _Taken:
    """A brief with the changes of its document, and the ids of the bullets with new words."""

    brief: Brief
    touched: tuple[str, ...]


def brief_returned(path: Path) -> Brief | None:
    """The briefing that a Word document holds, with all changes made in it; None if it holds none.

    Says on standard error what was taken over. Changed bullets are a person's, and held against
    the article again. Raises InputMissing, InputUnreadable, ProjectError and ModelDamaged.
    """
    found = returned_from_word(path)
    if found is None:
        return None
    brief, returned = found
    print(f"briefing: {path} holds a briefing; {_said(returned)}", file=sys.stderr)
    for remark in returned.remarks:
        print(f"briefing: a comment in Word is not taken over: {remark.text}", file=sys.stderr)
    edit, touched = taken_over(brief, returned, returned.differences)
    return _checked(_Taken(edit.apply(brief)[0], touched))


def _said(returned: Returned) -> str:
    if not returned.differences:
        return "nothing was changed in Word since it was exported"
    return f"taken over from Word: {told_in_short(returned)}"


def _checked(taken: _Taken) -> Brief:
    """The brief with the changed bullets checked, as far as there are any."""
    brief = taken.brief
    if not taken.touched:
        return brief
    job = Job(Models())
    for bullet in taken.touched:
        place, _, old = brief.find(bullet)
        near = () if place == KEY_POINTS else brief.section(place).paragraphs
        new = job.check(bullet, old.text, brief.article, near)
        checked = SetChecked(
            bullet, old.text, new.verdict, new.score, new.reasons, new.evidence or old.evidence
        )
        brief, _ = checked.apply(brief)
    return brief
