"""The list at a bullet from which a person chooses other words, or another statement."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from briefing.brief import Bullet, BulletOrigin, Verdict
from briefing.desktop.rows import word_count
from briefing.desktop.theme import Theme
from briefing.desktop.wordings import Found

_HIGHEST = 420
_LEAST_WIDTH = 360
_DRAFT = Qt.ItemDataRole.UserRole


class WordingsList(QFrame):
    """Opens below a bullet; Enter or a click takes a row, Esc leaves all as it is."""

    taken = Signal(str, object)
    """A bullet's id, and the draft that is to stand in its stead."""

    left = Signal()
    """The person has closed the list."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._theme = theme
        self._bullet = ""
        self.setObjectName("wordings")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.head = QLabel(self)
        self.head.setObjectName("wordingsHead")
        self.head.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.rows = QListWidget(self)
        self.rows.setObjectName("wordingsRows")
        self.rows.setAccessibleName(self.tr("Other wordings and statements"))
        self.rows.setWordWrap(True)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setSpacing(3)
        self.rows.itemActivated.connect(self._take)
        self.rows.itemClicked.connect(self._take)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addWidget(self.rows)

    def wait_at(self, bullet: str, row: QRect) -> None:
        """Open below ``row`` (on the screen), and say that the engine looks."""
        self._bullet = bullet
        self.rows.clear()
        self.rows.hide()
        self.head.setText(self.tr("Looking for other wordings …"))
        self._place(row)
        self.show()

    def show_found(self, found: Found, row: QRect) -> None:
        """Show what was found for the bullet."""
        if found.bullet != self._bullet or not self.isVisible():
            return
        self.rows.clear()
        if found.wordings:
            self._add_all(found.wordings)
        self.head.setText(
            self.tr("Other wordings")
            if found.wordings
            else self.tr("The sentence cannot be said in fewer words, or in more.")
        )
        if found.others:
            self._add_title(self.tr("Instead: another statement of this section"))
            self._add_all(found.others)
        self.rows.setVisible(bool(self.rows.count()))
        first = next(
            (n for n in range(self.rows.count()) if self.rows.item(n).data(_DRAFT) is not None), -1
        )
        self.rows.setCurrentRow(first)
        self._place(row)
        self.rows.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc leaves; arrows, Enter and all else are the list's."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: object) -> None:  # noqa: ARG002, N802
        """However it was closed, nothing is looked for any more."""
        self.left.emit()

    # --- rows ----------------------------------------------------------------------------------

    def _add_all(self, drafts: tuple[Bullet, ...]) -> None:
        for draft in drafts:
            item = QListWidgetItem(f"{draft.text}\n{self._about(draft)}")
            item.setData(_DRAFT, draft)
            is_sure = draft.verdict is Verdict.SUPPORTED
            name = "supported" if is_sure else "check"
            item.setIcon(self._theme.icon(name, name))
            item.setToolTip("\n".join(draft.reasons))
            self.rows.addItem(item)

    def _about(self, draft: Bullet) -> str:
        """How long it is, whose words they are, and what is doubtful."""
        count = word_count(draft.text)
        parts = [self.tr("1 word") if count == 1 else self.tr("{n} words").format(n=count)]
        if draft.origin is BulletOrigin.MODEL:
            parts.append(self.tr("worded by the model"))
        if draft.verdict is not Verdict.SUPPORTED:
            parts.append(self.tr("to check: {why}").format(why="; ".join(draft.reasons[:1])))
        return "  ·  ".join(parts)

    def _add_title(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.rows.font())
        font.setWeight(QFont.Weight.DemiBold)
        item.setFont(font)
        self.rows.addItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        draft = item.data(_DRAFT)
        if draft is not None:
            bullet = self._bullet
            self.close()
            self.taken.emit(bullet, draft)

    # --- place ---------------------------------------------------------------------------------

    def _place(self, row: QRect) -> None:
        """Below the row, or above it where the screen ends; as wide as the row."""
        width = max(_LEAST_WIDTH, row.width())
        self.setFixedWidth(width)
        self.rows.setFixedHeight(min(_HIGHEST, self._height_of_rows(width)))
        self.adjustSize()
        place = row.bottomLeft() + QPoint(0, 2)
        screen = self.screen().availableGeometry()
        if place.y() + self.height() > screen.bottom():
            place.setY(max(screen.top(), row.top() - self.height() - 2))
        place.setX(max(screen.left(), min(place.x(), screen.right() - width)))
        self.move(place)

    def _height_of_rows(self, width: int) -> int:
        margins = self._column.contentsMargins()
        self.rows.setFixedWidth(width - margins.left() - margins.right())
        self.rows.doItemsLayout()
        return max(
            (
                self.rows.visualItemRect(self.rows.item(n)).bottom() + 8
                for n in range(self.rows.count())
            ),
            default=0,
        )

    def sizeHint(self) -> QSize:  # noqa: N802
        """As high as head and rows need."""
        return self._column.sizeHint()
