"""Unsaved work outlives its window, and only then is it offered."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.errors import OutputError, ProjectError
from briefing.settings import HOME_VARIABLE
from briefing.storing import RecoveryFile
from tests.exporting.briefs import short_brief

_CRASH = """
import os, sys
from pathlib import Path
from briefing.storing import RecoveryFile
from tests.exporting.briefs import short_brief
recovery = RecoveryFile(Path(sys.argv[1]))
recovery.write(short_brief(), Path("/home/anna/ferry.briefing"))
print("written", flush=True)
sys.stdin.read() if sys.argv[2] == "stay" else os._exit(9)
"""


def start(folder: Path, how: str) -> subprocess.Popen[str]:
    """Another instance of the program that has written its unsaved work."""
    process = subprocess.Popen(
        [sys.executable, "-c", _CRASH, str(folder), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "written\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_work_of_a_window_that_crashed_is_offered_and_comes_back(tmp_path):
    end(start(tmp_path, "crash"))
    (leftover,) = RecoveryFile.found(tmp_path)
    assert leftover.title == "Port Ellery weighs closing its northern ferry terminal"
    assert leftover.belongs_to == Path("/home/anna/ferry.briefing").absolute()
    assert leftover.load() == short_brief()


def test_work_of_another_running_window_is_not_offered_until_it_is_gone(tmp_path):
    process = start(tmp_path, "stay")
    try:
        assert RecoveryFile.found(tmp_path) == []
        assert RecoveryFile.found(tmp_path) == []
    finally:
        end(process)
    assert len(RecoveryFile.found(tmp_path)) == 1


def test_two_windows_of_one_process_do_not_offer_each_others_work(tmp_path):
    with RecoveryFile(tmp_path) as one, RecoveryFile(tmp_path) as other:
        one.write(short_brief(), None)
        other.write(short_brief(), None)
        assert one.file != other.file
        assert RecoveryFile.found(tmp_path) == []


def test_the_last_state_written_is_the_one_kept(tmp_path):
    with RecoveryFile(tmp_path) as recovery:
        recovery.write(short_brief(), None)
        recovery.write(replace(short_brief(), title="Second thoughts"), Path("note.briefing"))
        copy = tmp_path / "copy.briefing"
        copy.write_bytes(recovery.file.read_bytes())
        (leftover,) = RecoveryFile.found(tmp_path)
    assert leftover.title == "Second thoughts"
    assert leftover.belongs_to == Path("note.briefing").absolute()


def test_work_without_a_file_of_its_own_says_so(tmp_path):
    recovery = RecoveryFile(tmp_path)
    recovery.write(short_brief(), None)
    recovery._lock.close()
    (leftover,) = RecoveryFile.found(tmp_path)
    assert leftover.belongs_to is None


def test_discarding_leaves_nothing_to_offer_and_writing_may_go_on(tmp_path):
    recovery = RecoveryFile(tmp_path)
    recovery.discard()
    recovery.write(short_brief(), None)
    recovery.discard()
    assert not recovery.file.exists()
    recovery.write(short_brief(), None)
    assert recovery.file.exists()
    recovery.close()
    assert list(tmp_path.iterdir()) == []
    recovery.close()


def test_discarding_a_leftover_removes_all_of_it(tmp_path):
    end(start(tmp_path, "crash"))
    (leftover,) = RecoveryFile.found(tmp_path)
    leftover.discard()
    leftover.discard()
    assert list(tmp_path.iterdir()) == []


def test_the_newest_work_comes_first(tmp_path):
    for _ in range(2):
        end(start(tmp_path, "crash"))
    written = [leftover.written for leftover in RecoveryFile.found(tmp_path)]
    assert len(written) == 2
    assert written == sorted(written, reverse=True)


def test_a_damaged_file_is_left_out_and_left_alone(tmp_path):
    end(start(tmp_path, "crash"))
    (leftover,) = RecoveryFile.found(tmp_path)
    damaged = leftover.file.read_bytes()[:-40]
    leftover.file.write_bytes(damaged)
    assert RecoveryFile.found(tmp_path) == []
    assert leftover.file.read_bytes() == damaged
    with pytest.raises(ProjectError):
        leftover.load()


def test_nothing_is_on_the_disk_before_the_first_write(tmp_path, monkeypatch):
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    assert RecoveryFile.found() == []
    with RecoveryFile() as recovery:
        assert not (tmp_path / "home").exists()
        recovery.write(short_brief(), None)
        assert recovery.file.parent == tmp_path / "home" / "recovery"


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="Unsaved work cannot be kept"):
        RecoveryFile(tmp_path / "file" / "recovery").write(short_brief(), None)
