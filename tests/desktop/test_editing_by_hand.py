import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from briefing.brief import KEY_POINTS, BulletOrigin, Verdict
from briefing.desktop.row_layout import TEXT_X
from briefing.editing.edits import is_unchecked

Key = Qt.Key
Left = Qt.MouseButton.LeftButton


def bullets(window, place):
    return window.document.brief.bullets_at(place)


def texts(window, place):
    return [b.text for b in bullets(window, place)]


def rect_of(window, key):
    return window.briefing.visualRect(window.briefing.rows.index_of(key))


def click_text(window, key, x=TEXT_X + 40):
    rect = rect_of(window, key)
    QTest.mouseClick(window.briefing.viewport(), Left, pos=rect.topLeft() + QPoint(x, 14))


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    target = window.briefing.editor or window.briefing
    QTest.keyClick(target, key, modifier)


@pytest.fixture
def first(opened):
    return bullets(opened, "s1")[0]


def test_a_click_on_a_bullet_shows_its_evidence_and_puts_the_caret_there(opened, first):
    click_text(opened, first.id)
    assert opened.briefing.current_bullet == first.id
    assert opened.briefing.editor.key == first.id
    assert 0 < opened.briefing.editor.textCursor().position() < len(first.text)
    assert opened.article.marked_words == ("The council opened the bridge on Monday.",)


def test_typing_changes_the_bullet_and_makes_it_the_persons(opened, first, qtbot):
    editor = opened.briefing.edit_row(first.id)
    QTest.keyClicks(editor, " It shone.")
    bullet = opened.document.bullet(first.id)
    assert bullet.text == f"{first.text} It shone."
    assert bullet.origin is BulletOrigin.HUMAN
    assert bullet.machine_text == first.text
    assert is_unchecked(bullet)
    assert "1 not checked yet" in opened.status.counts.text()
    qtbot.waitUntil(lambda: not is_unchecked(opened.document.bullet(first.id)))
    assert opened.document.bullet(first.id).verdict is Verdict.SUPPORTED
    assert opened.briefing.editor is editor


def test_a_statement_that_the_article_does_not_make_is_marked_with_the_reason(opened, first, qtbot):
    editor = opened.briefing.edit_row(first.id)
    QTest.keyClicks(editor, " WRONG")
    qtbot.waitUntil(lambda: not is_unchecked(opened.document.bullet(first.id)))
    row = opened.briefing.current_row
    assert row.verdict == "unsupported"
    assert row.note == "Not in the article: nobody said so"
    tip = opened.briefing.rows.index_of(first.id).data(Qt.ItemDataRole.ToolTipRole)
    assert "Not in the article" in tip
    assert "nobody said so" in tip
    assert "Edited by you" in tip


def test_a_bullet_that_is_too_long_says_so(opened, first):
    editor = opened.briefing.edit_row(first.id)
    QTest.keyClicks(editor, " and so on" * 8)
    assert "31 words, limit 25" in opened.briefing.current_row.note


def test_enter_in_the_middle_makes_two_bullets(opened, first):
    editor = opened.briefing.edit_row(first.id, len("The council"))
    assert editor is not None
    press(opened, Key.Key_Return)
    assert texts(opened, "s1")[:2] == ["The council", "opened the bridge on Monday."]
    assert opened.briefing.editor.key == bullets(opened, "s1")[1].id
    assert opened.briefing.editor.textCursor().position() == 0


def test_enter_at_the_end_begins_a_new_bullet_and_typing_goes_there(opened, first):
    opened.briefing.edit_row(first.id)
    press(opened, Key.Key_Return)
    QTest.keyClicks(opened.briefing.editor, "Mine.")
    assert texts(opened, "s1")[:2] == [first.text, "Mine."]
    assert bullets(opened, "s1")[0].origin is BulletOrigin.MODEL


def test_backspace_in_an_empty_bullet_takes_it_out_and_the_caret_goes_up(opened, first):
    opened.briefing.edit_row(first.id)
    press(opened, Key.Key_Return)
    press(opened, Key.Key_Backspace)
    assert len(bullets(opened, "s1")) == 2
    assert opened.briefing.editor.key == first.id
    assert opened.briefing.editor.textCursor().position() == len(first.text)


