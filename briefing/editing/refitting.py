"""A brief on a corrected article: what follows for its sections, evidence and verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefing.article import Article, ParagraphKind, Span
from briefing.brief import Brief, Bullet, Section, Verdict
from briefing.editing.carrying import Carried, Carrier, joined
from briefing.editing.edits import NOT_CHECKED, is_unchecked

PASSAGE_LEFT_OUT = "the passage it rests on was left out"
"""The reason of a bullet whose evidence is no longer in the article."""


def refitted(brief: Brief, article: Article) -> Brief:
    """The brief on ``article``, which has the words of its present one in other paragraphs.

    Sections keep what they have; a paragraph that has come joins the section of its neighbour.
    Evidence is carried along; a bullet that has lost some of it is to be checked by the person.
    When a passage comes back, such bullets are open again for the program's own check.
    """
    old = brief.article
    if article.paragraphs == old.paragraphs and article.left_out == old.left_out:
        return replace(brief, article=article)
    carrier = Carrier(old, article)
    came_back = any(item.paragraph.id in article.by_id for item in old.left_out)

    def carried(bullets: tuple[Bullet, ...]) -> tuple[Bullet, ...]:
        new = tuple(_carried(b, carrier, article, came_back=came_back) for b in bullets)
        return bullets if all(a is b for a, b in zip(new, bullets, strict=True)) else new

    sections = refitted_sections(brief.sections, old, article)
    return replace(
        brief,
        article=article,
        notes=brief.notes.moved(lambda span: _whole(carrier.span(span))),
        key_points=carried(brief.key_points),
        sections=tuple(replace(s, bullets=carried(s.bullets)) for s in sections),
    )


def _whole(carried: Carried) -> Span | None:
    """Where a span is now, None where something of it is gone or it was parted."""
    return carried.spans[0] if carried.is_whole and len(carried.spans) == 1 else None


def carried_drafts(drafts: Sequence[Bullet], old: Article, new: Article) -> tuple[Bullet, ...]:
    """Bullets that were made from ``old``, with their evidence in ``new``."""
    carrier = Carrier(old, new)
    return tuple(_carried(draft, carrier, new, came_back=False) for draft in drafts)


def refitted_sections(
    sections: Sequence[Section], old: Article, new: Article
) -> tuple[Section, ...]:
    """Sections of ``old`` with the paragraphs of ``new``: each of its body is in one again.

    A paragraph that was in no section, because its section was taken out, stays in none. Why a
    section begins where it does is kept: who corrects a paragraph moves no beginning.
    """
    if not sections:
        return ()
    homes = _homes(sections, old, new)
    members: dict[int, list[str]] = {number: [] for number in range(len(sections))}
    for paragraph, home in homes.items():
        if home is not None:
            members[home].append(paragraph)
    return tuple(
        section
        if set(section.paragraphs) == set(members[number])
        else replace(section.with_paragraphs(tuple(members[number])), why=section.why)
        for number, section in enumerate(sections)
    )


def _carried(bullet: Bullet, carrier: Carrier, article: Article, *, came_back: bool) -> Bullet:
    if not came_back and all(carrier.keeps(span) for span in bullet.evidence):
        return bullet
    carried = [carrier.span(span) for span in bullet.evidence]
    spans = tuple(span for c in carried for span in c.spans)
    if spans != bullet.evidence:
        bullet = replace(bullet, evidence=joined(spans, article))
    if not all(c.is_whole for c in carried):
        return _doubted(bullet)
    if came_back and PASSAGE_LEFT_OUT in bullet.reasons:
        return replace(bullet, verdict=Verdict.CHECK, score=0.0, reasons=(NOT_CHECKED,))
    return bullet


def _doubted(bullet: Bullet) -> Bullet:
    """The bullet, to be checked since its passage is gone; one not checked yet will be anyway."""
    if is_unchecked(bullet) or PASSAGE_LEFT_OUT in bullet.reasons:
        return bullet
    verdict = Verdict.CHECK if bullet.verdict is Verdict.SUPPORTED else bullet.verdict
    return replace(bullet, verdict=verdict, reasons=(*bullet.reasons, PASSAGE_LEFT_OUT))


# --- which section a paragraph belongs to --------------------------------------------------------


def _homes(sections: Sequence[Section], old: Article, new: Article) -> dict[str, int | None]:
    """The number of the section of each paragraph of the body of ``new``, None if in none."""
    before = {p: number for number, section in enumerate(sections) for p in section.paragraphs}
    carrier = Carrier(old, new)
    homes: dict[str, int | None] = {}
    for paragraph in new.body:
        sources = [p for p in carrier.sources(paragraph.id) if p in old.by_id]
        bodies = [p for p in sources if old.by_id[p].kind.belongs_to_section]
        if bodies:
            homes[paragraph.id] = next((before[p] for p in bodies if p in before), None)
    for index, paragraph in enumerate(new.paragraphs):
        if paragraph.kind.belongs_to_section and paragraph.id not in homes:
            homes[paragraph.id] = _neighbours_home(new, index, homes)
    return {p.id: homes[p.id] for p in new.body}


def _neighbours_home(article: Article, index: int, homes: dict[str, int | None]) -> int:
    """The section of the neighbour before, of the one after where a heading stands between.

    The first section, where no paragraph is left in any.
    """
    before = list(_outwards(article, range(index - 1, -1, -1), homes))
    if before and before[0] is not None:
        return before[0]
    after = list(_outwards(article, range(index + 1, len(article.paragraphs)), homes))
    nearest = [*after[:1], *before, *after]  # what stands below a heading belongs together
    return next((home for home in nearest if home is not None), 0)


def _outwards(
    article: Article, indexes: range, homes: dict[str, int | None]
) -> Iterator[int | None]:
    """The sections met on the way, up to the first; None stands for a heading."""
    for index in indexes:
        paragraph = article.paragraphs[index]
        if paragraph.kind is ParagraphKind.HEADING:
            yield None
        elif (home := homes.get(paragraph.id)) is not None:
            yield home
            return
