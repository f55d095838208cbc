"""A child process with all that it starts: what they take of memory together, and their end."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess

import psutil

_GONE = (psutil.NoSuchProcess, psutil.AccessDenied)


class Family:
    """A process that was started in a session of its own, and everything that it starts."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._members: set[psutil.Process] = set()
        with contextlib.suppress(*_GONE):
            self._members.add(psutil.Process(process.pid))

    def look_around(self) -> None:
        """Notice the processes started since; those seen once are remembered."""
        for member in tuple(self._members):
            with contextlib.suppress(*_GONE):
                self._members.update(member.children(recursive=True))

    def memory(self) -> int:
        """The memory that its members hold at present, in bytes."""
        total = 0
        for member in tuple(self._members):
            try:
                total += member.memory_info().rss
            except _GONE:
                self._members.discard(member)
        return total

    def end(self) -> None:
        """End every member at once, and wait for the process itself."""
        self.look_around()
        if hasattr(os, "killpg"):
            # The group has those as well that were started between two looks.
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        for member in self._members:
            with contextlib.suppress(*_GONE):
                member.kill()
        self._process.kill()
        self._process.wait()
