"""What a window shows of the opening: progress, passwords, failures, and what was found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from briefing.desktop.bars import Choice
from briefing.desktop.failure_list import FailureList
from briefing.desktop.opening import MISSING, MORE, Found, NotOpened, Reading, Rested, Wanted
from briefing.desktop.password_bar import PasswordBar
from briefing.desktop.ways_in import SAMPLE
from briefing.reading.origins import AddressOrigin, FileOrigin, PastedOrigin
from briefing.resources import sample
from briefing.worker.protocol import LIMIT, PASSWORD

if TYPE_CHECKING:
    from briefing.desktop.main_window import MainWindow

WORK = "opening"
"""The key of the opening among the works of the status line."""


FAILURES = "failures"
"""The key of the list of failures among the bars."""


class OpeningNews(QObject):
    """Hears what the window's queue tells and shows it there."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.opening.happened.connect(self._hear)

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal)
        match event:
            case Reading():
                self._show(event)
            case Found():
                self._place(event)
            case NotOpened(kind=kind) if kind == PASSWORD:
                self._ask_password(event)
            case NotOpened():
                self._list(event)
            case Rested(text=text):
                self._rest(text)

    # --- progress ------------------------------------------------------------------------------

    def _show(self, event: Reading) -> None:
        window, wanted = self._window, event.wanted
        state = event.text or self.tr("Reading …")
        line = self.tr("{name}: {state}").format(name=wanted.name, state=state)
        if wanted.uses_network:
            state = self.tr("Using the network. {state}").format(state=state)
            line = self.tr("Using the network: {name}").format(name=wanted.name)
        window.status.show_work(WORK, line, event.done, event.total)
        if window.document.is_empty:
            window.reading.tell(wanted.name, state, event.done, event.total, event.waiting)
            window.pages.setCurrentWidget(window.reading)
        window.enable_actions()

    def _rest(self, text: str) -> None:
        window = self._window
        window.status.end_work(WORK)
        if text:
            window.status.say(text)
        if window.document.is_empty:
            window.pages.setCurrentWidget(window.empty)
        window.enable_actions()

    # --- what was found ------------------------------------------------------------------------

    def _place(self, found: Found) -> None:
        window = self._window
        self._remember(found)
        self._forget(found.wanted)
        if window.document.is_empty:
            window.show_found(found)
        elif found.wanted.joins and found.path is None:
            window.adding.add(found.brief.article)
        else:
            window.host.show_found(found)
            window.status.say(
                self.tr("{name} is open in a window of its own.").format(name=found.wanted.name)
            )

    def _remember(self, found: Found) -> None:
        match found.wanted.origin:
            case FileOrigin(path=path) if Path(path).absolute() != sample(SAMPLE).absolute():
                self._window.memory.add_recent(Path(path))
            case AddressOrigin(address=address):
                self._window.memory.add_recent(address)

    # --- what was not --------------------------------------------------------------------------

    def _ask_password(self, event: NotOpened) -> None:
        window, wanted = self._window, event.wanted
        bar = PasswordBar(window.theme, wanted.name, window.bars, was_wrong=event.had_password)
        bar.given.connect(lambda password: window.opening.open_with_password(wanted, password))
        window.bars.put(f"password-{wanted.origin}", bar)
        bar.field.setFocus()

    def _list(self, event: NotOpened) -> None:
        failures = self._failures
        if failures is None:
            failures = FailureList(self._window.theme, self._window.bars)
            self._window.bars.put(FAILURES, failures)
        failures.add(event, self._choices(event))

    @property
    def _failures(self) -> FailureList | None:
        bar = self._window.bars.bar(FAILURES)
        return bar if isinstance(bar, FailureList) else None

    def _choices(self, event: NotOpened) -> list[Choice]:
        window, wanted = self._window, event.wanted
        choices = []
        if event.kind == LIMIT and wanted.limits != MORE:
            more = replace(wanted, limits=MORE)
            title = self.tr("Allow {minutes} minutes and {gigabytes} GB").format(
                minutes=round(MORE.seconds / 60), gigabytes=round(MORE.megabytes / 1000)
            )
            choices.append(Choice("more", title, lambda: self._again(more)))
        elif not isinstance(wanted.origin, PastedOrigin):
            choices.append(Choice("again", self.tr("Try again"), lambda: self._again(wanted)))
        entry = _entry(wanted)
        if event.kind == MISSING and entry in window.memory.recent:
            forget = self.tr("Forget it")
            choices.append(Choice("forget", forget, lambda: window.memory.forget_recent([entry])))
        if isinstance(wanted.origin, FileOrigin):
            folder = Path(wanted.origin.path).parent
            other = self.tr("Choose another …")
            choices.append(Choice("other", other, lambda: window.ways_in.choose_files(folder)))
        elif isinstance(wanted.origin, AddressOrigin):
            correct = self.tr("Correct the address …")
            choices.append(Choice("other", correct, lambda: self._correct(wanted)))
        return choices

    def _correct(self, wanted: Wanted) -> bool:
        dialog = self._window.ways_in.ask_address(_entry(wanted))
        dialog.chosen.connect(lambda _: self._forget(wanted))
        return False  # the failure stands until there is another address

    def _forget(self, wanted: Wanted) -> None:
        if self._failures is not None:
            self._failures.forget(wanted.origin)

    def _again(self, wanted: Wanted) -> None:
        self._window.opening.open([wanted])


def _entry(wanted: Wanted) -> str:
    """How the list of recent files names it; empty if it cannot stand there."""
    match wanted.origin:
        case FileOrigin(path=path):
            return str(Path(path).absolute())
        case AddressOrigin(address=address):
            return address
        case _:
            return ""
