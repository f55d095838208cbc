import stat

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from briefing.desktop.filing import KEEP_AFTER_MS
from briefing.desktop.questions import export_filters
from briefing.exporting import FORMATS
from briefing.storing import RecoveryFile, load_project
from tests.desktop.conftest import is_ready


def edit(window, text=" Mine."):
    bullet = window.document.brief.section("s1").bullets[0]
    QTest.keyClicks(window.briefing.edit_row(bullet.id), text)
    return bullet.id


def save(window, path, qtbot):
    with qtbot.waitSignal(window.filing.happened):
        window.filing.save(path)


def answer(name):
    """Press a button of the question that is about to be asked."""
    seen = []

    def press():
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        box.findChild(object, name).click()

    QTimer.singleShot(50, press)
    return seen


def test_a_saved_briefing_opens_again_as_it_was(opened, make_app, tmp_path, qtbot):
    edit(opened)
    assert opened.isWindowModified()
    written = opened.document.brief.sections  # the check of what was typed may come any time
    path = tmp_path / "bridge.briefing"
    save(opened, path, qtbot)
    assert not opened.isWindowModified()
    assert "Saved as bridge.briefing" in opened.status.message.text()
    assert "bridge.briefing" in opened.windowTitle()
    other = make_app().open_window(path)
    qtbot.waitUntil(lambda: not other.document.is_empty)
    assert other.document.brief.sections == written
    assert other.document.path == path
    assert not other.document.is_dirty
    assert not other.work.is_busy


def test_undo_reaches_behind_a_save(opened, tmp_path, qtbot):
    bullet = edit(opened)
    save(opened, tmp_path / "a.briefing", qtbot)
    opened.actions_of["undo"].trigger()
    assert not opened.document.bullet(bullet).text.endswith("Mine.")
    assert opened.isWindowModified()


def test_the_ending_is_added_to_a_saved_name(opened, tmp_path, qtbot):
    save(opened, tmp_path / "bridge", qtbot)
    assert (tmp_path / "bridge.briefing").is_file()


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".html", ".md", ".json"])
def test_the_document_is_written_and_can_be_opened_from_the_status_line(
    opened, tmp_path, qtbot, ending
):
    path = tmp_path / f"out{ending}"
    with qtbot.waitSignal(opened.filing.happened, timeout=30_000):
        opened.filing.export(path)
    assert path.stat().st_size > 100
    assert opened.bars.sentence("error") == ""
    assert path.name in opened.status.message.text()
    assert opened.status.button.text() == "Open it"


def test_every_format_that_can_be_exported_is_offered():
    assert next(iter(export_filters().values())) == ".docx"
    assert set(export_filters().values()) == set(FORMATS)


def test_what_cannot_be_written_is_told_and_nothing_is_lost(opened, tmp_path, qtbot):
    bullet = edit(opened)
    folder = tmp_path / "not" / "there"
    for write in (opened.filing.save, opened.filing.export):
        with qtbot.waitSignal(opened.filing.happened, timeout=30_000):
            write(folder / "out.docx")
        assert opened.bars.sentence("error").endswith(".")
        assert not folder.exists()
    assert opened.document.bullet(bullet).text.endswith("Mine.")
    assert opened.document.is_dirty


def test_a_damaged_briefing_is_told_in_a_bar(window, tmp_path, qtbot):
    path = tmp_path / "broken.briefing"
    path.write_bytes(b"PK nothing of the kind")
    window.ways_in.open_paths([path])
    qtbot.waitUntil(lambda: window.bars.sentence("failures") != "")
    assert "broken.briefing" in window.bars.sentence("failures")
    assert window.document.is_empty


def test_closing_with_unsaved_changes_asks_and_cancel_keeps_the_window(opened):
    edit(opened)
    seen = answer("cancel")
    assert not opened.close()
    assert "bridge.txt" in seen[0]
    assert opened.isVisible()


def test_closing_without_saving_throws_the_changes_away(opened, home):
    edit(opened)
    answer("discard")
    assert opened.close()
    assert RecoveryFile.found() == []


def test_closing_can_save_first(opened, tmp_path, qtbot):
    path = tmp_path / "bridge.briefing"
    save(opened, path, qtbot)
    bullet = edit(opened)
    app = opened.host
    answer("save")
    opened.close()
    qtbot.waitUntil(lambda: app.windows == [])
    assert load_project(path).find(bullet)[2].text.endswith("Mine.")


def test_a_save_that_fails_while_closing_keeps_the_window(opened, tmp_path, qtbot):
    folder = tmp_path / "later-gone"
    folder.mkdir()
    save(opened, folder / "bridge.briefing", qtbot)
    edit(opened)
    (folder / "bridge.briefing").unlink()
    folder.rmdir()
    answer("save")
    opened.close()
    qtbot.waitUntil(lambda: opened.bars.sentence("error") != "")
    assert opened.isVisible()
    assert opened.document.is_dirty


def test_unsaved_work_is_kept_aside_and_brought_back(opened, make_app, qtbot, home):
    bullet = edit(opened)
    kept = list((home / "recovery").glob("*.briefing"))
    assert kept == []
    qtbot.waitUntil(
        lambda: list((home / "recovery").glob("*.briefing")) != [], timeout=KEEP_AFTER_MS + 4000
    )
    (file,) = (home / "recovery").glob("*.briefing")
    assert stat.S_IMODE((home / "recovery").stat().st_mode) == 0o700
    qtbot.waitUntil(lambda: not opened.filing.is_busy)
    orphan = file.with_name("orphan.briefing")
    orphan.write_bytes(file.read_bytes())

    app = make_app()
    other = app.open_window()
    app.offer_recovery()
    bar = other.bars.bar("recovery-orphan.briefing")
    assert "A bridge at last" in bar.sentence
    qtbot.mouseClick(bar.findChild(object, "bar-recover"), Qt.MouseButton.LeftButton)
    assert other.document.bullet(bullet).text.endswith("Mine.")
    assert other.document.is_dirty
    assert not orphan.exists()


def test_saved_work_is_no_longer_kept_aside(opened, tmp_path, qtbot, home):
    edit(opened)
    opened.filing.keep_now()
    qtbot.waitUntil(lambda: list((home / "recovery").glob("*.briefing")) != [])
    save(opened, tmp_path / "a.briefing", qtbot)
    qtbot.waitUntil(lambda: list((home / "recovery").glob("*.briefing")) == [])


def test_the_layout_is_remembered(make_app, article, qtbot):
    app = make_app()
    window = app.open_window(article)
    qtbot.waitUntil(lambda: is_ready(window))
    window.resize(790, 720)  # the screen of the offscreen platform is 800 wide
    window.splitter.setSizes([300, 487])
    QApplication.processEvents()
    sizes = window.splitter.sizes()
    window.close()
    again = app.open_window(article)
    qtbot.waitUntil(lambda: is_ready(again))
    QApplication.processEvents()
    assert again.size().width() == 790
    assert again.splitter.sizes() == sizes
