"""The choices for a document: what it is for, its looks, its parts, and the lines at its top."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop.export_choice import ExportChoice
from briefing.desktop.fields import field_form, roomy, text_field
from briefing.exporting.presets import DATE, FROM, OUTLINES, PURPOSE, TO, usual
from briefing.settings import OWN_TEMPLATES, EvidenceForm, Paper, Part, Preset

MARKINGS = (
    "TLP:CLEAR",
    "TLP:GREEN",
    "TLP:AMBER",
    "TLP:AMBER+STRICT",
    "TLP:RED",
    "OFFICIAL",
    "OFFICIAL-SENSITIVE",
    "CONTROLLED UNCLASSIFIED INFORMATION",
    "RESTREINT UE/EU RESTRICTED",
    "VS – NUR FÜR DEN DIENSTGEBRAUCH",
    "DIFFUSION RESTREINTE",
    "DEPARTEMENTAAL VERTROUWELIJK",
    "NATO UNCLASSIFIED",
)
"""Handling markings that are offered; any other can be typed."""

_BROWSE = "@browse"


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("ExportForm", text)


def part_names() -> dict[Part, str]:
    """What a person calls the parts of a document."""
    return {
        Part.FIELDS: tr("Lines at the top"),
        Part.SOURCE: tr("Source"),
        Part.CONTENTS: tr("Contents"),
        Part.KEY_POINTS: tr("Key points"),
        Part.SECTIONS: tr("Sections"),
        Part.FIGURES: tr("Key figures"),
        Part.SPEAKERS: tr("Who said what"),
        Part.DATES: tr("Dates"),
        Part.ABBREVIATIONS: tr("Abbreviations"),
        Part.METHOD: tr("How it was made"),
    }


def evidence_names() -> dict[EvidenceForm, str]:
    """What a person calls the forms of evidence."""
    return {
        EvidenceForm.FOOTNOTES: tr("Footnotes"),
        EvidenceForm.ENDNOTES: tr("Endnotes"),
        EvidenceForm.COMMENTS: tr("Comments in the margin"),
        EvidenceForm.LIST: tr("A numbered list at the end"),
        EvidenceForm.NONE: tr("Not shown"),
    }


def format_names() -> dict[str, str]:
    """What a person calls the formats, by ending."""
    return {
        ".docx": tr("Word document"),
        ".pdf": tr("PDF"),
        ".html": tr("Web page"),
        ".md": tr("Markdown text"),
        ".txt": tr("Plain text"),
        ".json": tr("Data for other programs (JSON)"),
    }


class ExportForm(QWidget):
    """The choices as fields; ``changed`` tells that ``choice`` is another one now."""

    changed = Signal()
    styles_asked = Signal()

    def __init__(
        self, choice: ExportChoice, templates: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("exportForm")
        self._choice = choice
        self._filling = True
        self.lines: dict[str, QLineEdit] = {}
        self.format = self._box("format", tr("Format"), format_names())
        self.preset = self._box("preset", tr("Kind"), {p: tr(o.name) for p, o in OUTLINES.items()})
        self.about = QLabel(self)
        self.about.setObjectName("presetAbout")
        self.about.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.about.setWordWrap(True)
        self.template = QComboBox(self)
        self.template.setObjectName("template")
        self.template.setAccessibleName(tr("Template"))
        roomy(self.template)
        self._list_templates(templates)
        self.styles = QPushButton(tr("&Styles …"), self)
        self.styles.setObjectName("styles")
        self.styles.setToolTip(tr("Which of the template's styles serve for what"))
        self.evidence = self._box("evidence", tr("Evidence"), evidence_names())
        papers = {"": tr("The template's"), Paper.A4: tr("A4"), Paper.LETTER: tr("US Letter")}
        self.paper = self._box("paper", tr("Paper"), papers)
        self.marking = QComboBox(self)
        self.marking.setObjectName("marking")
        self.marking.setEditable(True)
        self.marking.setAccessibleName(tr("Handling marking"))
        self.marking.addItems(["", *MARKINGS])
        field = self.marking.lineEdit()
        if field is not None:
            field.setPlaceholderText(tr("None"))
        roomy(self.marking)
        self.parts = {part: QCheckBox(name, self) for part, name in part_names().items()}
        self._lay_out()
        self._fill()
        self._filling = False
        self._connect()

    # --- the choice ----------------------------------------------------------------------------

    @property
    def choice(self) -> ExportChoice:
        """What the fields say now."""
        options = self._choice.options
        given = {label: line.text().strip() for label, line in self.lines.items()}
        own = {label: text for label, text in given.items() if label not in _KNOWN and text}
        return ExportChoice(
            ending=str(self.format.currentData()),
            template=str(self.template.currentData() or ""),
            options=replace(
                options,
                preset=self._preset,
                parts=frozenset(p for p, box in self.parts.items() if box.isChecked()),
                evidence=EvidenceForm(self.evidence.currentData()),
                paper=Paper(paper) if (paper := self.paper.currentData()) else None,
                marking=self.marking.currentText().strip(),
                recipient=given.get(TO, ""),
                sender=given.get(FROM, ""),
                purpose=given.get(PURPOSE, ""),
                dated=given.get(DATE, ""),
                fields=own,
            ),
        )

    def set_styles(self, styles: dict[str, str]) -> None:
        """Use these styles of the template, by role."""
        self._choice = replace(
            self._choice, options=replace(self._choice.options, styles=dict(styles))
        )
        self._tell()

    def tell_unclear(self, *, is_unclear: bool) -> None:
        """Say whether some of the template's styles are a guess."""
        self._form.setRowVisible(self.hint, is_unclear)

    @property
    def _preset(self) -> Preset:
        return Preset(self.preset.currentData())

    # --- building ------------------------------------------------------------------------------

    def _box(self, name: str, label: str, items: Mapping[Any, str]) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(label)
        roomy(box)
        for value, text in items.items():
            box.addItem(text, value)
        return box

    def _lay_out(self) -> None:
        form = self._form = field_form()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignVCenter)
        boxes = (self.format, self.preset, self.template, self.evidence, self.paper, self.marking)
        for choice in boxes:
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.addRow(tr("&Format"), self.format)
        form.addRow(tr("&Kind"), self.preset)
        form.addRow("", self.about)
        templates = QHBoxLayout()
        templates.setSpacing(8)
        templates.addWidget(self.template, 1)
        templates.addWidget(self.styles)
        form.addRow(self._label(tr("&Template"), self.template), templates)
        self.hint = QLabel(tr("Some of its styles are a guess; look at them with Styles."), self)
        self.hint.setObjectName("stylesHint")
        self.hint.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.hint.setWordWrap(True)
        form.addRow("", self.hint)
        form.setRowVisible(self.hint, False)  # noqa: FBT003 (Qt's own form)
        form.addRow(tr("&Evidence"), self.evidence)
        form.addRow(tr("&Paper"), self.paper)
        form.addRow(tr("&Marking"), self.marking)
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        for number, (part, box) in enumerate(self.parts.items()):
            box.setObjectName(f"part-{part}")
            grid.addWidget(box, number // 2, number % 2)
        form.addRow(tr("Parts"), grid)
        self._fixed_rows = form.rowCount()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(16)
        column.addLayout(form)
        column.addStretch(1)

    def _label(self, text: str, field: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setBuddy(field)
        label.ensurePolished()
        label.setMinimumWidth(label.sizeHint().width() + 2)
        return label

    def _connect(self) -> None:
        self.format.currentIndexChanged.connect(self._tell)
        self.preset.currentIndexChanged.connect(self._take_preset)
        self.template.activated.connect(self._take_template)
        self.styles.clicked.connect(self.styles_asked)
        self.evidence.currentIndexChanged.connect(self._tell)
        self.paper.currentIndexChanged.connect(self._tell)
        self.marking.currentTextChanged.connect(self._tell)
        for box in self.parts.values():
            box.toggled.connect(self._tell)

    # --- filling -------------------------------------------------------------------------------

    def _fill(self) -> None:
        options = self._choice.options
        self._choose(self.format, self._choice.ending)
        self._choose(self.preset, options.preset)
        self._choose(self.template, self._choice.template)
        self._choose(self.paper, options.paper or "")
        self.marking.setCurrentText(options.marking)
        self._fill_from_options()

    def _fill_from_options(self) -> None:
        options = self._choice.options
        self._choose(self.evidence, options.evidence)
        for part, box in self.parts.items():
            box.setChecked(part in options.parts)
        outline = OUTLINES[self._preset]
        self.about.setText(f"{tr(outline.about)}.")
        self._build_lines(outline.fields)
        self._enable()

    def _build_lines(self, labels: tuple[str, ...]) -> None:
        options = self._choice.options
        kept = {
            TO: options.recipient or "",
            FROM: options.sender or "",
            PURPOSE: options.purpose or "",
            DATE: options.dated or "",
            **options.fields,
            **{label: line.text() for label, line in self.lines.items()},
        }
        while self._form.rowCount() > self._fixed_rows:
            self._form.removeRow(self._fixed_rows)
        self.lines.clear()
        for label in labels:
            hint = tr("Today") if label == DATE else tr("Left as a field to fill in")
            line = text_field(self, f"line-{label}", hint, kept.get(label, ""))
            line.setAccessibleName(tr(label))
            line.textChanged.connect(self._tell)
            self.lines[label] = line
            self._form.addRow(tr(label), line)

    @staticmethod
    def _choose(box: QComboBox, value: object) -> None:
        index = box.findData(value)
        box.setCurrentIndex(max(index, 0))

    def _list_templates(self, templates: tuple[str, ...]) -> None:
        self.template.addItem(tr("The one that suits"), "")
        for name in OWN_TEMPLATES:
            self.template.addItem(tr(name.capitalize()), name)
        for path in templates:
            self._add_template(path)
        self.template.insertSeparator(self.template.count())
        self.template.addItem(tr("A Word file of your own …"), _BROWSE)

    def _add_template(self, path: str, place: int | None = None) -> None:
        place = self.template.count() if place is None else place
        self.template.insertItem(place, Path(path).name, path)
        self.template.setItemData(place, path, Qt.ItemDataRole.ToolTipRole)

    # --- what a person does ----------------------------------------------------------------------

    def use_template(self, path: Path) -> None:
        """Take a Word file as the template."""
        if self.template.findData(str(path)) < 0:
            self._add_template(str(path), len(OWN_TEMPLATES) + 1)
        self._choose(self.template, str(path))
        self.set_styles({})

    def _take_preset(self) -> None:
        before, options = self.choice.options, usual(self._preset)
        self._choice = replace(
            self._choice, options=replace(before, parts=options.parts, evidence=options.evidence)
        )
        self._filling = True
        self._fill_from_options()
        self._filling = False
        self._tell()

    def _take_template(self) -> None:
        if self.template.currentData() != _BROWSE:
            self.set_styles({})
            return
        self._choose(self.template, self._choice.template)
        name, _ = QFileDialog.getOpenFileName(
            self, tr("Template"), "", tr("Word documents and templates (*.docx *.dotx)")
        )
        if name:
            self.use_template(Path(name))

    def _tell(self) -> None:
        if self._filling:
            return
        self._enable()
        self._choice = self.choice
        self.changed.emit()

    def _enable(self) -> None:
        """Offer what this format can have."""
        ending = str(self.format.currentData())
        is_word, has_document = ending == ".docx", ending != ".json"
        template = str(self.template.currentData() or "")
        self.template.setEnabled(is_word)
        self.styles.setEnabled(is_word and template not in ("", *OWN_TEMPLATES))
        self.evidence.setEnabled(has_document)
        self.paper.setEnabled(is_word or ending == ".pdf")
        for widget in (self.preset, self.marking, *self.parts.values(), *self.lines.values()):
            widget.setEnabled(has_document)


_KNOWN = frozenset({TO, FROM, PURPOSE, DATE})
