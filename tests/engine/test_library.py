"""What is installed, and whether it is whole."""

import json
import os

import pytest

from briefing.engine.catalogue import ModelKind
from briefing.engine.importing import import_path
from briefing.engine.library import MANIFEST, ModelLibrary
from briefing.errors import ModelDamaged, ModelMissing
from tests.engine import tiny


@pytest.fixture
def library(tmp_path):
    """A library with one model in it."""
    library = ModelLibrary(tmp_path / "models", tiny.catalogue())
    import_path(tiny.write_wheel(tmp_path / "stick"), library=library)
    return library


def test_a_folder_that_does_not_exist_is_an_empty_library(tmp_path):
    library = ModelLibrary(tmp_path / "nowhere")
    assert library.names() == ()
    assert library.installed() == ()
    with pytest.raises(ModelMissing, match="briefing models install default"):
        library.find("smollm2-135m-instruct")
    with pytest.raises(ModelMissing, match="briefing models install default"):
        library.default_of(ModelKind.LANGUAGE)


def test_the_library_is_where_the_person_keeps_the_programs_things(tmp_path, monkeypatch):
    monkeypatch.setenv("BRIEFING_HOME", str(tmp_path / "home"))
    assert ModelLibrary().folder == tmp_path / "home" / "models"


def test_an_installed_model_is_found_with_its_facts(library):
    model = library.find(tiny.NAME)
    assert model.kind is ModelKind.GRAMMAR
    assert model.path == library.folder / tiny.NAME
    assert model.sha256 == library.catalogue.find(tiny.NAME).main_file.sha256
    assert model.size == sum(len(data) for data in tiny.FILES.values())
    assert library.default_of("grammar") == model
    assert library.installed() == (model,)


def test_a_file_of_another_size_is_noticed_at_once(library):
    (library.folder / tiny.NAME / "config.cfg").write_bytes(b"short")
    with pytest.raises(ModelDamaged, match=r"config\.cfg.*briefing models install tiny-grammar"):
        library.find(tiny.NAME)


def test_a_file_that_is_gone_is_noticed_at_once(library):
    (library.folder / tiny.NAME / "config.cfg").unlink()
    with pytest.raises(ModelDamaged, match=r"config\.cfg"):
        library.default_of(ModelKind.GRAMMAR)


def test_a_file_changed_without_changing_its_size_is_noticed_at_once(library):
    weights = library.folder / tiny.NAME / "parser" / "model"
    weights.write_bytes(weights.read_bytes().replace(b"weights", b"WEIGHTS", 1))
    os.utime(weights)
    with pytest.raises(ModelDamaged, match="parser/model"):
        library.find(tiny.NAME)


def test_a_file_that_was_only_touched_is_still_good(library):
    os.utime(library.folder / tiny.NAME / "parser" / "model", (1, 1))
    assert library.find(tiny.NAME).name == tiny.NAME


def test_verifying_reads_every_byte(library):
    weights = library.folder / tiny.NAME / "parser" / "model"
    before = weights.stat()
    weights.write_bytes(weights.read_bytes().replace(b"weights", b"WEIGHTS", 1))
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))  # as a failing disk would
    assert library.find(tiny.NAME).name == tiny.NAME
    with pytest.raises(ModelDamaged, match="parser/model"):
        library.verify(tiny.NAME)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 99}', '{"format": 1, "name": "another"}', "null", "\0"]
)
def test_a_broken_manifest_is_damage_not_a_crash(library, text):
    (library.folder / tiny.NAME / MANIFEST).write_text(text)
    assert library.names() == (tiny.NAME,)
    assert library.installed() == ()
    with pytest.raises(ModelDamaged, match=MANIFEST):
        library.find(tiny.NAME)


def test_a_manifest_cannot_point_outside_its_folder(library):
    path = library.folder / tiny.NAME / MANIFEST
    data = json.loads(path.read_text())
    data["files"][0]["path"] = "../../secret"
    path.write_text(json.dumps(data))
    with pytest.raises(ModelDamaged, match=MANIFEST):
        library.find(tiny.NAME)


@pytest.mark.parametrize("name", ["", ".", "..", "../models", "a/b", "Ä", ".lock", "C:"])
def test_names_that_are_no_names_find_nothing(library, name):
    assert not library.has(name)
    with pytest.raises(ModelMissing):
        library.find(name)
    with pytest.raises(ModelMissing):
        library.remove(name)


def test_a_removed_model_is_gone_with_all_its_files(library):
    library.remove(tiny.NAME)
    assert tiny.contents(library.folder) == set()
    with pytest.raises(ModelMissing):
        library.remove(tiny.NAME)


def test_a_damaged_model_can_be_removed(library):
    (library.folder / tiny.NAME / MANIFEST).write_text("{")
    library.remove(tiny.NAME)
    assert library.names() == ()


def test_work_in_progress_is_no_model(library):
    (library.folder / ".workshop-1").mkdir()
    (library.folder / "unfinished").mkdir()
    (library.folder / "notes.txt").write_text("x")
    assert library.names() == (tiny.NAME,)
