"""Edits of the cut: which sections there are, in which order, and which paragraphs each has.

The functions make an edit out of what a person wants; a ``SetCut`` lays the sections out anew
and is taken back by another one. No bullet is ever lost by it: bullets follow the words that they
rest on, and those that a person wrote stay with the section that they were written in. Only
``DropSection`` takes bullets out, and putting the section back brings them back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from briefing.brief import Brief, Bullet, Section, SectionOrigin
from briefing.editing.edits import Edit
from briefing.errors import EditError


@dataclass(frozen=True, slots=True)
class Shape:
    """A section as it should stand, and the ids of the bullets that belong to it.

    The section's own bullets are not looked at: what a bullet says may have changed since. Of
    ``condensed`` and ``condensed_from`` likewise: they count only where the section is not there.
    """

    section: Section
    bullets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetCut:
    """Lay out all sections anew.

    Bullets that no shape names (the machine may have filled a section meanwhile) stay in their
    section, or come into the first one if theirs is gone.
    """

    shapes: tuple[Shape, ...]

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if a paragraph is not in the article any more."""
        known = brief.article.by_id
        if not self.shapes or any(
            p not in known for s in self.shapes for p in s.section.paragraphs
        ):
            raise EditError("The article has changed since; the sections were left as they are.")
        present = {section.id: section for section in brief.sections}
        pool = {b.id: b for section in brief.sections for b in section.bullets}
        named = {bullet for shape in self.shapes for bullet in shape.bullets}
        ids = {shape.section.id for shape in self.shapes}
        strays: dict[str, list[Bullet]] = {}
        for section in brief.sections:
            home = section.id if section.id in ids else self.shapes[0].section.id
            strays.setdefault(home, []).extend(b for b in section.bullets if b.id not in named)
        sections = tuple(
            replace(
                _reshaped(present.get(shape.section.id), shape.section),
                bullets=(
                    *(pool[b] for b in shape.bullets if b in pool),
                    *strays.get(shape.section.id, ()),
                ),
            )
            for shape in self.shapes
        )
        next_id = max(brief.next_id, *(_number(s.id) + 1 for s in sections))
        return replace(brief, sections=sections, next_id=next_id), SetCut(_shapes(brief.sections))


