"""What a parsed sentence says of itself: its quotations, and whether marks have their partners."""

import pytest

from briefing.checking.trees import balanced_quotes, quotations, text_of

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We sold it,” Reyes told the welders' union.", ["“ We sold it , ”"]),
        ("The welders' leader called it 'a bad day for Arnsel'.", ["' a bad day for Arnsel '"]),
        ("The welders' leader left the yard.", []),
    ],
)
def test_the_apostrophe_of_an_owner_is_no_quotation_mark(grammar, text, quoted):
    ((sentence,),) = grammar.parse([text])
    assert [text_of(sentence, q) for q in quotations(sentence)] == quoted


@pytest.mark.parametrize(
    ("text", "balanced"),
    [
        ("'We sold it,' Reyes said. 'It was late.'", True),
        ("The welders' leader said: 'We sold it.'", True),
        ("We sold it,' Reyes said.", False),
        ("We sold it,' Reyes said. 'It was late.'", False),
        ("The union, the welders', has 90 members.", True),
        ("They sold it (and left)!'", False),
    ],
)
def test_a_single_mark_that_closes_what_was_not_opened_is_seen(text, balanced):
    assert balanced_quotes(text) is balanced


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("'If it rains, we leave': Roe and Holm wrote it.", ["' If it rains , we leave '"]),
        ("'The welders' union is old,' said Roe.", ["' The welders ' union is old , '"]),
        ("In the '90s, Roe left with 'her' boats.", ["' her '"]),
        ("The board's plan, the welders', failed.", []),
    ],
)
def test_single_marks_quote_where_space_tells_that_they_do(grammar, text, quoted):
    ((sentence,),) = grammar.parse([text])
    assert [text_of(sentence, q) for q in quotations(sentence)] == quoted
