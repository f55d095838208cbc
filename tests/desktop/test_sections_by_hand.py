"""Sections are begun, joined, moved, renamed and dropped by keys and menus."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from briefing.desktop.document import SectionState
from briefing.desktop.rows import RowKind, head_key
from briefing.editing import edits
from tests.desktop.sections import bullets, choose, cut, into_article, order, press


@pytest.fixture
def second(opened):
    """The window, with the second section's title in hand."""
    opened.briefing.setFocus()
    opened.briefing.select(head_key("s2"))
    return opened


def test_a_section_begins_where_the_caret_is_and_asks_for_its_title(opened, qtbot):
    before = cut(opened)
    moved = before["s2"][1]
    into_article(opened, moved)
    choose(opened, "begin-section")
    (new,) = set(cut(opened)) - set(before)
    assert cut(opened)[new][0] == moved
    assert opened.document.brief.section(new).title.endswith("…")
    editor = opened.briefing.editor
    assert editor.key == head_key(new)
    qtbot.keyClicks(editor, "The toll")
    assert opened.document.brief.section(new).title == "The toll"


def test_a_section_is_not_begun_twice_at_the_same_paragraph(opened):
    into_article(opened, cut(opened)["s2"][0])
    opened.enable_actions()
    assert not opened.actions_of["begin-section"].isEnabled()


def test_a_section_joined_to_the_one_above_keeps_all_bullets(second):
    before = [b.id for s in second.document.brief.sections for b in s.bullets]
    second.document.add("s2", 0, "Mine.")
    choose(second, "join-section")
    brief = second.document.brief
    assert "s2" not in cut(second)
    assert {b.id for s in brief.sections for b in s.bullets} > set(before)
    assert second.briefing.current_row.place == "s1"
    heads = [r.place for r in second.briefing.rows.rows if r.kind is RowKind.HEAD]
    assert heads == ["key_points", "s1", "s3"]
    second.document.undo()
    assert order(second) == ["s1", "s2", "s3"]


def test_joined_sections_keep_all_bullets_in_the_articles_order(second):
    before = bullets(second)
    second.document.add("s1", 2, "Mine.")
    choose(second, "join-section")
    assert bullets(second)["s1"] == [*before["s1"], "Mine.", *before["s2"]]


def test_sections_change_places_by_keys(second, qtbot):
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(second.briefing, Qt.Key.Key_Up, both)
    assert order(second) == ["s2", "s1", "s3"]
    assert second.briefing.current_row.key == head_key("s2")
    qtbot.keyClick(second.briefing, Qt.Key.Key_Down, both)
    assert order(second) == ["s1", "s2", "s3"]


def test_the_beginning_of_a_section_moves_by_keys(second, qtbot):
    before = cut(second)
    both = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(second.briefing, Qt.Key.Key_Up, both)
    assert cut(second)["s2"] == (before["s1"][-1], *before["s2"])
    qtbot.keyClick(second.briefing, Qt.Key.Key_Down, both)
    assert cut(second) == before
    assert not any(s.is_stale for s in second.document.brief.sections)


def test_a_dropped_section_comes_back_with_undo(second):
    before = second.document.brief.section("s2")
    choose(second, "drop-section")
    assert order(second) == ["s1", "s3"]
    second.document.undo()
    assert second.document.brief.section("s2") == before


def test_the_last_section_cannot_be_dropped(second):
    choose(second, "drop-section")
    choose(second, "drop-section")
    second.enable_actions()
    assert len(order(second)) == 1
    assert not second.actions_of["drop-section"].isEnabled()


def test_a_section_is_renamed_from_the_menu(second, qtbot):
    choose(second, "rename-section")
    second.briefing.editor.selectAll()
    qtbot.keyClicks(second.briefing.editor, "What it costs")
    assert second.document.brief.section("s2").title == "What it costs"


