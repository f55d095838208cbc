import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.commands import screen

ROOT = Path(__file__).resolve().parents[2]

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as Linux has it")


def look(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the check as a program, with no display but the one given."""
    clean = {k: v for k, v in os.environ.items() if k not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    return subprocess.run(
        [sys.executable, "-m", "briefing.commands.screen", *arguments],
        env={**clean, **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@on_linux
def test_without_a_display_there_is_no_screen():
    assert look().returncode == screen.EXIT_NO_SCREEN


@on_linux
def test_a_display_that_does_not_answer_is_no_screen():
    assert look(DISPLAY=":4711").returncode == screen.EXIT_NO_SCREEN


@on_linux
@pytest.mark.skipif(shutil.which("ldd") is None, reason="ldd tells what is missing")
def test_a_library_that_the_loader_does_not_find_is_named(tmp_path):
    # Qt's plugin for X, torn away from the libraries that it finds beside it
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.submodule_search_locations
    plugin = Path("Qt", "plugins", "platforms", "libqxcb.so")
    (tmp_path / "PySide6" / plugin).parent.mkdir(parents=True)
    (tmp_path / "PySide6" / "__init__.py").touch()
    shutil.copy(Path(spec.submodule_search_locations[0]) / plugin, tmp_path / "PySide6" / plugin)
    code = "from briefing.commands.screen import missing_libraries as m; print(*m(['xcb']))"

    answer = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "libQt6XcbQpa.so.6" in answer.stdout


def test_these_tests_have_the_libraries_that_a_window_without_screen_needs():
    answer = look("offscreen")

    assert answer.returncode == 0
    assert answer.stderr == ""


@pytest.mark.skipif(shutil.which("apt-get") is None, reason="as Debian has it")
def test_the_advice_names_the_packages_to_install():
    sentence = screen.advice(["libxcb-icccm.so.4", "libEGL.so.1"])

    assert sentence.endswith("install them with: sudo apt install libegl1 libxcb-icccm4")
    assert "(libxcb-icccm.so.4, libEGL.so.1)" in sentence
