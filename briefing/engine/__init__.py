"""Models: catalogue, install, load, generate, score, embed. The only house that uses torch."""

import os

# Read by the libraries when they are first imported, so it must stand here. A model is only ever
# loaded from this machine's disk; threads that wait sleep, so as not to slow others down.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
