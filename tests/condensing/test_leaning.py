"""A sentence that leans on the one before without a pronoun is told in full, or left aside."""

import pytest

from briefing.condensing.condense import Condenser
from briefing.condensing.leaning import known_things
from briefing.settings import Options
from tests.condensing.builders import pointers, source_of, whole

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("None was found alive.", "None"),
        ("Two were sold in May.", "Two"),
        ("By then the ferry had sailed.", "then"),
        ("The ferry sank two days later.", "later"),
        ("The next day the pier was closed.", "next"),
        ("Another survey found no damage to the pier.", "Another"),
        ("The effect was felt all along the coast.", "effect"),
        ("Forty families lived there.", "there"),
    ],
)
def test_what_counts_on_or_reckons_from_something_is_left_open(grammar, sentence, word):
    assert (word, []) in pointers(grammar, "The council met in Arnsel on Monday.", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "None of the ferries was found.",
        "The effect of the levy was felt all along the coast.",
        "Two years later than planned, the pier was opened.",
        "Many say that the ferry is finished.",
        "There is no ferry in winter.",
        "Forty families from Arnsel lived there.",
        "The government will decide in May.",
    ],
)
def test_what_says_what_it_is_of_is_left_alone(grammar, sentence):
    assert pointers(grammar, "The council met in Arnsel on Monday.", sentence) == []


def test_a_bare_the_board_is_the_one_board_spoken_of(grammar):
    found = pointers(
        grammar,
        "The harbour board met on Monday.",
        "Fishermen protested.",
        "The board sold a ship.",
    )
    assert found == [("The board", ["the harbour board"])]


def test_of_two_boards_neither_is_put_in(grammar):
    found = pointers(
        grammar,
        "The harbour board met the school board on Monday.",
        "The board sold a ship.",
    )
    assert found == []


@pytest.mark.parametrize(
    ("before", "text", "known"),
    [
        ("A ferry sank off Arnsel.", "The ferry had 90 people on board.", ["ferry"]),
        ("A ferry sank off Arnsel.", "Reyes praised the crew of the ferry.", ["ferry"]),
        ("Reyes sold a mill.", "Two unions had opposed the move.", ["move"]),
        ("A ferry sank off Arnsel.", "The ferry of the northern line had left late.", []),
        ("A ferry sank off Arnsel.", "A ferry burned when the ferry was full.", []),
        ("A police officer came.", "Reyes called the police to the harbour gate.", []),
        ("A ferry sank off Arnsel.", "“The ferry was old,” said Alda Reyes.", []),
        ("Reyes opened a new town hall.", "The building has two towers.", ["building"]),
        ("Six welders left.", "“I would sack them,” said Alda Reyes.", ["them"]),
    ],
)
def test_what_is_spoken_of_as_known_is_found(grammar, before, text, known):
    source = source_of(grammar, before, text)
    last = source.sentences[-1]
    assert [last.sentence.tokens[i].text for i in known_things(last, source)] == known


def test_a_sentence_that_says_of_what_it_speaks_is_chosen_first(grammar):
    source = source_of(
        grammar,
        "A ferry with 90 people on board sank off Arnsel on Monday.",
        "The ferry hit a rock.",
        "Alda Reyes, who chairs the harbour board of Arnsel, promised new boats.",
        "The boats were promised.",
    )
    ((_, found),) = Condenser(source, Options(bullets=2), grammar).condense([whole(source)])
    assert not any(b.text.startswith(("The ferry", "The boats")) for b in found)


@pytest.mark.parametrize(
    "before",
    ["Arnsel striker Anselm Roe left on Monday.", "Anselm Roe, a striker, left on Monday."],
)
def test_a_bare_the_striker_is_the_one_person_who_is_called_so(grammar, before):
    found = pointers(grammar, before, "Fans protested.", "The striker bought a mill.")
    assert found == [("The striker", ["Anselm Roe"])]


