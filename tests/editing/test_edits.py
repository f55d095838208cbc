from dataclasses import replace

import pytest

from briefing.article import Span
from briefing.brief import KEY_POINTS, Brief, BulletOrigin, EngineNote, Verdict
from briefing.editing import edits
from briefing.editing.edits import is_unchecked, next_bullet_id
from briefing.errors import EditError
from tests.editing.builders import article, draft, empty_brief


@pytest.fixture
def brief() -> Brief:
    """Two sections: the first with two bullets of the machine's, the second with one."""
    first = edits.FillSection("s1", (draft("It opened.", "p1"), draft("It cost a lot.", "p2")))
    second = edits.FillSection("s2", (draft("Ferries may stop.", "p3", BulletOrigin.EXTRACT),))
    return edits.Compound((first, second)).apply(empty_brief())[0]


def texts(brief: Brief, place: str) -> list[str]:
    return [b.text for b in brief.bullets_at(place)]


def only_differs_in_counter(one: Brief, other: Brief) -> bool:
    return replace(one, next_id=0) == replace(other, next_id=0)


def test_filling_a_section_numbers_the_drafts_and_marks_it_as_condensed(brief):
    assert [b.id for b in brief.section("s1").bullets] == ["b3", "b4"]
    assert brief.section("s1").condensed
    assert texts(brief, "s2") == ["Ferries may stop."]


def test_changed_words_make_a_bullet_the_persons_and_keep_what_the_machine_wrote(brief):
    changed, back = edits.SetText("b3", "It opened on Monday.").apply(brief)
    bullet = changed.find("b3")[2]
    assert bullet.origin is BulletOrigin.HUMAN
    assert bullet.machine_text == "It opened."
    assert is_unchecked(bullet)
    assert bullet.verdict is Verdict.CHECK
    assert bullet.evidence == brief.find("b3")[2].evidence
    assert back.apply(changed)[0] == brief


@pytest.mark.parametrize(("bullet", "origin"), [("b3", "model"), ("b5", "extract")])
def test_the_machines_own_words_given_back_restore_its_origin(brief, bullet, origin):
    before = brief.find(bullet)[2].text
    changed, _ = edits.SetText(bullet, "Other words.").apply(brief)
    changed, _ = edits.SetText(bullet, "Yet other words.").apply(changed)
    restored, _ = edits.SetText(bullet, before).apply(changed)
    assert restored.find(bullet)[2].origin == origin
    assert restored.find(bullet)[2].machine_text is None


def test_an_added_bullet_is_the_persons_and_has_the_next_id(brief):
    expected = next_bullet_id(brief)
    added, back = edits.AddBullet("s2", 0, "Mine.", (Span("p4", 0, 5),)).apply(brief)
    bullet = added.section("s2").bullets[0]
    assert (bullet.id, bullet.text, bullet.origin) == (expected, "Mine.", BulletOrigin.HUMAN)
    assert only_differs_in_counter(back.apply(added)[0], brief)


def test_an_id_is_not_given_again_after_the_bullet_was_taken_back(brief):
    added, back = edits.AddBullet("s1", 9, "One.").apply(brief)
    undone, again = back.apply(added)
    other, _ = edits.AddBullet("s1", 0, "Two.").apply(undone)
    assert other.section("s1").bullets[0].id != added.section("s1").bullets[-1].id
    assert again.apply(undone)[0] == added


def test_removing_and_putting_back_keeps_place_index_and_id(brief):
    removed, back = edits.RemoveBullet("b3").apply(brief)
    assert texts(removed, "s1") == ["It cost a lot."]
    assert back.apply(removed)[0] == brief


def test_a_bullet_moves_to_the_key_points_and_back(brief):
    moved, back = edits.MoveBullet("b4", KEY_POINTS, 7).apply(brief)
    assert texts(moved, KEY_POINTS) == ["It cost a lot."]
    assert texts(moved, "s1") == ["It opened."]
    assert back.apply(moved)[0] == brief


def test_a_bullet_moves_within_its_section(brief):
    moved, back = edits.MoveBullet("b3", "s1", 1).apply(brief)
    assert texts(moved, "s1") == ["It cost a lot.", "It opened."]
    assert back.apply(moved)[0] == brief


def test_titles_can_be_changed_and_taken_back(brief):
    both = edits.Compound((edits.RenameSection("s1", "New"), edits.SetTitle("Bridge")))
    changed, back = both.apply(brief)
    assert changed.section("s1").title == "New"
    assert changed.shown_title == "Bridge"
    assert back.apply(changed)[0] == brief


