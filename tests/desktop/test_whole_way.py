"""The whole way with the real worker and the installed models."""

import shutil

import pytest
from PySide6.QtTest import QTest

from briefing.desktop.engine_process import worker_command
from briefing.editing.edits import is_unchecked
from briefing.resources import sample
from briefing.settings import HOME_VARIABLE, models_folder


@pytest.mark.model
@pytest.mark.slow
def test_an_article_becomes_a_checked_edited_saved_and_exported_briefing(
    installed_models, make_app, tmp_path, monkeypatch, qtbot
):
    monkeypatch.delenv(HOME_VARIABLE)
    models = models_folder()
    home = tmp_path / "with-models"
    home.mkdir()
    (home / "models").symlink_to(models, target_is_directory=True)
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    window = make_app(worker=worker_command()).open_window(sample("border-town.txt"))
    document = window.document

    qtbot.waitUntil(lambda: not document.is_empty and not window.work.is_busy, timeout=400_000)
    assert window.bars.sentence("error") == ""
    assert len(document.brief.sections) > 2
    assert all(section.bullets for section in document.brief.sections)
    assert document.brief.key_points
    assert document.brief.engine.model != "extract"
    bullets = [b for s in document.brief.sections for b in s.bullets]
    assert all(b.evidence for b in bullets)

    first = document.brief.sections[0].bullets[0]
    window.briefing.select(first.id)
    assert window.article.marked_words[0] == document.brief.article.words_of(first.evidence[0])

    editor = window.briefing.edit_row(first.id)
    editor.selectAll()
    QTest.keyClicks(editor, "A thousand dragons were sold to a bank in 1756.")
    qtbot.waitUntil(lambda: not is_unchecked(document.bullet(first.id)), timeout=120_000)
    assert document.bullet(first.id).verdict != "supported"
    window.actions_of["undo"].trigger()
    assert document.bullet(first.id) == first

    saved, written = tmp_path / "town.briefing", tmp_path / "town.docx"
    for write, path in ((window.filing.save, saved), (window.filing.export, written)):
        with qtbot.waitSignal(window.filing.happened, timeout=60_000):
            write(path)
        assert path.stat().st_size > 1000
    copy = shutil.copy(saved, tmp_path / "copy.briefing")  # one file opens in one window only
    again = window.host.open_window(copy)
    qtbot.waitUntil(lambda: not again.document.is_empty)
    assert again.document.brief.sections == document.brief.sections
