"""Running one step of the set-up: quiet when all is well, and plain when it is not.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

SHOWN_ON_FAILURE = 15
"""So many of the last lines of a failed step are shown; the log has them all."""

_QUICK = 1.0
"""A step that takes fewer seconds is not worth a line where there is no terminal."""

_SPINNER = "|/-\\"

_NEWS = ("Collecting", "Downloading", "Installing", "Building", "Using cached")
"""How the lines of pip begin that tell a person where it is."""


class Problem(Exception):
    """The set-up cannot go on; its text says what is wrong and what to do."""


class Failed(Problem):
    """A step ended with an error; ``output`` is what it wrote, ``code`` its exit status."""

    def __init__(self, title: str, code: int, output: str) -> None:
        super().__init__(f"{title}: failed.")
        self.code = code
        self.output = output

    def last_lines(self) -> str:
        """The end of what the step wrote, indented."""
        lines = [line for line in self.output.splitlines() if line.strip()]
        return "\n".join(f"    {line}" for line in lines[-SHOWN_ON_FAILURE:])


def stop_like_ctrl_c() -> None:
    """Let a polite request to end (SIGTERM) stop the set-up in the same way as Ctrl-C."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


def say(text: str) -> None:
    """Tell the person something, at once."""
    print(text, file=sys.stderr, flush=True)


class Steps:
    """Runs commands one after another, in one folder, with their output in one log."""

    def __init__(self, folder: Path, log: Path, keep_open: Sequence[int] = ()) -> None:
        self._folder = folder
        self._log = log
        self._keep_open = tuple(keep_open) if os.name == "posix" else ()
        self._terminal = sys.stderr.isatty()

    def run(
        self,
        title: str,
        command: Sequence[str | Path],
        environment: Mapping[str, str] | None = None,
    ) -> str:
        """Run a command, show that time passes, and return what it wrote.

        Raises Failed when it ends with an error, Problem when it cannot be started.
        """
        self._log.parent.mkdir(parents=True, exist_ok=True)
        started = time.monotonic()
        with self._log.open("ab") as log:
            log.write(f"\n== {title}\n".encode())
            log.flush()
            begin = self._log.stat().st_size
            try:
                child = subprocess.Popen(
                    [str(part) for part in command],
                    cwd=self._folder,
                    env=dict(environment) if environment is not None else None,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    pass_fds=self._keep_open,
                )
            except OSError as error:
                raise Problem(f"{title}: {command[0]} cannot be started ({error}).") from error
            shown = False
            try:
                shown = self._wait(title, child, started, begin)
            finally:
                end(child)
                self._close_line(title, time.monotonic() - started, shown)
        output = self._written_since(begin)
        if child.returncode != 0:
            raise Failed(title, child.returncode, output)
        return output

    def _wait(self, title: str, child: subprocess.Popen[bytes], started: float, begin: int) -> bool:
        """Wait for the child; return whether a line was begun for it."""
        shown = False
        turn = 0
        news = ""
        while True:
            try:
                child.wait(timeout=0.1)
            except subprocess.TimeoutExpired:
                pass
            else:
                return shown
            elapsed = time.monotonic() - started
            if self._terminal:
                turn += 1
                if turn % 5 == 1:
                    news = self._news(begin)
                line = f"{_SPINNER[turn % 4]} {title} … {elapsed:.0f} s  {news}"
                sys.stderr.write(f"\r\x1b[K{line[: max(20, _columns()) - 1]}")
                sys.stderr.flush()
                shown = True
            elif not shown and elapsed >= _QUICK:
                sys.stderr.write(f"{title} …")
                sys.stderr.flush()
                shown = True

    def _close_line(self, title: str, elapsed: float, shown: bool) -> None:
        if self._terminal and shown:
            sys.stderr.write("\r\x1b[K")
            if elapsed >= _QUICK:
                sys.stderr.write(f"{title} … {elapsed:.0f} s\n")
        elif shown:
            sys.stderr.write(f" {elapsed:.0f} s\n")
        sys.stderr.flush()

    def _written_since(self, begin: int) -> str:
        with self._log.open("rb") as log:
            log.seek(begin)
            return log.read().decode("utf-8", "replace")

    def _news(self, begin: int) -> str:
        """Where pip is: the last of its lines that says so, without addresses."""
        for line in reversed(self._written_since(begin)[-4000:].splitlines()):
            words = line.split()
            if words and words[0] in _NEWS:
                return " ".join(words[:2]).partition(" http")[0]
        return ""


def _columns() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except OSError:
        return 80


def end(child: subprocess.Popen[bytes], patience: float = 0) -> None:
    """End a child that is still running because the person stopped the set-up.

    It first has ``patience`` seconds to end by itself, then ten more once it has been asked.
    """
    try:
        child.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        child.terminate()
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
