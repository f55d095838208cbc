"""The catalogue that comes with the program."""

import re

import pytest

from briefing.engine.catalogue import ModelKind, load_catalogue
from briefing.engine.library import is_model_name
from briefing.errors import ModelMissing


def test_there_is_one_default_model_of_each_kind():
    catalogue = load_catalogue()
    defaults = catalogue.chosen(("default",))
    assert sorted(entry.kind for entry in defaults) == sorted(ModelKind)
    for kind in ModelKind:
        assert catalogue.default_of(kind) in defaults


def test_every_file_is_pinned_and_stays_in_its_folder():
    for entry in load_catalogue():
        assert is_model_name(entry.name)
        assert entry.licence in {"Apache-2.0", "MIT", "BSD-3-Clause"}
        assert re.fullmatch(r"\d+(\.\d+)+", entry.version)
        assert entry.folder.endswith("/")
        for file in entry.files:
            assert re.fullmatch(r"[0-9a-f]{64}", file.sha256)
            assert not file.target.startswith("/")
            assert ".." not in file.target.split("/")


def test_weights_are_in_formats_that_run_nothing():
    for entry in load_catalogue():
        endings = {file.target.rpartition(".")[2] for file in entry.files}
        assert not endings & {"py", "pkl", "pt", "pth"}
        if entry.kind is not ModelKind.GRAMMAR:  # spaCy's own files are msgpack
            assert entry.main.endswith((".safetensors", ".gguf"))


def test_names_are_chosen_once_and_unknown_ones_are_refused():
    catalogue = load_catalogue()
    first = catalogue.entries[0].name
    assert len(catalogue.chosen((first, "default", first))) == len(catalogue.chosen(("default",)))
    with pytest.raises(ModelMissing, match=first):
        catalogue.chosen(("nobody",))
