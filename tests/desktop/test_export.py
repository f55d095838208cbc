"""Exporting: what is chosen in the dialog is what is written, and is there again next time."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from briefing.desktop.export_choice import ExportMemory, checksum_of
from briefing.desktop.export_dialog import ExportDialog
from briefing.desktop.export_form import MARKINGS
from briefing.desktop.export_styles import StylesDialog
from briefing.desktop.memory import Memory
from briefing.exporting import FORMATS
from briefing.settings import EvidenceForm, Paper, Part, Preset
from tests.desktop.test_looks import named_wrongly
from tests.exporting.test_docx_mapping import own_names


@pytest.fixture(autouse=True)
def no_libreoffice(monkeypatch):
    """Most tests are not about who sets the pages, and the program's own are there sooner."""
    monkeypatch.setattr("briefing.exporting.preview.libreoffice", lambda: None)


@pytest.fixture
def make_dialog(opened, qtbot):
    def make() -> ExportDialog:
        dialog = ExportDialog(opened.document.brief, ExportMemory(Memory()), opened)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    made = []

    def kept() -> ExportDialog:
        made.append(make())
        made[-1].show()
        return made[-1]

    yield kept
    for dialog in made:
        dialog.done(0)


@pytest.fixture
def dialog(make_dialog) -> ExportDialog:
    return make_dialog()


def choose(dialog, name, value):
    box = getattr(dialog.form, name)
    index = box.findData(value)
    assert index >= 0
    box.setCurrentIndex(index)
    box.activated.emit(index)


def test_every_format_preset_part_and_evidence_is_offered(dialog):
    form = dialog.form
    assert {form.format.itemData(n) for n in range(form.format.count())} == set(FORMATS)
    assert {Preset(form.preset.itemData(n)) for n in range(form.preset.count())} == set(Preset)
    assert {EvidenceForm(form.evidence.itemData(n)) for n in range(form.evidence.count())} == set(
        EvidenceForm
    )
    assert set(form.parts) == set(Part)
    assert "TLP:AMBER" in MARKINGS


def test_a_preset_brings_its_parts_its_evidence_and_its_lines(dialog):
    choose(dialog, "preset", Preset.NOTE)
    assert dialog.choice.options.evidence is EvidenceForm.COMMENTS
    assert list(dialog.form.lines) == ["Date"]
    choose(dialog, "preset", Preset.MEETING)
    assert "Meeting" in dialog.form.lines
    dialog.form.lines["To"].setText("The Minister")
    choose(dialog, "preset", Preset.SUBMISSION)
    assert dialog.form.lines["To"].text() == "The Minister"
    assert Part.DATES in dialog.choice.options.parts


def test_only_what_a_format_can_have_can_be_chosen(dialog):
    choose(dialog, "format", ".html")
    assert not dialog.form.template.isEnabled()
    assert dialog.form.evidence.isEnabled()
    assert "no pages" in dialog.pages.note.text()
    choose(dialog, "format", ".json")
    assert not dialog.form.preset.isEnabled()


def test_the_pages_are_shown_and_follow_the_choice(dialog, qtbot):
    qtbot.waitUntil(lambda: dialog.pages.page_count > 0)
    assert "approximately" in dialog.pages.note.text()
    choose(dialog, "format", ".pdf")
    qtbot.waitUntil(lambda: dialog.pages.note.text().endswith("page."))
    assert dialog.pages.page_count == 1


@pytest.mark.slow
def test_libreoffice_sets_the_pages_where_it_is_installed(make_dialog, qtbot, monkeypatch):
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    monkeypatch.setattr("briefing.exporting.preview.libreoffice", lambda: soffice)
    dialog = make_dialog()
    qtbot.waitUntil(lambda: dialog.pages.page_count > 0)
    assert "LibreOffice" in dialog.pages.note.text()


def test_the_last_choice_is_there_again_but_for_what_is_the_documents_own(make_dialog):
    dialog = make_dialog()
    choose(dialog, "preset", Preset.SUBMISSION)
    choose(dialog, "paper", Paper.LETTER)
    choose(dialog, "evidence", EvidenceForm.ENDNOTES)
    dialog.form.marking.setCurrentText("Strictly for the council")
    dialog.form.lines["From"].setText("Press office")
    dialog.form.lines["Date"].setText("2026-12-01")
    dialog.accept()
    again = make_dialog().choice.options
    assert (again.preset, again.paper) == (Preset.SUBMISSION, Paper.LETTER)
    assert again.evidence is EvidenceForm.ENDNOTES
    assert again.marking == "Strictly for the council"
    assert (again.sender, again.dated) == ("Press office", "")


def test_what_was_given_up_is_not_remembered(make_dialog):
    dialog = make_dialog()
    choose(dialog, "preset", Preset.SUBMISSION)
    dialog.reject()
    assert make_dialog().choice.options.preset is Preset.FULL


