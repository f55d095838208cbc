"""A long article is read as far as its next bullets need, and says the same whoever asks first."""

import pytest

from briefing.article import Article, Paragraph
from briefing.brief import Section, SectionOrigin
from briefing.condensing.condense import Condenser
from briefing.condensing.horizons import Horizons
from briefing.settings import Options
from tests.bench.articles import article as pieces_of

pytestmark = pytest.mark.model

NEAREST = 120


@pytest.fixture(scope="module")
def article():
    """A fictitious article of some nine hundred words."""
    texts = [text for kind, text in pieces_of(900) if kind != "heading"]
    paragraphs = tuple(Paragraph(f"p{n}", "text", text) for n, text in enumerate(texts))
    return Article(source="article.txt", sha256="0" * 64, paragraphs=paragraphs)


@pytest.fixture(scope="module")
def sections(article):
    ids = [p.id for p in article.paragraphs]
    parts = [tuple(ids[n : n + 3]) for n in range(0, len(ids), 3)]
    return [
        Section(f"s{n}", f"Part {n}", SectionOrigin.HEADING, part) for n, part in enumerate(parts)
    ]


class Counting:
    """A grammar that counts the texts it parses."""

    has_trees = True

    def __init__(self, grammar):
        self.parsed = []
        self._grammar = grammar

    def parse(self, texts):
        self.parsed += texts
        return self._grammar.parse(texts)


def condensed(horizons, sections, grammar, embedder):
    condenser = Condenser(horizons, Options(bullets=2), grammar, embedder)
    rows = list(condenser.condense(sections))
    return rows, condenser.key_points([s for s, _ in rows])


def test_the_bullets_are_the_same_whatever_was_looked_at_first(
    article, sections, grammar, embedder
):
    found = []
    for first in ([], ["p0"], [article.paragraphs[-1].id], [p.id for p in article.paragraphs]):
        horizons = Horizons(article, grammar, NEAREST)
        horizons.reaching(first)
        found.append(condensed(horizons, sections, grammar, embedder))
    assert all(other == found[0] for other in found)
    assert all(bullets for _, bullets in found[0][0])


def test_the_first_bullets_do_not_wait_for_the_end(article, sections, grammar, embedder):
    counting = Counting(grammar)
    horizons = Horizons(article, counting, NEAREST)
    condenser = Condenser(horizons, Options(bullets=2), grammar, embedder)
    _, bullets = next(condenser.condense(sections))
    assert bullets
    assert len(counting.parsed) < len(article.paragraphs) / 2


def test_each_horizon_sees_what_the_whole_sees_up_to_it(article, grammar):
    horizons = Horizons(article, grammar, NEAREST)
    nearest, whole = horizons.reaching(["p0"]), horizons.whole()
    assert nearest.sentences == whole.sentences[: len(nearest.sentences)]
    assert nearest.article is whole.article is article
    assert [s.index for s in whole.sentences] == list(range(len(whole.sentences)))
    assert {s.paragraph for s in whole.sentences} == {p.id for p in article.paragraphs}
    assert horizons.reaching(["p0"]) is nearest
    assert horizons.reaching([article.paragraphs[-1].id]) is whole


def test_every_text_is_parsed_once(article, grammar):
    counting = Counting(grammar)
    horizons = Horizons(article, counting, NEAREST)
    for paragraph in article.paragraphs:
        horizons.reaching([paragraph.id])
    assert counting.parsed == [p.text for p in article.paragraphs]


def test_an_article_of_ordinary_length_is_read_whole(article, grammar):
    horizons = Horizons(article, grammar)
    assert horizons.reaching(["p0"]) is horizons.whole()


def test_an_article_without_text_has_a_horizon_too(grammar):
    nothing = Article(source="nothing.txt", sha256="0" * 64, paragraphs=())
    assert Horizons(nothing, grammar).whole().sentences == ()
