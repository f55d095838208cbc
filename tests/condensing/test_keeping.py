"""What a person keeps counts among a section's bullets, and nothing repeats it anywhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.brief import KEY_POINTS, Brief, BulletOrigin
from briefing.checking.lexical import content_stems
from briefing.condensing.choosing import repeats
from briefing.editing import cuts
from briefing.editing.control import SetLocked, SetWishes, TakeOffer, Wishes
from briefing.editing.edits import FillKeyPoints, FillSection, SetText
from briefing.reading.registry import read_article
from briefing.resources import sample
from briefing.settings import Options
from briefing.worker.job import Job
from briefing.worker.models import Models

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def job(installed_models) -> Job:
    return Job(Models(installed_models), Options(model="extract"))


@pytest.fixture(scope="module")
def brief(job) -> Brief:
    article = read_article(sample("harbour-report.md"))
    return job.fill(Brief.begin(article, job.sections(article)[0]))


def again(job: Job, brief: Brief, only: tuple[str, ...] = (), **options: int) -> Brief:
    """The brief condensed anew, as the window does it: what comes is put into what is there."""
    job = replace(job, options=replace(job.options, **options))
    kept = tuple(b for b in brief.key_points if b.locked)
    for step in job.condense(brief.article, brief.sections, only, kept=kept):
        edit = (
            FillKeyPoints(step.bullets)
            if step.place == KEY_POINTS
            else FillSection(step.place, step.bullets)
        )
        brief, _ = edit.apply(brief)
    return brief


def texts(brief: Brief, place: str) -> list[str]:
    return [bullet.text for bullet in brief.bullets_at(place)]


def longest_section(brief: Brief) -> str:
    return max(brief.sections, key=lambda s: len(s.bullets)).id


def lock(brief: Brief, place: str, *numbers: int) -> Brief:
    ids = tuple(brief.bullets_at(place)[n].id for n in numbers)
    return SetLocked(ids, locked=True).apply(brief)[0]


def test_nothing_changes_where_what_was_written_is_locked(job, brief):
    everything = tuple(b.id for _, bullets in brief.places() for b in bullets)
    locked, _ = SetLocked(everything, locked=True).apply(brief)
    new = again(job, locked)
    assert new.sections == locked.sections
    assert new.key_points == locked.key_points


def test_a_section_has_no_more_bullets_for_those_that_are_locked_in_it(job, brief):
    place = longest_section(brief)
    locked = lock(brief, place, 1)
    new = again(job, locked, (place,))
    assert len(new.section(place).bullets) == len(brief.section(place).bullets)
    assert locked.section(place).bullets[1] in new.section(place).bullets


def test_fewer_bullets_than_are_locked_leave_those_alone(job, brief):
    place = longest_section(brief)
    locked = lock(brief, place, 0, 1)
    new = again(job, locked, bullets=1)
    assert texts(new, place) == texts(locked, place)[:2]
    assert all(len(s.bullets) <= 1 for s in new.sections if s.id != place)


def test_what_a_locked_bullet_says_in_other_words_is_not_said_beside_it(job, brief):
    section, offered = next(
        (section, offers.wordings[0])
        for section in brief.sections
        for offers in job.offers(brief.article, section, section.bullets[0])
        if offers.wordings
    )
    taken, _ = TakeOffer(section.bullets[0].id, offered).apply(brief)
    new = again(job, taken)
    assert offered.text in texts(new, section.id)
    assert section.bullets[0].text not in texts(new, section.id)


def test_a_statement_that_a_person_has_put_into_another_section_is_not_written_again(job, brief):
    one, other = brief.sections[0], brief.sections[-1]
    moved = one.bullets[0]
    there = brief.with_bullets(one.id, one.bullets[1:])
    there = there.with_bullets(other.id, (moved, *other.bullets))
    new = again(job, there)
    assert moved in new.section(other.id).bullets
    stems = frozenset(content_stems(moved.text))
    rest = [b for s in new.sections for b in s.bullets if b != moved]
    assert not [b.text for b in rest if repeats(stems, frozenset(content_stems(b.text)))]


def test_an_edited_bullet_counts_among_its_sections_and_is_not_written_again(job, brief):
    place = longest_section(brief)
    old = brief.section(place).bullets[0]
    edited, _ = SetText(old.id, "The quay must be mended soon.").apply(brief)
    new = again(job, edited, (place,))
    assert texts(new, place)[0] == "The quay must be mended soon."
    assert old.text not in texts(new, place)
    assert len(new.section(place).bullets) == len(brief.section(place).bullets)


def test_a_locked_bullet_stays_when_its_paragraph_goes_to_another_section(job, brief):
    one, other = brief.sections[0], brief.sections[1]
    locked = lock(brief, one.id, 0)
    bullet = locked.section(one.id).bullets[0]
    paragraph = bullet.evidence[0].paragraph
    moved, _ = cuts.assign(locked, [paragraph], other.id).apply(locked)
    new = again(job, moved)
    assert [b for s in new.sections for b in s.bullets].count(bullet) == 1


def test_locked_key_points_stay_and_take_room_from_the_others(job, brief):
    locked = lock(brief, KEY_POINTS, 0)
    new = again(job, locked)
    assert new.key_points[0] == locked.key_points[0]
    assert len(set(texts(new, KEY_POINTS))) == len(new.key_points)
    limit = job.options.key_points_words
    assert sum(len(b.text.split()) for b in new.key_points) <= limit


def test_a_locked_key_point_that_fills_all_room_stays_alone(job, brief):
    locked = lock(brief, KEY_POINTS, 0)
    words = len(locked.key_points[0].text.split())
    new = again(job, locked, key_points_words=words)
    assert new.key_points == locked.key_points[:1]


def test_a_wish_of_a_section_holds_for_it_alone(job, brief):
    place = longest_section(brief)
    wished, _ = SetWishes(place, Wishes(bullets=1, words=40)).apply(brief)
    new = again(job, wished)
    assert len(new.section(place).bullets) == 1
    assert [s.bullets for s in new.sections if s.id != place]
    for section in new.sections:
        if section.id != place:
            assert len(section.bullets) == len(brief.section(section.id).bullets)
    assert all(b.origin is BulletOrigin.EXTRACT for b in new.section(place).bullets)