@dataclass(frozen=True, slots=True)
class DropSection:
    """Take a section out of the briefing, with its bullets; its paragraphs are in none then."""

    section: str

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if there is no such section."""
        section = _found(brief, self.section)
        index = brief.sections.index(section)
        rest = tuple(s for s in brief.sections if s.id != self.section)
        return replace(brief, sections=rest), InsertSection(index, section)


@dataclass(frozen=True, slots=True)
class InsertSection:
    """Put a section back where it was."""

    index: int
    section: Section

    def apply(self, brief: Brief) -> tuple[Brief, Edit]:
        """See ``Edit``. Raises EditError if it, or something in it, is in the briefing already."""
        taken = {p for s in brief.sections for p in s.paragraphs}
        here = {b.id for _, bullets in brief.places() for b in bullets}
        if (
            any(s.id == self.section.id for s in brief.sections)
            or taken.intersection(self.section.paragraphs)
            or any(b.id in here for b in self.section.bullets)
        ):
            raise EditError("A part of the section is elsewhere by now; nothing was changed.")
        sections = list(brief.sections)
        sections.insert(self.index, self.section)
        return replace(brief, sections=tuple(sections)), DropSection(self.section.id)


# --- what a person wants -------------------------------------------------------------------------


def merge(brief: Brief, section: str, into: str) -> SetCut:
    """Make one of two sections: ``into`` keeps its title and place and takes everything.

    Raises EditError if one of them is not there, or both are the same.
    """
    gone, kept = _found(brief, section), _found(brief, into)
    if gone.id == kept.id:
        raise EditError("A section cannot be joined to itself; choose two.")
    first, second = sorted((gone, kept), key=lambda s: _place_in_article(brief, s))
    whole = kept.with_paragraphs(_in_order(brief, (*kept.paragraphs, *gone.paragraphs)))
    bullets = tuple(b.id for part in (first, second) for b in part.bullets)
    shapes = (
        Shape(whole, bullets) if shape.section.id == kept.id else shape
        for shape in _shapes(brief.sections)
        if shape.section.id != gone.id
    )
    return SetCut(tuple(shapes))


def split(brief: Brief, paragraph: str, title: str) -> SetCut:
    """Begin a new section with the paragraph that has this id, right after its old one.

    Bullets whose first evidence lies in the new part go there. Raises EditError if the paragraph
    is in no section, or is the first of one.
    """
    old = section_of(brief, paragraph)
    if old is None:
        raise EditError("The paragraph belongs to no section; choose one that does.")
    at = old.paragraphs.index(paragraph)
    if at == 0:
        raise EditError("A section begins with this paragraph already.")
    return new_section(brief, old.paragraphs[at:], title, after=old.id)


def new_section(
    brief: Brief, paragraphs: Sequence[str], title: str, *, after: str | None = None
) -> SetCut:
    """Make a section of these paragraphs, wherever they were; it stands below ``after``.

    Without ``after`` it stands where its text stands in the article. Raises EditError if there is
    no such paragraph of running text.
    """
    wanted = _body_only(brief, paragraphs)
    section = Section(
        next_section_id(brief), title, SectionOrigin.TOPIC, _in_order(brief, wanted), level=1
    )
    old = section_of(brief, section.paragraphs[0])
    if old is not None:
        section = replace(section, level=old.level, origin=old.origin)
        if old.condensed:
            section = replace(section, condensed=True, condensed_from=_basis(old))
    shapes = list(_without(brief, set(wanted)))
    if after is not None:
        index = [shape.section.id for shape in shapes].index(_found(brief, after).id) + 1
    else:
        place = _place_in_article(brief, section)
        index = sum(_place_in_article(brief, shape.section) < place for shape in shapes)
    shapes.insert(index, Shape(section, ()))
    return SetCut(_with_followers(brief, shapes, section.id, set(wanted)))


def assign(brief: Brief, paragraphs: Sequence[str], section: str) -> SetCut:
    """Give paragraphs to a section, wherever they were; so is a boundary moved.

    Bullets that rest on them go along. Raises EditError if there is no such section, or no such
    paragraph of running text.
    """
    wanted = set(_body_only(brief, paragraphs))
    _found(brief, section)
    shapes = [
        replace(
            shape,
            section=shape.section.with_paragraphs(
                _in_order(brief, (*shape.section.paragraphs, *wanted))
            ),
        )
        if shape.section.id == section
        else shape
        for shape in _without(brief, wanted)
    ]
    return SetCut(_with_followers(brief, shapes, section, wanted))


def release(brief: Brief, paragraphs: Sequence[str]) -> SetCut:
    """Take paragraphs out of their sections; they are in none then, and their bullets stay.

    Raises EditError if there is no such paragraph of running text.
    """
    wanted = set(_body_only(brief, paragraphs))
    return SetCut(tuple(_without(brief, wanted)))


def move(brief: Brief, section: str, index: int) -> SetCut:
    """Put a section at ``index`` among the others, counted after it was taken out.

    Raises EditError if there is no such section.
    """
    _found(brief, section)
    shapes = list(_shapes(brief.sections))
    moved = next(shape for shape in shapes if shape.section.id == section)
    shapes.remove(moved)
    shapes.insert(min(max(index, 0), len(shapes)), moved)
    return SetCut(tuple(shapes))


def section_of(brief: Brief, paragraph: str) -> Section | None:
    """The section that a paragraph belongs to, None if it is in none."""
    return next((s for s in brief.sections if paragraph in s.paragraphs), None)


# --- helpers -------------------------------------------------------------------------------------


def next_section_id(brief: Brief) -> str:
    """The id that the next section made by a person will have."""
    return f"s{brief.next_id}"


def _found(brief: Brief, section: str) -> Section:
    try:
        return brief.section(section)
    except KeyError as error:
        raise EditError("The section is no longer in the briefing; nothing was changed.") from error


def _shapes(sections: Iterable[Section]) -> tuple[Shape, ...]:
    return tuple(Shape(replace(s, bullets=()), tuple(b.id for b in s.bullets)) for s in sections)


def _reshaped(present: Section | None, wanted: Section) -> Section:
    """The section as wanted; what was condensed from what is known best by the present one."""
    if present is None:
        return wanted
    was = replace(wanted, condensed=present.condensed, condensed_from=present.condensed_from)
    then = replace(was, paragraphs=present.paragraphs).with_paragraphs(wanted.paragraphs)
    return replace(then, why=wanted.why)


def _basis(section: Section) -> tuple[str, ...]:
    """The paragraphs that the section was condensed from."""
    return section.paragraphs if section.condensed_from is None else section.condensed_from


def _without(brief: Brief, paragraphs: set[str]) -> Iterable[Shape]:
    for shape in _shapes(brief.sections):
        rest = tuple(p for p in shape.section.paragraphs if p not in paragraphs)
        yield replace(shape, section=shape.section.with_paragraphs(rest))


def _with_followers(
    brief: Brief, shapes: Sequence[Shape], section: str, paragraphs: set[str]
) -> tuple[Shape, ...]:
    """The shapes, with the bullets that rest on ``paragraphs`` in ``section``."""
    following = [
        b.id
        for s in brief.sections
        for b in s.bullets
        if s.id != section and b.evidence and b.evidence[0].paragraph in paragraphs
    ]
    return tuple(
        replace(shape, bullets=_by_evidence(brief, (*shape.bullets, *following)))
        if shape.section.id == section and following
        else replace(shape, bullets=tuple(b for b in shape.bullets if b not in following))
        for shape in shapes
    )


def _by_evidence(brief: Brief, bullets: Sequence[str]) -> tuple[str, ...]:
    """Bullets that have come together, in the order of what they rest on; others keep their rank.

    A bullet without evidence stays behind the one that it followed.
    """
    order = {p.id: n for n, p in enumerate(brief.article.paragraphs)}
    keys: dict[str, tuple[int, int, int]] = {}
    last = (-1, 0)
    for rank, bullet in enumerate(bullets):
        evidence = brief.find(bullet)[2].evidence
        if evidence:
            last = (order.get(evidence[0].paragraph, -1), evidence[0].start)
        keys[bullet] = (*last, rank)
    return tuple(sorted(bullets, key=keys.__getitem__))


def _body_only(brief: Brief, paragraphs: Sequence[str]) -> tuple[str, ...]:
    known = brief.article.by_id
    body = tuple(p for p in paragraphs if p in known and known[p].kind.belongs_to_section)
    if not body:
        raise EditError("There is no running text in what was chosen; choose a paragraph of text.")
    return body


def _in_order(brief: Brief, paragraphs: Iterable[str]) -> tuple[str, ...]:
    wanted = set(paragraphs)
    return tuple(p.id for p in brief.article.paragraphs if p.id in wanted)


def _place_in_article(brief: Brief, section: Section) -> int:
    """Where a section begins in the article; one without paragraphs comes last."""
    own = set(section.paragraphs)
    paragraphs = brief.article.paragraphs
    return next((n for n, p in enumerate(paragraphs) if p.id in own), len(paragraphs))


def _number(id_: str) -> int:
    digits = id_[1:]
    return int(digits) if digits.isascii() and digits.isdigit() else 0
