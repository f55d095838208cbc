"""Any edits in any order, with undo, redo and the machine between them (a state machine)."""

from __future__ import annotations

import os
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from briefing.brief import DEEPEST, KEY_POINTS, Brief, Verdict
from briefing.editing import edits, several
from briefing.editing.differences import GoBack, changes
from briefing.editing.finding import Query, hits, replaced
from briefing.editing.history import History
from briefing.errors import EditError
from tests.editing.builders import draft, empty_brief

PLACES = st.sampled_from([KEY_POINTS, "s1", "s2"])
INDEXES = st.integers(-1, 6)
WORDS = st.sampled_from(["bridge", "a ferry", "", "4 million crowns", "Br\u00fccke \U0001f309"])


def content(brief: Brief) -> Brief:
    return replace(brief, next_id=0)


class Editing(RuleBasedStateMachine):
    """A person at work; ``past`` and ``future`` are what undo and redo must bring."""

    @initialize()
    def begin(self) -> None:
        self.history = History(empty_brief())
        self.past: list[Brief] = []
        self.future: list[Brief] = []

    def _do(self, edit: edits.Edit) -> None:
        before = content(self.history.brief)
        try:
            changed = self.history.do(edit, "Edit")
        except EditError:
            assert content(self.history.brief) == before
            return
        self.history.seal()
        if changed:
            self.past.append(before)
            self.future.clear()

    def _some(self, picked: list[int]) -> tuple[str, ...]:
        ids = [b.id for _, held in self.history.brief.places() for b in held]
        return tuple(dict.fromkeys(ids[n % len(ids)] for n in picked)) if ids else ("b0",)

    some = st.lists(st.integers(0, 30), min_size=1, max_size=4)

    @rule(place=PLACES, index=INDEXES, text=WORDS, level=st.integers(0, DEEPEST))
    def add(self, place: str, index: int, text: str, level: int) -> None:
        self._do(edits.AddBullet(place, index, text, level=level))

    @rule(picked=some, text=WORDS)
    def type(self, picked: list[int], text: str) -> None:
        self._do(edits.SetText(self._some(picked)[0], text))

    @rule(picked=some)
    def take_out(self, picked: list[int]) -> None:
        self._do(several.TakeOut(self._some(picked)))

    @rule(picked=some, place=PLACES, index=INDEXES)
    def move(self, picked: list[int], place: str, index: int) -> None:
        ids = self._some(picked)
        self._do(several.moved_to(self.history.brief, ids, place, index))
        held = [b.id for b in self.history.brief.bullets_at(place)]
        at = sorted(held.index(i) for i in ids if i in held)
        assert not at or at == list(range(at[0], at[0] + len(at)))

    @rule(picked=some, step=st.sampled_from([-1, 1]))
    def step(self, picked: list[int], step: int) -> None:
        edit = several.moved_by(self.history.brief, self._some(picked), step)
        if edit is not None:
            self._do(edit)

    @rule(picked=some, step=st.sampled_from([-1, 1]))
    def indent(self, picked: list[int], step: int) -> None:
        self._do(several.Indent(self._some(picked), step))

    @rule(place=PLACES, index=INDEXES, count=st.integers(0, 3))
    def paste(self, place: str, index: int, count: int) -> None:
        self._do(several.PutIn(place, index, tuple(draft(f"x {n}", "p1") for n in range(count))))

    @rule(words=st.sampled_from(["r", "bridge", "\u00fc"]), other=WORDS)
    def replace_all(self, words: str, other: str) -> None:
        brief = self.history.brief
        self._do(replaced(brief, hits(brief, Query(words)), other))

    @rule(section=st.sampled_from(["s1", "s2"]), count=st.integers(0, 3))
    def condense(self, section: str, count: int) -> None:
        made = tuple(draft(f"m {n}", "p2") for n in range(count))
        self._do(edits.FillSection(section, made))

    @precondition(lambda self: self.past)
    @rule()
    def go_back_to_the_first(self) -> None:
        self._do(GoBack(self.past[0]))
        assert changes(self.past[0], self.history.brief) == ()

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.future.append(content(self.history.brief))
        assert self.history.undo()
        assert content(self.history.brief) == self.past.pop()

    @precondition(lambda self: self.future)
    @rule()
    def redo(self) -> None:
        self.past.append(content(self.history.brief))
        assert self.history.redo()
        assert content(self.history.brief) == self.future.pop()

    @invariant()
    def is_sound(self) -> None:
        brief = self.history.brief
        ids = [b.id for _, held in brief.places() for b in held]
        assert len(ids) == len(set(ids))
        assert all(int(i[1:]) < brief.next_id for i in ids)
        assert all(0 <= b.level <= DEEPEST for _, held in brief.places() for b in held)
        assert all(isinstance(b.verdict, Verdict) for _, held in brief.places() for b in held)
        assert self.history.can_undo == bool(self.past)

    def teardown(self) -> None:
        end = content(self.history.brief)
        count = 0
        while self.history.undo():
            count += 1
        assert content(self.history.brief) == content(empty_brief())
        for _ in range(count):
            assert self.history.redo()
        assert content(self.history.brief) == end


TestEditing = Editing.TestCase
TestEditing.settings = settings(
    max_examples=int(os.environ.get("BRIEFING_EXAMPLES", "60")),
    stateful_step_count=40,
    deadline=None,
)
