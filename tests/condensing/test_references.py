"""Words that point outside their sentence are found, and what they mean is offered."""

import pytest

from briefing.brief import Verdict
from briefing.condensing.antecedents import Question, decide
from briefing.condensing.condense import Condenser
from briefing.condensing.references import references
from briefing.settings import Options
from tests.condensing.builders import pointers, source_of, whole

pytestmark = pytest.mark.model


def test_a_pronoun_at_the_start_means_a_name_before(grammar):
    found = pointers(grammar, "Mary Johnson chairs the board.", "She opposes the sale.")
    assert found == [("She", ["Mary Johnson"])]


def test_the_speaker_of_a_quotation_may_be_a_pronoun(grammar):
    found = pointers(
        grammar, "Mary Johnson chairs the board.", "“The sale is off,” she told reporters."
    )
    assert found == [("she", ["Mary Johnson"])]


def test_pronouns_inside_a_quotation_are_the_speakers_own(grammar):
    found = pointers(
        grammar, "The mill is old.", "“They may sell it, but he will not,” said Mary Johnson."
    )
    assert found == []


def test_a_possessive_names_the_owner(grammar):
    found = pointers(
        grammar, "Sundria paid for the bridge.", "Its foreign minister, Anselm Roe, wants a toll."
    )
    assert found == [("Its", ["Sundria"])]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is hoped that the ferry will sail in May.",
        "It is hard to repair a bridge in winter.",
        "It is the first time that the ferry has stopped.",
        "When Johnson left the mill, she sold her shares.",
        "Leaving her office, Mary Johnson waved to the crowd.",
        "Reyes sold the mill this year.",
        "The board thanked those who had stayed.",
    ],
)
def test_a_sentence_that_says_whom_it_means_has_no_pointers(grammar, sentence):
    assert pointers(grammar, "Anselm Roe chairs the board.", sentence) == []


@pytest.mark.parametrize(
    ("before", "sentence", "pointer"),
    [
        ("The slip is sound.", "It was resurfaced in 2021, using a grant.", "It"),
        ("The board met on Monday.", "This has led to new talks.", "This"),
        ("Three plans were drawn up.", "The third cannot be finished before 2033.", "third"),
    ],
)
def test_what_cannot_be_named_is_left_open(grammar, before, sentence, pointer):
    assert (pointer, []) in pointers(grammar, before, sentence)


def test_such_a_thing_is_the_thing_spoken_of(grammar):
    found = pointers(
        grammar,
        "Ministers discussed a new levy of 4%.",
        "Such a levy would hurt the smaller mills.",
    )
    assert found == [("Such a levy", ["a new levy of 4%"])]


def test_this_thing_becomes_the_thing(grammar):
    found = pointers(
        grammar, "Johnson made an offer of help.", "Accepting this offer would end the dispute."
    )
    assert found == [("this offer", ["the offer of help"])]


def answer(grammar, model, *texts):
    source = source_of(grammar, *texts)
    last = source.sentences[-1]
    questions = [Question(last, r) for r in references(last, source) if r.candidates]
    return [c.words if c else None for c in decide(questions, source, model)]


@pytest.mark.parametrize("with_model", [True, False])
def test_a_lone_name_is_taken(grammar, language_model, with_model):
    model = language_model if with_model else None
    texts = ("Anselm Roe chairs the board.", "He opposes the sale of the mill.")
    assert answer(grammar, model, *texts) == ["Anselm Roe"]


def test_a_name_of_the_other_gender_is_never_put_in(grammar, language_model):
    texts = (
        "William Carter runs the ferry.",
        "He bought it in 2011 from Mary Johnson.",
        "She said that the ship was sound.",
    )
    assert answer(grammar, language_model, *texts) in (["Mary Johnson"], [None])


def test_a_person_of_the_other_pronoun_is_left_out(grammar):
    texts = (
        "Mary Johnson runs the ferry.",
        "She bought it from William Roe.",
        "He said that the ship was sound.",
    )
    assert answer(grammar, None, *texts) == ["William Roe"]


def test_two_of_one_sort_that_are_as_near_are_left_open(grammar):
    texts = (
        "The ferry was sold to William Roe by Peter Johnson.",
        "The ship was sound, he said.",
    )
    assert answer(grammar, None, *texts) in ([None], [])


