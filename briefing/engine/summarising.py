"""Summarisers of transformers, which turn one text into another: BART, PEGASUS, T5, LED and kin.

They take no instructions and see no examples: of a prompt they get the text, what stands after its
last blank line, with the prefix that the model was trained with.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer, StoppingCriteriaList

from briefing.engine.batching import ask, batches
from briefing.engine.devices import Device
from briefing.engine.generating import Watch, loaded
from briefing.engine.quiet import quieten
from briefing.engine.splitting import parts_of, put_together
from briefing.engine.types import Stop
from briefing.errors import Cancelled

_BATCH = 8
_CONTEXT = 512
"""Tokens that a model can read if its configuration does not say."""

_NO_LIMIT = 10**9
"""A tokenizer that does not know its model's context states a number far above this."""

_LENGTHS = ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions")
_ANSWER_LENGTHS = ("max_decoder_position_embeddings", "max_position_embeddings")


class SummarisingModel:
    """A model with an encoder and a decoder, from a folder with safetensors.

    ``name`` and ``sha256`` stand for the model in a briefing's note, ``device`` is where it
    computes.
    """

    def __init__(
        self, folder: Path, name: str, sha256: str | None, device: Device, dtype: torch.dtype
    ) -> None:
        self.name = name
        self.sha256 = sha256
        self.device = device
        quieten()
        self._tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self._model = loaded(AutoModelForSeq2SeqLM, folder, device, dtype)
        config = self._model.config
        self.prefix = prefix_of(config)
        self.context = _least(config, _LENGTHS, self._tokenizer.model_max_length) or _CONTEXT
        self._most_answer = _least(config, _ANSWER_LENGTHS, _NO_LIMIT)

    def generate(
        self,
        prompts: Sequence[str],
        *,
        max_new_tokens: int,
        examples: Sequence[tuple[str, str]] = (),  # noqa: ARG002 (such models see none)
        one_line: bool = False,
        stop: Stop | None = None,
    ) -> list[str]:
        """Summarise the text of each prompt, in parts if it is longer than the model can read.

        The same prompts in the same order give the same answers. Raises Cancelled when ``stop``
        answers true, within one token.
        """
        room = self.context - self._count(self.prefix)
        texts = [prompt.rpartition("\n\n")[2] for prompt in prompts]
        parts = [parts_of(text, room, self._count) for text in texts]
        flat = [part for each in parts for part in each]
        answers = [""] * len(flat)
        for chosen in batches(flat, _BATCH, stop):
            written = self._answer([flat[i] for i in chosen], max_new_tokens, stop)
            for i, answer in zip(chosen, written, strict=True):
                answers[i] = answer.split("\n")[0].strip() if one_line else answer
        return put_together(parts, answers)

    def log_likelihood(
        self, pairs: Sequence[tuple[str, str]], *, stop: Stop | None = None
    ) -> list[float]:
        """For each (context, continuation): the sum of log p of the continuation's tokens, nats.

        The context is what the model reads, the continuation what it would write; a context too
        long for the model is cut at its beginning. Raises Cancelled when ``stop`` answers true.
        """
        scores = []
        for context, continuation in pairs:
            ask(stop)
            scores.append(self._score(context, continuation))
        return scores

    @torch.inference_mode()
    def _answer(self, texts: list[str], max_new_tokens: int, stop: Stop | None) -> list[str]:
        watch = Watch(stop)
        inputs = self._tokenizer(
            [self.prefix + text for text in texts], padding=True, return_tensors="pt"
        ).to(self.device.kind)
        given = {name: inputs[name] for name in ("input_ids", "attention_mask")}
        if self._model.config.model_type == "led":  # its first token looks at the whole text
            given["global_attention_mask"] = torch.zeros_like(inputs["input_ids"])
            given["global_attention_mask"][:, 0] = 1
        config = deepcopy(self._model.generation_config)
        config.max_length, config.min_length, config.do_sample = None, 0, False
        config.max_new_tokens = min(max_new_tokens, (self._most_answer or max_new_tokens + 2) - 2)
        output = self._model.generate(
            **given, generation_config=config, stopping_criteria=StoppingCriteriaList([watch])
        )
        if watch.stopped:
            raise Cancelled("Stopped.")
        answers: list[str] = self._tokenizer.batch_decode(output, skip_special_tokens=True)
        return [answer.replace("<n>", "\n").strip() for answer in answers]  # PEGASUS' line end

    @torch.inference_mode()
    def _score(self, context: str, continuation: str) -> float:
        labels = self._tokenizer(continuation, add_special_tokens=False)["input_ids"]
        if not labels:
            return 0.0
        if self._most_answer:
            labels = labels[: self._most_answer - 1]
        read = self._tokenizer(context)["input_ids"][-self.context :]
        wanted = torch.tensor([labels], device=self.device.kind)
        logits = self._model(
            input_ids=torch.tensor([read], device=self.device.kind), labels=wanted
        ).logits[0]
        chosen = logits.float().log_softmax(dim=1).gather(1, wanted[0].unsqueeze(1))
        return float(chosen.double().sum())

    def _count(self, text: str) -> int:
        return len(self._tokenizer(text)["input_ids"])


def prefix_of(config: Any) -> str:  # noqa: ANN401 (transformers' own)
    """What a model was trained to see before a text that it is to summarise."""
    tasks = getattr(config, "task_specific_params", None) or {}
    stated = (tasks.get("summarization") or {}).get("prefix")
    if stated is not None:
        return str(stated)
    return "summarize: " if config.model_type in {"t5", "mt5", "longt5", "umt5"} else ""


def _least(config: Any, names: Sequence[str], other: int) -> int:  # noqa: ANN401 (see above)
    """The smallest of the lengths that are stated, 0 if none is."""
    first = next((getattr(config, n) for n in names if getattr(config, n, None)), 0)
    stated = [int(length) for length in (first, other) if length and length < _NO_LIMIT]
    return min(stated, default=0)
