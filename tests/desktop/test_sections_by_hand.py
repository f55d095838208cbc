"""Sections are begun, joined, moved, renamed and dropped by keys and menus."""

import pytest
from PySide6.QtCore import Qt

from briefing.desktop.document import SectionState
from briefing.desktop.rows import RowKind, head_key
from briefing.editing import edits


def cut(window):
    return {s.id: s.paragraphs for s in window.document.brief.sections}


def order(window):
    return [s.id for s in window.document.brief.sections]


def choose(window, name):
    """As the menu does it: what is not offered cannot be chosen."""
    window.enable_actions()
    action = window.actions_of[name]
    assert action.isEnabled(), name
    action.trigger()


def into_article(window, paragraph):
    window.article.setFocus()
    window.article.go_to(paragraph)
    assert window.article.hasFocus()


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
