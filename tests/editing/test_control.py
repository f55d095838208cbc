"""What a person has locked or chosen stays; wishes hold for one section."""

from dataclasses import replace

import pytest

from briefing.brief import KEY_POINTS, Brief, Bullet, BulletOrigin, Verdict, Wishes
from briefing.codec import brief_from_json, brief_to_json
from briefing.editing.control import BringBack, PutInstead, SetLocked, SetWishes, TakeOffer
from briefing.editing.edits import (
    AddBullet,
    FillKeyPoints,
    FillSection,
    ReplaceBullet,
    SetText,
    is_unchecked,
    next_bullet_id,
)
from briefing.editing.history import History
from briefing.errors import EditError
from tests.editing.builders import draft, empty_brief


def made(text: str) -> Bullet:
    return Bullet("", text, verdict=Verdict.SUPPORTED, origin=BulletOrigin.EXTRACT)


@pytest.fixture
def brief() -> Brief:
    filled, _ = FillSection("s1", (draft("Ships came.", "p1"), draft("Ships left.", "p1"))).apply(
        empty_brief()
    )
    return filled


def _first(brief: Brief) -> tuple[str, Bullet]:
    section = next(s for s in brief.sections if s.bullets)
    return section.id, section.bullets[0]


def test_a_locked_bullet_stays_when_its_section_is_condensed_again(brief):
    place, bullet = _first(brief)
    locked, _ = SetLocked((bullet.id,), locked=True).apply(brief)
    filled, _ = FillSection(place, (made("Something new."),)).apply(locked)
    assert replace(bullet, locked=True) in filled.section(place).bullets
    again, _ = FillSection(place, (made(bullet.text),)).apply(locked)
    assert [b.text for b in again.section(place).bullets].count(bullet.text) == 1


def test_a_locked_key_point_stays_when_they_are_chosen_anew(brief):
    brief, points = brief.numbered([made("The harbour closes.")])
    brief = brief.with_bullets(KEY_POINTS, points)
    locked, _ = SetLocked((points[0].id,), locked=True).apply(brief)
    filled, _ = FillKeyPoints((made("The mill burned."),)).apply(locked)
    assert [b.text for b in filled.key_points] == ["The harbour closes.", "The mill burned."]


def test_locking_is_one_step_that_changes_only_what_was_not_locked(brief):
    ids = tuple(b.id for _, bullets in brief.places() for b in bullets)
    one, _ = SetLocked(ids[:1], locked=True).apply(brief)
    history = History(one)
    history.do(SetLocked(ids, locked=True), "Lock")
    assert all(b.locked for _, bullets in history.brief.places() for b in bullets)
    history.undo()
    assert history.brief == one


def test_an_offer_takes_the_bullets_place_and_is_locked(brief):
    place, bullet = _first(brief)
    new, undo = TakeOffer(bullet.id, made("Said shorter.")).apply(brief)
    taken = new.section(place).bullets[0]
    assert (taken.id, taken.text, taken.locked) == (bullet.id, "Said shorter.", True)
    assert taken.origin is BulletOrigin.EXTRACT
    assert undo.apply(new)[0] == brief


def test_what_the_program_wrote_first_can_be_brought_back_after_an_offer_and_after_typing(brief):
    place, bullet = _first(brief)
    brief, _ = TakeOffer(bullet.id, made("Said shorter.")).apply(brief)
    brief, _ = TakeOffer(bullet.id, made("Said otherwise.")).apply(brief)
    assert brief.section(place).bullets[0].machine_text == bullet.text
    back, undo = BringBack(bullet.id).apply(brief)
    again = back.section(place).bullets[0]
    assert (again.text, again.origin, again.machine_text) == (bullet.text, bullet.origin, None)
    assert is_unchecked(again)
    assert undo.apply(back)[0] == brief
    typed, _ = SetText(bullet.id, "Mine.").apply(back)
    assert BringBack(bullet.id).apply(typed)[0].section(place).bullets[0] == again


def test_what_comes_instead_stands_as_deep_as_what_was_there(brief):
    place, bullet = _first(brief)
    brief, _ = ReplaceBullet(replace(bullet, level=1)).apply(brief)
    taken, _ = TakeOffer(bullet.id, made("Said shorter.")).apply(brief)
    parted, _ = PutInstead((bullet.id,), (made("One."), made("Two."))).apply(brief)
    assert taken.section(place).bullets[0].level == 1
    assert [b.level for b in parted.section(place).bullets] == [1, 1, 0]


def test_taking_the_first_wording_again_leaves_nothing_to_bring_back(brief):
    place, bullet = _first(brief)
    brief, _ = TakeOffer(bullet.id, made("Said shorter.")).apply(brief)
    brief, _ = TakeOffer(bullet.id, made(bullet.text)).apply(brief)
    assert brief.section(place).bullets[0].machine_text is None
    with pytest.raises(EditError):
        BringBack(bullet.id).apply(brief)


def test_a_persons_own_bullet_that_takes_an_offer_has_no_earlier_wording_of_the_program(brief):
    place, _ = _first(brief)
    own = next_bullet_id(brief)
    brief, _ = AddBullet(place, 0, "Mine.").apply(brief)
    brief, _ = TakeOffer(own, made("Said better.")).apply(brief)
    assert brief.find(own)[2].machine_text is None


def test_two_bullets_become_one_and_one_becomes_two_each_in_one_step(brief):
    place, _ = _first(brief)
    ids = tuple(b.id for b in brief.section(place).bullets[:2])
    joined, undo = PutInstead(ids, (made("Ships came and left."),)).apply(brief)
    (one,) = joined.section(place).bullets
    assert (one.id, one.text, one.locked) == (ids[0], "Ships came and left.", True)
    assert undo.apply(joined)[0].sections == brief.sections
    parted, undo = PutInstead(ids[:1], (made("Big ships."), made("Small ships."))).apply(brief)
    bullets = parted.section(place).bullets
    assert [b.text for b in bullets] == ["Big ships.", "Small ships.", "Ships left."]
    assert len({b.id for b in bullets}) == len(bullets)
    assert undo.apply(parted)[0].sections == brief.sections
    with pytest.raises(EditError):
        PutInstead((ids[0], "b999"), (made("Both."),)).apply(brief)


def test_wishes_and_locks_survive_the_project_file(brief):
    place, bullet = _first(brief)
    brief, _ = SetWishes(place, Wishes(bullets=2, keep_quotes=True)).apply(brief)
    brief, _ = SetLocked((bullet.id,), locked=True).apply(brief)
    assert brief_from_json(brief_to_json(brief)) == brief


def test_wishes_can_be_taken_back(brief):
    place, _ = _first(brief)
    wished, undo = SetWishes(place, Wishes(words=15)).apply(brief)
    assert wished.section(place).wishes.words == 15
    assert undo.apply(wished)[0] == brief


def test_nothing_is_locked_that_is_not_there(brief):
    with pytest.raises(EditError):
        SetLocked(("b999",), locked=True).apply(brief)
