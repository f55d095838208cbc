"""Other wordings at a bullet, locks, and wishes for one section, by keys and menus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from briefing.brief import BulletOrigin, Wishes
from briefing.desktop.brief_model import BriefModel
from briefing.desktop.rows import head_key
from briefing.desktop.wishes_dialog import WishesDialog
from briefing.editing.control import SetWishes
from briefing.editing.edits import is_unchecked
from tests.desktop.conftest import is_ready


@pytest.fixture
def bullet(opened):
    """The first bullet of the first section, in hand."""
    bullet = opened.document.brief.sections[0].bullets[0]
    opened.briefing.select(bullet.id)
    return bullet


def _shown(window, qtbot):
    window.actions_of["other-wordings"].trigger()
    rows = window.bullets.list.rows
    qtbot.waitUntil(lambda: rows.isVisible() and rows.count() > 0)
    return rows


def test_the_list_says_how_long_each_wording_is_and_what_is_doubtful(opened, bullet, qtbot):
    rows = _shown(opened, qtbot)
    texts = [rows.item(n).text() for n in range(rows.count())]
    assert texts[1] == "The council opened.\n3 words"
    assert texts[2] == "Instead: another statement of this section"
    assert texts[3].endswith("Please check: the date is not in the source")


def test_enter_takes_a_wording_as_one_step_and_locks_it(opened, bullet, qtbot):
    rows = _shown(opened, qtbot)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    taken = opened.document.bullet(bullet.id)
    assert taken.text == "The council opened."
    assert taken.locked
    assert taken.origin is BulletOrigin.EXTRACT
    assert not opened.bullets.list.isVisible()
    opened.actions_of["undo"].trigger()
    assert opened.document.bullet(bullet.id) == bullet


def test_esc_leaves_the_bullet_as_it_is(opened, bullet, qtbot):
    rows = _shown(opened, qtbot)
    QTest.keyClick(rows, Qt.Key.Key_Escape)
    assert not opened.bullets.list.isVisible()
    assert opened.document.bullet(bullet.id) == bullet
    assert not opened.document.history.can_undo


def test_another_statement_can_stand_in_its_stead(opened, bullet, qtbot):
    rows = _shown(opened, qtbot)
    QTest.keyClick(rows, Qt.Key.Key_End)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    assert opened.document.bullet(bullet.id).text == "Something else was said."


def test_shorter_and_longer_take_the_nearest_wording_at_once(opened, bullet, qtbot):
    opened.actions_of["shorter"].trigger()
    qtbot.waitUntil(lambda: opened.document.bullet(bullet.id).text == "The council opened.")
    assert "3 words instead of" in opened.status.message.text()
    opened.actions_of["longer"].trigger()
    qtbot.waitUntil(lambda: "all the same" in opened.document.bullet(bullet.id).text)


def test_a_locked_bullet_stays_when_all_is_condensed_again(opened, bullet, qtbot):
    opened.document.set_text(bullet.id, "Mine.")
    opened.document.undo()
    opened.actions_of["lock-bullet"].trigger()
    locked = opened.document.bullet(bullet.id)
    assert locked.locked
    assert opened.actions_of["lock-bullet"].isChecked()
    opened.actions_of["condense-all"].trigger()
    qtbot.waitUntil(lambda: not opened.work.is_condensing)
    assert locked in opened.document.brief.sections[0].bullets
    texts = [b.text for b in opened.document.brief.sections[0].bullets]
    assert texts.count(locked.text) == 1


def test_a_lock_is_told_to_screen_readers_and_taken_off_again(opened, bullet):
    opened.actions_of["lock-bullet"].trigger()
    model = opened.briefing.rows
    assert isinstance(model, BriefModel)
    index = model.index_of(bullet.id)
    assert model.data(index, Qt.ItemDataRole.AccessibleTextRole).endswith("locked")
    opened.actions_of["lock-bullet"].trigger()
    assert opened.document.bullet(bullet.id) == bullet


def test_all_bullets_of_a_section_are_locked_at_once(opened, bullet):
    action = opened.actions_of["lock-section"]
    assert action.isEnabled()
    action.trigger()
    assert all(b.locked for b in opened.document.brief.sections[0].bullets)
    action.trigger()
    assert not any(b.locked for b in opened.document.brief.sections[0].bullets)


def test_the_dialog_gives_wishes_for_one_section_and_none_where_nothing_is_said(opened, bullet):
    section = opened.document.brief.sections[0]
    options = opened.document.options
    dialog = WishesDialog(section, options, can_condense=True, parent=opened)
    assert dialog.wishes == Wishes()
    assert dialog.bullets.text() == f"As in all ({options.bullets})"
    dialog.bullets.setValue(2)
    dialog.quotes.setCurrentIndex(1)
    assert dialog.wishes == Wishes(bullets=2, keep_quotes=True)
    dialog.deleteLater()


def test_nothing_is_offered_without_a_bullet_in_hand(opened):
    opened.briefing.select("title")
    for name in ("other-wordings", "shorter", "longer", "lock-bullet"):
        assert not opened.actions_of[name].isEnabled()


def test_two_bullets_become_one_and_one_step_parts_them_again(opened, bullet, qtbot):
    place = opened.document.brief.sections[0].id
    before = opened.document.brief.bullets_at(place)
    opened.actions_of["into-one"].trigger()
    qtbot.waitUntil(lambda: len(opened.document.brief.bullets_at(place)) == len(before) - 1)
    joined = opened.document.bullet(bullet.id)
    assert joined.text == "; ".join(b.text.rstrip(".") for b in before[:2]) + "."
    assert joined.evidence == (*before[0].evidence, *before[1].evidence)
    assert joined.locked
    assert opened.briefing.current_bullet == bullet.id
    opened.actions_of["undo"].trigger()
    assert opened.document.brief.bullets_at(place) == before


def test_the_last_bullet_of_a_section_has_none_to_be_joined_with(opened):
    last = opened.document.brief.sections[0].bullets[-1]
    opened.briefing.select(last.id)
    assert not opened.actions_of["into-one"].isEnabled()


def test_one_bullet_becomes_two_or_the_window_says_why_not(opened, bullet, qtbot):
    opened.actions_of["into-two"].trigger()
    qtbot.waitUntil(lambda: "no two parts" in opened.status.message.text())
    opened.document.set_text(bullet.id, "The bridge was opened and the ferry stopped.")
    opened.document.history.seal()
    opened.actions_of["into-two"].trigger()
    qtbot.waitUntil(lambda: opened.document.bullet(bullet.id).text == "The bridge was opened.")
    second = opened.document.brief.sections[0].bullets[1]
    assert second.text == "the ferry stopped."
    opened.actions_of["undo"].trigger()
    assert "and the ferry" in opened.document.bullet(bullet.id).text
    assert opened.document.bullet(second.id) is None


def test_what_the_program_wrote_first_comes_back_and_is_checked_again(opened, bullet, qtbot):
    assert not opened.actions_of["bring-back"].isEnabled()
    opened.document.set_text(bullet.id, "Mine.")
    assert opened.actions_of["bring-back"].isEnabled()
    opened.actions_of["bring-back"].trigger()
    qtbot.waitUntil(lambda: not is_unchecked(opened.document.bullet(bullet.id)))
    assert opened.document.bullet(bullet.id).text == bullet.text
    assert opened.document.bullet(bullet.id).origin is bullet.origin
    assert not opened.actions_of["bring-back"].isEnabled()


def test_a_draft_that_is_looked_at_shows_what_it_rests_on(opened, bullet, qtbot):
    rows = _shown(opened, qtbot)
    assert opened.article.marked_words == ("The council opened the bridge on Monday.",)
    QTest.keyClick(rows, Qt.Key.Key_End)
    assert opened.article.marked_words != ("The council opened the bridge on Monday.",)
    QTest.keyClick(rows, Qt.Key.Key_Escape)
    assert opened.article.marked_words == ("The council opened the bridge on Monday.",)


def test_a_screen_reader_is_told_length_verdict_and_whose_words_they_are(opened, bullet, qtbot):
    rows = _shown(opened, qtbot)
    spoken = rows.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == ("The council opened. 3 words. The article says this. The article's own words")


def test_typing_goes_on_in_the_bullet_while_nothing_was_taken(opened, bullet, qtbot):
    opened.briefing.edit_row(bullet.id)
    _shown(opened, qtbot)
    QTest.keyClick(opened.bullets.list.rows, Qt.Key.Key_Escape)
    assert opened.document.bullet(bullet.id) == bullet
    assert opened.briefing.current_bullet == bullet.id


def test_a_section_with_a_length_of_its_own_measures_its_bullets_by_it(opened, bullet):
    place = opened.document.brief.sections[0].id
    assert not opened.briefing.current_row.note
    opened.document.do(SetWishes(place, Wishes(words=5, keep_quotes=True)), "Wish")
    assert "7 words, limit 5" in opened.briefing.current_row.note
    head = opened.briefing.rows.index_of(head_key(place))
    tip = head.data(Qt.ItemDataRole.ToolTipRole)
    assert "For this section alone: 5 words a bullet, quotations kept whole." in tip
    opened.document.undo()
    assert not opened.briefing.current_row.note


def test_esc_gives_up_while_the_engine_still_looks(make_app, article, qtbot):
    window = make_app("--delay", "0.3").open_window(article)
    qtbot.waitUntil(lambda: is_ready(window))
    bullet = window.document.brief.sections[0].bullets[0]
    window.briefing.select(bullet.id)
    window.actions_of["other-wordings"].trigger()
    chooser = window.bullets.list
    assert chooser.head.text() == "Looking for other wordings …"
    assert chooser.busy.isVisible()
    QTest.keyClick(chooser, Qt.Key.Key_Escape)
    assert not chooser.isVisible()
    QTest.qWait(600)
    assert not chooser.isVisible()
    assert window.document.bullet(bullet.id) == bullet


def test_a_locked_bullet_is_not_dropped_with_its_section_unasked(opened, bullet):
    opened.actions_of["lock-bullet"].trigger()
    seen = []

    def keep():
        box = QApplication.activeModalWidget()
        seen.append(box.informativeText())
        box.findChild(QPushButton, "keep").click()

    QTimer.singleShot(50, keep)
    opened.actions_of["drop-section"].trigger()
    assert seen == ["It has a bullet that you wrote, edited or locked. Kept, it goes to “Costs”."]
    assert opened.document.bullet(bullet.id).locked


def test_what_a_person_types_meanwhile_is_not_written_over(make_app, article, qtbot):
    window = make_app("--delay", "0.3").open_window(article)
    qtbot.waitUntil(lambda: is_ready(window))
    bullet = window.document.brief.sections[0].bullets[0]
    window.briefing.select(bullet.id)
    window.actions_of["shorter"].trigger()
    window.document.set_text(bullet.id, "Typed meanwhile.")
    QTest.qWait(700)
    assert window.document.bullet(bullet.id).text == "Typed meanwhile."
