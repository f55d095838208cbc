"""A server as a language model: what it is asked, several sentences at a time."""

from __future__ import annotations

import re
import ssl
import threading
from collections.abc import Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait

from briefing.engine.server import Server
from briefing.engine.server_answers import Answer
from briefing.engine.server_client import Message, ServerClient, Waits
from briefing.engine.splitting import parts_of, put_together
from briefing.engine.types import LanguageModel, Stop
from briefing.errors import Cancelled, ModelError

_CONTEXT = 2048
"""Tokens that a model can read if the server does not say: what small servers are set to."""

_BYTES_A_TOKEN = 3
"""UTF-8 bytes that make a token at the least, over long texts, in English as in Chinese."""

_TURN = 16
"""Tokens that stand around one turn of a conversation at the most."""

_GLANCE = 0.1
"""Seconds between two looks at whether the person has stopped."""

# Marks with which models tell turns, instructions and thoughts apart.
_MARK = re.compile(
    r"<(?=[|/]?[a-z_]{1,40}[|]?>|[|])|<(?=｜)|\[(?=/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS)\])",
    re.IGNORECASE,
)


class ServerLanguageModel:
    """A model on a server; it writes there, and ``scorer`` scores here.

    Servers do not tell how likely a given text is (see ``types.WriterOnly``). ``name`` is what the
    server calls the model, ``address`` where it is; no SHA-256 is known of it.
    """

    sha256: str | None = None

    def __init__(
        self,
        server: Server,
        scorer: LanguageModel | None = None,
        waits: Waits | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self.name = server.model
        self.address = server.address
        self.scorer = scorer
        self.server = server
        self._waits = waits
        self._trust = trust
        self._context = server.context or _CONTEXT

    def generate(
        self,
        prompts: Sequence[str],
        *,
        max_new_tokens: int,
        examples: Sequence[tuple[str, str]] = (),
        one_line: bool = False,
        stop: Stop | None = None,
    ) -> list[str]:
        """Have each message answered; what the server returns is cleaned, and checked by nobody.

        With ``one_line`` an answer that was cut off in its first line is empty: half a sentence
        says something else. A message too long for the model is answered in parts. Raises
        ServerError, and Cancelled when ``stop`` answers true, also in the middle of an answer.
        """
        room = self._context - max_new_tokens
        if 2 * _around(examples) > room:
            examples = ()
        parts = [parts_of(_defused(p), room - _around(examples), tokens_of) for p in prompts]
        before: list[Message] = []
        for asked, answered in examples:
            before += [("user", asked), ("assistant", answered)]
        chats = [[*before, ("user", part)] for each in parts for part in each]
        answers = self._answers(chats, max_new_tokens, one_line, stop)
        return put_together(parts, [_text(a, one_line) for a in answers])

    def log_likelihood(
        self, pairs: Sequence[tuple[str, str]], *, stop: Stop | None = None
    ) -> list[float]:
        """What ``scorer`` says of the pairs. Raises ModelError without one."""
        if self.scorer is None:
            raise ModelError(f"The server {self.address} cannot say how likely a text is.")
        return self.scorer.log_likelihood(pairs, stop=stop)

    def _answers(
        self, chats: Sequence[Sequence[Message]], most: int, one_line: bool, stop: Stop | None
    ) -> list[Answer]:
        if not chats:
            return []
        halt = threading.Event()
        client = ServerClient(self.server, halt.is_set, self._waits, trust=self._trust)

        def is_enough(text: str) -> bool:
            return one_line and "\n" in text

        pool = ThreadPoolExecutor(min(self.server.parallel, len(chats)), "server")
        futures = [pool.submit(client.chat, chat, most, is_enough) for chat in chats]
        try:
            _await(futures, stop)
        finally:
            # Nobody waits for what is under way: it sees by itself that it is not wanted.
            halt.set()
            pool.shutdown(wait=False, cancel_futures=True)
        return [future.result() for future in futures]


def _await(futures: Sequence[Future[Answer]], stop: Stop | None) -> None:
    """Wait for all answers. Raises what one of them raised, and Cancelled."""
    waiting = set(futures)
    while waiting:
        if stop is not None and stop():
            raise Cancelled("Stopped.")
        done, waiting = wait(waiting, _GLANCE, FIRST_EXCEPTION)
        for future in done:
            future.result()


def _text(answer: Answer, one_line: bool) -> str:
    if not one_line:
        return answer.text
    first, line_end, _ = answer.text.partition("\n")
    return "" if answer.is_cut and not line_end else first.strip()


def tokens_of(text: str) -> int:
    """How many tokens a text is at the most: no server's tokenizer is at hand."""
    return -(-len(text.encode("utf-8", "replace")) // _BYTES_A_TOKEN)


def _around(examples: Sequence[tuple[str, str]]) -> int:
    return _TURN + sum(tokens_of(q) + tokens_of(a) + 2 * _TURN for q, a in examples)


def _defused(text: str) -> str:
    """The text with models' control marks broken up: an article must not give orders."""
    return _MARK.sub(lambda mark: f"{mark.group()} ", text)
