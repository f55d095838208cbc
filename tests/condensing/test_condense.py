"""Sections become bullets that stand alone, are short and rest on their words."""

import re
from dataclasses import replace

import pytest

from briefing.brief import Brief, BulletOrigin, Verdict
from briefing.checking.source import parse_source
from briefing.condensing.choosing import how_many
from briefing.condensing.condense import Condenser
from briefing.errors import Cancelled
from briefing.reading.registry import read_article
from briefing.resources import sample
from briefing.sectioning.find import find_sections
from briefing.settings import Options
from briefing.worker.job import Job
from briefing.worker.models import Models
from tests.condensing.builders import source_of, whole

pytestmark = pytest.mark.model

POINTING = re.compile(
    r"^(he|she|it|they|this|that|these|those|such|however|consequently)\b", re.IGNORECASE
)


def bullets(source, grammar, embedder=None, model=None, stop=None, **options):
    condenser = Condenser(source, Options(**options), grammar, embedder, model, stop)
    ((_, found),) = condenser.condense([whole(source)])
    return found


def condensed(installed_models):
    job = Job(Models(installed_models))
    article = read_article(sample("border-town.txt"))
    sections, _ = job.sections(article)
    return job.fill(Brief.begin(article, sections))


@pytest.fixture(scope="module")
def brief(installed_models):
    """The border town, condensed by the real default model."""
    return condensed(installed_models)


def all_bullets(brief):
    return [b for s in brief.sections for b in s.bullets]


def test_every_section_of_the_sample_has_bullets_within_the_limit(brief):
    assert [len(s.bullets) for s in brief.sections if s.paragraphs]
    for section in brief.sections:
        assert section.condensed
        assert 1 <= len(section.bullets) <= 4


def test_every_bullet_is_a_short_sentence_that_stands_alone(brief):
    for bullet in all_bullets(brief):
        if bullet.verdict is Verdict.SUPPORTED and not bullet.reasons:
            assert len(bullet.text.split()) <= 25
            assert not POINTING.match(bullet.text)
        assert bullet.text[-1] in '.!?”’"'


def test_every_bullet_rests_on_words_of_its_own_section(brief):
    for section in brief.sections:
        for bullet in section.bullets:
            assert brief.article.words_of(bullet.evidence[0])
            assert bullet.evidence[0].paragraph in section.paragraphs


def test_no_caption_becomes_a_bullet(brief):
    assert not any("Credit" in b.text or "Queues formed" in b.text for b in all_bullets(brief))


def test_numbers_of_bullets_stand_in_their_evidence(brief):
    for bullet in all_bullets(brief):
        evidence = " ".join(brief.article.words_of(e) for e in bullet.evidence)
        for number in re.findall(r"\d[\d,.]*\d|\d", bullet.text):
            assert number in evidence


def test_hedges_of_the_evidence_stay_in_the_bullets(brief):
    for bullet in all_bullets(brief):
        evidence = brief.article.words_of(bullet.evidence[0])
        for hedge in ("may", "could", "might", "unless", "believed", "nearly"):
            if re.search(rf"\b{hedge}\b", bullet.text):
                assert re.search(rf"\b{hedge}\b", evidence)


def test_the_model_had_a_part_and_is_named(brief):
    assert brief.engine.model == "smollm2-135m-instruct"
    assert {b.origin for b in all_bullets(brief)} <= {BulletOrigin.MODEL, BulletOrigin.EXTRACT}


def test_ids_are_unique(brief):
    ids = [b.id for _, row in brief.places() for b in row] + [s.id for s in brief.sections]
    assert len(ids) == len(set(ids))


def test_key_points_are_supported_and_within_their_length(brief):
    assert brief.key_points
    assert sum(len(b.text.split()) for b in brief.key_points) <= 75
    assert all(b.verdict is Verdict.SUPPORTED for b in brief.key_points)


def test_the_same_article_gives_the_same_bullets(brief, installed_models):
    again = condensed(installed_models)
    assert [b.text for b in all_bullets(again)] == [b.text for b in all_bullets(brief)]


def test_without_any_model_but_the_grammar_there_are_true_bullets(grammar):
    article = read_article(sample("night-trains.txt"))
    source = parse_source(article, grammar)
    condenser = Condenser(source, Options(), grammar)
    for _, found in condenser.condense(find_sections(article)):
        assert found
        assert all(b.origin is BulletOrigin.EXTRACT for b in found)


