"""Which stretch of the article belongs to which section, and where each could begin instead.

Plain data, made anew from the brief each time; knows no widgets.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.brief import Brief
from briefing.editing import cuts
from briefing.editing.edits import Edit


@dataclass(frozen=True, slots=True)
class Run:
    """Paragraphs of running text that follow one another and belong to one section.

    ``section`` is its id, empty for a stretch that is in no section. ``shown_at`` is the line of
    the article that the run is shown to begin with: headings and captions right above its first
    paragraph belong to it. ``goes_on`` tells that the section has a run above this one already.
    """

    section: str
    paragraphs: tuple[str, ...]
    shown_at: str
    goes_on: bool = False

    @property
    def paragraph(self) -> str:
        """The first paragraph."""
        return self.paragraphs[0]


def runs_of(brief: Brief) -> tuple[Run, ...]:
    """The runs from top to bottom; none before the article is cut."""
    if not brief.sections:
        return ()
    owner = {p: s.id for s in brief.sections for p in s.paragraphs}
    shown_at = places_shown(brief)
    found: list[tuple[str, list[str]]] = []
    for paragraph in brief.article.body:
        section = owner.get(paragraph.id, "")
        if found and found[-1][0] == section:
            found[-1][1].append(paragraph.id)
        else:
            found.append((section, [paragraph.id]))
    runs, met = [], set()
    for section, paragraphs in found:
        goes_on = section in met and bool(section)
        runs.append(Run(section, tuple(paragraphs), shown_at[paragraphs[0]], goes_on))
        met.add(section)
    return tuple(runs)


def changes(old: tuple[Run, ...], new: tuple[Run, ...]) -> tuple[str, ...]:
    """The paragraphs that belong elsewhere now, or begin a run now or no more, from the top.

    None if there were no runs before, or there are none now: then nothing was changed by hand.
    """
    if not old or not new:
        return ()
    before = {p: (run.section, p == run.paragraph) for run in old for p in run.paragraphs}
    now = {p: (run.section, p == run.paragraph) for run in new for p in run.paragraphs}
    return tuple(p for p, place in now.items() if before.get(p, place) != place)


def places_shown(brief: Brief) -> dict[str, str]:
    """For each paragraph of running text, the line above which a section is shown to begin there.

    That is the first of the headings and captions that stand right above it, or itself.
    """
    shown: dict[str, str] = {}
    above = ""
    for paragraph in brief.article.paragraphs:
        if paragraph.kind.belongs_to_section:
            shown[paragraph.id] = above or paragraph.id
            above = ""
        else:
            above = above or paragraph.id
    return shown


def places_for(runs: tuple[Run, ...], number: int) -> tuple[str, ...]:
    """The paragraphs that a run could begin with instead, from top to bottom, its own included.

    They lie in it and in the run above, each of which keeps one paragraph; the first run begins
    where the article does, and there is none.
    """
    if number < 1:
        return ()
    return runs[number - 1].paragraphs[1:] + runs[number].paragraphs


def begin_with(brief: Brief, runs: tuple[Run, ...], number: int, paragraph: str) -> Edit | None:
    """The edit that lets a run begin with another paragraph, None if it cannot or does already.

    What is given away goes to the run above, and to no section where that is in none.
    """
    run, places = runs[number], places_for(runs, number)
    if paragraph not in places or paragraph == run.paragraph:
        return None
    old, new = places.index(run.paragraph), places.index(paragraph)
    moved = places[min(old, new) : max(old, new)]
    taker = run.section if new < old else runs[number - 1].section
    return cuts.assign(brief, moved, taker) if taker else cuts.release(brief, moved)
