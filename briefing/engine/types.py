"""What the engine gives to the rest of the program, as plain data and small protocols.

Nothing here imports torch, so that any module may name these types.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]

Report = Callable[[int, int, str], None]
"""Called with (done, total, a few words for a person) on the way; total 0: not known."""

Stop = Callable[[], bool]
"""Asked on the way; true when the person has cancelled."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token of a sentence, with its place in the sentence's tree.

    ``start`` and ``end`` are character offsets into the text given to ``Grammar.parse``. ``head``
    is the index of the head in the sentence's tokens (the root is its own head). ``pos`` is the
    Universal POS tag, ``tag`` the Penn Treebank tag, ``dep`` the dependency label (ClearNLP
    style, as spaCy's English models use it); both ``pos`` and ``dep`` are empty without a grammar
    model. ``entity`` is the OntoNotes label of the name the token is in, else empty.
    ``entity_start`` is true for the first token of such a name. ``morph`` is a set of
    Universal Features, for instance ``Number=Plur|Tense=Past``.
    """

    text: str
    start: int
    end: int
    lemma: str
    pos: str = ""
    tag: str = ""
    dep: str = ""
    head: int = 0
    entity: str = ""
    entity_start: bool = False
    morph: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence: characters ``start`` to ``end`` of the text, and its tokens in order.

    Two sentences are equal only if they are the same object: what is worked out of a sentence's
    tree is kept by sentence, and must not be looked up by comparing all tokens.
    """

    start: int
    end: int
    tokens: tuple[Token, ...]


class Embedder(Protocol):
    """Turns texts into vectors whose dot product says how near they are in meaning."""

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Embed texts: an array of shape (number of texts, dimension), rows of length 1."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class ReadText:
    """A text as an encoder has read it, token by token.

    ``ids`` are the tokens' numbers in the vocabulary, ``offsets`` their characters in the text, and
    ``states`` their vectors, half precision, of shape (tokens, dimension of a state).
    """

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    states: npt.NDArray[np.float16]


@runtime_checkable
class TokenReader(Protocol):
    """Reads texts so that each of their words can be looked at on its own."""

    def read(self, texts: Sequence[str]) -> list[ReadText]:
        """Read texts: one for each."""
        ...


class Grammar(Protocol):
    """Cuts text into sentences and tells what each word does in them."""

    has_trees: bool
    """False without a grammar model: sentences and tokens only, no tags, trees and names."""

    def parse(self, texts: Sequence[str]) -> list[tuple[Sentence, ...]]:
        """Parse texts: for each, its sentences in order."""
        ...


class LanguageModel(Protocol):
    """Writes text and says how likely a text is."""

    name: str
    sha256: str | None

    def generate(
        self,
        prompts: Sequence[str],
        *,
        max_new_tokens: int,
        examples: Sequence[tuple[str, str]] = (),
        one_line: bool = False,
        stop: Stop | None = None,
    ) -> list[str]:
        """Answer each user message greedily (the chat template is applied here), as one batch.

        ``examples`` are messages with their answers, shown as earlier turns. With ``one_line`` an
        answer ends with its first line. What stands after the last blank line of a prompt is its
        text: where it is too long for the model, it is cut between sentences, each part is
        answered with what stands before the text, and the answers are put together. A summariser
        gets the text alone.
        Raises Cancelled when ``stop`` answers true.
        """
        ...

    def log_likelihood(
        self, pairs: Sequence[tuple[str, str]], *, stop: Stop | None = None
    ) -> list[float]:
        """For each (context, continuation): the sum of log p of the continuation's tokens, nats.

        An empty context stands for the beginning of a text.
        """
        ...


@runtime_checkable
class WriterOnly(Protocol):
    """A language model that writes, but has others say how likely a text is.

    ``scorer`` does so, None if nobody can.
    """

    scorer: LanguageModel | None


def writer_of(model: LanguageModel | None) -> LanguageModel | None:
    """The model if it is to write; None if there is none.

    Or if it has ``writes`` and that is false: its wordings are not worth having, and it is asked
    only how likely texts are.
    """
    return model if getattr(model, "writes", True) else None


def scorer_of(model: LanguageModel | WriterOnly | None) -> LanguageModel | None:
    """What tells how likely texts are where ``model`` writes; None if nothing does."""
    return model.scorer if isinstance(model, WriterOnly) else model
