"""What a person wants for one section otherwise than for all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from briefing.brief import Section, Wishes
from briefing.desktop.fields import field_form, number_field, ok_and_cancel, roomy
from briefing.settings import Options


class WishesDialog(QDialog):
    """The wishes for one section; a field at its lowest stands for what holds for all."""

    def __init__(
        self, section: Section, options: Options, *, can_condense: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("wishes")
        self.setWindowTitle(self.tr("For this section alone"))
        title = QLabel(section.title, self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        wishes = section.wishes
        self.bullets = self._spin(
            "wishedBullets", 20, options.bullets, wishes.bullets, self.tr("bullets at most")
        )
        self.words = self._spin(
            "wishedWords", 80, options.words, wishes.words, self.tr("words at most")
        )
        self.quotes = QComboBox(self)
        roomy(self.quotes)
        self.quotes.setObjectName("wishedQuotes")
        self.quotes.setAccessibleName(self.tr("Quotations"))
        same = self.tr("Kept, as in all") if options.keep_quotes else self.tr("As in all")
        self.quotes.addItem(same, None)
        self.quotes.addItem(self.tr("Kept whole, and preferred"), True)  # noqa: FBT003 (Qt's form)
        self.quotes.addItem(self.tr("Like all else"), False)  # noqa: FBT003 (Qt's form)
        self.quotes.setCurrentIndex(self.quotes.findData(wishes.keep_quotes))
        form = field_form()
        form.addRow(self.tr("This &section"), self.bullets)
        form.addRow(self.tr("Each &bullet"), self.words)
        form.addRow(self.tr("&Quotations"), self.quotes)
        self.again = QCheckBox(
            self.tr("&Condense it again now; your own and locked bullets stay"), self
        )
        self.again.setObjectName("condenseSectionAgain")
        self.again.setChecked(can_condense)
        self.again.setVisible(can_condense)
        buttons = ok_and_cancel(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(16)
        column.addWidget(title)
        column.addLayout(form)
        column.addWidget(self.again)
        column.addWidget(buttons)

    def _spin(self, name: str, most: int, usual: int, wished: int | None, unit: str) -> QSpinBox:
        spin = number_field(self, name, 0, most, unit)
        spin.setValue(wished or 0)
        spin.setSpecialValueText(self.tr("As in all ({n})").format(n=usual))
        return spin

    @property
    def wishes(self) -> Wishes:
        """The wishes as they stand in the fields."""
        quotes = self.quotes.currentData()
        return Wishes(
            self.bullets.value() or None,
            self.words.value() or None,
            None if quotes is None else bool(quotes),
        )
