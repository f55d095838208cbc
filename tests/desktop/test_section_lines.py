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
from briefing.desktop.theme import Theme
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
