"""Installing, bringing in and removing models: asked of the engine, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from briefing.desktop.engine_process import EngineLost, EngineProcess
from briefing.worker import protocol as say


@dataclass(frozen=True, slots=True)
class ModelsBusy:
    """Something is done with models. ``total`` 0: not known how much there is."""

    text: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class ModelsDone:
    """It has ended: ``problem`` is the sentence if it failed, ``text`` says how it went if not."""

    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class DeviceKnown:
    """Where models compute: a name, and bytes free and in all."""

    kind: str
    name: str
    free: int
    total: int


class ModelsWork(QObject):
    """What is done with models for one window; at most one thing at a time."""

    happened = Signal(object)
    """``ModelsBusy``, ``ModelsDone`` or ``DeviceKnown``."""

    def __init__(self, engine: EngineProcess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._job = 0
        self._device_job = 0
        self._end_text = ""
        engine.happened.connect(self._hear)

    @property
    def is_busy(self) -> bool:
        """Whether something is done that can be cancelled."""
        return bool(self._job)

    def install(self, name: str, title: str) -> None:
        """Fetch and install a model; this uses the network."""
        done = self.tr("{title} is installed.").format(title=title)
        self._ask(lambda job: say.InstallModels(job, name), done)

    def bring(self, path: str) -> None:
        """Install the models in a file or folder."""
        self._ask(lambda job: say.ImportModel(job, path), self.tr("The model is installed."))

    def remove(self, name: str, title: str) -> None:
        """Remove a model from this machine."""
        done = self.tr("{title} is removed.").format(title=title)
        self._ask(lambda job: say.RemoveModel(job, name), done)

    def cancel(self) -> None:
        """Stop what is done at present."""
        self._engine.cancel(self._job)

    def find_device(self) -> None:
        """Ask where models compute."""
        if not self._device_job:
            self._device_job = self._engine.new_job()
            self._engine.ask(say.FindDevice(self._device_job))

    def _ask(self, request: Any, done: str) -> None:  # noqa: ANN401 (makes a request of a job)
        if self._job:
            return
        self._job, self._end_text = self._engine.new_job(), done
        self.happened.emit(ModelsBusy(self.tr("Waiting for the engine …")))
        self._engine.ask(request(self._job))

    def _hear(self, event: Any) -> None:  # noqa: ANN401 (a Qt signal carries any object)
        if isinstance(event, EngineLost):
            self._device_job = 0
            if self._job:
                self._end(problem=event.sentence)
            return
        if event.job and event.job == self._device_job:
            self._hear_device(event)
        elif event.job and event.job == self._job:
            self._hear_work(event)

    def _hear_device(self, event: object) -> None:
        match event:
            case say.DeviceFound(kind=kind, name=name, free=free, total=total):
                self.happened.emit(DeviceKnown(kind, name, free, total))
            case say.Finished() | say.Failed() | say.Stopped():
                self._device_job = 0

    def _hear_work(self, event: object) -> None:
        match event:
            case say.Progress(done=done, total=total, text=text):
                self.happened.emit(ModelsBusy(text, done, total))
            case say.Finished():
                self._end(text=self._end_text)
            case say.Failed(sentence=sentence):
                self._end(problem=sentence)
            case say.Stopped():
                self._end(text=self.tr("Stopped; what has come is kept for the next time."))

    def _end(self, *, text: str = "", problem: str = "") -> None:
        self._job = 0
        self.happened.emit(ModelsDone(text, problem))
