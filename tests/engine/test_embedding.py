"""Vectors for texts, with the default embedding model."""

import numpy as np
import pytest

from briefing.engine.embedding import load_embedder
from briefing.engine.library import ModelLibrary
from briefing.errors import ModelMissing

pytestmark = pytest.mark.model

WALL = "The sea wall is too low, an engineer warned."
DYKE = "According to an expert, the dyke is not high enough."
BUDGET = "Parliament passed the annual budget for schools."


def test_near_in_meaning_is_near_in_vectors(embedder):
    wall, dyke, budget = embedder.embed([WALL, DYKE, BUDGET])
    assert wall @ dyke > wall @ budget + 0.4


def test_rows_have_length_one_and_the_order_of_the_texts(embedder):
    texts = [WALL * n for n in (9, 1, 5)] + ["", "One", DYKE, BUDGET] * 20
    vectors = embedder.embed(texts)
    assert vectors.shape == (len(texts), 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for place in (0, 1, 3, 40, 82):
        assert np.allclose(embedder.embed([texts[place]])[0], vectors[place], atol=1e-5)


def test_the_same_texts_give_the_same_vectors(embedder):
    assert np.array_equal(embedder.embed([WALL, BUDGET]), embedder.embed([WALL, BUDGET]))


def test_no_texts_give_no_rows(embedder):
    assert embedder.embed([]).shape == (0, 384)


def test_the_vectors_are_those_of_the_published_model(embedder):
    first, *others = embedder.embed(
        [
            "That is a happy person",
            "That is a happy dog",
            "That is a very happy person",
            "Today is a sunny day",
        ]
    )
    # the example on the model's page
    assert np.allclose([first @ other for other in others], [0.695, 0.943, 0.257], atol=2e-3)


def test_a_text_longer_than_the_model_can_read_is_cut(embedder):
    begun = " ".join(["The sea wall is too low."] * 100)
    cut, longer = embedder.embed([begun, f"{begun} Parliament passed the budget for schools."])
    assert np.allclose(cut, longer, atol=1e-5)


def test_a_missing_model_is_named_with_what_mends_it(tmp_path):
    with pytest.raises(ModelMissing, match="briefing models install default"):
        load_embedder(ModelLibrary(tmp_path))


def test_a_text_is_embedded_once_until_too_many_others_were(embedder, monkeypatch):
    given = []
    read = embedder._read

    def noting(batch):
        given.extend(batch)
        read(batch)

    monkeypatch.setattr(embedder, "_read", noting)
    monkeypatch.setattr("briefing.engine.embedding._KEPT", 3)
    embedder.embed(["It rains.", "It snows."])
    embedder.embed(["It snows.", "It rains.", "It hails."])
    assert sorted(given) == ["It hails.", "It rains.", "It snows."]
    embedder.embed(["The sun shines.", "The wind blows."])
    assert len(embedder._known) == 3
    given.clear()
    embedder.embed(["It hails.", "It rains."])
    assert given == ["It rains."]
