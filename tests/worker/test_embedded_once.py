"""Each text of an article is embedded once in a worker's life, however it is cut."""

import pytest

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.brief import Brief
from briefing.editing import corrections, cuts
from briefing.settings import Options
from briefing.worker.job import Job
from briefing.worker.models import Models

pytestmark = pytest.mark.model

TITLES = ("The new ferry", "Salt in the wells", "A school closes")
TEXTS = (
    "The ferry will cross the river twelve times a day from the first of May.",
    "It carries forty cars, and its engine runs on electricity from the town's own wind mill.",
    "The ferryman said on Tuesday that the landing stage must be widened first.",
    "Three of the seven wells now hold more salt than the water board allows.",
    "The board will bring water in tanks until a new well has been drilled in the hills.",
    "Farmers say that the salt came with the floods of last winter.",
    "The school in the lower town will close in July, since only nine children are left.",
    "Its pupils will go by bus to the upper town, a journey of half an hour.",
    "Parents had collected six hundred signatures against the plan.",
)


@pytest.fixture
def article() -> Article:
    paragraphs = tuple(
        Paragraph(f"p{n}", ParagraphKind.TEXT, text) for n, text in enumerate(TEXTS, 1)
    )
    return Article("island.txt", "0" * 64, paragraphs, title="An island", contents=TITLES)


@pytest.fixture
def job(installed_models) -> Job:
    return Job(Models(installed_models), Options(model="extract"))


@pytest.fixture
def embedded(job, monkeypatch) -> list[str]:
    """The texts that the model was given, in their order."""
    embedder = job.models.embedder()
    texts = []
    learn = embedder._learn

    def noting(new):
        texts.extend(new)
        learn(new)

    monkeypatch.setattr(embedder, "_learn", noting)
    return texts


def test_an_article_is_embedded_once_however_often_it_is_cut(job, article, embedded):
    sections, _ = job.sections(article)
    assert sorted(embedded) == sorted({*TEXTS, *TITLES})
    assert job.sections(article)[0] == sections
    assert len(embedded) == len(TEXTS) + len(TITLES)


def test_a_moved_boundary_embeds_nothing_when_its_sections_are_condensed_again(
    job, article, embedded
):
    brief = job.fill(Brief.begin(article, job.sections(article)[0]))
    embedded.clear()
    moved, _ = cuts.assign(brief, ["p4"], brief.sections[0].id).apply(brief)
    changed = tuple(s.id for s in moved.sections if s.is_stale)
    assert len(changed) == 2
    assert len(list(job.condense(article, moved.sections, changed))) == 2
    assert embedded == []


def test_a_corrected_article_is_embedded_only_where_it_is_new(job, article, embedded):
    brief = Brief.begin(article, job.sections(article)[0])
    embedded.clear()
    merged, _ = corrections.Merge(("p1", "p2")).apply(brief)
    job.sections(merged.article)
    assert embedded == [f"{TEXTS[0]} {TEXTS[1]}"]
