"""What a person has locked or edited stays in its place, and nothing that comes repeats it."""

from dataclasses import replace

import pytest

from briefing.article import Span
from briefing.brief import KEY_POINTS, Brief, Bullet, BulletOrigin, Verdict
from briefing.editing import cuts
from briefing.editing.control import SetLocked
from briefing.editing.edits import FillKeyPoints, FillSection, SetText
from tests.editing.builders import empty_brief

OPENED = "The council opened the bridge on Monday."
COST = "It cost 4 million crowns, the mayor said."


def drafted(text: str, *evidence: Span) -> Bullet:
    return Bullet("", text, evidence, Verdict.SUPPORTED, score=0.9, origin=BulletOrigin.EXTRACT)


def sentence(paragraph: str, text: str) -> Span:
    return Span(paragraph, 0, len(text))


MONDAY = drafted(OPENED, sentence("p1", OPENED))
MILLIONS = drafted("The bridge cost 4 million crowns, the mayor said.", sentence("p2", COST))


@pytest.fixture
def brief() -> Brief:
    filled, _ = FillSection("s1", (MONDAY, MILLIONS)).apply(empty_brief())
    return filled


def texts(brief: Brief, place: str = "s1") -> list[str]:
    return [bullet.text for bullet in brief.bullets_at(place)]


def lock(brief: Brief, number: int) -> Brief:
    locked, _ = SetLocked((brief.section("s1").bullets[number].id,), locked=True).apply(brief)
    return locked


def test_another_wording_of_a_locked_bullets_sentence_is_not_added(brief):
    shorter = drafted("It cost 4 million.", sentence("p2", COST), Span("p1", 16, 26))
    filled, _ = FillSection("s1", (MONDAY, shorter)).apply(lock(brief, 1))
    assert texts(filled) == [OPENED, MILLIONS.text]


def test_a_statement_that_only_names_what_a_locked_bullet_speaks_of_is_added(brief):
    other = drafted("The bridge is long.", sentence("p3", "x" * 30), sentence("p2", COST))
    filled, _ = FillSection("s1", (other,)).apply(lock(brief, 1))
    assert texts(filled) == ["The bridge is long.", MILLIONS.text]


def test_a_locked_bullet_keeps_its_place_among_more_and_among_fewer(brief):
    locked = lock(brief, 1)
    more = [drafted(f"Statement {n}.", Span("p1", n, n + 1)) for n in range(3)]
    filled, _ = FillSection("s1", tuple(more)).apply(locked)
    assert texts(filled) == ["Statement 0.", MILLIONS.text, "Statement 1.", "Statement 2."]
    filled, _ = FillSection("s1", ()).apply(locked)
    assert texts(filled) == [MILLIONS.text]


def test_a_locked_bullet_goes_with_its_paragraph_and_stays_where_that_is_condensed(brief):
    moved, _ = cuts.assign(brief, ["p2"], "s2").apply(lock(brief, 1))
    filled, _ = FillSection("s2", (drafted("Ferries may stop.", Span("p3", 0, 9)),)).apply(moved)
    assert sorted(texts(filled, "s2")) == ["Ferries may stop.", MILLIONS.text]
    assert [b.locked for b in filled.section("s2").bullets if b.text == MILLIONS.text] == [True]


def test_an_edited_bullet_is_not_written_a_second_time_from_its_sentence(brief):
    edited, _ = SetText(brief.section("s1").bullets[1].id, "It was dear.").apply(brief)
    shorter = drafted("It cost 4 million.", sentence("p2", COST), Span("p1", 16, 26))
    filled, _ = FillSection("s1", (MONDAY, shorter)).apply(edited)
    assert texts(filled) == [OPENED, "It was dear."]


def test_a_locked_key_point_is_not_said_again_in_other_words(brief):
    brief, points = brief.numbered([replace(MILLIONS, locked=True)])
    brief = brief.with_bullets(KEY_POINTS, points)
    shorter = drafted("It cost 4 million.", sentence("p2", COST), Span("p1", 16, 26))
    filled, _ = FillKeyPoints((MONDAY, shorter)).apply(brief)
    assert texts(filled, KEY_POINTS) == [MILLIONS.text, OPENED]
