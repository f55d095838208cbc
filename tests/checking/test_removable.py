"""Only phrases whose loss turns nothing round may be left out of a sentence."""

import pytest

from briefing.checking.removable import removable_phrases
from briefing.checking.trees import text_of

pytestmark = pytest.mark.model


def removable(grammar, text):
    ((sentence,),) = grammar.parse([text])
    return {text_of(sentence, p.tokens): p for p in removable_phrases(sentence)}


def test_a_relative_clause_between_commas_may_go(grammar):
    found = removable(
        grammar, "The council, which met on Monday, approved a budget of 12 million crowns."
    )
    assert ", which met on Monday ," in found


def test_an_aside_after_a_dash_may_go(grammar):
    found = removable(
        grammar, "The minister avoided the question – a habit that annoys her allies."
    )
    assert any("habit" in phrase for phrase in found)


def test_a_hyphen_between_spaces_is_a_dash(grammar):
    found = removable(
        grammar, "The museum opened a new wing - a hall of glass designed by students."
    )
    assert any(phrase.startswith("- a hall") for phrase in found)


def test_a_second_statement_after_and_may_go(grammar):
    found = removable(grammar, "Reyes rejected the offer and told reporters that talks were over.")
    assert any(phrase.startswith("and told") for phrase in found)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry will sail in January if the ice allows it.",
        "The ferry will not sail unless the harbour is clear.",
        "The pier may close, according to the harbour board.",
        "The board said it will neither sell the ships nor lease the docks.",
        "The mill could close or move abroad.",
    ],
)
def test_conditions_sources_and_alternatives_stay(grammar, text):
    assert removable(grammar, text) == {}


def test_nothing_is_cut_out_of_a_quotation(grammar):
    found = removable(
        grammar, "“The bridge, which we all love, is finished,” said the mayor of Arnsel."
    )
    assert not any("which" in phrase for phrase in found)


@pytest.mark.parametrize(
    ("text", "connective"),
    [
        ("However, the board refused.", "However ,"),
        ("In addition, the board sold two ships.", "In addition ,"),
        ("After this vote, the board sold two ships.", "After this vote ,"),
        ("The board also sold two ships.", "also"),
        ("But then Anselm Roe sold two ships.", "then"),
    ],
)
def test_what_only_ties_a_sentence_to_the_one_before_is_a_connective(grammar, text, connective):
    assert removable(grammar, text)[connective].connective


@pytest.mark.parametrize(
    "text",
    [
        "The pain was too much for him.",
        "The ship was on the move again.",
        "The vote has not yet been held.",
        "In the event of a flood, the gates close.",
    ],
)
def test_what_looks_like_a_connective_but_says_something_stays(grammar, text):
    assert not any(p.connective for p in removable(grammar, text).values())


def test_an_apposition_does_not_go_without_the_clause_that_speaks_of_it(grammar):
    text = "Alda Reyes, vice chair of the Ferry Union - which has 90 members - said the boats leak."
    ((sentence,),) = grammar.parse([text])
    for phrase in removable_phrases(sentence):
        kept = [t.text for i, t in enumerate(sentence.tokens) if i not in phrase.tokens]
        assert "which" not in kept or "Union" in kept


@pytest.mark.parametrize(
    "text",
    [
        "The harbour has 26 cranes left, but old records show that cranes once lined the strait.",
        "The mill burned down, and Anselm Roe sold the harbour to a firm from Tarnhall.",
    ],
)
def test_the_first_of_two_statements_may_go(grammar, text):
    ((sentence,),) = grammar.parse([text])
    assert "first statement" in {p.kind for p in removable_phrases(sentence)}


@pytest.mark.parametrize(
    "text",
    [
        "The board said the pier was safe, but engineers from Arnsel found nine long cracks in it.",
        "In May the mill closed and Alda Reyes sold the harbour to a firm from Tarnhall.",
        "If the ice holds, the ferry will sail and Alda Reyes will pay for the first trip.",
        "The mill reportedly closed and Alda Reyes sold the harbour to a firm from Tarnhall.",
        "A ferry sank in March, and the crew was saved by a boat from Tarnhall.",
        "The board has four ships, but Anselm Roe of Tarnhall has more at the pier.",
        "Alda Reyes sold the mill, but her brother bought the land around the harbour.",
        "Either the mill closes or Alda Reyes sells the harbour to a firm from Tarnhall.",
    ],
)
def test_a_first_statement_that_governs_or_names_stays(grammar, text):
    ((sentence,),) = grammar.parse([text])
    assert "first statement" not in {p.kind for p in removable_phrases(sentence)}


def test_an_apposition_of_two_parts_before_the_verb_may_go(grammar):
    found = removable(
        grammar, "Anselm Roe, head of the mill and owner of a ship, had blocked the sale."
    )
    assert any("owner of a ship" in phrase for phrase in found)


