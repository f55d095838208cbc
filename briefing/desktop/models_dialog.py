"""The manager of models: what is installed, what can be, and what it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop import questions
from briefing.desktop.engine_process import EngineProcess
from briefing.desktop.fields import text_field
from briefing.desktop.models_list import ModelsList
from briefing.desktop.models_network import NetworkDialog
from briefing.desktop.models_rows import ModelRow, read_rows, size_text
from briefing.desktop.models_server import ServerDialog
from briefing.desktop.models_work import DeviceKnown, ModelsBusy, ModelsDone, ModelsWork
from briefing.engine.catalogue import DEFAULT, ModelKind
from briefing.engine.library import ModelLibrary
from briefing.engine.server import forget_server
from briefing.errors import BriefingError, ModelError


class ModelsDialog(QDialog):
    """Lists models, and installs, brings in, removes and chooses them.

    ``model`` is the model that the briefing uses. The dialog may be closed while something is done;
    it goes on, and is shown again when the dialog is.
    """

    chosen = Signal(str)
    """The name of the model that briefings are to be written with."""

    changed = Signal()
    """Which models are installed is no longer as it was."""

    def __init__(self, engine: EngineProcess, model: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("modelsDialog")
        self.setWindowTitle(self.tr("Models"))
        self._engine = engine
        self.work = ModelsWork(engine, self)
        self._model = model
        self._device: DeviceKnown | None = None
        self._disk_text = ""
        self._build()
        self.work.happened.connect(self._hear)
        self.list.currentItemChanged.connect(lambda *_: self._follow())
        self.list.wanted.connect(self._take)
        self.list.unwanted.connect(self._remove)
        self.refresh()
        # Qt by itself gives a dialog no more than two thirds of the screen's width and height.
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize() * 0.9))

    # --- building ------------------------------------------------------------------------------

    def _build(self) -> None:
        self.list = ModelsList(self)
        self.details = self._label("details")
        self.details.setMinimumHeight(self.fontMetrics().height() * 2)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.machine = self._label("machine")
        self.machine.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.problem = self._label("addressProblem")
        self.said = self._label("said")
        self.bar = QProgressBar(self)
        self.bar.setObjectName("modelProgress")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.stop = self._button("cancelModel", self.tr("&Cancel"), self.work.cancel)
        self.use = self._button("useModel", self.tr("&Use for the briefing"), self._use)
        self.install = self._button("installModel", self.tr("&Install"), self._install)
        self.remove = self._button("removeModel", self.tr("&Remove …"), self._remove)
        self.bring = self._button("importModel", self.tr("I&mport"), None)
        menu = QMenu(self.bring)
        menu.addAction(self.tr("From a &file (zip, GGUF, wheel) …"), self._bring_file)
        menu.addAction(self.tr("From a f&older …"), self._bring_folder)
        self.bring.setMenu(menu)
        self.server = self._button(
            "useServer", self.tr("Use a ser&ver on your network …"), self._add_server
        )
        network = self._button("modelNetwork", self.tr("Mirror and &proxy …"), self._set_network)
        close = self._button("closeModels", self.tr("Close"), self.close)
        self.other = text_field(self, "otherModel", self.tr("owner/name, or owner/name:file.gguf"))
        self.fetch = self._button("fetchOther", self.tr("I&nstall it"), self._install_other)
        other_label = QLabel(self.tr("&Another model of the hub"), self)
        other_label.setBuddy(self.other)
        self.other.returnPressed.connect(self._install_other)
        self.other.textChanged.connect(lambda _: self._follow())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(12)
        column.addWidget(self.list, 1)
        column.addWidget(self.details)
        column.addLayout(_row(self.use, self.install, self.remove, self.bring, None, close))
        column.addLayout(_row(other_label, self.other, self.fetch))
        column.addLayout(_row(self.server, network, None))
        column.addLayout(_row(self.said, self.bar, self.stop))
        column.addWidget(self.problem)
        column.addWidget(self.machine)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        return label

    def _button(self, name: str, text: str, call: Any) -> QPushButton:  # noqa: ANN401 (a slot)
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)  # Enter belongs to the list and the field
        if call is not None:
            button.clicked.connect(lambda _=False: call())
        return button

    # --- showing -------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look again at what is there: models can be installed by command as well."""
        super().showEvent(event)
        self.refresh()
        self.work.find_device()
        self.list.setFocus()

    def set_model(self, model: str) -> None:
        """Tell which model the briefing uses."""
        self._model = model
        if self.isVisible():  # else it looks when it is shown
            self.refresh()

    def refresh(self) -> None:
        """Show what is installed now."""
        library = ModelLibrary()
        self.list.show_rows(read_rows(library), self._in_use(library))
        used, free = library.disk_use()
        self._disk_text = self.tr("Models take {used} on the disk, {free} are free.").format(
            used=size_text(used or 1), free=size_text(free)
        )
        self._show_machine()

    def _show_machine(self) -> None:
        """Show where models compute and what they take, and what follows for the one in hand."""
        self.machine.setText(f"{self._device_text()} {self._disk_text}")
        self._follow()

    def _in_use(self, library: ModelLibrary) -> str:
        if self._model != DEFAULT:
            return self._model
        try:
            return library.default_of(ModelKind.LANGUAGE).name
        except ModelError:
            return ""

    def _device_text(self) -> str:
        device = self._device
        if device is None:
            return self.tr("Looking where models compute …")
        where = (
            self.tr("Models compute on the processor; {free} of {total} memory are free.")
            if device.kind == "cpu"
            else self.tr("Models compute on {name}; {free} of its {total} memory are free.")
        )
        return where.format(
            name=device.name, free=size_text(device.free), total=size_text(device.total)
        )

    def _follow(self) -> None:
        """Let buttons and words follow the model in hand."""
        row, busy = self.list.current, self.work.is_busy
        self.details.setText(self._about(row) if row else "")
        may_use = bool(row and row.installed and row.writes)
        self.use.setEnabled(may_use)
        self.install.setEnabled(bool(row and not row.installed and not busy))
        self.remove.setEnabled(bool(row and (row.installed or row.fetched) and not busy))
        self.bring.setEnabled(not busy)
        self.fetch.setEnabled("/" in self.other.text() and not busy)
        self.bar.setVisible(busy)
        self.stop.setVisible(busy)
        for label in (self.said, self.problem):
            label.setVisible(bool(label.text()))

    def _about(self, row: ModelRow) -> str:
        parts = [row.details]
        if self._device is not None and row.memory > self._device.total:
            parts.append(
                self.tr("This machine has less memory than it usually takes ({memory}).").format(
                    memory=size_text(row.memory)
                )
            )
        if not row.installed:
            parts.append(
                self.tr("Installing it uses the network, for {size}.").format(
                    size=size_text(max(row.size - row.fetched, 0))
                )
                if row.size
                else self.tr("Installing it uses the network.")
            )
        return " ".join(parts)

    # --- doing ---------------------------------------------------------------------------------

    def _take(self) -> None:
        """Use an installed model, install another."""
        button = self.use if self.use.isEnabled() else self.install
        button.click()

    def _use(self) -> None:
        row = self.list.current
        if row is not None:
            self._model = row.name
            self.chosen.emit(row.name)
            self.said.setText(
                self.tr("The next briefing is written with {title}.").format(title=row.title)
            )
            self.refresh()

    def _install(self) -> None:
        row = self.list.current
        if row is not None:
            self._begin()
            self.work.install(row.name, row.title)

    def _install_other(self) -> None:
        name = self.other.text().strip()
        if self.fetch.isEnabled():
            self._begin()
            self.work.install(name, name)

    def _remove(self) -> None:
        row = self.list.current
        if row is None or not self.remove.isEnabled() or not ask_removal(self, row):
            return
        self._begin()
        if row.server:
            self._forget_server(row)
            return
        self.work.remove(row.name, row.title)

    def _forget_server(self, row: ModelRow) -> None:
        try:
            forget_server(row.name)
        except BriefingError as error:
            self.problem.setText(str(error))
        else:
            self.said.setText(self.tr("{title} is removed.").format(title=row.title))
        self.refresh()
        self.changed.emit()

    def _add_server(self) -> None:
        dialog = ServerDialog(self._engine, self)
        dialog.exec()
        server = dialog.kept
        dialog.deleteLater()
        if server is not None:
            self._begin()
            self.refresh()
            self.list.take_in_hand(server.name)
            self.said.setText(self.tr("The server is added; it is used once you choose it."))
            self._follow()
            self.changed.emit()

    def _bring_file(self) -> None:
        filters = self.tr("Models (*.zip *.gguf *.whl *.safetensors)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import a model"), "", filters)
        if name:
            self.bring_path(Path(name))

    def _bring_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Import a model"))
        if name:
            self.bring_path(Path(name))

    def bring_path(self, path: Path) -> None:
        """Install the models in a file or folder."""
        self._begin()
        self.work.bring(str(path))

    def _begin(self) -> None:
        self.problem.clear()
        self.said.clear()
        self._follow()

    def _set_network(self) -> None:
        dialog = NetworkDialog(self)
        dialog.exec()
        dialog.deleteLater()

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal)
        match event:
            case ModelsBusy(text=text, done=done, total=total):
                self.said.setText(text)
                self.bar.setRange(0, total)
                self.bar.setValue(done)
                self._follow()
            case ModelsDone(text=text, problem=problem):
                self.said.setText(text)
                self.problem.setText(problem)
                self.problem.setAccessibleName(problem)
                self.refresh()
                self.changed.emit()
            case DeviceKnown():
                self._device = event
                self._show_machine()


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Widgets side by side; None stands for what room is left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, int(widget.objectName() in {"otherModel", "said"}))
    return row


def ask_removal(parent: QWidget, row: ModelRow) -> bool:
    """Ask whether to remove a model."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Models", text)

    box = questions.new_question(parent, "removeQuestion", tr("Remove a model"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    question = (
        tr("Remove the server {title}?") if row.server else tr("Remove {title} from this machine?")
    )
    box.setText(question.format(title=row.title))
    size = size_text(row.size if row.installed else row.fetched)
    box.setInformativeText(
        tr("Its address and its key are forgotten here; the server itself is left as it is.")
        if row.server
        else tr("This frees {size}. To use it again it must be fetched again.").format(size=size)
    )
    buttons = (
        ("remove", tr("&Remove"), QMessageBox.ButtonRole.AcceptRole),
        ("cancel", tr("&Cancel"), QMessageBox.ButtonRole.RejectRole),
    )
    return questions.ask(box, buttons, "cancel") == "remove"
