import re
from itertools import product

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)

from briefing.desktop.actions import MENUS, SUBMENUS, TOOLBAR, action_specs
from briefing.desktop.keys_dialog import KeysDialog
from briefing.desktop.rows import Row, RowKind
from briefing.desktop.settings_dialog import SettingsDialog
from briefing.desktop.status_line import MESSAGE_PIXELS
from briefing.desktop.theme import Theme
from briefing.resources import resource
from briefing.settings import Options

GROUNDS = ("window", "base", "article", "selected", "hover", "error_ground", "notice_ground")
ON_PAPER = ("dim", "accent", "supported", "check", "unsupported", "unchecked")


def luminance(colour: QColor) -> float:
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_can_be_read_on_every_ground(qapp, scheme):
    theme = Theme()
    theme.set_scheme(scheme)
    pairs = [("text", g) for g in (*GROUNDS, "evidence", "selection")]
    pairs += list(product(ON_PAPER, ("base", "selected", "hover", "window")))
    pairs += [("dim", "article"), ("on_accent", "accent"), ("unsupported", "error_ground")]
    weak = {
        pair: round(value, 2)
        for pair in pairs
        if (value := contrast(theme.colour(pair[0]), theme.colour(pair[1]))) < 4.5
    }
    assert weak == {}


def test_both_schemes_name_the_same_colours_and_the_style_sheet_uses_only_those(qapp):
    theme = Theme()
    light = set(theme.colours)
    used = set(re.findall(r"@(\w+)", resource("theme.qss").read_text(encoding="utf-8")))
    theme.set_scheme("dark")
    assert set(theme.colours) == light
    assert used <= light


def test_every_icon_is_there_and_none_is_left_over(qapp):
    drawn = {p.stem for p in resource("icons").glob("*.svg")}
    named = {spec.icon for spec in action_specs() if spec.icon}
    named |= {"briefing", "supported", "check", "unsupported", "unchecked", "grip", "close"}
    named |= {"model", "quote", "edited", "error", "info", "drop"}
    assert named == drawn


def test_every_action_has_a_tip_and_a_place_in_a_menu():
    specs = {spec.id: spec for spec in action_specs()}
    menus = [*(ids for _, ids in MENUS), *SUBMENUS.values()]
    in_menus = {id_ for ids in menus for id_ in ids.split()} - {"-", "@recent", "@give", *SUBMENUS}
    assert in_menus == set(specs)
    assert set(TOOLBAR.split()) - {"-"} <= set(specs)
    assert all(len(spec.tip) > 10 for spec in specs.values())


def test_no_two_actions_share_a_shortcut(window):
    seen: dict[str, str] = {}
    for spec in action_specs():
        for key in window.actions_of[spec.id].shortcuts():
            text = key.toString(QKeySequence.SequenceFormat.PortableText)
            assert seen.setdefault(text, spec.id) == spec.id, text


def named_wrongly(root: QWidget) -> list[str]:
    kinds = (QAbstractButton, QTextEdit, QComboBox, QAbstractSpinBox)
    wrong = []
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, kinds) or not widget.isVisibleTo(root):
            continue
        if widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, QPushButton) and widget.parent().inherits("QDialogButtonBox"):
            continue
        spoken = widget.accessibleName() or getattr(widget, "text", lambda: "")()
        if not widget.objectName() or not spoken:
            wrong.append(f"{type(widget).__name__} {widget.objectName()!r}")
    return wrong


def test_every_control_has_a_name_for_tests_and_for_screen_readers(opened):
    opened.news.say_error("Something is wrong; do this.")
    assert named_wrongly(opened) == []
    assert opened.briefing.accessibleName()


def test_the_settings_dialog_gives_what_was_chosen(window, qtbot):
    dialog = SettingsDialog(Options(), ["small"], can_condense=True, parent=window)
    qtbot.addWidget(dialog)
    assert named_wrongly(dialog) == []
    dialog.words.setValue(30)
    dialog.bullets.setValue(6)
    dialog.model.setCurrentIndex(dialog.model.findData("extract"))
    assert dialog.options == Options(model="extract", bullets=6, words=30)


def test_every_key_of_the_menus_is_listed_in_the_help(window, qtbot):
    dialog = KeysDialog(window.actions_of.by_menu(), window)
    qtbot.addWidget(dialog)
    assert named_wrongly(dialog) == []
    shown = dialog.list.toPlainText()
    for spec in action_specs():
        for key in window.actions_of[spec.id].shortcuts():
            assert key.toString(QKeySequence.SequenceFormat.NativeText) in shown
    assert "Drag a line in the article" in shown


