"""What all models that chat have in common: messages in, answers out, whatever computes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from briefing.engine.batching import batches
from briefing.engine.devices import Device
from briefing.engine.splitting import parts_of, put_together
from briefing.engine.types import Stop

_BATCH = 16
"""Prompts answered together; beyond this a batch saves no time and takes memory."""

_WORTH_KEEPING = 16
"""Tokens from which on it pays to keep what the model made of them for the next prompts."""

_SEAMS = 4
"""Tokens that a text may become longer by when something is put before and after it."""


class ChatModel(ABC):
    """A causal language model with the tokenizer and the chat template of its folder.

    ``name`` and ``sha256`` stand for the model in a briefing's note, ``device`` is where it
    computes. ``context`` is how many tokens it can take. ``writes`` may be set to false: see
    ``types.writer_of``.
    """

    def __init__(self, tokenizer: Any, name: str, sha256: str | None, device: Device) -> None:  # noqa: ANN401 (transformers' own, or one that does the same)
        self.name = name
        self.sha256 = sha256
        self.device = device
        self.writes = True
        self._tokenizer = tokenizer
        self._begin = self._begin_token()

    @property
    @abstractmethod
    def context(self) -> int:
        """How many tokens the model can take, prompt and answer together."""

    @abstractmethod
    def log_likelihood(
        self, pairs: Sequence[tuple[str, str]], *, stop: Stop | None = None
    ) -> list[float]:
        """For each (context, continuation): the sum of log p of the continuation's tokens, nats.

        Context and continuation are cut into tokens separately, after the token that begins a
        text: a continuation in mid-sentence brings its own leading space. A context too long for
        the model is cut at its beginning. Raises Cancelled when ``stop`` answers true.
        """

    @abstractmethod
    def _answer(
        self,
        rows: list[list[int]],
        head: list[int],
        max_new_tokens: int,
        ends: list[int],
        stop: Stop | None,
    ) -> list[str]:
        """Answer prompts given as tokens, which all begin with ``head``."""

    @abstractmethod
    def _named_ends(self) -> int | list[int] | None:
        """The tokens that end an answer by the model's own settings."""

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
        room = self.context - max_new_tokens
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
        after = self._tokens(self._defused(continuation))[: self.context - 1]
        return before[len(after) - self.context :] + after, len(after)

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

    @cached_property
    def _line_ends(self) -> tuple[int, ...]:
        """The tokens with a line end: byte-level vocabularies write "Ċ", byte-fallback "<0x0A>"."""
        return tuple(
            sorted(
                number
                for piece, number in self._tokenizer.get_vocab().items()
                if any(end in piece for end in ("\n", "Ċ", "<0x0A>"))
            )
        )

    def _begin_token(self) -> int:
        """The token that stood between texts when the model was trained."""
        for token in ("<|endoftext|>", self._tokenizer.bos_token, self._tokenizer.eos_token):
            number = self._tokenizer.convert_tokens_to_ids(token) if token else None
            # Some tokenizers give the number of another token for one that they do not know.
            if number is not None and self._tokenizer.decode([number]) == token:
                return int(number)
        return 0

    def _ends(self) -> list[int]:
        """The tokens that end an answer, by the tokenizer and by the model's own settings."""
        named = self._named_ends()
        ends = {self._tokenizer.eos_token_id, *(named if isinstance(named, list) else [named])}
        return sorted(end for end in ends if end is not None)
