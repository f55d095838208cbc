"""Install models from a hub. Nothing here uses the network itself: the fetching is a process.

What was fetched of a model lies in a hidden folder beside the models until the model is installed,
so that an interrupted download can be gone on with, today or next week.
"""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from briefing.engine.building import GROWTH, build_unknown, converted, try_out
from briefing.engine.catalogue import Catalogue
from briefing.engine.folders import inspect_folder, name_from
from briefing.engine.hub_files import FILES, PLAN, Plan, bytes_there, read_plan
from briefing.engine.library import DOWNLOADS, sha256_of
from briefing.engine.network import Network
from briefing.engine.processes import run_python
from briefing.engine.types import Report, Stop
from briefing.engine.workshop import check_room, megabytes, workshop
from briefing.errors import InstallError, ModelError

_ADDRESS = re.compile(
    r"(?:hf:)?(?P<repo>[^/\s:@]+/[^/\s:@]+)(?:@(?P<revision>[^\s:]+))?(?::(?P<file>[^\s:]+))?"
)


@dataclass(frozen=True, slots=True)
class HubModel:
    """A model on a hub: ``name`` is what it is called here, ``file`` a GGUF file of it."""

    name: str
    title: str
    repo: str
    revision: str = "main"
    file: str = ""
    licence: str = ""


def hub_model(name: str, catalogue: Catalogue) -> HubModel | None:
    """What a person means by ``name``: a hub's model of the catalogue, or "owner/name".

    "owner/name@version" and "owner/name:file.gguf" say more. None if it means no hub.
    """
    entry = catalogue.on_hub(name)
    if entry is not None:
        return HubModel(entry.name, entry.title, entry.repo, entry.revision, licence=entry.licence)
    match = _ADDRESS.fullmatch(name)
    if match is None:
        return None
    repo, file = match["repo"], match["file"] or ""
    known = next((e for e in catalogue.hub if e.repo == repo), None)
    title = file.rpartition(".")[0] if file else repo.rpartition("/")[2]
    short = known.name if known and not file else name_from(title)
    if catalogue.has(short):
        short = f"{short}-hub"
    return HubModel(short, title, repo, match["revision"] or "main", file)


def download_folder(models: Path, name: str) -> Path:
    """Where what was fetched of a model lies until it is installed."""
    return models / DOWNLOADS / name


def install_from_hub(
    model: HubModel,
    models: Path,
    network: Network,
    *,
    report: Report | None = None,
    stop: Stop | None = None,
) -> None:
    """Fetch a language model and put it in its place; ``report`` gets bytes.

    Raises InstallError, Cancelled and OSError; what has come until then is kept.
    """
    with workshop(models) as folder:
        work = _Work(model, network, download_folder(models, model.name), folder, report, stop)
        work.download.mkdir(parents=True, exist_ok=True)
        plan = work.fetch()
        made, sha256 = work.make(plan)
        build_unknown(
            model.name,
            model.title,
            sha256,
            made,
            models,
            licence=model.licence or plan.licence,
            version=plan.commit[:12],
        )
        shutil.rmtree(work.download, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class _Work:
    """Installing one model: what was fetched lies in ``download``, all else in ``folder``."""

    model: HubModel
    network: Network
    download: Path
    folder: Path
    report: Report | None
    stop: Stop | None

    def fetch(self) -> Plan:
        """Fetch what is not there yet, and give what the hub says of it."""
        model, plan_file = self.model, self.download / PLAN
        plan_file.touch()  # its time tells an older plan from the one that is made now
        before = plan_file.stat().st_mtime_ns

        def watch() -> None:
            plan = read_plan(self.download)
            if plan is None or plan_file.stat().st_mtime_ns == before:
                self._say(0, 0, f"Asking the hub for {model.title}")
                return
            done = min(bytes_there(self.download), plan.size)
            of = f"{done // 10**6} of {megabytes(plan.size)}"
            self._say(done, plan.size, f"Downloading {model.title} ({of})")

        arguments = [str(self.download), model.repo, model.revision]
        try:
            outcome = run_python(
                ["-m", "briefing.engine.hub_client", *arguments, *filter(None, [model.file])],
                self.folder,
                stop=self.stop,
                watch=watch,
                environment=self.network.environment(),
            )
            plan = read_plan(self.download)
            if outcome.code != 0 or plan is None:
                raise InstallError(_said(outcome.said, model))
        finally:
            if not bytes_there(self.download):
                shutil.rmtree(self.download, ignore_errors=True)
        return plan

    def make(self, plan: Plan) -> tuple[Path, str]:
        """The finished folder of the model, in the workshop, and the model's SHA-256."""
        fetched, title = self.download / FILES, self.model.title
        if plan.gguf:
            file = fetched / plan.gguf
            check_room(self.folder, file.stat().st_size * GROWTH, title)
            self._say(plan.size, plan.size, f"Converting {title}, which may take some minutes")
            return converted(file, self.folder, self.stop), sha256_of(file)
        try:
            sha256 = inspect_folder(fetched, shown=self.model.repo).sha256()
        except ModelError as error:  # more bytes would not mend it
            shutil.rmtree(self.download, ignore_errors=True)
            raise InstallError(str(error)) from error
        self._say(plan.size, plan.size, f"Trying out {title}")
        try_out(fetched, self.model.repo, self.folder, self.stop)
        made = self.folder / "fetched"
        fetched.replace(made)
        return made, sha256

    def _say(self, done: int, total: int, words: str) -> None:
        if self.report is not None:
            self.report(done, total, words)


def _said(said: str, model: HubModel) -> str:
    for line in reversed(said.splitlines()):
        if line.startswith('{"error":'):
            return str(json.loads(line)["error"])
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    last = lines[-1].rstrip(".") if lines else "no reason was given"
    return f"{model.title} could not be fetched: {last}; try again."
