"""The set-up on a small project, with pip and virtual environments as they are."""

import os
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from set_up_environment import Environment, drop_half_installed, explain
from set_up_steps import Failed, Problem, Steps

from tests.packaging.wheels import make_index, make_wheel

ROOT = Path(__file__).resolve().parents[2]

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "demo"
version = "1"
dependencies = ["torch==9.1", "useful>=1"]

[project.optional-dependencies]
dev = ["checker"]
"""

BACKEND = """
import zipfile

def get_requires_for_build_editable(settings=None):
    return []

def build_editable(folder, settings=None, metadata=None):
    name = "demo-1-py3-none-any.whl"
    files = {
        "demo.pth": "",
        "demo-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: demo\\nVersion: 1\\n",
        "demo-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nGenerator: t\\n"
        "Root-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
        names = [*files, "demo-1.dist-info/RECORD"]
        wheel.writestr(names[-1], "".join(f"{file},,\\n" for file in names))
    return name
"""


HOLD = """
import fcntl, sys
file = open(sys.argv[1], "ab")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


class Place:
    """A small project, and package indexes on disk."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.root.mkdir()
        (self.root / "pyproject.toml").write_text(PYPROJECT)
        (self.root / "backend.py").write_text(BACKEND)
        self.pin("1.5")
        wheels = folder / "wheels"
        self.index = make_index(
            folder / "index",
            make_wheel(wheels / "cuda", "torch", "9.1", "nvidia-everything==1", "useful"),
            make_wheel(wheels, "nvidia_everything", "1"),
            make_wheel(wheels, "useful", "1.5"),
            make_wheel(wheels, "useful", "1.6"),
            make_wheel(wheels, "checker", "3"),
            make_wheel(wheels, "editables", "0.5"),
        )
        self.cpu_index = make_index(
            folder / "cpu-index", make_wheel(wheels / "cpu", "torch", "9.1+cpu", "useful")
        )

    def pin(self, version: str) -> None:
        pins = f"torch==9.1\nuseful=={version}\nchecker==3\n"
        (self.root / "constraints.txt").write_text(pins)

    def environment(self, torch_build: str = "cpu") -> Environment:
        return Environment(self.root, torch_build)

    def packages(self) -> dict[str, str]:
        folder = self.environment().packages_folder()
        pairs = (info.name.removesuffix(".dist-info") for info in folder.glob("*.dist-info"))
        return dict(pair.split("-")[:2] for pair in pairs)


def only_local_packages(monkeypatch: pytest.MonkeyPatch, place: Place) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_NO_CACHE_DIR", "1")
    monkeypatch.setenv("PIP_INDEX_URL", place.index)
    monkeypatch.setenv("BRIEFING_TORCH_INDEX", place.cpu_index)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A project in which nothing has been set up."""
    place = Place(tmp_path)
    only_local_packages(monkeypatch, place)
    return place


@pytest.fixture(scope="module")
def shared_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("shared"))


