"""The lists beside the briefing: they fill by themselves, mark the article, and give bullets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from briefing.brief import BulletOrigin
from briefing.desktop.main_window import MainWindow
from briefing.desktop.notes_list import NotesList
from briefing.editing.corrections import LeaveOut


@pytest.fixture
def noted(opened: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window whose article was looked through, with the lists open."""
    qtbot.waitUntil(lambda: bool(opened.document.brief.notes))
    opened.actions_of["show-side"].trigger()
    qtbot.waitUntil(opened.side.isVisible)
    return opened


def rows(window: MainWindow, kind: str = "figures") -> NotesList:
    return window.noting.lists[kind]


def test_the_lists_fill_when_the_article_is_condensed_and_nothing_is_to_be_saved(noted):
    assert rows(noted).model().data(rows(noted).model().index(0, 0)) == (
        "4 million crowns: the bridge – the mayor"
    )
    titles = [noted.side.tabs.tabText(n) for n in range(4)]
    assert titles == ["Figures (1)", "Who said what (1)", "Dates (1)", "Abbreviations (1)"]
    assert not noted.document.is_dirty
    assert not noted.document.history.can_undo


def test_the_panel_is_closed_at_first_and_opens_and_closes_with_a_key(window, qtbot):
    assert window.side.isHidden()
    window.actions_of["show-side"].trigger()
    assert window.side.isVisible()
    window.side.close()
    assert not window.actions_of["show-side"].isChecked()


def test_the_row_in_hand_marks_its_evidence_in_the_article(noted, qtbot):
    rows(noted).setFocus()
    qtbot.waitUntil(lambda: noted.article.marked_words != ())
    span = noted.document.brief.notes.figures[0].evidence
    assert noted.article.marked_words == (noted.document.brief.article.words_of(span),)
    assert [index.row() for index in rows(noted).selectedIndexes()] == [0]


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_a_key_takes_the_row_into_its_section_as_one_step(noted, qtbot, key, modifier):
    row = noted.document.brief.notes.figures[0]
    section = next(
        s for s in noted.document.brief.sections if row.evidence.paragraph in s.paragraphs
    )
    rows(noted).setFocus()
    qtbot.keyClick(rows(noted), key, modifier)
    (new,) = set(noted.document.brief.section(section.id).bullets) - set(section.bullets)
    assert new.text == noted.document.brief.article.words_of(row.evidence)
    assert new.evidence == (row.evidence,)
    assert new.origin is BulletOrigin.HUMAN
    assert noted.briefing.current_bullet == new.id
    qtbot.waitUntil(lambda: noted.document.bullet(new.id).score == 0.9)  # it was checked
    noted.document.undo()
    assert noted.document.brief.section(section.id).bullets == section.bullets


def test_an_abbreviation_is_taken_as_a_sentence(noted, qtbot):
    rows(noted, "abbreviations").setFocus()
    noted.side.tabs.setCurrentWidget(rows(noted, "abbreviations"))
    qtbot.keyClick(rows(noted, "abbreviations"), Qt.Key.Key_Insert)
    texts = [b.text for _, bullets in noted.document.brief.places() for b in bullets]
    assert "RN stands for River News." in texts


def test_lists_without_rows_say_so(window, tmp_path, qtbot):
    path = tmp_path / "short.txt"
    path.write_text("Short\nIt says one thing.\nAnd another.\n", encoding="utf-8")
    window.ways_in.open_paths([path])
    window.actions_of["show-side"].trigger()
    qtbot.waitUntil(lambda: "no number" in rows(window).empty_text)
    assert rows(window).rows_of.rows == ()


def test_a_corrected_article_is_looked_through_again(noted, qtbot):
    noted.document.do(LeaveOut(("p1",)), "Leave out")
    assert noted.document.brief.notes.abbreviations == ()  # it went with its paragraph
    qtbot.waitUntil(lambda: noted.document.brief.notes.abbreviations != ())
    assert noted.document.brief.notes.abbreviations[0].evidence.paragraph != "p1"


def test_the_rows_model_holds_to_the_rules_of_qt(noted, qtbot):
    QAbstractItemModelTester(
        rows(noted).model(), QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    rows(noted).set_rows((), is_at_work=True)
    rows(noted).set_rows(noted.document.brief.notes.figures, is_at_work=False)


def test_every_list_has_a_name_for_screen_readers_and_for_tests(noted):
    for kind, found in noted.noting.lists.items():
        assert found.objectName() == f"notes-{kind}"
        assert found.accessibleName()
        assert "Insert" in found.accessibleDescription()
