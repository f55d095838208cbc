"""A causal language model of transformers: answers in batches, and scores of texts."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    GenerationConfig,
    StoppingCriteriaList,
)
from transformers.cache_utils import DynamicLayer

from briefing.engine.batching import ask, filled
from briefing.engine.chatting import ChatModel
from briefing.engine.devices import Device
from briefing.engine.generating import Watch, loaded
from briefing.engine.quiet import quieten
from briefing.engine.types import Stop
from briefing.errors import Cancelled

_CONTEXT = 2048
"""Tokens that a model can take if its configuration does not say."""


class TransformersLanguageModel(ChatModel):
    """A causal model from a folder with safetensors, config and tokenizer."""

    def __init__(
        self, folder: Path, name: str, sha256: str | None, device: Device, dtype: torch.dtype
    ) -> None:
        quieten()
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        super().__init__(tokenizer, name, sha256, device)
        self._model = loaded(AutoModelForCausalLM, folder, device, dtype)
        # The examples before a prompt are the same for many prompts: they are read once. Only
        # for models that remember in the plain way (not, for instance, within a sliding window).
        self._kept: Any = None
        self._kept_head: list[int] = []
        self._cannot_keep = False
        if self._tokenizer.pad_token_id is None:
            self._tokenizer.pad_token_id = self._begin

    @property
    def context(self) -> int:
        """How many tokens the model can take, prompt and answer together."""
        return int(getattr(self._model.config, "max_position_embeddings", _CONTEXT))

    def _named_ends(self) -> int | list[int] | None:
        ends: int | list[int] | None = self._model.generation_config.eos_token_id
        return ends

    def log_likelihood(
        self, pairs: Sequence[tuple[str, str]], *, stop: Stop | None = None
    ) -> list[float]:
        """Score padded batches of like length: see ``ChatModel``."""
        rows = [self._tokens_of_pair(context, continuation) for context, continuation in pairs]
        scores = [0.0] * len(rows)
        wanted = sorted(
            (i for i, (_, length) in enumerate(rows) if length),
            key=lambda i: (len(rows[i][0]), rows[i][1]),
        )
        for chosen in filled(wanted, [len(tokens) for tokens, _ in rows]):
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
