"""The language model's say in which of a sentence's wordings is taken."""

import pytest

from briefing.brief import BulletOrigin
from briefing.condensing.ranking import Ballot, ranked
from briefing.condensing.wording import Wording, prepare
from briefing.errors import Cancelled
from tests.condensing.builders import source_of

pytestmark = pytest.mark.model

BEFORE = "The harbour was closed on Monday."
SENTENCE = "Mayor Alda Reyes of 12 Quay Street paid 40 dollars (35 euros) for the ferry in May."


class Scorer:
    """A language model that finds each text as likely as it is told, in nats a word."""

    name, sha256 = "scorer", None

    def __init__(self, *, whole, **without):
        self.whole, self.without = whole, without
        self.asked = []

    def generate(self, prompts, *, max_new_tokens, examples=(), one_line=False, stop=None):
        raise AssertionError("it is only to score")

    def log_likelihood(self, pairs, *, stop=None):
        if stop is not None and stop():
            raise Cancelled("Stopped.")
        self.asked += pairs
        return [
            len(text.split())
            * next((v for word, v in self.without.items() if word not in text), self.whole)
            for _, text in pairs
        ]


@pytest.fixture
def source(grammar):
    return source_of(grammar, BEFORE, SENTENCE)


def ballot(source, *left_out, worths=(0.5, 0.45, 0.4)):
    """The sentence whole and without the words from one place to another, best first."""
    prepared = prepare(source.sentences[1], [], {})
    rows = [Wording(prepared.text, prepared.kept, BulletOrigin.EXTRACT)]
    for words in left_out:
        start = SENTENCE.index(words)
        gone = {
            i
            for i in prepared.kept
            if start <= prepared.source.sentence.tokens[i].start < start + len(words)
        }
        kept = prepared.kept - gone
        rows.append(Wording(prepared.write(kept), kept, BulletOrigin.EXTRACT))
    return Ballot(prepared, rows, worths[: len(rows)])


def test_words_that_make_all_the_rest_unlikely_are_left_out(source):
    one = ballot(source, "(35 euros)")
    model = Scorer(whole=-4.0, euros=-3.0)
    (taken,) = ranked([one], source, model)
    assert "euros" not in taken.text
    assert {context for context, _ in model.asked} == {BEFORE}


def test_a_little_likelier_is_not_enough(source):
    one = ballot(source, "(35 euros)")
    (taken,) = ranked([one], source, Scorer(whole=-4.0, euros=-3.5))
    assert taken is one.wordings[0]


def test_a_wording_that_loses_much_is_not_looked_at(source):
    one = ballot(source, "(35 euros)", worths=(0.5, 0.1))
    model = Scorer(whole=-4.0, euros=-1.0)
    assert ranked([one], source, model) == [one.wordings[0]]
    assert model.asked == []


def test_nobodys_name_is_left_out_for_smoother_words(source):
    one = ballot(source, "Alda Reyes ")
    assert "Reyes" not in one.wordings[1].text
    (taken,) = ranked([one], source, Scorer(whole=-4.0, Reyes=-1.0))
    assert taken is one.wordings[0]


def test_each_sentence_gets_its_own_wording_in_one_pass(source):
    first, second = ballot(source, "(35 euros)"), ballot(source)
    third = ballot(source, " in May", "(35 euros)")
    taken = ranked([first, second, third], source, Scorer(whole=-4.0, euros=-2.0, May=-3.9))
    assert taken == [first.wordings[1], second.wordings[0], third.wordings[2]]


def test_cancelling_ends_the_ranking(source):
    with pytest.raises(Cancelled):
        ranked([ballot(source, " in May")], source, Scorer(whole=-4.0), stop=lambda: True)
