"""The article as it was read can be corrected in the window, by keys, mouse and menus."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from briefing.article import Paragraph, ParagraphKind, Row
from briefing.brief import Brief, BulletOrigin, Verdict
from briefing.desktop.article_lines import LineKind
from briefing.editing.corrections import LeaveOut
from briefing.editing.edits import is_unchecked
from briefing.editing.refitting import PASSAGE_LEFT_OUT
from briefing.storing import load_project
from tests.desktop.conftest import is_ready

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
Alt = Qt.KeyboardModifier.AltModifier
Left = Qt.MouseButton.LeftButton

AD = Paragraph("x1", ParagraphKind.TEXT, "Buy a boat today.")
LINKS = Paragraph("x2", ParagraphKind.TEXT, "More about boats.")


@pytest.fixture
def corrected(opened):
    """A window with a condensed article, of which two passages were left out behind p2."""
    article = opened.document.brief.article
    rows = []
    for row in article.rows:
        rows.append(row)
        if row.paragraph.id == "p2":
            rows += [Row(AD, "advertisement"), Row(LINKS, "related links")]
    brief = opened.document.brief
    opened.document.begin(
        Brief(
            article=article.with_rows(rows),
            sections=brief.sections,
            key_points=brief.key_points,
            next_id=brief.next_id,
        )
    )
    opened.article.setFocus()
    return opened


def ids(window):
    return [p.id for p in window.document.brief.article.paragraphs]


def left_out(window):
    return [item.paragraph.id for item in window.document.brief.article.left_out]


def folds(window):
    return [line for line in window.article.lines if line.kind is LineKind.FOLD]


def press(window, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(window.article, key, modifier)


def choose(window, first, last):
    """Select from the middle of one paragraph to the middle of another."""
    cursor = window.article.textCursor()
    for paragraph, mode in (
        (first, cursor.MoveMode.MoveAnchor),
        (last, cursor.MoveMode.KeepAnchor),
    ):
        cursor.setPosition(window.article.block_of(paragraph).position() + 5, mode)
    window.article.setTextCursor(cursor)


def place_of(window, text):
    """A point of the pane's viewport on these words."""
    found = window.article.document().find(text)
    assert not found.isNull(), text
    found.setPosition(found.selectionStart() + 2)
    return window.article.cursorRect(found).center() + QPoint(3, 0)


def go_to_fold(window):
    cursor = window.article.textCursor()
    number = window.article.lines.index(folds(window)[0])
    cursor.setPosition(window.article.document().findBlockByNumber(number).position())
    window.article.setTextCursor(cursor)


# --- what was left out ---------------------------------------------------------------------------


def test_what_was_left_out_is_one_line_in_its_place(corrected):
    assert [line.text for line in folds(corrected)] == [
        "2 passages left out: advertisement, related links"
    ]
    assert "Buy a boat" not in corrected.article.toPlainText()
    keys = [line.key for line in corrected.article.lines]
    assert keys[keys.index("p2") : keys.index("p3") + 1] == ["p2", "fold:x1", "p3"]


def test_a_click_opens_the_line_and_another_closes_it(corrected):
    QTest.mouseClick(
        corrected.article.viewport(), Left, pos=place_of(corrected, "2 passages left out")
    )
    assert "Buy a boat today." in corrected.article.toPlainText()
    QTest.mouseClick(
        corrected.article.viewport(), Left, pos=place_of(corrected, "2 passages left out")
    )
    assert "Buy a boat" not in corrected.article.toPlainText()


def test_enter_opens_the_line_and_on_a_passage_puts_it_back(corrected):
    go_to_fold(corrected)
    press(corrected, Key.Key_Return)
    press(corrected, Key.Key_Down)
    assert corrected.status.place.text() == "Left out: advertisement"
    press(corrected, Key.Key_Return)
    assert ids(corrected)[2] == "x1"
    assert left_out(corrected) == ["x2"]


def test_the_words_put_back_beside_a_passage_do_so(corrected):
    corrected.actions_of["show-left-out"].trigger()
    found = corrected.article.document().find("back")
    place = corrected.article.cursorRect(found).center() - QPoint(4, 0)
    QTest.mouseClick(corrected.article.viewport(), Left, pos=place)
    assert left_out(corrected) == ["x2"]


def test_insert_on_the_closed_line_puts_all_of_it_back_into_the_section(corrected):
    go_to_fold(corrected)
    press(corrected, Key.Key_Insert)
    assert left_out(corrected) == []
    assert corrected.document.brief.section("s1").paragraphs == ("p1", "p2", "x1", "x2")


