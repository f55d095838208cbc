"""Progress on standard error: a bar, but only on a terminal."""

from __future__ import annotations

import shutil
import sys
from types import TracebackType
from typing import Self


class Bar:
    """One line that is written again and again; nothing at all where nobody watches."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def show(self, done: int, total: int, text: str) -> None:
        """Show ``done`` of ``total`` steps and what is being done; total 0: not known."""
        if not self._shown:
            return
        bar = ""
        if total:
            filled = round(20 * done / total)
            bar = "█" * filled + "░" * (20 - filled) + f" {done}/{total} "
        width = shutil.get_terminal_size().columns - 1
        print(f"\r\x1b[K{(bar + text)[:width]}", end="", file=sys.stderr, flush=True)
