"""Turn a GGUF file into a folder of safetensors: ``python -m briefing.engine.convert SRC DST``.

With SRC alone, a folder, only make sure that the language model in it can be loaded.

transformers reads a GGUF file directly, but takes many seconds each time; the converted folder
loads at once. It runs as a process of its own, which gives its memory back and can be ended.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from gguf import GGUFReader
from safetensors.torch import save_file
from tokenizers import pre_tokenizers
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    PreTrainedTokenizerBase,
)

from briefing.engine.devices import processor
from briefing.engine.folders import is_summariser
from briefing.engine.memory import weights_in
from briefing.engine.quiet import quieten
from briefing.engine.runtime import prepare

_SMALL = 10**9
"""Models with fewer parameters are kept in float32: exactly what the GGUF file holds, and loaded
without a conversion. Larger ones would fill the disk; they are kept in float16."""


def convert(source: Path, target: Path) -> None:
    """Write weights, configuration and tokenizer of ``source`` into the folder ``target``.

    Raises whatever the libraries raise for a file that they cannot read.
    """
    prepare()
    quieten()
    place = {"pretrained_model_name_or_path": source.parent, "gguf_file": source.name}
    tokenizer = AutoTokenizer.from_pretrained(**place, local_files_only=True)
    _split_digits_where_trained_so(tokenizer, source)
    model = AutoModelForCausalLM.from_pretrained(
        **place, local_files_only=True, dtype=torch.float32
    )
    dtype = torch.float32 if model.num_parameters() < _SMALL else torch.float16
    tied = model.config.tie_word_embeddings
    weights = {
        name: weight.to(dtype).contiguous()
        for name, weight in model.state_dict().items()
        if not (tied and name == "lm_head.weight")
    }
    target.mkdir(parents=True, exist_ok=True)
    save_file(weights, target / "model.safetensors", metadata={"format": "pt"})
    # The weights are plain numbers now; the mark of the GGUF file would be taken for a fact.
    config = model.config
    if hasattr(config, "quantization_config"):
        del config.quantization_config
    config.architectures = [type(model).__name__]
    config.dtype = dtype
    config.save_pretrained(target)
    model.generation_config.save_pretrained(target)
    tokenizer.save_pretrained(target)


def _split_digits_where_trained_so(tokenizer: PreTrainedTokenizerBase, source: Path) -> None:
    """SmolLM reads numbers digit by digit; transformers' GGUF reader does not carry that over."""
    field = GGUFReader(source).get_field("tokenizer.ggml.pre")
    if field is not None and field.contents() == "smollm":
        tokenizer.backend_tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [
                pre_tokenizers.Digits(individual_digits=True),
                pre_tokenizers.ByteLevel(add_prefix_space=False),
            ]
        )


def try_out(folder: Path) -> None:
    """Load a model and its tokenizer. Raises whatever the libraries raise.

    MemoryError before that, if there is not enough memory for it.
    """
    prepare()
    quieten()
    weights = weights_in(folder)
    if weights.stored > processor().free:
        raise MemoryError("not enough memory")
    AutoTokenizer.from_pretrained(folder, local_files_only=True)
    kind = AutoModelForSeq2SeqLM if is_summariser(folder) else AutoModelForCausalLM
    kind.from_pretrained(folder, local_files_only=True, use_safetensors=True)


def main(arguments: list[str]) -> int:
    """Convert or try out; on failure, one line on standard error and exit code 1."""
    source, *target = (Path(argument) for argument in arguments)
    try:
        if target:
            convert(source, target[0])
        else:
            try_out(source)
    except Exception as error:  # noqa: BLE001 (whatever a broken file makes the libraries raise)
        first = (str(error).strip().splitlines() or [""])[0]
        sys.stderr.write(f"\n{type(error).__name__}: {first}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
