"""Bullets taken together: selected, moved, indented, copied and pasted, by keys and mouse."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefing.brief import BulletOrigin, Verdict
from briefing.desktop.row_layout import TEXT_X
from briefing.editing.edits import is_unchecked

Key, Mod = Qt.Key, Qt.KeyboardModifier
Left = Qt.MouseButton.LeftButton

WORD = """<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>\u00b7<span>&nbsp; </span></span><![endif]>
The toll&nbsp;is two cro&shy;wns.</p><p class=MsoListParagraphCxSpLast
style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>
Lorries pay ten.</p>"""


def bullets(window, place):
    return window.document.brief.bullets_at(place)


def texts(window, place):
    return [b.text for b in bullets(window, place)]


def ids(window):
    return [b.id for _, held in window.document.brief.places() for b in held]


def press(window, key, modifier=Mod.NoModifier):
    QTest.keyClick(window.briefing.editor or window.briefing, key, modifier)


def middle(window, key):
    return window.briefing.visualRect(window.briefing.rows.index_of(key)).center()


@pytest.fixture
def first(opened):
    return bullets(opened, "s1")[0]


def test_tab_makes_a_sub_bullet_and_shift_tab_a_bullet_again(opened, first):
    second = bullets(opened, "s1")[1]
    editor = opened.briefing.edit_row(second.id, 4)
    left = editor.x()
    press(opened, Key.Key_Tab)
    assert opened.document.bullet(second.id).level == 1
    assert opened.document.bullet(second.id).verdict is second.verdict
    assert opened.briefing.editor is editor
    assert editor.x() > left
    press(opened, Key.Key_Tab)
    assert opened.document.bullet(second.id).level == 1
    press(opened, Key.Key_Backtab, Mod.ShiftModifier)
    assert opened.document.bullet(second.id) == second


def test_the_first_bullet_of_a_section_is_no_sub_bullet(opened, first):
    opened.briefing.edit_row(first.id)
    press(opened, Key.Key_Tab)
    assert opened.document.bullet(first.id).level == 0


def test_enter_goes_on_at_the_same_level_and_in_an_empty_one_leaves_it(opened):
    second = bullets(opened, "s1")[1]
    opened.briefing.edit_row(second.id)
    press(opened, Key.Key_Tab)
    press(opened, Key.Key_Return)
    assert [b.level for b in bullets(opened, "s1")] == [0, 1, 1]
    press(opened, Key.Key_Return)
    assert [b.level for b in bullets(opened, "s1")] == [0, 1, 0]


def test_shift_and_arrows_select_whole_bullets_and_delete_takes_them_out_in_one_step(opened, first):
    second = bullets(opened, "s1")[1]
    opened.briefing.edit_row(first.id, 3)
    press(opened, Key.Key_Down, Mod.ShiftModifier)
    assert opened.briefing.editor is None
    assert opened.briefing.chosen.bullets == (first.id, second.id)
    press(opened, Key.Key_Down, Mod.ShiftModifier)
    third = bullets(opened, "s2")[0]
    assert opened.briefing.chosen.bullets == (first.id, second.id, third.id)
    press(opened, Key.Key_Up, Mod.ShiftModifier)
    assert opened.briefing.chosen.bullets == (first.id, second.id)
    before = ids(opened)
    press(opened, Key.Key_Delete)
    assert bullets(opened, "s1") == ()
    opened.document.undo()
    assert ids(opened) == before


def test_control_a_selects_the_text_first_and_then_all_bullets(opened, first):
    editor = opened.briefing.edit_row(first.id)
    press(opened, Key.Key_A, Mod.ControlModifier)
    assert editor.textCursor().selectedText() == first.text
    press(opened, Key.Key_A, Mod.ControlModifier)
    assert list(opened.briefing.chosen.bullets) == ids(opened)


def test_the_mouse_selects_whole_bullets_once_it_crosses_one(opened, first):
    second = bullets(opened, "s1")[1]
    view = opened.briefing.viewport()
    start = opened.briefing.visualRect(opened.briefing.rows.index_of(first.id)).topLeft()
    QTest.mousePress(view, Left, pos=start + QPoint(TEXT_X + 30, 14))
    QTest.mouseMove(view, middle(opened, second.id))
    QTest.mouseRelease(view, Left, pos=middle(opened, second.id))
    assert opened.briefing.chosen.bullets == (first.id, second.id)


def test_shift_and_control_click_select_bullets(opened, first):
    last = bullets(opened, "s3")[0]
    view = opened.briefing.viewport()
    QTest.mouseClick(view, Left, pos=middle(opened, first.id))
    QTest.mouseClick(view, Left, Mod.ShiftModifier, middle(opened, last.id))
    assert opened.briefing.chosen.bullets[0] == first.id
    assert opened.briefing.chosen.bullets[-1] == last.id
    QTest.mouseClick(view, Left, Mod.ControlModifier, middle(opened, first.id))
    assert first.id not in opened.briefing.chosen.bullets


def test_selected_bullets_are_moved_together_by_keys_and_by_mouse(opened, first):
    second = bullets(opened, "s1")[1]
    opened.briefing.chosen.take([first.id, second.id])
    opened.actions_of["move-down"].trigger()
    assert [b.id for b in bullets(opened, "s2")][:2] == [first.id, second.id]
    assert opened.briefing.chosen.bullets == (first.id, second.id)
    target = bullets(opened, "s3")[0]
    view = opened.briefing.viewport()
    rect = opened.briefing.visualRect(opened.briefing.rows.index_of(second.id))
    start = rect.topLeft() + QPoint(20, 14)
    to = opened.briefing.visualRect(opened.briefing.rows.index_of(target.id)).topLeft()
    QTest.mousePress(view, Left, pos=start)
    QTest.mouseMove(view, start + QPoint(0, 20))
    QTest.mouseMove(view, to + QPoint(60, 3))
    QTest.mouseRelease(view, Left, pos=to + QPoint(60, 3))
    assert [b.id for b in bullets(opened, "s3")][:3] == [first.id, second.id, target.id]
    opened.document.undo()
    opened.document.undo()
    assert [b.id for b in bullets(opened, "s1")] == [first.id, second.id]


def test_the_caret_keeps_its_column_across_a_short_bullet(opened, first):
    second = bullets(opened, "s1")[1]
    opened.briefing.edit_row(first.id)
    press(opened, Key.Key_Return)
    press(opened, Key.Key_A)
    editor = opened.briefing.edit_row(first.id, 20)
    x = editor.x() + editor.cursorRect().x()
    press(opened, Key.Key_Down)
    assert opened.briefing.editor.textCursor().position() == 1
    press(opened, Key.Key_Down)
    editor = opened.briefing.editor
    assert editor.key == second.id
    assert abs(editor.x() + editor.cursorRect().x() - x) < 12


def test_copied_bullets_are_a_list_for_other_programs(opened, first, qapp):
    second = bullets(opened, "s1")[1]
    opened.document.indent([second.id], 1)
    opened.briefing.chosen.take([first.id, second.id])
    press(opened, Key.Key_C, Mod.ControlModifier)
    data = qapp.clipboard().mimeData()
    assert data.html() == (
        f"<ul><li>{first.text}<ul><li>{second.text}</li></ul></li></ul>".replace("'", "&#x27;")
    )
    assert data.text() == f"•  {first.text}\n    •  {second.text}"


def test_cut_bullets_are_pasted_elsewhere_with_all_that_is_known_of_them(opened, first):
    second = bullets(opened, "s1")[1]
    opened.briefing.chosen.take([first.id, second.id])
    press(opened, Key.Key_X, Mod.ControlModifier)
    assert bullets(opened, "s1") == ()
    opened.briefing.select(bullets(opened, "s3")[0].id)
    press(opened, Key.Key_V, Mod.ControlModifier)
    pasted = bullets(opened, "s3")[1:3]
    assert [b.text for b in pasted] == [first.text, second.text]
    assert [b.evidence for b in pasted] == [first.evidence, second.evidence]
    assert [b.origin for b in pasted] == [BulletOrigin.MODEL] * 2
    assert opened.document.history.undo_labels[:2] == ("Paste", "Cut")
    assert len({*ids(opened)}) == len(ids(opened))


def test_a_list_of_words_becomes_bullets_and_sub_bullets_each_checked(opened, first, qtbot):
    data = QMimeData()
    data.setHtml(WORD)
    data.setText("not this")
    QApplication.clipboard().setMimeData(data)
    opened.briefing.select(first.id)
    steps = len(opened.document.history.undo_labels)
    press(opened, Key.Key_V, Mod.ControlModifier)
    new = bullets(opened, "s1")[1:3]
    assert [(b.text, b.level) for b in new] == [
        ("The toll is two crowns.", 0),
        ("Lorries pay ten.", 1),
    ]
    assert len(opened.document.history.undo_labels) == steps + 1
    qtbot.waitUntil(lambda: not any(is_unchecked(b) for b in bullets(opened, "s1")))
    assert all(isinstance(b.verdict, Verdict) for b in bullets(opened, "s1"))
