"""What a person can choose for a briefing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop.fields import field_form, number_field, ok_and_cancel, roomy
from briefing.settings import Options


class SettingsDialog(QDialog):
    """The options of one briefing; ``models`` are the names of the installed language models."""

    def __init__(
        self, options: Options, models: Sequence[str], *, can_condense: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._options = options
        self.setObjectName("settings")
        self.setWindowTitle(self.tr("Settings for this briefing"))
        form = field_form()
        self.bullets = self._spin("bullets", 1, 20, options.bullets, self.tr("bullets at most"))
        self.words = self._spin("words", 8, 80, options.words, self.tr("words at most"))
        self.key_points = self._spin(
            "keyPoints", 20, 400, options.key_points_words, self.tr("words together")
        )
        self.model = QComboBox(self)
        roomy(self.model)
        self.model.setObjectName("model")
        self.model.setAccessibleName(self.tr("Language model"))
        self.model.addItem(self.tr("Best installed"), "default")
        for name in models:
            self.model.addItem(name, name)
        self.model.addItem(self.tr("None: the article's own sentences"), "extract")
        if self.model.findData(options.model) < 0:
            self.model.addItem(options.model, options.model)
        self.model.setCurrentIndex(self.model.findData(options.model))
        form.addRow(self.tr("&Each section"), self.bullets)
        form.addRow(self.tr("Each &bullet"), self.words)
        form.addRow(self.tr("&Key points"), self.key_points)
        self.quotes = QCheckBox(self.tr("Keep &quotations whole, and prefer them"), self)
        self.quotes.setObjectName("keepQuotes")
        self.quotes.setChecked(options.keep_quotes)
        form.addRow("", self.quotes)
        form.addRow(self.tr("&Language model"), self.model)
        self.again = QCheckBox(
            self.tr("&Condense again now; your own and locked bullets stay"), self
        )
        self.again.setObjectName("condenseAgain")
        self.again.setChecked(can_condense)
        self.again.setVisible(can_condense)
        note = QLabel(self.tr("The next briefings begin with these settings."), self)
        note.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(16)
        column.addLayout(form)
        column.addWidget(self.again)
        column.addWidget(note)
        column.addWidget(buttons)

    def _spin(self, name: str, least: int, most: int, value: int, unit: str) -> QSpinBox:
        spin = number_field(self, name, least, most, unit)
        spin.setValue(value)
        return spin

    @property
    def options(self) -> Options:
        """The options as they are chosen now."""
        return replace(
            self._options,
            bullets=self.bullets.value(),
            words=self.words.value(),
            key_points_words=self.key_points.value(),
            model=str(self.model.currentData()),
            keep_quotes=self.quotes.isChecked(),
        )
