"""The models of one process: each loaded when first needed, then kept."""

from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefing.article import Article
from briefing.brief import EngineNote
from briefing.checking.source import Source
from briefing.condensing.horizons import Horizons
from briefing.engine.catalogue import ModelKind
from briefing.engine.folders import inspect_folder
from briefing.engine.library import ModelLibrary
from briefing.engine.server import find_server, is_server_name, load_servers
from briefing.engine.server_model import ServerLanguageModel
from briefing.engine.types import Embedder, Grammar, LanguageModel
from briefing.errors import ModelMissing
from briefing.settings import Options

_PROMPT = 0.0002
"""Seconds after which a thread lets others go on while models are loaded.

Packing weights asks for Python's attention a thousand times, and is to get it at once.
"""

EXTRACT = "extract"
"""The model name that stands for no language model at all."""


class Models:
    """Loads models on first use and keeps them.

    The modules that bring torch are imported on first use as well: a run that only reads must
    not wait for them. ``load_s`` adds up the seconds for which work waited for importing and
    loading.
    """

    def __init__(self, library: ModelLibrary | None = None) -> None:
        self._library = library or ModelLibrary()
        self._embedder: Embedder | None = None
        self._grammar: Grammar | None = None
        self._language: dict[str, LanguageModel] = {}
        self._horizons: Horizons | None = None
        self._locks = {kind: threading.Lock() for kind in ModelKind}
        self.load_s = 0.0

    def begin(self, name: str = EXTRACT) -> None:
        """Begin to load what condensing with this language model will ask for; do not wait.

        What goes wrong is told to whoever asks for the model.
        """
        # No daemon: torch does not bear it that the process ends while it is at work.
        threading.Thread(target=self._load_all, args=(name,), name="loading").start()

    def _load_all(self, name: str) -> None:
        """Load all that condensing needs, the grammar beside the others.

        While spaCy keeps Python busy, the weights are packed without it.
        """
        from briefing.engine import runtime  # noqa: F401, PLC0415 (torch, which all of them need)

        beside = threading.Thread(target=_quietly, args=(self._load_grammar,), name="grammar")
        interval = sys.getswitchinterval()
        sys.setswitchinterval(_PROMPT)
        try:
            beside.start()
            _quietly(lambda: self._load_language(name))
            _quietly(self._load_embedder)
            beside.join()
        finally:
            sys.setswitchinterval(interval)

    def embedder(self) -> Embedder | None:
        """The embedding model, or None if it is not installed. Raises ModelDamaged."""
        with self._waiting():
            return self._load_embedder()

    def _load_embedder(self) -> Embedder | None:
        with self._locks[ModelKind.EMBEDDING]:
            if self._embedder is None:
                try:
                    self._library.default_of(ModelKind.EMBEDDING)
                except ModelMissing:
                    return None
                from briefing.engine.embedding import load_embedder  # noqa: PLC0415 (brings torch)

                self._embedder = load_embedder(self._library)
            return self._embedder

    def grammar(self) -> Grammar:
        """The grammar model, or plain sentence rules without one. Raises ModelDamaged."""
        with self._waiting():
            return self._load_grammar()

    def _load_grammar(self) -> Grammar:
        with self._locks[ModelKind.GRAMMAR]:
            if self._grammar is None:
                from briefing.engine.grammar import load_grammar  # noqa: PLC0415 (brings spaCy)

                self._grammar = load_grammar(self._library)
            return self._grammar

    def parsed(self, article: Article) -> Source:
        """The article parsed by the grammar. Raises ModelDamaged.

        The last one is kept: condensing and checks of one article come one after the other.
        """
        return self.horizons(article).whole()

    def horizons(self, article: Article) -> Horizons:
        """The article, parsed as far as it is looked at. Raises ModelDamaged."""
        grammar = self.grammar()
        if self._horizons is None or self._horizons.article != article:
            self._horizons = Horizons(article, grammar)
        return self._horizons

    def language_model(self, name: str) -> LanguageModel | None:
        """The language model by name or folder, or on a server; None for "extract".

        "default" is the installed default model, and None if there is none: without a language
        model the program works with the article's own sentences. Raises ModelMissing for any
        other name that is not installed, and ModelDamaged.
        """
        with self._waiting():
            return self._load_language(name)

    def _load_language(self, name: str) -> LanguageModel | None:
        if name == EXTRACT:
            return None
        with self._locks[ModelKind.LANGUAGE]:
            if name == "default":
                try:
                    name = self._library.default_of(ModelKind.LANGUAGE).name
                except ModelMissing:
                    return None
            known = self._language.get(name)
            if isinstance(known, ServerLanguageModel) and known.server != find_server(name):
                del self._language[name]  # the person has given it another address, model or key
            if name not in self._language:
                from briefing.engine.language import (  # noqa: PLC0415 (brings torch)
                    load_language_model,
                )

                self._language.clear()  # two large models at once may be more than fits in memory
                self._language[name] = load_language_model(self._library, name)
            return self._language[name]

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        """Count the seconds spent here as loading."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.load_s += time.perf_counter() - start

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


def _quietly(load: Callable[[], object]) -> None:
    """Load something before it is asked for; what goes wrong goes wrong again then."""
    with contextlib.suppress(Exception):
        load()


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
