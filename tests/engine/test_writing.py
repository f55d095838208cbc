"""Which models write, and which only tell how likely texts are."""

import pytest

from briefing.brief import BulletOrigin
from briefing.condensing.condense import Condenser
from briefing.engine.catalogue import load_catalogue
from briefing.engine.types import writer_of
from briefing.settings import Options
from tests.condensing.builders import source_of, whole


class Model:
    """A language model that shortens everything to one sentence."""

    name, sha256 = "little", None

    def __init__(self):
        self.asked = 0

    def generate(self, prompts, *, max_new_tokens, examples=(), one_line=False, stop=None):
        self.asked += 1
        return ["The board sold two ships."] * len(prompts)

    def log_likelihood(self, pairs, *, stop=None):
        return [0.0] * len(pairs)


LONG = (
    "After many weeks of delay and two long meetings behind closed doors the board sold two ships "
    "on Monday to a yard that nobody in the town had ever heard of."
)


def test_a_model_writes_unless_it_says_that_it_does_not():
    model = Model()
    assert writer_of(None) is None
    assert writer_of(model) is model
    model.writes = False
    assert writer_of(model) is None


@pytest.mark.model
def test_a_model_that_does_not_write_is_never_asked_to(grammar):
    source = source_of(grammar, LONG)
    for writes, asked in ((True, 1), (False, 0)):
        model = Model()
        model.writes = writes
        ((_, found),) = Condenser(source, Options(words=40), grammar, model=model).condense(
            [whole(source)]
        )
        assert model.asked == asked
        assert found
        if not writes:
            assert all(b.origin is BulletOrigin.EXTRACT for b in found)


@pytest.mark.model
def test_the_default_model_only_scores_and_says_so(language_model):
    entry = next(e for e in load_catalogue() if e.name == language_model.name)
    assert not entry.writes
    assert "not used" in entry.note
    assert writer_of(language_model) is None