def test_a_section_with_one_sentence_gives_one_bullet(grammar):
    found = bullets(source_of(grammar, "The board sold two ships in May."), grammar)
    assert [b.text for b in found] == ["The board sold two ships in May."]


def test_a_sentence_that_only_points_is_marked_for_a_look(grammar):
    (bullet,) = bullets(source_of(grammar, "This has led to new talks with the union."), grammar)
    assert bullet.verdict is Verdict.CHECK
    assert "points to something outside the bullet" in bullet.reasons[0]


def test_an_empty_section_has_no_bullets(grammar):
    assert bullets(source_of(grammar), grammar) == ()


def test_the_same_thing_is_said_once(grammar, embedder):
    source = source_of(
        grammar,
        "The board sold two ships in May.",
        "The union wants 4% more pay from January.",
        "In May, the board sold two ships.",
        "The pier was built in 1954 by prisoners.",
    )
    found = bullets(source, grammar, embedder)
    assert sum("two ships" in b.text for b in found) == 1


def test_what_was_said_in_other_order_and_more_words_is_said_once(grammar):
    source = source_of(
        grammar,
        "The harbour board of Arnsel will close the eastern pier in March.",
        "A baker sells bread with seeds to sailors from the north.",
        "On Friday Alda Reyes told reporters that the eastern pier of Arnsel will close in March, "
        "as the harbour board had feared.",
        "The union wants 4% more pay from January.",
    )
    found = bullets(source, grammar)
    assert sum("eastern pier" in b.text for b in found) == 1


def test_limits_are_kept(grammar, embedder):
    source = source_of(
        grammar,
        "The board, which met in Arnsel on Monday after weeks of delay, sold two ships.",
        "The union, which has 600 members at four yards, wants more pay.",
        "The pier was built in 1954 by prisoners from the northern camps.",
        "The mayor, a former captain, resigned on Friday.",
    )
    found = bullets(source, grammar, embedder, bullets=2, words=10)
    assert len(found) <= 2
    assert all(len(b.text.split()) <= 10 for b in found)


def test_cancelling_ends_the_work(grammar):
    source = source_of(grammar, "The board sold two ships in May.")
    with pytest.raises(Cancelled):
        bullets(source, grammar, stop=lambda: True)


@pytest.mark.parametrize(
    ("sentences", "most", "expected"), [(0, 4, 0), (1, 4, 1), (3, 4, 2), (8, 4, 4), (90, 4, 4)]
)
def test_the_number_of_bullets_follows_the_content(sentences, most, expected):
    assert how_many(sentences, most) == expected


def test_without_sections_there_are_no_key_points(grammar):
    condenser = Condenser(source_of(grammar, "The board sold two ships."), Options(), grammar)
    assert condenser.key_points([]) == ()


def test_key_points_say_what_the_article_speaks_of_most_and_nothing_twice(grammar, embedder):
    source = source_of(
        grammar,
        "The harbour board will close the eastern pier of Arnsel in March.",
        "Fishermen want the harbour board to repair the eastern pier.",
        "Repairs to the eastern pier would cost the harbour board 4 million crowns.",
        "A baker opposite sells bread with seeds.",
        "The harbour board will shut the eastern pier of Arnsel in March.",
    )
    condenser = Condenser(source, Options(key_points_words=24), grammar, embedder)
    done = [replace(s, bullets=found) for s, found in condenser.condense([whole(source)])]
    texts = [b.text for b in condenser.key_points(done)]
    assert texts[0] == "The harbour board will close the eastern pier of Arnsel in March."
    assert not any("baker" in t or "shut" in t for t in texts)
    assert sum(len(t.split()) for t in texts) <= 24


def test_sections_condensed_before_have_a_say_in_the_key_points(grammar):
    source = source_of(grammar, "The harbour board will close the eastern pier in March.")
    (done,) = [
        replace(s, bullets=found)
        for s, found in Condenser(source, Options(), grammar).condense([whole(source)])
    ]
    later = Condenser(source, Options(), grammar)
    assert [b.text for b in later.key_points([done])] == [done.bullets[0].text]
