"""Tokenizers that are all in one file, read without transformers.

To read one, transformers imports more than all that this program has else. Here the same file goes
to the library below it; transformers' own tokenizer is taken where a model's settings ask for more
than that file says, and transformers' own code writes the chat template, once a model is to write.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

_CLASSES = ("PreTrainedTokenizerFast", "TokenizersBackend")
"""Tokenizers that are all in tokenizer.json."""

_MARKS = (
    "bos_token",
    "eos_token",
    "unk_token",
    "sep_token",
    "pad_token",
    "cls_token",
    "mask_token",
)
"""Settings that name one special token each, in transformers' order."""

_READ = frozenset((*_MARKS, "tokenizer_class", "chat_template"))
_OF_NO_EFFECT = frozenset(
    "backend is_local local_files_only model_max_length added_tokens_decoder model_input_names "
    "padding_side truncation_side name_or_path".split()
)
"""Settings that change nothing here: where the file came from, and how texts are padded and cut."""


class PlainTokenizer:
    """A tokenizer of tokenizer.json, under the names that transformers gives to what it does."""

    def __init__(self, folder: Path, settings: dict[str, Any], template: str | None) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._marks = {name: settings[name] for name in _MARKS if settings.get(name)}
        self.chat_template = template
        self.bos_token: str | None = self._marks.get("bos_token")
        self.eos_token: str | None = self._marks.get("eos_token")
        self.all_special_tokens = tuple(dict.fromkeys(self._marks.values()))

    @property
    def bos_token_id(self) -> int | None:
        """The number of the token that begins a text."""
        return None if self.bos_token is None else self.convert_tokens_to_ids(self.bos_token)

    @property
    def eos_token_id(self) -> int | None:
        """The number of the token that ends a text or a turn."""
        return None if self.eos_token is None else self.convert_tokens_to_ids(self.eos_token)

    def knows_its_marks(self) -> bool:
        """Whether each special token that the settings name is one in the file as well."""
        special = {
            t.content for t in self._tokenizer.get_added_tokens_decoder().values() if t.special
        }
        return special >= set(self.all_special_tokens)

    def get_vocab(self) -> dict[str, int]:
        """Every token with its number."""
        vocabulary: dict[str, int] = self._tokenizer.get_vocab(with_added_tokens=True)
        return vocabulary

    def convert_tokens_to_ids(self, token: str) -> int | None:
        """The number of a token, None for one that there is not."""
        number: int | None = self._tokenizer.token_to_id(token)
        return number

    def __call__(self, text: str, *, add_special_tokens: bool) -> dict[str, list[int]]:
        """Cut a text into tokens: their numbers are under "input_ids"."""
        cut = self._tokenizer.encode(text, add_special_tokens=add_special_tokens)
        return {"input_ids": cut.ids}

    def decode(self, tokens: Sequence[int]) -> str:
        """Put a text together again, special tokens included."""
        text: str = self._tokenizer.decode(list(tokens), skip_special_tokens=False)
        return text

    def batch_decode(
        self, rows: Sequence[Sequence[int]], *, skip_special_tokens: bool
    ) -> list[str]:
        """Put several texts together again."""
        texts: list[str] = self._tokenizer.decode_batch(
            [list(row) for row in rows], skip_special_tokens=skip_special_tokens
        )
        return texts

    def apply_chat_template(self, chat: Sequence[dict[str, str]], **settings: Any) -> str:  # noqa: ANN401
        """Write a conversation as the model's template has it.

        ``settings`` are those of transformers' function of this name.
        """
        from transformers.utils.chat_template_utils import (  # noqa: PLC0415 (takes long)
            render_jinja_template,
        )

        settings.pop("tokenize", None)
        rendered: list[str] = render_jinja_template(
            conversations=[list(chat)],
            chat_template=self.chat_template,
            **self._marks,
            **settings,
        )[0]
        return rendered[0]


def plain_tokenizer(folder: Path) -> PlainTokenizer | None:
    """The tokenizer of a model if one file holds all of it; else None."""
    try:
        settings = json.loads((folder / "tokenizer_config.json").read_text("utf-8"))
        strange = set(settings) - _READ - _OF_NO_EFFECT
        if settings["tokenizer_class"] not in _CLASSES or strange:
            return None
        if not all(isinstance(settings.get(name, ""), str) for name in (*_MARKS, "chat_template")):
            return None
        beside = folder / "chat_template.jinja"
        template = beside.read_text("utf-8") if beside.is_file() else settings.get("chat_template")
        found = PlainTokenizer(folder, settings, template)
    except Exception:  # noqa: BLE001 (the library raises Exception itself; transformers may do better)
        return None
    return found if found.knows_its_marks() else None


def tokenizer_in(folder: Path) -> Any:  # noqa: ANN401 (transformers' own, or one that does the same)
    """The tokenizer of a model. Raises what the libraries raise."""
    found = plain_tokenizer(folder)
    if found is not None:
        return found
    from transformers import AutoTokenizer  # noqa: PLC0415 (takes long)

    from briefing.engine.quiet import quieten  # noqa: PLC0415 (brings transformers)

    quieten()
    return AutoTokenizer.from_pretrained(folder, local_files_only=True)
