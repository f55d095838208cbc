"""Every way to open something in a window: dialogs, drops, the clipboard, what was opened last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from briefing.desktop import questions
from briefing.desktop.address_dialog import AddressDialog
from briefing.desktop.naming import is_address
from briefing.desktop.offered import Address, Files, Nothing, Text, offer_of
from briefing.desktop.opening import Wanted
from briefing.reading.origins import AddressOrigin, FileOrigin, Origin
from briefing.resources import sample

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow

SAMPLE = "border-town.txt"

MANY = 8
"""More files than this are opened only after a question."""


class WaysIn(QObject):
    """The ways into one window. The first article comes here, each other beside it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    # --- files ---------------------------------------------------------------------------------

    def choose_files(self, folder: Path | None = None) -> bool:
        """Ask which files to open, and open them; false if the person chose none."""
        paths = questions.choose_open(self._window, folder or self.folder())
        self.open_paths(paths)
        return bool(paths)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open files; many only after a question."""
        if len(paths) <= MANY or questions.ask_many(self._window, len(paths)):
            self._open(FileOrigin(str(path)) for path in paths)

    def open_sample(self) -> None:
        """Open the sample article."""
        self.open_paths([sample(SAMPLE)])

    def open_entry(self, entry: str) -> None:
        """Open a file by its path or a page by its address, which the person chose or typed."""
        self._open([AddressOrigin(entry) if is_address(entry) else FileOrigin(entry)])

    def add_files(self) -> bool:
        """Ask which articles to add to the briefing; false if the person chose none."""
        paths = questions.choose_open(self._window, self.folder())
        self.add_paths(paths)
        return bool(paths)

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Let the articles in files stand in the open briefing; many only after a question."""
        if len(paths) <= MANY or questions.ask_many(self._window, len(paths)):
            self._open((FileOrigin(str(path)) for path in paths), joins=True)

    # --- addresses and the clipboard -------------------------------------------------------------

    def ask_address(self, address: str = "") -> AddressDialog:
        """Ask which page to read; without ``address`` the one that was copied is proposed."""
        if not address:
            offer = offer_of(QGuiApplication.clipboard().mimeData())
            address = offer.address if isinstance(offer, Address) else ""
        dialog = AddressDialog(self._window, address)
        dialog.chosen.connect(lambda chosen: self._open([AddressOrigin(chosen)]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def paste(self) -> None:
        """Open what was copied."""
        self.take(offer_of(QGuiApplication.clipboard().mimeData()))

    def take(self, offer: Any, *, joins: bool = False) -> None:  # noqa: ANN401 (a Qt signal)
        """Open what a drop or the clipboard offers; an address only after a look at it.

        ``joins`` is as in ``Wanted``; it counts for files and text.
        """
        match offer:
            case Files(paths=paths) if joins:
                self.add_paths(paths)
            case Files(paths=paths):
                self.open_paths(paths)
            case Address(address=address):
                self.ask_address(address)
            case Text(origin=origin):
                self._open([origin], joins=joins)
            case Nothing(sentence=sentence):
                self._window.status.say(sentence)

    def folder(self) -> Path:
        """The folder of what is open, else of what was opened last, else the person's own."""
        document = self._window.document
        candidates = [document.path] if document.path is not None else []
        if not document.is_empty:
            candidates.append(Path(document.brief.article.source))
        candidates += [Path(e) for e in self._window.memory.recent[:1] if not is_address(e)]
        seeds = sample(SAMPLE).parent
        for path in candidates:
            if path.is_file() and path.parent.absolute() != seeds.absolute():
                return path.parent
        return Path.home()

    def _open(self, origins: Iterable[Origin], *, joins: bool = False) -> None:
        wanted = [Wanted(origin, joins=joins) for origin in origins]
        # One saved briefing in two windows would overwrite itself.
        self._window.opening.open(
            [
                w
                for w in wanted
                if w.project is None or not self._window.host.show_project(w.project)
            ]
        )
