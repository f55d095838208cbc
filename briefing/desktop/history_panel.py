"""The history beside the briefing: named states, the steps, and what is different."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from briefing.brief import Brief
from briefing.desktop.document import Document
from briefing.desktop.theme import Theme
from briefing.editing.differences import Change, Fate, GoBack, as_the_program_wrote, changes


class HistoryPanel(QWidget):
    """Shows the history of one document."""

    naming_asked = Signal()
    """The person wants to give the present state a name."""

    def __init__(self, document: Document, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._document, self._theme = document, theme
        self.setObjectName("historyPanel")
        self.setAccessibleName(self.tr("History"))
        self.states = self._list("historyStates", self.tr("States"))
        self.steps = self._list("historySteps", self.tr("Steps"))
        self.difference = QTextBrowser(self)
        self.difference.setObjectName("historyDifference")
        self.difference.setAccessibleName(self.tr("What is different"))
        self.name_button = self._button(
            "nameState", self.tr("&Name this state …"), self.tr("Keep the briefing as it is now")
        )
        self.back_button = self._button(
            "goBack", self.tr("&Go back to it"), self.tr("One step, which can be undone")
        )
        column = QVBoxLayout(self)
        buttons = QHBoxLayout()
        buttons.addWidget(self.name_button)
        buttons.addWidget(self.back_button)
        buttons.addStretch(1)
        for title, widget, share in (
            (self.tr("States, compared with now"), self.states, 2),
            ("", self.difference, 4),
            (self.tr("Steps"), self.steps, 3),
        ):
            if title:
                label = QLabel(title, self)
                label.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
                column.addWidget(label)
            column.addWidget(widget, share)
            if widget is self.states:
                column.addLayout(buttons)
        self.name_button.clicked.connect(self.naming_asked)
        self.back_button.clicked.connect(self.go_back)
        self.states.currentRowChanged.connect(self._compare)
        self.steps.itemClicked.connect(self._jump)
        self.steps.itemActivated.connect(self._jump)
        document.changed.connect(self.follow)
        document.replaced.connect(self.follow)
        theme.changed.connect(self._compare)

    def _list(self, name: str, title: str) -> QListWidget:
        made = QListWidget(self)
        made.setObjectName(name)
        made.setAccessibleName(title)
        return made

    def _button(self, name: str, title: str, tip: str) -> QPushButton:
        button = QPushButton(title, self)
        button.setObjectName(name)
        button.setToolTip(tip)
        return button

    def showEvent(self, event: object) -> None:  # noqa: N802
        """Catch up with what has changed while nobody looked."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.follow()

    # --- showing ---------------------------------------------------------------------------------

    def follow(self) -> None:
        """Show the document's history as it is now; nothing while the panel is not seen."""
        if not self.isVisible():
            return
        is_open = not self._document.is_empty
        self.name_button.setEnabled(is_open)
        names = [self.tr("What the program wrote")] if is_open else []
        names += [f"{s.name}  ({s.when:%H:%M})" for s in self._document.states]
        if [self.states.item(n).text() for n in range(self.states.count())] != names:
            row = self.states.currentRow()
            self.states.clear()
            self.states.addItems(names)
            self.states.setCurrentRow(min(row, len(names) - 1))
        self._fill_steps()
        self._compare()

    def _fill_steps(self) -> None:
        self.steps.clear()
        if self._document.is_empty:
            return
        history = self._document.history
        done, undone = history.undo_labels, history.redo_labels
        labels = [self.tr("The beginning"), *reversed(done)]
        for number, label in enumerate((*labels, *undone)):
            text = label if number < len(labels) else self.tr("{step} (taken back)")
            QListWidgetItem(text.format(step=label), self.steps)
        self.steps.setCurrentRow(len(done))

    @property
    def chosen(self) -> Brief | None:
        """The state in hand, None if none is."""
        row = self.states.currentRow()
        if row < 0 or self._document.is_empty:
            return None
        if row == 0:
            return as_the_program_wrote(self._document.brief)
        states = self._document.states
        return states[row - 1].brief if row <= len(states) else None

    def _compare(self) -> None:
        state = self.chosen
        self.back_button.setEnabled(state is not None and self.states.currentRow() > 0)
        if state is None:
            self.difference.clear()
            return
        found = changes(state, self._document.brief)
        if found:
            self.difference.setHtml("".join(self._line(change) for change in found))
        else:
            self.difference.setPlainText(self.tr("Nothing is different."))

    def _line(self, change: Change) -> str:
        names = {
            Fate.NEW: self.tr("New"),
            Fate.GONE: self.tr("Gone"),
            Fate.CHANGED: self.tr("Changed"),
            Fate.MOVED: self.tr("Moved"),
        }
        styles = {
            Fate.NEW: f"color:{self._theme.colour('supported').name()};text-decoration:underline",
            Fate.GONE: (
                f"color:{self._theme.colour('unsupported').name()};text-decoration:line-through"
            ),
        }
        words = "".join(
            f"<span style='{styles[p.fate]}'>{escape(p.text)}</span>"
            if p.fate in styles
            else escape(p.text)
            for p in change.pieces
        )
        where = f" · {escape(change.where)}" if change.where else ""
        dim = self._theme.colour("dim").name()
        head = f"<span style='color:{dim}'>{names[change.fate]}{where}</span>"
        return f"<p style='margin:0 0 8px 0'>{head}<br>{words}</p>"

    # --- acting ----------------------------------------------------------------------------------

    def go_back(self) -> None:
        """Make the briefing what it was in the state in hand."""
        state = self.chosen
        if state is not None and self.states.currentRow() > 0:
            self._document.do(GoBack(state), self.tr("Go back"))

    def _jump(self, item: QListWidgetItem) -> None:
        """Undo or redo up to a step."""
        target = self.steps.row(item)
        history = self._document.history
        while len(history.undo_labels) > target and history.can_undo:
            self._document.undo()
        while len(history.undo_labels) < target and history.can_redo:
            self._document.redo()
