"""Figures, sayings, dates and abbreviations stand as tables with their evidence."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from briefing.article import Span
from briefing.brief import Brief
from briefing.exporting import render
from briefing.exporting.blocks import Blank, Heading, Note, Table
from briefing.exporting.composing import compose
from briefing.exporting.note_tables import MOST_ROWS
from briefing.exporting.presets import usual
from briefing.notes import Abbreviation, DateNote, KeyFigure, Notes, Saying
from briefing.settings import OWN_TEMPLATES, DocumentOptions, EvidenceForm, Part, Preset
from tests.exporting.briefs import short_brief, span
from tests.exporting.test_docx import arabic_brief
from tests.exporting.wordml import W, faults, trees_of

TODAY = date(2026, 11, 23)


def noted(brief: Brief | None = None) -> Brief:
    """A brief with rows of each kind."""
    cost = span("Repair is put at 8.6 million crowns.")
    quote = span("We are not talking about danger today, we are talking about danger in three")
    vote = span("The council is due to vote on 14 September.")
    money = span("The authority has set aside about a third of that")
    notes = Notes(
        figures=(
            KeyFigure("8.6 million crowns", "repair", "", cost, cost),
            KeyFigure("about a third", "of the money", "the authority", money, money),
        ),
        sayings=(
            Saying(
                "Miriam Oduya",
                "the director",
                "We are not talking …",
                verbatim=True,
                evidence=quote,
                words=quote,
            ),
            Saying(
                "Vestline",
                "",
                "it would not raise fares",
                verbatim=False,
                evidence=cost,
                words=cost,
            ),
        ),
        dates=(
            DateNote(
                "14 September",
                "2026-09-14",
                "the council votes",
                deadline=True,
                evidence=vote,
                words=vote,
            ),
            DateNote(
                "last year", "", "410,000 passengers", deadline=False, evidence=vote, words=vote
            ),
            DateNote("March 2023", "2023-03", "x", deadline=False, evidence=vote, words=vote),
        ),
        abbreviations=(Abbreviation("PEA", "Port Ellery Authority", vote, vote),),
    )
    return replace(brief or short_brief(), notes=notes)


def tables(options: DocumentOptions, brief: Brief | None = None) -> list[Table]:
    blocks = compose(brief or noted(), TODAY, options).blocks
    return [block for block in blocks if isinstance(block, Table)]


def test_each_kind_has_a_table_under_its_heading():
    options = DocumentOptions()
    figures, sayings, dates, short = tables(options)
    assert figures.heads == ("Figure", "What it counts", "Who says so")
    assert [c.text for c in figures.rows[1]] == ["about a third", "of the money", "the authority"]
    assert [c.text for c in sayings.rows[0]] == [
        "Miriam Oduya, the director",
        "“We are not talking …”",
    ]
    assert [c.text for c in sayings.rows[1]] == ["Vestline", "it would not raise fares"]
    assert dates.rows[0][0].text == "14 September 2026"
    assert dates.rows[2][0].text == "March 2023"
    assert dates.rows[0][1].text == "Deadline: the council votes"
    assert [c.text for c in short.rows[0]] == ["PEA", "Port Ellery Authority"]
    titles = [b.text for b in compose(noted(), TODAY).blocks if isinstance(b, Heading)]
    assert titles[5:9] == ["Key figures", "Who said what", "Dates and deadlines", "Abbreviations"]


def test_a_row_has_the_number_of_the_same_words_elsewhere():
    (figures, *_) = tables(DocumentOptions())
    assert figures.rows[0][0].reference == 2  # as the key point on the cost
    (figures, *_) = tables(DocumentOptions(evidence=EvidenceForm.NONE))
    assert figures.rows[0][0].reference is None


def test_tables_can_be_left_out_and_are_not_there_without_rows():
    assert tables(DocumentOptions(parts=frozenset(Part) - {Part.DATES, Part.FIGURES}))[0].title == (
        "Who said what"
    )
    assert tables(DocumentOptions(), short_brief()) == []


def test_the_dates_stand_where_a_submission_asks_for_the_timing_which_is_a_persons_all_the_same():
    options = usual(Preset.SUBMISSION)
    blocks = compose(noted(), TODAY, options).blocks
    place = [b.text if isinstance(b, Heading) else "" for b in blocks].index("Timing")
    assert isinstance(blocks[place + 1], Table)
    assert isinstance(blocks[place + 2], Blank)
    assert len([b for b in blocks if isinstance(b, Blank)]) == 4


def test_a_long_table_says_how_much_it_leaves_out():
    brief = noted()
    rows = brief.notes.figures * 15
    blocks = compose(replace(brief, notes=Notes(figures=rows)), TODAY).blocks
    (table,) = (b for b in blocks if isinstance(b, Table))
    assert len(table.rows) == MOST_ROWS
    assert any(isinstance(b, Note) and b.text.startswith("10 further rows") for b in blocks)


@pytest.mark.parametrize("evidence", EvidenceForm)
@pytest.mark.parametrize("name", OWN_TEMPLATES)
def test_word_finds_nothing_to_repair_in_tables(name, evidence):
    options = DocumentOptions(evidence=evidence)
    for brief in (noted(), noted(arabic_brief())):
        data = render(brief, ".docx", TODAY, template=Path(name), options=options)
        assert faults(data) == []


def test_a_table_has_a_row_of_heads_a_name_and_its_own_side():
    data = render(noted(arabic_brief()), ".docx", TODAY)
    tree = trees_of(data)["word/document.xml"]
    for table in tree.iter(W + "tbl"):
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert table.find(f"{W}tblPr/{W}tblCaption").get(W + "val")
        assert table.find(f"{W}tblPr/{W}bidiVisual") is not None
    first = docx.Document(io.BytesIO(data)).tables[0]
    assert first.style.name == "Briefing Table"
    assert first.rows[1].cells[0].text.startswith("8.6 million crowns")


def test_other_formats_have_the_tables_too():
    text = render(noted(), ".md", TODAY).decode("utf-8")
    assert "| Figure | What it counts | Who says so |\n| --- | --- | --- |" in text
    assert "| 8.6 million crowns[^2] | repair |  |" in text
    page = render(noted(), ".html", TODAY).decode("utf-8")
    assert "<caption>Key figures</caption>" in page
    assert '<th scope="col">Figure</th>' in page
    assert render(noted(), ".pdf", TODAY).startswith(b"%PDF")


def test_a_row_whose_words_are_not_in_the_article_has_no_number():
    lost = Span("p99", 0, 5)
    brief = replace(short_brief(), notes=Notes(figures=(KeyFigure("5", "x", "", lost, lost),)))
    (table,) = tables(DocumentOptions(), brief)
    assert table.rows[0][0].reference is None
