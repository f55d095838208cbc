from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.brief import Brief, Section, SectionOrigin
from briefing.desktop.article_pane import ArticlePane
from briefing.desktop.document import Document
from briefing.desktop.section_lines import SectionLines
from briefing.desktop.section_runs import places_for, runs_of
from briefing.desktop.section_words import as_tip, title_from
from briefing.desktop.theme import Theme
from briefing.editing import cuts
from briefing.editing.corrections import LeaveOut
from briefing.settings import Options

SENTENCE = "The council met again on Monday and put off the matter of the ferry for a month."


def brief() -> Brief:
    """Six paragraphs and a heading; the third section's two paragraphs stand apart."""
    kinds = ["text", "text", "heading", "text", "text", "text", "text"]
    paragraphs = tuple(
        Paragraph(f"p{n}", ParagraphKind(kind), SENTENCE if kind == "text" else "The ferry")
        for n, kind in enumerate(kinds, 1)
    )
    sections = (
        Section("s1", "The council", SectionOrigin.TOPIC, ("p1", "p2")),
        Section(
            "s2", "The ferry", SectionOrigin.HEADING, ("p4", "p5"), why="A heading stands here."
        ),
        Section("s3", "The month", SectionOrigin.CONTENTS, ("p6", "p7")),
    )
    return Brief.begin(Article("a.txt", "0" * 64, paragraphs), sections)


@pytest.fixture
def document() -> Document:
    document = Document(Options())
    document.begin(brief())
    return document


@pytest.fixture
def pane(qtbot: QtBot, document: Document) -> ArticlePane:
    theme = Theme()
    pane = ArticlePane(theme)
    qtbot.addWidget(pane)
    pane.show_article(document.brief.article)
    pane.resize(500, 900)
    pane.show()
    qtbot.waitExposed(pane)
    return pane


@pytest.fixture
def lines(qtbot: QtBot, document: Document, pane: ArticlePane) -> SectionLines:
    lines = SectionLines(document, pane, Theme(pane))
    qtbot.waitUntil(lambda: lines.geometry() == pane.viewport().geometry())
    QApplication.processEvents()
    return lines


def mouse(pane: ArticlePane, kind: QEvent.Type, y: int, *, pressed: bool) -> None:
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.LeftButton if pressed else Qt.MouseButton.NoButton
    where = QPointF(200, y)
    there = QPointF(pane.viewport().mapToGlobal(where.toPoint()))
    event = QMouseEvent(kind, where, there, button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pane.viewport(), event)


def paragraphs_of(document: Document) -> dict[str, tuple[str, ...]]:
    return {s.id: s.paragraphs for s in document.brief.sections}


def test_every_section_has_a_line_above_its_heading_or_first_paragraph():
    found = [(r.section, r.paragraph, r.shown_at) for r in runs_of(brief())]
    assert found == [("s1", "p1", "p1"), ("s2", "p4", "p3"), ("s3", "p6", "p6")]


