"""How the machine's drafts come into a place where a person may have worked already."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.article import Span
from briefing.brief import Brief, Bullet, BulletOrigin, Section


def fill(
    brief: Brief, old: Sequence[Bullet], drafts: Sequence[Bullet], section: Section | None
) -> tuple[Brief, tuple[Bullet, ...]]:
    """The brief with its counter moved on, and the bullets that a place then holds.

    ``old`` are the place's bullets, ``section`` the place itself, None for the key points. What a
    person put there keeps its index as far as the drafts reach; a draft that says what such a
    bullet says already is left out.
    """
    kept = {index: bullet for index, bullet in enumerate(old) if is_kept(bullet, section)}
    wanted = [d for d in drafts if not any(_says_the_same(d, b) for b in kept.values())]
    numbered, new = brief.numbered(wanted)
    bullets = list(new)
    for index, bullet in sorted(kept.items()):
        bullets.insert(min(index, len(bullets)), bullet)
    return numbered, tuple(bullets)


def is_kept(bullet: Bullet, section: Section | None) -> bool:
    """Whether a person put the bullet here, by writing, editing or moving it, or locked it.

    ``section`` is where the bullet is, None for the key points.
    """
    if bullet.locked or bullet.origin is BulletOrigin.HUMAN:
        return True
    if section is None:
        return False
    if not section.condensed:
        return True  # the machine has written nothing here yet, so a person moved it here
    own = {*section.paragraphs, *(section.condensed_from or ())}
    return bool(bullet.evidence) and all(e.paragraph not in own for e in bullet.evidence)


def _says_the_same(draft: Bullet, kept: Bullet) -> bool:
    """Whether the two have the same words, or rest on the same sentence.

    A statement's own sentence comes first in its evidence; others tell what is named in it.
    """
    if draft.text in {kept.text, kept.machine_text}:
        return True
    if not draft.evidence or not kept.evidence:
        return False
    return set(draft.evidence) == set(kept.evidence) or _covers(kept.evidence[0], draft.evidence[0])


def _covers(one: Span, other: Span) -> bool:
    """Whether a span has at least half of another's words."""
    if one.paragraph != other.paragraph:
        return False
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared >= other.end - other.start
