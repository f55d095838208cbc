"""Programs that reading uses end with what they started, in time."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import psutil
import pytest

from briefing.errors import Cancelled
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


def test_a_program_that_nobody_waits_for_is_ended(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    script = f"import pathlib, time; pathlib.Path({str(mark)!r}).touch(); time.sleep(600)"
    with pytest.raises(Cancelled):
        run([sys.executable, "-c", script], seconds=60, stop=mark.exists)


def test_a_program_that_could_be_stopped_still_gets_its_data_and_its_time() -> None:
    script = "import sys, time; time.sleep(0.3); sys.stdout.write(sys.stdin.read().upper())"
    done = run([sys.executable, "-c", script], seconds=60, data=b"words", stop=lambda: False)
    assert done.output == b"WORDS"
    with pytest.raises(TooSlow):
        run([sys.executable, "-c", "import time; time.sleep(600)"], seconds=0, stop=lambda: False)


def test_a_program_that_is_not_there_cannot_be_started() -> None:
    with pytest.raises(OSError, match="no-such-program"):
        run(["/no-such-program"], seconds=1)
