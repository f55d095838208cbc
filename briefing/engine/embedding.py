"""Vectors for texts, with a sentence-transformers model of the BERT family."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from briefing.engine.bert import Bert
from briefing.engine.catalogue import ModelKind
from briefing.engine.library import ModelLibrary
from briefing.engine.runtime import prepare
from briefing.engine.types import FloatArray
from briefing.errors import ModelDamaged

_READ_TOGETHER = 1024
"""Tokens read together: enough to keep the processor busy, few enough to fit its caches."""

_CUT_TOGETHER = 256
"""Texts that are cut into tokens together."""

_KEPT = 20_000
"""Vectors kept: about 30 MB at 384 dimensions."""

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
        return vectors

    def _learn(self, texts: list[str]) -> None:
        batch: dict[str, list[int]] = {}
        size = 0
        for first in range(0, len(texts), _CUT_TOGETHER):
            some = texts[first : first + _CUT_TOGETHER]
            for text, cut in zip(some, self._tokenizer.encode_batch(some), strict=True):
                if batch and size + len(cut.ids) > _READ_TOGETHER:
                    self._read(batch)
                    batch, size = {}, 0
                batch[text] = cut.ids
                size += len(cut.ids)
        if batch:
            self._read(batch)

    def _read(self, batch: dict[str, list[int]]) -> None:
        means = torch.stack(
            [states.mean(dim=0) for states in self._model.states([*batch.values()])]
        )
        unit = torch.nn.functional.normalize(means, dim=1).numpy()
        self._known.update(zip(batch, unit, strict=True))


def load_embedder(library: ModelLibrary) -> BertEmbedder:
    """Load the embedding model. Raises ModelMissing or ModelDamaged."""
    model = library.default_of(ModelKind.EMBEDDING)
    try:
        return BertEmbedder(model.path)
    except Exception as error:  # the libraries raise many kinds for a file that they cannot use
        raise ModelDamaged(
            f"The model {model.name} cannot be loaded; {library.mending(model.name)}."
        ) from error
