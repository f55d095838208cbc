import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that `pip install .` would build and install."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("briefing-*.whl"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def python(unpacked: Path, folder: Path, *arguments: str) -> str:
    """Run Python with the unpacked wheel in front of the source tree, away from it."""
    answer = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        check=True,
        capture_output=True,
        text=True,
    )
    return answer.stdout


@pytest.mark.parametrize("folder", ["resources", "seeds"])
def test_the_wheel_has_every_file_that_comes_with_the_program(wheel, folder):
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]

    assert files
    assert {f"briefing/{path.relative_to(ROOT).as_posix()}" for path in files} <= packed


def test_the_wheel_has_the_licence_and_the_command(unpacked):
    (info,) = unpacked.glob("briefing-*.dist-info")

    assert "briefing = briefing.commands.main:main" in (info / "entry_points.txt").read_text()
    assert "Apache License" in (info / "licenses" / "LICENSE").read_text("utf-8")


def test_an_installed_program_finds_its_sample_and_its_catalogue(unpacked, tmp_path):
    code = (
        "from briefing.resources import resource, sample;"
        "print(sample('border-town.txt').is_file(), resource('models.toml').is_file(),"
        "sample('border-town.txt'))"
    )

    answer = python(unpacked, tmp_path, "-c", code).split(maxsplit=2)

    assert answer[:2] == ["True", "True"]
    assert answer[2].startswith(str(unpacked))


def test_the_installed_command_answers(unpacked, tmp_path):
    code = "import sys; from briefing.commands.main import main; sys.argv[1:] = ['--help']; main()"

    assert "briefing" in python(unpacked, tmp_path, "-c", code)
