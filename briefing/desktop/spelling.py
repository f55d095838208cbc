"""Spelling in the briefing: asks the process that has the dictionaries, and marks words."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLocale, QObject, QProcess, QTimer, Signal

from briefing.desktop.document import Document
from briefing.desktop.row_marks import Mark, MarkKind, RowMarks
from briefing.desktop.rows import Row, RowKind
from briefing.files import write_atomically
from briefing.settings import data_folder

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_WAIT_MS = 150


def spelling_command() -> tuple[str, ...]:
    """The command that starts the process; in a frozen application, its own program."""
    if getattr(sys, "frozen", False):
        here = Path(sys.executable)
        return (str(here.with_name(f"briefing-spelling{here.suffix}")),)
    return (sys.executable, "-P", "-m", "briefing.worker.spelling_process")


def own_words_path() -> Path:
    """The personal dictionary: a text file with a word a line."""
    return data_folder() / "words.txt"


class Spelling(QObject):
    """Knows which words of a document no dictionary has; off until ``turn``."""

    suggested = Signal(str, object)
    """A word, and what it may have been meant to be: a tuple of str."""

    ready = Signal(object)
    """The names of the dictionaries that are in use, none if this machine has none."""

    def __init__(self, document: Document, marks: RowMarks, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._marks = document, marks
        self._process: QProcess | None = None
        self._rest = b""
        self._is_right: dict[str, bool] = {}
        self._asked: set[str] = set()
        self._ignored: set[str] = set()
        self._own = _own_words()
        self._of_article: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        marks.add_layer(self._misspelt)
        document.changed.connect(self._follow)

    @property
    def is_on(self) -> bool:
        """Whether spelling is checked."""
        return self._process is not None

    def turn(self, *, on: bool) -> None:
        """Begin or end checking."""
        if on and self._process is None:
            self._start()
        elif not on:
            self.stop()
            self._marks.changed.emit()

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        self._is_right.clear()
        self._asked.clear()
        if process is not None:
            process.readyReadStandardOutput.disconnect()
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    def suggest(self, word: str) -> None:
        """Ask for what a word may have been meant to be."""
        self._say(suggest=word)

    def add(self, word: str) -> None:
        """Take a word into the personal dictionary."""
        self._own.add(word)
        own_words_path().parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{word}\n" for word in sorted(self._own))
        write_atomically(own_words_path(), lines.encode())
        self._marks.changed.emit()

    def ignore(self, word: str) -> None:
        """Let a word be, in this window."""
        self._ignored.add(word)
        self._marks.changed.emit()

    def word_at(self, text: str, position: int) -> tuple[int, int] | None:
        """Where the misspelt word is that a position is in or beside; None without one."""
        for found in self._ranges(text):
            if found[0] <= position <= found[1]:
                return found
        return None

    # --- the process -----------------------------------------------------------------------------

    def _start(self) -> None:
        language = None if self._document.is_empty else self._document.brief.article.language
        languages = (language or QLocale.system().name(), *(() if language else ("en",)))
        program, *arguments = spelling_command()
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._hear)
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.start(program, [*arguments, *dict.fromkeys(languages)])
        self._begin()

    def _begin(self) -> None:
        self._of_article = set()
        if not self._document.is_empty and self.is_on:
            article = self._document.brief.article
            for paragraph in article.paragraphs:
                self._of_article.update(w for w in _WORD.findall(paragraph.text) if w[:1].isupper())
            self._follow()

    def _follow(self) -> None:
        if self.is_on:
            self._timer.start()

    def _ask(self) -> None:
        if self._document.is_empty:
            return
        held = (b.text for _, bullets in self._document.brief.places() for b in bullets)
        words = {w for text in held for w in _WORD.findall(text)}
        wanted = sorted(w for w in words - self._asked if not self._is_let(w))
        if wanted:
            self._asked.update(wanted)
            self._say(words=wanted)

    def _say(self, **request: object) -> None:
        if self._process is not None:
            self._process.write(json.dumps(request).encode() + b"\n")

    def _hear(self) -> None:
        if self._process is None:
            return
        self._rest += bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            self._take(json.loads(line))

    def _take(self, answer: dict[str, Any]) -> None:
        if "dictionaries" in answer:
            self.ready.emit(tuple(answer["dictionaries"]))
        elif "unknown" in answer:
            self._is_right.update(dict.fromkeys(answer["asked"], True))
            self._is_right.update(dict.fromkeys(answer["unknown"], False))
            self._marks.changed.emit()
        else:
            self.suggested.emit(answer["word"], tuple(answer["suggestions"]))

    # --- words -----------------------------------------------------------------------------------

    def _is_let(self, word: str) -> bool:
        return word in self._own or word in self._ignored or word in self._of_article

    def _ranges(self, text: str) -> Iterator[tuple[int, int]]:
        for found in _WORD.finditer(text):
            word = found.group()
            if not self._is_right.get(word, True) and not self._is_let(word):
                yield found.span()

    def _misspelt(self, row: Row) -> Sequence[Mark]:
        if not self.is_on or row.kind is not RowKind.BULLET:
            return ()
        return [Mark(start, end, MarkKind.MISSPELT) for start, end in self._ranges(row.text)]


def _own_words() -> set[str]:
    try:
        return set(own_words_path().read_text(encoding="utf-8").split("\n")) - {""}
    except (OSError, UnicodeDecodeError):
        return set()
