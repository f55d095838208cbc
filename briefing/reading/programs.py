"""Programs beside this one that reading can use where they are installed, and running them."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from briefing.errors import Cancelled

_LOOKING_S = 0.1
"""How often it is asked whether a program is to be ended."""

_NO_WINDOW = int(getattr(subprocess, "CREATE_NO_WINDOW", 0))
"""On Windows a program of the console would show a window of its own."""

_ELSEWHERE = {
    "libreoffice": (
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "%ProgramFiles%/LibreOffice/program/soffice.com",
        "%ProgramFiles(x86)%/LibreOffice/program/soffice.com",
    ),
    "tesseract": (
        "/opt/homebrew/bin/tesseract",
        "/usr/local/bin/tesseract",
        "%ProgramFiles%/Tesseract-OCR/tesseract.exe",
        "%LOCALAPPDATA%/Programs/Tesseract-OCR/tesseract.exe",
    ),
}
"""Where installers put a program without telling the search path of it."""


class TooSlow(Exception):
    """The program took longer than it was allowed, and was ended."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended, and what it wrote on its standard output and standard error."""

    code: int
    output: bytes
    said: str


def libreoffice() -> str | None:
    """The path of LibreOffice, None if it is not installed."""
    return _found("soffice", "libreoffice", elsewhere="libreoffice")


def tesseract() -> str | None:
    """The path of Tesseract, which recognises text in pictures; None if it is not installed."""
    return _found("tesseract", elsewhere="tesseract")


def run(
    arguments: Sequence[str],
    *,
    seconds: float,
    data: bytes = b"",
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    stop: Callable[[], bool] | None = None,
) -> Outcome:
    """Run a program to its end, with ``data`` on its standard input, in ``folder``.

    ``environment`` is added to this process's own. The program stays in this process's group, so
    that both can be ended together. Raises TooSlow after ``seconds``, Cancelled once ``stop`` says
    so, and OSError if the program cannot be started; it and what it started have ended then.
    """
    process = subprocess.Popen(
        list(arguments),
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        creationflags=_NO_WINDOW,
    )
    try:
        output, said = _communicate(process, data, seconds, stop)
    except subprocess.TimeoutExpired as error:
        raise TooSlow from error
    finally:
        _end(process)
    return Outcome(process.returncode, output, said.decode(errors="replace"))


def _communicate(
    process: subprocess.Popen[bytes], data: bytes, seconds: float, stop: Callable[[], bool] | None
) -> tuple[bytes, bytes]:
    """What the program writes until its end; raises as ``run``, but TimeoutExpired for TooSlow."""
    if stop is None:
        return process.communicate(data, timeout=seconds)
    end, given = time.monotonic() + seconds, data or None
    while True:
        try:
            return process.communicate(given, timeout=_LOOKING_S)
        except subprocess.TimeoutExpired:
            given = None  # it may be given only once
            if stop():
                raise Cancelled("stopped") from None
            if time.monotonic() > end:
                raise


def _found(*names: str, elsewhere: str) -> str | None:
    for name in names:
        program = shutil.which(name)
        if program:
            return program
    for pattern in _ELSEWHERE[elsewhere]:
        path = Path(os.path.expandvars(pattern))
        if path.is_file():
            return str(path)
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program with what it started; LibreOffice starts as a script that starts another."""
    if process.poll() is not None:
        return
    with contextlib.suppress(psutil.NoSuchProcess):
        for each in psutil.Process(process.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                each.kill()
    process.kill()
    process.communicate()
