"""The models of one process: each loaded when first needed, then kept."""

from __future__ import annotations

import time
from pathlib import Path

from briefing.article import Article
from briefing.brief import EngineNote
from briefing.checking.source import Source, parse_source
from briefing.engine.folders import inspect_folder
from briefing.engine.library import ModelLibrary
from briefing.engine.server import find_server, is_server_name, load_servers
from briefing.engine.server_model import ServerLanguageModel
from briefing.engine.types import Embedder, Grammar, LanguageModel
from briefing.errors import ModelMissing
from briefing.settings import Options

EXTRACT = "extract"
"""The model name that stands for no language model at all."""


class Models:
    """Loads models on first use and keeps them.

    The modules that bring torch are imported on first use as well: a run that only reads must
    not wait for them. ``load_s`` adds up the seconds spent on importing and loading.
    """

    def __init__(self, library: ModelLibrary | None = None) -> None:
        self._library = library or ModelLibrary()
        self._embedder: Embedder | None = None
        self._grammar: Grammar | None = None
        self._language: dict[str, LanguageModel] = {}
        self._source: Source | None = None
        self.load_s = 0.0

    def embedder(self) -> Embedder | None:
        """The embedding model, or None if it is not installed. Raises ModelDamaged."""
        if self._embedder is None:
            start = time.perf_counter()
            try:
                self._library.default_of("embedding")
            except ModelMissing:
                return None
            from briefing.engine.embedding import load_embedder  # noqa: PLC0415 (brings torch)

            self._embedder = load_embedder(self._library)
            self.load_s += time.perf_counter() - start
        return self._embedder

    def grammar(self) -> Grammar:
        """The grammar model, or plain sentence rules without one. Raises ModelDamaged."""
        if self._grammar is None:
            start = time.perf_counter()
            from briefing.engine.grammar import load_grammar  # noqa: PLC0415 (brings spaCy)

            self._grammar = load_grammar(self._library)
            self.load_s += time.perf_counter() - start
        return self._grammar

    def parsed(self, article: Article) -> Source:
        """The article parsed by the grammar. Raises ModelDamaged.

        The last one is kept: condensing and checks of one article come one after the other.
        """
        grammar = self.grammar()
        if self._source is None or self._source.article != article:
            self._source = parse_source(article, grammar)
        return self._source

    def language_model(self, name: str) -> LanguageModel | None:
        """The language model by name or folder, or on a server; None for "extract".

        "default" is the installed default model, and None if there is none: without a language
        model the program works with the article's own sentences. Raises ModelMissing for any
        other name that is not installed, and ModelDamaged.
        """
        if name == EXTRACT:
            return None
        if name == "default":
            try:
                name = self._library.default_of("language").name
            except ModelMissing:
                return None
        known = self._language.get(name)
        if isinstance(known, ServerLanguageModel) and known.server != find_server(name):
            del self._language[name]  # the person has given it another address, model or key
        if name not in self._language:
            start = time.perf_counter()
            from briefing.engine.language import (  # noqa: PLC0415 (brings torch)
                load_language_model,
            )

            self._language.clear()  # two large models at once may be more than the memory holds
            self._language[name] = load_language_model(self._library, name)
            self.load_s += time.perf_counter() - start
        return self._language[name]

    def identity(self, name: str) -> str:
        """What stands for the language model that ``language_model`` would load for ``name``.

        Nothing is loaded. Raises ModelMissing, ModelDamaged, and ModelError for a folder that
        holds no model.
        """
        if name == EXTRACT:
            return EXTRACT
        if name == "default":
            try:
                return self._library.default_of("language").sha256
            except ModelMissing:
                return EXTRACT
        if is_server_name(name):
            server = find_server(name)
            return f"{server.model} at {server.address}"
        if not self._library.has(name) and Path(name).is_dir():
            return str(inspect_folder(Path(name)).path.resolve())
        return self._library.find(name).sha256

    def device(self) -> tuple[str, str, int, int]:
        """Where models compute: torch's name, a person's name, bytes free and in all."""
        from briefing.engine.devices import best_device  # noqa: PLC0415 (brings torch)

        found = best_device()
        return found.kind, found.name, found.free, found.total

    def names(self) -> dict[str, tuple[str, ...]]:
        """Names of the installed models by kind: ``language``, ``embedding``, ``grammar``.

        ``server`` has the names of the servers that were added.
        """
        rows: dict[str, tuple[str, ...]] = {"language": (), "embedding": (), "grammar": ()}
        for model in self._library.installed():
            rows[model.kind] = (*rows.get(model.kind, ()), model.name)
        return {**rows, "server": tuple(server.name for server in load_servers())}


def engine_note(model: LanguageModel | None, options: Options) -> EngineNote:
    """What the brief says about how it was made."""
    settings: dict[str, str | int | float | bool | None] = {
        "bullets": options.bullets,
        "words": options.words,
        "key_points_words": options.key_points_words,
        "keep_quotes": options.keep_quotes,
    }
    if model is None:
        return EngineNote(settings=settings)
    servers = (model.address,) if isinstance(model, ServerLanguageModel) else ()
    return EngineNote(model.name, model.sha256, settings, servers)
