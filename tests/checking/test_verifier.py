"""The verifier reads a statement word by word, and the score never rises by a doubt."""

import pytest

from briefing.checking.doubts import Kind
from briefing.checking.verifier import Known, load_verifier
from briefing.checking.verifier_score import Measures, load_scale

_SOURCE = (
    "The council of Ardley bought the old mill from the Penrose family in May.",
    "Its roof had been damaged by a storm, and the mayor, Tilda Crane, promised to repair it.",
)


@pytest.fixture
def opinion(embedder):
    """What the verifier says of a statement on the two sentences."""
    rows = embedder.read(_SOURCE)
    source = Known.of([row.ids for row in rows])
    return lambda text: load_verifier().judge(embedder.read([text])[0], rows, source)


@pytest.mark.model
@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("The council of Ardley bought the old mill.", "The council of Ardley sold the old mill."),
        ("The mayor promised to repair the roof.", "The mayor refused to repair the roof."),
        (
            "The council of Ardley bought the old mill from the Penrose family.",
            "The Penrose family bought the old mill from the council of Ardley.",
        ),
    ],
)
def test_a_true_statement_is_surer_than_a_false_one(opinion, true, false):
    assert opinion(true).logit > opinion(false).logit


@pytest.mark.model
def test_the_wrong_word_is_the_one_it_likes_least(opinion):
    text = "The council of Ardley sold the old mill in May."
    start, end, _ = max(opinion(text).words, key=lambda word: word[2])
    assert text[start:end] == "sold"


@pytest.mark.model
def test_nothing_is_said_of_an_empty_statement(opinion):
    assert opinion("").words == ()


@pytest.mark.parametrize("name", ["full", "plain"])
def test_every_measure_counts_for_a_statement_and_every_doubt_against_it(name):
    scale = load_scale(name)
    models = (0.5, 0.0) if name == "full" else (None, None)
    middle = scale.score(Measures(0.5, 0.5, *models), ())
    assert 0 < middle < 1
    assert scale.score(Measures(1.0, 0.5, *models), ()) >= middle
    assert scale.score(Measures(0.5, 1.0, *models), ()) >= middle
    assert all(scale.score(Measures(0.5, 0.5, *models), {kind}) <= middle for kind in Kind)
