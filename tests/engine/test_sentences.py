"""Where sentences begin, by rules alone."""

import pytest

from briefing.engine.sentences import find_cuts, split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["The wall fell.", "Nobody was hurt.", "Repairs begin on Monday."],
        ["Is it over?", "Yes!", "It is… for now.", "Wait..."],
        ["It costs £3.5m.", "In 2020, it cost 2.25 million less."],
        ["The tide rose by 1.2 metres.", "2019 had been calmer."],
        ["Mr. and Mrs. Lund met Dr. Okoro.", "Gen. Ames, of St. Ives, did not come."],
        ["J. K. Harrow wrote No. 5 in the series.", "She sold it."],
        ["It was agreed on Jan. 6 at 5 p.m. by all.", "The vote was close."],
        ["The U.S. Senate and the U.K. Parliament agreed.", "He lives in the U.S.", "They do not."],
        ["It was bought by Harrow Inc. last year.", "The firm, Lund Ltd.", "It was sold."],
        ["See fig. 3 and p. 12, e.g. the map.", "Costs rose approx. 4 per cent."],
        ["1. The council met.", "2. It left early."],
        ["The rules (see the annex. It is long.) hold.", "They are old."],
        ["The rate fell.[3]", "Then it rose.[12]", "Nobody knows why."],
        ["The match began at 7 p.m. Monday.", "It ended at 9 p.m.", "Lund had scored twice."],
        ["They left at 9 a.m. GMT by boat.", "At 7 p.m. Lund was home."],
        ["Voters must show a photo ID.", "Lund opposes it.", "The U.S. Treasury does not."],
        ["The case Lund v. Harrow cost 5 million approx.", "The firm paid."],
        ["Visit www.harwick.example today.", "It is free."],
    ],
)
def test_prose_is_cut_where_sentences_end(expected):
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["“If the wall breaks, the town is lost,” he said.", "“We have known it for years.”"],
        ["“What now?” she asked.", "“Is it over?”", "Nobody knew."],
        ["“Go!” cried Mr. Ames.", "They went."],
        ['"Why?" Anna Lund asked.', '"Because."', "They left."],
        ['He said: "It is late."', '"Then go," she said.'],
        ["Ada Lund said: “No. We will not.”", "She sat down."],
        ["He called it ‘a mess.’", "She called it ‘a start’."],
        ["(It was late.)", "They left."],
        ["The mayor spoke of “a lost town.”", "“Nobody,” he added, “will come back.”"],
        [
            "“The wall has stood for ninety years and nobody looked after it in all that time.",
            "Now we pay for it,” she said.",
        ],
    ],
)
def test_quotations_keep_their_marks_and_their_speakers(expected):
    assert sentences(" ".join(expected)) == expected


def test_a_closing_mark_cut_off_by_a_stray_space_stays_with_its_sentence():
    assert sentences("“The wall fell. ” He went home.") == ["“The wall fell. ”", "He went home."]


def test_a_missing_space_between_sentences_is_seen():
    assert sentences("It lowers the rate.Credit: an agency.") == [
        "It lowers the rate.",
        "Credit: an agency.",
    ]
    assert sentences("“It is over.”The crowd left.") == ["“It is over.”", "The crowd left."]


def test_outer_space_belongs_to_no_sentence():
    text = "  The wall  fell .   And then?  "
    assert sentences(text) == ["The wall  fell .", "And then?"]
    assert sentences("") == []
    assert sentences(" \n ") == []


def test_the_rules_say_when_they_are_not_sure():
    (cut,) = find_cuts("He moved to the U.S. Lund followed.")
    assert not cut.sure
    assert find_cuts("He moved to the U.S. in May.") == []
    (cut,) = find_cuts("He moved to the U.S. They followed.")
    assert cut.sure


def test_very_long_texts_without_an_end_take_no_longer_than_their_length():
    assert sentences("word " * 50_000) == [("word " * 50_000).strip()]
    assert len(sentences("“" * 3_000 + "(" * 3_000 + "A. " * 3_000)) >= 1
