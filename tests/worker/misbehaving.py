"""A reading process whose reader does what the file's name says.

The process and all around the reader are the real ones: only what a damaged or hostile file makes
a reader do is played here, so that it happens every time.
"""

import ctypes
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from briefing.errors import PasswordNeeded
from briefing.reading.registry import read_origin
from briefing.worker import reading_process


def hang(*_):
    re.match(r"(a+)+$", "a" * 60 + "b")  # comes back in some thousand years


def explode(*_):
    kept = []
    while True:
        kept.append("x" * 1_000_000)


def explode_elsewhere(path, *_):
    code = "import time; x = b'x' * 120_000_000; time.sleep(600)"
    processes = [started(path, [sys.executable, "-c", code]) for _ in range(2)]
    processes[0].wait()


def start(path, *_):
    started(path, ["sleep", "600"]).wait()


def started(path, command):
    process = subprocess.Popen(command)
    path.with_suffix(".pid").write_text(str(process.pid))
    return process


def say(*_):
    print("this is no answer", flush=True)
    subprocess.run([sys.executable, "-c", "print('nor this', input())"], check=False)


def lock(path, password, _):
    raise PasswordNeeded(f"“{path.name}” needs the password {password!r}.")


def surprise(*_):
    raise LookupError("page\n7")


def descend(*_):
    descend()


def pages(_path, _password, progress):
    for page in range(300):
        progress(page, 300)
        time.sleep(0.002)


WAYS = {
    "hang": hang,
    "explode": explode,
    "explode-elsewhere": explode_elsewhere,
    "crash": lambda *_: ctypes.string_at(0),
    "leave": lambda *_: os._exit(0),
    "start": start,
    "print": say,
    "locked": lock,
    "surprise": surprise,
    "deep": descend,
    "pages": pages,
}


def read(origin, progress, **limits):
    path = Path(origin.path)
    if path.stem in WAYS:
        WAYS[path.stem](path, origin.password, progress)
    return read_origin(origin, **limits)


reading_process.read_origin = read
reading_process.main()