def test_a_row_of_sentences_on_one_person_is_understood_through(grammar):
    texts = (
        "Mary Johnson chairs the board.",
        "She took office in May.",
        "She sold two ships in June.",
        "She has since bought a third ship.",
        "She lives by the harbour.",
        "She opposes the sale of the mill.",
    )
    assert answer(grammar, None, *texts) == ["Mary Johnson"]


@pytest.mark.parametrize(
    ("before", "sentence", "name"),
    [
        ("The harbour board met on Monday.", "It approved a levy of 4%.", "the harbour board"),
        ("A new survey looked at forty mills.", "It found that six were empty.", "the new survey"),
        ("Tarn Shipping lost money in May.", "It said it would sell two ships.", "Tarn Shipping"),
    ],
)
def test_it_is_the_subject_of_the_sentence_before(grammar, before, sentence, name):
    assert answer(grammar, None, before, sentence) == [name]


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("The harbour board met on Monday.", "It came after a month of protests."),
        ("Mary Johnson sold the mill.", "It had stood empty for years."),
        ("The plan was dropped.", "It had cost four million crowns."),
    ],
)
def test_what_it_may_mean_besides_is_not_guessed(grammar, before, sentence):
    assert answer(grammar, None, before, sentence) == []


def test_two_people_named_together_are_they(grammar):
    found = pointers(
        grammar, "Mary Johnson and Peter Roe own the mill.", "They want to sell it in June."
    )
    assert found == [("They", ["Mary Johnson and Peter Roe"])]


def test_a_title_settles_whom_a_pronoun_can_mean(grammar):
    texts = (
        "Mrs Johnson runs the ferry, and she bought it from Mr Roe.",
        "He said that the ship was sound.",
    )
    assert answer(grammar, None, *texts) == ["Roe"]


def test_a_name_that_could_be_another_is_put_in_but_marked_for_a_look(grammar):
    source = source_of(
        grammar,
        "Mary Johnson met the president, Susan Carter, on Monday.",
        "She told reporters that she would resign.",
    )
    condenser = Condenser(source, Options(words=40), grammar)
    ((_, found),) = condenser.condense([whole(source)])
    guessed = [b for b in found if "resign" in b.text]
    assert all(b.verdict is not Verdict.SUPPORTED for b in guessed)


def test_somebody_without_a_name_is_not_given_the_name_beside(grammar):
    texts = (
        "Mary Johnson, prosecuting, said that Roe broke into the flat while the victim was asleep.",
        "She awoke and screamed.",
    )
    assert answer(grammar, None, *texts) == []


def test_a_pronoun_does_not_mean_what_its_speaker_speaks_of(grammar):
    found = pointers(
        grammar,
        "Anselm Roe left the yard in May.",
        "“Fight the owner and the harbour commissioner,” he told reporters.",
    )
    assert found == [("he", ["Anselm Roe"])]


def test_it_is_not_the_person_whom_a_letter_speaks_of(grammar):
    before = "A letter by dockers in Arnsel claimed Mary Johnson has been rude to them."
    ((word, meant),) = pointers(grammar, before, "It was sent to the harbour board in May.")
    assert word == "It"
    assert "Mary Johnson" not in meant


def test_a_name_put_in_does_not_tell_what_it_means(grammar):
    before = "Anselm Roe spoke about fraud on Monday."
    found = dict(pointers(grammar, before, "He called it an enemy of the yard."))
    assert found["He"] == ["Anselm Roe"]
    assert "it" in found


def test_a_name_put_in_carries_the_pronouns_of_its_own_kind(grammar):
    before = "Anselm Roe spoke about fraud on Monday."
    found = pointers(grammar, before, "He said his brother had seen him at the yard.")
    assert found == [("He", ["Anselm Roe"])]


def test_a_that_at_the_end_points_back(grammar):
    assert pointers(grammar, "Fraud pays.", "The summit will change that.") == [("that", [])]


def test_an_object_is_not_the_subject_by_another_part_of_its_name(grammar):
    found = pointers(
        grammar, "The pier fell.", "The Arnsel Ferry Union (AFU) described it as a shame."
    )
    assert [word for word, _ in found] == ["it"]


