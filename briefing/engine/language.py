"""A causal language model of transformers: answers in batches, and scores of texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoModelForCausalLM,
    GenerationConfig,
    StoppingCriteriaList,
)
from transformers.cache_utils import DynamicLayer

from briefing.engine.catalogue import DEFAULT, ModelKind
from briefing.engine.folders import inspect_folder, is_summariser
from briefing.engine.generating import Watch, ask, batches, loaded
from briefing.engine.library import ModelLibrary
from briefing.engine.server import find_server, is_server_name
from briefing.engine.server_model import ServerLanguageModel
from briefing.engine.splitting import parts_of, put_together
from briefing.engine.summarising import SummarisingModel
from briefing.engine.types import LanguageModel, Stop
from briefing.errors import Cancelled, ModelDamaged, ModelError, ModelMissing

_BATCH = 16
"""Prompts answered together; beyond this a batch saves no time and takes memory."""

_SCORE_TOKENS = 2048
"""Padded tokens scored together: the scores of one batch then fit in some hundred megabytes."""

_WORTH_KEEPING = 16
"""Tokens from which on it pays to keep what the model made of them for the next prompts."""

_SEAMS = 4
"""Tokens that a text may become longer by when something is put before and after it."""

_CONTEXT = 2048
"""Tokens that a model can take if its configuration does not say."""


class TransformersLanguageModel:
    """A causal model from a folder with safetensors, config and tokenizer.

    ``name`` and ``sha256`` stand for the model in a briefing's note. It computes on the fastest
    device that has room for it; ModelError is raised if none has.
    """

    def __init__(self, folder: Path, name: str, sha256: str | None) -> None:
        self.name = name
        self.sha256 = sha256
        self.device, self._tokenizer, self._model = loaded(AutoModelForCausalLM, folder, name)
        self._tokenizer.padding_side = "left"
        self._context = int(getattr(self._model.config, "max_position_embeddings", _CONTEXT))
        self._begin = self._begin_token()
        # The examples before a prompt are the same for many prompts: they are read once. Only
        # for models that remember in the plain way (not, for instance, within a sliding window).
        self._kept: Any = None
        self._kept_head: list[int] = []
        self._cannot_keep = False
        # Byte-level vocabularies write a line end as "Ċ", byte-fallback ones as "<0x0A>".
        self._line_ends = tuple(
            sorted(
                number
                for piece, number in self._tokenizer.get_vocab().items()
                if any(end in piece for end in ("\n", "Ċ", "<0x0A>"))
            )
        )
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token_id = self._begin

    def generate(
        self,
        prompts: Sequence[str],
        *,
        max_new_tokens: int,
        examples: Sequence[tuple[str, str]] = (),
        one_line: bool = False,
        stop: Stop | None = None,
    ) -> list[str]:
        """Answer each message greedily, without the model's special tokens and outer whitespace.

        ``examples`` are messages with their answers, shown to the model as earlier turns. With
        ``one_line`` an answer ends with its first line.

        A message too long for the model is answered in parts: see ``splitting``. The same prompts
        in the same order give the same answers. Raises Cancelled when ``stop`` answers true,
        within one token.
        """
        ends = [*self._ends(), *(self._line_ends if one_line else ())]
        room = self._context - max_new_tokens
        if 2 * self._around(examples) > room:
            examples = ()
        around = self._around(examples)
        parts = [parts_of(p, room - around, self._count) for p in prompts]
        texts = [self._as_chat(part, examples, room) for each in parts for part in each]
        rows = [self._tokens(text) for text in texts]
        head = self._head(rows, examples)
        answers = [""] * len(rows)
        for chosen in batches(rows, _BATCH, stop):
            batch = [rows[i] for i in chosen]
            for i, answer in zip(
                chosen, self._answer(batch, head, max_new_tokens, ends, stop), strict=True
            ):
                answers[i] = answer
        return put_together(parts, answers)

    def log_likelihood(
        self, pairs: Sequence[tuple[str, str]], *, stop: Stop | None = None
    ) -> list[float]:
        """For each (context, continuation): the sum of log p of the continuation's tokens, nats.

        Context and continuation are cut into tokens separately, after the token that begins a
        text: a continuation in mid-sentence brings its own leading space. A context too long for
        the model is cut at its beginning. Raises Cancelled when ``stop`` answers true.
        """
        rows = [self._tokens_of_pair(context, continuation) for context, continuation in pairs]
        scores = [0.0] * len(rows)
        wanted = sorted(
            (i for i, (_, length) in enumerate(rows) if length),
            key=lambda i: (len(rows[i][0]), rows[i][1]),
        )
        for chosen in _filled(wanted, [len(tokens) for tokens, _ in rows]):
            ask(stop)
            batch = [rows[i] for i in chosen]
            for i, score in zip(chosen, self._score(batch), strict=True):
                scores[i] = score
        return scores

    @torch.inference_mode()
    def _answer(
        self,
        rows: list[list[int]],
        head: list[int],
        max_new_tokens: int,
        ends: list[int],
        stop: Stop | None,
    ) -> list[str]:
        watch = Watch(stop)
        memory = self._read_head(head, len(rows))
        known = len(head) if memory is not None else 0
        width = max(len(row) for row in rows)
        # Padding stands between the shared head and each row's own end.
        ids = torch.full((len(rows), width), self._tokenizer.pad_token_id)
        mask = torch.zeros((len(rows), width), dtype=torch.long)
        for number, row in enumerate(rows):
            own = len(row) - known
            ids[number, :known] = torch.tensor(row[:known], dtype=torch.long)
            ids[number, width - own :] = torch.tensor(row[known:])
            mask[number, :known] = 1
            mask[number, width - own :] = 1
        output = self._model.generate(
            input_ids=ids.to(self.device.kind),
            attention_mask=mask.to(self.device.kind),
            past_key_values=memory,
            generation_config=GenerationConfig(
                max_new_tokens=max_new_tokens,
                do_sample=False,
                bos_token_id=self._tokenizer.bos_token_id,
                eos_token_id=ends,
                pad_token_id=self._tokenizer.pad_token_id,
            ),
            stopping_criteria=StoppingCriteriaList([watch]),
        )
        if watch.stopped:
            raise Cancelled("Stopped.")
        answers: list[str] = self._tokenizer.batch_decode(
            output[:, width:], skip_special_tokens=True
        )
        return [answer.strip() for answer in answers]

    def _head(self, rows: list[list[int]], examples: Sequence[tuple[str, str]]) -> list[int]:
        """The tokens that every prompt with these examples begins with, if worth keeping."""
        one, other = (self._tokens(self._in_template(word, examples)) for word in ("A", "b"))
        head = one
        for row in (other, *rows):
            same = 0
            while same < min(len(head), len(row)) and head[same] == row[same]:
                same += 1
            head = head[:same]
        return head if len(head) >= _WORTH_KEEPING else []

    def _read_head(self, head: list[int], times: int) -> Any:  # noqa: ANN401 (transformers' own)
        """What the model remembers after ``head``, for as many rows; None to read it again."""
        if not head or self._cannot_keep:
            return None
        if self._kept_head != head:
            first = torch.tensor([head], device=self.device.kind)
            cache = self._model(first, use_cache=True, logits_to_keep=1)
            self._kept, self._kept_head = cache.past_key_values, head
            layers = getattr(self._kept, "layers", None)
            if layers is None or any(type(layer) is not DynamicLayer for layer in layers):
                self._cannot_keep, self._kept = True, None
                return None
        copy = deepcopy(self._kept)
        copy.batch_repeat_interleave(times)
        return copy

    @torch.inference_mode()
    def _score(self, rows: list[tuple[list[int], int]]) -> list[float]:
        width = max(len(tokens) for tokens, _ in rows)
        keep = max(length for _, length in rows) + 1
        # Padding on the left, so that all continuations end in the last column and only the last
        # ``keep`` columns need scores over the whole vocabulary.
        ids = torch.full((len(rows), width), self._tokenizer.pad_token_id)
        mask = torch.zeros((len(rows), width), dtype=torch.long)
        for row, (tokens, _) in enumerate(rows):
            ids[row, width - len(tokens) :] = torch.tensor(tokens)
            mask[row, width - len(tokens) :] = 1
        ids, mask = ids.to(self.device.kind), mask.to(self.device.kind)
        logits = (
            self._model(
                input_ids=ids,
                attention_mask=mask,
                position_ids=(mask.cumsum(dim=1) - 1).clamp(min=0),
                use_cache=False,
                logits_to_keep=keep,
            )
            .logits[:, -keep:-1]
            .float()
        )
        targets = ids[:, 1 - keep :]
        chosen = logits.gather(2, targets.unsqueeze(2)).squeeze(2) - logits.logsumexp(dim=2)
        return [
            float(chosen[row, keep - 1 - length :].double().sum())
            for row, (_, length) in enumerate(rows)
        ]

    def _as_chat(self, message: str, examples: Sequence[tuple[str, str]], room: int) -> str:
        """The message in the model's chat template, cut to at most ``room`` tokens."""
        message = self._defused(message)
        text = self._in_template(message, examples)
        excess = len(self._tokens(text)) - room
        if excess > 0:
            tokens = self._tokens(message)
            shorter = self._tokenizer.decode(tokens[: max(1, len(tokens) - excess)])
            text = self._in_template(shorter, examples)
        return text

    def _in_template(self, message: str, examples: Sequence[tuple[str, str]]) -> str:
        if not self._tokenizer.chat_template:
            return "".join(f"{q}\n\n{a}\n\n" for q, a in examples) + f"{message}\n\n"
        chat = [
            turn
            for asked, answered in examples
            for turn in (
                {"role": "user", "content": asked},
                {"role": "assistant", "content": answered},
            )
        ]
        chat.append({"role": "user", "content": message})
        text: str = self._tokenizer.apply_chat_template(
            chat,
            tokenize=False,
            add_generation_prompt=True,
            enable_thinking=False,  # for those that else think aloud first; others do not read it
        )
        return text

    def _tokens_of_pair(self, context: str, continuation: str) -> tuple[list[int], int]:
        before = [self._begin, *self._tokens(self._defused(context))]
        after = self._tokens(self._defused(continuation))[: self._context - 1]
        return before[len(after) - self._context :] + after, len(after)

    def _around(self, examples: Sequence[tuple[str, str]]) -> int:
        """How many tokens stand around a message, with some to spare for where they meet."""
        return self._count(self._in_template("", examples)) + _SEAMS

    def _count(self, text: str) -> int:
        return len(self._tokens(self._defused(text)))

    def _tokens(self, text: str) -> list[int]:
        tokens: list[int] = self._tokenizer(text, add_special_tokens=False)["input_ids"]
        return tokens

    def _defused(self, text: str) -> str:
        """The text with the model's control marks broken up: an article must not give orders."""
        for mark in self._tokenizer.all_special_tokens:
            if len(mark) > 1:
                text = text.replace(mark, f"{mark[0]} {mark[1:]}")
        return text

    def _begin_token(self) -> int:
        """The token that stood between texts when the model was trained."""
        known = self._tokenizer.get_vocab()
        for token in ("<|endoftext|>", self._tokenizer.bos_token, self._tokenizer.eos_token):
            if token in known:
                return int(known[token])
        return 0

    def _ends(self) -> list[int]:
        """The tokens that end an answer, by the tokenizer and by the model's own settings."""
        named = self._model.generation_config.eos_token_id
        ends = {self._tokenizer.eos_token_id, *(named if isinstance(named, list) else [named])}
        return sorted(end for end in ends if end is not None)