def test_only_what_changed_is_condensed_again_and_edited_bullets_stay(second, qtbot):
    second.document.set_text(second.document.brief.section("s2").bullets[0].id, "My own words.")
    untouched = second.document.brief.section("s3")
    choose(second, "section-earlier")
    stale = {s.id for s in second.document.brief.sections if s.is_stale}
    assert stale == {"s1", "s2"}
    choose(second, "condense-changed")
    qtbot.waitUntil(lambda: not second.work.is_busy)
    brief = second.document.brief
    assert not any(s.is_stale for s in brief.sections)
    assert brief.section("s3") == untouched
    assert "My own words." in [b.text for b in brief.section("s2").bullets]


def test_joining_while_the_machine_condenses_loses_nothing(make_app, article, qtbot):
    window = make_app("--hold").open_window()
    window.ways_in.open_paths([article])
    qtbot.waitUntil(
        lambda: not window.document.is_empty and bool(window.document.brief.sections)
        and bool(window.document.brief.sections[0].bullets)
    )  # fmt: skip
    window.document.do(edits.AddBullet("s1", 0, "Written meanwhile."), "write")
    window.briefing.setFocus()
    window.briefing.select(head_key("s2"))
    choose(window, "join-section")
    window.work.cancel()
    qtbot.waitUntil(lambda: not window.work.is_busy)
    texts = [b.text for s in window.document.brief.sections for b in s.bullets]
    assert "Written meanwhile." in texts
    assert order(window) == ["s1", "s3"]


def held_in_the_second(make_app, article, qtbot):
    """A window whose worker waits in the second section until it is stopped."""
    window = make_app("--hold").open_window()
    window.ways_in.open_paths([article])
    qtbot.waitUntil(
        lambda: (
            not window.document.is_empty and window.document.state_of("s2") is SectionState.WORKING
        )
    )
    return window


def stop(window, qtbot):
    window.work.cancel()
    qtbot.waitUntil(lambda: not window.work.is_busy)


def test_undo_of_condensing_a_section_shows_again_that_it_is_not_condensed(
    make_app, article, qtbot
):
    window = held_in_the_second(make_app, article, qtbot)
    stop(window, qtbot)
    assert window.document.state_of("s2") is SectionState.LEFT
    window.work.condense(("s2",), again=True)
    qtbot.waitUntil(lambda: not window.work.is_busy)
    assert window.document.state_of("s2") is SectionState.DONE
    window.document.undo()
    assert window.document.state_of("s2") is SectionState.LEFT
    window.document.redo()
    assert window.document.state_of("s2") is SectionState.DONE


def test_undo_of_condensing_again_shows_again_which_sections_have_changed(second, qtbot):
    choose(second, "section-earlier")
    choose(second, "condense-changed")
    qtbot.waitUntil(lambda: not second.work.is_busy)
    second.document.undo()
    heads = {r.place: r for r in second.briefing.rows.rows if r.kind is RowKind.HEAD}
    assert heads["s1"].stale
    assert heads["s2"].stale
    assert not heads["s3"].stale


def test_a_section_dropped_while_the_machine_is_at_it_comes_back_not_condensed(
    make_app, article, qtbot
):
    window = held_in_the_second(make_app, article, qtbot)
    window.briefing.setFocus()
    window.briefing.select(head_key("s3"))
    choose(window, "drop-section")
    stop(window, qtbot)
    window.document.undo()
    assert window.document.state_of("s3") is SectionState.LEFT


# --- dropping ------------------------------------------------------------------------------------


def answer(name):
    """Press a button of the question that is about to be asked."""
    seen = []

    def press_button():
        box = QApplication.activeModalWidget()
        seen.append(box.informativeText())
        box.findChild(QPushButton, name).click()

    QTimer.singleShot(50, press_button)
    return seen


def test_a_section_without_bullets_of_the_persons_is_dropped_without_a_question(second):
    before = second.document.brief
    choose(second, "drop-section")
    assert "2 bullets" in second.status.message.text()
    second.status.button.click()
    assert second.document.brief.sections == before.sections
    assert not second.status.message.isVisible()