def test_everything_left_out_can_be_shown_and_folded_again(corrected):
    action = corrected.actions_of["show-left-out"]
    action.trigger()
    assert action.isChecked()
    assert "More about boats." in corrected.article.toPlainText()
    go_to_fold(corrected)
    press(corrected, Key.Key_Return)
    assert not action.isChecked()
    assert "More about boats." not in corrected.article.toPlainText()


# --- leaving out ---------------------------------------------------------------------------------


def test_delete_leaves_the_paragraph_out_and_marks_the_bullet_that_rested_on_it(corrected, qtbot):
    corrected.article.go_to("p2")
    press(corrected, Key.Key_Delete)
    assert "p2" not in ids(corrected)
    bullet = corrected.document.brief.section("s1").bullets[1]
    assert bullet.text.startswith("A crowd")
    assert bullet.verdict is Verdict.CHECK
    assert PASSAGE_LEFT_OUT in bullet.reasons
    row = corrected.briefing.rows.row_at(corrected.briefing.rows.index_of(bullet.id))
    assert PASSAGE_LEFT_OUT in row.note


def test_after_delete_the_next_paragraph_is_in_hand(corrected):
    corrected.article.go_to("p1")
    press(corrected, Key.Key_Delete)
    press(corrected, Key.Key_Delete)
    assert ids(corrected)[0] == "p3"
    assert corrected.article.chosen.paragraph == "p3"


def test_delete_in_the_briefing_takes_a_bullet_out_and_no_paragraph(corrected):
    before = ids(corrected)
    bullet = corrected.document.brief.section("s1").bullets[0].id
    corrected.briefing.setFocus()
    corrected.briefing.select(bullet)
    QTest.keyClick(corrected.briefing, Key.Key_Delete)
    assert corrected.document.bullet(bullet) is None
    assert ids(corrected) == before


def test_a_selection_over_several_paragraphs_is_acted_on_as_one_step(corrected):
    choose(corrected, "p4", "p6")
    press(corrected, Key.Key_Delete)
    assert {"p4", "p5", "p6"}.isdisjoint(ids(corrected))
    assert corrected.document.history.undo_labels == ("Leave out",)
    press(corrected, Key.Key_Z, Control)
    assert {"p4", "p5", "p6"} <= set(ids(corrected))
    assert not corrected.document.is_dirty


def test_undo_brings_back_evidence_and_verdict_and_the_menu_names_the_step(corrected):
    before = corrected.document.brief
    corrected.article.go_to("p2")
    press(corrected, Key.Key_Delete)
    assert corrected.actions_of["undo"].text() == "&Undo (Leave out)"
    press(corrected, Key.Key_Z, Control)
    assert corrected.document.brief == before
    assert corrected.article.lines[3].key == "p2"


# --- merging, splitting, kinds -------------------------------------------------------------------


def test_control_j_merges_with_the_next_over_what_was_left_out(corrected):
    corrected.article.go_to("p2")
    press(corrected, Key.Key_J, Control)
    merged = corrected.document.brief.article.paragraphs[1]
    assert merged.text.startswith(
        "A crowd of nearly 2,000 came to the opening, the police said. The"
    )
    assert corrected.article.chosen.paragraph == merged.id
    assert merged.text[corrected.article.chosen.at :].startswith(" The first")


def test_split_makes_two_paragraphs_at_the_caret(corrected):
    at = len("It cost 4 million crowns, the mayor said. ")
    corrected.article.go_to("p4", at)
    press(corrected, Key.Key_J, Control | Shift)
    texts = [p.text for p in corrected.document.brief.article.paragraphs]
    assert texts[3:5] == ["It cost 4 million crowns, the mayor said.", "The state paid half."]
    assert corrected.article.chosen.at == 0
    assert corrected.article.line_in_hand.text == "The state paid half."


def test_split_is_offered_only_inside_a_paragraph(corrected):
    corrected.article.go_to("p4", 0)
    assert not corrected.actions_of["split-paragraph"].isEnabled()
    corrected.article.go_to("p4", 9)
    assert corrected.actions_of["split-paragraph"].isEnabled()


def test_a_paragraph_becomes_a_heading_and_is_told_so(corrected):
    corrected.article.go_to("p4", 3)
    press(corrected, Key.Key_2, Control | Alt)
    paragraph = corrected.document.brief.article.by_id["p4"]
    assert (paragraph.kind, paragraph.level) == (ParagraphKind.HEADING, 2)
    assert "p4" not in corrected.document.brief.section("s2").paragraphs
    assert corrected.status.place.text() == "Paragraph 4 of 7: heading 2"
    assert corrected.actions_of["kind-heading-2"].isChecked()
    assert not corrected.actions_of["kind-text"].isChecked()
    assert corrected.article.chosen.at == 3


