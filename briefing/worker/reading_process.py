"""The process that reads: ``python -m briefing.worker.reading_process``.

A file that hangs, explodes or crashes its reader ends this process alone. It is asked with ``Read``
on its standard input, one request after the other, and answers on its standard output: ``Ready``
once, ``Progress`` on the way, and for each request ``ArticleRead`` or ``Refused``. Whoever started
it watches its time and its memory (``briefing.worker.reading``) and ends it when it must.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from briefing.errors import BriefingError, InputUnreadable, LimitReached, WorkerError
from briefing.reading.registry import read_origin
from briefing.settings import ReadingLimits
from briefing.worker import reading_words as words
from briefing.worker.lines import decode, encode
from briefing.worker.protocol import ArticleRead, Progress, Read, Ready, Refused

if sys.platform == "linux":
    import resource

_PROGRESS_EVERY_S = 0.1
_GRACE_S = 10.0
"""How long after its limit this process ends by itself, should nobody be left to end it."""


def main() -> None:
    """Serve requests until standard input ends.

    Readers start other programs, and libraries print now and then: none of them may read the
    requests or write among the answers, so both ends are moved out of their way.
    """
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(2, 1)
    waiting: queue.SimpleQueue[Read] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests, waiting), daemon=True).start()
    _send(answers, Ready())
    with os.fdopen(nothing, "wb") as silence:
        while True:
            request = waiting.get()
            # This watch needs no Python to run: it ends a library that never comes back as well.
            faulthandler.dump_traceback_later(
                request.limits.seconds + _GRACE_S, exit=True, file=silence
            )
            answer = _read(request, answers)
            faulthandler.cancel_dump_traceback_later()
            _send(answers, answer)


def _listen(stream: BinaryIO, waiting: queue.SimpleQueue[Read]) -> None:
    for line in stream:
        with contextlib.suppress(WorkerError):
            message = decode(line)
            if isinstance(message, Read):
                waiting.put(message)
    _leave()


def _leave() -> None:
    """End this process and every program that it started: whoever asked is gone."""
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(0)


def _read(request: Read, answers: BinaryIO) -> ArticleRead | Refused:
    job, origin, limits = request.job, request.origin, request.limits
    told_at = 0.0

    def progress(done: int, total: int) -> None:
        nonlocal told_at
        now = time.monotonic()
        if total and now - told_at >= _PROGRESS_EVERY_S:
            told_at = now
            _send(answers, Progress(job, done, total, words.how_far(origin, done, total)))

    try:
        with _within(limits):
            return ArticleRead(job, read_origin(origin, progress, seconds=limits.seconds))
    except BriefingError as error:
        return Refused(job, type(error).__name__, str(error))
    except MemoryError:
        return Refused(job, LimitReached.__name__, words.too_big(origin, limits))
    except RecursionError:
        return Refused(job, InputUnreadable.__name__, words.too_deep(origin))
    except Exception as error:  # noqa: BLE001 (whatever a file does, it gets a sentence)
        sentence = words.unexpected(origin, error)
        return Refused(job, InputUnreadable.__name__, sentence, traceback.format_exc())


@contextlib.contextmanager
def _within(limits: ReadingLimits) -> Iterator[None]:
    """Have the system refuse memory beyond the limit, where it can; programs started inherit it.

    Looked at from outside, a quick file could take all memory between two looks.
    """
    if sys.platform != "linux":
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_DATA)
    most = _data_bytes() + limits.megabytes * 1_000_000
    if before[1] != resource.RLIM_INFINITY:
        most = min(most, before[1])
    resource.setrlimit(resource.RLIMIT_DATA, (most, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def _data_bytes() -> int:
    """What of this process counts towards the system's limit by now."""
    for line in Path("/proc/self/status").read_text("ascii", "replace").splitlines():
        name, _, value = line.partition(":")
        if name == "VmData":
            return int(value.split()[0]) * 1024
    return 0


def _send(answers: BinaryIO, message: Ready | Progress | ArticleRead | Refused) -> None:
    answers.write(encode(message))
    answers.flush()


if __name__ == "__main__":
    main()
