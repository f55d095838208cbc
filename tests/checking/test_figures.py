"""Numbers, units, dates and approximations are compared whatever their form."""

import pytest

from briefing.checking.doubts import Kind
from briefing.checking.figures import check_figures


def kinds(claim, source):
    return [doubt.kind for doubt in check_figures(claim, source)]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It cost 3,000 euros.", "It cost €3k."),
        ("It cost three thousand pounds.", "It cost £3,000."),
        ("Half of them left on 3 May.", "Half of them left on May 3."),
        ("It grew by 5%.", "It grew by 5 per cent."),
        ("Some 300 came.", "About 300 came."),
        ("Up to 40 may go.", "At most 40 may go."),
        ("It has been seen 235,000 times.", "It has been seen 235, 000 times."),
        ("He may go.", "He may go. It was in June."),
    ],
)
def test_another_form_of_the_same_is_no_doubt(claim, source):
    assert kinds(claim, source) == []


@pytest.mark.parametrize(
    ("claim", "source", "kind"),
    [
        ("It cost 4,000 euros.", "It cost €3,000.", Kind.NUMBER),
        ("It cost 3,000 dollars.", "It cost €3,000.", Kind.UNIT),
        ("They left on 3 June.", "They left on 3 May.", Kind.DATE),
        ("They left on Friday.", "They left on Monday.", Kind.DATE),
        ("It has 300 rooms.", "It has nearly 300 rooms.", Kind.APPROXIMATION),
        ("More than 300 came.", "About 300 came.", Kind.APPROXIMATION),
        ("Half of them left.", "Almost half of them left.", Kind.APPROXIMATION),
    ],
)
def test_each_change_has_its_kind(claim, source, kind):
    assert kinds(claim, source) == [kind]


def test_the_words_are_marked_and_the_sources_number_is_named():
    claim = "The bridge cost 4,000 euros."
    (doubt,) = check_figures(claim, "It cost 3,000 euros.")
    assert claim[doubt.start : doubt.end] == "4,000"
    assert doubt.reason.endswith("there it is 3,000")