def test_a_line_dragged_down_gives_paragraphs_to_the_section_above(
    document: Document, pane: ArticlePane, lines: SectionLines
):
    start = lines.line_of("s3")
    block = pane.block_of("p7")
    assert start is not None
    assert block is not None
    end = int(pane.document().documentLayout().blockBoundingRect(block).top())
    mouse(pane, QEvent.Type.MouseButtonPress, start, pressed=True)
    mouse(pane, QEvent.Type.MouseMove, (start + end) // 2 + 60, pressed=True)
    mouse(pane, QEvent.Type.MouseMove, end, pressed=True)
    mouse(pane, QEvent.Type.MouseButtonRelease, end, pressed=False)
    assert paragraphs_of(document) == {
        "s1": ("p1", "p2"), "s2": ("p4", "p5", "p6"), "s3": ("p7",),
    }  # fmt: skip
    document.undo()
    assert paragraphs_of(document)["s3"] == ("p6", "p7")


def test_a_line_dragged_up_takes_paragraphs_from_the_section_above(
    document: Document, lines: SectionLines
):
    assert lines.move_beginning(2, "p5")
    assert paragraphs_of(document)["s2"] == ("p4",)
    assert paragraphs_of(document)["s3"] == ("p5", "p6", "p7")


def test_a_section_cannot_be_emptied_by_dragging():
    assert places_for(runs_of(brief()), 1) == ("p2", "p4", "p5")


def test_the_lines_follow_undo_and_another_cut(
    qtbot: QtBot, document: Document, lines: SectionLines
):
    lines.move_beginning(2, "p5")
    qtbot.waitUntil(lambda: lines.shown[2].paragraph == "p5")
    document.undo()
    qtbot.waitUntil(lambda: lines.shown[2].paragraph == "p6")


def test_a_click_beside_the_lines_marks_text_as_ever(
    document: Document, pane: ArticlePane, lines: SectionLines
):
    before = paragraphs_of(document)
    line = lines.line_of("s3")
    assert line is not None
    mouse(pane, QEvent.Type.MouseButtonPress, line + 60, pressed=True)
    mouse(pane, QEvent.Type.MouseMove, line + 160, pressed=True)
    mouse(pane, QEvent.Type.MouseButtonRelease, line + 160, pressed=False)
    assert paragraphs_of(document) == before
    assert pane.textCursor().hasSelection()


def test_the_mouse_over_a_line_tells_why_the_section_begins_there(lines: SectionLines):
    line = lines.line_of("s2")
    assert line is not None
    tip = lines.tip_at(QPoint(200, line))
    assert "The ferry" in tip
    assert "heading" in tip
    assert lines.tip_at(QPoint(200, line + 60)) == ""


def test_a_line_that_a_person_moved_says_so(document: Document, lines: SectionLines):
    lines.move_beginning(1, "p2")
    lines.take_now()
    line = lines.line_of("s2")
    assert line is not None
    assert "You have put" in lines.tip_at(QPoint(200, line))
    document.undo()
    assert document.brief.section("s2").why == "A heading stands here."


# --- dragging ------------------------------------------------------------------------------------


def hold(pane: ArticlePane, lines: SectionLines, section: str, by: int) -> int:
    """Hold a section's line and move it down by some pixels; the height where the mouse is then."""
    start = lines.line_of(section)
    assert start is not None
    mouse(pane, QEvent.Type.MouseButtonPress, start, pressed=True)
    mouse(pane, QEvent.Type.MouseMove, start + by // 2, pressed=True)
    mouse(pane, QEvent.Type.MouseMove, start + by, pressed=True)
    return start + by


def test_escape_gives_up_a_drag_and_letting_go_does_nothing_more(
    document: Document, pane: ArticlePane, lines: SectionLines, qtbot: QtBot
):
    before = paragraphs_of(document)
    here = hold(pane, lines, "s3", by=-120)
    assert lines.is_dragging
    qtbot.keyClick(pane, Qt.Key.Key_Escape)
    assert not lines.is_dragging
    mouse(pane, QEvent.Type.MouseMove, here - 60, pressed=True)
    mouse(pane, QEvent.Type.MouseButtonRelease, here - 60, pressed=False)
    assert paragraphs_of(document) == before
    assert not pane.textCursor().hasSelection()


def test_another_mouse_button_gives_up_a_drag(
    document: Document, pane: ArticlePane, lines: SectionLines
):
    before = paragraphs_of(document)
    here = hold(pane, lines, "s3", by=-120)
    press = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        QPointF(200, here),
        QPointF(pane.viewport().mapToGlobal(QPoint(200, here))),
        Qt.MouseButton.RightButton,
        Qt.MouseButton.LeftButton | Qt.MouseButton.RightButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(pane.viewport(), press)
    mouse(pane, QEvent.Type.MouseButtonRelease, here, pressed=False)
    assert paragraphs_of(document) == before


def test_a_click_on_a_line_moves_nothing_and_tells_which_it_was(
    document: Document, pane: ArticlePane, lines: SectionLines, qtbot: QtBot
):
    before = paragraphs_of(document)
    line = lines.line_of("s2")
    assert line is not None
    with qtbot.waitSignal(lines.chosen) as clicked:
        mouse(pane, QEvent.Type.MouseButtonPress, line, pressed=True)
        mouse(pane, QEvent.Type.MouseMove, line + 2, pressed=True)
        mouse(pane, QEvent.Type.MouseButtonRelease, line + 2, pressed=False)
    assert clicked.args is not None
    assert clicked.args[0].section == "s2"
    assert paragraphs_of(document) == before


def test_a_line_above_a_heading_stays_while_it_is_moved_by_less_than_half_a_paragraph(
    document: Document, pane: ArticlePane, lines: SectionLines
):
    before = paragraphs_of(document)
    here = hold(pane, lines, "s2", by=-12)
    mouse(pane, QEvent.Type.MouseButtonRelease, here, pressed=False)
    assert paragraphs_of(document) == before


def test_a_line_would_land_above_the_heading_of_its_paragraph(
    document: Document, pane: ArticlePane, lines: SectionLines
):
    lines.move_beginning(1, "p2")
    lines.take_now()
    heading = pane.block_of("p3")
    assert heading is not None
    top = int(pane.document().documentLayout().blockBoundingRect(heading).top())
    assert lines.nearest_place(1, top) == "p4"


def test_the_first_line_stays_where_the_article_begins(
    document: Document, pane: ArticlePane, lines: SectionLines
):
    before = paragraphs_of(document)
    here = hold(pane, lines, "s1", by=100)
    assert not lines.is_dragging
    mouse(pane, QEvent.Type.MouseButtonRelease, here, pressed=False)
    assert paragraphs_of(document) == before
    line = lines.line_of("s1")
    assert line is not None
    assert "Drag" not in lines.tip_at(QPoint(200, line))


def test_the_article_scrolls_when_a_line_is_dragged_to_its_edge(
    document: Document, pane: ArticlePane, lines: SectionLines, qtbot: QtBot
):
    pane.resize(300, 260)
    QApplication.processEvents()
    lines.take_now()
    start = lines.line_of("s2")
    assert start is not None
    bar = pane.verticalScrollBar()
    bar.setValue(bar.value() + start - 100)
    hold(pane, lines, "s2", by=100)
    mouse(pane, QEvent.Type.MouseMove, pane.viewport().height() - 2, pressed=True)
    before = bar.value()
    qtbot.waitUntil(lambda: bar.value() > before)
    mouse(pane, QEvent.Type.MouseButtonRelease, pane.viewport().height() - 2, pressed=False)
    assert paragraphs_of(document)["s2"] == ("p5",)


# --- text in no section, and sections with more than one run -------------------------------------


def test_text_of_a_dropped_section_is_shown_to_be_in_none(
    document: Document, pane: ArticlePane, lines: SectionLines
):
    document.do(cuts.DropSection("s2"), "Drop")
    lines.take_now()
    assert [r.section for r in lines.shown] == ["s1", "", "s3"]
    height = lines.line_of("")
    assert height is not None
    assert "in no section" in lines.tip_at(QPoint(200, height))


def test_a_section_grows_into_text_that_is_in_none_and_gives_it_back(
    document: Document, lines: SectionLines
):
    document.do(cuts.DropSection("s2"), "Drop")
    lines.take_now()
    assert lines.move_beginning(2, "p5")
    assert paragraphs_of(document)["s3"] == ("p5", "p6", "p7")
    lines.take_now()
    assert lines.move_beginning(2, "p6")
    assert paragraphs_of(document)["s3"] == ("p6", "p7")
    assert paragraphs_of(document)["s1"] == ("p1", "p2")


def test_a_section_that_is_met_again_is_said_to_go_on(document: Document, lines: SectionLines):
    document.do(cuts.assign(document.brief, ["p7"], "s1"), "Give")
    lines.take_now()
    assert [(r.section, r.goes_on) for r in lines.shown] == [
        ("s1", False), ("s2", False), ("s3", False), ("s1", True),
    ]  # fmt: skip
    height = lines.line_of("s3")
    assert height is not None
    where = next(y for y in range(height + 20, 900) if lines.tip_at(QPoint(200, y)))
    assert "goes on here" in lines.tip_at(QPoint(200, where))


def test_signs_in_a_title_stay_signs_in_the_tip():
    assert as_tip("“a <b> & c” begins here.\nDrag it.") == (
        "<qt>“a &lt;b&gt; &amp; c” begins here.<br>Drag it.</qt>"
    )


def test_the_name_of_a_new_section_has_no_half_of_a_quotation():
    text = "Corvan described the closure as “painful, but not open to bargaining”."
    assert title_from(text) == "Corvan described the closure as painful …"
    assert title_from("It rained.") == "It rained"


def test_a_correction_of_the_first_paragraph_does_not_pretend_that_a_person_moved_the_beginning(
    document: Document,
):
    document.do(LeaveOut(("p4",)), "Leave out")
    assert document.brief.section("s2").paragraphs == ("p5",)
    assert document.brief.section("s2").why == "A heading stands here."


def test_undo_shows_the_line_that_it_moved(
    document: Document, pane: ArticlePane, lines: SectionLines
):
    pane.resize(260, 200)
    QApplication.processEvents()
    lines.move_beginning(2, "p7")
    lines.take_now()
    bar = pane.verticalScrollBar()
    bar.setValue(0)
    document.undo()
    lines.take_now()
    height = lines.line_of("s3")
    assert height is not None
    assert 0 < height < pane.viewport().height()
    assert bar.value() > 0


def test_a_line_that_was_dragged_far_stays_in_sight_where_it_was_let_go(
    document: Document, pane: ArticlePane, lines: SectionLines, qtbot: QtBot
):
    document.do(cuts.assign(document.brief, ["p4", "p5", "p6", "p7"], "s2"), "Give")
    pane.resize(220, 160)
    QApplication.processEvents()
    lines.take_now()
    bar = pane.verticalScrollBar()
    start = lines.line_of("s2")
    assert start is not None
    bar.setValue(bar.value() + start - 60)
    hold(pane, lines, "s2", by=40)
    here = pane.viewport().height() - 2
    mouse(pane, QEvent.Type.MouseMove, here, pressed=True)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    mouse(pane, QEvent.Type.MouseButtonRelease, here, pressed=False)
    lines.take_now()
    height = lines.line_of("s2")
    assert height is not None
    assert 0 < height < pane.viewport().height()
