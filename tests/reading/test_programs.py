"""Programs that reading uses end with what they started, in time."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import psutil
import pytest

from briefing.reading.programs import TooSlow, run


def test_a_program_gets_its_data_and_says_how_it_ended() -> None:
    code = "import sys; print(sys.stdin.read().upper()); print('no', file=sys.stderr); sys.exit(3)"
    outcome = run([sys.executable, "-c", code], seconds=60, data=b"ferry")
    assert outcome.code == 3
    assert outcome.output.strip() == b"FERRY"
    assert outcome.said.strip() == "no"


def test_a_program_that_takes_too_long_is_ended_with_what_it_started(tmp_path: Path) -> None:
    note = tmp_path / "child"
    code = (
        "import pathlib, subprocess, sys, time;"
        "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']);"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid));"
        "time.sleep(600)"
    )
    with pytest.raises(TooSlow):
        run([sys.executable, "-c", code], seconds=5)
    child = int(note.read_text())
    for _ in range(100):
        if not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE:
            break
        time.sleep(0.05)
    else:
        pytest.fail("the child still runs")


def test_a_program_that_is_not_there_cannot_be_started() -> None:
    with pytest.raises(OSError, match="no-such-program"):
        run(["/no-such-program"], seconds=1)
