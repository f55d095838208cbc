"""What memory a model takes, and where it computes."""

import psutil
import pytest
import torch
from safetensors.torch import save_file

from briefing.engine.devices import best_device, place_for
from briefing.engine.language import load_language_model
from briefing.engine.library import ModelLibrary
from briefing.engine.memory import bytes_each, weights_in
from briefing.errors import ModelDamaged, ModelError
from tests.engine import tiny


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return tiny.write_language_model(tmp_path_factory.mktemp("made") / "tiny")


def test_the_numbers_of_all_weights_are_added_up(tmp_path):
    save_file({"a": torch.zeros(3, 5), "b": torch.zeros(7)}, tmp_path / "model-1.safetensors")
    save_file({"c": torch.zeros(2, dtype=torch.float16)}, tmp_path / "model-2.safetensors")
    weights = weights_in(tmp_path)
    assert (weights.numbers, weights.stored) == (24, 22 * 4 + 2 * 2)


def test_a_file_that_is_no_safetensors_is_damaged(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"\xff" * 100)
    with pytest.raises(ModelDamaged, match="damaged"):
        weights_in(tmp_path)


def test_four_bytes_where_they_fit_two_where_they_must_else_a_sentence(model):
    weights = weights_in(model)
    assert bytes_each(weights, weights.needed(4), "Tiny") == 4
    assert bytes_each(weights, weights.needed(4) - 1, "Tiny") == 2
    with pytest.raises(ModelError, match=r"Tiny takes about .* GB of memory .* smaller model"):
        bytes_each(weights, weights.needed(2) - 1, "Tiny")


def test_a_model_goes_to_the_fastest_device(model):
    device, numbers = place_for(model, "Tiny")
    assert device.kind == best_device().kind
    assert numbers is (torch.float32 if device.kind == "cpu" else numbers)
    assert 0 < device.free <= device.total


def test_a_model_for_which_there_is_no_memory_is_not_even_begun_to_load(
    model, tmp_path, monkeypatch
):
    full = psutil.virtual_memory()._replace(available=1_000)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: full)
    if best_device().kind != "cpu":
        pytest.skip("it goes to the graphics card")
    with pytest.raises(ModelError, match="close other programs"):
        load_language_model(ModelLibrary(tmp_path / "models", tiny.catalogue()), str(model))


def test_a_model_in_two_bytes_answers_and_scores_too(model, tmp_path, monkeypatch):
    weights = weights_in(model)
    tight = psutil.virtual_memory()._replace(available=weights.needed(2) + 1)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: tight)
    if best_device().kind != "cpu":
        pytest.skip("it goes to the graphics card")
    library = ModelLibrary(tmp_path / "models", tiny.catalogue())
    loaded = load_language_model(library, str(model))
    assert loaded._model.dtype is torch.bfloat16
    assert len(loaded.generate(["he he", "hehe"], max_new_tokens=4)) == 2
    assert all(score < 0 for score in loaded.log_likelihood([("he", "he"), ("", "hehe")]))