@pytest.mark.parametrize("kind", ["text", "list", "quote", "table", "caption", "code"])
def test_every_kind_can_be_given_by_the_menu(corrected, kind):
    corrected.article.go_to("p3")
    if kind == "caption":
        corrected.actions_of["kind-text"].trigger()
    corrected.actions_of[f"kind-{kind}"].trigger()
    assert corrected.document.brief.article.by_id["p3"].kind == kind


@pytest.mark.qt_log_ignore("plugin does not support")
def test_the_context_menu_acts_on_the_paragraph_under_the_mouse(corrected, qtbot):
    place = place_of(corrected, "Ferries may stop")
    viewport = corrected.article.viewport()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, place, viewport.mapToGlobal(place)))
    menu = QApplication.activePopupWidget()
    titles = [a.text().replace("&", "") for a in menu.actions() if not a.isSeparator()]
    assert titles[:4] == ["Leave out", "Put back", "Merge with the next", "Split here"]
    assert "Kind of paragraph" in titles
    next(a for a in menu.actions() if a.text() == "&Leave out").trigger()
    menu.close()
    assert "p6" not in ids(corrected)


# --- the pane stays where the person is ----------------------------------------------------------


def test_only_what_differs_is_written_and_the_text_in_sight_stays_in_place(
    make_app, tmp_path, qtbot
):
    path = tmp_path / "long.txt"
    lines = [f"Sentence number {n} stands here. " + "It goes on. " * 12 for n in range(150)]
    path.write_text("\n".join(["Long", *lines]), encoding="utf-8")
    window = make_app().open_window(path)
    qtbot.waitUntil(lambda: is_ready(window))
    pane = window.article
    pane.verticalScrollBar().setValue(2000)
    in_sight = next(line.key for block, line in pane._in_sight() if pane._top_of(block) >= 0)
    height = pane._top_of(pane.block_of(in_sight))
    window.document.do(LeaveOut(("p1", "p2", "p3")), "Leave out")
    assert pane._top_of(pane.block_of(in_sight)) == pytest.approx(height, abs=1)
    window.document.undo()
    assert pane._top_of(pane.block_of(in_sight)) == pytest.approx(height, abs=1)
    whole = [line.text for line in pane.lines]
    assert pane.toPlainText().replace("\xa0", " ").split("\n") == whole


def test_undo_in_the_article_shows_what_it_has_undone(make_app, tmp_path, qtbot):
    path = tmp_path / "long.txt"
    lines = [f"Sentence number {n} stands here. " + "It goes on. " * 12 for n in range(150)]
    path.write_text("\n".join(["Long", *lines]), encoding="utf-8")
    window = make_app().open_window(path)
    qtbot.waitUntil(lambda: is_ready(window))
    window.article.setFocus()
    window.article.go_to("p120")
    press(window, Key.Key_Delete)
    window.article.go_to("p1")
    assert window.article.verticalScrollBar().value() < 200
    press(window, Key.Key_Z, Control)
    top = window.article._top_of(window.article.block_of("p120"))
    assert 0 <= top < window.article.viewport().height()


def test_what_is_copied_are_the_articles_words_alone(corrected):
    corrected.actions_of["show-left-out"].trigger()
    corrected.article.selectAll()
    text = corrected.article.createMimeDataFromSelection().text()
    assert "Buy a boat today." in text
    assert "Put" not in text
    assert "passages left out" not in text


# --- sections that have changed ------------------------------------------------------------------


def head(window, section):
    return window.briefing.rows.row_at(window.briefing.rows.index_of(f"head:{section}"))


def test_the_changed_section_is_marked_and_condensed_again_by_a_click(corrected, qtbot):
    mine = corrected.document.brief.section("s1").bullets[0].id
    corrected.document.set_text(mine, "Mine.")
    corrected.article.go_to("p2")
    press(corrected, Key.Key_Delete)
    assert (head(corrected, "s1").stale, head(corrected, "s2").stale) == (True, False)
    assert corrected.status.message.text() == "1 section has changed since it was condensed."
    corrected.document.undo()
    assert not corrected.status.message.isVisible()
    corrected.document.redo()
    index = corrected.briefing.rows.index_of("head:s1")
    corrected.briefing.scrollTo(index)
    QApplication.processEvents()
    place = corrected.briefing.layout_of_rows.stale_rect(
        head(corrected, "s1"), corrected.briefing.visualRect(index)
    )
    QTest.mouseClick(corrected.briefing.viewport(), Left, pos=place.center())
    qtbot.waitUntil(lambda: not corrected.work.is_busy)
    section = corrected.document.brief.section("s1")
    assert not section.is_stale
    assert [b.text for b in section.bullets if b.origin is BulletOrigin.HUMAN] == ["Mine."]
    assert all("A crowd" not in b.text for b in section.bullets)
    assert corrected.document.history.undo_labels[0] == "Condense again"


