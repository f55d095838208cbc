"""What somebody says in an interview or an opinion piece stays theirs."""

from dataclasses import replace

import pytest

from briefing.brief import Verdict
from briefing.checking.source import parse_source
from briefing.condensing.condense import Condenser
from briefing.condensing.speakers import speakers
from briefing.settings import Options
from tests.condensing.builders import source_of, whole

pytestmark = pytest.mark.model

INTERVIEW = (
    "Alda Reyes has led the Arnsel ferry board since May.",
    "Harbour Post: Why did you close the eastern pier?",
    "Reyes: We closed the eastern pier in March because its timber was rotten. I told the crews.",
    "Harbour Post: Will it open again?",
    "Reyes: Arnsel will spend 4 million crowns on a new pier in May.",
    "That is not much.",
    "Harbour Post: Thank you.",
)

OPINION = (
    "I have crossed the Arnsel strait on every ferry that the board has owned.",
    "The minister has lost the trust of the islands.",
    "My neighbours want a bridge, and I want one too.",
    "“The boats are old,” said Anselm Roe, a welder.",
    "I think that the board should sell its last ship.",
)


def bullets(source, grammar):
    ((_, found),) = Condenser(source, Options(), grammar).condense([whole(source)])
    return found


def opinion_by(grammar, *authors):
    article = replace(source_of(grammar, *OPINION).article, authors=authors)
    return parse_source(article, grammar)


def test_each_answer_of_an_interview_has_its_speaker_by_full_name(grammar):
    said = speakers(source_of(grammar, *INTERVIEW))
    assert {n: s.name for n, s in said.items() if not s.asks} == dict.fromkeys(
        (2, 3, 5, 6), "Alda Reyes"
    )
    assert said[1].asks


def test_bullets_quote_an_interview_with_the_name_before(grammar):
    found = bullets(source_of(grammar, *INTERVIEW), grammar)
    texts = [b.text for b in found]
    assert "Alda Reyes: “Arnsel will spend 4 million crowns on a new pier in May.”" in texts
    assert all(b.verdict is Verdict.SUPPORTED for b in found)
    assert not any("not much" in t or "Why" in t or "Thank you" in t for t in texts)


def test_the_evidence_of_an_answer_has_its_speakers_name(grammar):
    source = source_of(grammar, *INTERVIEW)
    (bullet,) = [b for b in bullets(source, grammar) if "4 million" in b.text]
    assert "Reyes" in [source.article.words_of(e) for e in bullet.evidence]


def test_a_piece_in_the_first_person_is_its_authors(grammar):
    found = bullets(opinion_by(grammar, "Mary Johnson"), grammar)
    assert sum(b.text.startswith("Mary Johnson: “") for b in found) > 1
    for bullet in found:
        assert bullet.text.startswith("Mary Johnson: “") or "said Anselm Roe" in bullet.text
        assert bullet.verdict is Verdict.SUPPORTED


def test_an_unnamed_author_is_called_so(grammar):
    said = speakers(opinion_by(grammar))
    assert {s.name for s in said.values()} == {"The author"}
    assert sorted(said) == [0, 1, 2, 4]


@pytest.mark.parametrize(
    "texts",
    [
        ("Price: 4 crowns.", "Length: 90 metres.", "Owner: The ferry board.", "Age: 12 years."),
        ("Soup: Peel 4 roots.", "Method: Boil them.", "Stew: Cut them.", "Method: Fry them."),
        ("“I left,” said Roe. I had no choice. I was ill. My boat was gone,” he said.",),
        ("The board sold a ship.", "I saw it.", "It was old.", "The mill is closed."),
    ],
)
def test_facts_quotations_and_a_lone_i_have_no_speaker(grammar, texts):
    assert speakers(source_of(grammar, *texts)) == {}


def test_the_middle_of_a_quotation_is_told_with_its_speaker(grammar):
    source = source_of(
        grammar,
        "“The ferries are old and slow. The board will sell four ships to Tarn in May. They will "
        "not be missed in Arnsel,” Alda Reyes told the crews.",
    )
    (found,) = bullets(source, grammar)
    assert found.text == "Alda Reyes: “The board will sell four ships to Tarn in May.”"
    assert found.verdict is Verdict.SUPPORTED


def test_a_quotation_of_which_nobody_knows_who_says_it_is_marked(grammar):
    source = source_of(
        grammar, "“The ferries of the board are old. The board will sell four ships in May.”"
    )
    assert all(b.verdict is not Verdict.SUPPORTED for b in bullets(source, grammar))


@pytest.mark.parametrize("words", ["We will sell this ship to Tarn.", "The board knows of this."])
def test_what_a_speaker_points_at_is_marked(grammar, words):
    text = f"“The ferries are old and slow. {words} Crews want to leave,” Alda Reyes told Tarn."
    source = source_of(grammar, text)
    assert all(b.verdict is not Verdict.SUPPORTED for b in bullets(source, grammar))
