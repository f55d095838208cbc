"""The list at a bullet from which a person chooses other words, or another statement."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from briefing.brief import Bullet, Verdict
from briefing.desktop.row_layout import TEXT_X, RowLayout
from briefing.desktop.rows import origin_name, verdict_name, word_count
from briefing.desktop.theme import Theme
from briefing.desktop.wordings import Found
from briefing.desktop.wordings_rows import (
    DRAFT,
    IS_TITLE,
    LENGTH,
    REMARK,
    TEXT_AT,
    WordingsDelegate,
)

_HIGHEST = 440
_LEAST_WIDTH = 400
_MARGIN = 7
_BESIDE = 10


class WordingsList(QFrame):
    """Opens below a bullet; Enter or a click takes a row, Esc leaves all as it is."""

    taken = Signal(str, object)
    """A bullet's id, and the draft that is to stand in its stead."""

    looked = Signal(object)
    """The draft that the person looks at, None for none."""

    left = Signal()
    """The person has closed the list."""

    def __init__(self, theme: Theme, layout: RowLayout, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._bullet = ""
        self._shown: Found | None = None
        self.setObjectName("wordings")
        self.head = self._label("wordingsHead")
        self.keys = self._label("wordingsKeys")
        self.keys.setText(self.tr("Enter takes it, Esc leaves it as it is"))
        self.busy = QProgressBar(self)
        self.busy.setObjectName("wordingsBusy")
        self.busy.setAccessibleName(self.tr("Looking for other wordings"))
        self.busy.setTextVisible(False)
        self.busy.setRange(0, 0)
        self.rows = QListWidget(self)
        self.rows.setObjectName("wordingsRows")
        self.rows.setAccessibleName(self.tr("Other wordings and statements"))
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setMouseTracking(True)
        self.rows.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setItemDelegate(WordingsDelegate(theme, layout, self.rows))
        self.rows.itemActivated.connect(self._take)
        self.rows.itemClicked.connect(self._take)
        self.rows.currentItemChanged.connect(self._look)
        top = QHBoxLayout()
        top.setContentsMargins(_BESIDE, 4, _BESIDE, 2)
        top.setSpacing(18)
        top.addWidget(self.head, 1)
        top.addWidget(self.keys)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(4)
        column.addLayout(top)
        column.addWidget(self.busy)
        column.addWidget(self.rows)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        return label

    # --- opening and closing -------------------------------------------------------------------

    def wait_at(self, bullet: str, row: QRect) -> None:
        """Open below ``row`` (on the screen), and say that the engine looks."""
        self._bullet, self._shown = bullet, None
        self.rows.clear()
        self.rows.hide()
        self.busy.show()
        self.head.setText(self.tr("Looking for other wordings …"))
        self._place(row)
        self.show()
        self.setFocus()

    def show_found(self, found: Found, row: QRect) -> None:
        """Show what was found for the bullet so far; who has begun to choose goes on choosing."""
        if found.bullet != self._bullet or not self.isVisible():
            return
        self.busy.setVisible(not found.is_done)
        if found == self._shown:
            return
        had = self._current
        self._shown = found
        self.rows.blockSignals(True)  # noqa: FBT003 (Qt's own form)
        self.rows.clear()
        self._fill(found)
        drafts = [self.rows.item(n).data(DRAFT) for n in range(self.rows.count())]
        same = [n for n, draft in enumerate(drafts) if draft is not None and draft == had]
        first = [n for n, draft in enumerate(drafts) if draft is not None]
        self.rows.setCurrentRow(next(iter(same + first), -1))
        self.rows.blockSignals(False)  # noqa: FBT003
        self.rows.show()
        self._place(row)
        self.rows.setFocus()
        self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leaves; arrows, Enter and all else are the list's."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: object) -> None:  # noqa: ARG002, N802
        """However it was closed, nothing is looked for any more."""
        self.looked.emit(None)
        self.left.emit()

    # --- rows ----------------------------------------------------------------------------------

    def _fill(self, found: Found) -> None:
        self.head.setText(self.tr("Other wordings"))
        for draft in found.wordings:
            self._add_draft(draft)
        if not found.wordings:
            self._add_words(
                self.tr("The sentence cannot be said otherwise without losing or adding something.")
                if found.is_done
                else self.tr("The language model is still writing …")
            )
        if found.others:
            self._add_words(self.tr("Instead: another statement of this section"), is_title=True)
            for draft in found.others:
                self._add_draft(draft)

    def _add_draft(self, draft: Bullet) -> None:
        count = word_count(draft.text)
        length = self.tr("1 word") if count == 1 else self.tr("{n} words").format(n=count)
        remark = ""
        if draft.verdict is not Verdict.SUPPORTED:
            remark = ": ".join([verdict_name(draft), "; ".join(draft.reasons)]).strip(": ")
        said = [draft.text, length, remark or verdict_name(draft), origin_name(draft)]
        item = QListWidgetItem("\n".join(filter(None, (draft.text, length, remark))))
        item.setData(DRAFT, draft)
        item.setData(LENGTH, length)
        item.setData(REMARK, remark)
        spoken = ". ".join(part.rstrip(".") for part in said)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip("\n".join((verdict_name(draft), *draft.reasons, origin_name(draft))))
        self.rows.addItem(item)

    def _add_words(self, text: str, *, is_title: bool = False) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setData(IS_TITLE, is_title)
        self.rows.addItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        draft = item.data(DRAFT)
        if draft is not None:
            bullet = self._bullet
            self.close()
            self.taken.emit(bullet, draft)

    @property
    def _current(self) -> Bullet | None:
        """The draft in hand."""
        draft = self.rows.currentIndex().data(DRAFT)
        return draft if isinstance(draft, Bullet) else None

    def _look(self) -> None:
        self.looked.emit(self._current)

    # --- place ---------------------------------------------------------------------------------

    def _place(self, row: QRect) -> None:
        """Below the row, or above it where the screen ends; text stands below text."""
        indent = TEXT_X - TEXT_AT - _MARGIN - 1  # of which one is the frame
        width = max(_LEAST_WIDTH, row.width() - indent - _BESIDE)
        self.setFixedWidth(width)
        self.rows.setFixedWidth(width - 2 * _MARGIN)
        self.rows.setFixedHeight(min(_HIGHEST, self._height_of_rows()))
        self._column.activate()
        self.setFixedHeight(self._column.sizeHint().height())
        place = row.bottomLeft() + QPoint(indent, 2)
        screen = self.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place.setY(max(screen.top(), row.top() - self.height() - 2))
        place.setX(max(screen.left(), min(place.x(), screen.right() - width)))
        self.move(place)

    def _height_of_rows(self) -> int:
        self.rows.doItemsLayout()
        items = [self.rows.item(n) for n in range(self.rows.count())]
        return max((self.rows.visualItemRect(i).bottom() + 3 for i in items), default=0)
