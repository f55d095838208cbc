"""What stands beside the bullets is kept with the brief, and follows the article's words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from briefing.article import Span
from briefing.brief import Brief
from briefing.codec import brief_from_json, brief_to_json
from briefing.editing.corrections import LeaveOut, Merge
from briefing.notes import Abbreviation, DateNote, KeyFigure, Notes, Saying
from briefing.storing.shape import mended
from tests.editing.builders import empty_brief


@pytest.fixture
def brief() -> Brief:
    opened, cost, ferries = Span("p1", 0, 40), Span("p2", 0, 41), Span("p3", 0, 35)
    notes = Notes(
        figures=(KeyFigure("4 million crowns", "It", "the mayor", cost, Span("p2", 8, 24)),),
        sayings=(
            Saying(
                "the mayor",
                "",
                "It cost 4 million crowns",
                verbatim=False,
                evidence=cost,
                words=cost,
            ),
        ),
        dates=(
            DateNote(
                "Monday",
                "",
                "The council opened",
                deadline=False,
                evidence=opened,
                words=Span("p1", 33, 39),
            ),
        ),
        abbreviations=(Abbreviation("FS", "Ferries stop", ferries, Span("p3", 0, 7)),),
    )
    return replace(empty_brief(), notes=notes)


def test_notes_are_in_the_json_of_a_brief_and_come_back(brief):
    data = json.loads(json.dumps(brief_to_json(brief)))
    assert data["notes"]["figures"][0]["text"] == "4 million crowns"
    assert brief_from_json(data) == brief


def test_a_brief_without_notes_has_no_line_for_them_and_older_files_open():
    data = brief_to_json(empty_brief())
    assert "notes" not in data
    assert not brief_from_json(data).notes


def test_words_that_are_put_into_another_paragraph_take_their_rows_along(brief):
    merged, undo = Merge(("p1", "p2")).apply(brief)
    (figure,) = merged.notes.figures
    assert merged.article.words_of(figure.words) == "4 million crowns"
    assert undo.apply(merged)[0].notes == brief.notes


def test_rows_of_a_passage_that_is_left_out_go_with_it(brief):
    without, _ = LeaveOut(("p2",)).apply(brief)
    assert not without.notes.figures
    assert not without.notes.sayings
    assert without.notes.dates == brief.notes.dates


def test_rows_that_point_nowhere_are_dropped_when_a_file_is_opened(brief):
    (row,) = brief.notes.dates
    lost = replace(brief.notes, dates=(replace(row, words=Span("p1", 33, 900)),))
    assert mended(replace(brief, notes=lost)).notes == replace(brief.notes, dates=())
