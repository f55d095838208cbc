import contextlib
import random
from dataclasses import replace

import pytest

from briefing.article import Span
from briefing.brief import KEY_POINTS, Brief, Verdict
from briefing.editing import edits, several
from briefing.editing.finding import Query, hits, replaced
from briefing.editing.history import History
from briefing.errors import EditError
from tests.editing.builders import draft, empty_brief


@pytest.fixture
def history() -> History:
    first = edits.FillSection("s1", (draft("It opened.", "p1"), draft("It cost a lot.", "p2")))
    return History(first.apply(empty_brief())[0])


def content(brief: Brief) -> Brief:
    return replace(brief, next_id=0)


def type_into(history: History, bullet: str, text: str) -> None:
    for end in range(1, len(text) + 1):
        history.do(edits.SetText(bullet, text[:end]), "Typing")


def test_typing_in_one_bullet_is_one_step(history):
    before = history.brief
    type_into(history, "b3", "It opened on Monday.")
    assert history.undo_labels == ("Typing",)
    history.undo()
    assert history.brief == before
    history.redo()
    assert history.brief.find("b3")[2].text == "It opened on Monday."


def test_typing_elsewhere_or_after_a_seal_is_a_new_step(history):
    type_into(history, "b3", "A")
    type_into(history, "b4", "B")
    type_into(history, "b3", "AC")
    history.seal()
    type_into(history, "b3", "ACD")
    assert len(history.undo_labels) == 4


def test_edits_that_belong_together_are_one_step_until_a_person_comes_between(history):
    before = history.brief
    history.do(edits.FillSection("s1", (draft("A.", "p1"),)), "Again", together="1")
    history.do(edits.FillSection("s2", (draft("B.", "p3"),)), "Again", together="1")
    assert history.undo_labels == ("Again",)
    after = history.brief
    history.undo()
    assert content(history.brief) == content(before)
    history.redo()
    assert history.brief == after
    history.do(edits.SetTitle("New"), "Title")
    history.do(edits.FillKeyPoints((draft("C.", "p1"),)), "Again", together="1")
    assert history.undo_labels == ("Again", "Title", "Again")


def test_a_new_step_forgets_what_could_be_done_again(history):
    history.do(edits.RemoveBullet("b3"), "Delete")
    history.undo()
    assert history.redo_labels == ("Delete",)
    history.do(edits.SetTitle("New"), "Title")
    assert not history.can_redo


def test_an_edit_that_changes_nothing_is_no_step(history):
    assert not history.do(edits.SetText("b3", "It opened."), "Typing")
    assert not history.do(edits.MoveBullet("b3", "s1", 0), "Move")
    assert not history.can_undo


def test_a_refused_edit_leaves_all_as_it_was(history):
    before = history.brief
    with pytest.raises(EditError):
        history.do(edits.RemoveBullet("b99"), "Delete")
    assert history.brief is before
    assert not history.can_undo


def test_dirty_is_what_differs_from_the_saved_brief(history):
    assert not history.is_dirty
    history.do(edits.AddBullet("s1", 0, "Mine."), "Add")
    assert history.is_dirty
    history.undo()
    assert not history.is_dirty
    history.redo()
    history.mark_saved()
    assert not history.is_dirty
    history.undo()
    assert history.is_dirty


def test_what_changed_while_saving_stays_dirty(history):
    history.do(edits.SetTitle("One"), "Title")
    written = history.brief
    history.do(edits.SetTitle("Two"), "Title")
    history.mark_saved(written)
    assert history.is_dirty


def test_work_of_the_machine_alone_is_nothing_to_lose():
    history = History(empty_brief())
    history.absorb(edits.FillSection("s1", (draft("It opened.", "p1"),)))
    assert not history.is_dirty
    assert not history.can_undo


def test_machine_work_after_a_persons_is_to_be_saved(history):
    history.do(edits.SetTitle("New"), "Title")
    history.mark_saved()
    history.absorb(edits.FillSection("s2", (draft("Ferries may stop.", "p3"),)))
    assert history.is_dirty


def test_a_verdict_alone_is_nothing_to_save(history):
    history.do(edits.SetText("b3", "It closed."), "Typing")
    history.mark_saved()
    history.absorb(edits.SetChecked("b3", "It closed.", Verdict.UNSUPPORTED, 0.0))
    assert not history.is_dirty


def test_a_recovered_brief_is_dirty_from_the_start(history):
    assert History(history.brief, saved=False).is_dirty


def test_earlier_steps_stay_valid_when_the_machine_fills_a_section():
    history = History(empty_brief())
    history.do(edits.AddBullet("s2", 0, "Mine."), "Add")
    history.do(edits.SetText("b3", "Mine, longer."), "Typing")
    history.absorb(edits.FillSection("s2", (draft("Ferries may stop.", "p3"),)))
    assert [b.text for b in history.brief.section("s2").bullets] == [
        "Mine, longer.",
        "Ferries may stop.",
    ]
    history.undo()
    history.undo()
    assert [b.text for b in history.brief.section("s2").bullets] == ["Ferries may stop."]
    history.redo()
    history.redo()
    assert history.brief.section("s2").bullets[0].text == "Mine, longer."


