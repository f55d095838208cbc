"""Tiny models made for tests: a package with a grammar of two files, and language models."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import gguf
import numpy as np
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from briefing.engine.catalogue import Catalogue, CatalogueEntry, CatalogueFile, ModelKind

FILES = {"config.cfg": b"a grammar", "parser/model": b"weights " * 1_000}
NAME = "tiny-grammar"


def catalogue(**changed: bytes) -> Catalogue:
    """A catalogue with one model of two files, pinned to ``FILES`` and to what is ``changed``."""
    files = FILES | {name.replace("__", "/"): data for name, data in changed.items()}
    entry = CatalogueEntry(
        name=NAME,
        kind=ModelKind.GRAMMAR,
        title="Tiny grammar",
        maker="the tests",
        note="For tests.",
        licence="MIT",
        languages=("en",),
        package="tiny-grammar-package",
        version="1.0",
        download=10_000,
        needs=10_000,
        folder="tiny_grammar/data/",
        main="parser/model",
        files=tuple(
            CatalogueFile(name, len(data), hashlib.sha256(data).hexdigest())
            for name, data in files.items()
        ),
        default=True,
    )
    return Catalogue((entry,))


def write_wheel(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    """A wheel as pip accepts it; it asks for a package that does not exist."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "tiny_grammar_package-1.0-py3-none-any.whl"
    info = "tiny_grammar_package-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, data in files.items():
            wheel.writestr(f"tiny_grammar/data/{name}", data)
        wheel.writestr(
            f"{info}/METADATA",
            "Metadata-Version: 2.1\nName: tiny-grammar-package\nVersion: 1.0\n"
            "Requires-Dist: a-package-that-nobody-has\n",
        )
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
    return path


def write_folder(folder: Path, files: dict[str, bytes] = FILES) -> Path:
    """The same model as plain files."""
    for name, data in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return folder


def contents(folder: Path) -> set[str]:
    """All there is in a models folder but the lock."""
    return {path.name for path in folder.iterdir()} - {".lock"}


_BYTES = sorted(pre_tokenizers.ByteLevel.alphabet())
_TOKENS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>", *_BYTES, "he"]
_SIZE = {"hidden": 32, "middle": 48, "heads": 2, "layers": 2, "length": 128}


def write_language_model(folder: Path) -> Path:
    """A causal model of some thousand random weights in transformers' own format."""
    torch.manual_seed(7)
    model = LlamaForCausalLM(
        LlamaConfig(
            vocab_size=len(_TOKENS),
            hidden_size=_SIZE["hidden"],
            intermediate_size=_SIZE["middle"],
            num_hidden_layers=_SIZE["layers"],
            num_attention_heads=_SIZE["heads"],
            num_key_value_heads=_SIZE["heads"],
            max_position_embeddings=_SIZE["length"],
            bos_token_id=1,
            eos_token_id=2,
        )
    )
    model.save_pretrained(folder)
    vocabulary = {token: number for number, token in enumerate(_TOKENS)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[("h", "e")]))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    unknown, begin, end = _TOKENS[:3]
    PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, bos_token=begin, eos_token=end, unk_token=unknown
    ).save_pretrained(folder)
    return folder


def write_gguf(path: Path) -> Path:
    """A causal model of some thousand random weights as a GGUF file."""
    random = np.random.default_rng(7)
    hidden, middle = _SIZE["hidden"], _SIZE["middle"]
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_block_count(_SIZE["layers"])
    writer.add_context_length(_SIZE["length"])
    writer.add_embedding_length(hidden)
    writer.add_feed_forward_length(middle)
    writer.add_head_count(_SIZE["heads"])
    writer.add_head_count_kv(_SIZE["heads"])
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(hidden // _SIZE["heads"])
    writer.add_vocab_size(len(_TOKENS))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("smollm")
    writer.add_token_list(_TOKENS)
    writer.add_token_types([3, 3, 3] + [1] * (len(_TOKENS) - 3))
    writer.add_token_merges(["h e"])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    shapes = {"token_embd": (len(_TOKENS), hidden), "output_norm": (hidden,)}
    for layer in range(_SIZE["layers"]):
        names = {
            "attn_norm": (hidden,),
            "ffn_norm": (hidden,),
            **{f"attn_{name}": (hidden, hidden) for name in ("q", "k", "v", "output")},
            **{f"ffn_{name}": (middle, hidden) for name in ("gate", "up")},
            "ffn_down": (hidden, middle),
        }
        shapes |= {f"blk.{layer}.{name}": shape for name, shape in names.items()}
    for name, shape in shapes.items():
        writer.add_tensor(f"{name}.weight", random.normal(size=shape).astype(np.float32) / 8)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
