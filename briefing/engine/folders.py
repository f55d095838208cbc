"""Language models that people bring in folders: what is accepted, before any library opens it.

A folder in transformers' format may hold pickles or program code; neither is ever opened here.
Nothing here imports torch.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from briefing.engine.library import reason, sha256_of
from briefing.errors import ModelError

PICKLES = frozenset({".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".msgpack", ".h5"})
"""Endings of weights that this program does not open."""

ACCEPTED = frozenset({".safetensors", ".json", ".txt", ".model", ".jinja", ".md"})
"""Endings of files that a model may consist of."""

_TOKENIZERS = ("tokenizer.json", "tokenizer.model", "vocab.json")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder that holds a language model: its proposed name, and its files."""

    path: Path
    name: str
    files: tuple[Path, ...]

    def sha256(self) -> str:
        """The SHA-256 of the weights; for several files, of their SHA-256 values in order.

        Raises OSError.
        """
        sums = [sha256_of(path) for path in self.files if path.suffix == ".safetensors"]
        if len(sums) == 1:
            return sums[0]
        return hashlib.sha256("\n".join(sums).encode("ascii")).hexdigest()


def inspect_folder(path: Path, shown: str | None = None) -> ModelFolder:
    """Make sure that a folder holds a language model that can be used safely.

    ``shown`` is what an error calls it, the path unless given.

    Raises ModelError with a sentence for the person if it does not.
    """
    shown = shown or str(path)
    try:
        files = tuple(sorted(p for p in path.iterdir() if p.suffix in ACCEPTED and p.is_file()))
        endings = {p.suffix.lower() for p in path.iterdir()}
    except OSError as error:
        raise ModelError(f"The folder {shown} cannot be read: {reason(error)}.") from error
    if ".safetensors" not in endings:
        if endings & PICKLES:
            raise ModelError(
                f"The model in {shown} is stored as a pickle, which can run any program when it "
                "is opened; only safetensors and GGUF are accepted."
            )
        if ".gguf" in endings:
            raise ModelError(
                f"The folder {shown} holds a GGUF file, which must be converted first; "
                f"run `briefing models import {path}`."
            )
        raise ModelError(f"The folder {shown} holds no model; a .safetensors file is expected.")
    _check_config(path, shown)
    if not any((path / name).is_file() for name in _TOKENIZERS):
        raise ModelError(
            f"The model in {shown} has no tokenizer; tokenizer.json is expected beside the weights."
        )
    return ModelFolder(path, name_from(path.resolve().name), files)


def name_from(stem: str) -> str:
    """A name for a model from a file's or folder's name; "model" if nothing is left of it."""
    name = re.sub(r"[^a-z0-9._-]+", "-", stem.lower()).strip("-._")
    return name[:100] or "model"


def _check_config(path: Path, shown: str) -> None:
    try:
        config = json.loads((path / "config.json").read_text("utf-8"))
        kinds = [str(kind) for kind in config.get("architectures") or ()]
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise ModelError(
            f"The model in {shown} has no readable config.json, which must lie beside the weights."
        ) from error
    if "auto_map" in config:
        raise ModelError(
            f"The model in {shown} needs program code of its own, which is never run; "
            "choose a model of a kind that transformers knows."
        )
    writes = any(kind.endswith(("ForCausalLM", "LMHeadModel")) for kind in kinds)
    if not writes and not is_summariser(path):
        found = ", ".join(kinds) or "of an unknown kind"
        raise ModelError(
            f"The model in {shown} is {found}, and cannot write text; a causal language model "
            "or a summariser is expected."
        )


def is_summariser(path: Path) -> bool:
    """Whether the model in a folder turns one text into another, with an encoder and a decoder."""
    try:
        config = json.loads((path / "config.json").read_text("utf-8"))
        kinds = [str(kind) for kind in config.get("architectures") or ()]
        both = bool(config.get("is_encoder_decoder"))
    except (OSError, ValueError, AttributeError, TypeError):
        return False
    return both and any(
        kind.endswith(("ForConditionalGeneration", "LMHeadModel")) for kind in kinds
    )
