"""Exporting: the choices for the document at the left, its pages at the right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from briefing.brief import Brief
from briefing.desktop.export_choice import ExportChoice, ExportMemory, checksum_of
from briefing.desktop.export_form import ExportForm
from briefing.desktop.export_pages import PagesMaker, PagesView
from briefing.desktop.export_styles import StylesDialog
from briefing.errors import BriefingError
from briefing.exporting.docx_template import styles_of_template
from briefing.exporting.registry import for_mail

_SIZE = 1040, 720
_FORM_WIDTH = 400


class ExportDialog(QDialog):
    """Asks what the document is to be like; ``choice`` is the answer once it is accepted."""

    def __init__(self, brief: Brief, memory: ExportMemory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("exportDialog")
        self.setWindowTitle(self.tr("Export"))
        self._memory = memory
        self._maker = PagesMaker(brief, self)
        self.form = ExportForm(memory.choice, memory.templates, self)
        self.pages = PagesView(self._maker, self)
        self.problem = QLabel(self)
        self.problem.setObjectName("exportProblem")
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.write = self.buttons.addButton(
            self.tr("E&xport …"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.write.setObjectName("exportButton")
        self.write.setDefault(True)
        self.copy = self.buttons.addButton(
            self.tr("&Copy for an e-mail"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.copy.setObjectName("copyButton")
        self.copy.setToolTip(self.tr("Put the whole document into the clipboard"))
        self.copy.clicked.connect(self.copy_for_mail)
        self._brief = brief
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.form.changed.connect(self._show_pages)
        self.form.styles_asked.connect(self.ask_styles)
        self.resize(*_SIZE)
        self._template = ""
        self._show_pages()

    @property
    def choice(self) -> ExportChoice:
        """What the person chose."""
        return self.form.choice

    def _lay_out(self) -> None:
        area = QScrollArea(self)
        area.setObjectName("exportScroll")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        area.setFixedWidth(_FORM_WIDTH)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(area)
        row.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(row, 1)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    # --- the template ----------------------------------------------------------------------------

    def _show_pages(self) -> None:
        self.copy.setText(self.tr("&Copy for an e-mail"))
        self.copy.setEnabled(self.form.choice.ending != ".json")
        choice = self.form.choice
        if choice.template != self._template:
            self._template = choice.template
            if not self._take_template(choice):
                return
            choice = self.form.choice
        self.pages.show_choice(choice)

    def _take_template(self, choice: ExportChoice) -> bool:
        """Look at a template that was chosen just now: refuse it, or take the styles set for it."""
        self.problem.hide()
        self.write.setEnabled(True)
        self.form.tell_unclear(is_unclear=False)
        if not choice.has_house_template:
            return True
        path = Path(choice.template)
        try:
            found = styles_of_template(path)
        except BriefingError as error:
            self.problem.setText(str(error))
            self.problem.show()
            self.write.setEnabled(False)
            return False
        checksum = checksum_of(path)
        styles = self._memory.styles(checksum)
        is_known = self._memory.knows_styles(checksum)
        self.form.tell_unclear(is_unclear=bool(found.unclear) and not is_known)
        if styles:
            self.form.set_styles(styles)
            return False  # the change of styles has shown the pages
        return True

    def ask_styles(self) -> None:
        """Let the person set right which of the template's styles serve for what."""
        choice = self.form.choice
        path = choice.template_path
        if path is None or not choice.has_house_template:
            return
        try:
            found = styles_of_template(path, choice.options.styles)
        except BriefingError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        dialog = StylesDialog(path.name, found, self)
        if dialog.exec():
            self._memory.keep_styles(checksum_of(path), dialog.styles)
            self.form.tell_unclear(is_unclear=False)
            self.form.set_styles(dialog.styles)
        dialog.deleteLater()

    def copy_for_mail(self) -> None:
        """Put the document into the clipboard, with its headings and lists and as plain text."""
        mail = for_mail(self._brief, options=self.choice.options)
        data = QMimeData()
        data.setHtml(mail.html)
        data.setText(mail.text)
        QGuiApplication.clipboard().setMimeData(data)
        self.copy.setText(self.tr("&Copied"))

    # --- the end ---------------------------------------------------------------------------------

    def done(self, result: int) -> None:
        """Stop drawing, and remember what was chosen if it was meant."""
        self._maker.close()
        if result:
            choice = self.choice
            styles = dict(choice.options.styles)
            self._memory.keep(replace(choice, options=replace(choice.options, styles=styles)))
        super().done(result)
