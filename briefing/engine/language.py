"""Which language model a name or a folder stands for, and loading it.

transformers takes a second to import, which the default models do without.
"""

from __future__ import annotations

from pathlib import Path

import torch

from briefing.engine.catalogue import DEFAULT, ModelKind
from briefing.engine.chatting import ChatModel
from briefing.engine.devices import place_for
from briefing.engine.folders import inspect_folder, is_summariser
from briefing.engine.library import ModelLibrary
from briefing.engine.llama import is_llama
from briefing.engine.llama_model import LlamaLanguageModel
from briefing.engine.runtime import prepare
from briefing.engine.server import find_server, is_server_name
from briefing.engine.server_model import ServerLanguageModel
from briefing.engine.types import LanguageModel
from briefing.engine.weights import Kept
from briefing.errors import ModelDamaged, ModelError, ModelMissing


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


def _opened(folder: Path, name: str, sha256: str, kept: Kept | None = None) -> LanguageModel:
    """The model in a folder, as what its configuration says it is.

    It computes on the fastest device that has room for it. ``kept`` says where its weights in 8
    bits may be kept. Raises ModelError if no device has room.
    """
    prepare()
    device, dtype = place_for(folder, name)
    summarises = is_summariser(folder)
    if not summarises and device.kind == "cpu" and dtype is torch.float32 and is_llama(folder):
        return LlamaLanguageModel(folder, name, sha256, device, kept=kept)
    if summarises:
        from briefing.engine.summarising import SummarisingModel  # noqa: PLC0415 (transformers)

        return SummarisingModel(folder, name, sha256, device, dtype)
    from briefing.engine.causal import TransformersLanguageModel  # noqa: PLC0415 (transformers)

    return TransformersLanguageModel(folder, name, sha256, device, dtype)


def _load_installed(library: ModelLibrary, name: str) -> LanguageModel:
    model = library.find(name)
    if model.kind is not ModelKind.LANGUAGE:
        raise ModelError(
            f"{model.name} is no language model but for {model.kind}; "
            "`briefing models list` shows the language models."
        )
    try:
        loaded = _opened(model.path, model.name, model.sha256, Kept.of(model))
    except ModelError:
        raise
    except Exception as error:  # the libraries raise many kinds for a file that they cannot use
        raise ModelDamaged(
            f"The model {model.name} cannot be loaded; {library.mending(model.name)}."
        ) from error
    offer = library.catalogue.offer(model.name)
    if offer is not None and isinstance(loaded, ChatModel):
        loaded.writes = offer.writes
    return loaded
