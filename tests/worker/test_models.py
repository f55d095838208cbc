"""The models of one process: loaded side by side, each once."""

import threading

import pytest

from briefing.engine.catalogue import Catalogue
from briefing.engine.library import ModelLibrary
from briefing.errors import ModelMissing
from briefing.worker.models import EXTRACT, Models


@pytest.mark.model
def test_models_that_were_begun_are_the_ones_that_are_asked_for(installed_models):
    models = Models(installed_models)
    models.begin("default")
    models.begin("default")
    asked = [models.grammar(), models.embedder(), models.language_model("default")]
    assert None not in asked
    assert asked == [models.grammar(), models.embedder(), models.language_model("default")]
    assert models.load_s > 0
    _wait_for_the_loading()


def test_what_goes_wrong_in_loading_is_told_to_whoever_asks(tmp_path):
    models = Models(ModelLibrary(tmp_path, Catalogue(())))
    models.begin("no-such-model")
    with pytest.raises(ModelMissing, match="no-such-model"):
        models.language_model("no-such-model")
    assert models.language_model(EXTRACT) is None
    assert models.embedder() is None
    assert not models.grammar().has_trees
    _wait_for_the_loading()


def _wait_for_the_loading():
    for thread in threading.enumerate():
        if thread.name == "loading":
            thread.join()
