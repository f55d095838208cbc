"""Vectors for texts, with a sentence-transformers model of the BERT family."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from transformers import AutoModel, AutoTokenizer

from briefing.engine.catalogue import ModelKind
from briefing.engine.library import ModelLibrary
from briefing.engine.runtime import prepare
from briefing.engine.types import FloatArray
from briefing.errors import ModelDamaged

_BATCH = 32
_KEPT = 20_000
"""Vectors kept: about 30 MB at 384 dimensions."""

_MAX_TOKENS = 256
"""The length that the model was trained for; longer texts are cut there."""


class TransformersEmbedder:
    """Mean of the token vectors, scaled to length 1 (Reimers and Gurevych 2019).

    The model's folder holds safetensors, config and tokenizer in transformers' format.
    """

    def __init__(self, folder: Path) -> None:
        prepare()
        self._tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self._model = AutoModel.from_pretrained(
            folder, local_files_only=True, use_safetensors=True, dtype=torch.float32
        ).eval()
        self._known: OrderedDict[str, FloatArray] = OrderedDict()

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Embed texts: float32 of shape (texts, dimension), rows of length 1.

        Vectors of the latest texts are kept: sectioning, choosing and checking ask for the same
        sentences one after the other.
        """
        # Texts of like length go together: less padding to compute.
        new = sorted({t for t in texts if t not in self._known}, key=lambda t: (len(t), t))
        for first in range(0, len(new), _BATCH):
            batch = new[first : first + _BATCH]
            self._known.update(zip(batch, self._embed_batch(batch), strict=True))
        vectors = np.zeros((len(texts), self._model.config.hidden_size), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._known[text]
            self._known.move_to_end(text)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return vectors

    @torch.inference_mode()
    def _embed_batch(self, texts: list[str]) -> FloatArray:
        batch = self._tokenizer(
            texts, padding=True, truncation=True, max_length=_MAX_TOKENS, return_tensors="pt"
        )
        states = self._model(**batch).last_hidden_state
        mask = batch["attention_mask"].unsqueeze(-1).to(states.dtype)
        means = (states * mask).sum(dim=1) / mask.sum(dim=1)
        unit: FloatArray = torch.nn.functional.normalize(means, dim=1).numpy()
        return unit


def load_embedder(library: ModelLibrary) -> TransformersEmbedder:
    """Load the embedding model. Raises ModelMissing or ModelDamaged."""
    model = library.default_of(ModelKind.EMBEDDING)
    try:
        return TransformersEmbedder(model.path)
    except Exception as error:  # the libraries raise many kinds for a file that they cannot use
        raise ModelDamaged(
            f"The model {model.name} cannot be loaded; {library.mending(model.name)}."
        ) from error
