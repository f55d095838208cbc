"""The pages of a document beside the choices for it, drawn in the background."""

from __future__ import annotations

import shutil
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QThreadPool, QTimer, Signal, Slot
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from briefing.brief import Brief
from briefing.desktop.export_choice import ExportChoice
from briefing.desktop.filing import Task
from briefing.errors import BriefingError, Cancelled

if TYPE_CHECKING:
    from briefing.exporting.preview import Preview

WAIT_MS = 350
"""How long after the last change of a choice the pages are drawn anew."""

PAGE_PIXELS = 900
"""How wide pages are drawn; they are shown as wide as there is room."""

_GAP = 14


@dataclass(frozen=True, slots=True)
class PagesDrawn:
    """The pages for a choice, or the sentence that says why there are none."""

    choice: ExportChoice
    preview: Preview | None
    problem: str = ""


class PagesMaker(QObject):
    """Draws the pages of one brief, for the last choice that was asked for."""

    drawn = Signal(object)
    """``PagesDrawn``."""

    def __init__(self, brief: Brief, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._brief = brief
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._stop = threading.Event()
        self._folder: Path | None = None
        self._task: Task | None = None
        self._next: ExportChoice | None = None
        self._current = ExportChoice()

    @property
    def is_busy(self) -> bool:
        """Whether pages are being drawn."""
        return self._task is not None

    def draw(self, choice: ExportChoice) -> None:
        """Draw the pages for this choice; what is drawn for another is stopped."""
        self._next = choice
        if self._task is None:
            self._begin()
        else:
            self._stop.set()

    def close(self) -> None:
        """Stop, and leave nothing behind on the disk."""
        self._next = None
        self._stop.set()
        self._pool.waitForDone(10_000)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _begin(self) -> None:
        if self._next is None:
            return
        choice, self._next = self._next, None
        brief, stop = self._brief, threading.Event()
        self._stop, self._current = stop, choice
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="briefing-pages-"))
        folder = self._folder

        def work() -> Preview:
            # Word's library takes its time to load, and many a session never exports.
            from briefing.exporting.preview import preview  # noqa: PLC0415

            return preview(
                brief,
                choice.ending,
                template=choice.template_path,
                options=choice.options,
                width=PAGE_PIXELS,
                folder=folder,
                stop=stop.is_set,
            )

        self._task = Task(work)
        self._task.outcome.came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._pool.start(self._task)

    @Slot(object)
    def _take(self, result: object) -> None:
        self._task = None
        if self._next is not None:
            self._begin()
        elif isinstance(result, Cancelled):
            return
        elif isinstance(result, BriefingError):
            self.drawn.emit(PagesDrawn(self._current, None, str(result)))
        else:
            self.drawn.emit(PagesDrawn(self._current, result))  # type: ignore[arg-type]


class PagesView(QWidget):
    """Shows pages one below the other, with a line above that says what they are."""

    def __init__(self, maker: PagesMaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pagesView")
        self._maker = maker
        self._images: list[QImage] = []
        self._pages: list[QLabel] = []
        self._wanted: ExportChoice | None = None
        self.note = QLabel(self)
        self.note.setObjectName("pagesNote")
        self.note.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        self.area = QScrollArea(self)
        self.area.setObjectName("pagesScroll")
        self.area.setAccessibleName(self.tr("Preview of the pages"))
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        holder = QWidget(self.area)
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(_GAP, _GAP, _GAP, _GAP)
        self._column.setSpacing(_GAP)
        self._column.addStretch(1)
        self.area.setWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self.area, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self._ask)
        maker.drawn.connect(self._show)

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self._images)

    def show_choice(self, choice: ExportChoice) -> None:
        """Show the pages for a choice, once nothing has changed for a moment."""
        self._wanted = choice
        if choice.ending not in {".docx", ".pdf"}:
            self._timer.stop()
            self._set_images([])
            self.note.setText(self.tr("This format has no pages; what is in it is the same."))
            return
        self.note.setText(self.tr("Drawing the pages …"))
        self._timer.start()

    def _ask(self) -> None:
        if self._wanted is not None:
            self._maker.draw(self._wanted)

    @Slot(object)
    def _show(self, drawn: PagesDrawn) -> None:
        if drawn.choice != self._wanted:
            return
        if drawn.preview is None:
            self._set_images([])
            self.note.setText(drawn.problem)
            return
        self._set_images(
            [
                QImage(p.pixels, p.width, p.height, p.width * 4, QImage.Format.Format_RGB32).copy()
                for p in drawn.preview.pages
            ]
        )
        self.note.setText(self._told(drawn.preview))

    def _told(self, preview: Preview) -> str:
        pages = (
            self.tr("1 page")
            if preview.count == 1
            else self.tr("{count} pages").format(count=preview.count)
        )
        if preview.count > len(preview.pages):
            pages += self.tr(", the first {shown} shown").format(shown=len(preview.pages))
        how = {
            "ITSELF": "",
            "LIBREOFFICE": self.tr(" as LibreOffice sets them; Word may break lines elsewhere"),
            "OWN_PDF": self.tr(" approximately: the same parts, but not in the template's look"),
        }[preview.set_by.name]
        return f"{pages}{how}."

    def _set_images(self, images: list[QImage]) -> None:
        self._images = images
        for page in self._pages[len(images) :]:
            self._column.removeWidget(page)
            page.deleteLater()
        del self._pages[len(images) :]
        while len(self._pages) < len(images):
            page = QLabel(self.area.widget())
            page.setObjectName("page")
            page.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.insertWidget(len(self._pages), page)
            self._pages.append(page)
        for number, page in enumerate(self._pages, 1):
            page.setAccessibleName(self.tr("Page {number}").format(number=number))
        self._scale()

    def _scale(self) -> None:
        room = self.area.viewport().width() - 2 * _GAP
        ratio = self.devicePixelRatioF()
        for image, page in zip(self._images, self._pages, strict=True):
            width = max(int(min(room * ratio, image.width())), 1)
            shown = image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
            pixmap = QPixmap.fromImage(shown)
            pixmap.setDevicePixelRatio(ratio)
            page.setPixmap(pixmap)
            page.setFixedHeight(int(shown.height() / ratio))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Make the pages as wide as there is room."""
        super().resizeEvent(event)
        self._scale()

    def sizeHint(self) -> QSize:  # noqa: N802
        """A page that can be read."""
        return QSize(520, 640)
