"""All keys, and what the mouse does beside what a person expects of it anyway."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

Group = tuple[str, Iterable[tuple[str, QAction]]]


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("KeysDialog", text)


def mouse_rows() -> tuple[tuple[str, str], ...]:
    """What the mouse does, and what comes of it."""
    return (
        (tr("Drag a line in the article"), tr("the section begins elsewhere; Esc gives it up")),
        (tr("Hold the mouse over a line"), tr("why the section begins there")),
        (tr("Click a line"), tr("take its section in hand, for keys and menus")),
        (tr("Double-click a line"), tr("give the section another title")),
        (tr("Right-click a line or a title"), tr("the menu of the section")),
        (tr("Drag a bullet by its handle"), tr("move it, also into another section")),
        (tr("Drag a title by its handle"), tr("move the section with all its bullets")),
        (tr("Click “changed” beside a title"), tr("condense that section again")),
    )


class KeysDialog(QDialog):
    """Lists what ``groups`` hold, and what the mouse does.

    A group is a menu's title and its actions, each with its name; those without a key are left out.
    """

    def __init__(self, groups: Iterable[Group], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keysDialog")
        self.setWindowTitle(tr("Keys and mouse"))
        self.list = QTextBrowser(self)
        self.list.setObjectName("keysList")
        self.list.setAccessibleName(self.windowTitle())
        self.list.setHtml("".join(_table(title, rows) for title, rows in _all_rows(groups)))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.list)
        column.addWidget(buttons)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wide enough for a tip, as high as a person reads at once."""
        metrics = self.fontMetrics()
        return QSize(metrics.averageCharWidth() * 120, metrics.height() * 32)


def _all_rows(
    groups: Iterable[Group],
) -> Iterable[tuple[str, list[tuple[str, str, str]]]]:
    for title, actions in groups:
        rows = [(_keys(a), name.replace("&", ""), a.statusTip()) for name, a in actions]
        shown = [row for row in rows if row[0]]
        if shown:
            yield title.replace("&", ""), shown
    yield tr("Mouse"), [("", what, then) for what, then in mouse_rows()]


def _keys(action: QAction) -> str:
    native = [key.toString(key.SequenceFormat.NativeText) for key in action.shortcuts()]
    return tr(" or ").join(native)


def _table(title: str, rows: Iterable[tuple[str, str, str]]) -> str:
    lines = [
        f"<tr><td width='34%'><b>{escape(what)}</b></td><td width='24%'>{escape(keys)}</td>"
        f"<td>{escape(tip)}</td></tr>"
        for keys, what, tip in rows
    ]
    return f"<h3>{escape(title)}</h3><table cellspacing='4' width='100%'>{''.join(lines)}</table>"
