"""The model's wording is taken only if it says what its sentence says."""

import pytest

from briefing.brief import BulletOrigin
from briefing.condensing.rewriting import rewrite
from briefing.condensing.wording import prepare
from tests.condensing.builders import source_of

pytestmark = pytest.mark.model

SENTENCE = (
    "The harbour board, which met on Monday, said it may close the “old lady” pier by March "
    "unless repairs of up to 4 million crowns begin, a step that fishermen oppose."
)


class Answers:
    """A language model with one answer, to see what the checks make of it."""

    name, sha256 = "answers", None

    def __init__(self, answer):
        self.answer = answer

    def generate(self, prompts, *, max_new_tokens, examples=(), one_line=False, stop=None):
        return [self.answer] * len(prompts)

    def log_likelihood(self, pairs, *, stop=None):
        return [0.0] * len(pairs)


def wording(grammar, answer, sentence=SENTENCE):
    source = source_of(grammar, sentence)
    (result,) = rewrite([prepare(source.sentences[0], [], {})], Answers(answer), grammar)
    return result


def test_a_true_shortening_is_taken(grammar):
    result = wording(grammar, TRUE)
    assert result.origin is BulletOrigin.MODEL
    assert "fishermen" not in result.text


TRUE = """The harbour board said it may close the “old lady” pier by March unless repairs of up to \
4 million crowns begin."""


@pytest.mark.parametrize(
    "answer",
    [
        # a hedge, a condition, a speaker, an approximation, the marks of a quotation, a name lost
        TRUE.replace("may", "will"),
        TRUE.replace(" unless repairs of up to 4 million crowns begin", ""),
        TRUE.replace("said it may", "may"),
        TRUE.replace("of up to", "of"),
        TRUE.replace("“old lady”", "old lady"),
        TRUE.replace("harbour board", "board"),
        TRUE.replace("the “old lady” pier", "“old lady” pier"),
        # invented words, turned roles, other numbers, nothing at all
        TRUE.replace(" unless", ", which angered Roe, unless"),
        TRUE.replace("The harbour board said it", "Fishermen said the harbour board"),
        TRUE.replace("4 million", "5 million"),
        "Sure! Here is the sentence. It is short.",
        "",
    ],
)
def test_whatever_loses_or_adds_is_refused(grammar, answer):
    assert wording(grammar, answer) is None


def test_a_negation_cannot_get_lost(grammar):
    sentence = "The minister, who spoke on Friday, did not rule out a levy on timber."
    assert wording(grammar, "The minister did rule out a levy on timber.", sentence) is None
    assert wording(grammar, "The minister did not rule out a levy on timber.", sentence)


def test_the_real_model_writes_something_true_or_nothing(grammar, language_model):
    source = source_of(grammar, SENTENCE)
    (result,) = rewrite([prepare(source.sentences[0], [], {})], language_model, grammar)
    if result is not None:
        assert "may close" in result.text
        assert "unless" in result.text
