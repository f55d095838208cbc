"""The virtual environment of the program: made, filled and mended. Standard library only."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from set_up_steps import Failed, Problem, Steps, say

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
"""PyTorch's own index of builds without CUDA."""

ROOM_FOR_PACKAGES = 3.0
"""GB that must be free before packages are installed (they and pip's work files)."""

_OLDEST_PIP = (22, 3)
"""The first pip that can tell beforehand what it would install (--dry-run --report)."""

_NO_NETWORK = re.compile(
    r"NewConnectionError|ConnectTimeout|NameResolutionError|Temporary failure in name resolution"
    r"|Network is unreachable|Max retries exceeded|ReadTimeoutError|ProxyError|getaddrinfo failed"
    r"|nodename nor servname"
)
_NO_ROOM = re.compile(r"No space left on device|not enough space|Errno 28\b|Disk quota exceeded")


class Environment:
    """The folder ``.venv`` of a source tree, with a note in it of what has been installed.

    ``torch_build`` is ``"cpu"`` for the small build without CUDA, ``"any"`` for whatever build
    the package index has for this machine; anything else raises Problem.
    """

    def __init__(self, root: Path, torch_build: str = "cpu") -> None:
        if torch_build not in {"cpu", "any"}:
            raise Problem(f"TORCH={torch_build} is not known; it is `cpu` or `any`.")
        self.root = root
        self.folder = root / ".venv"
        self.log = self.folder / "set-up.log"
        self._note = self.folder / "set-up.json"
        self._unfinished = self.folder / "set-up.unfinished"
        self._work_files = self.folder / "tmp"
        self._torch_build = torch_build
        self._project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
        self._constraints = root / "constraints.txt"
        self._steps = Steps(root, self.log)

    # --- where things are ---------------------------------------------------------------------

    def program(self, name: str) -> Path:
        """A program of the environment, such as ``python``; it need not exist."""
        if os.name == "nt":
            return self.folder / "Scripts" / f"{name}.exe"
        return self.folder / "bin" / name

    def packages_folder(self) -> Path:
        """The environment's site-packages."""
        if os.name == "nt":
            return self.folder / "Lib" / "site-packages"
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        return self.folder / "lib" / version / "site-packages"

    # --- the note -----------------------------------------------------------------------------

    def note(self) -> dict[str, Any]:
        """What earlier runs have finished; empty when there is no readable note."""
        try:
            note = json.loads(self._note.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return note if isinstance(note, dict) else {}

    def add_to_note(self, **facts: object) -> None:
        """Remember what has been finished, so that the next run need not look."""
        temporary = self._note.with_suffix(".tmp")
        temporary.write_text(json.dumps({**self.note(), **facts}, indent=1), "utf-8")
        temporary.replace(self._note)

    def key(self) -> str:
        """A digest of all that decides what is in the environment."""
        tables = {name: self._project.get(name) for name in ("project", "build-system")}
        tables["hatch"] = self._project.get("tool", {}).get("hatch")
        parts = [
            json.dumps(tables, sort_keys=True),
            self._constraints.read_text("utf-8"),
            sys.version,
            str(self.root),
            self._torch_build,
        ]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def is_ready(self, *, with_tools: bool) -> bool:
        """Whether nothing is to be done; ``with_tools`` asks for the developer's tools too."""
        note = self.note()
        return (
            note.get("packages") == self.key()
            and (bool(note.get("tools")) or not with_tools)
            and not self._unfinished.exists()
            and self.program("python").exists()
        )

    # --- filling it ---------------------------------------------------------------------------

    def set_up(self, *, with_tools: bool) -> None:
        """Make the environment complete. Raises Problem with a sentence when that fails."""
        if self.is_ready(with_tools=with_tools):
            return
        self.folder.mkdir(exist_ok=True)
        with self._alone() as keep_open:
            self._steps = Steps(self.root, self.log, keep_open)
            if self.is_ready(with_tools=with_tools):  # another run has done it meanwhile
                return
            # a later `make run` must not remove what `make test` has installed
            with_tools = with_tools or bool(self.note().get("tools"))
            shutil.rmtree(self._work_files, ignore_errors=True)  # of a run that was interrupted
            self._check_room()
            self._make_folder()
            if self._unfinished.exists():
                drop_half_installed(self.packages_folder())
            self._unfinished.touch()
            self._modernise_pip()
            self._install_torch()
            self._install_packages(with_tools=with_tools)
            self._install_program()
            self.add_to_note(packages=self.key(), tools=with_tools)
            self._unfinished.unlink()
            shutil.rmtree(self._work_files, ignore_errors=True)

    def run(self, title: str, command: Sequence[str | Path]) -> str:
        """Run a long command of the set-up itself. Raises Failed."""
        self._work_files.mkdir(parents=True, exist_ok=True)
        return self._steps.run(title, command, self._clean_environment())

    def _check_room(self) -> None:
        free = shutil.disk_usage(self.folder).free / 1e9
        if not self.packages_folder().exists() and free < ROOM_FOR_PACKAGES:
            raise Problem(
                f"There are only {free:.1f} GB free on the disk of {self.root}; "
                f"make room for {ROOM_FOR_PACKAGES:.0f} GB and run the same command again."
            )

    def _make_folder(self) -> None:
        if self._works():
            return
        if (
            importlib.util.find_spec("ensurepip") is None
            or importlib.util.find_spec("venv") is None
        ):
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            raise Problem(
                f"Python's venv module is missing; install it "
                f"(on Debian and Ubuntu: sudo apt install python{version}-venv) "
                f"and run the same command again."
            )
        for entry in self.folder.iterdir():
            if entry.name in {"set-up.lock", self.log.name}:
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            else:
                entry.unlink()
        self.run("Making the virtual environment", [sys.executable, "-m", "venv", self.folder])

    def _works(self) -> bool:
        """Whether the environment belongs to this Python and this folder, and pip is whole."""
        python = self.program("python")
        if not python.exists() or self.note().get("root", str(self.root)) != str(self.root):
            return False
        probe = "import pip._internal.cli.main, sys; print(sys.version)"
        try:
            answer = subprocess.run(
                [python, "-c", probe], capture_output=True, text=True, check=False
            )
        except OSError:
            return False
        return answer.returncode == 0 and answer.stdout.strip() == sys.version.strip()

    def _modernise_pip(self) -> None:
        self.add_to_note(root=str(self.root))
        found = sorted(self.packages_folder().glob("pip-*.dist-info"))
        version = found[-1].name.split("-")[1].split(".") if found else ["0"]
        if tuple(int(part) for part in version[:2] if part.isdigit()) < _OLDEST_PIP:
            self._pip("Bringing pip up to date", "install", "--upgrade", "pip>=23")

    def _install_torch(self) -> None:
        pin = self._pin("torch")
        version = pin.partition("==")[2]
        there = any(self.packages_folder().glob(f"torch-{version}*.dist-info"))
        build = self.note().get("torch_build", self._torch_build)
        if there and build == self._torch_build:
            return
        source: list[str] = []
        if self._torch_build == "cpu" and self._would_bring_cuda(pin):
            index = os.environ.get("BRIEFING_TORCH_INDEX") or CPU_INDEX
            source = ["--index-url", index]
        try:
            # pip takes one build of a version for another, so a change has to be forced
            again = ["--force-reinstall"] if there else []
            self._pip("Installing PyTorch", "install", "--no-deps", *again, *source, pin)
        except Problem as problem:
            if not source:
                raise
            raise Problem(
                f"The package index has {pin} with CUDA only (several GB), and PyTorch's own index "
                f"of small builds, {source[1]}, did not give it; try again when that can be "
                f"reached, or take the large build by adding TORCH=any.\n{problem}"
            ) from problem
        self.add_to_note(torch_build=self._torch_build)

    def _would_bring_cuda(self, pin: str) -> bool:
        """Ask pip what it would install for torch, and look for CUDA in its requirements."""
        report = self.log.with_suffix(".report")
        self._pip(
            "Asking for PyTorch's build",
            *("install", "--dry-run", "--ignore-installed", "--no-deps"),
            *("--report", str(report), pin),
        )
        needs = json.loads(report.read_text("utf-8"))["install"][0]["metadata"]
        report.unlink()
        return any(
            name.startswith(("nvidia-", "cuda-")) and "extra ==" not in name
            for name in needs.get("requires_dist", [])
        )

    def _install_packages(self, *, with_tools: bool) -> None:
        project = self._project["project"]
        wanted = [*project["dependencies"], *self._project["build-system"]["requires"], "editables"]
        if with_tools:
            wanted += project["optional-dependencies"]["dev"]
        self._pip("Installing packages", "install", "--constraint", str(self._constraints), *wanted)

    def _install_program(self) -> None:
        self._pip(
            "Installing the program",
            *("install", "--no-deps", "--no-build-isolation", "--editable", str(self.root)),
        )

    def _pin(self, name: str) -> str:
        for line in self._constraints.read_text("utf-8").splitlines():
            if line.split("==")[0].strip() == name:
                return line.strip()
        raise Problem(f"constraints.txt does not name {name}; run `make pins` to write it anew.")

    def _pip(self, title: str, *arguments: str) -> None:
        pip = ("-m", "pip", "--disable-pip-version-check", "--no-input")
        try:
            self.run(title, [self.program("python"), *pip, *arguments])
        except Failed as failed:
            raise explain(failed, self.log) from failed

    def _clean_environment(self) -> dict[str, str]:
        """The person's environment without what would send packages or imports elsewhere."""
        leave = {"PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}
        kept = {name: value for name, value in os.environ.items() if name not in leave}
        chosen = {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0", "PIP_PROGRESS_BAR": "off"}
        # pip's work files are large, and the system's folder for such files is often small
        places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._work_files))
        return {**kept, **chosen, **places, "PYTHONUNBUFFERED": "1"}

    @contextlib.contextmanager
    def _alone(self) -> Iterator[tuple[int, ...]]:
        """Wait until no other run fills this environment; the lock ends with the process."""
        if os.name == "nt":
            yield ()
            return
        import fcntl  # noqa: PLC0415 (not on Windows)

        lock: IO[bytes]
        with (self.folder / "set-up.lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Another set-up is at work in this folder; waiting for it to end.")
                fcntl.flock(lock, fcntl.LOCK_EX)
            # children inherit the lock: a pip that outlives its parent still keeps others out
            yield (lock.fileno(),)


def explain(failed: Failed, log: Path) -> Problem:
    """Say in a sentence why pip failed, as far as its output tells."""
    if _NO_ROOM.search(failed.output):
        return Problem(
            f"The disk is full; make room for {ROOM_FOR_PACKAGES:.0f} GB "
            f"and run the same command again."
        )
    if _NO_NETWORK.search(failed.output):
        return Problem(
            "The package index cannot be reached; connect to the internet "
            "and run the same command again, it goes on where it stopped."
        )
    return Problem(f"{failed} The last lines of {log}:\n{failed.last_lines()}")


def drop_half_installed(packages: Path) -> list[str]:
    """Make pip install anew what an interrupted run left incomplete; return the names.

    A package counts as whole when every file in its RECORD is there with its size. Of the others
    only the notes about them are removed (``*.dist-info``), which is how pip knows a package.
    """
    dropped = []
    for leftover in packages.glob("~*"):  # what pip had set aside to undo an upgrade
        shutil.rmtree(leftover, ignore_errors=True)
    for info in sorted(packages.glob("*.dist-info")):
        if not _is_whole(info, packages):
            shutil.rmtree(info)
            dropped.append(info.name.split("-")[0])
    return dropped


def _is_whole(info: Path, packages: Path) -> bool:
    try:
        record = (info / "RECORD").read_text("utf-8").splitlines()
    except OSError:
        return False
    for line in record:
        name, _, size = line.rsplit(",", 2) if line.count(",") >= 2 else (line, "", "")
        path = packages / name.strip('"')
        if path.suffix == ".pyc":
            continue
        try:
            found = path.stat().st_size
            if size.isdigit() and found != int(size):
                return False
        except OSError:
            return False
    return bool(record)
