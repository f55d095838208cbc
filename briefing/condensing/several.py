"""Condensing where several articles stand together: each by itself, none repeating another.

What a pronoun stands for, who speaks and what an article is about are asked of one article alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, zip_longest

from briefing.brief import Bullet, Section
from briefing.checking.lexical import content_stems
from briefing.checking.source import Source
from briefing.condensing.choosing import repeats
from briefing.condensing.condense import Condenser
from briefing.condensing.horizons import Horizons
from briefing.condensing.offers import Offers
from briefing.engine.types import Embedder, Grammar, LanguageModel, Stop
from briefing.gathering import apart, prefix_of, prefix_of_all
from briefing.settings import Options

_LEAST = 25
"""Words that the key points of one of several articles have at least: one statement."""


@dataclass
class Condensers:
    """A condenser for each of the articles that stand together in ``source``.

    The fields are those of ``Condenser``. The room for key points is shared out by the square roots
    of the articles' lengths, so that a long one does not crowd out a short one.
    """

    source: Horizons
    options: Options
    grammar: Grammar
    embedder: Embedder | None = None
    model: LanguageModel | None = None
    stop: Stop | None = None

    @cached_property
    def _by_prefix(self) -> dict[str, Condenser]:
        """Each by the prefix of its paragraphs' ids."""
        articles = apart(self.source.article)
        if len(articles) == 1:
            return {prefix_of_all(articles[0]): self._condenser(self.source, self.options)}
        parts = [self.source.whole().part(article) for article in articles]
        shares = [math.sqrt(1 + len(part.sentences)) for part in parts]
        room = self.options.key_points_words
        condensers: dict[str, Condenser] = {}
        for part, share in zip(parts, shares, strict=True):
            words = min(room, max(_LEAST, round(room * share / sum(shares))))
            condenser = self._condenser(part, replace(self.options, key_points_words=words))
            condenser.share(next(iter(condensers.values()), condenser))
            condensers[prefix_of_all(part.article)] = condenser
        return condensers

    def _condenser(self, source: Source | Horizons, options: Options) -> Condenser:
        return Condenser(source, options, self.grammar, self.embedder, self.model, self.stop)

    @property
    def check_s(self) -> float:
        """Seconds that the final checks took."""
        return sum(condenser.check_s for condenser in self._by_prefix.values())

    def condense(self, sections: Sequence[Section]) -> Iterator[tuple[Section, tuple[Bullet, ...]]]:
        """Condense the sections one after the other; yield each with its drafts.

        Raises Cancelled between and within sections when ``stop`` answers true.
        """
        for condenser, run in groupby(sections, self._condenser_of):
            yield from condenser.condense(list(run))

    def keep(self, bullets: Sequence[Bullet]) -> None:
        """Repeat nothing that these bullets say."""
        for prefix, condenser in self._by_prefix.items():
            condenser.keep([b for b in bullets if self._prefix_of(b) == prefix])

    def offers(self, section: Section, bullet: Bullet) -> Iterator[Offers]:
        """What may stand in a bullet's stead; see ``Condenser.offers``."""
        return self._condenser_of(section).offers(section, bullet)

    def key_points(
        self, sections: Sequence[Section], kept: Sequence[Bullet] = ()
    ) -> tuple[Bullet, ...]:
        """Choose the key points: the first of each article, then the second of each, and so on.

        What an earlier one says already is left out, and what the ``kept`` key points say.
        """
        rows = [
            condenser.key_points(
                [s for s in sections if self._condenser_of(s) is condenser],
                [b for b in kept if self._prefix_of(b) == prefix],
            )
            for prefix, condenser in self._by_prefix.items()
        ]
        if len(rows) == 1:
            return rows[0]
        chosen: list[Bullet] = []
        told: list[frozenset[str]] = []
        for bullet in (b for rank in zip_longest(*rows) for b in rank if b is not None):
            stems = frozenset(content_stems(bullet.text))
            if not any(repeats(stems, other) for other in told):
                chosen.append(bullet)
                told.append(stems)
        return tuple(chosen)

    def _prefix_of(self, bullet: Bullet) -> str:
        """The article that a bullet rests on, by its prefix; the first where it rests on none."""
        prefix = prefix_of(bullet.evidence[0].paragraph) if bullet.evidence else ""
        return prefix if prefix in self._by_prefix else next(iter(self._by_prefix))

    def _condenser_of(self, section: Section) -> Condenser:
        """Of a section that has no paragraphs, any: there is nothing to condense."""
        prefix = prefix_of(section.paragraphs[0]) if section.paragraphs else ""
        return self._by_prefix.get(prefix) or next(iter(self._by_prefix.values()))
