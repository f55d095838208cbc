"""Vectors for texts, with a sentence-transformers model of the BERT family."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Encoding, Tokenizer

from briefing.engine.bert import Bert
from briefing.engine.catalogue import ModelKind
from briefing.engine.library import ModelLibrary
from briefing.engine.runtime import prepare
from briefing.engine.types import FloatArray, ReadText
from briefing.errors import ModelDamaged

_READ_TOGETHER = 1024
"""Tokens read together: enough to keep the processor busy, few enough to fit its caches."""

_CUT_TOGETHER = 256
"""Texts that are cut into tokens together."""

_KEPT = 20_000
"""Vectors kept: about 30 MB at 384 dimensions."""

_TOKENS_KEPT = 20_000
"""Tokens whose states are kept, of the texts read last: about 30 MB at 384 dimensions."""

_EARLY = 3
"""The layer whose states are kept beside the last one's: these are nearer to the word itself."""

_MAX_TOKENS = 256
"""The length that the model was trained for; longer texts are cut there."""


class BertEmbedder:
    """Mean of the token vectors, scaled to length 1 (Reimers and Gurevych 2019).

    The model's folder holds safetensors, config and tokenizer in transformers' format.
    """

    def __init__(self, folder: Path) -> None:
        prepare()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        self._model = Bert(folder)
        self._known: OrderedDict[str, FloatArray] = OrderedDict()
        self._texts: OrderedDict[str, ReadText] = OrderedDict()
        self._tokens = 0

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Embed texts: float32 of shape (texts, dimension), rows of length 1.

        Vectors of the latest texts are kept: sectioning, choosing and checking ask for the same
        sentences one after the other.
        """
        self._learn([text for text in dict.fromkeys(texts) if text not in self._known])
        vectors = np.zeros((len(texts), self._model.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._known[text]
            self._known.move_to_end(text)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        self._trim()
        return vectors

    def read(self, texts: Sequence[str]) -> list[ReadText]:
        """Read texts token by token. The latest are kept: also those that were embedded."""
        self._learn([text for text in dict.fromkeys(texts) if text not in self._texts])
        found = [self._texts[text] for text in texts]
        self._trim()
        return found

    def _trim(self) -> None:
        while self._tokens > _TOKENS_KEPT and len(self._texts) > 1:
            self._tokens -= len(self._texts.popitem(last=False)[1].ids)

    def _learn(self, texts: list[str]) -> None:
        batch: dict[str, Encoding] = {}
        size = 0
        for first in range(0, len(texts), _CUT_TOGETHER):
            some = texts[first : first + _CUT_TOGETHER]
            for text, cut in zip(some, self._tokenizer.encode_batch(some), strict=True):
                if batch and size + len(cut.ids) > _READ_TOGETHER:
                    self._read(batch)
                    batch, size = {}, 0
                batch[text] = cut
                size += len(cut.ids)
        if batch:
            self._read(batch)

    def _read(self, batch: dict[str, Encoding]) -> None:
        last = self._model.layers
        rows = self._model.states_after(
            [cut.ids for cut in batch.values()], (min(_EARLY, last - 1), last)
        )
        means = torch.stack([states[:, -self._model.dimension :].mean(dim=0) for states in rows])
        unit = torch.nn.functional.normalize(means, dim=1).numpy()
        self._known.update(zip(batch, unit, strict=True))
        for (text, cut), states in zip(batch.items(), rows, strict=True):
            # The first and the last token stand for the text's beginning and end, not for words.
            inner = slice(1, len(cut.ids) - 1)
            if text not in self._texts:
                self._tokens += len(cut.ids) - 2
            self._texts[text] = ReadText(
                tuple(cut.ids[inner]), tuple(cut.offsets[inner]), states[inner].half().numpy()
            )


def load_embedder(library: ModelLibrary) -> BertEmbedder:
    """Load the embedding model. Raises ModelMissing or ModelDamaged."""
    model = library.default_of(ModelKind.EMBEDDING)
    try:
        return BertEmbedder(model.path)
    except Exception as error:  # the libraries raise many kinds for a file that they cannot use
        raise ModelDamaged(
            f"The model {model.name} cannot be loaded; {library.mending(model.name)}."
        ) from error
