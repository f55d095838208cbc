"""The verdict names what a statement changes of the words it rests on."""

import pytest

from briefing.brief import Verdict
from briefing.checking.assess import Statement, assess

pytestmark = pytest.mark.model

SOURCE = (
    "The harbour board said on Monday that nearly 3,000 tonnes of grain may be lost "
    "if the eastern pier is not repaired by March."
)


@pytest.fixture
def judge(grammar):
    def judge(claim, source=SOURCE, article=""):
        (claimed,), (known,) = grammar.parse([claim]), grammar.parse([source])
        return assess(Statement(claim, claimed), [Statement(source, known)], article)

    return judge


def test_the_sentence_itself_is_supported(judge):
    result = judge(SOURCE)
    assert (result.verdict, result.score, result.reasons) == (Verdict.SUPPORTED, 1.0, ())


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (SOURCE.replace("3,000", "4,000"), "number 4,000 is not in the source"),
        (SOURCE.replace("harbour board", "Tarnhall board"), "name Tarnhall is not in the source"),
        (SOURCE.replace("is not repaired", "is repaired"), "“not” is in the source"),
        (SOURCE.replace("may be lost", "may not be lost"), "“not” is not in the source"),
    ],
)
def test_a_changed_number_name_or_negation_is_unsupported(judge, claim, reason):
    result = judge(claim)
    assert result.verdict is Verdict.UNSUPPORTED
    assert any(reason in r for r in result.reasons)


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (SOURCE.replace("may be lost", "will be lost"), "“may” is in the source"),
        (SOURCE.replace("nearly 3,000", "3,000"), "“nearly” before 3,000 was lost"),
        (
            "Nearly 3,000 tonnes of grain may be lost if the eastern pier is not repaired.",
            "the source reports this",
        ),
    ],
)
def test_a_lost_hedge_approximation_or_speaker_asks_for_a_look(judge, claim, reason):
    result = judge(claim)
    assert result.verdict is Verdict.CHECK
    assert any(reason in r for r in result.reasons)


def test_altered_words_in_quotation_marks_are_unsupported(judge):
    source = "The mayor called the plan “a fine old muddle” on Friday."
    assert judge("The mayor called the plan “a fine old muddle”.", source).verdict is (
        Verdict.SUPPORTED
    )
    result = judge("The mayor called the plan “a dangerous muddle”.", source)
    assert result.verdict is Verdict.UNSUPPORTED
    assert "not verbatim" in result.reasons[0]


def test_a_name_from_elsewhere_in_the_article_is_told_apart(judge):
    result = judge(SOURCE.replace("harbour board", "Reyes board"), article="Alda Reyes spoke.")
    assert "name Reyes is not in the words it rests on" in result.reasons


def test_a_statement_on_something_else_is_unsupported(judge):
    result = judge("Children prefer strawberry ice cream in summer.")
    assert result.verdict is Verdict.UNSUPPORTED
    assert result.score < 0.2


def test_without_evidence_nothing_is_supported():
    result = assess(Statement("The pier is closed.", ()), [])
    assert result.verdict is Verdict.UNSUPPORTED
    assert result.reasons == ("nothing in the article says this",)


@pytest.mark.parametrize(
    ("source", "claim", "told"),
    [
        (
            "Neither their owner nor the insurers will pay for the repairs.",
            "Neither the mill’s owner nor the insurers will pay for the repairs.",
            "the mill",
        ),
        (
            "Neither she nor the mill’s owner has answered.",
            "Neither Alda Reyes nor the mill’s owner has answered.",
            "Alda Reyes",
        ),
        (
            "Neither of them has replied to the board.",
            "Neither of Alda Reyes and Anselm Roe has replied to the board.",
            "Alda Reyes and Anselm Roe",
        ),
    ],
)
def test_neither_stays_a_denial_when_a_name_is_put_in(grammar, source, claim, told):
    (claimed,), (known,) = grammar.parse([claim]), grammar.parse([source])
    evidence = [Statement(source, known), Statement(told, ())]
    assert assess(Statement(claim, claimed), evidence).reasons == ()


def test_neither_stays_a_denial_beside_the_sentence_that_the_name_comes_from(grammar):
    texts = [
        "Neither she nor the insurers will pay for the repairs.",
        "Alda Reyes does not own the mill.",
    ]
    claim = "Neither Alda Reyes nor the insurers will pay for the repairs."
    claimed, *known = grammar.parse([claim, *texts])
    evidence = [Statement(t, s) for t, s in zip(texts, known, strict=True)]
    assert assess(Statement(claim, claimed), evidence).verdict is Verdict.SUPPORTED


def test_neither_that_was_lost_or_won_is_noticed(judge):
    source = "Neither Reyes nor Roe will pay for the repairs."
    claim = "Reyes and Roe will pay for the repairs."
    assert judge(claim, source).verdict is Verdict.UNSUPPORTED
    assert judge(source, claim).verdict is Verdict.UNSUPPORTED


def test_an_answer_to_a_heading_denies_nothing_of_its_sentence(judge):
    result = judge("The ferry may sail in winter.", "No, the ferry may sail in winter.")
    assert result.reasons == ()
