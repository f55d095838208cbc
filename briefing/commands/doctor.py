"""``briefing doctor``: what is installed, what is missing, what to do.

Nothing here loads torch, Qt or a model, and nothing uses the network.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import briefing
from briefing.commands.screen import advice, has_screen, missing_libraries
from briefing.engine.catalogue import INSTALL_DEFAULT
from briefing.engine.library import ModelLibrary
from briefing.engine.server import load_servers, servers_file
from briefing.errors import ModelDamaged
from briefing.reading.ocr import can_recognise
from briefing.reading.programs import libreoffice, tesseract
from briefing.settings import data_folder

OLDEST_PYTHON = (3, 11)

ROOM_FOR_WORK = 0.1
"""GB that the data folder's disk must have free for unsaved work and recovery files."""

_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_GPU_PACKAGES = ("nvidia-", "cuda-")


class State(StrEnum):
    """How a thing is; the value is the word in the table."""

    GOOD = "good"
    NOTE = "note"
    MISSING = "MISSING"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row: a thing, how it is, what was found, and what to do (empty if nothing).

    ``MISSING`` is for what the program needs; what it can do without is a ``NOTE``.
    """

    thing: str
    state: State
    found: str
    to_do: str = ""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "doctor",
        help="what is installed, what is missing, what to do",
        description="Tells what is installed, what is missing, and what to do about it. "
        "Exit status 0: all that is needed is there; 1: something is missing.",
    )
    parser.set_defaults(run=run)


def run(_arguments: argparse.Namespace) -> int:
    """Print the table; return 0 when all that is needed is there, else 1."""
    findings = examine()
    print(as_table(findings))
    return 1 if any(finding.state is State.MISSING for finding in findings) else 0


def examine() -> tuple[Finding, ...]:
    """Look at everything, in the order of the table."""
    return (
        _python(),
        Finding("Briefing", State.GOOD, briefing.__version__),
        *_packages(),
        _screen(),
        _qt_libraries(),
        _fonts(),
        *_models(),
        *_servers(),
        _data_folder(),
        _libreoffice(),
        _tesseract(),
    )


def as_table(findings: Sequence[Finding]) -> str:
    """The findings as lines of text, each thing to do on a line of its own beneath its row."""
    wide = max(len(finding.thing) for finding in findings)
    lines = []
    for finding in findings:
        lines.append(f"{finding.thing:<{wide}}  {finding.state:<7}  {finding.found}".rstrip())
        if finding.to_do:
            lines.append(f"{'':<{wide}}  {'':<7}  → {finding.to_do}")
    missing = sum(finding.state is State.MISSING for finding in findings)
    lines.append("")
    if missing:
        things = "thing is" if missing == 1 else "things are"
        lines.append(f"{missing} {things} missing; do what stands beside each arrow.")
    else:
        lines.append("All that is needed is there.")
    return "\n".join(lines)


# --- the program and its packages -------------------------------------------------------------


def _python() -> Finding:
    found = f"{platform.python_version()} on {platform.system()} {platform.machine()}"
    if sys.version_info[:2] < OLDEST_PYTHON:
        return Finding("Python", State.MISSING, found, "install Python 3.11 or newer")
    return Finding("Python", State.GOOD, found)


def _packages() -> Iterator[Finding]:
    """The packages that the program asks for, in alphabetical order."""
    try:
        needs = importlib.metadata.requires("briefing") or []
    except importlib.metadata.PackageNotFoundError:
        yield Finding(
            "Packages",
            State.NOTE,
            "the program runs without having been installed, so they are not known",
            "run `pip install .` in the program's folder",
        )
        return
    matches = [_REQUIREMENT.match(need) for need in needs if "extra ==" not in need]
    for name in sorted((match.group() for match in matches if match), key=str.lower):
        try:
            found = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            yield Finding(
                name, State.MISSING, "not installed", "install the program again: `pip install .`"
            )
            continue
        if name == "torch":
            found = f"{found.partition('+')[0]} ({_torch_build(found)})"
        yield Finding(name, State.GOOD, found)


def _torch_build(version: str) -> str:
    """Which build of torch is installed, as its notes say."""
    local = version.partition("+")[2]
    needs = importlib.metadata.requires("torch") or []
    if local.startswith("rocm"):
        return "build for AMD graphics cards"
    if local.startswith("cu") or any(
        need.startswith(_GPU_PACKAGES) and "extra ==" not in need for need in needs
    ):
        return "build for NVIDIA graphics cards, CUDA"
    return "build for the processor, without CUDA"


# --- the window -------------------------------------------------------------------------------


def _screen() -> Finding:
    if has_screen():
        return Finding("Screen", State.GOOD, "a window can be shown")
    return Finding(
        "Screen", State.NOTE, "none here: use `briefing make`, which needs no window", ""
    )


def _qt_libraries() -> Finding:
    thing = "Qt's system libraries"
    lacking = missing_libraries()
    if not lacking:
        return Finding(thing, State.GOOD, "nothing is missing")
    # without a screen nobody can miss the window
    state = State.MISSING if has_screen() else State.NOTE
    command = advice(lacking).rpartition("; ")[2].removeprefix("install them with: ")
    return Finding(thing, state, f"missing: {', '.join(lacking)}", command)


def _fonts() -> Finding:
    if not sys.platform.startswith("linux"):
        return Finding("Fonts", State.GOOD, "those of the system")
    lister = shutil.which("fc-list")
    if lister is None:
        folders = [Path("/usr/share/fonts"), Path.home() / ".local/share/fonts"]
        files = [file for folder in folders for file in folder.rglob("*.[to]tf")]
    else:
        answer = subprocess.run(
            [lister, ":scalable=true", "file"], capture_output=True, text=True, check=False
        )
        files = [Path(line.rstrip(": ")) for line in answer.stdout.splitlines() if line.strip()]
    if files:
        return Finding("Fonts", State.GOOD, f"{len(files)} font files")
    return Finding(
        "Fonts",
        State.MISSING if has_screen() else State.NOTE,
        "none, so the window would show no letters",
        "sudo apt install fonts-dejavu-core",
    )


# --- models and files -------------------------------------------------------------------------


def _models() -> Iterator[Finding]:
    """The default models, then all others that are installed.

    A missing model is a note: without it the program works with the article's own sentences.
    """
    library = ModelLibrary()
    defaults = {entry.name: entry for entry in library.catalogue if entry.default}
    for name in (*defaults, *(name for name in library.names() if name not in defaults)):
        if not library.has(name):
            yield Finding(f"Model {name}", State.NOTE, "not installed", f"run `{INSTALL_DEFAULT}`")
            continue
        try:
            model = library.find(name)
        except ModelDamaged as error:
            what, _, to_do = str(error).rstrip(".").rpartition("; ")
            yield Finding(f"Model {name}", State.MISSING, what, to_do)
        else:
            facts = (model.kind.value, model.version, _megabytes(model.size), model.licence)
            yield Finding(f"Model {name}", State.GOOD, ", ".join(fact for fact in facts if fact))


def _servers() -> Iterator[Finding]:
    """The servers that were added; none is asked."""
    for server in load_servers():
        found = f"{server.model} on {server.address}, used only when it is named, not asked now"
        to_do = f"run `briefing models verify {server.name}` to ask it"
        yield Finding(f"Model {server.name}", State.NOTE, found, to_do)
    file = servers_file()
    if os.name != "nt" and file.exists() and file.stat().st_mode & 0o077:
        yield Finding(
            "Servers' keys",
            State.MISSING,
            f"{file} can be read by others",
            f"chmod 600 {shlex.quote(str(file))}",
        )


def _data_folder() -> Finding:
    thing = "Data folder"
    folder = data_folder()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
        free = shutil.disk_usage(there).free / 1e9
    except OSError as error:
        return Finding(
            thing,
            State.MISSING,
            f"{folder} cannot be written ({error.strerror})",
            f"give yourself the right to write in {there}, or name another folder in the "
            f"environment variable BRIEFING_HOME",
        )
    if free < ROOM_FOR_WORK:
        return Finding(
            thing, State.MISSING, f"{folder}, the disk is full", f"make room on the disk of {there}"
        )
    return Finding(thing, State.GOOD, f"{folder}, {free:.1f} GB free")


def _libreoffice() -> Finding:
    """LibreOffice, with whose help files of old word processors are read."""
    program = libreoffice()
    if program:
        return Finding("LibreOffice", State.GOOD, os.path.realpath(program))
    return Finding("LibreOffice", State.NOTE, "not found; old Word files (.doc) need it to be read")


def _tesseract() -> Finding:
    """Tesseract, which recognises the text of scanned pages."""
    program = tesseract()
    if program is None:
        return Finding("Tesseract", State.NOTE, "not found; scanned pages need it to be read")
    if not can_recognise():
        return Finding(
            "Tesseract",
            State.NOTE,
            f"{os.path.realpath(program)}, without any language",
            "install its data for English or for your language",
        )
    return Finding("Tesseract", State.GOOD, os.path.realpath(program))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
