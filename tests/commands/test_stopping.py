"""Ctrl-C, and an output that is closed or full: one line, and nothing left running."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from briefing.resources import sample
from tests.worker.test_reading import MISBEHAVING, gone, noted

SAMPLE = str(sample("border-town.txt"))
TEXT = "The council sold two ships in May. The union had warned of a strike.\n"

on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals and devices")


def start(*arguments, code="from briefing.commands.main import main; sys.exit(main())", **more):
    command = [sys.executable, "-c", f"import sys; {code}", *arguments]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, **more)


def in_shell(command, folder):
    return subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, cwd=folder, check=False
    )


@on_posix
@pytest.mark.parametrize("loaded", ["briefing.article", "numpy", "briefing.worker.job"])
def test_ctrl_c_while_it_starts_is_one_line(tmp_path, loaded):
    # What Python says of its imports tells how far it is.
    program = start(
        "make", SAMPLE, cwd=tmp_path, env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"}
    )
    lines = []
    with program:
        for line in program.stderr:
            lines.append(line)
            if line.rpartition("|")[2].strip() == loaded:
                program.send_signal(signal.SIGINT)
    said = [line for line in lines if not line.startswith("import time:")]
    assert said == ["briefing: stopped\n"]
    assert program.returncode == 1
    assert not list(tmp_path.iterdir())


@on_posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_a_batch_with_all_that_it_started(tmp_path, jobs):
    paths = []
    for number in range(4):
        paths.append(tmp_path / f"{number}" / "start.txt")
        paths[-1].parent.mkdir()
        paths[-1].write_text(TEXT, encoding="utf-8")
    arguments = ["batch", *map(str, paths), "--out", str(tmp_path / "out"), "--jobs", jobs]
    program = tmp_path / "program.py"
    program.write_text(
        "import sys\n"
        "from briefing.commands import batch\n"
        "from briefing.commands.main import main\n"
        "from briefing.worker.reading import ReadingProcess\n"
        f"batch._reading = ReadingProcess({MISBEHAVING!r})\n"
        "if __name__ == '__main__':\n"
        "    sys.exit(main())\n",
        encoding="utf-8",
    )
    command = [sys.executable, str(program), *arguments, "--until", "read"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert noted(paths[0].with_suffix(".pid"), process)
        family = psutil.Process(process.pid).children(recursive=True)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        err = process.stderr.read()
    assert process.returncode == 1
    assert err == "briefing: stopped; the same command with --resume goes on from here\n"
    assert all(gone(member.pid) for member in family)


@on_posix
@pytest.mark.parametrize("out", ["x.docx", "-"])
def test_a_full_disk_behind_standard_output_is_told_in_one_line(tmp_path, out):
    with Path("/dev/full").open("wb") as full:
        program = start("make", SAMPLE, "-o", out, "--model", "extract", stdout=full, cwd=tmp_path)
        _, err = program.communicate()
    assert program.returncode == 1
    assert "No space left on device" in err
    assert err.count("\n") == 1


@on_posix
def test_closed_standard_output_is_told_before_the_work(tmp_path):
    command = f'exec "{sys.executable}" -m briefing make "{SAMPLE}" -o - >&-'
    done = in_shell(command, tmp_path)
    assert done.returncode == 1
    assert done.stderr == "briefing: Standard output is closed; name a file with -o.\n"


@on_posix
def test_closed_standard_error_does_no_harm(tmp_path):
    command = f'exec "{sys.executable}" -m briefing make missing.txt 2>&-'
    done = in_shell(command, tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""


@on_posix
def test_nobody_who_stops_reading_is_told_anything(tmp_path):
    program = start("make", SAMPLE, "-o", "-", "--model", "extract", stdout=subprocess.PIPE)
    program.stdout.close()
    assert program.stderr.read() == ""
    program.stderr.close()
    assert program.wait() == 1