def test_a_template_that_cannot_be_used_is_told_and_not_exported_with(dialog, tmp_path):
    path = tmp_path / "house.docx"
    path.write_bytes(b"nothing of the kind")
    dialog.form.use_template(path)
    assert "house.docx" in dialog.problem.text()
    assert not dialog.write.isEnabled()
    choose(dialog, "template", "newsroom")
    assert not dialog.problem.isVisible()
    assert dialog.write.isEnabled()


def test_styles_that_a_person_set_are_remembered_for_the_template_wherever_it_lies(
    make_dialog, tmp_path
):
    path = own_names(tmp_path / "house.docx")
    dialog = make_dialog()
    dialog.form.use_template(path)
    assert dialog.form.styles.isEnabled()

    def mend():
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, StylesDialog)
        box = asked.boxes["Title"]
        assert box.currentText() == "MoF Titel"
        box.setCurrentIndex(box.findData("MoF Kop"))
        asked.accept()

    QTimer.singleShot(0, mend)
    dialog.form.styles.click()
    assert dialog.choice.options.styles["Title"] == "MoF Kop"
    dialog.accept()
    other = tmp_path / "moved.docx"
    shutil.move(path, other)
    again = make_dialog()
    again.form.use_template(other)
    assert again.choice.options.styles["Title"] == "MoF Kop"
    assert ExportMemory(Memory()).knows_styles(checksum_of(other))


def test_a_house_template_is_offered_again(make_dialog, tmp_path):
    path = own_names(tmp_path / "house.docx")
    dialog = make_dialog()
    dialog.form.use_template(path)
    dialog.accept()
    assert make_dialog().choice.template == str(path)


def test_the_window_writes_what_was_chosen(opened, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "note.docx"
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_: (str(target), "Word document (*.docx)")
    )

    def fill():
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ExportDialog)
        choose(dialog, "preset", Preset.SUBMISSION)
        dialog.form.marking.setCurrentText("TLP:GREEN")
        dialog.form.lines["To"].setText("The Minister")
        dialog.accept()

    QTimer.singleShot(0, fill)
    with qtbot.waitSignal(opened.filing.happened, timeout=30_000):
        opened.actions_of["export"].trigger()
    document = docx.Document(target)
    assert "Recommendation" in [p.text for p in document.paragraphs]
    assert "To\tThe Minister" in [p.text for p in document.paragraphs]
    assert document.sections[0].first_page_header.paragraphs[0].text == "TLP:GREEN"
    assert opened.status.button.text() == "Open it"
    assert opened.status.more.text() == "Show in folder"


def test_an_export_can_be_stopped_and_leaves_no_file(opened, qtbot, tmp_path):
    target = tmp_path / "note.docx"
    with qtbot.waitSignal(opened.filing.happened):
        opened.filing.export(target)
        assert opened.status.shown_work == "exporting"
        opened.commands.cancel()
    assert not target.exists()
    assert "nothing was written" in opened.status.message.text()
    assert opened.status.shown_work == ""


def test_a_document_that_is_open_in_word_is_told_before_it_is_made(opened, qtbot, tmp_path):
    target = tmp_path / "note.docx"
    target.write_bytes(b"as it was")
    (tmp_path / ".~lock.note.docx#").write_text(",Anna,host,01.01.2026 10:00,file:///x;")
    with qtbot.waitSignal(opened.filing.happened):
        opened.filing.export(target)
    assert "open in LibreOffice (by Anna)" in opened.bars.sentence("error")
    assert target.read_bytes() == b"as it was"


def test_the_document_can_be_copied_for_an_e_mail(dialog):
    dialog.form.lines["To"].setText("The Minister")
    dialog.copy.click()
    data = QApplication.clipboard().mimeData()
    assert "<li>" in data.html()
    assert "To: The Minister" in data.text()
    assert dialog.copy.text() == "&Copied"
    choose(dialog, "format", ".pdf")
    assert dialog.copy.text() != "&Copied"


def test_it_is_said_when_styles_of_a_template_are_a_guess(make_dialog, tmp_path):
    path = tmp_path / "house.docx"
    document = docx.Document(own_names(path))
    again = document.styles.add_style("Title of the House", 1)
    again.base_style = document.styles["Normal"]
    document.add_paragraph("sample", style="Title of the House")
    document.save(path)
    dialog = make_dialog()
    dialog.form.use_template(path)
    assert dialog.form.hint.isVisibleTo(dialog)
    ExportMemory(Memory()).keep_styles(checksum_of(path), {"Title": "MoF Titel"})
    again = make_dialog()
    again.form.use_template(path)
    assert not again.form.hint.isVisibleTo(again)


def test_the_dialog_leaves_nothing_on_the_disk(make_dialog, qtbot):
    dialog = make_dialog()
    qtbot.waitUntil(lambda: dialog.pages.page_count > 0)
    folder = dialog._maker._folder
    assert Path(folder).is_dir()
    dialog.reject()
    assert not Path(folder).exists()


def test_every_field_has_a_name_for_who_does_not_see_it(dialog):
    assert named_wrongly(dialog) == []