@pytest.mark.parametrize(
    "before",
    [
        "Arnsel striker Anselm Roe met Lund striker Bertil Holm on Monday.",
        "Arnsel striker Anselm Roe met another striker on Monday.",
        "Former striker Anselm Roe left on Monday.",
    ],
)
def test_of_two_strikers_or_a_former_one_nobody_is_named(grammar, before):
    assert pointers(grammar, before, "The striker bought a mill.") == []


def test_himself_is_whoever_its_sentence_speaks_of(grammar):
    assert pointers(grammar, "A thief ran.", "Sid Ahmed Roe had shot himself in the leg.") == []


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("The welder bought a mill.", ["welder"]),
        ("Reyes praised the 54-year-old engineer.", ["engineer"]),
        ("Reyes praised the 54-year-old engineer Bertil Holm.", []),
        ("Reyes praised a 54-year-old engineer.", []),
    ],
)
def test_people_whom_only_readers_of_the_rest_know_are_found(grammar, text, known):
    source = source_of(grammar, "A ferry sank off Arnsel.", text)
    last = source.sentences[-1]
    assert [last.sentence.tokens[i].text for i in known_things(last, source)] == known


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("The former welder bought a mill.", ["welder"]),
        ("The Tarn welder bought a mill.", ["welder"]),
        ("The Tarn mayor bought a mill.", []),
        ("The same journey would take two days.", ["journey"]),
        ("The latest initiative cost two crowns.", ["initiative"]),
        ("Reyes met the two sailors of a ship.", []),
        ("Reyes brought the two crews together.", ["crews"]),
        ("The embarrassing remark cost Reyes a ship.", ["remark"]),
        ("The ferry, which was old, cost two crowns.", ["ferry"]),
        ("The ferry that sank cost two crowns.", []),
        ("The heavy load of the ferry's hull broke the pier.", ["ferry"]),
        ("The harbour master, Ingrid Moe, bought a mill.", []),
        ("The former secretary of the board bought a mill.", ["secretary"]),
        ("The oldest welder of Arnsel bought a mill.", []),
    ],
)
def test_a_quality_or_an_aside_does_not_tell_which_one_it_is(grammar, text, known):
    source = source_of(grammar, "A ferry sank off Arnsel.", text)
    last = source.sentences[-1]
    assert sorted(last.sentence.tokens[i].text for i in known_things(last, source)) == known


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("There are some exceptions.", "exceptions"),
        ("Those built of stone stood for a hundred years.", "Those"),
    ],
)
def test_what_counts_on_the_sentence_before_is_left_open(grammar, sentence, word):
    assert (word, []) in pointers(grammar, "The council built mills.", sentence)


@pytest.mark.parametrize(
    "sentence",
    ["There are exceptions for welders over sixty.", "Those who build of stone pay no levy."],
)
def test_what_says_of_whom_it_holds_is_left_alone(grammar, sentence):
    assert pointers(grammar, "The council built mills.", sentence) == []


def test_a_section_has_fewer_bullets_rather_than_some_that_lean(grammar):
    source = source_of(
        grammar,
        "A ferry with 90 people on board sank off Arnsel on Monday.",
        "The ferry hit a rock.",
        "The former welder sold a mill.",
        "The boats were promised.",
    )
    ((_, found),) = Condenser(source, Options(), grammar).condense([whole(source)])
    assert [b.text for b in found] == ["A ferry with 90 people on board sank off Arnsel on Monday."]


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("During the next 12 years, the council built six mills.", "next"),
        ("Similar rules are found in Tarn.", "Similar"),
    ],
)
def test_what_is_reckoned_or_likened_to_something_before_is_left_open(grammar, sentence, word):
    assert (word, []) in pointers(grammar, "The council met in Arnsel.", sentence)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The greatest share was sold in May.", "share"),
        ("First, the council agrees to a rule for all mills.", "First"),
        ("Reyes could soon do just that.", "that"),
    ],
)
def test_a_step_and_a_deed_told_before_are_left_open(grammar, sentence, word):
    assert (word, []) in pointers(grammar, "The council may sell mills.", sentence)
