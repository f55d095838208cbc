"""Models: catalogue, install, load, generate, score, embed. The only house that uses torch."""

import os

# Read by the libraries when they are first imported, so it must stand here. A model is only ever
# loaded from this machine's disk, and the tokenizer's threads would not outlive a fork.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