@pytest.mark.parametrize(("button", "kept"), [("all", False), ("keep", True), ("cancel", True)])
def test_bullets_of_the_persons_are_not_dropped_unasked(second, button, kept):
    second.document.set_text(second.document.brief.section("s2").bullets[0].id, "My own words.")
    before = second.document.brief
    seen = answer(button)
    choose(second, "drop-section")
    assert seen == ["It has a bullet that you wrote, edited or locked. Kept, it goes to “Opening”."]
    assert any("My own words." in held for held in bullets(second).values()) is kept
    assert ("s2" in cut(second)) is (button == "cancel")
    if button != "cancel":
        second.document.undo()
    assert second.document.brief.sections == before.sections


# --- condensing only what changed ----------------------------------------------------------------


def test_a_new_section_of_dropped_text_is_condensed_alone(second, qtbot):
    choose(second, "drop-section")
    before = bullets(second)
    into_article(second, "p4")
    choose(second, "begin-section")
    press(Qt.Key.Key_Return)
    (new,) = set(cut(second)) - {"s1", "s3"}
    (head,) = [r for r in second.briefing.rows.rows if r.key == head_key(new)]
    assert (head.note, head.stale) == ("not condensed", True)
    choose(second, "condense-changed")
    qtbot.waitUntil(lambda: not second.work.is_busy)
    after = bullets(second)
    assert len(after.pop(new)) == 2
    assert after == before
    second.document.undo()
    assert bullets(second)[new] == []
    assert second.document.state_of(new) is SectionState.LEFT


def test_a_long_chain_is_undone_and_done_again_step_by_step(opened, qtbot):
    document = opened.document
    steps = [document.brief]

    def note():
        steps.append(document.brief)

    into_article(opened, "p5")
    for name in ("section-earlier", "begin-section", "join-section"):
        choose(opened, name)
        note()
        into_article(opened, "p5")
    opened.briefing.setFocus()
    for place, name in (("s3", "section-up"), ("s1", "section-down"), ("s3", "drop-section")):
        opened.briefing.select(head_key(place))
        choose(opened, name)
        note()
    choose(opened, "condense-changed")
    qtbot.waitUntil(lambda: not opened.work.is_busy)
    note()
    assert len(document.history.undo_labels) == len(steps) - 1
    for _ in range(2):
        for known in reversed(steps[:-1]):
            document.undo()
            assert document.brief.sections == known.sections
        for known in steps[1:]:
            document.redo()
            assert document.brief.sections == known.sections


def test_a_changed_cut_is_the_same_after_saving_and_opening(second, make_app, tmp_path, qtbot):
    choose(second, "section-earlier")
    into_article(second, "p6")
    choose(second, "drop-section")
    path = tmp_path / "cut.briefing"
    with qtbot.waitSignal(second.filing.happened):
        second.filing.save(path)
    again = make_app().open_window(path)
    qtbot.waitUntil(lambda: not again.document.is_empty)
    assert again.document.brief.sections == second.document.brief.sections
    heads = {r.place: r.stale for r in again.briefing.rows.rows if r.kind is RowKind.HEAD}
    assert heads == {"key_points": False, "s1": True, "s2": True}
    again.lines.take_now()
    assert [r.section for r in again.lines.shown] == ["s1", "s2", ""]


def test_the_offer_to_go_on_is_taken_back_when_nothing_is_left(make_app, article, qtbot):
    window = held_in_the_second(make_app, article, qtbot)
    stop(window, qtbot)
    assert "not condensed yet" in window.bars.sentence("rest")
    window.briefing.setFocus()
    for place in ("s2", "s3"):
        window.briefing.select(head_key(place))
        choose(window, "drop-section")
    assert window.bars.sentence("rest") == ""


def test_a_click_on_changed_while_the_machine_is_at_work_says_to_wait(make_app, article, qtbot):
    window = held_in_the_second(make_app, article, qtbot)
    window.briefing.condense_asked.emit("s1")
    assert "at work" in window.status.message.text()
    stop(window, qtbot)
