"""What is known of the article stands above it and can be corrected in a dialog."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from briefing.article import Details
from briefing.desktop.details_dialog import DetailsDialog
from tests.desktop.test_looks import named_wrongly

Left = Qt.MouseButton.LeftButton


@pytest.fixture
def dialog(opened, qtbot) -> DetailsDialog:
    dialog = DetailsDialog(opened.document.brief.article, opened.theme, opened)
    qtbot.addWidget(dialog)
    return dialog


def note(dialog, field):
    return dialog.findChild(QLabel, f"{field}Note").text()


def answer(fields: dict[str, str], seen: list[str]) -> None:
    """Fill the dialog that is about to open, and accept it."""

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DetailsDialog)
        seen.append(dialog.focusWidget().objectName())
        for name, text in fields.items():
            dialog.fields[name].setText(text)
        dialog.accept()

    QTimer.singleShot(0, fill)


def details_line(window):
    return next(line for line in window.article.lines if line.key == "details").text


def test_what_is_not_known_is_said_above_the_article(opened):
    line = details_line(opened)
    for words in ("no publisher", "no author", "no date", "no language", "no address"):
        assert words in line
    assert line.startswith("bridge.txt")


def test_a_click_on_no_date_leads_to_the_field_and_undo_takes_the_day_back(opened):
    before, seen = opened.document.brief, []
    found = opened.article.document().find("no date")
    found.setPosition(found.selectionStart() + 2)
    place = opened.article.cursorRect(found).center() + QPoint(3, 0)
    answer({"published": "22.11.2026", "authors": "Ana Ruiz; B. Holm"}, seen)
    QTest.mouseClick(opened.article.viewport(), Left, pos=place)
    assert seen == ["published"]
    article = opened.document.brief.article
    assert (article.published, article.authors) == ("2026-11-22", ("Ana Ruiz", "B. Holm"))
    assert "Ana Ruiz, B. Holm  ·  2026-11-22" in details_line(opened)
    assert opened.document.history.undo_labels == ("About the article",)
    opened.document.undo()
    assert opened.document.brief == before
    assert "no date" in details_line(opened)


def test_alt_enter_opens_it_and_a_title_of_ones_own_stands_above(opened):
    seen = []
    opened.article.setFocus()
    answer({"title": "The bridge"}, seen)
    QTest.keyClick(opened.article, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert seen == ["title"]
    assert opened.article.lines[0].text == "The bridge"
    assert opened.document.brief.shown_title == "The bridge"


def test_below_each_field_stands_what_the_file_told(dialog):
    assert note(dialog, "title") == "from the file"
    assert note(dialog, "publisher") == "not in the file"
    dialog.fields["title"].setText("Other")
    assert note(dialog, "title").startswith("the file says: A bridge at last")
    dialog.fields["publisher"].setText("River News")
    assert note(dialog, "publisher") == "filled in by you; not in the file"


def test_what_the_file_told_can_be_taken_again(dialog):
    dialog.fields["title"].setText("Other")
    dialog.findChild(QLabel, "titleNote").linkActivated.emit("use")
    assert dialog.fields["title"].text() == "A bridge at last"
    assert dialog.details == Details(title="A bridge at last")


def test_what_is_no_date_is_said_below_the_field_and_the_dialog_stays(dialog, qtbot):
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.fields["published"].setText("22/11/2026")
    dialog.accept()
    assert dialog.isVisible()
    assert "is not a date" in note(dialog, "published")
    assert dialog.focusWidget() is dialog.fields["published"]
    assert "is not a date" in dialog.fields["published"].accessibleDescription()
    dialog.fields["published"].setText("2026-11-22")
    dialog.accept()
    assert not dialog.isVisible()
    assert dialog.details.published == "2026-11-22"


def test_every_field_has_a_name_and_a_key(dialog):
    assert named_wrongly(dialog) == []
    assert all(field.accessibleName() for field in dialog.fields.values())
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.buddy()]
    letters = [text[text.index("&") + 1].lower() for text in labels]
    assert len(letters) == 6
    assert len(set(letters)) == 6


def test_markup_in_what_the_file_told_is_shown_as_it_is(opened, qtbot):
    opened.article_commands.hand.set_details(Details(title="<b>Bold</b> & more"))
    opened.article_commands.hand.set_details(Details(title="Other"))
    article = opened.document.brief.article
    assert article.as_read.title == "A bridge at last"
    dialog = DetailsDialog(article, opened.theme, opened)
    qtbot.addWidget(dialog)
    assert "A bridge at last" in note(dialog, "title")
    assert opened.article.lines[0].text == "Other"


def test_details_alone_do_not_make_a_section_stale_or_a_bullet_doubtful(opened):
    before = opened.document.brief.sections
    opened.article_commands.hand.set_details(Details(title="Other", language="en"))
    assert opened.document.brief.sections == before
    assert "English" in details_line(opened)
