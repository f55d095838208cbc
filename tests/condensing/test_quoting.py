"""A quotation of several sentences is its speaker's in each of them."""

import pytest

from briefing.condensing.quoting import quotations_of, quoted_sentences
from tests.condensing.builders import source_of

pytestmark = pytest.mark.model

OLD = "The ferries of the board are old and slow"
LEAK = "The boats of the board leak badly in winter"
CREWS = "The crews want to leave"


def said(grammar, *texts):
    """For each sentence in a quotation its second word and who says it (None: nobody knows)."""
    source = source_of(grammar, *texts)
    return [
        (source.sentences[i].words.strip("“‘'\"").split()[1], told.name if told else None)
        for i, told in quoted_sentences(source).items()
    ]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (
            (f"“{OLD}. {LEAK}. {CREWS},” Alda Reyes said on Monday.",),
            [("ferries", "Alda Reyes"), ("boats", "Alda Reyes")],
        ),
        (
            (f"“{OLD},” Alda Reyes said on Monday. “{LEAK}. {CREWS}.”",),
            [("boats", "Alda Reyes"), ("crews", "Alda Reyes")],
        ),
        (
            (
                f"Alda Reyes said: “{OLD}. {LEAK}.",
                f"“{CREWS} at once.”",
            ),
            [("boats", "Alda Reyes"), ("crews", "Alda Reyes")],
        ),
        (
            (
                f"Alda Reyes said: “{OLD}. {LEAK}.”",
                f"“{CREWS} at once.”",
            ),
            [("boats", "Alda Reyes"), ("crews", None)],
        ),
        (
            (f"A harbour police spokesman said: '{OLD}. {LEAK}.'",),
            [("boats", None)],
        ),
        (
            (f"An Arnsel police spokesman said: '{OLD}. {LEAK}.'",),
            [("boats", "An Arnsel police spokesman")],
        ),
        (
            (f"The 'new' pier leaks. {LEAK}. Roe called it 'old'.",),
            [],
        ),
        (
            (f"“{OLD},” said Reyes and Holm. “The boats leak in winter.”",),
            [("boats", None)],
        ),
    ],
)
def test_each_sentence_between_the_marks_has_the_speaker(grammar, texts, found):
    assert said(grammar, *texts) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“One. Two,” said Roe.", ["“One. Two,”"]),
        ('"One. Two," said Roe. "Three."', ['"One. Two,"', '"Three."']),
        ("'The crews' boats leak. Two,' said Roe.", ["'The crews' boats leak. Two,'"]),
        ("The crews' 'new' boats' hulls leak.", []),
        ("“One. Two.", ["“One. Two."]),
    ],
)
def test_a_quotation_reaches_from_mark_to_mark(text, found):
    assert [text[q.start : q.end] for q in quotations_of(text)] == found


def test_who_is_called_by_a_first_name_or_a_quality_is_named_in_full_or_not_at_all(grammar):
    quoted = f"“{OLD}. {LEAK}. {CREWS},”"
    assert {who for _, who in said(grammar, "Mary Johnson came.", f"{quoted} said Mary.")} == {
        "Mary Johnson"
    }
    assert {who for _, who in said(grammar, f"{quoted} said the former Arnsel welder.")} == {None}
