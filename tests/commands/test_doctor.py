import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.commands import doctor
from briefing.commands.doctor import Finding, State
from briefing.engine.catalogue import ModelKind
from briefing.engine.library import InstalledModel, describe_files, write_manifest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path))
    return tmp_path


def install(home: Path, name: str) -> Path:
    """Put a small but complete model into the library."""
    folder = home / "models" / name
    folder.mkdir(parents=True)
    (folder / "model.safetensors").write_bytes(b"weights")
    write_manifest(
        folder,
        InstalledModel(
            name=name,
            kind=ModelKind.EMBEDDING,
            path=folder,
            sha256="0" * 64,
            title=name,
            licence="MIT",
            version="1",
            files=describe_files(folder),
        ),
    )
    return folder


def row(name: str) -> Finding:
    return next(finding for finding in doctor.examine() if finding.thing == name)


def parse(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    doctor.add_parser(parser.add_subparsers())
    return parser.parse_args(arguments)


def test_a_healthy_installation_ends_with_0_and_says_so(home, capsys):
    arguments = parse("doctor")

    assert arguments.run(arguments) == 0

    captured = capsys.readouterr()
    assert captured.out.endswith("All that is needed is there.\n")
    assert captured.err == ""


def test_every_thing_to_do_stands_beneath_its_row():
    table = doctor.as_table(
        [
            Finding("Python", State.GOOD, "3.11.7"),
            Finding("Fonts", State.MISSING, "none", "install some"),
        ]
    )

    assert table.splitlines() == [
        "Python  good     3.11.7",
        "Fonts   MISSING  none",
        "                 → install some",
        "",
        "1 thing is missing; do what stands beside each arrow.",
    ]


def test_the_build_of_torch_is_told_without_loading_it():
    code = (
        "import sys; from briefing.commands import doctor; doctor.examine();"
        "assert not {'torch', 'PySide6', 'transformers', 'spacy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize(
    ("version", "build"),
    [
        ("2.13.0+cpu", "build for the processor, without CUDA"),
        ("2.13.0+cu130", "build for NVIDIA graphics cards, CUDA"),
        ("2.13.0+rocm7.0", "build for AMD graphics cards"),
    ],
)
def test_the_local_part_of_its_version_tells_the_build_of_torch(version, build):
    assert doctor._torch_build(version) == build


def test_a_default_model_that_is_not_installed_is_a_note_with_the_command(home):
    finding = row("Model all-minilm-l6-v2")

    assert finding.state is State.NOTE
    assert finding.found == "not installed"
    assert finding.to_do == "run `briefing models install default`"


def test_an_installed_model_is_told_with_its_kind_version_and_licence(home):
    install(home, "all-minilm-l6-v2")

    finding = row("Model all-minilm-l6-v2")

    assert finding.state is State.GOOD
    assert finding.found == "embedding, 1, 0 MB, MIT"


def test_a_model_beyond_the_catalogue_is_told_too(home):
    install(home, "of-my-own")

    assert row("Model of-my-own").state is State.GOOD


def test_a_damaged_model_is_missing_and_its_mending_is_told(home):
    folder = install(home, "all-minilm-l6-v2")
    (folder / "model.safetensors").write_bytes(b"half")

    finding = row("Model all-minilm-l6-v2")

    assert finding.state is State.MISSING
    assert "model.safetensors has 4 bytes instead of 7" in finding.found
    assert finding.to_do == "run `briefing models install all-minilm-l6-v2` to install it again"
    assert doctor.run(argparse.Namespace()) == 1


def test_an_unreadable_manifest_is_damage_and_no_crash(home):
    folder = install(home, "all-minilm-l6-v2")
    (folder / "manifest.json").write_text(json.dumps(["nonsense"]))

    assert row("Model all-minilm-l6-v2").state is State.MISSING


def test_the_data_folder_is_told_with_the_room_left(home):
    finding = row("Data folder")

    assert finding.state is State.GOOD
    assert finding.found.startswith(str(home))
    assert finding.found.endswith("GB free")


def test_a_data_folder_that_is_not_there_yet_is_not_made_by_looking(home, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(home / "a" / "b"))

    assert row("Data folder").state is State.GOOD
    assert list(home.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="a file stands in for a folder only on POSIX")
def test_a_data_folder_that_cannot_be_written_is_missing(home, monkeypatch):
    # /proc refuses new files to everyone, root too
    monkeypatch.setenv("BRIEFING_HOME", "/proc/briefing")
    if not Path("/proc").is_dir():
        pytest.skip("there is no /proc")

    finding = row("Data folder")

    assert finding.state is State.MISSING
    assert "BRIEFING_HOME" in finding.to_do


def test_without_a_screen_missing_libraries_are_no_fault(home, monkeypatch):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    assert row("Qt's system libraries").state is not State.MISSING
