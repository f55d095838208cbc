"""Articles that stand together are condensed each by itself, and none repeats another."""

from __future__ import annotations

import pytest

from briefing.brief import Brief
from briefing.gathering import gathered, prefix_of
from briefing.reading.registry import read_article
from briefing.settings import Options
from briefing.worker.job import Job
from briefing.worker.models import Models

pytestmark = pytest.mark.model

FERRY = """The ferry to Skarholm will run until October

Harbour master Ingrid Moe said on Monday that the ferry to Skarholm will run until October.

She had feared that the line would close in June, when its subsidy ends.

The county council voted 14 to 9 to pay 2.4 million kroner for four more months.
"""

SCHOOL = """Skarholm keeps its school

The school of Skarholm will stay open with eleven pupils, mayor Tor Lien said on Tuesday.

He told parents that two teachers had agreed to move to the island.

The county council voted 14 to 9 to pay 2.4 million kroner for four more months of the ferry.

A new roof for the school costs 800,000 kroner, which the county has not promised.
"""


@pytest.fixture(scope="module")
def brief(installed_models, tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    articles = []
    for name, text in (("ferry", FERRY), ("school", SCHOOL)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        articles.append(read_article(folder / f"{name}.txt"))
    job = Job(Models(installed_models), Options(model="extract", bullets=6))
    article = gathered(*articles)
    sections, _ = job.sections(article)
    return job.fill(Brief.begin(article, sections))


def test_each_article_is_cut_by_itself(brief):
    assert [s.id for s in brief.sections] == ["s1", "s2"]
    assert [s.title for s in brief.sections] == [m.details.title for m in brief.article.members]
    for section in brief.sections:
        assert len({prefix_of(p) for p in section.paragraphs}) == 1


def test_every_bullet_rests_on_its_own_article(brief):
    for section in brief.sections:
        assert section.bullets
        own = set(section.paragraphs)
        assert all(e.paragraph in own for b in section.bullets for e in b.evidence)


def test_a_pronoun_never_gets_a_name_from_the_article_before(brief):
    text = " ".join(b.text for b in brief.sections[1].bullets)
    assert "Moe" not in text
    assert "Lien" in text


def test_what_two_articles_say_is_said_once(brief):
    said = [b.text for s in brief.sections for b in s.bullets if "2.4 million" in b.text]
    assert len(said) == 1


def test_the_key_points_are_of_all_articles_and_keep_to_their_room(brief):
    prefixes = [prefix_of(b.evidence[0].paragraph) for b in brief.key_points]
    assert prefixes[:2] == ["", "a2."]
    assert sum(len(b.text.split()) for b in brief.key_points) <= Options().key_points_words


def test_a_claim_about_either_article_finds_its_evidence(brief, installed_models):
    job = Job(Models(installed_models))
    found = job.check("b9", "A new roof for the school costs 800,000 kroner.", brief.article, ())
    assert {prefix_of(e.paragraph) for e in found.evidence} == {"a2."}
