"""A sentence written from its tokens is a sentence again."""

import pytest

from briefing.checking.render import finish


@pytest.mark.parametrize(
    ("rough", "tidy"),
    [
        (", the board refused ,", "The board refused."),
        ("the board , refused .", "The board, refused."),
        ("the board refused,.", "The board refused."),
        ("“ the board refused ”", "“The board refused”."),
        ("it ended with a shout!", "It ended with a shout!"),
        ("the ship sank –", "The ship sank."),
        ("eBooks sell well.", "eBooks sell well."),
    ],
)
def test_punctuation_capital_and_full_stop_are_put_right(rough, tidy):
    assert finish(rough) == tidy
