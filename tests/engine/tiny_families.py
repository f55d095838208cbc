"""Tiny models with random weights, one of each family that people bring."""

from __future__ import annotations

from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    Gemma3ForCausalLM,
    Gemma3TextConfig,
    LEDConfig,
    LEDForConditionalGeneration,
    LlamaConfig,
    LlamaForCausalLM,
    PegasusConfig,
    PegasusForConditionalGeneration,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    Qwen3Config,
    Qwen3ForCausalLM,
    T5Config,
    T5ForConditionalGeneration,
)

CONTEXT = 96

_MARKS = ["<pad>", "<s>", "</s>", "<unk>", "<turn>"]
_PIECES = [*_MARKS, *sorted(pre_tokenizers.ByteLevel.alphabet())]
_COMMON = {"vocab_size": len(_PIECES), "pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2}
_PAIR = {
    **_COMMON,
    "d_model": 32,
    "encoder_layers": 1,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 32,
    "decoder_ffn_dim": 32,
    "decoder_start_token_id": 2,
}
_CAUSAL = {
    **_COMMON,
    "hidden_size": 32,
    "intermediate_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "num_key_value_heads": 2,
    "head_dim": 16,
    "max_position_embeddings": 4 * CONTEXT,
}
_TEMPLATE = (
    "<s>{% for m in messages %}<turn>{{ m.role }}\n{{ m.content }}</s>\n{% endfor %}"
    "{% if add_generation_prompt %}<turn>assistant\n{% endif %}"
)
_THINKING = _TEMPLATE + "{% if enable_thinking is not false %}<think>{% endif %}"

FAMILIES = ("bart", "pegasus", "t5", "led")
CHATS = ("llama", "qwen3", "gemma3")


def write(family: str, folder: Path) -> Path:
    """A model of this family in transformers' own format."""
    torch.manual_seed(11)
    _model(family).save_pretrained(folder)
    tokenizer = Tokenizer(
        models.BPE(vocab={piece: i for i, piece in enumerate(_PIECES)}, merges=[])
    )
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    if family in FAMILIES:
        tokenizer.post_processor = processors.TemplateProcessing(
            single="$A </s>", special_tokens=[("</s>", 2)]
        )
    names = ("pad_token", "bos_token", "eos_token", "unk_token")
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        additional_special_tokens=["<turn>"],
        **dict(zip(names, _MARKS[:4], strict=True)),
    )
    if family in CHATS:
        fast.chat_template = _THINKING if family == "qwen3" else _TEMPLATE
    fast.save_pretrained(folder)
    return folder


def _model(family: str) -> PreTrainedModel:
    match family:
        case "bart":
            return BartForConditionalGeneration(
                BartConfig(**_PAIR, max_position_embeddings=CONTEXT)
            )
        case "pegasus":
            config = PegasusConfig(**_PAIR, max_position_embeddings=CONTEXT)
            return PegasusForConditionalGeneration(config)
        case "led":
            return LEDForConditionalGeneration(
                LEDConfig(
                    **_PAIR,
                    attention_window=[16],
                    max_encoder_position_embeddings=2 * CONTEXT,
                    max_decoder_position_embeddings=CONTEXT,
                )
            )
        case "t5":
            return T5ForConditionalGeneration(
                T5Config(
                    vocab_size=len(_PIECES),
                    d_model=32,
                    d_kv=16,
                    d_ff=32,
                    num_layers=1,
                    num_heads=2,
                    n_positions=CONTEXT,
                    decoder_start_token_id=0,
                    pad_token_id=0,
                    eos_token_id=2,
                )
            )
        case "qwen3":
            return Qwen3ForCausalLM(Qwen3Config(**_CAUSAL))
        case "gemma3":
            return Gemma3ForCausalLM(Gemma3TextConfig(**_CAUSAL, sliding_window=16))
        case _:
            return LlamaForCausalLM(LlamaConfig(**_CAUSAL))
