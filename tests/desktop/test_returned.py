"""Opening a Word document that was exported and then edited: told, shown, taken over or left."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from briefing.brief import BulletOrigin
from briefing.desktop.main_window import MainWindow
from briefing.desktop.returned import BAR
from briefing.desktop.returned_dialog import ReturnedDialog
from briefing.editing.returning import Gone, Reworded
from briefing.exporting import export
from tests.exporting.briefs import short_brief
from tests.exporting.test_docx import packed


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A document with one statement changed, one taken out and a comment on a third."""
    path = tmp_path / "note.docx"
    export(short_brief(), path)
    document = docx.Document(str(path))
    changed = next(p for p in document.paragraphs if "410,000" in p.text)
    changed.runs[0].text = changed.runs[0].text.replace("nearly", "some")
    gone = next(p for p in document.paragraphs if "14 of the 22" in p.text)
    gone._p.getparent().remove(gone._p)
    third = next(p for p in document.paragraphs if "Vestline" in p.text)
    document.add_comment(third.runs[0], text="Ask them again", author="R. Moss")
    document.save(str(path))
    return path


@pytest.fixture
def back(window: MainWindow, edited: Path, qtbot: QtBot) -> MainWindow:
    """A window with that document."""
    window.ways_in.open_paths([edited])
    qtbot.waitUntil(lambda: not window.document.is_empty)
    return window


def bullets(window: MainWindow) -> dict[str, str]:
    return {b.text: b.id for _, row in window.document.brief.places() for b in row}


def press(window: MainWindow, text: str) -> None:
    bar = window.bars.bar(BAR)
    assert bar is not None
    next(b for b in bar.findChildren(QPushButton) if b.text() == text).click()


def test_what_was_changed_is_told_and_nothing_is_taken_over_yet(back):
    assert back.bars.sentence(BAR) == "Since it was exported: 1 bullet changed, 1 gone, 1 comment."
    assert {s.id for s in back.document.brief.sections} == {s.id for s in short_brief().sections}
    assert any("nearly 410,000" in text for text in bullets(back))
    assert not back.document.is_dirty
    assert not back.work.is_condensing


def test_all_are_taken_over_as_one_step_and_changed_bullets_are_checked(back, qtbot):
    before = back.document.brief
    press(back, "Take all over")
    assert back.bars.bar(BAR) is None
    new = next(i for text, i in bullets(back).items() if "some 410,000" in text)
    bullet = back.document.bullet(new)
    assert bullet.origin is BulletOrigin.HUMAN
    assert "nearly 410,000" in bullet.machine_text
    assert not any("14 of the 22" in text for text in bullets(back))
    qtbot.waitUntil(lambda: back.document.bullet(new).score == 0.9)
    back.document.undo()
    assert [s.bullets for s in back.document.brief.sections] == [s.bullets for s in before.sections]
    assert not back.document.history.can_undo


def test_the_dialog_shows_each_difference_and_takes_what_is_ticked(back, qtbot):
    told = []

    def answer():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReturnedDialog)
        told.extend((type(d), box.isChecked()) for d, box in dialog.boxes.items())
        told.extend(box.objectName() for box in dialog.findChildren(QCheckBox))
        dialog.accept()

    QTimer.singleShot(0, answer)
    back.returning.show_all()
    assert told == [(Reworded, True), (Gone, False), "returned-1", "returned-2"]
    assert any("some 410,000" in text for text in bullets(back))
    assert any("14 of the 22" in text for text in bullets(back))  # not ticked, so not taken out


def test_left_as_exported_nothing_is_changed(back):
    press(back, "Leave as exported")
    assert back.bars.bar(BAR) is None
    assert not back.document.history.can_undo


def test_a_document_that_lost_its_briefing_opens_as_an_article_and_says_so(back, tmp_path, qtbot):
    lost = tmp_path / "lost.docx"
    with zipfile.ZipFile(tmp_path / "note.docx") as old, zipfile.ZipFile(lost, "w") as new:
        for name in old.namelist():
            if not name.startswith("customXml"):
                new.writestr(name, old.read(name))
    event = []
    back.opening.happened.connect(event.append)
    back.filing.load_word(lost, event.append)
    qtbot.waitUntil(lambda: bool(event))
    assert "an older copy of the document" in str(event[0])


def test_nothing_ticked_takes_nothing(back, qtbot):
    def answer():
        dialog = QApplication.activeModalWidget()
        dialog.tick_none.click()
        assert dialog.accepted_ones == ()
        dialog.tick_all.click()
        assert len(dialog.accepted_ones) == 2
        dialog.reject()

    QTimer.singleShot(0, answer)
    back.returning.show_all()
    assert not back.document.history.can_undo


def test_the_dialog_strikes_old_words_out_and_shows_comments(back):
    dialog = ReturnedDialog(back.document.brief, back.returning._returned, back.theme, back)
    texts = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "nearly</s>" in texts
    assert "some</u>" in texts
    assert "R. Moss: Ask them again" in texts
    dialog.deleteLater()


def test_a_document_that_nobody_changed_just_opens(window, tmp_path, qtbot):
    (tmp_path / "note.docx").write_bytes(packed(short_brief()))
    window.ways_in.open_paths([tmp_path / "note.docx"])
    qtbot.waitUntil(lambda: not window.document.is_empty)
    assert window.bars.bar(BAR) is None
    assert window.document.brief.sections == short_brief().sections
