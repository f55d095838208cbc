"""The lines of the article pane say what was left out, and what is known of the article."""

import re

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QLabel

from briefing.article import Article, Paragraph, ParagraphKind, Row
from briefing.desktop.article_lines import (
    DETAIL,
    LineKind,
    kind_name,
    language_name,
    lines_of,
)
from briefing.desktop.details_dialog import DetailsDialog
from briefing.editing.corrections import BY_HAND

TEXT = ParagraphKind.TEXT


def article(*reasons: str, **details) -> Article:
    """One kept paragraph, and behind it one that was left out for each reason."""
    rows = [Row(Paragraph("p1", TEXT, "The bridge is shut."))]
    rows += [Row(Paragraph(f"x{n}", TEXT, "Buy."), reason) for n, reason in enumerate(reasons)]
    return Article("bridge.txt", "0" * 64, (), **details).with_rows(rows)


def fold(*reasons: str) -> str:
    lines = lines_of(article(*reasons), ())
    return next(line.text for line in lines if line.kind is LineKind.FOLD)


@pytest.mark.parametrize(
    ("reasons", "text"),
    [
        (["advertisement"], "1 passage left out: advertisement"),
        (["advertisement"] * 2, "2 passages left out: advertisement"),
        ([BY_HAND], "1 passage left out by you"),
        ([BY_HAND, BY_HAND], "2 passages left out by you"),
        (["navigation", BY_HAND], "2 passages left out: navigation, by you"),
        (["a", "b", "c", "d"], "4 passages left out: a, b, c, …"),
    ],
)
def test_a_fold_says_how_many_and_why(reasons, text):
    assert fold(*reasons) == text


def test_passages_apart_have_folds_of_their_own():
    before = Row(Paragraph("x9", TEXT, "Home"), "navigation")
    whole = article("advertisement")
    lines = lines_of(whole.with_rows((before, *whole.rows)), ())
    assert [line.key for line in lines[2:]] == ["fold:x9", "p1", "fold:x0"]


def test_an_open_fold_shows_its_passages_and_all_keys_are_unique():
    lines = lines_of(article("advertisement", "navigation"), {"x1"})
    assert [line.kind for line in lines[-2:]] == [LineKind.LEFT_OUT, LineKind.LEFT_OUT]
    assert lines[-3].is_open
    assert len({line.key for line in lines}) == len(lines)


def test_what_is_known_comes_first_and_what_is_not_leads_to_its_field():
    details = lines_of(article(title="A", published="2026-11-22", language="de"), ())[1]
    assert details.text.startswith("2026-11-22  ·  German  ·  bridge.txt  ·  no publisher")
    targets = [piece.target for piece in details.pieces if piece.target]
    assert targets == [f"{DETAIL}{name}" for name in ("publisher", "authors", "url")]


def test_without_a_title_that_is_said_too():
    title = lines_of(article(), ())[0]
    assert (title.text, title.pieces[0].target) == ("no title", f"{DETAIL}title")


def test_notes_on_the_reading_stand_above_the_text():
    lines = lines_of(article(title="A", notes=("The text was read from pictures.",)), ())
    assert (lines[2].kind, lines[2].text) == (LineKind.NOTE, "The text was read from pictures.")


def test_every_kind_has_a_name():
    assert len({kind_name(kind, 2) for kind in ParagraphKind}) == len(ParagraphKind)
    assert kind_name(ParagraphKind.HEADING, 2) == "heading 2"


def test_a_language_that_nobody_knows_is_called_by_its_code():
    assert [language_name(code) for code in ("en", "tlh")] == ["English", "tlh"]


class Longer(QTranslator):
    """Makes every text longer by 40 %, as German often is."""

    def translate(self, context, source, disambiguation=None, n=-1) -> str:
        if re.fullmatch(r"[\W\d]*", source):
            return source
        return f"{source} {'ä' * (len(source) * 2 // 5)}"


@pytest.mark.qt_log_ignore("plugin does not support")
def test_longer_words_of_another_language_fit(opened, qapp, qtbot):
    translator = Longer(qapp)
    qapp.installTranslator(translator)
    try:
        dialog = DetailsDialog(opened.document.brief.article, opened.theme, opened)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.fields["title"].setText("Another title, which the person would rather have")
        qapp.processEvents()
        for label in dialog.findChildren(QLabel):
            assert label.width() >= label.minimumSizeHint().width(), label.text()
            if not label.wordWrap():
                assert label.width() >= label.sizeHint().width(), label.text()
        opened.resize(1024, 700)
        opened.article.setFocus()
        opened.article.go_to("p2")
        opened.article_commands.hand.leave_out()
        qapp.processEvents()
        assert opened.width() == 1024
        head = opened.briefing.rows.row_at(opened.briefing.rows.index_of("head:s1"))
        rect = opened.briefing.visualRect(opened.briefing.rows.index_of("head:s1"))
        layout = opened.briefing.layout_of_rows
        assert layout.stale_rect(head, rect).left() >= layout.text_rect(head, rect).right()
    finally:
        qapp.removeTranslator(translator)
