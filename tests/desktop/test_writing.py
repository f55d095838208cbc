"""Finding and replacing, the palette, the history, and the length, with real keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefing.desktop.palette import Palette, fitness

Key, Mod = Qt.Key, Qt.KeyboardModifier


def texts(window):
    return [b.text for _, held in window.document.brief.places() for b in held]


@pytest.fixture
def bar(opened):
    opened.activateWindow()
    opened.briefing.setFocus()
    QTest.keyClick(opened.briefing, Key.Key_H, Mod.ControlModifier)
    assert opened.editing.bar.isVisible()
    return opened.editing.bar


def test_places_are_counted_in_briefing_and_article_while_words_are_typed(opened, bar):
    QTest.keyClicks(bar.words, "bridge")
    here = sum(t.lower().count("bridge") for t in [*texts(opened), "A bridge at last"])
    there = opened.article.toPlainText().lower().count("bridge")
    assert bar.count.text() == f"1 of {here + there}, {there} in the article"
    QTest.keyClick(bar.words, Key.Key_Return)
    assert bar.count.text().startswith("2 of")
    QTest.keyClick(bar.words, Key.Key_Return, Mod.ShiftModifier)
    assert bar.count.text().startswith("1 of")


def test_a_place_in_the_article_is_marked_there(opened, bar):
    QTest.keyClicks(bar.words, "bridge")
    QTest.keyClick(bar.words, Key.Key_Return, Mod.ShiftModifier)
    assert opened.article.textCursor().selectedText().lower() == "bridge"


def test_case_and_whole_words_are_kept_to(opened, bar):
    QTest.keyClicks(bar.words, "counc")
    assert "found" not in bar.count.text().lower()
    bar.whole_words.click()
    assert bar.count.text() == "Nothing found"
    bar.whole_words.click()
    bar.match_case.click()
    bar.words.setText("COUNCIL")
    assert bar.count.text() == "Nothing found"
    assert not bar.next.isEnabled()


def test_all_is_replaced_in_one_step_titles_too(opened, bar):
    before = opened.document.brief
    QTest.keyClicks(bar.words, "bridge")
    QTest.keyClicks(bar.others, "tunnel")
    QTest.mouseClick(bar.replace_all, Qt.MouseButton.LeftButton)
    assert not any("bridge" in t for t in texts(opened))
    assert opened.document.brief.shown_title == "A tunnel at last"
    assert opened.document.history.undo_labels == ("Replace all",)
    opened.document.undo()
    assert opened.document.brief.sections == before.sections
    assert opened.document.brief.shown_title == before.shown_title


def test_one_place_is_replaced_and_the_next_is_shown(opened, bar):
    QTest.keyClicks(bar.words, "bridge")
    QTest.keyClicks(bar.others, "big bridge")
    QTest.keyClick(bar.others, Key.Key_Return)
    assert opened.document.brief.shown_title == "A big bridge at last"
    QTest.keyClick(bar.others, Key.Key_Return)
    assert opened.document.brief.shown_title == "A big bridge at last"
    assert sum(t.count("big bridge") for t in texts(opened)) == 1


def test_escape_closes_the_bar_and_the_caret_is_at_the_place(opened, bar):
    QTest.keyClicks(bar.words, "Monday")
    QTest.keyClick(bar.words, Key.Key_Escape)
    assert not bar.isVisible()
    assert opened.briefing.editor.textCursor().selectedText() == "Monday"
    assert opened.briefing.marks.of(opened.briefing.current_row) == []


def test_found_words_are_marked_in_the_rows(opened, bar):
    bar.words.setText("council")
    marked = [r.key for r in opened.briefing.rows.rows if opened.briefing.marks.of(r)]
    assert len(marked) == sum("council" in t.lower() for t in texts(opened))


# --- palette -------------------------------------------------------------------------------------


def test_the_palette_does_what_a_few_letters_name(opened, qtbot):
    first = opened.document.brief.section("s1").bullets[0]
    opened.briefing.select(first.id)
    QTest.keyClick(opened.briefing, Key.Key_P, Mod.ControlModifier | Mod.ShiftModifier)
    palette = opened.findChild(Palette)
    QTest.keyClicks(palette.words, "delbul")
    assert palette.chosen is opened.actions_of["delete-bullet"]
    assert "Del" in palette.list.currentItem().text()
    QTest.keyClick(palette.words, Key.Key_Return)
    assert opened.document.bullet(first.id) is None


def test_the_palette_has_every_action_that_can_be_done(opened):
    palette = Palette(opened.actions_of.by_menu(), opened)
    shown = {
        palette.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(palette.list.count())
    }
    offered = {a for _, named in opened.actions_of.by_menu() for _, a in named if a.isEnabled()}
    assert shown == offered - {opened.actions_of["palette"]}
    QTest.keyClick(palette.words, Key.Key_Down)
    assert palette.list.currentRow() == 1
    palette.words.setText("qqqq")
    assert palette.chosen is None
    palette.close()


def test_letters_at_the_start_of_words_fit_best():
    assert fitness("xyz", "Edit: Undo") is None
    assert fitness("mu", "Edit: Move up") > fitness("mu", "File: Some number")
    assert fitness("exp", "File: Export") > fitness("exp", "Edit: Replace expected")


# --- history and differences ---------------------------------------------------------------------


def test_undo_goes_on_after_saving(opened, tmp_path, qtbot):
    first = opened.document.brief.section("s1").bullets[0]
    QTest.keyClicks(opened.briefing.edit_row(first.id), " More.")
    opened.filing.save(tmp_path / "kept.briefing")
    qtbot.waitUntil(lambda: not opened.document.is_dirty)
    assert [s.name for s in opened.document.states] == ["Saved"]
    QTest.keyClick(opened.briefing.editor, Key.Key_Z, Mod.ControlModifier)
    assert opened.document.bullet(first.id).text == first.text
    assert opened.document.is_dirty


def test_condensing_again_keeps_the_state_before_and_one_can_go_back(opened, qtbot):
    first = opened.document.brief.section("s1").bullets[0]
    opened.document.set_text(first.id, "Mine.")
    before = opened.document.brief
    opened.actions_of["condense-all"].trigger()
    qtbot.waitUntil(lambda: not opened.work.is_condensing)
    assert opened.document.states[-1].name == "Before condensing again"
    opened.document.set_text(first.id, "Mine, and longer.")
    opened.actions_of["show-history"].trigger()
    panel = opened.editing.history
    panel.states.setCurrentRow(panel.states.count() - 1)
    assert "and longer" in panel.difference.toPlainText()
    QTest.mouseClick(panel.back_button, Qt.MouseButton.LeftButton)
    assert opened.document.brief.sections == before.sections
    opened.document.undo()
    assert opened.document.bullet(first.id).text == "Mine, and longer."


def test_a_click_on_a_step_goes_there_and_back(opened, qtbot):
    first, second = opened.document.brief.section("s1").bullets[:2]
    opened.document.set_text(first.id, "One.")
    opened.document.set_text(second.id, "Two.")
    opened.actions_of["show-history"].trigger()
    panel = opened.editing.history
    assert panel.steps.count() == 3
    place = panel.steps.visualItemRect(panel.steps.item(0)).center()
    QTest.mouseClick(panel.steps.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.document.bullet(first.id) == first
    assert "taken back" in panel.steps.item(2).text()
    place = panel.steps.visualItemRect(panel.steps.item(2)).center()
    QTest.mouseClick(panel.steps.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.document.bullet(second.id).text == "Two."


def test_what_the_person_changed_is_marked_and_the_programs_words_are_told(opened):
    first = opened.document.brief.section("s1").bullets[0]
    opened.document.set_text(first.id, first.text.replace("Monday", "Tuesday"))
    opened.actions_of["show-changes"].trigger()
    row = opened.briefing.rows.row_at(opened.briefing.rows.index_of(first.id))
    assert [row.text[m.start : m.end] for m in opened.briefing.marks.of(row)] == ["Tuesday"]
    tip = opened.briefing.rows.index_of(first.id).data(Qt.ItemDataRole.ToolTipRole)
    assert "The program wrote" in tip
    opened.actions_of["show-history"].trigger()
    opened.editing.history.states.setCurrentRow(0)
    assert "MondayTuesday" in opened.editing.history.difference.toPlainText()
    opened.actions_of["show-changes"].trigger()
    assert opened.briefing.marks.of(row) == []


# --- clipboard by the menus, and length ----------------------------------------------------------


def test_copy_takes_marked_words_in_an_editor_and_bullets_else(opened):
    first = opened.document.brief.section("s1").bullets[0]
    editor = opened.briefing.edit_row(first.id)
    QTest.keyClick(editor, Key.Key_A, Mod.ControlModifier)
    opened.activateWindow()
    QTest.keyClick(editor, Key.Key_C, Mod.ControlModifier)
    assert QApplication.clipboard().text() == first.text
    QTest.keyClick(editor, Key.Key_Escape)
    QTest.keyClick(opened.briefing, Key.Key_C, Mod.ControlModifier)
    assert QApplication.clipboard().text() == f"•  {first.text}"


def test_the_gauge_shows_how_near_the_length_is(opened):
    assert "min to read" in opened.status.counts.text()
    assert not opened.editing.gauge.isVisible()
    opened.editing.set_target(10)
    assert opened.editing.gauge.isVisible()
    assert "too many" in opened.editing.gauge.toolTip()
    opened.editing.set_target(0)
    assert not opened.editing.gauge.isVisible()
