"""Models: catalogue, install, load, generate, score, embed. The only place that imports torch."""
