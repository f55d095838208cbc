"""Reading in a process of its own: what a file does there does not reach the program."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from briefing.errors import (
    Cancelled,
    InputMissing,
    InputUnreadable,
    LimitReached,
    NoArticle,
    PasswordNeeded,
    WorkerError,
)
from briefing.reading.origins import FileOrigin
from briefing.resources import sample
from briefing.settings import ReadingLimits
from briefing.worker.reading import ReadingProcess, reading_command

MISBEHAVING = (sys.executable, str(Path(__file__).with_name("misbehaving.py")))
TEXT = "The harbour board sold two ships in May. The union had warned of a strike.\n"
SOON = ReadingLimits(seconds=1)
SMALL = ReadingLimits(megabytes=200)


@pytest.fixture
def reading():
    with ReadingProcess() as process:
        yield process


@pytest.fixture
def odd():
    """A process whose reader does what the file's name says."""
    with ReadingProcess(MISBEHAVING) as process:
        yield process


@pytest.fixture
def file(tmp_path):
    def make(name):
        path = tmp_path / name
        path.write_text(TEXT, encoding="utf-8")
        return FileOrigin(str(path))

    return make


def gone(pid):
    for _ in range(200):
        if not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(0.05)
    return False


def noted(path, program):
    """The process that a reader has started and noted there, while ``program`` runs."""
    while not path.exists() or not path.read_text():
        assert program.poll() is None, "the program has ended before"
        time.sleep(0.05)
    return int(path.read_text())


def test_an_article_comes_back_as_it_was_read(reading):
    article = reading.read(FileOrigin(str(sample("border-town.txt"))))
    assert article.contents[0] == "Bridge Closure at Tarnhall"


def test_one_process_reads_many_files(reading, file):
    reading.read(file("one.txt"))
    first = reading.process_id
    reading.read(file("two.txt"))
    assert reading.process_id == first


def test_what_a_reader_complains_of_comes_out_as_the_same_error(reading, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nonsense")
    for name, error in (
        ("missing.txt", InputMissing),
        ("empty.txt", NoArticle),
        ("broken.pdf", InputUnreadable),
    ):
        with pytest.raises(error, match=name) as told:
            reading.read(FileOrigin(str(tmp_path / name)))
        assert type(told.value) is error


def test_a_password_that_is_asked_for_is_asked_for_outside(odd, file):
    origin = FileOrigin(file("locked.txt").path, "open “sesame”\n")
    with pytest.raises(PasswordNeeded, match="open “sesame”"):
        odd.read(origin)


def test_a_file_is_looked_for_in_the_folder_that_the_program_is_in(reading, file, monkeypatch):
    path = Path(file("here.txt").path)
    reading.start()
    monkeypatch.chdir(path.parent)
    assert reading.read(FileOrigin("here.txt")).source == "here.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a folder that is in use")
def test_a_folder_that_was_removed_does_no_harm(reading, file, tmp_path, monkeypatch):
    article = file("here.txt")
    folder = tmp_path / "removed"
    folder.mkdir()
    monkeypatch.chdir(folder)
    folder.rmdir()
    assert reading.read(article).paragraphs
    monkeypatch.chdir(tmp_path)


def test_a_module_beside_the_article_is_not_run(reading, tmp_path, monkeypatch, file):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit('run')")
    assert reading.read(file("here.txt")).paragraphs


def test_reading_that_hangs_is_ended_and_the_next_file_is_read(odd, file):
    with pytest.raises(LimitReached, match=r"“hang.txt” took longer than 1 second to read"):
        odd.read(file("hang.txt"), SOON)
    assert odd.read(file("good.txt")).paragraphs


@pytest.mark.parametrize("name", ["explode.txt", "explode-elsewhere.txt"])
def test_reading_that_takes_all_memory_is_ended(odd, file, name):
    with pytest.raises(LimitReached, match="took more than 200 MB of memory"):
        odd.read(file(name), SMALL)
    assert odd.read(file("good.txt")).paragraphs


@pytest.mark.parametrize("name", ["crash.txt", "leave.txt"])
def test_a_crash_ends_the_reading_alone(odd, file, name):
    with pytest.raises(InputUnreadable, match=f"“{name}” brought the reading to a stop"):
        odd.read(file(name))
    assert odd.read(file("good.txt")).paragraphs


def test_a_process_that_was_killed_meanwhile_is_started_again(reading, file):
    reading.read(file("good.txt"))
    process = psutil.Process(reading.process_id)
    process.kill()
    assert gone(process.pid)
    assert reading.read(file("good.txt")).paragraphs


@pytest.mark.parametrize(
    ("name", "words"), [("surprise.txt", "LookupError: page 7"), ("deep.txt", "nested too deeply")]
)
def test_what_no_reader_expected_is_one_sentence(odd, file, name, words):
    with pytest.raises(InputUnreadable, match=words) as told:
        odd.read(file(name))
    assert "\n" not in str(told.value)
    assert odd.read(file("good.txt")).paragraphs


def test_what_readers_print_is_no_answer(odd, file):
    assert odd.read(file("print.txt")).paragraphs


def test_cancelling_ends_the_reading_at_once(odd, file):
    asked = threading.Event()
    threading.Timer(0.5, asked.set).start()
    with pytest.raises(Cancelled):
        odd.read(file("hang.txt"), stop=asked.is_set)
    assert odd.process_id == 0


@pytest.mark.parametrize("how", ["limit", "cancel"])
def test_what_a_reader_started_ends_with_it(odd, file, tmp_path, how):
    note = tmp_path / "start.pid"
    if how == "limit":
        with pytest.raises(LimitReached):
            odd.read(file("start.txt"), SOON)
    else:
        with pytest.raises(Cancelled):
            odd.read(file("start.txt"), stop=lambda: note.exists() and bool(note.read_text()))
    assert gone(int(note.read_text()))


def test_the_way_through_a_long_file_is_told(odd, file):
    told = []
    odd.read(file("pages.txt"), report=lambda *step: told.append(step))
    assert told[0] == (0, 300, "Reading part 1 of 300")
    assert 1 < len(told) < 100


def test_the_process_ends_when_the_program_is_gone(tmp_path):
    code = (
        "from briefing.worker.reading import ReadingProcess\n"
        "from briefing.reading.origins import FileOrigin\n"
        "import os, threading, sys\n"
        f"reading = ReadingProcess({MISBEHAVING!r})\n"
        "reading.start()\n"
        "print(reading.process_id, flush=True)\n"
        f"origin = FileOrigin({str(tmp_path / 'start.txt')!r})\n"
        "reading.read(origin)\n"
    )
    program = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    child = int(program.stdout.readline())
    started = noted(tmp_path / "start.pid", program)
    program.kill()
    program.wait()
    program.stdout.close()
    assert gone(child)
    assert gone(started)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ((sys.executable, "-c", "print('hello')"), "did not start"),
        (("/no/such/program",), "could not be started"),
    ],
)
def test_a_program_that_is_no_reader_is_told_as_such(command, words):
    reading = ReadingProcess(command)
    with pytest.raises(WorkerError, match=words):
        reading.read(FileOrigin("any.txt"))
    assert reading.process_id == 0


def test_the_process_that_reads_loads_no_model_library():
    code = (
        "import sys, briefing.worker.reading_process, briefing.reading.webpage, "
        "briefing.reading.pdf, briefing.reading.docx, briefing.reading.mail;"
        "print({'torch', 'transformers', 'spacy', 'PySide6'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"set()"


def test_a_frozen_program_starts_its_own_reading_program(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/briefing/briefing")
    assert reading_command() == ("/opt/briefing/briefing-reading",)
