"""Run a helper program to its end, and end it when the person cancels."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import briefing
from briefing.engine.types import Stop
from briefing.errors import Cancelled, InstallError

_POLL_S = 0.2
_GRACE_S = 5.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended, and what it wrote on both its outputs."""

    code: int
    said: str


def run_python(
    arguments: list[str],
    folder: Path,
    *,
    stop: Stop | None = None,
    watch: Callable[[], None] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Outcome:
    """Run this Python with ``arguments`` in ``folder``, calling ``watch`` a few times a second.

    The program has ended when this returns or raises. Raises Cancelled when ``stop`` answers true,
    InstallError if this program is not run by a Python (a frozen application).
    """
    if getattr(sys, "frozen", False):
        raise InstallError(
            "This build of the program cannot fetch or convert models by itself; install the "
            "models with the version for Python, and they will be found here as well."
        )
    output = folder / "output.txt"
    with output.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env=_environment(environment),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        try:
            while process.poll() is None:
                if stop is not None and stop():
                    raise Cancelled("Stopped; nothing was installed.")
                if watch is not None:
                    watch()
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(_POLL_S)
        finally:
            _end(process)
    return Outcome(process.returncode, output.read_text("utf-8", errors="replace"))


def _environment(extra: Mapping[str, str] | None) -> dict[str, str]:
    """This process's environment, in which the program itself can be imported from anywhere."""
    package = str(Path(briefing.__file__).resolve().parent.parent)
    paths = [package, os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(path for path in paths if path),
        "PYTHONIOENCODING": "utf-8",
        **(extra or {}),
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
