"""What may stand in a bullet's stead, and what a person wants kept in a section."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.brief import Verdict, Wishes
from briefing.condensing.condense import Condenser
from briefing.settings import Options
from tests.condensing.builders import source_of, whole

pytestmark = pytest.mark.model

TEXT = (
    (
        "The harbour board, which met on Tuesday, voted to close the eastern pier until May, "
        "because 40 of its 120 piles are rotten."
    ),
    (
        "“We cannot let people walk on it,” said the harbour master, Ingrid Moe, whose office "
        "has warned of the damage since 2019."
    ),
    "Repairs will cost 4.1 million kroner, according to the board.",
    "Fishermen in Skarholm oppose the closure.",
    "The ferry to Skarholm will use the western pier.",
    "A report on the western pier is due in June.",
)


@pytest.fixture(scope="module")
def condensed(grammar, embedder):
    source = source_of(grammar, *TEXT)
    condenser = Condenser(source, Options(model="extract"), grammar, embedder)
    ((section, bullets),) = condenser.condense([whole(source)])
    return condenser, replace(section, bullets=bullets)


def all_offers(condenser, section, bullet):
    """What is offered in the end."""
    *_, offers = condenser.offers(section, bullet)
    return offers


def test_wordings_are_of_the_bullets_sentence_and_differ_from_it(condensed):
    condenser, section = condensed
    bullet = next(b for b in section.bullets if "eastern pier" in b.text)
    offers = all_offers(condenser, section, bullet)
    assert offers.wordings
    assert bullet.text not in {d.text for d in offers.wordings}
    assert all(d.evidence[0] == bullet.evidence[0] for d in offers.wordings)
    lengths = [len(d.text.split()) for d in offers.wordings]
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) == len(lengths)


def test_every_offer_has_been_checked(condensed):
    condenser, section = condensed
    for bullet in section.bullets:
        offers = all_offers(condenser, section, bullet)
        for draft in (*offers.wordings, *offers.others):
            assert draft.verdict is not Verdict.UNSUPPORTED
            assert draft.score > 0


def test_other_statements_are_those_that_no_bullet_carries(condensed):
    condenser, section = condensed
    offers = all_offers(condenser, section, section.bullets[0])
    carried = {b.evidence[0] for b in section.bullets}
    assert offers.others
    assert not carried & {d.evidence[0] for d in offers.others}


def test_a_bullet_without_evidence_is_offered_other_statements_alone(condensed):
    condenser, section = condensed
    own = replace(section.bullets[0], text="Written by hand.", evidence=())
    offers = all_offers(condenser, section, own)
    assert offers.wordings == ()
    assert offers.others


def test_a_bullet_of_two_sentences_is_offered_wordings_of_both(condensed):
    condenser, section = condensed
    one, other = sorted(section.bullets, key=lambda b: b.evidence[0].paragraph)[:2]
    both = replace(one, text="Both at once.", evidence=(*one.evidence, *other.evidence))
    offers = all_offers(condenser, replace(section, bullets=(both,)), both)
    assert {one.text, other.text} <= {d.text for d in offers.wordings}


def test_a_fragment_is_no_statement_to_take_instead(grammar, embedder):
    source = source_of(grammar, *TEXT[2:], "Report of the harbour board, June 2025.")
    condenser = Condenser(source, Options(model="extract", bullets=1), grammar, embedder)
    ((section, bullets),) = condenser.condense([whole(source)])
    offers = all_offers(condenser, replace(section, bullets=bullets), bullets[0])
    assert len(offers.others) == 3


def test_wordings_by_rule_do_not_wait_for_the_models_own(grammar, embedder, language_model):
    source = source_of(grammar, *TEXT)
    condenser = Condenser(source, Options(), grammar, embedder, language_model)
    ((section, bullets),) = condenser.condense([whole(source)])
    bullet = next(b for b in bullets if "eastern pier" in b.text)
    rows = list(condenser.offers(replace(section, bullets=bullets), bullet))
    assert len(rows) in {1, 2}
    first, last = rows[0], rows[-1]
    assert first.others == last.others
    assert set(first.wordings) <= set(last.wordings)


def test_quotations_that_are_to_be_kept_are_chosen_and_whole(grammar, embedder):
    source = source_of(grammar, *TEXT)
    condenser = Condenser(source, Options(bullets=1, keep_quotes=True), grammar, embedder)
    ((_, (bullet,)),) = condenser.condense([whole(source)])
    assert "“We cannot let people walk on it,”" in bullet.text


def test_wishes_hold_for_their_section_alone(grammar, embedder):
    source = source_of(grammar, *TEXT)
    first, second = (
        replace(whole(source), id=f"s{n}", paragraphs=ids)
        for n, ids in enumerate((("p1", "p2", "p3"), ("p4", "p5", "p6")), 1)
    )
    wished = replace(first, wishes=Wishes(bullets=1, words=12))
    condenser = Condenser(source, Options(model="extract"), grammar, embedder)
    rows = {section.id: found for section, found in condenser.condense([wished, second])}
    assert len(rows["s1"]) == 1
    assert len(rows["s1"][0].text.split()) <= 12
    assert len(rows["s2"]) == 2
