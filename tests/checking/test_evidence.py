"""A statement is traced to the sentences that carry it, exact to the character."""

import pytest

from briefing.article import Article, Paragraph, ParagraphKind
from briefing.brief import Verdict
from briefing.checking.checker import Checker
from briefing.checking.evidence import find_evidence
from briefing.checking.source import parse_source

pytestmark = pytest.mark.model

TEXTS = (
    "The mill at Arnsel employs 640 people. It was founded in 1911 by two brothers.",
    "Alda Reyes, who runs the mill, said orders fell by 12% last year.",
    "The union expects 90 jobs to go. A final decision is due in May.",
)


@pytest.fixture(scope="module")
def source(grammar):
    paragraphs = tuple(
        Paragraph(f"p{n}", ParagraphKind.TEXT, text) for n, text in enumerate(TEXTS, 1)
    )
    caption = Paragraph("p4", ParagraphKind.CAPTION, "The mill employs 640 people.")
    return parse_source(Article("mill.txt", "0" * 64, (*paragraphs, caption)), grammar)


def words(source, evidence):
    return [source.article.words_of(s.span) for s in evidence]


@pytest.mark.parametrize("with_embedder", [True, False])
def test_the_sentence_that_says_it_is_found(source, embedder, with_embedder):
    found = find_evidence(
        "640 people work at the Arnsel mill.", source, embedder if with_embedder else None
    )
    assert words(source, found)[0] == "The mill at Arnsel employs 640 people."


def test_a_statement_that_fuses_two_sentences_rests_on_both(source, embedder):
    found = find_evidence(
        "The mill employs 640 people and the union expects 90 jobs to go.", source, embedder
    )
    assert set(words(source, found)) == {
        "The mill at Arnsel employs 640 people.",
        "The union expects 90 jobs to go.",
    }


def test_a_caption_is_no_evidence(source, embedder):
    found = find_evidence("The mill employs 640 people.", source, embedder)
    assert all(s.paragraph != "p4" for s in found)


def test_a_statement_about_something_else_has_no_evidence(source, grammar, embedder):
    (finding,) = Checker(grammar, embedder).check(["Penguins sleep standing up."], source)
    assert finding.evidence == ()
    assert finding.judgement.verdict is Verdict.UNSUPPORTED


def test_a_true_statement_in_the_articles_words_is_supported(source, grammar, embedder):
    (finding,) = Checker(grammar, embedder).check(["The union expects 90 jobs to go."], source)
    assert finding.judgement.verdict is Verdict.SUPPORTED


def test_a_wrong_figure_is_caught_with_its_evidence(source, grammar, embedder):
    (finding,) = Checker(grammar, embedder).check(["The union expects 900 jobs to go."], source)
    assert finding.judgement.verdict is Verdict.UNSUPPORTED
    assert words(source, finding.evidence)[0] == "The union expects 90 jobs to go."
