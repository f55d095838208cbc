"""However an article came to be what it is, its pane looks as if it had been written at once."""

import random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest

from briefing.article import Span
from briefing.brief import Brief
from briefing.desktop.article_lines import LineKind
from briefing.desktop.article_pane import ArticlePane
from briefing.desktop.theme import Theme
from briefing.editing.corrections import LeaveOut, Merge
from briefing.editing.history import History
from tests.editing.test_corrections import article, correction, try_to


@pytest.fixture
def theme(qapp) -> Theme:
    theme = Theme(qapp)
    theme.apply(qapp)
    return theme


def made(theme, qtbot, shown) -> ArticlePane:
    pane = ArticlePane(theme)
    qtbot.addWidget(pane)
    pane.resize(480, 400)
    pane.show_article(shown)
    return pane


@pytest.fixture
def pane(theme, qtbot) -> ArticlePane:
    return made(theme, qtbot, article())


def looks(pane):
    """All that can be seen of each block: its text, its margins, and how its letters look."""
    seen = []
    block = pane.document().begin()
    while block.isValid():
        form = block.blockFormat()
        pieces = []
        fragments = block.begin()
        while not fragments.atEnd():
            piece = fragments.fragment()
            letters = piece.charFormat()
            style = (letters.fontStrikeOut(), letters.fontPointSize(), letters.anchorHref())
            pieces.append((piece.text(), *style, letters.foreground().color().name()))
            fragments += 1
        seen.append((form.topMargin(), form.bottomMargin(), form.leftMargin(), pieces))
        block = block.next()
    return seen


@pytest.mark.parametrize("seed", range(4))
def test_after_any_corrections_and_folds_the_pane_is_as_if_written_anew(pane, theme, qtbot, seed):
    pick = random.Random(seed)  # noqa: S311 (no secret)
    history = History(Brief.begin(article()))
    for _ in range(40):
        folds = [line for line in pane.lines if line.kind is LineKind.FOLD]
        chance = pick.random()
        if chance < 0.2 and folds:
            pane.toggle(pick.choice(folds))
        elif chance < 0.3:
            pane.show_all(shown=not pane.shows_all)
        elif chance < 0.75:
            try_to(history, correction(history.brief, pick))
        elif chance < 0.9:
            history.undo()
        else:
            history.redo()
        pane.follow(history.brief.article)
        assert pane.document().blockCount() == len(pane.lines)
    fresh = made(theme, qtbot, history.brief.article)
    fresh._opened, fresh._shows_all = set(pane._opened), pane.shows_all
    fresh._update()
    assert looks(pane) == looks(fresh)


def test_the_caret_stays_in_its_paragraph_when_another_is_corrected(pane):
    pane.go_to("p6", 7)
    pane.follow(LeaveOut(("p2",)).apply(Brief.begin(article()))[0].article)
    assert (pane.chosen.paragraph, pane.chosen.at) == ("p6", 7)


def test_marks_follow_evidence_into_a_merged_paragraph(pane):
    brief = Merge(("p3",)).apply(Brief.begin(article()))[0]
    pane.follow(brief.article)
    merged = brief.article.paragraphs[2]
    pane.mark((Span(merged.id, 3, 7),), (merged.id,))
    assert pane.marked_words == ("cost",)
    assert pane.paragraphs_shown()[2] == merged.id


def test_another_scheme_writes_anew_and_keeps_folds_and_caret(pane, theme, qapp):
    pane.toggle(next(line for line in pane.lines if line.kind is LineKind.FOLD))
    pane.go_to("p4", 3)
    before = [line.text for line in pane.lines]
    theme.set_scheme("dark")
    theme.apply(qapp)
    assert [line.text for line in pane.lines] == before
    assert (pane.chosen.paragraph, pane.chosen.at) == ("p4", 3)


def test_a_selection_up_to_the_start_of_a_paragraph_does_not_take_that_one(pane):
    cursor = pane.textCursor()
    cursor.setPosition(pane.block_of("p2").position())
    cursor.setPosition(pane.block_of("p3").position(), QTextCursor.MoveMode.KeepAnchor)
    pane.setTextCursor(cursor)
    assert pane.chosen.kept == ("p2",)


def test_a_double_click_on_what_is_known_asks_for_the_details(pane, qtbot):
    pane.show()
    place = QPoint(60, pane._top_of(pane.document().findBlockByNumber(1)) + 6)
    with qtbot.waitSignal(pane.details_asked) as asked:
        QTest.mouseDClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [""]
