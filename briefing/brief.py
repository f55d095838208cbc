"""What is being written: a brief with its sections, bullets, evidence and verdicts.

Everything here is frozen: a change makes a new ``Brief``. Ids of sections and bullets are unique
in a brief and never used again after a removal, so that undo and evidence stay unambiguous.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from briefing.article import Article, Span
from briefing.notes import Notes

KEY_POINTS = "key_points"
"""The place of the key points, where a section's id is asked for."""

DEEPEST = 1
"""The deepest level of a bullet."""

Evidence = Span
"""The exact words of the article that a bullet rests on, one of possibly several spans."""


class Verdict(StrEnum):
    """Whether the article says what a bullet says."""

    SUPPORTED = "supported"
    CHECK = "check"
    UNSUPPORTED = "unsupported"


class BulletOrigin(StrEnum):
    """Who worded a bullet: the language model, the article itself, or a person."""

    MODEL = "model"
    EXTRACT = "extract"
    HUMAN = "human"


class SectionOrigin(StrEnum):
    """How a section was found."""

    CONTENTS = "toc"
    HEADING = "heading"
    TOPIC = "topic"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person wants for one section otherwise than for all; None stands for the same.

    The fields are those of ``settings.Options``.
    """

    bullets: int | None = None
    words: int | None = None
    keep_quotes: bool | None = None


@dataclass(frozen=True, slots=True)
class Bullet:
    """One statement, with the words of the article that it rests on.

    ``id`` is empty in a draft that no brief holds yet. ``score`` is between 0 and 1, higher for
    better supported. ``machine_text`` is what the program wrote before a person changed it, None
    if a person wrote the bullet from the start or has not changed it; ``machine_origin`` is the
    origin that it had then, so that taking the change back restores it. The program never touches
    a bullet that a person has ``locked``, whoever wrote it. ``level`` is 0, or 1 for a sub-bullet
    of the nearest bullet of level 0 above.
    """

    id: str
    text: str
    evidence: tuple[Evidence, ...] = ()
    verdict: Verdict = Verdict.CHECK
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    origin: BulletOrigin = BulletOrigin.HUMAN
    machine_text: str | None = None
    machine_origin: BulletOrigin | None = None
    locked: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the article under a title, and the bullets that condense it.

    ``paragraphs`` are ids of the article's paragraphs, in the article's order. ``condensed`` tells
    whether the program has finished with the section (it may have found nothing to say);
    ``condensed_from`` is which paragraphs it had then, None if it has the same ones still.
    ``why`` says in a sentence why the program let it begin where it does, empty if a person did.
    ``wishes`` hold for this section alone, from the next condensing on.
    """

    id: str
    title: str
    origin: SectionOrigin
    paragraphs: tuple[str, ...]
    level: int = 1
    bullets: tuple[Bullet, ...] = ()
    condensed: bool = False
    condensed_from: tuple[str, ...] | None = None
    why: str = ""
    wishes: Wishes = Wishes()

    @property
    def is_stale(self) -> bool:
        """Whether the section has other paragraphs than when it was condensed."""
        return self.condensed_from is not None

    def with_paragraphs(self, paragraphs: tuple[str, ...]) -> Section:
        """This section with other paragraphs; what was condensed may be stale by that."""
        then = self.paragraphs if self.condensed_from is None else self.condensed_from
        changed = self.condensed and then != paragraphs
        return replace(
            self,
            paragraphs=paragraphs,
            condensed_from=then if changed else None,
            why=self.why if paragraphs[:1] == self.paragraphs[:1] else "",
        )


@dataclass(frozen=True, slots=True)
class EngineNote:
    """Which model wrote the brief, for the note on how it was made.

    ``model`` is "extract" if no language model took part, and ``sha256`` is then None. ``servers``
    are the addresses that sentences of the article were sent to while the brief was made.
    """

    model: str = "extract"
    sha256: str | None = None
    settings: dict[str, str | int | float | bool | None] = field(default_factory=dict)
    servers: tuple[str, ...] = ()

    def after(self, earlier: EngineNote) -> EngineNote:
        """This note with the servers of an earlier one: what was sent there remains sent."""
        return replace(self, servers=tuple(dict.fromkeys((*earlier.servers, *self.servers))))


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds that each step took."""

    read_s: float = 0.0
    section_s: float = 0.0
    load_s: float = 0.0
    condense_s: float = 0.0
    check_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Brief:
    """A briefing on one article, while it is written and when it is done.

    ``title`` is what stands on top of the document; None means the article's own title.
    ``next_id`` numbers the next new bullet or section. ``notes`` is what stands beside the bullets.
    """

    article: Article
    sections: tuple[Section, ...] = ()
    key_points: tuple[Bullet, ...] = ()
    title: str | None = None
    engine: EngineNote = field(default_factory=EngineNote)
    timings: Timings = field(default_factory=Timings)
    next_id: int = 1
    notes: Notes = field(default_factory=Notes)

    @classmethod
    def begin(cls, article: Article, sections: tuple[Section, ...] = ()) -> Brief:
        """A new brief on ``article``, with its counter above the ids of ``sections``."""
        return cls(article=article, sections=sections, next_id=len(sections) + 1)

    @property
    def shown_title(self) -> str:
        """The title to show: the person's, else the article's, else a neutral word."""
        return self.title or self.article.title or "Briefing"

    def section(self, section_id: str) -> Section:
        """The section with this id. Raises KeyError if there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def bullets_at(self, place: str) -> tuple[Bullet, ...]:
        """The bullets of a section by its id, or the key points for ``KEY_POINTS``.

        Raises KeyError if there is no such section.
        """
        return self.key_points if place == KEY_POINTS else self.section(place).bullets

    def with_bullets(self, place: str, bullets: Iterable[Bullet]) -> Brief:
        """This brief with other bullets at ``place``. Raises KeyError if there is no such place."""
        new = tuple(bullets)
        if place == KEY_POINTS:
            return replace(self, key_points=new)
        return self.with_section(replace(self.section(place), bullets=new))

    def with_section(self, section: Section) -> Brief:
        """This brief with the section of the same id replaced. Raises KeyError if there is none."""
        self.section(section.id)
        return replace(
            self, sections=tuple(section if s.id == section.id else s for s in self.sections)
        )

    def places(self) -> Iterator[tuple[str, tuple[Bullet, ...]]]:
        """Every place that holds bullets, the key points first, with its bullets."""
        yield KEY_POINTS, self.key_points
        for section in self.sections:
            yield section.id, section.bullets

    def find(self, bullet_id: str) -> tuple[str, int, Bullet]:
        """Where the bullet is: its place, its index there, and itself. Raises KeyError."""
        for place, bullets in self.places():
            for index, bullet in enumerate(bullets):
                if bullet.id == bullet_id:
                    return place, index, bullet
        raise KeyError(bullet_id)

    def numbered(self, drafts: Iterable[Bullet]) -> tuple[Brief, tuple[Bullet, ...]]:
        """Give drafts ids of this brief: the brief with its counter moved on, and the bullets."""
        bullets = tuple(
            replace(draft, id=f"b{number}") for number, draft in enumerate(drafts, self.next_id)
        )
        return replace(self, next_id=self.next_id + len(bullets)), bullets