def test_members_of_a_list_stay(grammar):
    found = removable(grammar, "The mayor, the owner of the mill and the welder left the pier.")
    assert not any("mill" in phrase for phrase in found)


def test_a_so_that_measures_stays_behind_but(grammar):
    found = removable(grammar, "But so many ships have sunk that Reyes left the board.")
    assert "so" not in found


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The board met in May and sold the old pier to a builder from Arnsel.", "met in May and"),
        ("The mill has paid its debts and has hired forty workers from Arnsel.", "has paid its"),
        ("After the mill had failed twice, the board sold its land to a builder.", "After the"),
        ("Because the dam is full, the ministry must tell the farmers who gets water.", "Be"),
        ("The thief was freed by a judge who had known his father for years.", "who had known"),
    ],
)
def test_what_else_a_plain_statement_tells_may_go(grammar, text, phrase):
    assert any(p.startswith(phrase) for p in removable(grammar, text))


@pytest.mark.parametrize(
    "text",
    [
        "After the dam had failed, nobody in the valley believed the ministry.",
        "When the ice melts, the ferry may sail to Arnsel again.",
        "The board never met in May and sold the old pier to a builder.",
        "Roe is a judge who has freed many thieves.",
        "No thief was freed by a judge who had known his father.",
    ],
)
def test_what_a_statement_hangs_on_stays(grammar, text):
    assert removable(grammar, text) == {}


def test_nobody_is_left_out_whom_the_rest_speaks_of(grammar):
    found = removable(grammar, "Roe met Lund in Arnsel and thanked him for the harbour's ships.")
    assert not any(phrase.startswith("met Lund") for phrase in found)


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Roe said the repairs were, in fact, working.", "working"),
        ("There was also a deeper reason, which was bound up with faith.", "which"),
        ("In that ruling, as in the one of May, the court upheld the levy.", "ruling"),
        ("Under this law, the state gave each of the settlers a mill.", "law"),
        ("The court heard that Mrs Roe died after she was struck by a ship.", "after"),
    ],
)
def test_what_a_statement_is_about_stays(grammar, text, stays):
    assert not any(stays in phrase for phrase in removable(grammar, text))


def test_what_only_tells_when_or_why_may_go(grammar):
    found = removable(grammar, "For this reason, the board sold two ships.")
    assert found["For this reason ,"].connective


def test_the_answer_to_a_heading_goes_and_nothing_is_thought_denied(grammar):
    found = removable(grammar, "No, the ferry may sail in winter.")
    assert found["No ,"].connective


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("In many cases, the medal is given to a museum.", "cases"),
        ("In other cases, the medal is given to a museum.", "cases"),
        ("In this case, the medal is given to a museum.", "case"),
        ("When designing a medal, the board asks the crew.", "designing"),
        ("When a medal has been earned, the board has paid for its making.", "earned"),
        ("The 24-year-old, named in Arnsel as Anselm Roe, had sold the old mill.", "named"),
        ("Aided by pipes, drum rolls and a man in red, the Arnsel band cheered.", "Aided"),
    ],
)
def test_for_whom_and_when_a_statement_holds_stays(grammar, text, stays):
    assert not any(stays in phrase for phrase in removable(grammar, text))


@pytest.mark.parametrize(
    ("text", "connective"),
    [
        ("Forty crews were left in Arnsel as a result.", ["as a result"]),
        ("Forty crews were left in Arnsel as a result of the storm.", []),
    ],
)
def test_what_ties_a_sentence_from_its_end_is_a_connective(grammar, text, connective):
    assert [words for words, p in removable(grammar, text).items() if p.connective] == connective


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("Arnsel Shipping has signed a deal to buy 30 of the old ships in May.", "buy"),
        ("The board could agree to call up and sell a ship in a day.", "sell"),
    ],
)
def test_what_a_deal_is_for_and_what_two_verbs_share_stay(grammar, text, stays):
    assert not any(stays in phrase for phrase in removable(grammar, text))


@pytest.mark.parametrize(
    ("text", "connective"),
    [
        ("In short, welders were paid better.", "In short ,"),
        ("As mentioned above, welders were paid better.", "As mentioned above ,"),
    ],
)
def test_an_opening_that_speaks_of_the_text_is_a_connective(grammar, text, connective):
    assert removable(grammar, text)[connective].connective


def test_though_between_commas_only_ties(grammar):
    found = removable(grammar, "Reyes sat in the stern, though, and was seen by the crew.")
    assert any(p.connective and "though" in words for words, p in found.items())


def test_a_lone_noun_behind_a_name_stays(grammar):
    found = removable(
        grammar, "Reyes took a stroll with her son near their Tarnhall, Sundria, home."
    )
    assert ", home" not in found


def test_however_between_commas_goes_beside_a_negation_too(grammar):
    found = removable(grammar, "Most of the crews did not leave the yard, however.")
    assert any(p.connective and "however" in words for words, p in found.items())