def test_chosen_settings_are_remembered_for_the_next_window(window):
    window.memory.keep_options(Options(words=30))
    assert window.memory.options(Options()) == Options(words=30)
    assert window.memory.options(Options(words=12)) == Options(words=12)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_in_a_small_window(opened, qapp, scheme):
    opened.theme.set_scheme(scheme)
    opened.theme.apply(qapp)
    opened.resize(1024, 700)
    QApplication.processEvents()
    assert opened.size() == QSize(1024, 700)
    for widget in (*opened.findChildren(QLabel), *opened.findChildren(QToolButton)):
        if widget.isVisible() and widget.objectName() != "qt_toolbar_ext_button":
            assert widget.width() >= widget.minimumSizeHint().width(), widget.objectName()
    extension = opened.findChild(QToolButton, "qt_toolbar_ext_button")
    assert extension is None or not extension.isVisible()


def test_larger_text_makes_rows_higher_and_is_remembered(opened):
    key = opened.document.brief.section("s1").bullets[0].id
    index = opened.briefing.rows.index_of(key)
    before = opened.briefing.visualRect(index).height()
    for _ in range(4):
        opened.actions_of["larger"].trigger()
    QApplication.processEvents()
    assert opened.briefing.visualRect(index).height() > before
    assert opened.memory.text_step == 4


def test_the_row_and_its_editor_lay_text_out_alike(opened):
    key = opened.document.brief.section("s1").bullets[0].id
    editor = opened.briefing.edit_row(key)
    QTest.keyClicks(
        editor, " and a good deal more that needs a second and a third line of text" * 2
    )
    QApplication.processEvents()
    row = opened.briefing.current_row
    index = opened.briefing.rows.index_of(key)
    rect = opened.briefing.layout_of_rows.text_rect(row, opened.briefing.visualRect(index))
    assert editor.document().size().height() == pytest.approx(rect.height(), abs=1)
    assert editor.geometry().topLeft() == rect.topLeft()
    assert editor.verticalScrollBar().maximum() == 0


def test_the_article_marks_the_section_in_hand_and_can_be_hidden(opened):
    section = opened.document.brief.section("s2")
    opened.briefing.select(section.bullets[0].id)
    assert opened.article._section == frozenset(section.paragraphs)
    opened.actions_of["show-article"].trigger()
    assert not opened.article.isVisible()
    opened.actions_of["show-article"].trigger()
    assert opened.article.isVisible()


def test_evidence_far_down_is_scrolled_into_view(make_app, tmp_path, qtbot):
    path = tmp_path / "long.txt"
    lines = [f"Sentence number {n} stands here. " + "It goes on. " * 12 for n in range(150)]
    path.write_text("\n".join(["Long", *lines]), encoding="utf-8")
    window = make_app().open_window(path)
    qtbot.waitUntil(lambda: not window.document.is_empty and not window.work.is_busy)
    window.briefing.select(window.document.brief.section("s3").bullets[0].id)
    selection = window.article.extraSelections()[0]
    assert (
        window.article.viewport()
        .rect()
        .contains(window.article.cursorRect(selection.cursor).center())
    )
    assert window.article.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard


@pytest.mark.parametrize("step", [0, 6, 12])
def test_what_stands_beside_a_sections_title_has_room_in_any_size(opened, step):
    opened.set_text_step(step)
    layout = opened.briefing.layout_of_rows
    metrics = QFontMetrics(layout.note_font)
    for note in ("not condensed", "condensing …", "changed", "12 bullets", "73 of 100 words"):
        row = Row(RowKind.HEAD, "head:s1", "s1", "Opening", note)
        room = layout.head_note_rect(row, QRect(0, 0, 600, 60))
        assert metrics.horizontalAdvance(note) <= room.width()
        if note in {"not condensed", "changed"}:
            assert layout.stale_rect(row, QRect(0, 0, 600, 60)).left() >= room.left()


def test_words_at_the_bottom_are_cut_before_they_make_the_window_wider(opened, qtbot):
    opened.resize(opened.minimumSizeHint())
    width = opened.width()
    opened.article.setFocus()
    opened.article.go_to("p4")
    opened.status.say("Something long was done. " * 20, "Undo", opened.document.undo)
    opened.status.counts.setText("1234 bullets  ·  5678 words  ·  9 sections have changed " * 3)
    opened.layout().activate()
    assert opened.minimumSizeHint().width() <= width
    assert opened.status.message.toolTip().startswith("Something long")
    qtbot.waitUntil(lambda: opened.status.message.width() >= MESSAGE_PIXELS)
