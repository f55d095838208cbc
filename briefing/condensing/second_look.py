"""The check that anybody's statement has to pass, for the bullets of the program too."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.checking.assess import Statement
from briefing.checking.background import plain_background
from briefing.checking.doubts import Doubt, Kind
from briefing.checking.judge import judge


def doubts_on(
    bullet: Statement, evidence: Sequence[Statement], names: Sequence[Statement], article: str
) -> tuple[Doubt, ...]:
    """What a check that knows nothing of how a bullet came about finds wrong with it.

    ``evidence`` is the sentence that it rests on, ``names`` are the words that were put in for
    pronouns, ``article`` is the article's text. Whom a pronoun means was decided before, and is
    told where it is a guess: that is not doubted again.
    """
    known = [*evidence, *names]
    background = plain_background(article, [s for e in known for s in e.sentences])
    found = judge(bullet.text, [(s, known) for s in bullet.sentences], background)
    put_in = {word for name in names for word in re.split(r"[\s-]+", name.text)}
    return tuple(d for d in found.doubts if not _was_decided(d, bullet.text, put_in))


def _was_decided(doubt: Doubt, text: str, put_in: set[str]) -> bool:
    """Whether the doubt is that the source does not name here whom it means."""
    is_of_name = doubt.kind in (Kind.NAME, Kind.SPEAKER) and not doubt.grave
    return is_of_name and text[doubt.start : doubt.end] in put_in
