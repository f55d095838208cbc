"""Models of other families: summarisers, and other chat models; tiny ones stand for them."""

import json
import math

import pytest
import torch

from briefing.engine.chatting import ChatModel
from briefing.engine.devices import processor
from briefing.engine.importing import import_path
from briefing.engine.language import load_language_model
from briefing.engine.library import ModelLibrary
from briefing.engine.splitting import parts_of, put_together
from briefing.engine.summarising import SummarisingModel
from briefing.errors import Cancelled
from tests.engine import tiny, tiny_families

TEXT = (
    "The council met on Monday. It raised the toll to 3 crowns, unless the state pays. "
    "The ferry will stop in spring, the harbour master said, after a hundred years of service. "
    "Fishermen fear for their landing stage and want to be heard before the work begins."
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    base = tmp_path_factory.mktemp("families")
    names = (*tiny_families.FAMILIES, *tiny_families.CHATS)
    return {name: tiny_families.write(name, base / name) for name in names}


@pytest.fixture(scope="module")
def load(folders, tmp_path_factory):
    library = ModelLibrary(tmp_path_factory.mktemp("models"), tiny.catalogue())
    loaded = {}

    def load(family):
        if family not in loaded:
            loaded[family] = load_language_model(library, str(folders[family]))
        return loaded[family]

    return load


@pytest.mark.parametrize("family", tiny_families.FAMILIES)
def test_a_summariser_answers_the_text_alone_with_its_own_prefix_and_context(load, family):
    model = load(family)
    assert isinstance(model, SummarisingModel)
    assert model.prefix == ("summarize: " if family == "t5" else "")
    assert model.context == tiny_families.CONTEXT * (2 if family == "led" else 1)
    short = "The council met on Monday."
    (answer,) = model.generate([short], max_new_tokens=8)
    asked = [f"Shorten it.\n\n{short}"]
    assert model.generate(asked, max_new_tokens=8, examples=[("a", "b")]) == [answer]


@pytest.mark.parametrize("family", tiny_families.FAMILIES)
def test_a_text_longer_than_a_summariser_can_read_reaches_it_whole_in_parts(
    load, family, monkeypatch
):
    model = load(family)
    read = []
    answer = model._answer

    def listen(texts, *rest):
        read.extend(texts)
        return answer(texts, *rest)

    monkeypatch.setattr(model, "_answer", listen)
    model.generate([TEXT, "It rained."], max_new_tokens=6)
    assert len(read) > 2
    assert all(model._count(model.prefix + part) <= model.context for part in read)
    assert sorted(" ".join(read).split()) == sorted(f"{TEXT} It rained.".split())


@pytest.mark.parametrize("family", tiny_families.FAMILIES)
def test_a_summariser_scores_what_it_would_write(load, family):
    model = load(family)
    scores = model.log_likelihood([(TEXT, "The toll rises."), ("", "The toll"), ("x", "")])
    assert all(math.isfinite(score) and score < 0 for score in scores[:2])
    assert scores[2] == 0
    assert scores == model.log_likelihood([(TEXT, "The toll rises."), ("", "The toll"), ("x", "")])


def test_a_summariser_can_be_stopped(load):
    with pytest.raises(Cancelled):
        load("bart").generate([TEXT], max_new_tokens=8, stop=lambda: True)


def test_a_prefix_that_the_model_states_is_taken(folders, tmp_path):
    folder = tiny_families.write("t5", tmp_path / "own")
    config = json.loads((folder / "config.json").read_text())
    config["task_specific_params"] = {"summarization": {"prefix": "tl;dr: "}}
    (folder / "config.json").write_text(json.dumps(config))
    assert SummarisingModel(folder, "own", None, processor(), torch.float32).prefix == "tl;dr: "


def test_a_summariser_is_imported_like_any_model(folders, tmp_path):
    library = ModelLibrary(tmp_path / "models", tiny.catalogue())
    assert import_path(folders["bart"], library=library) == ("bart",)
    assert isinstance(load_language_model(library, "bart"), SummarisingModel)


@pytest.mark.parametrize("family", tiny_families.CHATS)
def test_chat_families_answer_alone_as_together_and_after_examples(load, family):
    model = load(family)
    assert isinstance(model, ChatModel)
    prompts = ["Shorten: it rained.", "Shorten: the sea wall fell in the night."]
    examples = (("Shorten: he ran off.", "He ran."),)
    kept = model.generate(prompts, max_new_tokens=6, examples=examples)
    assert model.generate(prompts[:1], max_new_tokens=6, examples=examples) == kept[:1]
    assert all(score < 0 for score in model.log_likelihood([("It", " rained"), ("", "It")]))


def test_a_model_that_thinks_aloud_is_asked_not_to(load):
    assert "<think>" not in load("qwen3")._in_template("Hello", ())


@pytest.mark.parametrize("family", tiny_families.CHATS)
def test_a_text_too_long_for_a_chat_model_reaches_it_whole_in_parts(load, family, monkeypatch):
    model = load(family)
    read = []
    as_chat = model._as_chat

    def listen(message, *rest):
        read.append(message)
        text = as_chat(message, *rest)
        assert message in text
        return text

    monkeypatch.setattr(model, "_as_chat", listen)
    (answer,) = model.generate([f"Shorten.\n\n{TEXT * 3}"], max_new_tokens=6)
    assert len(read) > 1
    assert all(message.startswith("Shorten.\n\n") for message in read)
    words = " ".join(message.removeprefix("Shorten.\n\n") for message in read).split()
    assert words == (TEXT * 3).replace("begins.The", "begins. The").split()
    assert isinstance(answer, str)


def test_what_fits_is_left_as_it_is_and_what_does_not_loses_no_word():
    prompt = f"Do it.\n\n{TEXT}"
    assert parts_of(prompt, len(prompt), len) == [prompt]
    for room in (200, 90, 40, 20, 12):
        parts = parts_of(prompt, room, len)
        assert all(len(part) <= room for part in parts)
        joined = "".join(part.removeprefix("Do it.\n\n") for part in parts)
        assert joined.replace(" ", "") == TEXT.replace(" ", "")


def test_answers_to_parts_become_one_answer():
    assert put_together([["a", "b"], ["c"]], ["One.", "Two.", "Three."]) == ["One. Two.", "Three."]
    assert put_together([["a", "b"]], ["", "Two."]) == ["Two."]