@pytest.fixture
def ready(shared_place: Place, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A project that has been set up, with version 1.5 of ``useful``."""
    only_local_packages(monkeypatch, shared_place)
    shared_place.pin("1.5")
    shared_place.environment().set_up(with_tools=False)
    return shared_place


def test_a_first_run_installs_what_is_pinned_and_the_small_build_of_torch(ready):
    packages = ready.packages()

    assert packages["torch"] == "9.1+cpu"
    assert "nvidia_everything" not in packages
    assert packages["useful"] == "1.5"
    assert packages["demo"] == "1"
    assert "checker" not in packages


def test_a_second_run_has_nothing_to_do_until_the_pins_change(ready, capfd):
    before = ready.environment().log.read_bytes()
    capfd.readouterr()

    ready.environment().set_up(with_tools=False)

    assert ready.environment().log.read_bytes() == before
    assert capfd.readouterr().err == ""

    ready.pin("1.6")
    ready.environment().set_up(with_tools=False)

    assert ready.packages()["useful"] == "1.6"


def test_tools_are_added_when_they_are_asked_for_and_stay(place):
    place.environment().set_up(with_tools=False)
    assert not place.environment().is_ready(with_tools=True)

    place.environment().set_up(with_tools=True)
    place.environment().set_up(with_tools=False)

    assert place.packages()["checker"] == "3"
    assert place.environment().is_ready(with_tools=True)
    assert place.environment().is_ready(with_tools=False)


def test_the_large_build_of_torch_comes_only_when_it_is_asked_for(ready):
    ready.environment("any").set_up(with_tools=False)
    assert ready.packages()["torch"] == "9.1"
    assert ready.packages()["nvidia_everything"] == "1"

    ready.environment("cpu").set_up(with_tools=False)
    assert ready.packages()["torch"] == "9.1+cpu"


def test_a_build_of_torch_that_nobody_knows_is_refused(ready):
    with pytest.raises(Problem, match="TORCH=cuda is not known"):
        ready.environment("cuda")


def test_an_index_without_the_small_build_is_told_with_the_way_out(place, monkeypatch):
    monkeypatch.setenv("BRIEFING_TORCH_INDEX", place.root.as_uri())

    with pytest.raises(Problem, match=r"CUDA only.*TORCH=any"):
        place.environment().set_up(with_tools=False)


def test_what_an_interrupted_run_left_incomplete_is_installed_anew(ready):
    environment = ready.environment()
    module = environment.packages_folder() / "useful" / "__init__.py"
    whole = module.read_text()
    module.unlink()
    (environment.folder / "set-up.unfinished").touch()

    ready.environment().set_up(with_tools=False)

    assert module.read_text() == whole
    assert ready.environment().is_ready(with_tools=False)


def test_an_environment_without_pip_is_made_anew(place):
    environment = place.environment()
    environment.folder.mkdir()
    (environment.folder / "bin").mkdir()
    environment.program("python").parent.mkdir(exist_ok=True)
    environment.program("python").write_text("not a program")

    environment.set_up(with_tools=False)

    assert place.packages()["useful"] == "1.5"


def test_a_moved_project_gets_an_environment_of_its_own(place):
    place.environment().set_up(with_tools=False)
    place.root = place.root.rename(place.root.with_name("moved"))

    assert not place.environment().is_ready(with_tools=False)
    place.environment().set_up(with_tools=False)

    pip = place.environment().program("pip")
    assert str(place.root) in pip.read_bytes().decode("utf-8", "replace")


def test_packages_with_a_missing_or_a_cut_file_are_dropped_and_others_stay(tmp_path):
    for name in ("whole", "cut", "gone", "unwritten"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.py").write_text("12345")
        info = tmp_path / f"{name}-1.dist-info"
        info.mkdir()
        (info / "RECORD").write_text(f"{name}/a.py,sha256=x,5\n{name}-1.dist-info/RECORD,,\n")
    (tmp_path / "cut" / "a.py").write_text("123")
    (tmp_path / "gone" / "a.py").unlink()
    (tmp_path / "unwritten-1.dist-info" / "RECORD").unlink()
    (tmp_path / "~orch").mkdir()

    assert drop_half_installed(tmp_path) == ["cut", "gone", "unwritten"]
    assert sorted(path.name for path in tmp_path.glob("*-1.dist-info")) == ["whole-1.dist-info"]
    assert not (tmp_path / "~orch").exists()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("NewConnectionError: [Errno -3] Temporary failure in name resolution", "internet"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: ResolutionImpossible", "last lines"),
    ],
)
def test_a_failure_of_pip_is_told_in_a_sentence_with_what_to_do(tmp_path, output, sentence):
    problem = explain(Failed("Installing packages", 1, output), tmp_path / "log")

    assert sentence in str(problem)


def test_a_step_that_fails_shows_its_last_lines_and_logs_them_all(tmp_path):
    code = "import sys; print(*range(100), sep='\\n'); sys.exit(3)"

    with pytest.raises(Failed) as caught:
        Steps(tmp_path, tmp_path / "log").run("Counting", [sys.executable, "-c", code])

    assert caught.value.code == 3
    assert caught.value.last_lines().split() == [str(number) for number in range(85, 100)]
    assert "\n12\n" in (tmp_path / "log").read_text()


def test_a_quick_step_says_nothing_and_a_long_one_a_line(tmp_path, capfd):
    steps = Steps(tmp_path, tmp_path / "log")

    steps.run("Blinking", [sys.executable, "-c", "pass"])
    assert capfd.readouterr().err == ""

    steps.run("Sleeping", [sys.executable, "-c", "import time; time.sleep(1.3)"])
    words = capfd.readouterr().err.split()
    assert words[:2] == ["Sleeping", "…"]
    assert words[3:] == ["s"]


@pytest.mark.skipif(os.name != "posix", reason="the lock is one of POSIX")
def test_two_runs_at_once_follow_each_other(ready, capfd):
    ready.pin("1.6")
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(ready.environment().folder / "set-up.lock")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    other = threading.Thread(target=ready.environment().set_up, kwargs={"with_tools": False})

    other.start()
    try:
        time.sleep(0.5)
        assert ready.packages()["useful"] == "1.5"
    finally:
        holder.communicate()
        other.join()

    assert ready.packages()["useful"] == "1.6"
    assert "waiting for it to end" in capfd.readouterr().err


def old_python() -> str | None:
    """A Python that is too old for the program, if there is one here."""
    for name in ("python3.10", "python3.9", "python3.8"):
        try:
            answer = subprocess.run([name, "-V"], capture_output=True, text=True, check=False)
        except OSError:
            continue
        if answer.returncode == 0:
            return name
    return None


@pytest.mark.skipif(old_python() is None, reason="there is no old Python here")
def test_an_old_python_is_told_what_is_needed():
    answer = subprocess.run(
        [str(old_python()), "packaging/set_up.py", "run"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert answer.stderr.startswith("Briefing needs Python 3.11 or newer")
    assert len(answer.stderr.splitlines()) == 1


def test_help_names_what_can_be_asked_for():
    answer = subprocess.run(
        [sys.executable, "packaging/set_up.py", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "run" in answer.stdout
    assert textwrap.dedent(answer.stdout).startswith("usage")
