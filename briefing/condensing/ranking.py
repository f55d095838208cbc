"""The language model's say in which of a sentence's wordings is taken.

The wordings come from rules, and the best is the one that carries most in fewest words. Where
leaving a few more words out, or in, makes all the rest far likelier (nats a word, after the
sentences before), those words were an aside that the rules cannot tell from substance: an address,
a sum in another currency, what a picture shows; or their loss left a gap. Then that wording is
taken. It is one parallel pass, many times cheaper than letting the model write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.checking.source import Source
from briefing.condensing.wording import Prepared, Wording
from briefing.engine.types import LanguageModel, Stop

_BEFORE = 2
"""Sentences before that the model reads."""

_FEW = 6
"""Words by which a wording may differ from the best one in length."""

_DEARER = 0.2
"""What it may be worth less."""

_MOST = 4
"""Wordings of a sentence that are held against the best one."""

_FAR = 0.85
"""Nats a word by which it must be likelier."""

_SAY = 0.5
"""What a nat a word counts among those that are."""


@dataclass(frozen=True)
class Ballot:
    """A sentence, its wordings that are short enough, the most worth first, and their worths."""

    prepared: Prepared
    wordings: Sequence[Wording]
    worths: Sequence[float]


def ranked(
    ballots: Sequence[Ballot], source: Source, model: LanguageModel, stop: Stop | None = None
) -> list[Wording]:
    """The wording of each sentence that is taken. Raises Cancelled when ``stop`` answers true."""
    rivals = [list(_rivals(ballot)) for ballot in ballots]
    pairs = [
        (context, f" {ballot.wordings[i].text}" if context else ballot.wordings[i].text)
        for ballot, row in zip(ballots, rivals, strict=True)
        if row
        for context in (_before(ballot.prepared, source),)
        for i in (0, *row)
    ]
    scores = iter(model.log_likelihood(pairs, stop=stop))
    taken = []
    for ballot, row in zip(ballots, rivals, strict=True):
        nats = {i: next(scores) / ballot.wordings[i].words for i in (0, *row)} if row else {0: 0.0}
        best = max(nats, key=lambda i: (ballot.worths[i] + _SAY * nats[i], -i))
        taken.append(ballot.wordings[best if nats[best] - nats[0] >= _FAR else 0])
    return taken


def _rivals(ballot: Ballot) -> Iterator[int]:
    """What is held against the best wording; nobody's name is lost for it."""
    best = ballot.wordings[0]
    tokens = ballot.prepared.source.sentence.tokens
    people = {i for i in best.kept if tokens[i].entity == "PERSON"}
    found = 0
    for number, wording in enumerate(ballot.wordings[1:], 1):
        near = abs(wording.words - best.words) <= _FEW
        dear = ballot.worths[0] - ballot.worths[number] > _DEARER
        if near and not dear and people <= wording.kept and wording.text != best.text:
            yield number
            found += 1
            if found == _MOST:
                return


def _before(prepared: Prepared, source: Source) -> str:
    index = prepared.source.index
    return " ".join(s.words for s in source.sentences[max(0, index - _BEFORE) : index])
