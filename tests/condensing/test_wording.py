"""A sentence is made to stand alone and shortened by whole phrases."""

import pytest

from briefing.condensing.references import references
from briefing.condensing.wording import prepare, shortenings, weight
from briefing.engine.grammar import SimpleGrammar
from tests.condensing.builders import source_of

pytestmark = pytest.mark.model


def prepared(grammar, *texts, words=()):
    source = source_of(grammar, *texts)
    last = source.sentences[-1]
    pointers = references(last, source)
    chosen = {n: r.candidates[0] for n, r in enumerate(pointers) if r.candidates}
    return prepare(last, pointers, chosen, words)


def test_the_connective_goes_and_the_name_comes(grammar):
    result = prepared(
        grammar, "Mary Johnson chairs the board.", "However, she also warned of a strike in May."
    )
    assert result.text == "Mary Johnson warned of a strike in May."
    assert result.problems == ()


def test_the_name_put_in_is_evidence_too(grammar):
    result = prepared(grammar, "Mary Johnson chairs the board.", "She warned of a strike in May.")
    article_words = [
        {"p1": "Mary Johnson chairs the board.", "p2": "She warned of a strike in May."}[
            s.paragraph
        ][s.start : s.end]
        for s in result.evidence
    ]
    assert article_words == ["She warned of a strike in May.", "Mary Johnson"]


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("Will the ferry ever sail again?", "question"),
        ("The end of the line.", "not a full sentence"),
        ("“The ferry is finished.", "cut in two"),
        ("“The ferry is finished and everybody knows it.”", "no speaker"),
        ("Reunited: Mother and daughter met on the quay.", "caption"),
        ("We visited the quay on Monday.", "first or second person"),
        ("This has led to new talks.", "points to something outside"),
    ],
)
def test_what_does_not_make_a_bullet_is_told(grammar, sentence, problem):
    result = prepared(grammar, sentence)
    assert any(problem in p for p in result.problems)


def test_shortenings_leave_out_whole_phrases_only(grammar):
    sentence = prepared(
        grammar,
        "The harbour board, which met on Monday, said it may close the pier unless repairs begin.",
    )
    texts = [w.text for w in shortenings(sentence)]
    assert texts == [
        "The harbour board, which met on Monday, said it may close the pier unless repairs begin.",
        "The harbour board said it may close the pier unless repairs begin.",
    ]


def test_a_shorter_wording_carries_less(grammar):
    sentence = prepared(
        grammar,
        "The harbour board, which met on Monday, said it may close the pier unless repairs begin.",
    )
    full, short = shortenings(sentence)
    assert weight(sentence, full.kept) == 1.0
    assert 0.5 < weight(sentence, short.kept) < 1.0


def test_a_name_shouted_at_the_start_is_written_as_a_name(grammar):
    result = prepared(grammar, "PORTLAND Reyes has closed the eastern pier for a month.")
    assert result.text == "Portland Reyes has closed the eastern pier for a month."


def test_an_abbreviation_at_the_start_stays_in_capitals(grammar):
    result = prepared(
        grammar, "NATO has closed the eastern pier.", words=frozenset(("NATO", "pier"))
    )
    assert result.text == "NATO has closed the eastern pier."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("I left the yard,' the welder said on Friday.", "a quotation is cut in two"),
        ("When asked to finish the words “The board thinks I am”.", "it is not a full sentence"),
        ("The welder Anselm Roe (centre) leaves the yard.", "it reads like a caption"),
        ("The driver Anselm Roe said in his weekly column", "it only leads in what follows"),
        ("Anselm Roe is seen here on Monday in the yard.", "it reads like a caption"),
        ("Farewell: “[Roe] walked out and never came back.”", "it reads like a caption"),
    ],
)
def test_what_is_no_statement_of_its_own_is_told(grammar, text, problem):
    source = source_of(grammar, "Alda Reyes chairs the board.", text).sentences[-1]
    assert problem in prepare(source, [], {}).problems


@pytest.mark.parametrize(
    "text",
    [
        "'I left the yard,' said the welders' leader, Anselm Roe.",
        "The players' union, 'a club of friends,' has 90 members.",
        "When Reyes left, the board sold the mill (right of way and all).",
        "“The mill is sold,” said Alda Reyes.",
        "What the board wants is a new mill.",
        "Anselm Roe's sister told Tarnhall Radio: 'The mill is not for sale.'",
    ],
)
def test_a_full_statement_has_no_problem(grammar, text):
    source = source_of(grammar, "Alda Reyes chairs the board.", text).sentences[-1]
    assert prepare(source, [], {}).problems == ()


def test_where_somebody_stands_in_a_picture_is_left_out(grammar):
    source = source_of(grammar, "Anselm Roe (pictured with his sister) lost the vote.").sentences[0]
    prepared = prepare(source, [], {})
    assert prepared.text == "Anselm Roe lost the vote."
    assert not prepared.problems


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("What the board decided in May", ("it is not a full sentence",)),
        ("The board sold the mill in May.", ()),
        ("“The board sold the mill in May,” said Alda Reyes.", ()),
    ],
)
def test_without_a_grammar_a_line_without_a_full_stop_is_no_statement(text, problems):
    source = source_of(SimpleGrammar(), text).sentences[0]
    assert prepare(source, [], {}).problems == problems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("ARNSEL, Sundria (TNN) -- A ferry sank off Tarn.", "A ferry sank off Tarn."),
        ("Arnsel (TNN)Anselm Roe lost the vote.", "Anselm Roe lost the vote."),
        ("TARNHALL — The board sold the mill.", "The board sold the mill."),
        ("The Ferry Union (FU) sold the mill.", "The Ferry Union (FU) sold the mill."),
    ],
)
def test_place_and_agency_before_the_first_sentence_go(grammar, text, told):
    assert prepare(source_of(grammar, text).sentences[0], [], {}).text == told


def test_a_because_without_its_clause_is_no_statement(grammar):
    source = source_of(grammar, "Because the ferry and its crew are old.").sentences[0]
    assert "it is not a full sentence" in prepare(source, [], {}).problems


def test_what_she_has_got_is_had(grammar):
    result = prepared(grammar, "Mary Johnson left.", "She’s got a mill and two ships in Tarn.")
    assert result.text == "Mary Johnson has got a mill and two ships in Tarn."