def test_a_check_is_no_step_and_undo_brings_back_the_verdict_of_the_older_words(history):
    history.do(edits.SetText("b3", "It closed."), "Typing")
    history.absorb(edits.SetChecked("b3", "It closed.", Verdict.UNSUPPORTED, 0.0, ("opposite",)))
    history.undo()
    assert history.brief.find("b3")[2].verdict is Verdict.SUPPORTED
    history.redo()
    assert history.brief.find("b3")[2].reasons == ("opposite",)


def test_a_step_about_a_bullet_that_the_machine_replaced_is_passed_over(history):
    history.do(edits.SetTitle("New"), "Title")
    history.do(edits.MoveBullet("b3", "s1", 1), "Move")
    history.absorb(edits.FillSection("s1", (draft("Other.", "p2"),)))
    assert history.undo()
    assert history.brief.title is None
    assert not history.can_undo


def random_edit(brief: Brief, pick: random.Random) -> edits.Edit:
    bullets = [b for _, held in brief.places() for b in held]
    places = [KEY_POINTS, *(s.id for s in brief.sections)]
    place, index = pick.choice(places), pick.randrange(-1, 9)
    words = " ".join(pick.choices(["bridge", "ferry", "may", "not", "4 million"], k=3))
    bullet = pick.choice(bullets).id if bullets else "b0"
    some = tuple(b.id for b in pick.sample(bullets, min(len(bullets), pick.randrange(1, 4))))
    drafts = tuple(
        draft(f"{words} {n}", f"p{pick.randrange(1, 5)}") for n in range(pick.randrange(4))
    )
    makers = (
        lambda: edits.AddBullet(place, index, words, (Span("p1", 0, 3),)),
        lambda: edits.RemoveBullet(bullet),
        lambda: edits.MoveBullet(bullet, place, index),
        lambda: edits.SetText(bullet, words),
        lambda: edits.RenameSection(pick.choice(places[1:]), words),
        lambda: edits.SetTitle(pick.choice([None, words])),
        lambda: edits.FillSection(pick.choice(places[1:]), drafts),
        lambda: edits.FillKeyPoints(drafts),
        lambda: edits.Compound((edits.SetText(bullet, words), edits.AddBullet(place, index, "x"))),
        lambda: edits.Compound((edits.AddBullet(place, 0, "y"), edits.RemoveBullet(bullet))),
        lambda: several.Indent(some, pick.choice([-1, 1])),
        lambda: several.PutIn(place, index, drafts),
        lambda: several.TakeOut(some),
        lambda: several.moved_to(brief, some, place, index),
        lambda: several.moved_by(brief, some, pick.choice([-1, 1])) or edits.SetTitle(words),
        lambda: replaced(brief, hits(brief, Query("ridg")), pick.choice(["RIDG", "oa"])),
    )
    return pick.choice(makers)()


def assert_sound(brief: Brief) -> None:
    ids = [b.id for _, bullets in brief.places() for b in bullets]
    assert len(ids) == len(set(ids))
    assert all(int(i[1:]) < brief.next_id for i in ids)


@pytest.mark.parametrize("seed", range(20))
def test_ten_thousand_random_edits_undone_and_redone_give_the_same_briefs(seed):
    pick = random.Random(seed)  # noqa: S311 (no secret)
    history = History(empty_brief())
    states, done = [content(history.brief)], 0
    while done < 500:
        try:
            changed = history.do(random_edit(history.brief, pick), "Edit")
        except EditError:
            continue
        history.seal()
        assert_sound(history.brief)
        if changed:
            states.append(content(history.brief))
            done += 1
    end = history.brief
    for state in reversed(states[:-1]):
        assert history.undo()
        assert content(history.brief) == state
    assert not history.can_undo
    for state in states[1:]:
        assert history.redo()
        assert content(history.brief) == state
    assert history.brief == end


@pytest.mark.parametrize("seed", range(4))
def test_a_random_walk_through_the_history_with_the_machine_at_work_never_breaks(seed):
    pick = random.Random(100 + seed)  # noqa: S311 (no secret)
    history = History(empty_brief())
    seen: dict[str, str] = {}
    for turn in range(1500):
        kind = pick.random()
        if kind < 0.45:
            with contextlib.suppress(EditError):
                history.do(random_edit(history.brief, pick), f"Edit {turn}")
        elif kind < 0.7:
            history.undo()
        elif kind < 0.85:
            history.redo()
        else:
            section = pick.choice(["s1", "s2"])
            history.absorb(edits.FillSection(section, (draft(f"d{turn}", "p1"),)))
        assert_sound(history.brief)
        for _, bullets in history.brief.places():
            for bullet in bullets:
                # An id once seen on a machine's draft never comes back on another draft.
                first = seen.setdefault(bullet.id, bullet.machine_text or bullet.text)
                if bullet.origin == "model":
                    assert first == bullet.text
