"""What a person wants of the bullets of a section: its own limits, and quotations kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from briefing.brief import Section
from briefing.checking.trees import quoted
from briefing.condensing.wording import Prepared, Wording
from briefing.settings import Options

QUOTING = 0.5
"""What a quotation adds to a sentence's worth where quotations are to be kept."""


def wished(options: Options, section: Section) -> Options:
    """The options with what a person wants for this section alone."""
    wishes = {n: w for n, w in asdict(section.wishes).items() if w is not None}
    return replace(options, **wishes) if wishes else options


def said(prepared: Prepared) -> frozenset[int]:
    """The tokens of the sentence that somebody is quoted with."""
    if prepared.speaker is not None:
        return prepared.kept
    return frozenset(quoted(prepared.source.sentence)) & prepared.kept


def quoting(prepared: Prepared, row: Sequence[Wording]) -> list[Wording]:
    """The wordings that leave no quoted word out."""
    spoken = said(prepared)
    return [w for w in row if spoken <= w.kept]
