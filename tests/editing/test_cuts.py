import contextlib
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.brief import Brief, Section, SectionOrigin
from briefing.editing import cuts, edits
from briefing.editing.history import History
from briefing.errors import EditError
from tests.editing.builders import article, draft


def condensed() -> Brief:
    """Two condensed sections; the second holds a bullet of the person's."""
    brief = Brief.begin(
        article(),
        (
            Section("s1", "Opening", SectionOrigin.CONTENTS, ("p1", "p2")),
            Section("s2", "Consequences", SectionOrigin.CONTENTS, ("p3", "p4")),
        ),
    )
    steps = (
        edits.FillSection("s1", (draft("It opened.", "p1"), draft("It cost a lot.", "p2"))),
        edits.FillSection("s2", (draft("Ferries may stop.", "p3"), draft("Fear.", "p4"))),
        edits.AddBullet("s2", 1, "A thought of mine."),
    )
    return edits.Compound(steps).apply(brief)[0]


@pytest.fixture
def brief() -> Brief:
    return condensed()


def texts(brief: Brief, section: str) -> list[str]:
    return [b.text for b in brief.section(section).bullets]


def cut_of(brief: Brief) -> list[tuple[str, tuple[str, ...]]]:
    return [(s.id, s.paragraphs) for s in brief.sections]


def same(one: Brief, other: Brief) -> bool:
    return replace(one, next_id=0) == replace(other, next_id=0)


def test_joined_sections_keep_every_paragraph_and_bullet_in_the_articles_order(brief):
    joined, back = cuts.merge(brief, "s1", into="s2").apply(brief)
    assert cut_of(joined) == [("s2", ("p1", "p2", "p3", "p4"))]
    assert joined.section("s2").title == "Consequences"
    assert texts(joined, "s2") == [
        "It opened.", "It cost a lot.", "Ferries may stop.", "A thought of mine.", "Fear.",
    ]  # fmt: skip
    assert joined.section("s2").is_stale
    assert same(back.apply(joined)[0], brief)


def test_a_section_cannot_be_joined_to_itself(brief):
    with pytest.raises(EditError, match="itself"):
        cuts.merge(brief, "s1", into="s1")


def test_a_new_section_takes_the_bullets_that_rest_on_it(brief):
    new = f"s{brief.next_id}"
    cut, back = cuts.split(brief, "p2", "The price").apply(brief)
    assert cut_of(cut) == [("s1", ("p1",)), (new, ("p2",)), ("s2", ("p3", "p4"))]
    assert texts(cut, "s1") == ["It opened."]
    assert texts(cut, new) == ["It cost a lot."]
    assert cut.section("s1").is_stale
    assert cut.section(new).is_stale
    assert not cut.section("s2").is_stale
    assert same(back.apply(cut)[0], brief)


def test_a_section_is_not_cut_where_it_begins(brief):
    with pytest.raises(EditError, match="begins with this paragraph already"):
        cuts.split(brief, "p3", "Again")


def test_a_moved_boundary_takes_paragraphs_and_their_bullets_along(brief):
    moved, back = cuts.assign(brief, ["p3"], "s1").apply(brief)
    assert cut_of(moved) == [("s1", ("p1", "p2", "p3")), ("s2", ("p4",))]
    assert texts(moved, "s1") == ["It opened.", "It cost a lot.", "Ferries may stop."]
    assert texts(moved, "s2") == ["A thought of mine.", "Fear."]
    assert same(back.apply(moved)[0], brief)


def test_a_boundary_moved_there_and_back_leaves_nothing_stale(brief):
    moved, _ = cuts.assign(brief, ["p3"], "s1").apply(brief)
    again, _ = cuts.assign(moved, ["p3"], "s2").apply(moved)
    assert not any(section.is_stale for section in again.sections)


def test_a_section_moves_among_the_others(brief):
    moved, back = cuts.move(brief, "s2", 0).apply(brief)
    assert [s.id for s in moved.sections] == ["s2", "s1"]
    assert not any(section.is_stale for section in moved.sections)
    assert same(back.apply(moved)[0], brief)


def test_a_dropped_section_comes_back_with_its_bullets(brief):
    dropped, back = cuts.DropSection("s2").apply(brief)
    assert cut_of(dropped) == [("s1", ("p1", "p2"))]
    assert same(back.apply(dropped)[0], brief)


def test_paragraphs_of_a_dropped_section_can_be_made_one_again(brief):
    dropped, _ = cuts.DropSection("s1").apply(brief)
    made, _ = cuts.new_section(dropped, ["p1", "p2"], "Opening again").apply(dropped)
    assert [s.paragraphs for s in made.sections] == [("p1", "p2"), ("p3", "p4")]
    assert not made.sections[0].condensed