def load_language_model(library: ModelLibrary, name_or_folder: str) -> LanguageModel:
    """Load a language model by its name, by "default", or from a folder of safetensors.

    A server's name gives the model there; nothing is sent yet. Raises ModelMissing, ModelDamaged,
    or ModelError if the folder or the model is of another kind.
    """
    if is_server_name(name_or_folder):
        return ServerLanguageModel(find_server(name_or_folder), _scorer(library))
    if name_or_folder == DEFAULT:
        name_or_folder = library.default_of(ModelKind.LANGUAGE).name
    if library.has(name_or_folder) or not Path(name_or_folder).exists():
        return _load_installed(library, name_or_folder)
    if Path(name_or_folder).is_file():
        raise ModelError(
            f"{name_or_folder} is a file; run `briefing models import {name_or_folder}` first, "
            "then give the model's name."
        )
    brought = inspect_folder(Path(name_or_folder))
    try:
        return _opened(brought.path, brought.name, brought.sha256())
    except ModelError:
        raise
    except Exception as error:  # see _load_installed
        raise ModelDamaged(
            f"The model in {brought.path} cannot be loaded ({type(error).__name__}); copy it "
            "there again, or choose another."
        ) from error


def _scorer(library: ModelLibrary) -> LanguageModel | None:
    """The installed model that scores for a server, which cannot; None if none is installed."""
    try:
        name = library.default_of(ModelKind.LANGUAGE).name
    except ModelMissing:
        return None
    return _load_installed(library, name)


def _opened(folder: Path, name: str, sha256: str) -> LanguageModel:
    """The model in a folder, as what its configuration says it is."""
    if is_summariser(folder):
        return SummarisingModel(folder, name, sha256)
    return TransformersLanguageModel(folder, name, sha256)


def _load_installed(library: ModelLibrary, name: str) -> LanguageModel:
    model = library.find(name)
    if model.kind is not ModelKind.LANGUAGE:
        raise ModelError(
            f"{model.name} is no language model but for {model.kind}; "
            "`briefing models list` shows the language models."
        )
    try:
        return _opened(model.path, model.name, model.sha256)
    except ModelError:
        raise
    except Exception as error:  # the libraries raise many kinds for a file that they cannot use
        raise ModelDamaged(
            f"The model {model.name} cannot be loaded; {library.mending(model.name)}."
        ) from error


def _filled(order: Sequence[int], lengths: Sequence[int]) -> Iterable[list[int]]:
    """Cut ``order``, sorted by length, into batches of at most so many padded tokens."""
    batch: list[int] = []
    for i in order:
        if batch and (len(batch) + 1) * lengths[i] > _SCORE_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
