"""A language model of the Llama family that answers and scores on the processor."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch

from briefing.engine.batching import ask
from briefing.engine.chatting import ChatModel
from briefing.engine.devices import Device
from briefing.engine.llama import Llama, Memory, Past
from briefing.engine.tokenizing import tokenizer_in
from briefing.engine.types import Stop
from briefing.engine.weights import Kept

_READ_TOGETHER = 1024
"""Tokens read together: enough to keep the processor busy, few enough to fit its caches."""


class LlamaLanguageModel(ChatModel):
    """A model of the Llama family from a folder with safetensors, config and tokenizer.

    Unless ``small`` is false it computes in 8 bits where the processor gains by it; ``kept`` is
    where these weights were or will be kept. What several prompts begin with is read once for all
    of them, and so is a context with several continuations.
    """

    def __init__(
        self,
        folder: Path,
        name: str,
        sha256: str | None,
        device: Device,
        *,
        small: bool = True,
        kept: Kept | None = None,
    ) -> None:
        super().__init__(tokenizer_in(folder), name, sha256, device)
        self._model = Llama(folder, small=small, kept=kept)
        settings = folder / "generation_config.json"
        self._settings = json.loads(settings.read_text("utf-8")) if settings.is_file() else {}
        self._kept: Past | None = None
        self._kept_head: list[int] = []

    @property
    def context(self) -> int:
        """How many tokens the model can take, prompt and answer together."""
        return self._model.context

    def _named_ends(self) -> int | list[int] | None:
        ends: int | list[int] | None = self._settings.get("eos_token_id")
        return ends

    def log_likelihood(
        self, pairs: Sequence[tuple[str, str]], *, stop: Stop | None = None
    ) -> list[float]:
        """Score continuations; a context is read once for all of its own: see ``ChatModel``."""
        rows = [self._tokens_of_pair(context, continuation) for context, continuation in pairs]
        scores = [0.0] * len(rows)
        alike: dict[tuple[int, ...], list[int]] = {}
        for number, (tokens, length) in enumerate(rows):
            if length:
                alike.setdefault(tuple(tokens[:-length]), []).append(number)
        costs = {
            context: len(context) + sum(rows[n][1] for n in numbers)
            for context, numbers in alike.items()
        }
        for contexts in _together(costs):
            ask(stop)
            numbers = [alike[context] for context in contexts]
            texts = [[rows[n][0][-rows[n][1] :] for n in some] for some in numbers]
            for some, found in zip(numbers, self._scores(contexts, texts), strict=True):
                for n, score in zip(some, found, strict=True):
                    scores[n] = score
        return scores

    @torch.inference_mode()
    def _scores(
        self, contexts: Sequence[Sequence[int]], texts: Sequence[Sequence[list[int]]]
    ) -> list[list[float]]:
        """The scores of the texts that go on from each context."""
        states, pasts = self._model.read(contexts, [None] * len(contexts))
        flat = [text for some in texts for text in some]
        before = [n for n, some in enumerate(texts) for _ in some]
        # What comes after a text's last token is not asked for: it need not be read.
        longer = [n for n, text in enumerate(flat) if len(text) > 1]
        read, _ = self._model.read(
            [flat[n][:-1] for n in longer], [pasts[before[n]] for n in longer]
        )
        further = dict(zip(longer, read, strict=True))
        seen = [
            part
            for n, context in enumerate(before)
            for part in (states[context][-1:], *([further[n]] if n in further else ()))
        ]
        wanted = torch.tensor([token for text in flat for token in text])
        found = self._model.log_likelihoods(torch.cat(seen), wanted).double()
        sums = iter([float(part.sum()) for part in torch.split(found, [len(t) for t in flat])])
        return [[next(sums) for _ in some] for some in texts]

    @torch.inference_mode()
    def _answer(
        self,
        rows: list[list[int]],
        head: list[int],
        max_new_tokens: int,
        ends: list[int],
        stop: Stop | None,
    ) -> list[str]:
        past = self._read_head(head)
        states, pasts = self._model.read([row[len(head) :] for row in rows], [past] * len(rows))
        memory = Memory(pasts, max_new_tokens)
        del pasts
        latest = torch.cat([state[-1:] for state in states])
        written: list[list[int]] = [[] for _ in rows]
        waiting = set(range(len(rows)))
        for _ in range(max_new_tokens):
            ask(stop)
            tokens = self._model.likeliest(latest)
            for row in tuple(waiting):
                token = int(tokens[row])
                if token in ends:
                    waiting.discard(row)
                else:
                    written[row].append(token)
            if not waiting:
                break
            latest = self._model.next_states(tokens, memory)
        answers: list[str] = self._tokenizer.batch_decode(written, skip_special_tokens=True)
        return [answer.strip() for answer in answers]

    def _read_head(self, head: list[int]) -> Past | None:
        """What the model remembers after ``head``, the latest kept; None where it is empty."""
        if not head:
            return None
        if self._kept is None or self._kept_head != head:
            _, (self._kept,) = self._model.read([head], [None])
            self._kept_head = head
        return self._kept


def _together(costs: dict[tuple[int, ...], int]) -> Iterator[list[tuple[int, ...]]]:
    """The contexts in their order, as many at a time as are read together."""
    some: list[tuple[int, ...]] = []
    size = 0
    for context, cost in costs.items():
        if some and size + cost > _READ_TOGETHER:
            yield some
            some, size = [], 0
        some.append(context)
        size += cost
    if some:
        yield some
