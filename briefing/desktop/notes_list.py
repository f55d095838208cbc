"""A list of what stands beside the bullets: two lines a row, the words and what they say."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QDate,
    QEvent,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefing.desktop.theme import Theme
from briefing.notes import Abbreviation, DateNote, KeyFigure, Row, Saying

Index = QModelIndex | QPersistentModelIndex

_SIDE, _ABOVE, _BETWEEN = 10, 7, 2
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
_MOST_LINES = 4
"""Lines of what a row says; the article has the rest."""


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("Notes", text)


def titles() -> dict[str, tuple[str, str]]:
    """For each kind of row, by its name in ``Notes``, the title of its list and what it holds."""
    return {
        "figures": (tr("Figures"), tr("Key figures of the article, the most important first")),
        "sayings": (tr("Who said what"), tr("What people say in the article")),
        "dates": (tr("Dates"), tr("Dates and deadlines, in order")),
        "abbreviations": (tr("Abbreviations"), tr("Short forms that the article explains")),
    }


def told(row: Row) -> tuple[str, str]:
    """A row for people: its words, and what there is to say of them."""
    match row:
        case KeyFigure(text=text, counts=counts, said_by=who):
            return text, f"{counts} – {who}" if who else counts
        case Saying(speaker=speaker, role=role, text=text, verbatim=verbatim):
            return ", ".join(x for x in (speaker, role) if x), f"“{text}”" if verbatim else text
        case DateNote(text=text, day=day, event=event, deadline=deadline):
            shown = f"{text} ({named})" if (named := _named(day, text)) else text
            return (tr("Deadline: {date}").format(date=shown) if deadline else shown), event
        case Abbreviation(short=short, long=long):
            return short, long


def _named(day: str, text: str) -> str:
    """The day that is meant, in the person's language; empty where the words say it themselves."""
    try:
        meant = date.fromisoformat(day)
    except ValueError:
        return ""
    if str(meant.year) in text:
        return ""
    form = QLocale.FormatType.ShortFormat
    return QLocale().toString(QDate(meant.year, meant.month, meant.day), form)


class _Rows(QAbstractListModel):
    """The rows of one list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        head, body = told(self.rows[index.row()])
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{head}: {body}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return body
        return None


class _Delegate(QStyledItemDelegate):
    """Draws a row: its words bold, below them what they say."""

    def __init__(self, theme: Theme, view: NotesList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def _parts(self, index: Index) -> tuple[QFont, str, int, str, int]:
        head, body = told(self._view.rows_of.rows[index.row()])
        bold = QFont(self._view.font())
        bold.setBold(True)
        room = QRect(0, 0, max(self._view.viewport().width() - 2 * _SIDE, 80), 10_000)
        above = QFontMetrics(bold).boundingRect(room, _WRAP, head).height()
        plain = QFontMetrics(self._view.font())
        below = min(plain.boundingRect(room, _WRAP, body).height(), _MOST_LINES * plain.height())
        return bold, head, above, body, below

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        _, _, above, _, below = self._parts(index)
        return QSize(option.rect.width(), above + below + 2 * _ABOVE + _BETWEEN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        bold, head, above, body, below = self._parts(index)
        painter.save()
        theme, rect = self._theme, option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("selected"))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent")
            )
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        room = rect.adjusted(_SIDE, _ABOVE, -_SIDE, 0)
        painter.setPen(theme.colour("text"))
        painter.setFont(bold)
        painter.drawText(QRect(room.left(), room.top(), room.width(), above), _WRAP, head)
        painter.setFont(self._view.font())
        painter.setPen(theme.colour("dim"))
        there = QRect(room.left(), room.top() + above + _BETWEEN, room.width(), below)
        painter.drawText(there, _WRAP, body)
        painter.setPen(theme.colour("border"))
        painter.drawLine(rect.left() + _SIDE, rect.bottom(), rect.right() - _SIDE, rect.bottom())
        painter.restore()


class NotesList(QListView):
    """The rows of one kind. Enter, Insert or Ctrl+Enter takes the row in hand into the briefing."""

    row_in_hand = Signal(object)
    """The row that is the current one, None if there is none any more."""

    taken = Signal(object)
    """The person wants a row as a bullet."""

    def __init__(self, kind: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_at_work = False
        self.setObjectName(f"notes-{kind}")
        title, tip = titles()[kind]
        self.setAccessibleName(title)
        self.setAccessibleDescription(
            f"{tip}. {tr('Enter or Insert takes the row into the briefing as a bullet.')}"
        )
        self.rows_of = _Rows(self)
        self.setModel(self.rows_of)
        self.setItemDelegate(_Delegate(theme, self))
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda _: self._take())
        theme.changed.connect(self.viewport().update)

    def set_rows(self, rows: tuple[Row, ...], *, is_at_work: bool) -> None:
        """Show these rows; with none, ``is_at_work`` tells that some may come."""
        self._is_at_work = is_at_work
        if rows != self.rows_of.rows:
            in_hand = self.row
            self.rows_of.set_rows(rows)
            if in_hand in rows:
                self.setCurrentIndex(self.rows_of.index(rows.index(in_hand), 0))
        self.viewport().update()

    @property
    def row(self) -> Row | None:
        """The row in hand, None if there is none."""
        number = self.currentIndex().row()
        return self.rows_of.rows[number] if 0 <= number < len(self.rows_of.rows) else None

    def _take(self) -> None:
        if self.row is not None:
            self.taken.emit(self.row)

    # --- events --------------------------------------------------------------------------------

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802
        """Tell which row is in hand."""
        super().currentChanged(current, previous)
        self.row_in_hand.emit(self.row)

    def focusInEvent(self, event: QEvent) -> None:  # noqa: N802
        """Take the first row in hand, so that the keys do something, and tell which it is."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        if self.rows_of.rows:
            number = max(self.currentIndex().row(), 0)
            self.setCurrentIndex(self.rows_of.index(number, 0))  # Qt's own leaves it unselected
            self.row_in_hand.emit(self.row)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter, which is a shortcut of the window elsewhere."""
        is_early = event.type() == QEvent.Type.ShortcutOverride
        if is_early and isinstance(event, QKeyEvent) and event.key() in _TAKING:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter, Insert or Ctrl+Enter takes the row."""
        if event.key() in _TAKING:
            self._take()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Lay the rows out anew for the width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Say why the list is empty, where it is."""
        super().paintEvent(event)
        if self.rows_of.rows:
            return
        painter = QPainter(self.viewport())
        painter.setPen(self._theme.colour("dim"))
        room = self.viewport().rect().adjusted(16, 16, -16, -16)
        painter.drawText(room, _WRAP, self.empty_text)

    @property
    def empty_text(self) -> str:
        """What an empty list says."""
        if self._is_at_work:
            return tr("The article is being looked through …")
        kind = self.objectName().removeprefix("notes-")
        return {
            "figures": tr("The article gives no number that stands out."),
            "sayings": tr("The article does not say for sure who says what."),
            "dates": tr("The article names no day or deadline."),
            "abbreviations": tr("The article explains no abbreviation."),
        }[kind]


_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Insert)
