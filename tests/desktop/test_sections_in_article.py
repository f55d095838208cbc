"""Sections are begun, moved, joined and filled from where the caret is in the article."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolTip

from briefing.desktop.rows import RowKind, head_key
from briefing.desktop.sections_by_hand import Saying
from briefing.editing import cuts
from tests.desktop.sections import bullets, choose, cut, into_article, order, press


def test_a_key_pressed_twice_in_the_article_moves_the_same_beginning_twice(opened):
    both = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
    opened.document.do(cuts.assign(opened.document.brief, ["p4", "p5", "p6"], "s3"), "Give")
    opened.document.do(cuts.assign(opened.document.brief, ["p4", "p5"], "s1"), "Give")
    into_article(opened, "p6")
    press(Qt.Key.Key_Up, both)
    assert cut(opened)["s3"] == ("p5", "p6", "p7")
    press(Qt.Key.Key_Up, both)
    assert cut(opened)["s3"] == ("p4", "p5", "p6", "p7")
    assert opened.sections.section.id == "s3"


def test_it_is_said_why_a_beginning_moves_no_further(opened):
    into_article(opened, "p1")
    choose(opened, "section-earlier")
    assert "where the article does" in opened.status.message.text()
    into_article(opened, "p4")
    choose(opened, "section-earlier")
    choose(opened, "section-earlier")
    assert "one paragraph left" in opened.status.message.text()
    assert cut(opened)["s1"] == ("p1",)


def test_a_menu_that_takes_the_keyboard_leaves_the_section_in_hand(opened):
    opened.briefing.select(head_key("s1"))
    into_article(opened, "p6")
    opened.menuBar().setFocus()
    assert not opened.article.hasFocus()
    opened.enable_actions()
    assert opened.sections.section.id == "s3"
    assert opened.actions_of["join-section"].isEnabled()


def test_a_name_that_is_ended_by_enter_adds_no_bullet_and_leads_back_to_the_article(opened, qtbot):
    into_article(opened, "p5")
    choose(opened, "begin-section")
    qtbot.keyClicks(opened.briefing.editor, "The toll")
    press(Qt.Key.Key_Return)
    assert opened.briefing.editor is None
    assert opened.article.hasFocus()
    assert [s.title for s in opened.document.brief.sections] == [
        "Opening", "Costs", "The toll", "Outlook",
    ]  # fmt: skip
    assert opened.document.history.undo_labels == ("Section title", "Begin a section")


def test_a_section_that_is_begun_goes_down_to_the_next_line_and_no_further(opened):
    opened.document.do(cuts.assign(opened.document.brief, ["p7"], "s1"), "Give")
    into_article(opened, "p2")
    choose(opened, "begin-section")
    (new,) = set(cut(opened)) - {"s1", "s2", "s3"}
    assert cut(opened)[new] == ("p2",)
    assert cut(opened)["s1"] == ("p1", "p7")


def test_in_the_article_a_section_joins_the_one_whose_text_stands_above(opened):
    opened.document.do(cuts.move(opened.document.brief, "s1", 2), "Move")
    assert order(opened) == ["s2", "s3", "s1"]
    into_article(opened, "p4")
    choose(opened, "join-section")
    assert cut(opened) == {"s3": ("p6", "p7"), "s1": ("p1", "p2", "p4", "p5")}


@pytest.mark.qt_log_ignore("plugin does not support raise", extend=True)
def test_the_reason_of_a_beginning_is_told_by_a_key_too(opened):
    into_article(opened, "p7")
    choose(opened, "section-later")
    into_article(opened, "p7")
    choose(opened, "section-why")
    assert "“Outlook” begins here. You have put its beginning here." in QToolTip.text()


def test_a_click_on_a_line_takes_its_section_in_hand(opened):
    run = opened.lines.shown[1]
    opened.lines.chosen.emit(run)
    assert opened.sections.is_in_article
    assert opened.sections.section.id == "s2"
    assert opened.briefing.current_row.key == head_key("s2")


# --- giving paragraphs ---------------------------------------------------------------------------


def give(window, section):
    """As the menu does it."""
    window.actions_of.give.aboutToShow.emit()
    action = window.findChild(QAction, f"give-to-{section}")
    action.trigger()


def test_a_paragraph_is_given_to_a_section_with_its_bullets(opened):
    into_article(opened, "p5")
    before = bullets(opened)
    give(opened, "s3")
    assert cut(opened)["s3"] == ("p5", "p6", "p7")
    assert bullets(opened)["s3"] == [before["s2"][1], *before["s3"]]
    opened.document.undo()
    assert bullets(opened) == before


def test_the_menu_ticks_the_section_that_has_the_paragraph(opened):
    into_article(opened, "p5")
    opened.actions_of.give.aboutToShow.emit()
    ticked = [a.text() for a in opened.actions_of.give.actions() if a.isChecked()]
    assert ticked == ["Costs"]


def test_a_section_that_has_given_all_away_says_that_nothing_stands_under_its_title(opened):
    for paragraph in ("p4", "p5"):
        into_article(opened, paragraph)
        give(opened, "s1")
    assert cut(opened)["s2"] == ()
    rows = [r for r in opened.briefing.rows.rows if r.place == "s2"]
    assert [r.note for r in rows if r.kind is RowKind.HEAD] == ["empty"]
    assert "Nothing in the article stands under this title" in rows[1].text
    opened.briefing.setFocus()
    opened.briefing.select(head_key("s2"))
    choose(opened, "section-later")
    assert "has no paragraph" in opened.status.message.text()


def test_text_given_to_no_section_becomes_one_again_whole(opened):
    for paragraph in ("p4", "p5"):
        into_article(opened, paragraph)
        give(opened, "none")
    assert cut(opened)["s2"] == ()
    into_article(opened, "p4")
    choose(opened, "begin-section")
    (new,) = set(cut(opened)) - {"s1", "s2", "s3"}
    assert cut(opened)[new] == ("p4", "p5")


@pytest.mark.qt_log_ignore("plugin does not support raise", extend=True)
def test_without_the_article_the_reason_is_told_beside_the_title(opened):
    opened.article.hide()
    opened.briefing.setFocus()
    opened.briefing.select(head_key("s2"))
    choose(opened, "section-later")
    choose(opened, "section-why")
    assert QToolTip.text() == "<qt>You have put its beginning here.<br>1 paragraph</qt>"


def test_a_long_message_does_not_make_the_window_wider(opened):
    opened.resize(opened.minimumSizeHint())
    width = opened.width()
    opened.sections.said.emit(Saying("A long message. " * 40))
    opened.layout().activate()
    assert opened.minimumSizeHint().width() <= width


def test_a_screen_reader_is_told_in_which_section_the_caret_is(opened):
    for paragraph, place in (("p4", "Begins “Costs”"), ("p5", "In “Costs”")):
        into_article(opened, paragraph)
        assert opened.article.accessibleDescription().endswith(place)
    give(opened, "none")
    opened.article.go_to("p6")
    opened.article.go_to("p5")
    assert opened.article.accessibleDescription().endswith("In no section")
