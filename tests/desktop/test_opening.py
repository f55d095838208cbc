from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from briefing.desktop.document import SectionState
from briefing.desktop.rows import RowKind
from briefing.editing.details import SetDetails
from tests.desktop.conftest import is_ready

SECTIONS = ["Opening", "Costs", "Outlook"]


def kinds(window):
    return [row.kind for row in window.briefing.rows.rows]


def test_an_empty_window_says_how_to_begin(window):
    assert window.pages.currentWidget() is window.empty
    assert window.windowTitle() == "Briefing"
    assert not window.actions_of["save"].isEnabled()
    assert window.actions_of["open"].isEnabled()


def test_an_article_is_shown_with_its_captions_small_and_its_briefing_beside_it(opened):
    assert opened.pages.currentWidget() is opened.splitter
    text = opened.article.toPlainText()
    assert text.startswith("A bridge at last\n")
    assert "Credit: River News" in text
    assert [s.title for s in opened.document.brief.sections] == SECTIONS
    assert kinds(opened).count(RowKind.HEAD) == 4
    assert kinds(opened).count(RowKind.BULLET) == 7
    assert "bridge.txt" in opened.windowTitle()


def test_sections_come_first_and_bullets_section_by_section(make_app, article, qtbot):
    window = make_app("--hold").open_window()
    window.ways_in.open_paths([article])
    qtbot.waitUntil(
        lambda: not window.document.is_empty and window.document.state_of("s2").name == "WORKING"
    )
    document = window.document
    assert [s.title for s in document.brief.sections] == SECTIONS
    assert len(document.brief.section("s1").bullets) == 2
    assert document.state_of("s1") is SectionState.DONE
    assert document.state_of("s3") is SectionState.WAITING
    notes = {row.text: row.note for row in window.briefing.rows.rows if row.kind is RowKind.HEAD}
    assert notes["Opening"] == "2 bullets"
    assert notes["Costs"] == "condensing …"
    assert notes["Outlook"] == "waiting"
    assert window.status.work.text() == "Section 2 of 3: Costs"
    assert window.status.progress.value() == 1


def test_finished_sections_can_be_edited_while_others_are_condensed(make_app, article, qtbot):
    window = make_app("--hold").open_window()
    window.ways_in.open_paths([article])
    qtbot.waitUntil(
        lambda: not window.document.is_empty and window.document.state_of("s2").name == "WORKING"
    )
    bullet = window.document.brief.section("s1").bullets[0]
    editor = window.briefing.edit_row(bullet.id)
    QTest.keyClicks(editor, " More.")
    assert window.document.bullet(bullet.id).text == f"{bullet.text} More."
    qtbot.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.work.is_busy)
    assert window.document.bullet(bullet.id).text.endswith("More.")


def test_cancelling_keeps_what_is_finished_and_offers_to_go_on(make_app, article, qtbot):
    window = make_app("--hold").open_window()
    window.ways_in.open_paths([article])
    qtbot.waitUntil(
        lambda: not window.document.is_empty and window.document.state_of("s2").name == "WORKING"
    )
    qtbot.mouseClick(window.status.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.work.is_busy)
    assert len(window.document.brief.section("s1").bullets) == 2
    assert window.document.state_of("s2") is SectionState.LEFT
    assert not window.status.is_working
    assert "stopped" in window.status.message.text()
    assert window.actions_of["condense-all"].isEnabled()
    assert window.bars.sentence("rest") == "2 sections are not condensed yet."
    before = window.document.brief.section("s1")
    rest = window.bars.bar("rest").findChild(object, "bar-rest")
    qtbot.mouseClick(rest, Qt.MouseButton.LeftButton)
    assert window.bars.sentence("rest") == ""
    qtbot.waitUntil(lambda: is_ready(window))
    assert window.document.brief.section("s1") == before
    assert all(s.bullets for s in window.document.brief.sections)
    assert window.bars.sentence("rest") == ""


def test_a_saved_briefing_that_was_left_half_done_offers_the_rest(
    make_app, article, tmp_path, qtbot
):
    app = make_app("--hold")
    window = app.open_window(article)
    qtbot.waitUntil(
        lambda: not window.document.is_empty and window.document.state_of("s2").name == "WORKING"
    )
    window.work.cancel()
    qtbot.waitUntil(lambda: not window.work.is_busy)
    path = tmp_path / "half.briefing"
    with qtbot.waitSignal(window.filing.happened):
        window.filing.save(path)
    window.close()
    other = app.open_window(path)
    qtbot.waitUntil(lambda: other.bars.sentence("rest") != "")
    assert not other.work.is_busy
    rest = other.bars.bar("rest").findChild(object, "bar-rest")
    qtbot.mouseClick(rest, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: is_ready(other))


@pytest.mark.parametrize(("code", "name"), [("de", "German"), ("pt-BR", "Portuguese")])
def test_an_article_in_a_language_that_the_models_do_not_know_says_so(
    window, tmp_path, code, name, qtbot
):
    path = tmp_path / "other.txt"
    path.write_text(f"Title language={code}\nOne line. Two.\nThree.\nFour.\n", encoding="utf-8")
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: is_ready(window))
    assert f"This article is in {name}" in window.bars.sentence("language")
    assert "as they stand" in window.bars.sentence("language")
    assert window.bars.bar("language").property("bar") == "notice"


def test_a_language_that_a_person_corrects_is_believed(window, tmp_path, qtbot):
    path = tmp_path / "other.txt"
    path.write_text("Title language=de\nOne line. Two.\nThree.\nFour.\n", encoding="utf-8")
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: is_ready(window))
    details = replace(window.document.brief.article.details, language="en")
    window.document.do(SetDetails(details), "Details")
    assert window.bars.sentence("language") == ""
    window.document.undo()
    assert "German" in window.bars.sentence("language")


def test_a_briefing_that_stays_empty_for_its_language_is_not_empty_in_silence(
    window, tmp_path, qtbot
):
    path = tmp_path / "other.txt"
    path.write_text("Title language=zh\nOne line. Two.\nThree.\nFour.\n", encoding="utf-8")
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: "write the bullets yourself" in window.bars.sentence("language"))
    assert "Chinese" in window.bars.sentence("language")


@pytest.mark.parametrize("code", ["en", "en-GB", "und"])
def test_nothing_is_said_of_english_or_of_an_unknown_language(window, tmp_path, code, qtbot):
    path = tmp_path / "other.txt"
    path.write_text(f"Title language={code}\nOne line. Two.\nThree.\nFour.\n", encoding="utf-8")
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: is_ready(window))
    assert window.bars.sentence("language") == ""


def test_the_machines_work_alone_is_not_asked_about_when_closing(opened):
    assert not opened.isWindowModified()
    assert opened.close()


def test_without_a_language_model_a_quiet_bar_offers_one(make_app, article, qtbot):
    window = make_app("--no-model").open_window(article)
    qtbot.waitUntil(lambda: is_ready(window))
    qtbot.waitUntil(lambda: window.bars.sentence("model") != "")
    assert "the article's own sentences" in window.bars.sentence("model")
    button = window.bars.bar("model").findChild(object, "bar-install")
    assert "93 MB" in button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is installed" in window.bars.sentence("model"))
    again = window.bars.bar("model").findChild(object, "bar-again")
    qtbot.mouseClick(again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.document.history.can_undo and not window.work.is_busy)
    assert all(b.origin == "model" for b in window.document.brief.section("s1").bullets)