def test_backspace_at_the_start_joins_with_the_bullet_above(opened, first):
    second = bullets(opened, "s1")[1]
    opened.briefing.edit_row(second.id, 0)
    press(opened, Key.Key_Backspace)
    assert texts(opened, "s1") == [f"{first.text} {second.text}"]
    assert opened.briefing.editor.key == first.id
    assert opened.briefing.editor.textCursor().position() == len(first.text) + 1


def test_delete_at_the_end_joins_with_the_bullet_below(opened, first):
    second = bullets(opened, "s1")[1]
    opened.briefing.edit_row(first.id)
    press(opened, Key.Key_Delete)
    assert texts(opened, "s1") == [f"{first.text} {second.text}"]


def test_backspace_at_the_start_of_the_first_bullet_changes_nothing(opened, first):
    opened.briefing.edit_row(first.id, 0)
    press(opened, Key.Key_Backspace)
    assert len(bullets(opened, "s1")) == 2
    assert opened.briefing.editor.key == first.id


def test_arrow_keys_go_from_text_to_text_and_tab_from_title_to_title(opened, first):
    second = bullets(opened, "s1")[1]
    opened.briefing.edit_row(first.id, 3)
    press(opened, Key.Key_Down)
    assert opened.briefing.editor.key == second.id
    press(opened, Key.Key_Up)
    assert opened.briefing.editor.key == first.id
    opened.briefing.edit_row("head:s1")
    press(opened, Key.Key_Tab)
    assert opened.briefing.editor.key == first.id
    opened.briefing.edit_row("head:s1")
    press(opened, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert opened.briefing.editor.key == bullets(opened, KEY_POINTS)[-1].id
    opened.briefing.edit_row(first.id)
    press(opened, Key.Key_Right)
    assert opened.briefing.editor.key == second.id
    assert opened.briefing.editor.textCursor().position() == 0
    press(opened, Key.Key_Left)
    assert opened.briefing.editor.key == first.id


def test_alt_and_arrows_move_a_bullet_also_into_another_section(opened, first, qtbot):
    opened.briefing.select(first.id)
    opened.actions_of["move-down"].trigger()
    assert [b.id for b in bullets(opened, "s1")][1] == first.id
    opened.actions_of["move-down"].trigger()
    assert bullets(opened, "s2")[0].id == first.id
    assert opened.briefing.current_bullet == first.id
    for _ in range(4):
        opened.actions_of["move-up"].trigger()
    assert first.id in [b.id for b in bullets(opened, KEY_POINTS)]


def test_the_keys_of_the_menus_work_while_a_bullet_is_edited(opened, first):
    editor = opened.briefing.edit_row(first.id)
    QTest.keyClick(editor, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert bullets(opened, "s1")[1].id == first.id
    QTest.keyClick(editor, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert bullets(opened, "s1")[0].id == first.id
    QTest.keyClick(editor, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(opened, "s1")[1] == ""
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(opened.briefing.editor, Key.Key_Delete, both)
    assert len(bullets(opened, "s1")) == 2


def test_the_editor_stays_open_while_its_bullet_is_moved(opened, first):
    editor = opened.briefing.edit_row(first.id, 5)
    opened.briefing.move_bullet(1)
    assert opened.briefing.editor is editor
    QTest.keyClicks(editor, "XX")
    assert "XX" in opened.document.bullet(first.id).text


def test_delete_takes_out_the_bullet_in_hand(opened, first):
    opened.briefing.select(first.id)
    opened.briefing.setFocus()
    press(opened, Key.Key_Delete)
    assert opened.document.bullet(first.id) is None
    assert opened.briefing.current_bullet == bullets(opened, "s1")[0].id


def test_typing_on_a_bullet_in_hand_goes_on_at_its_end(opened, first):
    opened.briefing.select(first.id)
    QTest.keyClicks(opened.briefing, "!")
    assert opened.document.bullet(first.id).text == f"{first.text}!"


def test_escape_ends_editing_and_keeps_the_text(opened, first):
    editor = opened.briefing.edit_row(first.id)
    QTest.keyClicks(editor, " Yes.")
    press(opened, Key.Key_Escape)
    assert opened.briefing.editor is None
    assert opened.briefing.current_bullet == first.id
    assert opened.document.bullet(first.id).text.endswith("Yes.")


def drag(window, key, to):
    view = window.briefing.viewport()
    start = rect_of(window, key).topLeft() + QPoint(20, 14)
    QTest.mousePress(view, Left, pos=start)
    QTest.mouseMove(view, start + QPoint(0, 20))
    QTest.mouseMove(view, to)
    QTest.mouseRelease(view, Left, pos=to)


def test_a_bullet_is_moved_by_mouse_within_its_section(opened, first):
    second = bullets(opened, "s1")[1]
    drag(opened, first.id, rect_of(opened, second.id).bottomLeft() + QPoint(60, -2))
    assert [b.id for b in bullets(opened, "s1")] == [second.id, first.id]
    assert opened.briefing.current_bullet == first.id


def test_a_bullet_is_moved_by_mouse_into_another_section(opened, first):
    target = bullets(opened, "s3")[0]
    drag(opened, first.id, rect_of(opened, target.id).topLeft() + QPoint(60, 3))
    assert bullets(opened, "s3")[0].id == first.id
    assert opened.document.history.undo_labels[0] == "Move bullet"


def test_escape_gives_up_a_move_by_mouse(opened, first):
    view = opened.briefing.viewport()
    start = rect_of(opened, first.id).topLeft() + QPoint(20, 14)
    QTest.mousePress(view, Left, pos=start)
    QTest.mouseMove(view, start + QPoint(0, 90))
    QTest.keyClick(opened.briefing, Key.Key_Escape)
    QTest.mouseRelease(view, Left, pos=start + QPoint(0, 90))
    assert bullets(opened, "s1")[0].id == first.id


def test_text_is_marked_by_mouse(opened, first):
    view = opened.briefing.viewport()
    start = rect_of(opened, first.id).topLeft() + QPoint(TEXT_X + 4, 16)
    QTest.mousePress(view, Left, pos=start)
    QTest.mouseMove(view, start + QPoint(120, 0))
    QTest.mouseRelease(view, Left, pos=start + QPoint(120, 0))
    assert opened.briefing.editor.textCursor().selectedText()


def test_the_titles_are_edited_in_place(opened):
    editor = opened.briefing.edit_row("title")
    editor.selectAll()
    QTest.keyClicks(editor, "Bridge")
    editor = opened.briefing.edit_row("head:s2")
    editor.selectAll()
    QTest.keyClicks(editor, "Money")
    assert opened.document.brief.shown_title == "Bridge"
    assert opened.document.brief.section("s2").title == "Money"


def test_an_emptied_title_is_not_taken(opened):
    editor = opened.briefing.edit_row("head:s2")
    editor.selectAll()
    press(opened, Key.Key_Delete)
    assert editor.toPlainText() == ""
    opened.briefing.close_editor()
    assert opened.document.brief.section("s2").title == "Costs"


def test_everything_is_undone_and_done_again(opened, first):
    before = opened.document.brief.sections
    QTest.keyClicks(opened.briefing.edit_row(first.id), " More.")
    press(opened, Key.Key_Return)
    QTest.keyClicks(opened.briefing.editor, "Mine.")
    opened.briefing.move_bullet(1)
    opened.briefing.delete_bullet()
    QTest.keyClicks(opened.briefing.edit_row("head:s3"), " of all")
    opened.actions_of["condense-section"].isEnabled()
    after = opened.document.brief.sections
    steps = len(opened.document.history.undo_labels)
    assert steps == 6
    for _ in range(steps):
        opened.actions_of["undo"].trigger()
    assert opened.document.brief.sections == before
    assert not opened.actions_of["undo"].isEnabled()
    for _ in range(steps):
        opened.actions_of["redo"].trigger()
    assert opened.document.brief.sections == after


def test_undo_by_key_works_inside_the_editor_and_keeps_it_open(opened, first):
    editor = opened.briefing.edit_row(first.id)
    QTest.keyClicks(editor, " More.")
    QTest.keyClick(editor, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.document.bullet(first.id) == first
    assert editor.toPlainText() == first.text
    QTest.keyClick(editor, Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == f"{first.text} More."


def test_condensing_again_keeps_what_a_person_wrote_and_is_one_step(opened, first, qtbot):
    QTest.keyClicks(opened.briefing.edit_row(first.id), " Mine now.")
    before = opened.document.brief.sections
    opened.actions_of["condense-all"].trigger()
    qtbot.waitUntil(lambda: not opened.work.is_busy)
    assert texts(opened, "s1")[0] == f"{first.text} Mine now."
    assert bullets(opened, "s2")[0].id != before[1].bullets[0].id
    assert opened.document.history.undo_labels[:2] == ("Condense again", "Typing")
    opened.actions_of["undo"].trigger()
    assert [s.bullets[1:] for s in opened.document.brief.sections] == [
        s.bullets[1:] for s in before
    ]


def test_one_section_alone_is_condensed_again(opened, qtbot):
    other = bullets(opened, "s1")
    opened.briefing.select(bullets(opened, "s2")[0].id)
    old = bullets(opened, "s2")
    opened.actions_of["condense-section"].trigger()
    qtbot.waitUntil(lambda: not opened.work.is_busy)
    assert bullets(opened, "s1") == other
    assert [b.text for b in bullets(opened, "s2")] == [b.text for b in old]
    assert bullets(opened, "s2")[0].id != old[0].id


def test_an_empty_place_invites_to_write_there(opened):
    for bullet in bullets(opened, "s3"):
        opened.document.remove(bullet.id)
    hint = opened.briefing.rows.index_of("hint:s3")
    rect = opened.briefing.visualRect(hint)
    QTest.mouseClick(opened.briefing.viewport(), Left, pos=rect.center())
    QTest.keyClicks(opened.briefing.editor, "New.")
    assert texts(opened, "s3") == ["New."]


def test_a_pasted_line_is_cleaned(opened, first, qapp):
    qapp.clipboard().setText("\n two  words\t here\n\n")
    editor = opened.briefing.edit_row(first.id)
    editor.selectAll()
    editor.paste()
    assert opened.document.bullet(first.id).text == "two words here"


def test_several_pasted_lines_become_several_bullets_without_their_marks(opened, first, qapp):
    second = bullets(opened, "s1")[1]
    qapp.clipboard().setText("• One.\n- Two.\n\n3. Three.")
    opened.briefing.edit_row(first.id).paste()
    assert texts(opened, "s1") == [f"{first.text} One.", "Two.", "Three.", second.text]
    assert opened.briefing.editor.key == bullets(opened, "s1")[2].id
    opened.actions_of["undo"].trigger()
    assert texts(opened, "s1") == [first.text, second.text]


def test_lines_pasted_into_a_title_become_one_line(opened, qapp):
    qapp.clipboard().setText("A bridge\nand a ferry")
    editor = opened.briefing.edit_row("title")
    editor.selectAll()
    editor.paste()
    assert opened.document.brief.shown_title == "A bridge and a ferry"


def test_what_follows_moves_up_when_a_bullet_becomes_shorter(opened, first, qtbot):
    view = opened.briefing
    number = view.rows.index_of(first.id).row()

    def rect_of(row):
        return view.visualRect(view.rows.index(row))

    for text in ("A long text. " * 30, "Short."):
        opened.document.set_text(first.id, text)
        qtbot.waitUntil(
            lambda: rect_of(number + 1).top() == rect_of(number).top() + rect_of(number).height()
        )


def test_a_section_is_moved_by_mouse_with_its_bullets(opened):
    before = {s.id: s.bullets for s in opened.document.brief.sections}
    last = bullets(opened, "s3")[-1]
    drag(opened, "head:s1", rect_of(opened, last.id).bottomLeft() + QPoint(60, 20))
    assert [s.id for s in opened.document.brief.sections] == ["s2", "s3", "s1"]
    assert {s.id: s.bullets for s in opened.document.brief.sections} == before
    assert opened.briefing.current_row.key == "head:s1"
    drag(opened, "head:s1", rect_of(opened, "head:key_points").topLeft() + QPoint(60, 3))
    assert [s.id for s in opened.document.brief.sections] == ["s1", "s2", "s3"]
    assert opened.document.history.undo_labels[:2] == ("Move section", "Move section")


def test_the_key_points_are_not_moved_by_mouse(opened):
    before = opened.document.brief
    drag(opened, "head:key_points", rect_of(opened, "head:s3").bottomLeft() + QPoint(60, 0))
    assert opened.document.brief == before