def test_only_changed_sections_are_condensed_again(corrected, qtbot):
    others = corrected.document.brief.section("s3").bullets
    corrected.article.go_to("p2")
    press(corrected, Key.Key_Delete)
    assert corrected.actions_of["condense-changed"].isEnabled()
    corrected.actions_of["condense-changed"].trigger()
    qtbot.waitUntil(lambda: not corrected.work.is_busy)
    assert not any(s.is_stale for s in corrected.document.brief.sections)
    assert corrected.document.brief.section("s3").bullets == others
    assert not corrected.actions_of["condense-changed"].isEnabled()


def test_a_screen_reader_hears_that_a_section_has_changed(corrected):
    corrected.article.go_to("p2")
    press(corrected, Key.Key_Delete)
    index = corrected.briefing.rows.index_of("head:s1")
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Opening. The section's paragraphs have changed since it was condensed"


def test_a_bullet_that_lost_its_passage_is_checked_when_it_comes_back(corrected, qtbot):
    corrected.article.go_to("p2")
    press(corrected, Key.Key_Delete)
    bullet = corrected.document.brief.section("s1").bullets[1].id
    corrected.article_commands.hand.put_back(("p2",))
    assert is_unchecked(corrected.document.bullet(bullet))
    qtbot.waitUntil(lambda: not is_unchecked(corrected.document.bullet(bullet)))
    assert corrected.document.bullet(bullet).verdict is Verdict.SUPPORTED


# --- while the engine is at work -----------------------------------------------------------------


def test_a_correction_while_condensing_is_kept_and_what_comes_is_fitted_to_it(
    make_app, article, qtbot
):
    window = make_app("--hold").open_window(article)
    document = window.document
    qtbot.waitUntil(
        lambda: not document.is_empty and any(s.bullets for s in document.brief.sections)
    )
    window.article.setFocus()
    window.article.go_to("p4")
    press(window, Key.Key_Delete)
    window.work.cancel()
    qtbot.waitUntil(lambda: not window.work.is_busy)
    window.work.condense(("s2",))
    window.article.go_to("p5")
    press(window, Key.Key_J, Control)
    qtbot.waitUntil(lambda: not window.work.is_busy)
    brief = window.document.brief
    assert "p4" not in brief.article.by_id
    for _, bullets in brief.places():
        for bullet in bullets:
            for span in bullet.evidence:
                assert brief.article.words_of(span)
    assert brief.section("s2").is_stale


def test_headings_corrected_before_anything_is_condensed_begin_the_condensing_again(
    make_app, article, qtbot
):
    window = make_app("--delay", "1").open_window(article)
    qtbot.waitUntil(lambda: not window.document.is_empty and bool(window.document.brief.sections))
    assert not any(s.condensed for s in window.document.brief.sections)
    window.article.setFocus()
    window.article.go_to("p1")
    press(window, Key.Key_1, Control | Alt)
    assert window.document.brief.sections == ()
    assert window.work.is_condensing
    qtbot.waitUntil(lambda: bool(window.document.brief.sections))
    sectioned = {p for s in window.document.brief.sections for p in s.paragraphs}
    assert "p1" not in sectioned
    assert sectioned == {p.id for p in window.document.brief.article.body}


# --- the file ------------------------------------------------------------------------------------


def test_corrections_are_saved_with_the_briefing(corrected, make_app, tmp_path, qtbot):
    corrected.article.go_to("p4", 20)
    press(corrected, Key.Key_J, Control | Shift)
    corrected.article.go_to("p6")
    press(corrected, Key.Key_Delete)
    path = tmp_path / "corrected.briefing"
    corrected.filing.save(path)
    qtbot.waitUntil(lambda: not corrected.document.is_dirty)
    assert load_project(path).article == corrected.document.brief.article
    other = make_app().open_window(path)
    qtbot.waitUntil(lambda: not other.document.is_empty)
    assert [line.text for line in folds(other)] == [
        "2 passages left out: advertisement, related links",
        "1 passage left out by you",
    ]


def test_a_plain_keystroke_in_a_bullet_leaves_the_article_alone(corrected):
    written = []
    corrected.article.written.connect(lambda: written.append(1))
    editor = corrected.briefing.edit_row(corrected.document.brief.section("s1").bullets[0].id)
    QTest.keyClicks(editor, " and more")
    assert written == []