def test_it_that_is_a_thing_of_its_own_points_back(grammar):
    found = pointers(
        grammar,
        "Reyes opened a clinic.",
        "It is the first private clinic to offer beds to sailors.",
    )
    assert [word for word, _ in found] == ["It"]


def test_what_follows_a_semicolon_does_not_tell_what_it_means(grammar):
    found = pointers(
        grammar,
        "Reyes grew flax.",
        "It became a rich crop; Sundria alone bought half of the yield.",
    )
    assert [word for word, _ in found] == ["It"]


def test_it_is_not_the_subject_where_something_else_was_got(grammar):
    before = "Arnsel got six million crowns spread over two years."
    assert ("it", []) in pointers(grammar, before, "But it is a drop in the ocean.")


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("The Prince of Puzzles was loud.", "It was a cheerful evening for the crowd."),
        ("The Duke sold the mill.", "It had been empty for years."),
        ("Arnsel were ready to leave.", "It was a bitter loss."),
    ],
)
def test_it_is_nobody_and_nothing_that_may_be_somebody(grammar, before, sentence):
    assert answer(grammar, None, before, sentence) in ([None], [])


def test_it_does_not_mean_what_has_a_plural_verb(grammar):
    found = pointers(
        grammar, "The board lost the vote.", "Arnsel were entitled to feel that it was unfair."
    )
    assert [word for word, _ in found] == ["it"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Baby, he was born to run.",
        "The band played Baby, He Was Born to Run.",
        "Reyes sang “He Loves You” and left.",
    ],
)
def test_no_name_is_put_into_a_song_or_what_is_called_to_somebody(grammar, sentence):
    found = pointers(grammar, "Anselm Roe sang.", sentence)
    assert all(names == [] for _, names in found)


def test_a_name_that_two_people_share_is_neither_of_them(grammar):
    texts = (
        "Mr Holm, who prosecuted, said Mrs Roe had left.",
        "The court heard that Mr Roe had gone to the police.",
        "He was given leave.",
    )
    assert answer(grammar, None, *texts) in ([None], [])


def test_a_club_is_not_the_one_club_that_has_a_name(grammar):
    found = pointers(
        grammar,
        "Anselm Roe had trouble at his previous club Dolny.",
        "Fans sang.",
        "The club has sold a ship.",
    )
    assert ("The club", ["Dolny"]) not in found


def test_what_counts_on_others_is_not_put_in(grammar):
    found = pointers(
        grammar,
        "The first category is for costs of fires.",
        "This category reflects the new law.",
    )
    assert found == [("This category", [])]


def test_they_behind_a_semicolon_are_those_before_it(grammar):
    found = pointers(
        grammar,
        "Many mills closed in May.",
        "Welders who lost their jobs did not beg in the street; they left.",
    )
    assert found == []


def test_these_reasons_are_not_told_by_several_reasons(grammar):
    found = pointers(
        grammar, "Several reasons seem to count.", "These reasons are likely to stay important."
    )
    assert found == [("These reasons", [])]


def test_a_thing_is_not_he(grammar):
    found = pointers(grammar, "Anselm Roe left.", "In the new op-ed, his fellow crew praised him.")
    assert ("his", ["Anselm Roe"]) in found


def test_an_aide_is_not_her_own(grammar):
    found = pointers(grammar, "Mary Johnson left.", "Alda Reyes, her aide, stayed in Arnsel.")
    assert ("her", ["Mary Johnson"]) in found


def test_they_are_not_told_by_the_two_women(grammar):
    assert answer(grammar, None, "The two women wore hats.", "They left at once.") in ([None], [])


def test_what_is_done_to_it_may_be_done_to_another_thing(grammar):
    texts = ("Roe said the harbour board would give Tarn a ship.", "It would be given in May.")
    assert answer(grammar, None, *texts) in ([None], [])


def test_it_may_be_what_the_subject_belongs_to(grammar):
    texts = ("The aim of the ferry board is a fair price.", "It seeks to sell two ships.")
    assert answer(grammar, None, *texts) in ([None], [])
