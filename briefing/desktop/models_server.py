"""The dialog for a model on a server of the person's own network."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from briefing.desktop import questions
from briefing.desktop.engine_process import EngineLost, EngineProcess
from briefing.desktop.fields import field_form, roomy, text_field
from briefing.engine.server import PREFIX, Server, address_of, key_of, server_name
from briefing.errors import ServerError
from briefing.worker import protocol as say

_MOST_CONTEXT = 10_000_000


def tr(text: str) -> str:
    """The text in the person's language."""
    return QCoreApplication.translate("Server", text)


class ServerDialog(QDialog):
    """Asks for a server, tries it out, and keeps it once it answers.

    Nothing is sent before a person presses a button, and no sentence of an article in any case.
    ``kept`` is the server once it was.
    """

    def __init__(self, engine: EngineProcess, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("serverDialog")
        self.setWindowTitle(tr("Use a server on your network"))
        self.setMinimumWidth(600)
        self.kept: Server | None = None
        self._engine = engine
        self._job = 0
        self._asked: Server | None = None
        self._keeps = False
        self._build()
        self._follow()
        engine.happened.connect(self._hear)
        self.finished.connect(lambda _: self._leave())

    def _build(self) -> None:
        form = self._form()
        note = QLabel(
            tr(
                "A server that speaks OpenAI's protocol, such as vLLM, Ollama or llama.cpp. "
                "Sentences of an article are sent there, and only when you have chosen the server "
                "for its briefing; every such briefing names the address. The key is kept in a "
                "file that only you can read, and is written nowhere else."
            ),
            self,
        )
        note.setWordWrap(True)
        note.setProperty("quiet", True)  # noqa: FBT003 (Qt's own form)
        self.outcome = QLabel(self)
        self.outcome.setObjectName("serverOutcome")
        self.outcome.setWordWrap(True)
        self.outcome.setTextFormat(Qt.TextFormat.PlainText)
        self.outcome.setMinimumHeight(self.fontMetrics().height() * 3)
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.test = self._button(buttons, "testServer", tr("T&est"))
        self.add = self._button(buttons, "addServer", tr("A&dd"))
        self.add.setDefault(True)
        self.test.clicked.connect(lambda _=False: self._try(keep=False))
        self.add.clicked.connect(lambda _=False: self._try(keep=True))
        buttons.rejected.connect(self.reject)
        self.address.textChanged.connect(lambda _: self._follow())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.outcome)
        column.addWidget(note)
        column.addWidget(buttons)

    def _form(self) -> QFormLayout:
        self.address = text_field(self, "serverAddress", "http://192.168.1.5:8000")
        self.key = text_field(self, "serverKey", tr("only if the server asks for one"))
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.name = text_field(self, "serverName", tr("as its model is called"))
        self.model = QComboBox(self)
        self.model.setObjectName("serverModel")
        self.model.setEditable(True)
        self.model.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.model.setAccessibleName(tr("Model"))
        roomy(self.model)
        line = self.model.lineEdit()
        assert line is not None  # noqa: S101 (it is editable)
        line.setPlaceholderText(tr("the only one, or ask the server first"))
        line.setObjectName("serverModelText")
        self.context = QSpinBox(self)
        self.context.setObjectName("serverContext")
        self.context.setAccessibleName(tr("Tokens that the model can read"))
        self.context.setRange(0, _MOST_CONTEXT)
        self.context.setSpecialValueText(tr("as the server says"))
        roomy(self.context)
        for field in (self.model, self.context):
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form = field_form()
        form.addRow(tr("&Address"), self.address)
        form.addRow(tr("&Key"), self.key)
        form.addRow(tr("&Model"), self.model)
        form.addRow(tr("Na&me here"), self.name)
        form.addRow(tr("Context in &tokens"), self.context)
        return form

    def _button(self, box: QDialogButtonBox, name: str, text: str) -> QPushButton:
        button = box.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setObjectName(name)
        return button

    # --- asking --------------------------------------------------------------------------------

    def _server(self) -> Server:
        """What was typed. Raises ServerError."""
        name = self.name.text().strip()
        return Server(
            name=server_name(name) if name else "",
            address=address_of(self.address.text()),
            model=self.model.currentText().strip(),
            key=key_of(self.key.text()),
            context=self.context.value(),
        )

    def _try(self, *, keep: bool) -> None:
        try:
            self._ask(self._server(), keep=keep)
        except ServerError as error:
            self._say(str(error))

    def _ask(self, server: Server, *, keep: bool) -> None:
        self._job, self._asked, self._keeps = self._engine.new_job(), server, keep
        self._say(tr("Asking {address} …").format(address=server.address))
        self._follow()
        self._engine.ask(say.TryServer(self._job, server, keep))

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal carries any object)
        if not self._job:
            return
        if isinstance(event, EngineLost):
            self._end(event.sentence)
        elif event.job == self._job:
            self._hear_answer(event)

    def _hear_answer(self, event: object) -> None:
        match event:
            case say.ServerTried():
                self._show(event)
            case say.Failed(sentence=sentence, kind=say.OUTSIDE):
                self._end(sentence)
                self._ask_about_outside(sentence)
            case say.Failed(sentence=sentence):
                self._end(sentence)
            case say.Stopped():
                self._end("")
            case say.Finished():
                self._end(self.outcome.text())
                if self.kept is not None:
                    self.accept()

    def _show(self, tried: say.ServerTried) -> None:
        server = tried.server
        self.model.clear()
        self.model.addItems(list(tried.models))
        self.model.setCurrentText(server.model)
        if not server.model:
            self._say(
                tr("The server has {n} models; choose one of them.").format(n=len(tried.models))
            )
            return
        context = (
            tr("It can read {n} tokens.").format(n=f"{server.context:,}")
            if server.context
            else tr("It does not say how much it can read.")
        )
        self._say(tr("{model} answers. {context}").format(model=server.model, context=context))
        self.name.setPlaceholderText(server.name.removeprefix(PREFIX))
        if self._keeps:
            self.kept = server

    def _ask_about_outside(self, sentence: str) -> None:
        asked, keeps = self._asked, self._keeps
        if asked is not None and ask_outside(self, sentence, asked.host):
            self._ask(replace(asked, outside=True), keep=keeps)

    def _end(self, text: str) -> None:
        self._job = 0
        self._say(text)
        self._follow()

    def _leave(self) -> None:
        """Ask nothing more: the dialog is closed."""
        self._engine.cancel(self._job)
        self._job = 0
        self._engine.happened.disconnect(self._hear)

    def _say(self, text: str) -> None:
        self.outcome.setText(text)
        self.outcome.setAccessibleName(text)

    def _follow(self) -> None:
        can_ask = bool(self.address.text().strip()) and not self._job
        for button in (self.test, self.add):
            button.setEnabled(can_ask)


def ask_outside(parent: QWidget, sentence: str, host: str) -> bool:
    """Ask whether articles may leave the person's own network."""
    box = questions.new_question(parent, "outsideQuestion", tr("Outside your network"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    box.setInformativeText(
        tr("Whoever runs {host} can read what you send. Use it all the same?").format(host=host)
    )
    buttons = (
        ("outside", tr("&Let articles leave"), QMessageBox.ButtonRole.AcceptRole),
        ("cancel", tr("&Cancel"), QMessageBox.ButtonRole.RejectRole),
    )
    return questions.ask(box, buttons, "cancel") == "outside"
