"""Fixtures for all tests: the real models, loaded once."""

from __future__ import annotations

import pytest

from briefing.engine.catalogue import INSTALL_DEFAULT
from briefing.engine.library import ModelLibrary
from briefing.engine.types import Embedder, Grammar, LanguageModel
from briefing.errors import ModelError

# torch and spaCy are imported by the fixtures that need them: other tests start at once.


@pytest.fixture(scope="session")
def installed_models() -> ModelLibrary:
    """The person's own library, with all default models in it."""
    library = ModelLibrary()
    try:
        for entry in library.catalogue:
            if entry.default:
                library.find(entry.name)
    except ModelError as error:
        pytest.fail(f"These tests need the default models; run `{INSTALL_DEFAULT}` ({error})")
    return library


@pytest.fixture(scope="session")
def embedder(installed_models: ModelLibrary) -> Embedder:
    from briefing.engine.embedding import load_embedder  # noqa: PLC0415 (brings torch)

    return load_embedder(installed_models)


@pytest.fixture(scope="session")
def grammar(installed_models: ModelLibrary) -> Grammar:
    from briefing.engine.grammar import load_grammar  # noqa: PLC0415 (brings spaCy)

    return load_grammar(installed_models)


@pytest.fixture(scope="session")
def language_model(installed_models: ModelLibrary) -> LanguageModel:
    from briefing.engine.language import load_language_model  # noqa: PLC0415 (brings torch)

    return load_language_model(installed_models, "default")
