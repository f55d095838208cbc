"""The list of models: those on this machine, on servers, and those that can be installed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from briefing.desktop.models_rows import ModelRow, size_text

_NAME = Qt.ItemDataRole.UserRole


class ModelsList(QTreeWidget):
    """Shows rows under headings. Enter asks to use or install a model, Del to remove it."""

    wanted = Signal()
    unwanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: dict[str, ModelRow] = {}
        self.setObjectName("modelsList")
        self.setAccessibleName(self.tr("Models"))
        self.setHeaderLabels(
            [
                self.tr("Model"),
                self.tr("State"),
                self.tr("For"),
                self.tr("Size"),
                self.tr("Memory"),
                self.tr("Licence"),
            ]
        )
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setSectionsMovable(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(True)
        self.setMinimumHeight(self.fontMetrics().height() * 8)
        self.itemDoubleClicked.connect(lambda item: self.wanted.emit() if _name(item) else None)

    @property
    def current(self) -> ModelRow | None:
        """The model in hand."""
        item = self.currentItem()
        return self._rows.get(_name(item)) if item is not None else None

    def show_rows(self, rows: Sequence[ModelRow], in_use: str) -> None:
        """Show these models; the one in hand stays so. ``in_use`` is the briefing's model."""
        current = self.current
        self._rows = {row.name: row for row in rows}
        self.clear()
        here = self._heading(self.tr("On this machine"))
        servers = self._heading(self.tr("On servers"))
        others = self._heading(self.tr("Can be installed"))
        for row in rows:
            place = servers if row.server else here if row.installed else others
            item = QTreeWidgetItem(place)
            for column, text in enumerate(self._cells(row, in_use)):
                item.setText(column, text)
            item.setData(0, _NAME, row.name)
            item.setToolTip(0, row.name)
            for column in (3, 4):
                right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                item.setTextAlignment(column, right)
        if not here.childCount():
            none = QTreeWidgetItem(here, [self.tr("None yet: install the recommended ones.")])
            none.setFlags(Qt.ItemFlag.NoItemFlags)
            none.setFirstColumnSpanned(True)
        for heading in (servers, others):
            heading.setHidden(not heading.childCount())
        self.expandAll()
        self.take_in_hand(current.name if current else "")

    def take_in_hand(self, name: str) -> None:
        """Take the model of this name in hand, the first one if there is none."""
        items = [
            heading.child(row)
            for number in range(self.topLevelItemCount())
            if (heading := self.topLevelItem(number)) is not None
            for row in range(heading.childCount())
        ]
        named = [item for item in items if item is not None and _name(item)]
        for item in [item for item in named if _name(item) == name] or named[:1]:
            self.setCurrentItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter and Del do what the buttons do."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wide enough for a row, as high as a person reads at once."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 116, metrics.height() * 20)

    def _cells(self, row: ModelRow, in_use: str) -> tuple[str, ...]:
        if row.name == in_use:
            state = self.tr("In use")
        elif row.fetched:
            state = self.tr("{size} fetched").format(size=size_text(row.fetched))
        elif row.default and not row.installed:
            state = self.tr("Recommended")
        else:
            state = ""
        licence = row.licence or ("–" if row.server else self.tr("not stated"))
        return (
            row.title,
            state,
            row.purpose,
            size_text(row.size),
            size_text(row.memory),
            licence,
        )

    def _heading(self, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self, [text])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFirstColumnSpanned(True)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        return item


def _name(item: QTreeWidgetItem | None) -> str:
    return str(item.data(0, _NAME) or "") if item is not None else ""
