"""One document: its brief with the history, its file, and what a person does to it.

Knows no widgets. What a person does is a method here, and each method says where the caret goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from briefing.brief import Brief, Bullet, Section
from briefing.desktop.naming import name_of_article
from briefing.editing import cuts, edits
from briefing.editing.edits import Edit, is_unchecked
from briefing.editing.history import History
from briefing.editing.pasting import Line
from briefing.editing.several import Indent, PutIn, TakeOut, in_order, moved_by, moved_to
from briefing.errors import EditError
from briefing.settings import Options


class SectionState(Enum):
    """What the machine has to do with a section."""

    WAITING = auto()
    WORKING = auto()
    DONE = auto()
    LEFT = auto()
    """Nothing was written for it: it is new, or condensing was stopped before its turn."""


@dataclass(frozen=True, slots=True)
class Caret:
    """A place in a bullet's text: ``position`` counts characters, -1 stands for the end."""

    bullet: str
    position: int = -1


@dataclass(frozen=True, slots=True)
class State:
    """The briefing as it was when somebody, or the program, gave it a name."""

    name: str
    brief: Brief
    when: datetime = field(default_factory=datetime.now)


class Document(QObject):
    """What one window shows and edits; it begins empty."""

    changed = Signal()
    """The brief, a section's state, the path or the options differ from before."""

    replaced = Signal()
    """Another article or project is shown from now on."""

    edited = Signal(str)
    """A person has changed the words of the bullet with this id."""

    def __init__(self, options: Options, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.options = options
        self.path: Path | None = None
        self._at_work: dict[str, SectionState] = {}
        self._history: History | None = None
        self._states: list[State] = []

    # --- what there is ---------------------------------------------------------------------------

    @property
    def is_empty(self) -> bool:
        """Whether nothing was opened yet."""
        return self._history is None

    @property
    def history(self) -> History:
        """The history. Raises EditError while the document is empty."""
        if self._history is None:
            raise EditError("There is no briefing yet; open an article first.")
        return self._history

    @property
    def brief(self) -> Brief:
        """The brief as it is now. Raises EditError while the document is empty."""
        return self.history.brief

    @property
    def is_dirty(self) -> bool:
        """Whether there is work that would be lost."""
        return self._history is not None and self._history.is_dirty

    @property
    def name(self) -> str:
        """What to call the document: its file's name, else the article's."""
        if self.path is not None:
            return self.path.name
        return "" if self.is_empty else name_of_article(self.brief.article)

    def state_of(self, section: Section | str) -> SectionState:
        """What the machine has to do with a section, given as it is now or by its id.

        Only what the machine has still to do is noted; all else is read from the brief, so that
        undo brings the state back with the section. One that is not there needs nothing.
        """
        if isinstance(section, str):
            known = () if self.is_empty else self.brief.sections
            found = next((s for s in known if s.id == section), None)
            if found is None:
                return SectionState.DONE
            section = found
        at_rest = SectionState.DONE if section.condensed else SectionState.LEFT
        return self._at_work.get(section.id, at_rest)

    def is_outdated(self, section: Section) -> bool:
        """Whether condensing would do something for a section that the machine is not at.

        Its paragraphs have changed since, or nothing was written for it yet.
        """
        state = self.state_of(section)
        is_behind = state is SectionState.LEFT or (state is SectionState.DONE and section.is_stale)
        return is_behind and bool(section.paragraphs or section.bullets)

    @property
    def states(self) -> tuple[State, ...]:
        """The states that were kept under a name, the oldest first."""
        return tuple(self._states)

    def keep_state(self, name: str) -> None:
        """Keep the briefing as it is now under a name; one that is the same is not kept twice."""
        if not self._states or self._states[-1].brief != self.brief:
            self._states.append(State(name, self.brief))
            self.changed.emit()

    def bullet(self, bullet: str) -> Bullet | None:
        """The bullet with this id, None if there is none."""
        if self.is_empty:
            return None
        try:
            return self.brief.find(bullet)[2]
        except KeyError:
            return None

    # --- beginning ---------------------------------------------------------------------------

    def begin(self, brief: Brief, path: Path | None = None, *, saved: bool = True) -> None:
        """Show another brief, which belongs to the project file ``path`` if any.

        ``saved`` is false for work that was brought back and exists nowhere else.
        """
        self._history = History(brief, saved=saved)
        self._states = [State(self.tr("Opened"), brief)] if path is not None else []
        self.path = path
        self._at_work.clear()
        self.replaced.emit()
        self.changed.emit()

    def mark_saved(self, brief: Brief, path: Path) -> None:
        """Note that ``brief`` is now stored in the project file ``path``."""
        self.history.mark_saved(brief)
        self.path = path
        if not self._states or self._states[-1].brief != brief:
            self._states.append(State(self.tr("Saved"), brief))
        self.changed.emit()

    def absorb(self, edit: Edit) -> bool:
        """Take a change of the machine's that is not for undo; false if it fits no more."""
        try:
            self.history.absorb(edit)
        except EditError:
            return False
        self.changed.emit()
        return True

    def set_options(self, options: Options) -> None:
        """Take other options; they hold from the next condensing on."""
        self.options = options
        self.changed.emit()

    def await_machine(self, sections: Iterable[str]) -> None:
        """Note that the machine will come to these sections."""
        if any(bullets for _, bullets in self.brief.places()):
            self.keep_state(self.tr("Before condensing again"))
        self._at_work.update(dict.fromkeys(sections, SectionState.WAITING))
        self.changed.emit()

    def enter_machine(self, section: str) -> None:
        """Note that the machine is at a section."""
        if self._at_work.get(section) is not SectionState.WORKING:
            self._at_work[section] = SectionState.WORKING
            self.changed.emit()

    def leave_machine(self, section: str | None = None) -> None:
        """Note that the machine has done with a section, with all of them if none is named."""
        before = len(self._at_work)
        if section is None:
            self._at_work.clear()
        else:
            self._at_work.pop(section, None)
        if len(self._at_work) != before:
            self.changed.emit()

    def do(self, edit: Edit, label: str, *, together: str | None = None) -> bool:
        """Apply an edit as a step of the person's; false if it changed nothing or does not fit.

        ``together`` is as in ``History.do``.
        """
        try:
            done = self.history.do(edit, label, together=together)
        except EditError:
            return False
        if done:
            self.changed.emit()
        return done

    def undo(self) -> None:
        """Take the last step back."""
        if self.history.undo():
            self.changed.emit()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self.history.redo():
            self.changed.emit()

    # --- text --------------------------------------------------------------------------------

    def set_text(self, bullet: str, text: str) -> None:
        """Give a bullet other words; typing on makes one step."""
        if self.do(edits.SetText(bullet, text), self.tr("Typing")):
            self.edited.emit(bullet)

    def set_title(self, text: str) -> None:
        """Give the briefing a title; an empty one is not taken."""
        if text.strip():
            title = None if text == self.brief.article.title else text
            self.do(edits.SetTitle(title), self.tr("Title"))

    def rename(self, section: str, title: str) -> None:
        """Give a section another title; an empty one is not taken."""
        if title.strip():
            self.do(edits.RenameSection(section, title), self.tr("Section title"))

    def move_section(self, section: str, index: int) -> bool:
        """Put a section elsewhere in the briefing; ``index`` is counted after it was taken out."""
        try:
            edit = cuts.move(self.brief, section, index)
        except EditError:
            return False
        return self.do(edit, self.tr("Move section"))

    # --- bullets -----------------------------------------------------------------------------

    def add(self, place: str, index: int, text: str = "", level: int = 0) -> Caret:
        """Put a new bullet at ``index`` of ``place``."""
        new = edits.next_bullet_id(self.brief)
        self.do(edits.AddBullet(place, index, text, level=level), self.tr("New bullet"))
        if text:
            self.edited.emit(new)
        return Caret(new)

    def split(self, bullet: str, position: int) -> Caret:
        """Make two bullets of one at a place in its text, as Enter does."""
        place, index, old = self.brief.find(bullet)
        left, right = old.text[:position].rstrip(), old.text[position:].lstrip()
        if not right:
            return self.add(place, index + 1, level=old.level)
        if not left:
            self.add(place, index, level=old.level)
            return Caret(bullet, 0)
        new = edits.next_bullet_id(self.brief)
        both = edits.Compound(
            (
                edits.SetText(bullet, left),
                edits.AddBullet(place, index + 1, right, old.evidence, old.level),
            )
        )
        if self.do(both, self.tr("Split")):
            self.edited.emit(bullet)
            self.edited.emit(new)
        return Caret(new, 0)

    def insert_lines(self, bullet: str, position: int, lines: Sequence[Line]) -> Caret:
        """Put several lines into a bullet's text: the first goes on there, each other is new."""
        place, index, old = self.brief.find(bullet)
        left, right = old.text[:position].rstrip(), old.text[position:].lstrip()
        texts = [line.text for line in lines]
        texts = [f"{left} {texts[0]}".strip(), *texts[1:-1], f"{texts[-1]} {right}".strip()]
        first = self.brief.next_id
        steps: list[Edit] = [edits.SetText(bullet, texts[0])]
        steps += [
            edits.AddBullet(place, index + n, texts[n], level=lines[n].level)
            for n in range(1, len(texts))
        ]
        if self.do(edits.Compound(tuple(steps)), self.tr("Paste")):
            new = [f"b{first + n}" for n in range(len(texts) - 1)]
            for changed in (bullet, *new):
                self.edited.emit(changed)
            return Caret(new[-1], len(lines[-1].text))
        return Caret(bullet, position)

    def join(self, bullet: str) -> Caret | None:
        """Add a bullet's text to the one above, as Backspace at its start does.

        An empty bullet is taken out. None if there is nothing above in the same place.
        """
        place, index, old = self.brief.find(bullet)
        if not old.text.strip():
            return self.remove(bullet, upwards=True)
        if index == 0:
            return None
        above = self.brief.bullets_at(place)[index - 1]
        text = f"{above.text.rstrip()} {old.text.lstrip()}".lstrip()
        both = edits.Compound((edits.RemoveBullet(bullet), edits.SetText(above.id, text)))
        if self.do(both, self.tr("Join")):
            self.edited.emit(above.id)
        return Caret(above.id, len(text) - len(old.text.lstrip()))

    def remove(self, bullet: str, *, upwards: bool = False) -> Caret | None:
        """Take a bullet out; the caret goes to its neighbour, below unless ``upwards``."""
        place, index, _ = self.brief.find(bullet)
        if not self.do(edits.RemoveBullet(bullet), self.tr("Delete bullet")):
            return None
        rest = self.brief.bullets_at(place)
        if not rest:
            return None
        if upwards:
            return Caret(rest[max(index - 1, 0)].id, -1 if index else 0)
        return Caret(rest[min(index, len(rest) - 1)].id)

    # --- several bullets -----------------------------------------------------------------------

    def put_in(self, place: str, index: int, drafts: Sequence[Bullet], label: str) -> list[str]:
        """Put copies or pasted lines in, as one step; the ids that they got."""
        first = self.brief.next_id
        if not drafts or not self.do(PutIn(place, index, tuple(drafts)), label):
            return []
        new = [f"b{first + n}" for n in range(len(drafts))]
        for bullet, draft in zip(new, drafts, strict=True):
            if is_unchecked(draft):
                self.edited.emit(bullet)
        return new

    def take_out(self, bullets: Sequence[str], label: str = "") -> Caret | None:
        """Take bullets out as one step; the caret goes to the next one that is left."""
        found = in_order(self.brief, bullets)
        if not found:
            return None
        place, index, _ = self.brief.find(found[0].id)
        if not self.do(TakeOut(tuple(bullets)), label or self.tr("Delete bullets")):
            return None
        rest = self.brief.bullets_at(place)
        return Caret(rest[min(index, len(rest) - 1)].id) if rest else None

    def indent(self, bullets: Sequence[str], step: int) -> bool:
        """Make bullets sub-bullets (1) or bullets of their own (-1); false if none changed."""
        label = self.tr("Indent") if step > 0 else self.tr("Outdent")
        return self.do(Indent(tuple(bullets), step), label)

    def move_together(self, bullets: Sequence[str], place: str, index: int) -> None:
        """Put bullets side by side; ``index`` is counted with all bullets where they are."""
        label = self.tr("Move bullet") if len(bullets) == 1 else self.tr("Move bullets")
        self.do(moved_to(self.brief, bullets, place, index), label)

    def move_by(self, bullets: Sequence[str], step: int) -> None:
        """Move bullets one up (-1) or down (1), at the edge into the next section."""
        edit = moved_by(self.brief, bullets, step)
        if edit is not None:
            several = len(bullets) > 1
            self.do(edit, self.tr("Move bullets") if several else self.tr("Move bullet"))