def test_a_check_is_noted_with_its_evidence(brief):
    bullet = brief.find("b3")[2]
    checked, back = edits.SetChecked(
        "b3", bullet.text, Verdict.UNSUPPORTED, 0.1, ("no such date",), (Span("p2", 0, 4),)
    ).apply(brief)
    new = checked.find("b3")[2]
    assert (new.verdict, new.reasons) == (Verdict.UNSUPPORTED, ("no such date",))
    assert new.evidence == (Span("p2", 0, 4),)
    assert new.origin is BulletOrigin.MODEL
    assert back.apply(checked)[0] == brief


def test_a_check_of_words_that_have_changed_since_is_refused(brief):
    with pytest.raises(EditError, match="changed since"):
        edits.SetChecked("b3", "Old words.", Verdict.SUPPORTED, 1.0).apply(brief)


def test_condensing_again_keeps_what_a_person_wrote_in_its_place(brief):
    brief, _ = edits.SetText("b4", "It cost 4 million.").apply(brief)
    drafts = (draft("A.", "p1"), draft("B.", "p1"), draft("C.", "p1"))
    drafts = tuple(replace(d, evidence=(Span("p1", n, n + 1),)) for n, d in enumerate(drafts))
    new, back = edits.FillSection("s1", drafts).apply(brief)
    assert texts(new, "s1") == ["A.", "It cost 4 million.", "B.", "C."]
    assert new.find("b4") == ("s1", 1, brief.find("b4")[2])
    assert only_differs_in_counter(back.apply(new)[0], brief)


def test_a_draft_that_repeats_a_persons_bullet_is_left_out(brief):
    brief, _ = edits.SetText("b4", "It cost 4 million.").apply(brief)
    new, _ = edits.FillSection("s1", (draft("It cost much.", "p2"), draft("A.", "p1"))).apply(brief)
    assert texts(new, "s1") == ["A.", "It cost 4 million."]


def test_a_bullet_that_a_person_moved_into_a_section_survives_its_condensing():
    brief, _ = edits.FillSection("s1", (draft("It opened.", "p1"),)).apply(empty_brief())
    brief, _ = edits.MoveBullet("b3", "s2", 0).apply(brief)
    brief, _ = edits.FillSection("s2", (draft("Ferries may stop.", "p3"),)).apply(brief)
    assert texts(brief, "s2") == ["It opened.", "Ferries may stop."]
    brief, _ = edits.FillSection("s2", (draft("Fishermen fear.", "p4"),)).apply(brief)
    assert texts(brief, "s2") == ["It opened.", "Fishermen fear."]


def test_key_points_are_filled_around_those_of_the_person(brief):
    brief, _ = edits.AddBullet(KEY_POINTS, 0, "Mine.").apply(brief)
    filled, back = edits.FillKeyPoints((draft("One.", "p1"), draft("Two.", "p2"))).apply(brief)
    assert texts(filled, KEY_POINTS) == ["Mine.", "One.", "Two."]
    assert only_differs_in_counter(back.apply(filled)[0], brief)


def test_sections_come_in_only_where_no_bullet_would_be_lost(brief):
    with pytest.raises(EditError):
        edits.SetSections(()).apply(brief)
    with_key_point, _ = edits.AddBullet(KEY_POINTS, 0, "Mine.").apply(Brief.begin(article()))
    cut, _ = edits.SetSections(empty_brief().sections).apply(with_key_point)
    assert [s.title for s in cut.sections] == ["Opening", "Consequences"]
    assert cut.next_id > 2


def test_the_engine_is_noted(brief):
    noted, back = edits.NoteEngine(EngineNote("small-model", "f" * 64)).apply(brief)
    assert noted.engine.model == "small-model"
    assert back.apply(noted)[0] == brief


@pytest.mark.parametrize(
    "edit",
    [
        edits.SetText("b99", "x"),
        edits.RemoveBullet("b99"),
        edits.MoveBullet("b99", "s1", 0),
        edits.MoveBullet("b3", "s99", 0),
        edits.AddBullet("s99", 0),
        edits.RenameSection("s99", "x"),
        edits.FillSection("s99", ()),
        edits.SetChecked("b99", "x", Verdict.CHECK, 0.0),
        edits.Compound((edits.RemoveBullet("b3"), edits.RemoveBullet("b3"))),
    ],
)
def test_an_edit_that_does_not_fit_says_so_in_a_sentence(brief, edit):
    with pytest.raises(EditError, match=r"^The .*\.$"):
        edit.apply(brief)