def test_what_the_machine_says_meanwhile_survives_undo(brief):
    history = History(brief)
    history.do(cuts.merge(brief, "s1", into="s2"), "Join")
    bullet = brief.section("s2").bullets[0]
    history.absorb(edits.SetChecked(bullet.id, bullet.text, bullet.verdict, 0.5, ("seen again",)))
    history.undo()
    assert cut_of(history.brief) == cut_of(brief)
    assert history.brief.find(bullet.id)[2].reasons == ("seen again",)


def test_a_section_filled_between_a_cut_and_its_undo_keeps_the_new_bullets(brief):
    history = History(brief)
    history.do(cuts.merge(brief, "s1", into="s2"), "Join")
    history.absorb(edits.FillSection("s2", (draft("Both at once.", "p1"),)))
    history.undo()
    kept = texts(history.brief, "s2")
    assert "Both at once." in kept
    assert "A thought of mine." in kept


def test_drafts_made_before_a_boundary_moved_leave_the_section_stale(brief):
    then = brief.section("s1").paragraphs
    moved, _ = cuts.assign(brief, ["p3"], "s1").apply(brief)
    filled, _ = edits.FillSection("s1", (draft("Late.", "p1"),), made_from=then).apply(moved)
    assert filled.section("s1").is_stale


wishes = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("split"), st.integers(1, 4), st.just(0)),
        st.tuples(st.just("assign"), st.integers(1, 4), st.integers(0, 5)),
        st.tuples(st.just("move"), st.integers(0, 5), st.integers(0, 5)),
        st.tuples(st.just("undo"), st.just(0), st.just(0)),
    ),
    max_size=12,
)


def apply_wish(history: History, wish: tuple[str, int, int]) -> None:
    kind, one, two = wish
    brief = history.brief
    sections = [s.id for s in brief.sections]
    first, second = sections[one % len(sections)], sections[two % len(sections)]
    if kind == "undo":
        history.undo()
        return
    edit = {
        "merge": lambda: cuts.merge(brief, first, into=second),
        "split": lambda: cuts.split(brief, f"p{one}", "New"),
        "assign": lambda: cuts.assign(brief, [f"p{one}"], second),
        "move": lambda: cuts.move(brief, first, two),
    }[kind]
    history.do(edit(), kind)


@given(wishes)
@settings(deadline=None, max_examples=150, derandomize=True)
def test_whatever_is_cut_no_paragraph_and_no_bullet_is_lost_and_all_can_be_undone(steps):
    start = condensed()
    history = History(start)
    for wish in steps:
        try:
            apply_wish(history, wish)
        except EditError:
            continue
        brief = history.brief
        held = Counter(p for s in brief.sections for p in s.paragraphs)
        assert held == Counter({"p1": 1, "p2": 1, "p3": 1, "p4": 1})
        bullets = sorted(b.id for s in brief.sections for b in s.bullets)
        assert bullets == sorted(b.id for s in start.sections for b in s.bullets)
    while history.undo():
        pass
    assert same(history.brief, start)


def test_paragraphs_taken_out_of_their_section_leave_its_bullets(brief):
    released, back = cuts.release(brief, ["p3"]).apply(brief)
    assert cut_of(released) == [("s1", ("p1", "p2")), ("s2", ("p4",))]
    assert texts(released, "s2") == texts(brief, "s2")
    assert released.section("s2").is_stale
    assert same(back.apply(released)[0], brief)


more_wishes = st.lists(
    st.tuples(
        st.sampled_from(["merge", "begin", "assign", "release", "move", "drop", "undo", "redo"]),
        st.integers(1, 4),
        st.integers(0, 5),
    ),
    max_size=16,
)


def edit_of(history: History, kind: str, one: int, two: int) -> edits.Edit:
    brief = history.brief
    sections = [s.id for s in brief.sections]
    first, second = sections[one % len(sections)], sections[two % len(sections)]
    match kind:
        case "merge":
            return cuts.merge(brief, first, into=second)
        case "begin":
            return cuts.new_section(brief, [f"p{one}"], "New")
        case "assign":
            return cuts.assign(brief, [f"p{one}"], second)
        case "release":
            return cuts.release(brief, [f"p{one}"])
        case "move":
            return cuts.move(brief, first, two)
        case _:
            return cuts.DropSection(first)


@given(more_wishes)
@settings(deadline=None, max_examples=150, derandomize=True)
def test_whatever_is_dropped_and_released_undo_and_redo_lead_back_and_forth(steps):
    start = condensed()
    history = History(start)
    for kind, one, two in steps:
        if kind in {"undo", "redo"}:
            history.undo() if kind == "undo" else history.redo()
        elif len(history.brief.sections) > 1 or kind != "drop":
            with contextlib.suppress(EditError):
                history.do(edit_of(history, kind, one, two), kind)
        held = [p for s in history.brief.sections for p in s.paragraphs]
        assert len(held) == len(set(held))
    end = history.brief
    done = 0
    while history.undo():
        done += 1
    assert same(history.brief, start)
    for _ in range(done):
        assert history.redo()
    assert same(history.brief, end)
