"""A tokenizer of one file does what transformers makes of that file."""

import json

import pytest
from transformers import AutoTokenizer

from briefing.engine.catalogue import ModelKind
from briefing.engine.tokenizing import PlainTokenizer, plain_tokenizer, tokenizer_in
from tests.engine import tiny

TEXTS = [
    "",
    "  Two  spaces , and a gap .",
    "It cost €3,000 (£2,650) in 2024 – “nearly” 12%.\n\n\tAnd a new line",
    "Zoë’s 日本 <|im_end|> naïve <|endoftext|>",
]


@pytest.fixture
def folder(tmp_path):
    return tiny.write_language_model(tmp_path / "tiny")


def both(folder):
    mine = plain_tokenizer(folder)
    assert mine is not None
    return mine, AutoTokenizer.from_pretrained(folder, local_files_only=True)


def assert_alike(mine, theirs):
    for text in TEXTS:
        tokens = mine(text, add_special_tokens=False)["input_ids"]
        assert tokens == theirs(text, add_special_tokens=False)["input_ids"]
        assert mine.decode(tokens) == theirs.decode(tokens)
        assert mine.batch_decode([tokens], skip_special_tokens=True) == theirs.batch_decode(
            [tokens], skip_special_tokens=True
        )
    assert mine.get_vocab() == theirs.get_vocab()
    assert set(mine.all_special_tokens) == set(theirs.all_special_tokens)
    assert (mine.bos_token_id, mine.eos_token_id) == (theirs.bos_token_id, theirs.eos_token_id)
    assert mine.chat_template == theirs.chat_template


def test_it_cuts_and_joins_as_transformers_does(folder):
    assert_alike(*both(folder))


@pytest.mark.model
def test_the_default_models_tokenizer_and_template_are_transformers_own(installed_models):
    mine, theirs = both(installed_models.default_of(ModelKind.LANGUAGE).path)
    assert_alike(mine, theirs)
    chat = [
        {"role": "user", "content": "Shorten: It rained."},
        {"role": "assistant", "content": "Rain."},
        {"role": "user", "content": "Shorten: “It” <|im_start|> snowed.\n"},
    ]
    asked = {"tokenize": False, "add_generation_prompt": True, "enable_thinking": False}
    assert mine.apply_chat_template(chat, **asked) == theirs.apply_chat_template(chat, **asked)


@pytest.mark.parametrize(
    "changed",
    [
        {"tokenizer_class": "LlamaTokenizer"},
        {"clean_up_tokenization_spaces": True},
        {"add_prefix_space": True},
        {"eos_token": {"__type": "AddedToken", "content": "<|im_end|>", "lstrip": True}},
        {"pad_token": "<a token that is in no file>"},
        {"extra_special_tokens": ["he"]},
    ],
)
def test_settings_that_ask_for_more_are_left_to_transformers(folder, changed):
    path = folder / "tokenizer_config.json"
    settings = json.loads(path.read_text()) | changed
    path.write_text(json.dumps(settings))
    assert plain_tokenizer(folder) is None
    if "tokenizer_class" not in changed:
        assert not isinstance(tokenizer_in(folder), PlainTokenizer)


@pytest.mark.parametrize("name", ["tokenizer.json", "tokenizer_config.json"])
def test_a_damaged_file_is_left_to_transformers_to_tell(folder, name):
    (folder / name).write_text("{")
    assert plain_tokenizer(folder) is None
