"""A name in a statement where the article has a pronoun."""

import pytest

from briefing.brief import Verdict
from briefing.checking.checker import Checker

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def verdict_of(grammar, embedder):
    checker = Checker(grammar, embedder)

    def judged(article, claim):
        (finding,) = checker.check([claim], checker.source_of_text(article))
        return finding.judgement

    return judged


ONE_PERSON = """Ingrid Moe has led the harbour office since 2014.
The council thanked the office for its work in the storm.
She was prescribed a month of rest by her doctor.
"""

TWO_PEOPLE = """Ingrid Moe and Berit Lund were both at the meeting in the harbour office.
The meeting ended at noon.
She was prescribed a month of rest by her doctor.
"""


def test_the_name_of_the_only_person_before_may_stand_for_the_pronoun(verdict_of):
    found = verdict_of(ONE_PERSON, "Ingrid Moe was prescribed a month of rest by her doctor.")
    assert found.verdict is Verdict.SUPPORTED


def test_where_two_people_were_named_the_reader_is_asked_to_look(verdict_of):
    found = verdict_of(TWO_PEOPLE, "Ingrid Moe was prescribed a month of rest by her doctor.")
    assert found.verdict is Verdict.CHECK
    assert "see whom the source means" in found.reasons[0]


def test_a_name_that_the_article_has_only_later_does_not_stand_for_it(verdict_of):
    article = f"{ONE_PERSON}Berit Lund will take over her work until June.\n"
    found = verdict_of(article, "Berit Lund was prescribed a month of rest by her doctor.")
    assert found.verdict is not Verdict.SUPPORTED


def test_a_name_inside_a_quotation_is_not_who_speaks(verdict_of):
    article = (
        "Ingrid Moe spoke to the council on Monday.\n"
        "“I would close it and take on the Pilots' Association,” she said on the radio.\n"
    )
    claim = "“I would close it and take on the Pilots' Association,” Moe said on the radio."
    assert verdict_of(article, claim).verdict is Verdict.SUPPORTED
